//! Who Amends sends its mail as: the name and address given by the operator.
//!
//! A domain without a dot is welcome here (`amends@localhost`), unlike in a client's address.

use lettre::Address;
use lettre::message::Mailbox;

use crate::mail::message::{ascii_address, one_line};

/// The sender of all mail, such as `Amends <amends@example.com>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    name: Option<String>,
    address: Address,
}

impl Sender {
    /// Reads `Name <address>`, `"Name" <address>` or a bare address.
    pub fn parse(raw: &str) -> Result<Self, String> {
        const HOW: &str = "write it like Amends <amends@example.com>";
        if raw.chars().any(char::is_control) {
            return Err(format!(
                "the sender must be one line without control characters; {HOW}"
            ));
        }
        let (name, address) = match raw.trim().strip_suffix('>') {
            None => ("", raw.trim()),
            Some(rest) => rest
                .rsplit_once('<')
                .ok_or_else(|| format!("the sender has a > without a <; {HOW}"))?,
        };
        let address =
            ascii_address(address.trim()).map_err(|error| format!("the sender: {error}; {HOW}"))?;
        let name = one_line(&unquoted(name.trim()));
        Ok(Self {
            name: (!name.is_empty()).then_some(name),
            address,
        })
    }

    /// From the name and the address of a sender that was read before.
    pub fn of(name: Option<String>, address: &str) -> Result<Self, String> {
        let address = ascii_address(address).map_err(|error| error.to_string())?;
        Ok(Self { name, address })
    }

    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The bare address, its domain in ASCII.
    pub fn address(&self) -> &str {
        self.address.as_ref()
    }

    /// The domain in ASCII (A-labels).
    pub fn domain(&self) -> &str {
        self.address.domain()
    }

    pub(super) fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.name.clone(), self.address.clone())
    }
}

/// What stands between quotation marks, its escapes undone; anything else as it is.
fn unquoted(name: &str) -> String {
    let inner = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        None => name.to_owned(),
        Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders() {
        for (raw, name, address) in [
            (
                "Amends <amends@localhost>",
                Some("Amends"),
                "amends@localhost",
            ),
            ("amends@example.com", None, "amends@example.com"),
            ("<amends@example.com>", None, "amends@example.com"),
            (
                "Müller & Söhne, Inc. <service@müller.example>",
                Some("Müller & Söhne, Inc."),
                "service@xn--mller-kva.example",
            ),
            (
                r#""Ada \"the\" Byron" <ada@example.com>"#,
                Some(r#"Ada "the" Byron"#),
                "ada@example.com",
            ),
        ] {
            let sender = Sender::parse(raw).unwrap();
            assert_eq!((sender.name(), sender.address()), (name, address), "{raw}");
        }
        assert_eq!(
            Sender::parse("amends@localhost").unwrap().domain(),
            "localhost"
        );
    }

    #[test]
    fn what_is_no_sender_gets_one_clear_line() {
        for bad in [
            "",
            "Amends",
            "Amends <>",
            "Amends <amends>",
            "Amends amends@example.com>",
            "Amends <amends@>",
            "Amends <@example.com>",
            "Amends <amends@exa mple.com>",
            "Amends\r\nBcc: eve@example.com <amends@example.com>",
            "ämends@example.com",
            "a@example.com, b@example.com",
        ] {
            let error = Sender::parse(bad).unwrap_err();
            assert!(!error.contains(['\n', '\r']), "{error}");
            assert!(error.contains("Amends <amends@example.com>"), "{error}");
        }
    }
}
