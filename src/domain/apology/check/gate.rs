//! Which patterns can meet a sentence at all, and where.
//!
//! There are hundreds of patterns, and most sentences meet none. So for each pattern it is worked
//! out once which words its matches cannot do without, and how far apart they may stand. A sentence
//! is looked through for all these words at once; only patterns whose words are there are tried,
//! and only around them. What is found does not change by that, only how soon.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex_syntax::hir::{Capture, Class, Hir, HirKind, Look, Repetition};

use super::search::parsed;

/// One letter that may stand in any word is in nearly every sentence.
const SHORTEST: usize = 2;

/// A number of blanks that a stretch of text has at the most, where there is such a number. Blanks
/// in a row count as one.
type Blanks = Option<usize>;

/// The patterns that a sentence has the words for, by their numbers and in their order, each with
/// the part of the sentence that holds all its matches.
#[derive(Debug)]
pub(super) struct Tried(Vec<(usize, Range<usize>)>);

impl Tried {
    /// Those of these patterns that may match; the others do not.
    pub(super) fn of(&self, patterns: &Range<usize>) -> &[(usize, Range<usize>)] {
        let before = |end: usize| self.0.partition_point(|(number, _)| *number < end);
        &self.0[before(patterns.start)..before(patterns.end)]
    }
}

/// Knows the words of all patterns.
pub(super) struct Gate {
    words: AhoCorasick,
    /// The groups that each of the words belongs to.
    groups: Vec<Vec<usize>>,
    /// What each pattern needs.
    chains: Vec<Chain>,
    /// The patterns that are tried in every sentence.
    always: Vec<usize>,
    /// The patterns of which each group is the one that the fewest sentences have, and another
    /// group that each of them needs, if only the same.
    rarest: Vec<Vec<(usize, usize)>>,
}

/// What a match of a pattern holds, in this order.
#[derive(Debug)]
struct Chain {
    links: Vec<Link>,
    /// Blanks from the beginning of the last of the words to the end of the match.
    rest: Blanks,
}

/// One of a group of words.
#[derive(Debug)]
struct Link {
    group: usize,
    /// Blanks since the beginning of the word before, or of the match.
    within: Blanks,
}

/// Where a word begins: at which byte, and after how many blanks.
#[derive(Debug, Clone, Copy)]
struct Place {
    byte: usize,
    blanks: usize,
}

impl Gate {
    pub(super) fn look(&self, sentence: &[u8]) -> Tried {
        let found = self.found(sentence);
        let mut tried: Vec<(usize, Range<usize>)> = self
            .always
            .iter()
            .map(|pattern| (*pattern, 0..sentence.len()))
            .collect();
        for group in &found.groups {
            for (pattern, other) in &self.rarest[*group] {
                if found.words.has(*other)
                    && let Some(part) = found.part_for(&self.chains[*pattern])
                {
                    tried.push((*pattern, part));
                }
            }
        }
        tried.sort_unstable_by_key(|(pattern, _)| *pattern);
        Tried(tried)
    }

    fn found(&self, sentence: &[u8]) -> Found {
        let blank = std::iter::once(b' ');
        let words = sentence.iter().map(spaced);
        let text: Vec<u8> = blank.clone().chain(words).chain(blank).collect();
        let mut found = Found {
            blanks: beginnings_of_blanks(sentence),
            len: sentence.len(),
            places: Lists::new(self.groups.len()),
            words: Lists::new(self.rarest.len()),
            groups: Vec::new(),
        };
        for word in self.words.find_overlapping_iter(&text) {
            // A blank at the edge is no part of the word, and the text has one more at its
            // beginning than the sentence.
            let byte = word.start() + usize::from(text[word.start()] == b' ') - 1;
            found.add(word.pattern().as_usize(), byte, &self.groups);
        }
        found
    }
}

