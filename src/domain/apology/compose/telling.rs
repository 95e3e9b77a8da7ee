//! What a letter can tell: the facts of an incident in the client's terms, and which of them are
//! told.

use minijinja::value::Value;

use super::doubt::Doubt;
use super::reader::spoken_of;
use super::typography::{after_colon, capitalised, ended, one_line, paragraphs, unended};
use super::{Facts, Step};
use crate::domain::apology::check::{Kind, check};
use crate::domain::client::spoken_name;
use crate::domain::incident::Severity;
use crate::domain::language::Language;
use crate::domain::likeness::{is_said_in, meaning};
use crate::domain::subcontractor::Subcontractor;
use crate::domain::wording;

/// Every name that a template may use, and what it holds. What is not known is `none`.
pub const VARIABLES: &[(&str, &str)] = &[
    (
        "greeted",
        "whom the letter greets: the contact's name, or the client's",
    ),
    ("client.name", "the client's name"),
    ("client.contact", "the contact's name"),
    ("language", "en, de, fr or es"),
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

/// Why a fact is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// The check points at it: its code, the words and what it advises.
    Finding {
        code: &'static str,
        excerpt: String,
        advice: String,
    },
    SaidAlready(&'static str),
    SaidTwice,
    TooLong,
    /// The word that names the subcontractor.
    Names(String),
    Overdue(String),
    /// The words that speak of the reader as of somebody else.
    ThirdPerson(String),
    /// An earlier letter promised it.
    Promised,
    TooMany,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Finding {
                code,
                excerpt,
                advice,
            } if excerpt.is_empty() => {
                write!(f, "the check finds fault with it ({code}). {advice}")
            }
            Self::Finding {
                code,
                excerpt,
                advice,
            } => write!(
                f,
                "the check finds fault with \u{201c}{excerpt}\u{201d} ({code}). {advice}"
            ),
            Self::SaidAlready(by) => write!(f, "{by} says the same already."),
            Self::SaidTwice => f.write_str("the letter would say the same words twice."),
            Self::TooLong => f.write_str("the letter would grow too long to be read."),
            Self::Names(word) => write!(
                f,
                "it names the subcontractor (\u{201c}{word}\u{201d}) where \u{201c}our \
                 team\u{201d} cannot stand. To the client the mistake is ours; say it in other \
                 words."
            ),
            Self::Overdue(day) => write!(
                f,
                "it was due on {day} and is not marked as done. Mark it as done, or agree a new \
                 day with the client."
            ),
            Self::ThirdPerson(words) => write!(
                f,
                "it speaks of the reader as of somebody else (\u{201c}{words}\u{201d}). Write it \
                 as you would say it to them."
            ),
            Self::Promised => f.write_str(
                "an earlier letter to this client promised it, and it happened again: it is not \
                 what is different now.",
            ),
            Self::TooMany => write!(
                f,
                "more than {STEPS_MAX} of them are no letter any more. Join some, or write of it \
                 in your own words."
            ),
        }
    }
}

