//! Writes the first draft of an apology from what is known of an incident.
//!
//! The words stand in templates, one a language; this file chooses among the facts. What would
//! spoil the apology, repeat it or swell it is left out, and the owner is told: a draft always
//! passes the check.

mod doubt;
mod html;
mod reader;
mod review;
mod samples;
mod tags;
mod telling;
mod template;
#[cfg(test)]
mod tests;
mod typography;

use std::collections::HashSet;

use chrono::NaiveDate;

pub use doubt::{About, Doubt, is_in_doubt};
pub use html::{Block, Span, blocks, to_html};
pub use reader::spoken_of;
pub use review::review;
pub use telling::VARIABLES;
use telling::{Part, Reason, Telling};
pub use template::{Mistake, SHIPPED, STANDARD, Source, Templates};

use crate::domain::apology::check::{self, Finding, Kind, check};
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
    /// The same of mistakes that cannot be compared, because one of them has no category.
    pub earlier_unsorted: usize,
    /// The letters that this client was given for such mistakes within the last year.
    pub told_before: &'a [String],
    /// Names of people who are known here, and keep their capitals.
    pub people: &'a [String],
    /// What the sides do not agree on.
    pub doubts: &'a [Doubt],
    /// The day on which the letter is written, where the client is.
    pub today: Option<NaiveDate>,
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
const WORDS_MAX: usize = 320;

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
    let mut notes = warnings(facts);
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
    notes.extend(telling.doubts());
    for (name, words, reason) in telling.withheld() {
        notes.push(omission(name, words, reason));
    }
    for (part, reason) in &left_out {
        notes.push(omission(part.name(), telling.words(*part), reason));
    }
    Ok(Draft { letter, notes })
}

/// What the owner should know of a letter that somebody wrote.
pub fn warnings(facts: &Facts<'_>) -> Vec<String> {
    repetition(facts).into_iter().collect()
}

type Written = (Letter, Vec<(Part, Reason)>);

fn write_shipped(telling: &Telling<'_>, language: Language) -> Result<Written, String> {
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
) -> Result<Written, String> {
    let letter = |told: &[Part]| {
        templates
            .render(source, &telling.value(told))
            .map(|letter| match told.contains(&Part::Ownership) {
                true => without_echo(letter, telling.words(Part::Ownership)),
                false => letter,
            })
            .map_err(|mistake| mistake.to_string())
    };
    let mut told = Vec::new();
    let mut written = letter(&told)?;
    let bare = findings(&written, language);
    if !source.shipped && bare.iter().any(|it| it.severity == check::Severity::Block) {
        return Err("the apology check finds fault with it".into());
    }
    let mut left_out = Vec::new();
    for part in telling.parts() {
        if let Some(by) = telling.said_already(part, &told) {
            // The statement says it; nothing is missing then, and the owner has nothing to do.
            if part != Part::Summary {
                left_out.push((part, Reason::SaidAlready(by.name())));
            }
            continue;
        }
        told.push(part);
        match letter(&told) {
            Ok(longer) => match objection(&longer, &bare, language) {
                None => written = longer,
                Some(reason) => {
                    told.pop();
                    left_out.push((part, reason));
                }
            },
            // Ours take whatever there is but its length.
            Err(_) if source.shipped => {
                told.pop();
                left_out.push((part, Reason::TooLong));
            }
            Err(why) => return Err(why),
        }
    }
    Ok((written, left_out))
}

/// What is wrong with the letter that was not wrong with it before its facts.
fn objection(letter: &Letter, bare: &[Finding], language: Language) -> Option<Reason> {
    if letter.text.split_whitespace().count() > WORDS_MAX || letter.subject.ends_with('\u{2026}') {
        return Some(Reason::TooLong);
    }
    if repeats(&letter.text) {
        return Some(Reason::SaidTwice);
    }
    let found = findings(letter, language);
    let count = |list: &[Finding], code| list.iter().filter(|it| it.code == code).count();
    let new = found
        .iter()
        .find(|it| count(&found, it.code) > count(bare, it.code))?;
    Some(Reason::Finding {
        code: new.code,
        excerpt: new.excerpt.clone(),
        advice: new.advice.clone(),
    })
}

