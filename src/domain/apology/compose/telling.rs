//! What a letter can tell: the facts of an incident in the client's terms, and which of them are
//! told.

use minijinja::value::Value;

use super::subcontractor::Subcontractor;
use super::{Facts, Step};
use crate::domain::apology::check::{Kind, check};
use crate::domain::client::spoken_name;
use crate::domain::language::Language;
use crate::domain::wording;

/// Every name that a template may use, and what it holds. What is not known is `none`.
pub const VARIABLES: &[(&str, &str)] = &[
    (
        "greeted",
        "whom the letter greets: the contact's name, or the client's",
    ),
    ("client.name", "the client's name"),
    ("client.contact", "the contact's name"),
    ("reference", "our number of the incident: INC-2026-000001"),
    ("title", "the summary without a full stop, for the subject"),
    ("summary", "what happened, in one sentence"),
    ("occurred_on", "the day on which it happened"),
    ("severity", "minor, moderate, major or critical"),
    ("discovered_by", "client or us"),
    ("ownership.text", "our statement that it was our mistake"),
    (
        "ownership.takes_responsibility",
        "whether the statement says so in plain words",
    ),
    (
        "ownership.apologises",
        "whether the statement itself says sorry",
    ),
    ("root_cause", "how it came about, in one sentence"),
    ("account", "what the client told us, in their words"),
    ("loss", "what it cost the client: USD 1,000.00"),
    ("desired_outcome", "what the client asked us for"),
    (
        "promises",
        "what we do about it; each has text, by (a day) and done",
    ),
    (
        "preventions",
        "what keeps it from happening again; each has text, by (a day) and done",
    ),
    (
        "times",
        "how often we apologise for a mistake of this category within a year: 1, 2, ...",
    ),
    ("offer_follows", "whether we will make an offer"),
    ("owner.name", "who answers for the incident"),
    ("owner.email", "their address"),
    ("owner.phone", "their number"),
    (
        "owner.booking_url",
        "where a time for a call with them can be chosen",
    ),
];

/// More promises or preventions than this are no letter any more.
const STEPS_MAX: usize = 4;

/// A fact that the letter can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Summary,
    Ownership,
    RootCause,
    Promise(usize),
    Prevention(usize),
    Loss,
    DesiredOutcome,
    Account,
}

impl Part {
    /// As the owner is told of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Title => "the summary in the subject",
            Self::Summary => "the summary",
            Self::Ownership => "your statement",
            Self::RootCause => "the root cause",
            Self::Promise(_) => "a promise",
            Self::Prevention(_) => "a prevention",
            Self::Loss => "the loss",
            Self::DesiredOutcome => "what the client asked for",
            Self::Account => "what the client told us",
        }
    }
}

/// The facts of one incident, ready to be told: each in one line, and without the name of whoever
/// made the mistake for us.
pub(super) struct Telling<'a> {
    facts: &'a Facts<'a>,
    title: Option<String>,
    summary: Option<String>,
    ownership: Option<Statement>,
    root_cause: Option<String>,
    account: Option<String>,
    desired_outcome: Option<String>,
    promises: Vec<(String, &'a Step<'a>)>,
    preventions: Vec<(String, &'a Step<'a>)>,
}

/// The ownership statement, and what it already says in plain words.
struct Statement {
    text: String,
    takes_responsibility: bool,
    apologises: bool,
}

impl Statement {
    fn read(text: String, language: Language) -> Self {
        let findings = check(&text, None, language, Kind::Apology).findings;
        let says = |code: &str| findings.iter().all(|finding| finding.code != code);
        Self {
            takes_responsibility: says("no_responsibility"),
            apologises: says("no_explicit_apology"),
            text,
        }
    }
}

