//! What a rule is, and how its patterns meet a sentence.
//!
//! A pattern is a regular expression over folded text (see [`super::reading`]): a blank stands for
//! any white space, `<name>` for an entry of the language's vocabulary, and it matches whole words.
//! Gaps are bounded, so that a text of any length is read in linear time.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::bytes::{Regex, RegexBuilder};

use super::gate::{Builder, Gate, Needs, Seen};
use super::reading::fold;
use super::{Severity, english, french, german, spanish};
use crate::domain::language::Language;

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Anywhere,
    /// Only in a sentence that says sorry in some way.
    Apologising,
    /// Only in the sentence that follows such a one.
    AfterApology,
    /// Only in the sentence that follows one that owns the mistake.
    AfterOwning,
}

/// How much a rule's findings weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Warn,
    Block,
    /// Blocks, and only warns in a text that owns the mistake in plain words.
    BlockUnlessOwned,
}

impl Weight {
    pub(super) fn severity(self, owned: bool) -> Severity {
        match self {
            Self::Block => Severity::Block,
            Self::BlockUnlessOwned if !owned => Severity::Block,
            Self::BlockUnlessOwned | Self::Warn => Severity::Warn,
        }
    }
}

/// What a sentence can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// Says sorry in some way, were it in sympathy or on a condition.
    ApologyWords,
    /// Apologises in plain words.
    Apology,
    /// Is sorry for nothing but what the reader feels or thinks.
    FeelingsOnly,
    Regret,
    /// Is sorry and says no more than that: what it is for stands beside it.
    BareApology,
    /// Feels with the reader, or thanks; what was said before it still stands.
    Sympathy,
    Responsibility,
    /// Says what we did. That owns it where an apology stands beside it.
    Deed,
    /// Speaks of its own house by name: the group `name` of the pattern.
    OwnName,
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
    pub(super) weight: Weight,
    pub(super) scope: Scope,
    pub(super) patterns: &'static [&'static str],
    /// A match that touches one of these is meant well.
    pub(super) unless: &'static [&'static str],
    pub(super) message: &'static str,
    pub(super) advice: &'static str,
    /// How a sentence as it was written is put better: a pattern (of [`regex`], any case) and what
    /// takes its place. The first that matches is shown with the advice.
    pub(super) rewrites: &'static [(&'static str, &'static str)],
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
    pub(super) rules: &'static [&'static [Rule]],
    pub(super) signals: &'static [Signal],
    pub(super) absences: &'static [Absence],
    /// What may stand before an admission and takes it back: "not", "if", "we do not think that".
    pub(super) denial: &'static str,
    /// What looks like a denial and strengthens: "we do not deny that", "not only was it".
    pub(super) insistence: &'static str,
    /// What stands before a quotation of somebody's words: "you wrote", "our first letter said".
    pub(super) quoting: &'static str,
    /// What stands before a suggested wording.
    pub(super) instead: &'static str,
    pub(super) subject: &'static str,
}

pub(super) struct Compiled {
    gate: Gate,
    pub(super) rules: Vec<CompiledRule>,
    signals: Vec<(Sign, Patterns)>,
    denial: Regex,
    insistence: Regex,
    pub(super) quoting: Regex,
    pub(super) absences: &'static [Absence],
    pub(super) instead: &'static str,
    pub(super) subject: &'static str,
}

pub(super) struct CompiledRule {
    pub(super) rule: &'static Rule,
    pub(super) patterns: Patterns,
    rewrites: Vec<(regex::Regex, &'static str)>,
}

pub(super) struct Patterns {
    /// Of two patterns that match at one place the first is told, so the shorter stands first.
    pub(super) wanted: Vec<Pattern>,
    pub(super) unless: Vec<Pattern>,
}

pub(super) struct Pattern {
    alternatives: Vec<Alternative>,
}

/// One of the ways in which a pattern matches. Each for itself needs more, and is read with less
/// work, than all of them together. It is compiled when a sentence first has what it needs: to
/// compile all takes a good part of a second, and most texts need few.
struct Alternative {
    text: String,
    compiled: OnceLock<Regex>,
    needs: Needs,
}

impl Alternative {
    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| regex(&self.text))
    }
}

impl Pattern {
    /// The alternatives that this sentence has the words for, in their order.
    fn tried<'a>(&'a self, sentence: &Looked<'_>) -> impl Iterator<Item = &'a Regex> {
        self.alternatives
            .iter()
            .filter(|alternative| sentence.seen.has(&alternative.needs))
            .map(Alternative::regex)
    }

    /// Whether it matches, although its words are not there.
    #[cfg(test)]
    pub(super) fn is_overlooked(&self, sentence: &Looked<'_>) -> bool {
        let mut others = self
            .alternatives
            .iter()
            .filter(|alternative| !sentence.seen.has(&alternative.needs));
        others.any(|alternative| alternative.regex().is_match(sentence.folded))
    }

