//! Which patterns can meet a sentence at all.
//!
//! A pattern learns while it reads, and to learn takes far longer than to read: a sentence that
//! nobody wrote before would have each of hundreds of patterns learn it. So for each pattern it is
//! worked out once which words its matches cannot do without. A sentence is looked through for all
//! these words at once, and only patterns whose words are there are tried. What is found does not
//! change by that, only how soon.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// One letter that may stand in any word is in nearly every sentence.
const SHORTEST: usize = 2;

/// Words, or parts of words, of which one has to be there: with a blank where no more of the word
/// may follow or come before.
type Words = Vec<Vec<u8>>;

/// The groups of words that a pattern needs, as numbers that the gate knows: one word of each, in
/// this order.
#[derive(Debug)]
pub(super) struct Needs {
    groups: Vec<usize>,
    /// The one that the fewest sentences have.
    rarest: Option<usize>,
}

/// What is known of a sentence: where the first and the last word of each group begin in it.
#[derive(Debug)]
pub(super) struct Seen(Vec<Option<(usize, usize)>>);

impl Seen {
    /// Whether a pattern with these needs may match; where not, it does not.
    pub(super) fn has(&self, needs: &Needs) -> bool {
        if needs.rarest.is_some_and(|group| self.0[group].is_none()) {
            return false;
        }
        let mut at = 0;
        needs.groups.iter().all(|group| {
            self.0[*group].is_some_and(|(first, last)| {
                at = at.max(first);
                at <= last
            })
        })
    }
}

/// Knows the words of all patterns.
pub(super) struct Gate {
    words: AhoCorasick,
    /// The groups that each of the words belongs to.
    groups: Vec<Vec<usize>>,
    count: usize,
}

impl Gate {
    pub(super) fn look(&self, sentence: &[u8]) -> Seen {
        let mut seen: Vec<Option<(usize, usize)>> = vec![None; self.count];
        let blank = std::iter::once(b' ');
        let words = sentence.iter().map(spaced);
        let text: Vec<u8> = blank.clone().chain(words).chain(blank).collect();
        for found in self.words.find_overlapping_iter(&text) {
            for group in &self.groups[found.pattern().as_usize()] {
                let (first, last) = seen[*group].get_or_insert((found.start(), found.start()));
                // They come in the order of their ends.
                (*first, *last) = ((*first).min(found.start()), (*last).max(found.start()));
            }
        }
        Seen(seen)
    }
}

/// Collects the words of patterns.
#[derive(Default)]
pub(super) struct Builder {
    words: HashMap<Vec<u8>, usize>,
    groups: HashMap<Vec<usize>, usize>,
}

impl Builder {
    /// What this pattern needs, as the engine compiles it.
    pub(super) fn needs(&mut self, pattern: &str) -> Needs {
        let parsed = ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build()
            .parse(pattern)
            .expect("every pattern is compiled by a test");
        let needed = needed(&parsed, Edges::NONE);
        let rarest = (0..needed.len()).max_by_key(|index| telling(&needed[*index]));
        let groups: Vec<usize> = needed.into_iter().map(|words| self.group(words)).collect();
        Needs {
            rarest: rarest.map(|index| groups[index]),
            groups,
        }
    }

    fn group(&mut self, words: Words) -> usize {
        let mut group: Vec<usize> = words
            .into_iter()
            .map(|word| {
                let next = self.words.len();
                *self.words.entry(word).or_insert(next)
            })
            .collect();
        group.sort_unstable();
        group.dedup();
        let next = self.groups.len();
        *self.groups.entry(group).or_insert(next)
    }

    pub(super) fn build(self) -> Gate {
        let mut words = vec![Vec::new(); self.words.len()];
        for (word, index) in self.words {
            words[index] = word;
        }
        let count = self.groups.len();
        let mut groups = vec![Vec::new(); words.len()];
        for (group, number) in self.groups {
            for word in group {
                groups[word].push(number);
            }
        }
        Gate {
            // A table of every step would be many times as large, and hardly faster.
            words: AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(words)
                .expect("a few thousand words"),
            groups,
            count,
        }
    }
}