/// The facts of one incident, ready to be told: without the name of whoever made the mistake for
/// us, and without what is not settled.
pub(super) struct Telling<'a> {
    facts: &'a Facts<'a>,
    title: Option<String>,
    summary: Option<String>,
    ownership: Option<Statement>,
    root_cause: Option<String>,
    account: Option<String>,
    desired_outcome: Option<String>,
    loss: Option<String>,
    occurred_on: Option<String>,
    promises: Vec<(String, &'a Step<'a>)>,
    preventions: Vec<(String, &'a Step<'a>)>,
    /// What is left out whatever the letter says: its name, its words and why.
    withheld: Vec<(&'static str, String, Reason)>,
    /// What each doubt keeps out of the letter.
    doubted: Vec<Vec<&'static str>>,
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

/// Takes out of the facts what no letter may say, and takes note of it.
struct Sieve<'a> {
    hidden: Subcontractor,
    doubts: &'a [Doubt],
    withheld: Vec<(&'static str, String, Reason)>,
    doubted: Vec<Vec<&'static str>>,
}

impl Sieve<'_> {
    /// The text without the subcontractor's name. The client's own words are not ours to change:
    /// they are told as they are, or not at all.
    fn unnamed(&mut self, part: Part, text: &str, is_theirs: bool) -> Option<String> {
        let named = self.hidden.named_in(text);
        let Some(word) = named else {
            return Some(text.to_owned());
        };
        let cleaned = if is_theirs {
            None
        } else {
            self.hidden.taken_out_of(text)
        };
        if cleaned.is_none() {
            self.withheld
                .push((part.name(), text.to_owned(), Reason::Names(word)));
        }
        cleaned
    }

    /// The text where it is written to the reader, and not about them.
    fn addressed<'t>(&mut self, part: Part, text: &'t str) -> Option<&'t str> {
        let Some(words) = spoken_of(text) else {
            return Some(text);
        };
        let reason = Reason::ThirdPerson(words.to_owned());
        self.withheld.push((part.name(), text.to_owned(), reason));
        None
    }

    /// Whether a doubt keeps this out of the letter.
    fn is_doubted(&mut self, name: &'static str, touches: impl Fn(&Doubt) -> bool) -> bool {
        let mut found = false;
        for (doubt, names) in self.doubts.iter().zip(&mut self.doubted) {
            if touches(doubt) {
                found = true;
                names.push(name);
            }
        }
        found
    }
}

impl<'a> Telling<'a> {
    pub(super) fn of(facts: &'a Facts<'a>) -> Self {
        let language = facts.language;
        let known = [
            facts.client_name,
            facts.contact_name.unwrap_or_default(),
            facts.owner.name,
            facts.owner.email,
        ];
        let mut sieve = Sieve {
            hidden: Subcontractor::named(facts.subcontractor, &known, language),
            doubts: facts.doubts,
            withheld: Vec::new(),
            doubted: vec![Vec::new(); facts.doubts.len()],
        };
        let some = |text: Option<&'a str>| text.filter(|text| !text.trim().is_empty());
        let summary = some(Some(facts.summary))
            .filter(|text| !sieve.is_doubted(Part::Summary.name(), |doubt| doubt.touches(text)))
            .and_then(|text| sieve.addressed(Part::Summary, text))
            .and_then(|text| sieve.unnamed(Part::Summary, text, false))
            .map(|text| one_line(&text));
        let ownership = some(Some(facts.ownership))
            .filter(|text| {
                !sieve.is_doubted(Part::Ownership.name(), |doubt| {
                    doubt.touches_statement(text)
                })
            })
            .and_then(|text| sieve.unnamed(Part::Ownership, text, false))
            .map(|text| Statement::read(paragraphs(&text), language));
        let root_cause = some(facts.root_cause)
            .filter(|text| !sieve.is_doubted(Part::RootCause.name(), |doubt| doubt.touches(text)))
            .and_then(|text| sieve.addressed(Part::RootCause, text))
            .and_then(|text| sieve.unnamed(Part::RootCause, text, false))
            .map(|text| ended(&one_line(&text)));
        // A correction is what the client says now; only what others say of it puts it in doubt.
        let account = some(facts.client_account)
            .filter(|text| {
                !sieve.is_doubted(Part::Account.name(), |doubt| match &doubt.about {
                    super::About::Correction => false,
                    super::About::Account { .. } => doubt.is_of_client() || doubt.touches(text),
                })
            })
            .and_then(|text| sieve.unnamed(Part::Account, text, true))
            .map(|text| one_line(&text));
        let desired_outcome = some(facts.desired_outcome)
            .and_then(|text| sieve.unnamed(Part::DesiredOutcome, text, true))
            .map(|text| one_line(&text));
        let loss = facts
            .loss
            .filter(|loss| {
                !sieve.is_doubted(Part::Loss.name(), |doubt| doubt.touches_the_loss(*loss))
            })
            .map(|loss| wording::money(loss, language));
        let occurred_on = facts
            .occurred_on
            .filter(|_| !sieve.is_doubted("the day on which it happened", Doubt::touches_the_day))
            .map(|day| wording::date(day, language));
        let promises = steps(facts, &mut sieve, facts.promises, Part::Promise(0));
        let preventions = steps(facts, &mut sieve, facts.preventions, Part::Prevention(0));
        let filled = |text: &String| !text.is_empty();
        let is_name = |word: &str| is_name(facts, word);
        Self {
            title: summary
                .as_deref()
                .map(|text| after_colon(&unended(text), language, &is_name))
                .filter(filled),
            summary: summary
                .map(|text| after_colon(&ended(&text), language, &is_name))
                .filter(filled),
            ownership: ownership.filter(|statement| filled(&statement.text)),
            root_cause: root_cause
                .map(|text| after_colon(&text, language, &is_name))
                .filter(filled),
            account: account.map(|text| ended(&text)).filter(filled),
            desired_outcome: desired_outcome.map(|text| unended(&text)).filter(filled),
            loss,
            occurred_on,
            promises,
            preventions,
            withheld: sieve.withheld,
            doubted: sieve.doubted,
            facts,
        }
    }

