//! What a rule is, and how its patterns meet a sentence.
//!
//! A pattern is a regular expression over folded text (see [`super::reading`]): a blank stands for
//! any white space, `<name>` for an entry of the language's vocabulary, and it matches whole words.
//! A gap has a bounded number of words, so that a text of any length is read in linear time.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use super::gate::{Builder, Gate, Tried};
use super::reading::fold;
use super::search::Search;
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
    /// How a text speaks of its own house by name, which is the group `name`: "the clinic apologises".
    pub(super) own_name: Option<&'static str>,
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
    /// The alternatives of all patterns.
    searches: Vec<Search>,
    pub(super) rules: Vec<CompiledRule>,
    signals: Vec<(Sign, Patterns)>,
    own_name: Option<regex::bytes::Regex>,
    denial: Search,
    insistence: Search,
    pub(super) quoting: Search,
    pub(super) absences: &'static [Absence],
    pub(super) instead: &'static str,
    pub(super) subject: &'static str,
}

pub(super) struct CompiledRule {
    pub(super) rule: &'static Rule,
    pub(super) patterns: Patterns,
    rewrites: Vec<Rewrite>,
}

/// Compiled when it is first needed.
struct Rewrite {
    pattern: &'static str,
    compiled: OnceLock<regex::Regex>,
    instead: &'static str,
}

impl Rewrite {
    fn regex(&self) -> &regex::Regex {
        self.compiled.get_or_init(|| {
            regex::RegexBuilder::new(self.pattern)
                .case_insensitive(true)
                .build()
                .expect("every rewrite is compiled by a test")
        })
    }
}

pub(super) struct Patterns {
    /// Of two patterns that match at one place the first is told, so the shorter stands first.
    pub(super) wanted: Alternatives,
    pub(super) unless: Alternatives,
}

/// The numbers of the ways in which some patterns match: each for itself needs more, and is read with
/// less work, than all of them together.
pub(super) struct Alternatives(Range<usize>);

impl Alternatives {
    /// Those that this sentence has the words for.
    fn tried<'a>(&self, sentence: &Looked<'a>) -> impl Iterator<Item = Trial<'a>> {
        let tried = sentence.tried.of(&self.0).iter();
        tried.map(|(number, part)| Trial {
            search: &sentence.searches[*number],
            sentence: sentence.folded,
            part: part.clone(),
        })
    }

    /// Those of each of the patterns.
    #[cfg(test)]
    pub(super) fn each(&self, patterns: &[&str]) -> Vec<Self> {
        let mut start = self.0.start;
        let each = patterns.iter().map(|pattern| {
            let end = start + alternatives(pattern).count();
            Self(std::mem::replace(&mut start, end)..end)
        });
        each.collect()
    }

    #[cfg(test)]
    pub(super) fn is_in(&self, sentence: &Looked<'_>) -> bool {
        let mut tried = self.tried(sentence);
        tried.any(|trial| trial.find_at(0).is_some())
    }
}

/// An alternative, and the part of a sentence that holds all its matches.
struct Trial<'a> {
    search: &'a Search,
    sentence: &'a [u8],
    part: Range<usize>,
}

impl Trial<'_> {
    /// The first match that begins at `at` or behind it.
    fn find_at(&self, at: usize) -> Option<Range<usize>> {
        let start = self.part.start.max(at);
        let part = (start <= self.part.end).then_some(start..self.part.end)?;
        self.search.first(self.sentence, part)
    }

    fn all(self) -> impl Iterator<Item = Range<usize>> {
        self.search.all(self.sentence, self.part)
    }
}

/// A folded sentence, looked through for what patterns need.
pub(super) struct Looked<'a> {
    pub(super) folded: &'a [u8],
    tried: Tried,
    searches: &'a [Search],
}

#[cfg(test)]
impl Looked<'_> {
    /// The patterns of which matches lie where they are not looked for, by their numbers.
    pub(super) fn overlooked(&self) -> Vec<usize> {
        let numbers = 0..self.searches.len();
        numbers
            .filter(|number| {
                let found = |part| self.searches[*number].all(self.folded, part);
                let tried = self.tried.of(&(*number..number + 1)).iter();
                let looked_for = tried.flat_map(|(_, part)| found(part.clone()));
                found(0..self.folded.len()).ne(looked_for)
            })
            .collect()
    }
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
        compiled.searches.iter().for_each(Search::prepare);
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
    let mut gate = Builder::default();
    let vocabulary = Vocabulary::new(lexicon.vocabulary, &mut gate);
    let up_to = |pattern| {
        let pattern = folded(&format!(r"\b(?:{pattern})\W*$"));
        Search::of(vocabulary.spelled_out(&pattern))
    };
    let own_name = |pattern| captured(&vocabulary.spelled_out(&whole_words(pattern)));
    let mut searches = Vec::new();
    let mut all = |patterns: &[&str]| {
        let start = searches.len();
        for alternative in patterns.iter().copied().flat_map(alternatives) {
            let pattern = whole_words(alternative);
            let (short, names) = vocabulary.shortened(&pattern);
            gate.add(&short, &names);
            searches.push(Search::of(vocabulary.spelled_out(&pattern)));
        }
        Alternatives(start..searches.len())
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
                .map(|&(pattern, instead)| Rewrite {
                    pattern,
                    compiled: OnceLock::new(),
                    instead,
                })
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
        searches,
        own_name: lexicon.own_name.map(own_name),
        denial: up_to(lexicon.denial),
        insistence: up_to(lexicon.insistence),
        quoting: up_to(lexicon.quoting),
        instead: lexicon.instead,
        absences: lexicon.absences,
        subject: lexicon.subject,
    }
}