/// Groups of words, of each of which every match holds one.
fn needed(pattern: &Hir, edges: Edges) -> Vec<Words> {
    match pattern.kind() {
        HirKind::Literal(literal) => {
            let word = edges.around(&literal.0);
            let tells = word.len() >= SHORTEST;
            tells.then(|| vec![word]).into_iter().collect()
        }
        HirKind::Capture(capture) => needed(&capture.sub, edges),
        // Each time may have another beside it.
        HirKind::Repetition(repeated) if repeated.min > 0 => needed(&repeated.sub, Edges::NONE),
        HirKind::Concat(parts) => with_edges(parts, edges)
            .into_iter()
            .flat_map(|(part, edges)| needed(part, edges))
            .collect(),
        HirKind::Alternation(branches) => {
            let of_branches: Option<Vec<Words>> = branches
                .iter()
                .map(|branch| needed(branch, edges).into_iter().max_by_key(telling))
                .collect();
            of_branches
                .map(|words| words.concat())
                .into_iter()
                .collect()
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => {
            Vec::new()
        }
    }
}

/// Whether a word must begin where a part of a pattern does, and end where it ends.
#[derive(Debug, Clone, Copy)]
struct Edges {
    begins: bool,
    ends: bool,
}

impl Edges {
    const NONE: Self = Self {
        begins: false,
        ends: false,
    };

    /// The literal as it stands in a text that was [`spaced`].
    fn around(self, literal: &[u8]) -> Vec<u8> {
        let blank = |wanted: bool| wanted.then_some(b' ');
        let begins = blank(self.begins && literal.first().is_some_and(is_of_word));
        let ends = blank(self.ends && literal.last().is_some_and(is_of_word));
        let word = literal.iter().map(spaced);
        begins.into_iter().chain(word).chain(ends).collect()
    }
}

/// The parts of a sequence, each with what stands beside it.
fn with_edges(parts: &[Hir], edges: Edges) -> Vec<(&Hir, Edges)> {
    let mut with_edges: Vec<(&Hir, Edges)> = parts.iter().map(|part| (part, edges)).collect();
    let mut begins = edges.begins;
    for (part, beside) in &mut with_edges {
        beside.begins = begins;
        begins = is_edge_after(part, begins);
    }
    let mut ends = edges.ends;
    for (part, beside) in with_edges.iter_mut().rev() {
        beside.ends = ends;
        ends = is_edge_before(part, ends);
    }
    with_edges
}

/// Whether no word goes on behind `part`, where none does before it if `before`.
fn is_edge_after(part: &Hir, before: bool) -> bool {
    is_edge(part, before, &|bytes| bytes.last(), &|parts, before| {
        parts
            .iter()
            .fold(before, |before, part| is_edge_after(part, before))
    })
}

/// Whether no word comes from before `part`, where none goes on behind it if `after`.
fn is_edge_before(part: &Hir, after: bool) -> bool {
    is_edge(part, after, &|bytes| bytes.first(), &|parts, after| {
        parts
            .iter()
            .rfold(after, |after, part| is_edge_before(part, after))
    })
}

fn is_edge(
    part: &Hir,
    beyond: bool,
    outermost: &dyn Fn(&[u8]) -> Option<&u8>,
    sequence: &dyn Fn(&[Hir], bool) -> bool,
) -> bool {
    let again = |part: &Hir| is_edge(part, beyond, outermost, sequence);
    match part.kind() {
        HirKind::Empty => beyond,
        HirKind::Look(look) => !matches!(look, Look::WordAsciiNegate),
        HirKind::Literal(literal) => outermost(&literal.0).is_some_and(|byte| !is_of_word(byte)),
        HirKind::Class(Class::Bytes(class)) => class
            .iter()
            .all(|range| (range.start()..=range.end()).all(|byte| !is_of_word(&byte))),
        HirKind::Class(Class::Unicode(_)) => false,
        HirKind::Repetition(repeated) => again(&repeated.sub) && (repeated.min > 0 || beyond),
        HirKind::Capture(capture) => again(&capture.sub),
        HirKind::Concat(parts) => sequence(parts, beyond),
        HirKind::Alternation(branches) => branches.iter().all(again),
    }
}

/// As `\b` has it.
fn is_of_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// A blank for whatever is no part of a word.
fn spaced(byte: &u8) -> u8 {
    if is_of_word(byte) { *byte } else { b' ' }
}

/// How much it says that one of these words is there: long words and few of them say most.
fn telling(words: &Words) -> (usize, usize) {
    (shortest(words), usize::MAX - words.len())
}

fn shortest(words: &Words) -> usize {
    words.iter().map(Vec::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_tried_where_all_its_words_are_and_in_their_order() {
        let mut builder = Builder::default();
        let patterns = [
            r"\b(?:(?:we|our(?:\s+)team)(?:\s+)(?:failed|forgot)(?:\s+)to)(?:\b|$)",
            r"\b(?:apologi[sz]e)(?:\b|$)",
            r"\b(?:i)(?:\b|$)",
            r"\b(?:\w{1,5}\d{1,3})(?:\b|$)",
        ];
        let needs = patterns.map(|pattern| builder.needs(pattern));
        let gate = builder.build();
        for (sentence, tried) in [
            ("we forgot to call", [true, false, false, true]),
            ("our team failed - to call", [true, false, false, true]),
            ("they forgot to call", [false, false, false, true]),
            ("to call we forgot", [false, false, false, true]),
            ("i apologise, truly", [false, true, true, true]),
            ("unapologised", [false, false, false, true]),
            ("", [false, false, false, true]),
        ] {
            let seen = gate.look(sentence.as_bytes());
            let has = needs.each_ref().map(|needs| seen.has(needs));
            assert_eq!(has, tried, "{sentence}");
        }
    }
}
