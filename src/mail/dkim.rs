//! Signatures under which receivers recognise our mail: DKIM (RFC 6376), with RSA or Ed25519
//! (RFC 8463), relaxed in headers and body.
//!
//! What is signed is the message as it goes over the wire, and nothing touches it afterwards.
//! lettre signs too, but a message that it then folds anew, and with the `rsa` crate, which tells
//! its key by how long it takes (RUSTSEC-2023-0071); `ring` is here already, for TLS.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use sha2::{Digest, Sha256};

/// The headers that a signature covers, whether a message has them or not: one more of them than
/// was signed breaks the signature (RFC 6376, section 8.15).
const SIGNED: [&str; 13] = [
    "from",
    "to",
    "cc",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
];
/// Where a line of base64 is broken, in characters.
const FOLD: usize = 72;
/// Longest string in a TXT record, in octets (RFC 1035).
const TXT_STRING: usize = 255;

/// A domain, and the keys that sign for it; every message is signed with each of them.
#[derive(Clone)]
pub struct Dkim {
    domain: String,
    keys: Vec<Arc<Key>>,
}

/// A private key, and the name under which its public half is found in DNS.
struct Key {
    selector: String,
    pair: Pair,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Ed25519KeyPair),
}

/// Keys, and the name of one that is still to come.
pub struct Named {
    dkim: Dkim,
    selector: String,
}

impl Named {
    /// Has `pem` sign too: a private key in PKCS#8 or PKCS#1 without a passphrase, RSA of 2048 to
    /// 4096 bits or Ed25519. An error says nothing of what is in it.
    pub fn with_key(mut self, pem: &[u8]) -> Result<Dkim, String> {
        self.dkim.keys.push(Arc::new(Key {
            selector: self.selector,
            pair: Pair::from_pem(pem)?,
        }));
        Ok(self.dkim)
    }
}

impl Dkim {
    /// For mail of `domain`, without a key yet.
    pub fn of(domain: &str) -> Result<Self, String> {
        Ok(Self {
            domain: dns_name(domain)?,
            keys: Vec::new(),
        })
    }

    /// The name in DNS of one more key.
    pub fn named(self, selector: &str) -> Result<Named, String> {
        Ok(Named {
            selector: dns_name(selector)?,
            dkim: self,
        })
    }

    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Whether mail from `domain` is of the domain that is signed for, or one below or above it.
    pub fn speaks_for(&self, domain: &str) -> bool {
        let below = |lower: &str, upper: &str| lower.ends_with(&format!(".{upper}"));
        self.domain == domain || below(domain, &self.domain) || below(&self.domain, domain)
    }

    /// `message`, which has CRLF line ends, below a signature for each key.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let text = std::str::from_utf8(message).map_err(|_| "a message that is no text")?;
        let (head, body) = text
            .split_once("\r\n\r\n")
            .ok_or("a message without a body cannot be signed")?;
        let fields = fields(head);
        let body_hash = STANDARD.encode(Sha256::digest(relaxed_body(body)));
        let mut signed = Vec::with_capacity(message.len() + 1024 * self.keys.len());
        for key in &self.keys {
            signed.extend(self.signature(key, &fields, &body_hash)?.into_bytes());
        }
        signed.extend_from_slice(message);
        Ok(signed)
    }

    /// The `DKIM-Signature` header of one key, with its line end.
    fn signature(
        &self,
        key: &Key,
        fields: &[(String, String)],
        body_hash: &str,
    ) -> Result<String, String> {
        let mut names: Vec<&str> = Vec::new();
        let mut covered = String::new();
        for name in SIGNED {
            // From the bottom up (RFC 6376, section 5.4.2).
            for (_, canonical) in fields.iter().rev().filter(|(other, _)| other == name) {
                names.push(name);
                covered.push_str(canonical);
                covered.push_str("\r\n");
            }
            names.push(name);
        }
        // No time of signing: a mail that is sent again is the same, to the last octet.
        let unsigned = format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={};\r\n s={};\r\n h={};\r\n \
             bh={body_hash};\r\n b=",
            key.pair.algorithm(),
            self.domain,
            key.selector,
            folded_list(&names),
        );
        let (_, canonical) = canonical(&unsigned);
        covered.push_str(&canonical);
        let signature = STANDARD.encode(key.pair.sign(covered.as_bytes())?);
        Ok(format!("{unsigned}{}\r\n", folded(&signature)))
    }

    /// The TXT records to publish: their names, and what they say.
    pub fn records(&self) -> Vec<(String, String)> {
        self.keys
            .iter()
            .map(|key| {
                let name = format!("{}._domainkey.{}", key.selector, self.domain);
                let (kind, public) = key.pair.public();
                let public = STANDARD.encode(public);
                (name, format!("v=DKIM1; k={kind}; p={public}"))
            })
            .collect()
    }

    /// The same as lines of a zone file (RFC 1035), in which no string has over 255 octets.
    pub fn zone_lines(&self) -> Vec<String> {
        self.records()
            .into_iter()
            .map(|(name, text)| {
                let strings: Vec<String> = chunks(&text, TXT_STRING)
                    .map(|part| format!("\"{part}\""))
                    .collect();
                format!("{name}. IN TXT ( {} )", strings.join(" "))
            })
            .collect()
    }
}