/// What names in patterns stand for.
struct Vocabulary {
    /// By the name, folded and with its brackets.
    numbers: HashMap<String, usize>,
    patterns: Vec<String>,
}

impl Vocabulary {
    /// Shows the entries to the gate, too.
    fn new(entries: &[(&str, &str)], gate: &mut Builder) -> Self {
        let mut vocabulary = Self {
            numbers: HashMap::new(),
            patterns: Vec::new(),
        };
        for (number, (name, pattern)) in entries.iter().enumerate() {
            let pattern = folded(pattern);
            let (short, names) = vocabulary.shortened(&pattern);
            gate.name(&short, &names);
            let pattern = vocabulary.spelled_out(&pattern);
            vocabulary.patterns.push(format!("(?:{pattern})"));
            let name = folded(&format!("<{name}>"));
            vocabulary.numbers.insert(name, number);
        }
        vocabulary
    }

    fn spelled_out(&self, pattern: &str) -> String {
        self.replaced(pattern, |number| &self.patterns[number])
    }

    /// With an empty group for each name, and which they are.
    fn shortened(&self, pattern: &str) -> (String, Vec<usize>) {
        let mut names = Vec::new();
        let short = self.replaced(pattern, |number| {
            names.push(number);
            "()"
        });
        (short, names)
    }

    fn replaced<'a>(&self, pattern: &str, mut with: impl FnMut(usize) -> &'a str) -> String {
        let (mut replaced, mut rest) = (String::new(), pattern);
        while let Some(at) = rest.find('<') {
            let (before, named) = rest.split_at(at);
            replaced.push_str(before);
            // The name of a group, for example, is none of ours.
            let end = named.find('>').map_or(1, |end| end + 1);
            let (name, behind) = named.split_at(end);
            replaced.push_str(self.numbers.get(name).map_or(name, |number| with(*number)));
            rest = behind;
        }
        replaced + rest
    }
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

/// The pattern where it meets whole words of folded text.
fn whole_words(pattern: &str) -> String {
    folded(&format!(r"\b(?:{pattern})(?:\b|$)"))
}

/// The pattern over folded text.
fn folded(pattern: &str) -> String {
    let mut folded = Vec::new();
    for character in pattern.chars() {
        match character {
            ' ' => folded.extend_from_slice(br"(?:\s+)"),
            // Escapes such as \W must keep their case.
            _ if character.is_ascii() => folded.push(character as u8),
            _ => fold(character, &mut folded),
        }
    }
    String::from_utf8(folded).expect("folding gives ASCII")
}

fn captured(folded: &str) -> regex::bytes::Regex {
    regex::bytes::RegexBuilder::new(folded)
        .unicode(false)
        .build()
        .expect("every pattern is compiled by a test")
}

impl Compiled {
    pub(super) fn look<'a>(&'a self, folded: &'a [u8]) -> Looked<'a> {
        Looked {
            folded,
            tried: self.gate.look(folded),
            searches: &self.searches,
        }
    }

    /// What each sentence does.
    pub(super) fn signs(&self, sentences: &[Looked<'_>]) -> Vec<Vec<Sign>> {
        let mut signs = vec![Vec::new(); sentences.len()];
        for (sign, patterns) in &self.signals {
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
        let found = self.own_name.as_ref()?.captures(text)?;
        Some(found.name("name")?.as_bytes())
    }

    fn denied(&self, sentence: &[u8], place: &Range<usize>) -> bool {
        // Far enough for any denial, and the work per admission stays bounded.
        let before = &sentence[place.start.saturating_sub(120)..place.start];
        self.denial.is_in(before) && !self.insistence.is_in(before)
    }
}

impl CompiledRule {
    pub(super) fn places(&self, sentence: &Looked<'_>) -> Vec<Range<usize>> {
        self.patterns.places(sentence)
    }

    /// The sentence put better, where the rule knows how.
    pub(super) fn rewritten(&self, sentence: &str) -> Option<String> {
        let mut known = self.rewrites.iter();
        let rewrite = known.find(|rewrite| rewrite.regex().is_match(sentence))?;
        let better = rewrite.regex().replace(sentence, rewrite.instead);
        Some(better.into_owned())
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
        let tried = self.wanted.tried(sentence);
        let mut ahead: Vec<(Range<usize>, Trial<'_>)> = tried
            .filter_map(|trial| Some((trial.find_at(0)?, trial)))
            .collect();
        if ahead.is_empty() {
            return;
        }
        let excused: Vec<Range<usize>> = self.unless.tried(sentence).flat_map(Trial::all).collect();
        let touches = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let (mut at, mut looks) = (0, 0);
        loop {
            ahead.retain_mut(|(place, trial)| match place.start < at {
                true => trial.find_at(at).map(|next| *place = next).is_some(),
                false => true,
            });
            let first = ahead.iter().map(|(place, _)| place);
            let Some(place) = first.min_by_key(|place| place.start).cloned() else {
                return;
            };
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