fn beginnings_of_blanks(sentence: &[u8]) -> Vec<usize> {
    let blank = sentence.iter().map(|byte| is_blank(*byte));
    let before = std::iter::once(false).chain(blank.clone());
    let both = blank.zip(before).enumerate();
    let begins = both.filter(|(_, (blank, before))| *blank && !before);
    begins.map(|(byte, _)| byte).collect()
}

/// The words of one sentence.
struct Found {
    /// Where the blanks begin.
    blanks: Vec<usize>,
    len: usize,
    /// By the word.
    places: Lists<Place>,
    /// By the group that they are of.
    words: Lists<usize>,
    /// Those of which a word is there.
    groups: Vec<usize>,
}

impl Found {
    fn add(&mut self, word: usize, byte: usize, groups: &[Vec<usize>]) {
        if !self.places.has(word) {
            for group in &groups[word] {
                if !self.words.has(*group) {
                    self.groups.push(*group);
                }
                self.words.add(*group, word);
            }
        }
        let place = Place {
            byte,
            blanks: self.blanks.partition_point(|blank| *blank <= byte),
        };
        self.places.add(word, place);
    }

    /// Where the words of a group are, in their order.
    fn places(&self, group: usize) -> Vec<Place> {
        let words = self.words.of(group);
        let mut places: Vec<Place> = words.flat_map(|word| self.places.of(word)).collect();
        places.sort_unstable_by_key(|place| place.byte);
        places
    }

    /// What holds every match of a pattern that needs these: a word of each group, near enough to
    /// the one before.
    fn part_for(&self, chain: &Chain) -> Option<Range<usize>> {
        let (first, rest) = chain.links.split_first()?;
        if rest.iter().any(|link| !self.words.has(link.group)) {
            return None;
        }
        let mut places = self.places(first.group);
        let start = places.first()?.blanks;
        for link in rest {
            let before = places;
            places = self.places(link.group);
            places.retain(|place| {
                let nearest = before.partition_point(|it| it.byte < place.byte);
                nearest.checked_sub(1).is_some_and(|nearest| {
                    let between = place.blanks - before[nearest].blanks;
                    link.within.is_none_or(|most| between <= most)
                })
            });
        }
        let end = places.last()?.blanks;
        let blank = |number: usize| self.blanks.get(number).copied();
        let before = first.within.and_then(|most| start.checked_sub(most + 1));
        let behind = chain.rest.and_then(|most| blank(end + most));
        Some(before.and_then(blank).unwrap_or(0)..behind.unwrap_or(self.len))
    }
}

/// Many short lists, most of which are empty.
struct Lists<T> {
    /// For each list, one more than the index of its last entry; 0 where it has none.
    last: Vec<u32>,
    /// Each with what `last` said before it.
    entries: Vec<(T, u32)>,
}

impl<T: Copy> Lists<T> {
    fn new(lists: usize) -> Self {
        Self {
            last: vec![0; lists],
            entries: Vec::new(),
        }
    }

    fn has(&self, list: usize) -> bool {
        self.last[list] != 0
    }

    fn add(&mut self, list: usize, entry: T) {
        self.entries.push((entry, self.last[list]));
        self.last[list] = u32::try_from(self.entries.len()).expect("no text is as long");
    }

    /// The last comes first.
    fn of(&self, list: usize) -> impl Iterator<Item = T> {
        let mut next = self.last[list];
        std::iter::from_fn(move || {
            let (entry, before) = self.entries[usize::try_from(next.checked_sub(1)?).ok()?];
            next = before;
            Some(entry)
        })
    }
}

/// Collects the words of patterns, which are numbered as they come.
///
/// Most patterns hold one of a few long lists, such as all the words for suppliers. So that such a
/// list is looked at once and not hundreds of times, it is given a name; in a pattern an empty group
/// stands for it.
#[derive(Default)]
pub(super) struct Builder {
    named: Vec<Named>,
    words: HashMap<Vec<u8>, usize>,
    groups: HashMap<Vec<usize>, usize>,
    chains: Vec<Chain>,
    always: Vec<usize>,
    rarest: HashMap<usize, Vec<(usize, usize)>>,
}