impl fmt::Debug for Dkim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let selectors: Vec<&str> = self.keys.iter().map(|key| &*key.selector).collect();
        f.debug_struct("Dkim")
            .field("domain", &self.domain)
            .field("selectors", &selectors)
            .finish_non_exhaustive()
    }
}

impl Pair {
    fn from_pem(pem: &[u8]) -> Result<Self, String> {
        const NO_KEY: &str = "there is no private key in it; write one in PEM (PKCS#8 or PKCS#1) \
                              without a passphrase, as `openssl genrsa 2048` does";
        let der = PrivateKeyDer::from_pem_slice(pem).map_err(|_| NO_KEY)?;
        let rsa = |read: Result<RsaKeyPair, ring::error::KeyRejected>| {
            read.map(|pair| Self::Rsa(Box::new(pair)))
        };
        let read = match &der {
            PrivateKeyDer::Pkcs1(der) => rsa(RsaKeyPair::from_der(der.secret_pkcs1_der())),
            PrivateKeyDer::Pkcs8(der) => {
                let der = der.secret_pkcs8_der();
                // What OpenSSL writes has no public half, which could be checked.
                Ed25519KeyPair::from_pkcs8_maybe_unchecked(der)
                    .map(Self::Ed25519)
                    .or_else(|_| rsa(RsaKeyPair::from_pkcs8(der)))
            }
            _ => return Err("this is no key for mail; use RSA or Ed25519".to_owned()),
        };
        read.map_err(|rejected| match rejected.to_string().as_str() {
            "TooSmall" => "this RSA key has fewer than 2048 bits, and receivers distrust it; make \
                           one with `openssl genrsa 2048`"
                .to_owned(),
            "TooLarge" => "this RSA key has more than 4096 bits; make one with 2048".to_owned(),
            "WrongAlgorithm" => "this is no key for mail; use RSA or Ed25519".to_owned(),
            other => format!("this key cannot be used ({other})"),
        })
    }

    fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "rsa-sha256",
            Self::Ed25519(_) => "ed25519-sha256",
        }
    }

    fn sign(&self, covered: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    covered,
                    &mut signature,
                )
                .map_err(|_| "the mail could not be signed")?;
                Ok(signature)
            }
            // RFC 8463: what is signed is the hash.
            Self::Ed25519(pair) => Ok(pair.sign(&Sha256::digest(covered)).as_ref().to_vec()),
        }
    }

    /// The kind of key, and its public half as a record has it.
    fn public(&self) -> (&'static str, Vec<u8>) {
        match self {
            Self::Rsa(pair) => ("rsa", rsa_public_key_info(pair.public_key().as_ref())),
            Self::Ed25519(pair) => ("ed25519", pair.public_key().as_ref().to_vec()),
        }
    }
}

/// A `SubjectPublicKeyInfo` (RFC 5280) around an `RSAPublicKey`: the form in which RFC 6376's own
/// example, and everybody, publishes one.
fn rsa_public_key_info(key: &[u8]) -> Vec<u8> {
    /// `SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }`
    const ALGORITHM: [u8; 15] = [
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    const SEQUENCE: u8 = 0x30;
    const BIT_STRING: u8 = 0x03;
    let bits = [&[0], key].concat();
    let content = [&ALGORITHM[..], &der(BIT_STRING, &bits)].concat();
    der(SEQUENCE, &content)
}

/// A value in DER: its tag, its length, itself.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let significant: Vec<u8> = length.into_iter().skip_while(|&octet| octet == 0).collect();
    let mut value = vec![tag];
    match significant[..] {
        [] => value.push(0),
        [short] if short < 0x80 => value.push(short),
        _ => {
            // No more than eight octets of length.
            value.push(0x80 | significant.len().to_le_bytes()[0]);
            value.extend(significant);
        }
    }
    value.extend_from_slice(content);
    value
}

/// Every field of a head: its name in small letters, and the whole of it in relaxed form.
fn fields(head: &str) -> Vec<(String, String)> {
    let mut raw: Vec<String> = Vec::new();
    for line in head.split("\r\n") {
        match raw.last_mut() {
            Some(field) if line.starts_with([' ', '\t']) => {
                field.push_str("\r\n");
                field.push_str(line);
            }
            _ => raw.push(line.to_owned()),
        }
    }
    raw.iter().map(|field| canonical(field)).collect()
}

