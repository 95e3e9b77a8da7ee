//! The client: the company or person that was let down.

use serde::Serialize;

use crate::domain::ids::ClientId;
use crate::domain::language::{Language, LanguageTag};
use crate::domain::money::Currency;
use crate::domain::text::{Email, Line, Text};
use crate::domain::time::Timestamp;

/// What is written down about a client; the same when they are made and when they change.
#[derive(Debug, Clone)]
pub struct ClientDetails {
    pub name: Line,
    pub contact_name: Option<Line>,
    pub email: Email,
    pub language: LanguageTag,
    pub currency: Option<Currency>,
    pub time_zone: Option<chrono_tz::Tz>,
    pub notes: Option<Text>,
    /// The client's id in the integrator's own system.
    pub external_id: Option<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Client {
    pub id: ClientId,
    pub name: String,
    pub contact_name: Option<String>,
    pub email: String,
    pub language: String,
    pub currency: Option<String>,
    pub time_zone: Option<String>,
    pub notes: Option<String>,
    pub external_id: Option<String>,
    #[serde(skip)]
    pub created_at: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

/// Where a client lives and what they pay in, as far as a judgement turns on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// Whose clock their days go by; UTC where it is not known.
    pub zone: chrono_tz::Tz,
    pub billed_in: Option<Currency>,
}

impl Default for Local {
    fn default() -> Self {
        Self::of(None, None)
    }
}

impl Local {
    pub fn of(time_zone: Option<&str>, currency: Option<&str>) -> Self {
        let zone = time_zone.and_then(|zone| zone.parse().ok());
        Self {
            zone: zone.unwrap_or(chrono_tz::UTC),
            billed_in: currency.and_then(|code| Currency::parse(code).ok()),
        }
    }
}

impl Client {
    pub fn new(id: ClientId, details: ClientDetails, now: Timestamp) -> Self {
        let mut client = Self {
            id,
            name: String::new(),
            contact_name: None,
            email: String::new(),
            language: String::new(),
            currency: None,
            time_zone: None,
            notes: None,
            external_id: None,
            created_at: now,
            version: 1,
        };
        client.change(details);
        client
    }

    pub fn change(&mut self, details: ClientDetails) {
        self.name = details.name.into();
        self.contact_name = details.contact_name.map(Into::into);
        self.email = details.email.into();
        details.language.as_str().clone_into(&mut self.language);
        self.currency = details.currency.map(|currency| currency.code().to_owned());
        self.time_zone = details.time_zone.map(|zone| zone.name().to_owned());
        self.notes = details.notes.map(Into::into);
        self.external_id = details.external_id.map(Into::into);
    }

    /// The language that this client is written to in.
    pub fn written_language(&self) -> Language {
        LanguageTag::parse(&self.language)
            .map(|tag| tag.written())
            .unwrap_or_default()
    }

    pub fn local(&self) -> Local {
        Local::of(self.time_zone.as_deref(), self.currency.as_deref())
    }

    /// Whom a letter greets.
    pub fn greeted(&self) -> String {
        match &self.contact_name {
            Some(contact) => spoken_name(contact),
            None => self.name.clone(),
        }
    }
}

/// A person's name as it is spoken: an address book's "Moreau, Ines" is "Ines Moreau". What follows
/// the comma may be a degree ("Ines Moreau, MBA") or anything else; then the name stays as it is.
pub fn spoken_name(contact: &str) -> String {
    /// What stands behind a name and belongs to it.
    const BEHIND: [&str; 14] = [
        "jr", "sr", "junior", "senior", "esq", "esquire", "phd", "dr", "prof", "dipl", "inc",
        "ltd", "llc", "gmbh",
    ];
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().any(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !BEHIND.contains(&word.to_lowercase().as_str())
    };
    let surname = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | ' ');
    match contact
        .split_once(',')
        .map(|(last, first)| (last.trim(), first.trim()))
    {
        Some((last, first))
            if !last.is_empty()
                && last.chars().all(surname)
                && last.split_whitespace().count() <= 3
                && (1..=3).contains(&first.split_whitespace().count())
                && first.split_whitespace().all(word) =>
        {
            format!("{first} {last}")
        }
        _ => contact.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spoken_in_their_order() {
        for (written, spoken) in [
            ("Ines Moreau", "Ines Moreau"),
            ("Moreau, Ines", "Ines Moreau"),
            ("MÜLLER, Hans", "Hans MÜLLER"),
            ("van der Berg,Jan-Willem", "Jan-Willem van der Berg"),
            ("O’Hara, Mary Ann", "Mary Ann O’Hara"),
            ("Ines Moreau, MBA", "Ines Moreau, MBA"),
            ("Ines Moreau, PhD", "Ines Moreau, PhD"),
            ("King, Martin Luther, Jr", "King, Martin Luther, Jr"),
            ("Sammy Davis, Jr.", "Sammy Davis, Jr."),
            ("Moreau, head of purchasing", "Moreau, head of purchasing"),
            ("Byron & Sons, Ltd", "Byron & Sons, Ltd"),
            ("Accounts, 2nd floor", "Accounts, 2nd floor"),
            ("Moreau,", "Moreau,"),
            (", Ines", ", Ines"),
            ("", ""),
        ] {
            assert_eq!(spoken_name(written), spoken);
        }
    }
}