impl Builder {
    /// Names a pattern, by its number among those that were named. `names` are what the empty groups
    /// in it stand for.
    pub(super) fn name(&mut self, pattern: &str, names: &[usize]) {
        let parsed = parsed(pattern);
        let mut reader = Reader {
            builder: self,
            names,
        };
        let named = Named {
            blanks: reader.blanks(&parsed),
            needed: BOTH
                .map(|begins| BOTH.map(|ends| reader.needed(&parsed, Edges { begins, ends }))),
            is_edge: [Side::Before, Side::Behind]
                .map(|side| BOTH.map(|beyond| reader.is_edge(&parsed, side, beyond))),
        };
        self.named.push(named);
    }

    /// Takes a pattern in, as the engine compiles it but for what the empty groups stand for.
    pub(super) fn add(&mut self, pattern: &str, names: &[usize]) {
        let mut reader = Reader {
            builder: self,
            names,
        };
        let needed = reader.needed(&parsed(pattern), Edges::NONE);
        let mut rarest: Vec<usize> = (0..needed.words.len()).collect();
        rarest.sort_by_key(|index| Reverse(needed.words[*index].telling()));
        let links: Vec<Link> = needed
            .words
            .into_iter()
            .map(|words| Link {
                group: self.group(words.ids),
                within: words.within,
            })
            .collect();
        let mut rarest = rarest.into_iter().map(|index| links[index].group);
        let number = self.chains.len();
        match rarest.next() {
            Some(group) => {
                let other = rarest.next().unwrap_or(group);
                self.rarest.entry(group).or_default().push((number, other));
            }
            None => self.always.push(number),
        }
        self.chains.push(Chain {
            links,
            rest: needed.rest,
        });
    }

    fn word(&mut self, word: Vec<u8>) -> usize {
        let next = self.words.len();
        *self.words.entry(word).or_insert(next)
    }

    fn group(&mut self, mut words: Vec<usize>) -> usize {
        words.sort_unstable();
        words.dedup();
        let next = self.groups.len();
        *self.groups.entry(words).or_insert(next)
    }

    pub(super) fn build(mut self) -> Gate {
        let mut words = vec![Vec::new(); self.words.len()];
        for (word, index) in self.words {
            words[index] = word;
        }
        let rarest = (0..self.groups.len())
            .map(|group| self.rarest.remove(&group).unwrap_or_default())
            .collect();
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
            chains: self.chains,
            always: self.always,
            rarest,
        }
    }
}

const BOTH: [bool; 2] = [false, true];

/// What a [`Reader`] says of a pattern that has a name.
struct Named {
    blanks: Blanks,
    /// By whether a word must begin, and then end, at its edges.
    needed: [[Needed; 2]; 2],
    /// By the side, and then by whether no word is beyond the other one.
    is_edge: [[bool; 2]; 2],
}

/// What every match of a part of a pattern holds.
#[derive(Debug, Clone)]
struct Needed {
    words: Vec<Words>,
    /// Blanks behind the beginning of the last of the words, or in all of it where it needs none.
    rest: Blanks,
}

/// Words, or parts of words, of which one has to be there: with a blank where no more of the word
/// may follow or come before.
#[derive(Debug, Clone)]
struct Words {
    ids: Vec<usize>,
    /// Letters of the shortest.
    shortest: usize,
    /// Blanks since the beginning of the word before, or of the part.
    within: Blanks,
}

impl Words {
    /// How much it says that one of these words is there: long words and few of them say most.
    fn telling(&self) -> (usize, Reverse<usize>) {
        (self.shortest, Reverse(self.ids.len()))
    }
}

impl Needed {
    fn nothing(rest: Blanks) -> Self {
        Self {
            words: Vec::new(),
            rest,
        }
    }

