//! Text from outside, parsed once: a line, a longer text, an e-mail address, a time zone.
//!
//! Whatever holds one of these needs no second look: no control characters, no blank, no
//! overlong value, nothing that could break a header or a column.

use std::borrow::Cow;
use std::fmt;

use email_address::{EmailAddress, Options};
use icu_normalizer::ComposingNormalizerBorrowed;

use crate::domain::error::FieldError;

/// Longest name, summary, category, subject or external id, in characters.
pub const LINE_MAX: usize = 200;
/// Longest free text, in characters.
pub const TEXT_MAX: usize = 20_000;

/// One line of text: trimmed, not blank, at most [`LINE_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(String);

/// Text of several lines: not blank, at most [`TEXT_MAX`] characters, line ends as `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(String);

/// An e-mail address that mail can be sent to; internationalised domains are welcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Line {
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let line = raw.trim();
        refuse_blank(line)?;
        refuse_long(line, LINE_MAX)?;
        refuse_control(line, |_| false)?;
        refuse_turning(line)?;
        Ok(Self(line.to_owned()))
    }
}

impl Text {
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let text = raw.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        refuse_blank(text)?;
        refuse_long(text, TEXT_MAX)?;
        refuse_control(text, |c| c == '\n' || c == '\t')?;
        Ok(Self(text.to_owned()))
    }
}

impl Email {
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        // Some systems write an umlaut as two characters, which no domain has.
        let address = &*composed(raw.trim());
        refuse_blank(address)?;
        refuse_control(address, |_| false)?;
        refuse_turning(address)?;
        let refused = || {
            FieldError::new(
                "not_an_email",
                "write an e-mail address, like ada@example.com",
            )
        };
        let options = Options::default()
            .without_display_text()
            .without_domain_literal()
            .with_required_tld();
        let parsed = EmailAddress::parse_with_options(address, options).map_err(|_| refused())?;
        // Mail servers are not bound to take letters beyond ASCII before the @ (RFC 6531).
        if !parsed.local_part().is_ascii() {
            return Err(refused());
        }
        // A quoted local part may hold spaces and @ signs, which no client of ours has and which
        // mail programs and relays read in different ways.
        if parsed.local_part().starts_with('"') || address.chars().any(char::is_whitespace) {
            return Err(refused());
        }
        idna::domain_to_ascii_strict(parsed.domain()).map_err(|_| refused())?;
        refuse_long(address, LINE_MAX)?;
        Ok(Self(address.to_owned()))
    }
}

/// With each letter and its accents as one character, where there is one (NFC).
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// An IANA time zone such as `Europe/Vienna`.
pub fn parse_time_zone(raw: &str) -> Result<chrono_tz::Tz, FieldError> {
    raw.parse().map_err(|_| {
        FieldError::new(
            "unknown_time_zone",
            "write an IANA time zone, like Europe/Vienna",
        )
    })
}

fn refuse_blank(text: &str) -> Result<(), FieldError> {
    if text.is_empty() {
        return Err(FieldError::new("blank", "this must not be blank"));
    }
    Ok(())
}

fn refuse_long(text: &str, max: usize) -> Result<(), FieldError> {
    let length = text.chars().count();
    if length > max {
        return Err(FieldError::new(
            "too_long",
            format!("this has {length} characters; at most {max} are allowed"),
        ));
    }
    Ok(())
}

fn refuse_control(text: &str, allowed: impl Fn(char) -> bool) -> Result<(), FieldError> {
    // Besides the control characters, the two Unicode line ends: some mail programs break there.
    let broken = |c: char| (c.is_control() && !allowed(c)) || matches!(c, '\u{2028}' | '\u{2029}');
    match text.chars().find(|&c| broken(c)) {
        None => Ok(()),
        Some(c) => Err(FieldError::new(
            "control_character",
            format!(
                "line breaks and control characters are not allowed here (found U+{:04X})",
                u32::from(c)
            ),
        )),
    }
}

/// Whether a character turns the direction of what follows it, so that a line reads otherwise than it
/// is written. Arabic and Hebrew letters have their direction without them.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn refuse_turning(text: &str) -> Result<(), FieldError> {
    match text.chars().find(|&c| turns_direction(c)) {
        None => Ok(()),
        Some(c) => Err(FieldError::new(
            "control_character",
            format!(
                "characters that turn the direction of writing are not allowed here (found \
                 U+{:04X}); take them out, no language needs them in one line",
                u32::from(c)
            ),
        )),
    }
}

macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )*};
}

as_text!(Line Text Email);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines() {
        assert_eq!(
            Line::parse("  Müller & Söhne ").unwrap().as_str(),
            "Müller & Söhne"
        );
        let long = "ä".repeat(LINE_MAX + 1);
        for (raw, code) in [
            ("", "blank"),
            (" \u{a0}", "blank"),
            ("Ada\r\nBcc: x@example.com", "control_character"),
            ("Ada\u{0}", "control_character"),
            ("Ada\u{2028}Byron", "control_character"),
            ("Ada \u{202e}norB", "control_character"),
            ("\u{2066}Ada\u{2069}", "control_character"),
            (&long, "too_long"),
        ] {
            assert_eq!(Line::parse(raw).unwrap_err().code, code, "{raw:?}");
        }
        assert!(Line::parse(&"ä".repeat(LINE_MAX)).is_ok());
        for line in ["שלום עולם", "مرحبا Ada"] {
            assert_eq!(Line::parse(line).unwrap().as_str(), line);
        }
    }

    #[test]
    fn texts_keep_their_lines() {
        assert_eq!(
            Text::parse("one\r\ntwo\rthree").unwrap().as_str(),
            "one\ntwo\nthree"
        );
        assert_eq!(
            Text::parse("one\u{7}").unwrap_err().code,
            "control_character"
        );
        assert_eq!(
            Text::parse(&"x".repeat(TEXT_MAX + 1)).unwrap_err().code,
            "too_long"
        );
    }

    #[test]
    fn emails() {
        for good in [
            "ada@example.com",
            "ada+orders@sub.example.co.uk",
            "ada@müller.example",
            "o'hara@example.com",
        ] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        let decomposed = Email::parse("ada@mu\u{308}ller.example").unwrap();
        assert_eq!(decomposed.as_str(), "ada@müller.example");
        for bad in [
            "ada",
            "ada@",
            "@example.com",
            "ada@example",
            "ada@example..com",
            "ada@@example.com",
            "Ada <ada@example.com>",
            "ada@example.com, eve@example.com",
            "\"a b\"@example.com",
            "ada@[127.0.0.1]",
            "ada@exa mple.com",
            "ada@-example.com",
            "ädä@example.com",
        ] {
            assert_eq!(
                Email::parse(bad).map_err(|e| e.code),
                Err("not_an_email"),
                "{bad}"
            );
        }
        assert_eq!(
            Email::parse("ada@example.com\r\nBcc: eve@example.com")
                .unwrap_err()
                .code,
            "control_character"
        );
    }

    proptest! {
        #[test]
        fn a_line_never_breaks(raw in any::<String>()) {
            if let Ok(line) = Line::parse(&raw) {
                prop_assert!(!line.as_str().contains(['\n', '\r', '\0']));
                prop_assert!((1..=LINE_MAX).contains(&line.as_str().chars().count()));
                prop_assert_eq!(Line::parse(line.as_str()).unwrap(), line);
            }
        }
    }
}
