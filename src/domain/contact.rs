//! How a client reaches one of our people, beside mail: a number, and a page to choose a time.

use std::fmt;

use url::Url;

use crate::domain::error::FieldError;
use crate::domain::text::{LINE_MAX, Line};

/// Longest phone number, in characters.
pub const PHONE_MAX: usize = 40;

/// A phone number as people write it: digits, spaces, `+()-./`, and `x` or `ext` before an
/// extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let phone = Line::parse(raw)?;
        let phone = phone.as_str();
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let refused = |detail: String| Err(FieldError::new("not_a_phone", detail));
        if phone.chars().count() > PHONE_MAX {
            return refused(format!("at most {PHONE_MAX} characters"));
        }
        let number = phone.to_ascii_lowercase().replace("ext", "x");
        let plain = |c: char| c.is_ascii_digit() || " +()-./x".contains(c);
        // Three digits are the shortest number that anybody can be reached at.
        if digits < 3 || !number.chars().all(plain) {
            return refused(
                "write a number with digits, spaces and +()-./ and, before an extension, x or \
                 ext, like +44 20 7946 0958 ext 12"
                    .into(),
            );
        }
        Ok(Self(phone.to_owned()))
    }
}

/// The address of a page on which a client chooses a time for a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingUrl(String);

impl BookingUrl {
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let written = Line::parse(raw)?;
        let refused = || {
            let detail = format!(
                "write the address of a page in at most {LINE_MAX} characters, like \
                 https://calendar.example.com/ada"
            );
            FieldError::new("not_a_url", detail)
        };
        let url = Url::parse(written.as_str()).map_err(|_| refused())?;
        let sound = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none();
        // As the parser writes it: what it would read anew when somebody follows the link, and
        // without a character that could end the link in a text.
        let url = String::from(url);
        let plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\".contains(c);
        if !sound || url.chars().count() > LINE_MAX || !url.chars().all(plain) {
            return Err(refused());
        }
        Ok(Self(url))
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

as_text!(Phone BookingUrl);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        for phone in [
            "+44 20 7946 0958",
            "(01) 234-56/78",
            "0664.123 45 67 ext 12",
            "0123 X4",
            "112",
        ] {
            assert_eq!(Phone::parse(phone).unwrap().as_str(), phone);
        }
        for phone in [
            "",
            "call me",
            "+",
            "12",
            "+44 20 <b>",
            "0123\r\n456",
            "0123 e456",
            &"1".repeat(PHONE_MAX + 1),
        ] {
            assert!(Phone::parse(phone).is_err(), "{phone:?}");
        }
    }

    #[test]
    fn booking_urls() {
        for (raw, kept) in [
            ("https://cal.example/ada", "https://cal.example/ada"),
            (" http://cal.example ", "http://cal.example/"),
            (
                "https://cal.example/a b?x=1",
                "https://cal.example/a%20b?x=1",
            ),
            ("https://käl.example/", "https://xn--kl-via.example/"),
        ] {
            assert_eq!(BookingUrl::parse(raw).unwrap().as_str(), kept);
        }
        for raw in [
            "",
            "cal.example/ada",
            "javascript:alert(1)",
            "ftp://cal.example/",
            "https://",
            "https://user:pass@cal.example/",
            "mailto:ada@example.com",
            "https://cal.example/'",
            &format!("https://cal.example/{}", "a".repeat(LINE_MAX)),
        ] {
            assert!(BookingUrl::parse(raw).is_err(), "{raw:?}");
        }
    }
}