    /// One after the other.
    fn in_a_row(parts: impl Iterator<Item = Self>) -> Self {
        let mut row = Self::nothing(Some(0));
        for mut part in parts {
            let between = row.rest;
            row.rest = part.rest;
            match part.words.first_mut() {
                Some(first) => first.within = sum(between, first.within),
                None => row.rest = sum(between, row.rest),
            }
            row.words.append(&mut part.words);
        }
        row
    }

    /// One or the other: of each the words that tell the most. None where one needs nothing.
    fn one_of(branches: impl Iterator<Item = Self>) -> Option<Self> {
        let mut one = Words {
            ids: Vec::new(),
            shortest: usize::MAX,
            within: Some(0),
        };
        let mut rest = Some(0);
        for mut branch in branches {
            let best = (0..branch.words.len()).max_by_key(|at| branch.words[*at].telling())?;
            let behind = branch.words.drain(best + 1..).map(|words| words.within);
            rest = larger(rest, behind.fold(branch.rest, sum));
            let until = branch.words.iter().map(|words| words.within);
            one.within = larger(one.within, until.fold(Some(0), sum));
            let best = branch.words.swap_remove(best);
            one.shortest = one.shortest.min(best.shortest);
            one.ids.extend(best.ids);
        }
        Some(Self {
            words: vec![one],
            rest,
        })
    }
}

fn sum(a: Blanks, b: Blanks) -> Blanks {
    a?.checked_add(b?)
}

fn larger(a: Blanks, b: Blanks) -> Blanks {
    Some(a?.max(b?))
}

/// Of a part of a pattern.
#[derive(Debug, Clone, Copy)]
enum Side {
    Before,
    Behind,
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

/// Goes through a pattern.
struct Reader<'a> {
    builder: &'a mut Builder,
    /// What the groups stand for.
    names: &'a [usize],
}

