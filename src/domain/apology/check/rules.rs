//! What a rule is, and how its patterns meet a sentence.
//!
//! A pattern is a regular expression over folded text (see [`super::reading`]): a blank stands for
//! any white space, `<name>` for an entry of the language's vocabulary, and it matches whole words.
//! Gaps are bounded, so that a text of any length is read in linear time.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

use super::reading::fold;
use super::{Severity, english, german};
use crate::domain::language::Language;

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Anywhere,
    /// Only in a sentence that says sorry in some way.
    Apologising,
    /// Only in the sentence that follows such a one.
    AfterApology,
}

/// What a sentence can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// Says sorry in some way, were it in sympathy or on a condition.
    ApologyWords,
    /// Apologises in plain words.
    Apology,
    Regret,
    Responsibility,
    /// Denies responsibility.
    Denial,
    Repair,
    Explanation,
    Repentance,
    Forgiveness,
}

/// A turn of phrase that spoils an apology.
pub(super) struct Rule {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) scope: Scope,
    pub(super) patterns: &'static [&'static str],
    /// A match that touches one of these is meant well.
    pub(super) unless: &'static [&'static str],
    pub(super) message: &'static str,
    pub(super) advice: &'static str,
    /// Each pattern is shown by a bad example and each exception by a good one; a test reads them.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) bad: &'static [&'static str],
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) good: &'static [&'static str],
}

/// How a sentence shows that it does something.
pub(super) struct Signal {
    pub(super) sign: Sign,
    pub(super) patterns: &'static [&'static str],
    /// A match that touches one of these does not count.
    pub(super) unless: &'static [&'static str],
}

/// What a text lacks when no sentence shows `sign`.
pub(super) struct Absence {
    pub(super) sign: Sign,
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message: &'static str,
    pub(super) advice: &'static str,
}

/// Everything that is known of one language.
pub(super) struct Lexicon {
    /// Names that patterns use; an entry may use those before it.
    pub(super) vocabulary: &'static [(&'static str, &'static str)],
    pub(super) rules: &'static [Rule],
    pub(super) signals: &'static [Signal],
    pub(super) absences: &'static [Absence],
    /// What may stand before an admission and takes it back: "not", "if", "we do not think that".
    pub(super) denial: &'static str,
    pub(super) subject: &'static str,
}

pub(super) struct Compiled {
    pub(super) rules: Vec<CompiledRule>,
    signals: Vec<(Sign, Patterns)>,
    denial: Regex,
    pub(super) absences: &'static [Absence],
    pub(super) subject: &'static str,
}

pub(super) struct CompiledRule {
    pub(super) rule: &'static Rule,
    pub(super) patterns: Patterns,
}

pub(super) struct Patterns {
    pub(super) wanted: Vec<Regex>,
    pub(super) unless: Vec<Regex>,
}

pub(super) fn of(language: Language) -> &'static Compiled {
    static ENGLISH: LazyLock<Compiled> = LazyLock::new(|| compile(&english::LEXICON));
    static GERMAN: LazyLock<Compiled> = LazyLock::new(|| compile(&german::LEXICON));
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French | Language::Spanish => &ENGLISH,
    }
}

/// Whether texts in this language are judged by rules of its own; the others meet the English ones.
pub(super) fn has(language: Language) -> bool {
    match language {
        Language::English | Language::German => true,
        Language::French | Language::Spanish => false,
    }
}

fn compile(lexicon: &'static Lexicon) -> Compiled {
    let vocabulary = expanded(lexicon.vocabulary);
    let all = |patterns: &[&str]| -> Vec<Regex> {
        let whole_words = |pattern: &&str| regex(&format!(r"\b(?:{pattern})\b"), &vocabulary);
        patterns.iter().map(whole_words).collect()
    };
    let patterns = |wanted, unless| Patterns {
        wanted: all(wanted),
        unless: all(unless),
    };
    Compiled {
        rules: lexicon
            .rules
            .iter()
            .map(|rule| CompiledRule {
                rule,
                patterns: patterns(rule.patterns, rule.unless),
            })
            .collect(),
        signals: lexicon
            .signals
            .iter()
            .map(|signal| (signal.sign, patterns(signal.patterns, signal.unless)))
            .collect(),
        denial: regex(&format!(r"\b(?:{})\s*$", lexicon.denial), &vocabulary),
        absences: lexicon.absences,
        subject: lexicon.subject,
    }
}

fn expanded(vocabulary: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut known: Vec<(String, String)> = Vec::new();
    for (name, pattern) in vocabulary {
        let pattern = spelled_out(pattern, &known);
        known.push((format!("<{name}>"), format!("(?:{pattern})")));
    }
    known
}

fn spelled_out(pattern: &str, vocabulary: &[(String, String)]) -> String {
    vocabulary
        .iter()
        .fold(pattern.to_owned(), |pattern, (name, words)| {
            pattern.replace(name, words)
        })
}

fn regex(pattern: &str, vocabulary: &[(String, String)]) -> Regex {
    let mut folded = Vec::new();
    for character in spelled_out(pattern, vocabulary).chars() {
        match character {
            ' ' => folded.extend_from_slice(br"(?:\s+)"),
            // Escapes such as \W must keep their case.
            _ if character.is_ascii() => folded.push(character as u8),
            _ => fold(character, &mut folded),
        }
    }
    let pattern = String::from_utf8(folded).expect("folding gives ASCII");
    RegexBuilder::new(&pattern)
        .unicode(false)
        .build()
        .expect("every pattern is compiled by a test")
}

impl Compiled {
    /// What a folded sentence does.
    pub(super) fn signs(&self, sentence: &[u8]) -> Vec<Sign> {
        let mut signs = Vec::new();
        let question = sentence.ends_with(b"?");
        for (sign, patterns) in &self.signals {
            let places = patterns.places(sentence);
            if places.is_empty() {
                continue;
            }
            let owned_up = *sign == Sign::Responsibility || *sign == Sign::Apology;
            if !owned_up
                || places
                    .iter()
                    .any(|place| !question && !self.denied(sentence, place))
            {
                signs.push(*sign);
            } else if *sign == Sign::Responsibility {
                signs.push(Sign::Denial);
            }
        }
        signs
    }

    fn denied(&self, sentence: &[u8], place: &Range<usize>) -> bool {
        // Far enough for any denial, and the work per admission stays bounded.
        let from = place.start.saturating_sub(120);
        self.denial.is_match(&sentence[from..place.start])
    }
}

impl CompiledRule {
    pub(super) fn places(&self, sentence: &[u8]) -> Vec<Range<usize>> {
        self.patterns.places(sentence)
    }
}

impl Patterns {
    fn places(&self, sentence: &[u8]) -> Vec<Range<usize>> {
        let found = |patterns: &[Regex]| -> Vec<Range<usize>> {
            let places = patterns.iter().flat_map(|regex| regex.find_iter(sentence));
            places.map(|place| place.range()).collect()
        };
        let mut places = found(&self.wanted);
        if !places.is_empty() {
            let excused = found(&self.unless);
            let touches = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
            places.retain(|place| !excused.iter().any(|other| touches(place, other)));
        }
        places
    }
}
