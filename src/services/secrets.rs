//! Secrets that are handed out once and kept as hashes.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
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

/// What no text that is kept or logged may hold: tokens and links, which are known by their form, and
/// the token that the operator chose, which has none.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    chosen: Option<SecretString>,
}

impl Secrets {
    pub fn with(chosen: Option<SecretString>) -> Self {
        Self { chosen }
    }

    /// The text with "..." for every secret that stands in it; `None` where none does.
    pub fn taken_out_of(&self, text: &str) -> Option<String> {
        static SECRETS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(&format!("({TOKEN_PREFIX}|/c/)[A-Za-z0-9_-]{{43}}"))
                .expect("the pattern is sound")
        });
        let mut without = Cow::Borrowed(text);
        for form in self.forms_of_chosen() {
            if without.contains(&form) {
                without = without.replace(&form, "...").into();
            }
        }
        if SECRETS.is_match(&without) {
            without = SECRETS.replace_all(&without, "$1...").into_owned().into();
        }
        match without {
            Cow::Owned(without) => Some(without),
            Cow::Borrowed(_) => None,
        }
    }

    /// Takes them out of every text in a JSON value.
    pub fn take_out_of(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(without) = self.taken_out_of(text) {
                    *text = without;
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.take_out_of(value)),
            Value::Object(members) => members
                .values_mut()
                .for_each(|value| self.take_out_of(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Whether a word holds the chosen token, or is a part of it that gives much of it away.
    pub fn is_told_by(&self, word: &str) -> bool {
        self.chosen.as_ref().is_some_and(|chosen| {
            let chosen = chosen.expose_secret();
            word.contains(chosen) || (word.len() >= 16 && chosen.contains(word))
        })
    }

    /// The chosen token as it stands in a text, and in a text in JSON.
    fn forms_of_chosen(&self) -> Vec<String> {
        let Some(chosen) = &self.chosen else {
            return Vec::new();
        };
        let plain = chosen.expose_secret().to_owned();
        let quoted = Value::from(plain.as_str()).to_string();
        let in_json = quoted[1..quoted.len() - 1].to_owned();
        if in_json == plain {
            return vec![plain];
        }
        vec![in_json, plain]
    }
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
        let secrets = Secrets::default();
        assert_eq!(
            secrets.taken_out_of(&text).as_deref(),
            Some("open https://a.example/c/.../accept with amends_....")
        );
        assert_eq!(secrets.taken_out_of("the amends_ of /c/ are short"), None);
    }

    #[test]
    fn so_is_the_one_that_the_operator_chose() {
        let chosen = "correct\\horse\"battery-staple-0123456789";
        let secrets = Secrets::with(Some(chosen.into()));
        let said = format!("it is {chosen}.");
        assert_eq!(secrets.taken_out_of(&said).as_deref(), Some("it is ...."));
        let mut value = serde_json::json!({"text": [said, 1, null]});
        let body = secrets.taken_out_of(&value.to_string());
        assert_eq!(body.as_deref(), Some(r#"{"text":["it is ....",1,null]}"#));
        secrets.take_out_of(&mut value);
        assert_eq!(value, serde_json::json!({"text": ["it is ....", 1, null]}));
        assert!(secrets.is_told_by(chosen) && secrets.is_told_by(&chosen[5..30]));
        assert!(!secrets.is_told_by("staple") && !Secrets::default().is_told_by(chosen));
    }
}