    #[cfg(test)]
    pub(super) fn is_in(&self, sentence: &Looked<'_>) -> bool {
        self.tried(sentence)
            .any(|regex| regex.is_match(sentence.folded))
    }
}

/// A folded sentence, looked through for what patterns need.
pub(super) struct Looked<'a> {
    pub(super) folded: &'a [u8],
    seen: Seen,
}

#[cfg(test)]
pub(super) const LEXICONS: [&Lexicon; 4] = [
    &english::LEXICON,
    &german::LEXICON,
    &french::LEXICON,
    &spanish::LEXICON,
];

/// Compiles the rules of every language, which otherwise the first texts in it wait for.
pub fn prepare() {
    for compiled in Language::ALL.map(of) {
        for alternative in compiled.patterns().flat_map(|it| &it.alternatives) {
            alternative.regex();
        }
    }
}

pub(super) fn of(language: Language) -> &'static Compiled {
    static ENGLISH: LazyLock<Compiled> = LazyLock::new(|| compile(&english::LEXICON));
    static GERMAN: LazyLock<Compiled> = LazyLock::new(|| compile(&german::LEXICON));
    static FRENCH: LazyLock<Compiled> = LazyLock::new(|| compile(&french::LEXICON));
    static SPANISH: LazyLock<Compiled> = LazyLock::new(|| compile(&spanish::LEXICON));
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
    }
}

fn compile(lexicon: &'static Lexicon) -> Compiled {
    let vocabulary = expanded(lexicon.vocabulary);
    let up_to = |pattern| regex(&folded(&format!(r"\b(?:{pattern})\W*$"), &vocabulary));
    let mut gate = Builder::default();
    let mut all = |patterns: &[&str]| {
        let mut whole_words = |alternative: &str| {
            let text = folded(&format!(r"\b(?:{alternative})(?:\b|$)"), &vocabulary);
            Alternative {
                needs: gate.needs(&text),
                text,
                compiled: OnceLock::new(),
            }
        };
        let patterns = patterns.iter().map(|pattern| Pattern {
            alternatives: alternatives(pattern).map(&mut whole_words).collect(),
        });
        patterns.collect()
    };
    let mut patterns = |wanted, unless| Patterns {
        wanted: all(wanted),
        unless: all(unless),
    };
    let rules = lexicon
        .rules
        .iter()
        .copied()
        .flatten()
        .map(|rule| CompiledRule {
            rule,
            patterns: patterns(rule.patterns, rule.unless),
            rewrites: rule
                .rewrites
                .iter()
                .map(|(pattern, instead)| (rewrite(pattern), *instead))
                .collect(),
        })
        .collect();
    let signals = lexicon
        .signals
        .iter()
        .map(|signal| (signal.sign, patterns(signal.patterns, signal.unless)))
        .collect();
    Compiled {
        rules,
        signals,
        gate: gate.build(),
        denial: up_to(lexicon.denial),
        insistence: up_to(lexicon.insistence),
        quoting: up_to(lexicon.quoting),
        instead: lexicon.instead,
        absences: lexicon.absences,
        subject: lexicon.subject,
    }
}

fn rewrite(pattern: &str) -> regex::Regex {
    regex::RegexBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .expect("every rewrite is compiled by a test")
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

/// What stands between the bars that are in no group and no class.
fn alternatives(pattern: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut in_class, mut escaped) = (0, false, false);
    pattern.split(move |c| {
        let is_plain = !std::mem::take(&mut escaped);
        match c {
            '\\' => escaped = is_plain,
            '[' if is_plain => in_class = true,
            ']' if is_plain => in_class = false,
            '(' if is_plain && !in_class => depth += 1,
            ')' if is_plain && !in_class => depth -= 1,
            '|' => return is_plain && !in_class && depth == 0,
            _ => {}
        }
        false
    })
}

/// The pattern over folded text.
fn folded(pattern: &str, vocabulary: &[(String, String)]) -> String {
    let mut folded = Vec::new();
    for character in spelled_out(pattern, vocabulary).chars() {
        match character {
            ' ' => folded.extend_from_slice(br"(?:\s+)"),
            // Escapes such as \W must keep their case.
            _ if character.is_ascii() => folded.push(character as u8),
            _ => fold(character, &mut folded),
        }
    }
    String::from_utf8(folded).expect("folding gives ASCII")
}

/// Bytes of states that a pattern may keep while it searches: with less room the large ones forget
/// what they have learned and learn it again.
const LEARNED: usize = 1 << 20;

fn regex(folded: &str) -> Regex {
    RegexBuilder::new(folded)
        .unicode(false)
        .dfa_size_limit(LEARNED)
        .build()
        .expect("every pattern is compiled by a test")
}

