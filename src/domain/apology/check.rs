//! Is it an apology? Judges a text, sentence by sentence, and says why.
//!
//! What it looks for is data: `english`, `french`, `german` and `spanish` hold the rules with their
//! examples. This file knows no word of any language.

mod english;
pub mod evaluation;
mod french;
mod gate;
mod german;
mod reading;
mod rules;
mod search;
mod spanish;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::domain::apology::components::{Component, Components};
use crate::domain::language::Language;
use crate::domain::workflow::words;

use reading::Reading;
pub use rules::prepare;
use rules::{Absence, Compiled, CompiledRule, Looked, Scope, Sign};

words! {
    /// What is being judged.
    Kind {
        Apology = "apology",
        Ownership = "ownership",
    }
}

words! {
    /// How much a finding weighs: a blocking one stops the text from being sent.
    Severity {
        Block = "block",
        Warn = "warn",
    }
}

/// One thing that the apology check points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub severity: Severity,
    /// First Unicode character of the place, counted from 0.
    pub start: usize,
    /// One past the last Unicode character of the place.
    pub end: usize,
    pub excerpt: String,
    pub message: String,
    pub advice: String,
}

/// What the check says of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub findings: Vec<Finding>,
    pub components: Components,
    /// 0 to 100: the weights of the components that are there.
    pub score: u32,
    /// Nothing blocks.
    pub ready: bool,
}

/// Judges `text`. What is missing from the text as a whole, and what is wrong with the subject,
/// has no place in it and is reported at `0..0`.
pub fn check(text: &str, subject: Option<&str>, language: Language, kind: Kind) -> Assessment {
    let rules = rules::of(language);
    let reading = read(text, rules);
    let mut sentences = understand(&reading, rules);
    let owned = sentences
        .iter()
        .any(|sentence| sentence.shows(Sign::Responsibility));

    let mut findings = wrong(&reading, &sentences, rules, owned);
    if let Some(subject) = subject {
        findings.extend(wrong_subject(subject, rules, owned));
    }
    if kind == Kind::Ownership {
        deeds_own(&mut sentences);
    }
    findings.extend(missing(&reading, &sentences, rules, kind));
    findings.sort_by_key(|finding| (finding.start, finding.end, finding.code));

    let components = components(&reading, &sentences, &findings);
    Assessment {
        score: components.score(),
        ready: findings
            .iter()
            .all(|finding| finding.severity != Severity::Block),
        components,
        findings,
    }
}

/// A sentence and what it does.
struct Sentence<'a> {
    range: Range<usize>,
    looked: Looked<'a>,
    signs: Vec<Sign>,
}

impl Sentence<'_> {
    fn shows(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }
}

fn read<'a>(text: &'a str, rules: &Compiled) -> Reading<'a> {
    let mut reading = Reading::of(text);
    reading.leave_out_quotations(&rules.quoting);
    if let Some(name) = rules.own_name(reading.whole()).map(<[u8]>::to_vec) {
        reading.speaks_of_itself_as(&name);
    }
    reading
}

fn understand<'a>(reading: &'a Reading<'_>, rules: &'a Compiled) -> Vec<Sentence<'a>> {
    let ranges = reading.sentences.iter();
    let looked: Vec<Looked<'_>> = ranges
        .map(|range| rules.look(reading.folded(range)))
        .collect();
    let signs = rules.signs(&looked);
    let ranges = reading.sentences.iter().cloned();
    let mut sentences: Vec<Sentence<'_>> = ranges
        .zip(looked)
        .zip(signs)
        .map(|((range, looked), signs)| Sentence {
            range,
            looked,
            signs,
        })
        .collect();
    own_deeds_beside_apologies(&mut sentences);
    sentences
}

