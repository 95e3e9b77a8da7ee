//! Secrets that are handed out once and kept as hashes.

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
}