impl Reader<'_> {
    fn named(&self, group: &Capture) -> &Named {
        let index = group.index as usize - 1;
        &self.builder.named[self.names[index]]
    }

    fn needed(&mut self, part: &Hir, edges: Edges) -> Needed {
        match part.kind() {
            HirKind::Literal(literal) => {
                let word = edges.around(&literal.0);
                let shortest = word.len();
                if shortest < SHORTEST {
                    return Needed::nothing(self.blanks(part));
                }
                Needed {
                    words: vec![Words {
                        ids: vec![self.builder.word(word)],
                        shortest,
                        within: Some(0),
                    }],
                    rest: self.blanks(part),
                }
            }
            HirKind::Capture(group) => {
                let needed = &self.named(group).needed;
                needed[usize::from(edges.begins)][usize::from(edges.ends)].clone()
            }
            // Each time may have another beside it.
            HirKind::Repetition(repeated) if repeated.min > 0 => Needed {
                rest: self.blanks(part),
                ..self.needed(&repeated.sub, Edges::NONE)
            },
            HirKind::Concat(parts) => {
                let parts = self.with_edges(parts, edges).into_iter();
                Needed::in_a_row(parts.map(|(part, edges)| self.needed(part, edges)))
            }
            HirKind::Alternation(branches) => {
                let one = Needed::one_of(branches.iter().map(|it| self.needed(it, edges)));
                one.unwrap_or_else(|| Needed::nothing(self.blanks(part)))
            }
            HirKind::Repetition(_) | HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => {
                Needed::nothing(self.blanks(part))
            }
        }
    }

    /// How many blanks a match has at the most.
    fn blanks(&self, part: &Hir) -> Blanks {
        match part.kind() {
            HirKind::Empty | HirKind::Look(_) => Some(0),
            HirKind::Literal(literal) => Some(blanks_in(&literal.0)),
            HirKind::Class(class) => Some(usize::from(may_be_blank(class))),
            HirKind::Capture(group) => self.named(group).blanks,
            HirKind::Concat(parts) => parts.iter().map(|it| self.blanks(it)).fold(Some(0), sum),
            HirKind::Alternation(branches) => branches
                .iter()
                .map(|it| self.blanks(it))
                .fold(Some(0), larger),
            HirKind::Repetition(repeated) => self.blanks_repeated(repeated),
        }
    }

    fn blanks_repeated(&self, repeated: &Repetition) -> Blanks {
        let each = self.blanks(&repeated.sub)?;
        let class = match repeated.sub.kind() {
            HirKind::Class(class) => Some(class),
            _ => None,
        };
        if class.is_some_and(is_always_blank) {
            return Some(1);
        }
        match (each, repeated.max, class) {
            (0, ..) => Some(0),
            (_, most, None) => usize::try_from(most?).ok()?.checked_mul(each),
            // Between two blanks there is something else.
            (_, most, Some(_)) => usize::try_from(most?.div_ceil(2)).ok(),
        }
    }

    /// The parts of a sequence, each with what stands beside it.
    fn with_edges<'p>(&self, parts: &'p [Hir], edges: Edges) -> Vec<(&'p Hir, Edges)> {
        let mut with_edges: Vec<(&Hir, Edges)> = parts.iter().map(|part| (part, edges)).collect();
        let mut begins = edges.begins;
        for (part, beside) in &mut with_edges {
            beside.begins = begins;
            begins = self.is_edge(part, Side::Behind, begins);
        }
        let mut ends = edges.ends;
        for (part, beside) in with_edges.iter_mut().rev() {
            beside.ends = ends;
            ends = self.is_edge(part, Side::Before, ends);
        }
        with_edges
    }

    /// Whether no word goes on at this side of `part`, where none does at the other one if `beyond`.
    fn is_edge(&self, part: &Hir, side: Side, beyond: bool) -> bool {
        let again = |part: &Hir| self.is_edge(part, side, beyond);
        match part.kind() {
            HirKind::Empty => beyond,
            HirKind::Look(look) => !matches!(look, Look::WordAsciiNegate),
            HirKind::Literal(literal) => {
                let outermost = match side {
                    Side::Before => literal.0.first(),
                    Side::Behind => literal.0.last(),
                };
                outermost.is_some_and(|byte| !is_of_word(byte))
            }
            HirKind::Class(Class::Bytes(class)) => class
                .iter()
                .all(|range| (range.start()..=range.end()).all(|byte| !is_of_word(&byte))),
            HirKind::Class(Class::Unicode(_)) => false,
            HirKind::Repetition(repeated) => again(&repeated.sub) && (repeated.min > 0 || beyond),
            HirKind::Capture(group) => {
                self.named(group).is_edge[side as usize][usize::from(beyond)]
            }
            HirKind::Concat(parts) => {
                let next = |beyond, part| self.is_edge(part, side, beyond);
                match side {
                    Side::Before => parts.iter().rfold(beyond, next),
                    Side::Behind => parts.iter().fold(beyond, next),
                }
            }
            HirKind::Alternation(branches) => branches.iter().all(again),
        }
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

fn blanks_in(literal: &[u8]) -> usize {
    literal
        .chunk_by(|a, b| is_blank(*a) == is_blank(*b))
        .filter(|run| is_blank(run[0]))
        .count()
}

/// As `\s` has it.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'\x0b'
}

fn may_be_blank(class: &Class) -> bool {
    match class {
        Class::Bytes(class) => {
            let blanks = || (0..=b' ').filter(|byte| is_blank(*byte));
            let mut ranges = class.iter().map(|it| it.start()..=it.end());
            ranges.any(|range| blanks().any(|blank| range.contains(&blank)))
        }
        Class::Unicode(_) => true,
    }
}