    /// What is left out whatever the letter says, and why.
    pub(super) fn withheld(&self) -> &[(&'static str, String, Reason)] {
        &self.withheld
    }

    /// What the owner is told of each doubt.
    pub(super) fn doubts(&self) -> impl Iterator<Item = String> {
        let doubts = self.facts.doubts.iter().zip(&self.doubted);
        doubts.map(|(doubt, left_out)| doubt.note(left_out))
    }

    /// The words of a fact.
    pub(super) fn words(&self, part: Part) -> &str {
        let step = |steps: &'_ [(String, &Step<'_>)], index: usize| steps.get(index).map(|_| index);
        match part {
            Part::Title => self.title.as_deref(),
            Part::Summary => self.summary.as_deref(),
            Part::Ownership => self.ownership.as_ref().map(|it| it.text.as_str()),
            Part::RootCause => self.root_cause.as_deref(),
            Part::Promise(index) => {
                step(&self.promises, index).map(|index| self.promises[index].0.as_str())
            }
            Part::Prevention(index) => {
                step(&self.preventions, index).map(|index| self.preventions[index].0.as_str())
            }
            Part::Loss => self.loss.as_deref(),
            Part::DesiredOutcome => self.desired_outcome.as_deref(),
            Part::Account => self.account.as_deref(),
        }
        .unwrap_or_default()
    }

    /// What of `told` says the same as this fact, where the letter would repeat itself with it.
    pub(super) fn said_already(&self, part: Part, told: &[Part]) -> Option<Part> {
        let by: fn(&Part) -> bool = match part {
            Part::Summary | Part::RootCause => |by| matches!(by, Part::Ownership | Part::Summary),
            Part::Account => |by| matches!(by, Part::Ownership | Part::Summary),
            Part::Prevention(_) => |by| matches!(by, Part::Promise(_) | Part::Prevention(_)),
            Part::Promise(_) => |by| matches!(by, Part::Promise(_)),
            Part::Title | Part::Ownership | Part::Loss | Part::DesiredOutcome => |_| false,
        };
        let words = self.words(part);
        // Of one word or two that stand in both nothing follows, but for a summary, which is short.
        if part != Part::Summary && meaning(words).len() < 3 {
            return None;
        }
        told.iter()
            .filter(|told| by(told))
            .find(|told| is_said_in(words, self.words(**told)))
            .copied()
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
        // Where the harm is greatest, the client is heard before we explain.
        let account = self.account.as_ref().map(|_| Part::Account);
        let (heard_first, heard_last) = match self.facts.severity {
            Severity::Critical => (account, None),
            _ => (None, account),
        };
        let given = |part, known: bool| known.then_some(part);
        // The statement before the summary: of two that say the same it is the one that stays.
        [
            given(Part::Ownership, self.ownership.is_some()),
            given(Part::Summary, self.summary.is_some()),
            given(Part::Title, self.title.is_some()),
            heard_first,
        ]
        .into_iter()
        .flatten()
        .chain(at_once)
        .chain(given(Part::RootCause, self.root_cause.is_some()))
        .chain(promises)
        .chain(later)
        .chain(given(Part::Loss, self.loss.is_some()))
        .chain(given(Part::DesiredOutcome, self.desired_outcome.is_some()))
        .chain(heard_last)
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
        Value::from_pairs([
            ("greeted", Value::from(greeted.as_str())),
            (
                "client",
                Value::from_pairs([
                    ("name", Value::from(client.as_str())),
                    ("contact", known(&contact)),
                ]),
            ),
            ("language", Value::from(language.code())),
            ("reference", Value::from(one_line(facts.reference))),
            ("title", if_told(Part::Title, &self.title)),
            ("summary", if_told(Part::Summary, &self.summary)),
            ("occurred_on", maybe(self.occurred_on.clone())),
            ("severity", Value::from(facts.severity.as_str())),
            (
                "discovered_by",
                maybe(facts.discovered_by.map(|by| by.as_str().to_owned())),
            ),
            ("ownership", ownership),
            ("root_cause", if_told(Part::RootCause, &self.root_cause)),
            ("account", if_told(Part::Account, &self.account)),
            ("loss", if_told(Part::Loss, &self.loss)),
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

/// Promises or preventions that can be told, each once; `part` says which.
fn steps<'a>(
    facts: &Facts<'_>,
    sieve: &mut Sieve<'_>,
    steps: &'a [Step<'a>],
    part: Part,
) -> Vec<(String, &'a Step<'a>)> {
    let mut told: Vec<(String, &'a Step<'a>)> = Vec::new();
    for step in steps {
        if step.text.trim().is_empty() {
            continue;
        }
        // What is overdue is no news of what will be.
        if !step.done && facts.today.is_some_and(|today| step.by < today) {
            let day = wording::date(step.by, Language::English);
            sieve
                .withheld
                .push((part.name(), step.text.to_owned(), Reason::Overdue(day)));
            continue;
        }
        let Some(text) = sieve.unnamed(part, step.text, false) else {
            continue;
        };
        let text = capitalised(&unended(&one_line(&text)));
        let is_same = |(other, _): &(String, _)| other.to_lowercase() == text.to_lowercase();
        if text.is_empty() || told.iter().any(is_same) {
            continue;
        }
        let says_it = |(other, _): &(String, _)| is_said_in(&text, other);
        let reason = if matches!(part, Part::Prevention(_)) && was_promised(facts, &text) {
            Reason::Promised
        } else if meaning(&text).len() > 2 && told.iter().any(says_it) {
            Reason::SaidAlready(part.name())
        } else if told.len() == STEPS_MAX {
            Reason::TooMany
        } else {
            told.push((text, step));
            continue;
        };
        sieve.withheld.push((part.name(), text, reason));
    }
    told
}

/// Whether an earlier letter to this client promised the same.
pub(super) fn was_promised(facts: &Facts<'_>, text: &str) -> bool {
    meaning(text).len() > 1
        && facts
            .told_before
            .iter()
            .flat_map(|letter| letter.lines())
            .any(|line| is_said_in(text, line))
}

/// Whether the word is a name: of somebody we know, or written with a capital within a sentence.
fn is_name(facts: &Facts<'_>, word: &str) -> bool {
    let people = [
        facts.client_name,
        facts.contact_name.unwrap_or_default(),
        facts.owner.name,
    ];
    let people = people
        .into_iter()
        .chain(facts.people.iter().map(String::as_str));
    let is_part = |name: &str| {
        name.split(|c: char| !c.is_alphanumeric())
            .any(|it| it == word)
    };
    if people.into_iter().any(is_part) {
        return true;
    }
    let texts = [
        facts.summary,
        facts.ownership,
        facts.root_cause.unwrap_or_default(),
        facts.client_account.unwrap_or_default(),
        facts.desired_outcome.unwrap_or_default(),
    ];
    let steps = facts.promises.iter().chain(facts.preventions);
    let mut texts = texts.into_iter().chain(steps.map(|step| step.text));
    texts.any(|text| stands_within(text, word))
}

/// Whether the word stands in the text other than at the beginning of a sentence.
fn stands_within(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let apart =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let within = |c: char| c.is_alphanumeric() || ",'\u{2019}(&".contains(c);
        apart && before.trim_end().ends_with(within)
    })
}
