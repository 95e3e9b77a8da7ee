//! Writes the first draft of an apology from what is known of an incident.
//!
//! The words that stay the same are in `words`; this file chooses among the facts. What others
//! wrote stands in paragraphs of its own, and what would spoil the apology or swell it is left out:
//! a draft always passes the check.

mod subcontractor;
#[cfg(test)]
mod tests;
mod words;

use chrono::NaiveDate;

use subcontractor::Subcontractor;
pub use subcontractor::without_subcontractor;
use words::Words;

use crate::domain::apology::check::{Kind, check};
use crate::domain::incident::DiscoveredBy;
use crate::domain::language::Language;

/// What is known of an incident when the draft is written.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub client_name: &'a str,
    pub contact_name: Option<&'a str>,
    pub language: Language,
    /// Our number of the incident, such as `INC-2026-000001`.
    pub reference: &'a str,
    pub summary: &'a str,
    /// Notes for ourselves; the client never reads them.
    pub details: Option<&'a str>,
    /// Our statement that it was our mistake.
    pub ownership: &'a str,
    pub root_cause: Option<&'a str>,
    /// What the client told us, in their words.
    pub client_account: Option<&'a str>,
    pub desired_outcome: Option<&'a str>,
    /// Who saw it first, where that is known: nobody is thanked for what they did not do.
    pub discovered_by: Option<DiscoveredBy>,
    /// The severity is major or critical.
    pub major: bool,
    /// Who made the mistake for us; the client never reads the name.
    pub subcontractor: Option<&'a str>,
    pub occurred_on: Option<NaiveDate>,
    pub preventions: &'a [&'a str],
    pub offer_follows: bool,
    pub owner_name: &'a str,
    pub owner_email: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line of at most 200 characters.
    pub subject: String,
    pub text: String,
}

/// Longer letters are not read to the end.
const WORDS_MAX: usize = 220;
const SUBJECT_MAX: usize = 200;
const PREVENTIONS_MAX: usize = 3;

pub fn compose(facts: &Facts<'_>) -> Letter {
    let words = words::of(facts.language);
    let subject = subject(facts, words);
    let tellable = by_importance(facts);
    let everything = tellable.iter().cloned().fold(Told::default(), Told::with);
    let mut text = letter(facts, words, &everything);
    if !fits(&subject, &text, facts.language) {
        let mut told = Told::default();
        text = letter(facts, words, &told);
        for fact in tellable {
            let more = told.clone().with(fact);
            let longer = letter(facts, words, &more);
            if fits(&subject, &longer, facts.language) {
                (told, text) = (more, longer);
            }
        }
    }
    Letter { subject, text }
}

fn subject(facts: &Facts<'_>, words: &Words) -> String {
    let reference = format!(" ({})", one_line(facts.reference));
    let room = SUBJECT_MAX.saturating_sub(words.subject.chars().count());
    let reference: String = reference.chars().take(room).collect();
    format!("{}{reference}", words.subject)
}

fn fits(subject: &str, text: &str, language: Language) -> bool {
    text.split_whitespace().count() <= WORDS_MAX
        && check(text, Some(subject), language, Kind::Apology).ready
}

/// A fact that the letter can do without, ready to be set.
#[derive(Clone)]
enum Fact {
    Summary(String),
    Ownership(String),
    RootCause(String),
    Prevention(String),
    DesiredOutcome(String),
    ClientAccount(String),
}

/// The facts that made it into the letter.
#[derive(Default, Clone)]
struct Told {
    summary: Option<String>,
    ownership: Option<String>,
    root_cause: Option<String>,
    preventions: Vec<String>,
    desired_outcome: Option<String>,
    client_account: Option<String>,
}

impl Told {
    fn with(mut self, fact: Fact) -> Self {
        let told = &mut self;
        match fact {
            Fact::Summary(text) => told.summary = Some(text),
            Fact::Ownership(text) => told.ownership = Some(text),
            Fact::RootCause(text) => told.root_cause = Some(text),
            Fact::Prevention(text) => told.preventions.push(text),
            Fact::DesiredOutcome(text) => told.desired_outcome = Some(text),
            Fact::ClientAccount(text) => told.client_account = Some(text),
        }
        self
    }
}

