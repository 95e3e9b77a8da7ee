//! The languages a client is written to in.

use crate::domain::error::FieldError;

/// A language tag as the client's record holds it, such as `en`, `de` or `de-AT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// A tag of letters, digits and hyphens, as BCP 47 shapes it. Languages that Amends has no
    /// words in are kept and answered in English.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let mut parts = raw.split('-');
        let primary = parts.next().unwrap_or_default();
        let shaped = (2..=3).contains(&primary.len())
            && primary.chars().all(|c| c.is_ascii_alphabetic())
            && raw.len() <= 35
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            });
        if !shaped {
            return Err(FieldError::new(
                "not_a_language",
                "write a language tag, like en, de or de-AT",
            ));
        }
        Ok(Self(raw.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language that letters and pages are written in for this tag.
    pub fn written(&self) -> Language {
        let primary = self.0.split('-').next().unwrap_or_default();
        Language::of_code(&primary.to_ascii_lowercase()).unwrap_or_default()
    }
}

/// A language that Amends has its own words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
}

impl Language {
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// The language with this ISO 639-1 code, in small letters.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for (tag, written) in [
            ("en-GB", Language::English),
            ("de-AT", Language::German),
            ("DE", Language::German),
            ("fr", Language::French),
            ("fr-CA", Language::French),
            ("es-MX", Language::Spanish),
            // Languages that Amends has no words in.
            ("it", Language::English),
            ("fra", Language::English),
        ] {
            assert_eq!(LanguageTag::parse(tag).unwrap().written(), written, "{tag}");
        }
        for bad in ["", "e", "english", "de_AT", "de-", "de\n", "12"] {
            assert!(LanguageTag::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn every_language_has_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::of_code(language.code()), Some(language));
        }
        assert_eq!(Language::of_code("it"), None);
    }
}