impl<'a> Telling<'a> {
    pub(super) fn of(facts: &'a Facts<'a>) -> Self {
        let subcontractor = Subcontractor::named(facts.subcontractor, facts.language);
        let clean = |text: &str| one_line(&subcontractor.taken_out_of(text));
        let known = |text: Option<&str>| {
            text.map(|text| ended(&clean(text)))
                .filter(|text| !text.is_empty())
        };
        let steps = |steps: &'a [Step<'a>]| {
            let mut told: Vec<(String, &'a Step<'a>)> = Vec::new();
            for step in steps {
                let text = unended(&clean(step.text));
                let again = told
                    .iter()
                    .any(|(other, _)| other.to_lowercase() == text.to_lowercase());
                if !text.is_empty() && !again && told.len() < STEPS_MAX {
                    told.push((text, step));
                }
            }
            told
        };
        Self {
            title: Some(unended(&clean(facts.summary))).filter(|text| !text.is_empty()),
            summary: known(Some(facts.summary)),
            ownership: known(Some(facts.ownership))
                .map(|text| Statement::read(text, facts.language)),
            root_cause: known(facts.root_cause),
            account: known(facts.client_account),
            desired_outcome: known(facts.desired_outcome),
            promises: steps(facts.promises),
            preventions: steps(facts.preventions),
            facts,
        }
    }

    /// What there is to tell, the most important first.
    pub(super) fn parts(&self) -> Vec<Part> {
        let promises = (0..self.promises.len()).map(Part::Promise);
        let preventions: Vec<Part> = (0..self.preventions.len()).map(Part::Prevention).collect();
        // Who is let down again wants to hear what changes, before anything else.
        let (at_once, later) = if self.facts.earlier > 0 {
            (preventions, Vec::new())
        } else {
            (Vec::new(), preventions)
        };
        let given = |part, known: bool| known.then_some(part);
        [
            given(Part::Summary, self.summary.is_some()),
            given(Part::Title, self.title.is_some()),
            given(Part::Ownership, self.ownership.is_some()),
        ]
        .into_iter()
        .flatten()
        .chain(at_once)
        .chain(given(Part::RootCause, self.root_cause.is_some()))
        .chain(promises)
        .chain(later)
        .chain(given(Part::Loss, self.facts.loss.is_some()))
        .chain(given(Part::DesiredOutcome, self.desired_outcome.is_some()))
        .chain(given(Part::Account, self.account.is_some()))
        .collect()
    }

    /// The facts as a template reads them; of what a letter can do without, only `told`.
    pub(super) fn value(&self, told: &[Part]) -> Value {
        let facts = self.facts;
        let language = facts.language;
        let if_told = |part: Part, text: &Option<String>| match text {
            Some(text) if told.contains(&part) => Value::from(text.as_str()),
            _ => Value::from(()),
        };
        let maybe = |text: Option<String>| text.map_or_else(|| Value::from(()), Value::from);
        let steps = |steps: &[(String, &Step<'_>)], part: fn(usize) -> Part| {
            let told = steps
                .iter()
                .enumerate()
                .filter(|(index, _)| told.contains(&part(*index)));
            let steps = told.map(|(_, (text, step))| {
                Value::from_pairs([
                    ("text", Value::from(text.as_str())),
                    ("by", Value::from(wording::date(step.by, language))),
                    ("done", Value::from(step.done)),
                ])
            });
            Value::from(steps.collect::<Vec<_>>())
        };
        let ownership = match &self.ownership {
            Some(statement) if told.contains(&Part::Ownership) => Value::from_pairs([
                ("text", Value::from(statement.text.as_str())),
                (
                    "takes_responsibility",
                    Value::from(statement.takes_responsibility),
                ),
                ("apologises", Value::from(statement.apologises)),
            ]),
            _ => Value::from(()),
        };
        let contact = one_line(facts.contact_name.unwrap_or_default());
        let client = one_line(facts.client_name);
        let greeted = if contact.is_empty() {
            client.clone()
        } else {
            spoken_name(&contact)
        };
        let known = |text: &str| maybe(Some(one_line(text)).filter(|text| !text.is_empty()));
        let loss = facts.loss.filter(|_| told.contains(&Part::Loss));
        Value::from_pairs([
            ("greeted", Value::from(greeted.as_str())),
            (
                "client",
                Value::from_pairs([
                    ("name", Value::from(client.as_str())),
                    ("contact", known(&contact)),
                ]),
            ),
            ("reference", Value::from(one_line(facts.reference))),
            ("title", if_told(Part::Title, &self.title)),
            ("summary", if_told(Part::Summary, &self.summary)),
            (
                "occurred_on",
                maybe(facts.occurred_on.map(|day| wording::date(day, language))),
            ),
            ("severity", Value::from(facts.severity.as_str())),
            (
                "discovered_by",
                maybe(facts.discovered_by.map(|by| by.as_str().to_owned())),
            ),
            ("ownership", ownership),
            ("root_cause", if_told(Part::RootCause, &self.root_cause)),
            ("account", if_told(Part::Account, &self.account)),
            (
                "loss",
                maybe(loss.map(|loss| wording::money(loss, language))),
            ),
            (
                "desired_outcome",
                if_told(Part::DesiredOutcome, &self.desired_outcome),
            ),
            ("promises", steps(&self.promises, Part::Promise)),
            ("preventions", steps(&self.preventions, Part::Prevention)),
            ("times", Value::from(facts.earlier + 1)),
            ("offer_follows", Value::from(facts.offer_follows)),
            (
                "owner",
                Value::from_pairs([
                    ("name", Value::from(one_line(facts.owner.name))),
                    ("email", Value::from(one_line(facts.owner.email))),
                    ("phone", known(facts.owner.phone.unwrap_or_default())),
                    (
                        "booking_url",
                        known(facts.owner.booking_url.unwrap_or_default()),
                    ),
                ]),
            ),
        ])
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const CLOSING: [char; 6] = ['"', '\'', ')', '\u{201d}', '\u{201c}', '\u{bb}'];

fn trimmed(text: &str) -> &str {
    text.trim_end_matches([',', ';', ':', '-', '\u{2013}', '\u{2014}', '\\', ' '])
}

/// Closed by a full stop where its writer left it open.
fn ended(text: &str) -> String {
    let text = trimmed(text);
    let open = !text
        .trim_end_matches(CLOSING)
        .ends_with(['.', '!', '?', '\u{2026}']);
    match text {
        "" => String::new(),
        text if open => format!("{text}."),
        text => text.to_owned(),
    }
}

/// Without a full stop, as a title or an item of a list stands.
fn unended(text: &str) -> String {
    let text = trimmed(text);
    text.strip_suffix('.')
        .filter(|text| !text.ends_with('.'))
        .map_or(text, trimmed)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops() {
        for (text, closed, open) in [
            ("We were late", "We were late.", "We were late"),
            ("We were late.", "We were late.", "We were late"),
            ("Late, ", "Late.", "Late"),
            ("Was it late?", "Was it late?", "Was it late?"),
            ("And so on...", "And so on...", "And so on..."),
            (
                "\u{201c}Late.\u{201d}",
                "\u{201c}Late.\u{201d}",
                "\u{201c}Late.\u{201d}",
            ),
            ("C:\\", "C.", "C"),
            (" - ", "", ""),
        ] {
            assert_eq!((ended(text), unended(text)), (closed.into(), open.into()));
        }
    }
}