fn findings(letter: &Letter, language: Language) -> Vec<Finding> {
    check(&letter.text, Some(&letter.subject), language, Kind::Apology).findings
}

/// The letter without the template's sentences that the statement says in the same words.
fn without_echo(letter: Letter, statement: &str) -> Letter {
    let written = template::flowed(statement);
    let Some(start) = letter.text.find(&written).filter(|_| !written.is_empty()) else {
        return letter;
    };
    let (before, after) = letter.text.split_at(start);
    let (said, after) = after.split_at(written.len());
    let sentences: Vec<String> = phrases(said).collect();
    let text = format!(
        "{}{said}{}",
        unsaid(before, &sentences),
        unsaid(after, &sentences)
    );
    let paragraphs = text.split("\n\n").filter(|it| !it.trim().is_empty());
    Letter {
        text: paragraphs.collect::<Vec<_>>().join("\n\n"),
        ..letter
    }
}

/// A text without its whole sentences that were `said` elsewhere.
fn unsaid(text: &str, said: &[String]) -> String {
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let end = rest.find(['.', '!', '?']).map_or(rest.len(), |end| end + 1);
            let (sentence, behind) = rest.split_at(end);
            let whole = behind.is_empty() || behind.starts_with([' ', '\n']);
            let first = kept.is_empty() || kept.ends_with('\n');
            let begins = first || sentence.starts_with(' ');
            let mut phrases = phrases(sentence);
            let once =
                matches!((phrases.next(), phrases.next()), (Some(it), None) if said.contains(&it));
            if whole && begins && once && sentence.ends_with(['.', '!']) {
                rest = if first {
                    behind.trim_start_matches(' ')
                } else {
                    behind
                };
            } else {
                kept.push_str(sentence);
                rest = behind;
            }
        }
    }
    kept
}

/// Whether something is said twice in the same words.
fn repeats(text: &str) -> bool {
    let mut said = HashSet::new();
    phrases(text).any(|phrase| !said.insert(phrase))
}

/// What a text says between its marks, in small letters.
fn phrases(text: &str) -> impl Iterator<Item = String> {
    text.split([
        '.', '!', '?', ':', '\n', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}',
    ])
    .map(|phrase| phrase.trim().to_lowercase())
    // "On Friday" may well be said twice.
    .filter(|phrase| phrase.split_whitespace().count() > 2)
}

/// A second apology for the same thing is worth less than none where nothing has changed (Halperin
/// and others, 2022).
fn repetition(facts: &Facts<'_>) -> Option<String> {
    let earlier = match facts.earlier {
        0 => return unsorted(facts.earlier_unsorted),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let was_promised = |step: &Step<'_>| telling::was_promised(facts, step.text);
    let advice = if !facts.preventions.is_empty() && facts.preventions.iter().all(was_promised) {
        "All that is to prevent it was promised in an earlier letter already, and it happened \
         again: the letter does not say that it is different now, and promises that you will write \
         what changes. Add a prevention and compose the letter again, or say it in your own words."
    } else if facts.preventions.is_empty() {
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

/// Whether it is the same thing again nobody can tell without a category, but the owner may.
fn unsorted(earlier: usize) -> Option<String> {
    let times = match earlier {
        0 => return None,
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    Some(format!(
        "We have apologised to this client {times} within the last year for something that has no \
         category, or that cannot be compared because this incident has none. If it was the same \
         thing, say what is different this time: give both incidents the same category and \
         compose the letter again, or write it in your own words."
    ))
}

fn omission(name: &str, words: &str, reason: &Reason) -> String {
    const SHOWN: usize = 80;
    let words = typography::one_line(words);
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown = format!("{}\u{2026}", shown.trim_end());
    }
    format!("Not in the letter: {name} (\u{201c}{shown}\u{201d}), because {reason}")
}
