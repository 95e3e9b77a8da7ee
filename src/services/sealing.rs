//! Seals what only the requester may read again.
//!
//! The key comes from the bearer token that the request came with, which is kept nowhere but as a
//! hash: whoever has the database, and not the token, has nothing. HKDF-SHA256 (RFC 5869) derives
//! it, ChaCha20-Poly1305 (RFC 8439) seals.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use secrecy::{ExposeSecret, SecretString};

/// Keeps these keys apart from any other that might come from a token one day.
const PURPOSE: &[u8] = b"amends: answers kept for an Idempotency-Key";

/// `text` for whoever has `bearer` and names the same `context`: base64 of nonce and ciphertext.
/// `None` where the cipher fails, which it does for texts of many gigabytes only.
pub(super) fn seal(bearer: &SecretString, context: &str, text: &str) -> Option<String> {
    // Random, since a context can come again after a day; the key is used a few times at most.
    let mut sealed = [0; NONCE_LEN].to_vec();
    getrandom::fill(&mut sealed).expect("the system has random numbers");
    let nonce = Nonce::try_assume_unique_for_key(&sealed).ok()?;
    let mut text = text.as_bytes().to_vec();
    key(bearer, context)?
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut text)
        .ok()?;
    sealed.append(&mut text);
    Some(STANDARD.encode(sealed))
}

/// What was sealed; `None` for any other token or context.
pub(super) fn open(bearer: &SecretString, context: &str, sealed: &str) -> Option<String> {
    let mut sealed = STANDARD.decode(sealed).ok()?;
    let (nonce, text) = sealed.split_at_mut_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let text = key(bearer, context)?
        .open_in_place(nonce, Aad::empty(), text)
        .ok()?;
    String::from_utf8(text.to_vec()).ok()
}

fn key(bearer: &SecretString, context: &str) -> Option<LessSafeKey> {
    let secret = Salt::new(HKDF_SHA256, PURPOSE).extract(bearer.expose_secret().as_bytes());
    let info = [context.as_bytes()];
    let key = secret.expand(&info, &CHACHA20_POLY1305).ok()?;
    Some(LessSafeKey::new(UnboundKey::from(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_token_in_the_same_context_opens_it() {
        let (mine, other) = (SecretString::from("mine"), SecretString::from("other"));
        let sealed = seal(&mine, "key 1", "the secret").unwrap();
        assert_eq!(open(&mine, "key 1", &sealed).as_deref(), Some("the secret"));
        assert_eq!(open(&other, "key 1", &sealed), None);
        assert_eq!(open(&mine, "key 2", &sealed), None);
        // It says nothing, and never the same.
        assert!(!sealed.contains("secret"));
        assert_ne!(seal(&mine, "key 1", "the secret").unwrap(), sealed);
    }

    #[test]
    fn what_was_tampered_with_does_not_open() {
        let mine = SecretString::from("mine");
        let sealed = STANDARD
            .decode(seal(&mine, "key", "the secret").unwrap())
            .unwrap();
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(open(&mine, "key", &STANDARD.encode(changed)), None);
        }
        for broken in ["", "!", "AAAA"] {
            assert_eq!(open(&mine, "key", broken), None);
        }
    }
}