/// "We drilled on a Sunday. We are sorry." owns it: nobody is sorry for what somebody else did.
fn own_deeds_beside_apologies(sentences: &mut [Sentence<'_>]) {
    let bare =
        |sentence: Option<&Sentence<'_>>| sentence.is_some_and(|s| s.shows(Sign::BareApology));
    let owning: Vec<usize> = (0..sentences.len())
        .filter(|&index| {
            sentences[index].shows(Sign::Deed)
                && !sentences[index].shows(Sign::Responsibility)
                && !sentences[index].shows(Sign::Repair)
                && !sentences[index].shows(Sign::Repentance)
                && (index.saturating_sub(2)..index + 3).any(|near| bare(sentences.get(near)))
        })
        .collect();
    for index in owning {
        sentences[index].signs.push(Sign::Responsibility);
    }
}

/// A statement that is made to own a mistake owns what it says we did. It weighs less than plain
/// words: blame beside it still blocks.
fn deeds_own(sentences: &mut [Sentence<'_>]) {
    let denied = sentences
        .iter()
        .any(|sentence| sentence.shows(Sign::Denial));
    for sentence in sentences.iter_mut() {
        if sentence.shows(Sign::Deed) && !denied && !sentence.shows(Sign::Repair) {
            sentence.signs.push(Sign::Responsibility);
        }
    }
}

fn wrong(
    reading: &Reading<'_>,
    sentences: &[Sentence<'_>],
    rules: &Compiled,
    owned: bool,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in &rules.rules {
        let mut previous: Option<&Sentence<'_>> = None;
        for sentence in sentences {
            if in_scope(rule, sentence, previous) {
                for place in rule.places(&sentence.looked) {
                    let start = sentence.range.start;
                    let place = start + place.start..start + place.end;
                    let Range { start, end } = reading.characters(place);
                    let finding = Finding {
                        code: rule.rule.code,
                        severity: rule.rule.weight.severity(owned),
                        start,
                        end,
                        excerpt: reading.excerpt(start..end).to_owned(),
                        message: rule.rule.message.to_owned(),
                        advice: rule.rule.advice.to_owned(),
                    };
                    found.push(Found {
                        finding,
                        sentence,
                        rule,
                    });
                }
            }
            // "We are sorry. We know how hard this is. However, ..."
            let passing = sentence.shows(Sign::Sympathy) && !sentence.shows(Sign::ApologyWords);
            if previous.is_none() || !passing {
                previous = Some(sentence);
            }
        }
    }
    with_rewrites(one_per_place(found), reading, rules)
}

/// A finding, where it is and what found it.
struct Found<'a> {
    finding: Finding,
    sentence: &'a Sentence<'a>,
    rule: &'a CompiledRule,
}

fn in_scope(rule: &CompiledRule, sentence: &Sentence<'_>, previous: Option<&Sentence<'_>>) -> bool {
    match rule.rule.scope {
        Scope::Anywhere => true,
        Scope::Apologising => sentence.shows(Sign::ApologyWords),
        Scope::AfterApology => previous.is_some_and(|previous| previous.shows(Sign::ApologyWords)),
        Scope::AfterOwning => previous.is_some_and(|previous| previous.shows(Sign::Responsibility)),
    }
}

/// A longer sentence is not written again: nobody would read it, and the work stays bounded.
const LONGEST_REWRITTEN: usize = 400;

/// Shows how a sentence is put better, but not where something else is wrong with it: the better
/// wording would keep that.
fn with_rewrites(found: Vec<Found<'_>>, reading: &Reading<'_>, rules: &Compiled) -> Vec<Finding> {
    let mut in_sentence: HashMap<usize, usize> = HashMap::new();
    for it in &found {
        *in_sentence.entry(it.sentence.range.start).or_default() += 1;
    }
    let advised = |mut it: Found<'_>| {
        let range = &it.sentence.range;
        if in_sentence[&range.start] == 1
            && range.len() <= LONGEST_REWRITTEN
            && let Some(better) = it.rule.rewritten(&reading.written(range))
        {
            it.finding.advice = format!("{} {} {better}", it.rule.rule.advice, rules.instead);
        }
        it.finding
    };
    found.into_iter().map(advised).collect()
}

/// Two rules of one code often meet in one phrase; the person needs to hear it once.
fn one_per_place(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by_key(|it| (it.finding.code, it.finding.start, it.finding.end));
    let mut kept: Vec<Found<'_>> = Vec::with_capacity(found.len());
    for it in found {
        let told = kept.last().is_some_and(|last| {
            last.finding.code == it.finding.code && it.finding.start < last.finding.end
        });
        if !told {
            kept.push(it);
        }
    }
    kept
}

fn wrong_subject(subject: &str, rules: &Compiled, owned: bool) -> Vec<Finding> {
    let reading = read(subject, rules);
    let mut findings = wrong(&reading, &understand(&reading, rules), rules, owned);
    for finding in &mut findings {
        finding.message = format!(
            "{}: \u{201c}{}\u{201d}. {}",
            rules.subject, finding.excerpt, finding.message
        );
        (finding.start, finding.end) = (0, 0);
        finding.excerpt.clear();
    }
    findings
}

fn missing(
    reading: &Reading<'_>,
    sentences: &[Sentence<'_>],
    rules: &Compiled,
    kind: Kind,
) -> Vec<Finding> {
    let there = |sign| sentences.iter().any(|sentence| sentence.shows(sign));
    let asked = |absence: &&Absence| kind == Kind::Apology || absence.sign == Sign::Responsibility;
    let point = |absence: &Absence| {
        // Where responsibility is denied in words, those words are the place.
        let denial = (absence.sign == Sign::Responsibility)
            .then(|| {
                sentences
                    .iter()
                    .find(|sentence| sentence.shows(Sign::Denial))
            })
            .flatten();
        let Range { start, end } =
            denial.map_or(0..0, |sentence| reading.characters(sentence.range.clone()));
        Finding {
            code: absence.code,
            severity: absence.severity,
            start,
            end,
            excerpt: reading.excerpt(start..end).to_owned(),
            message: absence.message.to_owned(),
            advice: absence.advice.to_owned(),
        }
    };
    rules
        .absences
        .iter()
        .filter(asked)
        .filter(|absence| !there(absence.sign))
        .map(point)
        .collect()
}

/// What is no good excuse still tells how it came about.
const EXPLAINS: &str = "circumstance_excuse";

fn components(
    reading: &Reading<'_>,
    sentences: &[Sentence<'_>],
    findings: &[Finding],
) -> Components {
    let first = |shows: &dyn Fn(&Sentence) -> bool| {
        sentences
            .iter()
            .find(|sentence| shows(sentence))
            .map_or_else(Component::default, |sentence| {
                Component::shown_by(reading.written(&sentence.range))
            })
    };
    let shown = |sign| first(&|sentence| sentence.shows(sign));
    let regrets = |sentence: &Sentence<'_>| {
        sentence.shows(Sign::Regret)
            || (sentence.shows(Sign::Apology) && !sentence.shows(Sign::FeelingsOnly))
    };
    let excuses = findings
        .iter()
        .filter(|finding| finding.code == EXPLAINS && finding.start < finding.end);
    let excused: Vec<usize> = excuses.map(|finding| finding.start).collect();
    let explains = |sentence: &Sentence<'_>| {
        let place = reading.characters(sentence.range.clone());
        sentence.shows(Sign::Explanation) || excused.iter().any(|start| place.contains(start))
    };
    Components {
        responsibility: shown(Sign::Responsibility),
        repair: shown(Sign::Repair),
        regret: first(&regrets),
        explanation: first(&explains),
        repentance: shown(Sign::Repentance),
        forgiveness: shown(Sign::Forgiveness),
    }
}
