//! Secrets that are handed out once and kept as hashes.

use std::sync::LazyLock;

use regex::Regex;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// How every bearer token of ours begins, so that it is recognised where it should not be.
pub const TOKEN_PREFIX: &str = "amends_";

/// A new bearer token: the prefix and 256 random bits.
pub fn bearer_token() -> SecretString {
    format!("{TOKEN_PREFIX}{}", random()).into()
}

/// A new token for a link: 256 random bits that say nothing.
pub fn link_token() -> SecretString {
    random().into()
}

/// What is kept of a secret. The secrets are random and long, so that a plain hash cannot be
/// searched backwards.
pub fn hash(secret: &SecretString) -> String {
    hash_text(secret.expose_secret())
}

pub fn hash_text(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// The text with "..." for every token, and every link's, that stands in it; `None` where none does.
pub fn without_secrets(text: &str) -> Option<String> {
    static SECRETS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!("({TOKEN_PREFIX}|/c/)[A-Za-z0-9_-]{{43}}"))
            .expect("the pattern is sound")
    });
    SECRETS
        .is_match(text)
        .then(|| SECRETS.replace_all(text, "$1...").into_owned())
}

/// A number below 1000, to spread retries.
pub fn jitter() -> u16 {
    let mut bytes = [0; 2];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    u16::from_le_bytes(bytes) % 1_000
}

fn random() -> String {
    use base64::Engine;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_long_enough() {
        let (one, two) = (bearer_token(), bearer_token());
        assert_ne!(one.expose_secret(), two.expose_secret());
        assert_eq!(one.expose_secret().len(), TOKEN_PREFIX.len() + 43);
        assert_eq!(link_token().expose_secret().len(), 43);
        assert_ne!(hash(&one), hash(&two));
        assert!(!format!("{one:?}").contains(one.expose_secret()));
    }

    #[test]
    fn secrets_are_taken_out_of_a_text() {
        let (token, link) = (bearer_token(), link_token());
        let (token, link) = (token.expose_secret(), link.expose_secret());
        let text = format!("open https://a.example/c/{link}/accept with {token}.");
        assert_eq!(
            without_secrets(&text).as_deref(),
            Some("open https://a.example/c/.../accept with amends_....")
        );
        assert_eq!(without_secrets("the amends_ of /c/ are short"), None);
    }
}
