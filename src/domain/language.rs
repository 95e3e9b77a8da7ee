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
        Language::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
            .unwrap_or_default()
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        assert_eq!(
            LanguageTag::parse("de-AT").unwrap().written(),
            Language::German
        );
        assert_eq!(
            LanguageTag::parse("DE").unwrap().written(),
            Language::German
        );
        assert_eq!(
            LanguageTag::parse("fr-CA").unwrap().written(),
            Language::French
        );
        assert_eq!(
            LanguageTag::parse("it").unwrap().written(),
            Language::English
        );
        for bad in ["", "e", "english", "de_AT", "de-", "de\n", "12"] {
            assert!(LanguageTag::parse(bad).is_err(), "{bad:?}");
        }
    }
}