/// One field in relaxed form (RFC 6376, section 3.4.2), without its line end.
fn canonical(field: &str) -> (String, String) {
    let (name, value) = field.split_once(':').unwrap_or((field, ""));
    let name = name.trim_end_matches([' ', '\t']).to_ascii_lowercase();
    let value = spaced_once(&value.replace("\r\n", ""));
    let canonical = format!("{name}:{}", value.trim_matches(' '));
    (name, canonical)
}

/// The body in relaxed form (RFC 6376, section 3.4.4).
fn relaxed_body(body: &str) -> String {
    let mut relaxed: String = body
        .split("\r\n")
        .map(|line| format!("{}\r\n", spaced_once(line).trim_end_matches(' ')))
        .collect();
    while relaxed.ends_with("\r\n\r\n") {
        relaxed.truncate(relaxed.len() - 2);
    }
    if relaxed == "\r\n" {
        relaxed.clear();
    }
    relaxed
}

/// Every run of spaces and tabs as one space.
fn spaced_once(line: &str) -> String {
    let mut spaced = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            ' ' | '\t' if spaced.ends_with(' ') => {}
            '\t' => spaced.push(' '),
            other => spaced.push(other),
        }
    }
    spaced
}

fn folded_list(names: &[&str]) -> String {
    let mut list = String::new();
    let mut line = 0;
    for name in names {
        if !list.is_empty() {
            list.push(':');
        }
        if line + name.len() > FOLD - 8 {
            list.push_str("\r\n  ");
            line = 0;
        }
        list.push_str(name);
        line += name.len() + 1;
    }
    list
}

fn folded(base64: &str) -> String {
    let lines: Vec<&str> = chunks(base64, FOLD).collect();
    lines.join("\r\n  ")
}

/// Pieces of at most `size` octets; the text is ASCII.
fn chunks(text: &str, size: usize) -> impl Iterator<Item = &str> {
    (0..text.len())
        .step_by(size)
        .map(move |at| &text[at..text.len().min(at + size)])
}

/// A name as DNS has it: labels of letters, digits and hyphens, in ASCII.
fn dns_name(name: &str) -> Result<String, String> {
    let refused =
        || format!("{name:?} is not a name that DNS knows; write it like mail.example.com");
    let ascii = idna::domain_to_ascii_strict(name.trim()).map_err(|_| refused())?;
    if ascii.is_empty() || ascii.ends_with('.') {
        return Err(refused());
    }
    Ok(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_in_relaxed_form() {
        // RFC 6376, section 3.4.5.
        let fields = fields("A: X\r\nB : Y\t\r\n\tZ  ");
        let canonical: Vec<&str> = fields.iter().map(|(_, field)| &**field).collect();
        assert_eq!(canonical, ["a:X", "b:Y Z"]);
    }

    #[test]
    fn bodies_in_relaxed_form() {
        for (body, relaxed) in [
            // RFC 6376, section 3.4.5.
            (" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"),
            ("", ""),
            ("\r\n\r\n", ""),
            (" \r\n", ""),
            ("no end of line", "no end of line\r\n"),
            ("\r\na\r\n", "\r\na\r\n"),
        ] {
            assert_eq!(relaxed_body(body), relaxed, "{body:?}");
        }
    }

    #[test]
    fn lengths_in_der() {
        assert_eq!(der(0x03, b""), [0x03, 0]);
        assert_eq!(der(0x03, b"a"), [0x03, 1, b'a']);
        assert_eq!(der(0x03, &[0; 127])[..2], [0x03, 127]);
        assert_eq!(der(0x03, &[0; 128])[..3], [0x03, 0x81, 128]);
        assert_eq!(der(0x03, &[0; 300])[..4], [0x03, 0x82, 1, 44]);
    }

    #[test]
    fn names() {
        assert_eq!(
            Dkim::of("müller.example").unwrap().domain(),
            "xn--mller-kva.example"
        );
        for bad in [
            "",
            "a b",
            "example..com",
            "a\r\nb",
            "a;d=b",
            "_x.example",
            "example.com.",
        ] {
            let error = Dkim::of(bad).unwrap_err();
            assert!(error.contains("DNS"), "{bad:?}: {error}");
        }
    }

    #[test]
    fn what_is_no_key_gets_one_line_that_tells_nothing_of_it() {
        for bad in [
            "",
            "c2VjcmV0",
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
            "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN PUBLIC KEY-----\nc2VjcmV0\n-----END PUBLIC KEY-----\n",
        ] {
            let named = Dkim::of("example.com").unwrap().named("one").unwrap();
            let error = named.with_key(bad.as_bytes()).unwrap_err();
            assert!(!error.contains('\n') && !error.contains("c2Vj"), "{error}");
        }
    }
}