fn by_importance(facts: &Facts<'_>) -> Vec<Fact> {
    let subcontractor = Subcontractor::named(facts.subcontractor, facts.language);
    let clean = |text: &str| ended(&one_line(&subcontractor.taken_out_of(text)));
    let known = |text: Option<&str>| text.map(clean).filter(|text| !text.is_empty());
    let mut all = Vec::new();
    all.extend(known(Some(facts.summary)).map(Fact::Summary));
    all.extend(known(Some(facts.ownership)).map(Fact::Ownership));
    all.extend(known(facts.root_cause).map(Fact::RootCause));
    let preventions = facts
        .preventions
        .iter()
        .filter_map(|text| known(Some(text)));
    all.extend(preventions.take(PREVENTIONS_MAX).map(Fact::Prevention));
    all.extend(known(facts.desired_outcome).map(Fact::DesiredOutcome));
    all.extend(known(facts.client_account).map(Fact::ClientAccount));
    all
}

fn letter(facts: &Facts<'_>, words: &Words, told: &Told) -> String {
    let reference = one_line(facts.reference);
    let greeted = one_line(facts.contact_name.unwrap_or_default());
    let greeted = if greeted.is_empty() {
        one_line(facts.client_name)
    } else {
        greeted
    };
    let opening = match facts.discovered_by {
        Some(DiscoveredBy::Client) => words.you_told_us,
        Some(DiscoveredBy::Us) => words.we_found_it,
        None => words.we_made_it,
    };
    let happened = facts.occurred_on.map_or_else(
        || words.what_happened.to_owned(),
        |date| format!("{} {}", words.what_happened_on, words.date(date)),
    );

    let mut paragraphs = vec![
        format!("{} {greeted},", words.greeting),
        opening.replace("{reference}", &reference),
    ];
    match &told.summary {
        Some(summary) => paragraphs.push(format!("{happened}: {summary}")),
        None if facts.occurred_on.is_some() => paragraphs.push(format!("{happened}.")),
        None => {}
    }
    paragraphs.extend(
        told.client_account
            .as_ref()
            .map(|account| words.quoted(account)),
    );
    // The owner's own statement says whose mistake it was; saying it twice would weaken both.
    paragraphs.push(told.ownership.as_ref().map_or_else(
        || words.our_mistake.to_owned(),
        |statement| format!("{statement} {}", words.responsible),
    ));
    paragraphs.extend(
        told.root_cause
            .as_ref()
            .map(|cause| format!("{}: {cause}", words.cause)),
    );
    let (sorry, relied) = if facts.major {
        (words.deeply_sorry, words.deeply_relied)
    } else {
        (words.sorry, words.relied)
    };
    let said = told
        .ownership
        .as_ref()
        .is_some_and(|own| apologises(own, facts.language));
    paragraphs.push(if said {
        relied.to_owned()
    } else {
        format!("{sorry} {relied}")
    });
    paragraphs.extend(
        told.desired_outcome
            .as_ref()
            .map(|wish| format!("{}: {wish}", words.your_wish)),
    );
    let repair = if facts.offer_follows {
        words.offer_follows
    } else {
        words.we_repair
    };
    paragraphs.push(repair.to_owned());
    if !told.preventions.is_empty() {
        let list: String = told
            .preventions
            .iter()
            .map(|item| format!("\n- {item}"))
            .collect();
        paragraphs.push(format!("{}:{list}", words.preventions));
    }
    let contact = words
        .contact
        .replace("{email}", &one_line(facts.owner_email));
    let thanks = match facts.discovered_by {
        Some(DiscoveredBy::Client) => words.thanks_for_telling,
        Some(DiscoveredBy::Us) | None => words.thanks,
    };
    paragraphs.push(contact);
    paragraphs.push(thanks.to_owned());
    paragraphs.push(format!(
        "{}\n{}",
        words.sign_off,
        one_line(facts.owner_name)
    ));
    paragraphs.join("\n\n")
}

/// A statement that says sorry itself leaves nothing for the letter to repeat.
fn apologises(text: &str, language: Language) -> bool {
    let findings = check(text, None, language, Kind::Apology).findings;
    findings
        .iter()
        .all(|finding| finding.code != "no_explicit_apology")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Closed by a full stop where its writer left it open.
fn ended(text: &str) -> String {
    let text = text.trim_end_matches([',', ';', ':', '-', ' ']);
    let closing = |c: char| matches!(c, '"' | '\'' | ')' | '\u{201d}' | '\u{201c}' | '\u{bb}');
    let open = !text
        .trim_end_matches(closing)
        .ends_with(['.', '!', '?', '\u{2026}']);
    match text {
        "" => String::new(),
        text if open => format!("{text}."),
        text => text.to_owned(),
    }
}

/// Plain text as HTML paragraphs, for the mail's HTML part and the client's page.
pub fn to_html(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraph = |lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        format!("<p>{}</p>\n", lines.join("<br>\n"))
    };
    let paragraphs = lines
        .split(|line| line.is_empty())
        .filter(|lines| !lines.is_empty());
    paragraphs.map(paragraph).collect()
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(character),
        }
    }
    html
}