impl Compiled {
    /// All that are looked for in sentences.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let of_rules = self.rules.iter().map(|rule| &rule.patterns);
        let of_signals = self.signals.iter().map(|(_, patterns)| patterns);
        let all = of_rules.chain(of_signals);
        all.flat_map(|patterns| patterns.wanted.iter().chain(&patterns.unless))
    }

    pub(super) fn look<'a>(&self, folded: &'a [u8]) -> Looked<'a> {
        Looked {
            folded,
            seen: self.gate.look(folded),
        }
    }

    /// What each sentence does. Sign by sign, since a pattern reads many sentences faster in a row
    /// than in turns with the others.
    pub(super) fn signs(&self, sentences: &[Looked<'_>]) -> Vec<Vec<Sign>> {
        let mut signs = vec![Vec::new(); sentences.len()];
        let told = |(sign, _): &&(Sign, Patterns)| *sign != Sign::OwnName;
        for (sign, patterns) in self.signals.iter().filter(told) {
            for (sentence, shown) in sentences.iter().zip(&mut signs) {
                if !shown.contains(sign) {
                    shown.extend(self.shown(*sign, patterns, sentence));
                }
            }
        }
        signs
    }

    /// The sign where the sentence shows it, and a denial where it says the opposite.
    fn shown(&self, sign: Sign, patterns: &Patterns, sentence: &Looked<'_>) -> Option<Sign> {
        let owned_up = matches!(
            sign,
            Sign::Responsibility | Sign::Apology | Sign::BareApology | Sign::Deed
        );
        let question = sentence.folded.ends_with(b"?");
        let (mut said, mut meant) = (false, false);
        patterns.visit(sentence, |place| {
            said = true;
            meant = !owned_up || (!question && !self.denied(sentence.folded, place));
            !meant
        });
        if meant {
            return Some(sign);
        }
        (said && sign == Sign::Responsibility).then_some(Sign::Denial)
    }

    /// The name by which the text speaks of its own house, as in "the clinic apologises".
    pub(super) fn own_name<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let names = self
            .signals
            .iter()
            .filter(|(sign, _)| *sign == Sign::OwnName);
        let patterns = names.flat_map(|(_, patterns)| &patterns.wanted);
        let mut alternatives = patterns.flat_map(|pattern| &pattern.alternatives);
        let found = alternatives.find_map(|it| it.regex().captures(text))?;
        Some(found.name("name")?.as_bytes())
    }

    fn denied(&self, sentence: &[u8], place: &Range<usize>) -> bool {
        // Far enough for any denial, and the work per admission stays bounded.
        let before = &sentence[place.start.saturating_sub(120)..place.start];
        self.denial.is_match(before) && !self.insistence.is_match(before)
    }
}

impl CompiledRule {
    pub(super) fn places(&self, sentence: &Looked<'_>) -> Vec<Range<usize>> {
        self.patterns.places(sentence)
    }

    /// The sentence put better, where the rule knows how.
    pub(super) fn rewritten(&self, sentence: &str) -> Option<String> {
        let (pattern, instead) = self
            .rewrites
            .iter()
            .find(|(pattern, _)| pattern.is_match(sentence))?;
        Some(pattern.replace(sentence, *instead).into_owned())
    }
}

/// How often a pattern looks again behind a place that was meant well, in one sentence.
const LOOKS: usize = 20;

impl Patterns {
    fn places(&self, sentence: &Looked<'_>) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        self.visit(sentence, |place| {
            places.push(place.clone());
            true
        });
        places
    }

    /// Shows each place that no exception touches, until it is told to stop.
    fn visit(&self, sentence: &Looked<'_>, mut go_on: impl FnMut(&Range<usize>) -> bool) {
        let tried = |pattern| Pattern::tried(pattern, sentence);
        let any = self.wanted.iter().flat_map(tried);
        let any: Vec<&Regex> = any.filter(|it| it.is_match(sentence.folded)).collect();
        if any.is_empty() {
            return;
        }
        let next = |at| {
            let found = any
                .iter()
                .filter_map(|some| some.find_at(sentence.folded, at));
            let places = found.map(|place| place.range());
            places.min_by_key(|place| place.start)
        };
        let excused: Vec<Range<usize>> = self
            .unless
            .iter()
            .flat_map(tried)
            .flat_map(|regex| regex.find_iter(sentence.folded))
            .map(|place| place.range())
            .collect();
        let touches = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let (mut at, mut looks) = (0, 0);
        while let Some(place) = next(at) {
            if !excused.iter().any(|other| touches(&place, other)) {
                at = place.end;
                if !go_on(&place) {
                    return;
                }
            } else if looks < LOOKS {
                // "We noticed that we sent the wrong one": the second "we" may still be meant.
                at = place.start + 1;
                looks += 1;
            } else {
                at = place.end;
            }
        }
    }
}