fn is_always_blank(class: &Class) -> bool {
    match class {
        Class::Bytes(class) => {
            let mut bytes = class.iter().flat_map(|it| it.start()..=it.end());
            bytes.all(is_blank)
        }
        Class::Unicode(_) => false,
    }
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
        for pattern in patterns {
            builder.add(pattern, &[]);
        }
        let gate = builder.build();
        for (sentence, tried) in [
            ("we forgot to call", [true, false, false, true]),
            ("our team failed to call", [true, false, false, true]),
            ("our team often failed to call", [false, false, false, true]),
            ("they forgot to call", [false, false, false, true]),
            ("to call we forgot", [false, false, false, true]),
            ("i apologise, truly", [false, true, true, true]),
            ("unapologised", [false, false, false, true]),
            ("", [false, false, false, true]),
        ] {
            let told = gate.look(sentence.as_bytes());
            let has = [0, 1, 2, 3].map(|number| !told.of(&(number..number + 1)).is_empty());
            assert_eq!(has, tried, "{sentence}");
        }
    }

    #[test]
    fn a_pattern_is_tried_around_its_words() {
        for (pattern, sentence, parts) in [
            ("sorry", "we are sorry for it", vec!["sorry"]),
            (
                r"(?:\w+(?:\s+)){0,2}?sorry",
                "a we are sorry for it",
                vec!["we are sorry"],
            ),
            (
                r"sorry(?:(?:\s+)\w+){0,2}",
                "so sorry for all of it",
                vec!["sorry for all"],
            ),
            (
                r"sorry[^.]{0,6}",
                "so sorry for a b c d e f",
                vec!["sorry for a b"],
            ),
            (
                r"sorry[^.]*",
                "so sorry for a b c d e f",
                vec!["sorry for a b c d e f"],
            ),
            (
                r"[^.]{0,90}sorry",
                "so, for  it, sorry",
                vec!["so, for  it, sorry"],
            ),
            (
                "(?:very(?:\\s+))?sorry",
                "a  very \t sorry  man",
                vec!["very \t sorry"],
            ),
            // Farther apart than they may be, and near enough for one of two.
            (
                r"not(?:\s+)(?:\w+(?:\s+)){0,1}sorry",
                "not that we are sorry",
                vec![],
            ),
            (
                r"not(?:\s+)(?:\w+(?:\s+)){0,3}sorry",
                "not that we are sorry",
                vec!["not that we are sorry"],
            ),
            (
                r"(?:not|no)(?:\s+)sorry",
                "no, not sorry",
                vec!["no, not sorry"],
            ),
            (
                r"x(?:\s+)sorry|very(?:\s+)much(?:\s+)so",
                "y x sorry me",
                vec!["x sorry me"],
            ),
            // Both of its words begin with the same letters.
            (r"sorry(?:\s+)sor\w+", "sorry", vec![]),
        ] {
            let mut builder = Builder::default();
            builder.add(&format!(r"\b(?:{pattern})(?:\b|$)"), &[]);
            let told = builder.build().look(sentence.as_bytes());
            let told: Vec<&str> = told
                .of(&(0..1))
                .iter()
                .map(|it| sentence[it.1.clone()].trim())
                .collect();
            assert_eq!(told, parts, "{pattern} in {sentence}");
        }
    }

    #[test]
    fn a_name_stands_for_its_pattern() {
        let (team, deed) = (r"we|our(?:\s+)team", r"failed|did(?:\s+)not(?:\s+)manage");
        let mut builder = Builder::default();
        builder.name(team, &[]);
        builder.name(&format!("(){}(?:{deed})", r"(?:\s+)"), &[0]);
        builder.add(r"\b(?:()(?:\s+)to)(?:\b|$)", &[1]);
        builder.add(
            &format!(r"\b(?:(?:{team})(?:\s+)(?:{deed})(?:\s+)to)(?:\b|$)"),
            &[],
        );
        let gate = builder.build();
        for (sentence, tried) in [
            ("so we failed to call", true),
            ("our team did not manage to call", true),
            ("our team meant to call", false),
            ("they failed to call", false),
            ("we are those who never once or twice failed to call", false),
        ] {
            let told = gate.look(sentence.as_bytes());
            let told = [0, 1].map(|number| !told.of(&(number..number + 1)).is_empty());
            assert_eq!(told, [tried; 2], "{sentence}");
        }
    }
}
