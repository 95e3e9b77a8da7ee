//! Writes the first draft of an apology from what is known of an incident.
//!
//! The words stand in templates, one a language; this file chooses among the facts. What would
//! spoil the apology, repeat it or swell it is left out, and the owner is told: a draft always
//! passes the check.

mod html;
mod review;
mod samples;
mod subcontractor;
mod telling;
mod template;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::NaiveDate;

pub use html::{Block, Span, blocks, to_html};
pub use review::review;
pub use subcontractor::without_subcontractor;
pub use telling::VARIABLES;
use telling::{Part, Telling};
pub use template::{Mistake, SHIPPED, STANDARD, Source, Templates};

use crate::domain::apology::check::{self, Kind, check};
use crate::domain::incident::{DiscoveredBy, Severity};
use crate::domain::language::Language;
use crate::domain::money::Money;

/// What is known of an incident when the draft is written.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub client_name: &'a str,
    pub contact_name: Option<&'a str>,
    pub language: Language,
    /// Our number of the incident, such as `INC-2026-000001`.
    pub reference: &'a str,
    pub summary: &'a str,
    /// Our statement that it was our mistake.
    pub ownership: &'a str,
    pub root_cause: Option<&'a str>,
    /// What the client told us, in their words.
    pub client_account: Option<&'a str>,
    pub desired_outcome: Option<&'a str>,
    pub loss: Option<Money>,
    /// Who saw it first, where that is known: nobody is thanked for what they did not do.
    pub discovered_by: Option<DiscoveredBy>,
    pub severity: Severity,
    /// Who made the mistake for us; the client never reads the name.
    pub subcontractor: Option<&'a str>,
    /// The day where the client is.
    pub occurred_on: Option<NaiveDate>,
    /// What we do about it, and by when.
    pub promises: &'a [Step<'a>],
    /// What keeps it from happening again.
    pub preventions: &'a [Step<'a>],
    /// How often we apologised to this client for a mistake of this category within the last year.
    pub earlier: usize,
    pub offer_follows: bool,
    pub owner: Owner<'a>,
}

/// A promise or a prevention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    pub text: &'a str,
    pub by: NaiveDate,
    pub done: bool,
}

/// Who answers for the incident, and how the client reaches them.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub phone: Option<&'a str>,
    pub booking_url: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line of at most 200 characters.
    pub subject: String,
    pub text: String,
}

/// A letter, and what its owner should know before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub letter: Letter,
    pub notes: Vec<String>,
}

/// There is no template of this name in the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTemplate {
    /// Those that there are.
    pub names: Vec<String>,
}

/// Longer letters are not read to the end.
const WORDS_MAX: usize = 280;

/// Writes the letter from the template `name`.
pub fn compose(
    facts: &Facts<'_>,
    templates: &Templates,
    name: &str,
) -> Result<Draft, UnknownTemplate> {
    let source = templates.find(name, facts.language).ok_or_else(|| {
        let names = templates.names(facts.language);
        UnknownTemplate {
            names: names.into_iter().map(str::to_owned).collect(),
        }
    })?;
    let telling = Telling::of(facts);
    let mut notes = repetition(facts).into_iter().collect::<Vec<_>>();
    let mut told = write(templates, source, &telling, facts.language);
    if let Err(why) = &told {
        notes.push(format!(
            "The template {} could not be used for this incident ({why}). The draft is written \
             from the template that comes with Amends.",
            source.file
        ));
        told = write_shipped(&telling, facts.language);
    }
    let (letter, left_out) =
        told.expect("a template that ships writes a letter without any facts; a test tries it");
    notes.extend(omission(&left_out));
    Ok(Draft { letter, notes })
}

fn write_shipped(telling: &Telling<'_>, language: Language) -> Result<(Letter, Vec<Part>), String> {
    let shipped = Templates::shipped();
    let source = shipped
        .find(STANDARD, language)
        .ok_or("there is no such template")?;
    write(&shipped, source, telling, language)
}

/// The letter with as many facts as it bears, and those that it does not.
fn write(
    templates: &Templates,
    source: &Source,
    telling: &Telling<'_>,
    language: Language,
) -> Result<(Letter, Vec<Part>), String> {
    let letter = |told: &[Part]| {
        templates
            .render(source, &telling.value(told))
            .map_err(|mistake| mistake.to_string())
    };
    let parts = telling.parts();
    if let Ok(whole) = letter(&parts)
        && fits(&whole, language)
    {
        return Ok((whole, Vec::new()));
    }
    let mut told = Vec::new();
    let mut left_out = Vec::new();
    let mut written = letter(&told)?;
    if !source.shipped && !passes(&written, language) {
        return Err("the apology check finds fault with it".into());
    }
    for part in parts {
        told.push(part);
        match letter(&told) {
            Ok(longer) if fits(&longer, language) => written = longer,
            _ => left_out.extend(told.pop()),
        }
    }
    Ok((written, left_out))
}

fn fits(letter: &Letter, language: Language) -> bool {
    letter.text.split_whitespace().count() <= WORDS_MAX
        && !letter.subject.ends_with('\u{2026}')
        && !repeats(&letter.text)
        && passes(letter, language)
}

fn passes(letter: &Letter, language: Language) -> bool {
    // By the rules of another language every letter would lack everything.
    !check::knows(language)
        || check(&letter.text, Some(&letter.subject), language, Kind::Apology).ready
}

/// Whether something is said twice in the same words.
fn repeats(text: &str) -> bool {
    let mut said = HashSet::new();
    text.split([
        '.', '!', '?', ':', '\n', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}',
    ])
    .map(|sentence| sentence.trim().to_lowercase())
    // "On Friday" may well be said twice.
    .filter(|sentence| sentence.split_whitespace().count() > 2)
    .any(|sentence| !said.insert(sentence))
}

/// A second apology for the same thing is worth less than none where nothing has changed (Halperin
/// and others, 2022).
pub fn repetition(facts: &Facts<'_>) -> Option<String> {
    let earlier = match facts.earlier {
        0 => return None,
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let advice = if facts.preventions.is_empty() {
        "No prevention is known, so the letter cannot say what is different this time; it promises \
         that you will write what changes. Add a prevention and compose the letter again, or say \
         it in your own words."
    } else {
        "The letter says what is different this time. Make sure that it is, and that it was not \
         promised before."
    };
    Some(format!(
        "We have apologised to this client {earlier} within the last year for a mistake of this \
         category. {advice}"
    ))
}

fn omission(left_out: &[Part]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for part in left_out {
        if !names.contains(&part.name()) {
            names.push(part.name());
        }
    }
    if names.is_empty() {
        return None;
    }
    Some(format!(
        "Not in the draft, because the letter would not pass the check, repeat itself or grow too \
         long with it: {}.",
        names.join(", ")
    ))
}
