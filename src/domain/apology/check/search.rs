//! Finds a pattern in a part of a folded text.
//!
//! Most parts are short, and are looked through by trying out: that needs no more than a note of
//! what was tried. In a long one that would take too much time, so it is read by an automaton that
//! works out its states while it reads. Both keep nothing for themselves: what they keep has one
//! bound for all patterns, and there is one copy of it however many threads read. (The regular
//! expressions of [`regex`] keep theirs each for itself, and once for every thread.)

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

use regex_automata::hybrid::dfa;
use regex_automata::nfa::thompson::backtrack::{BoundedBacktracker, Cache};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, WhichCaptures};
use regex_automata::util::prefilter::Prefilter;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

/// Bytes of notes while one pattern is tried out: what needs more is read by an automaton.
const NOTES: usize = 64 << 10;

/// Bytes of states that all automata together keep. With more they forget, and begin anew.
const ALL_KEEP: usize = 4 << 20;

/// Bytes of states that one automaton keeps. With less the large ones would forget within a text
/// what they have just worked out.
const ONE_KEEPS: usize = 1 << 20;

/// A pattern that can be looked for.
pub(super) struct Search {
    text: String,
    /// Compiled when it is first looked for: to compile all takes a good part of a second, and most
    /// texts need few.
    trial: OnceLock<BoundedBacktracker>,
    /// Finds where a match ends.
    forward: OnceLock<Automaton>,
    /// Finds where a match began, read from its end.
    backward: OnceLock<Automaton>,
}

impl Search {
    /// For a pattern over bytes, in the syntax of [`regex`].
    pub(super) fn of(text: String) -> Self {
        Self {
            text,
            trial: OnceLock::new(),
            forward: OnceLock::new(),
            backward: OnceLock::new(),
        }
    }

    /// Has it compiled.
    pub(super) fn prepare(&self) {
        self.trial();
    }

    fn trial(&self) -> &BoundedBacktracker {
        self.trial.get_or_init(|| {
            let pattern = parsed(&self.text);
            let config = BoundedBacktracker::config()
                .visited_capacity(NOTES)
                .prefilter(Prefilter::from_hir_prefix(KIND, &pattern));
            BoundedBacktracker::builder()
                .configure(config)
                .build_from_nfa(compiled(&pattern, Direction::Forward))
                .expect(TESTED)
        })
    }

    fn automaton(&self, direction: Direction) -> &Automaton {
        let kept = match direction {
            Direction::Forward => &self.forward,
            Direction::Backward => &self.backward,
        };
        kept.get_or_init(|| {
            let nfa = match direction {
                Direction::Forward => self.trial().get_nfa().clone(),
                Direction::Backward => compiled(&parsed(&self.text), direction),
            };
            Automaton::new(nfa, direction)
        })
    }

    /// Whether a match lies in the text.
    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.first(text, 0..text.len()).is_some()
    }

    /// The first match in this part of the text; what stands around it is seen, and no part of it.
    pub(super) fn first(&self, text: &[u8], part: Range<usize>) -> Option<Range<usize>> {
        let input = Input::new(text).range(part);
        let tried = self.try_out(&input);
        tried.unwrap_or_else(|TooLong| self.read(input))
    }

    fn try_out(&self, input: &Input<'_>) -> Result<Option<Range<usize>>, TooLong> {
        // What has to be compiled is, before others wait for the notes.
        let trial = self.trial();
        Kept::of_all().try_out(trial, input)
    }

    fn read(&self, input: Input<'_>) -> Option<Range<usize>> {
        let forward = self.automaton(Direction::Forward);
        let end = Kept::of_all().read(forward, &input)?;
        let backward = self.automaton(Direction::Backward);
        let start = input.start();
        let back = input.range(start..end).anchored(Anchored::Yes);
        let start = Kept::of_all().read(backward, &back)?;
        Some(start..end)
    }

    /// All matches in this part, none of which touches another.
    pub(super) fn all<'a>(
        &'a self,
        text: &'a [u8],
        mut part: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        std::iter::from_fn(move || {
            let found = self.first(text, part.clone())?;
            // Where nothing was found, it is found once.
            part.start = found.end.max(found.start + 1);
            Some(found)
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// Why no pattern fails to compile.
const TESTED: &str = "every pattern is compiled by a test";

/// Of the matches that begin at one place, which is told: as with [`regex`], the one that is written
/// first.
const KIND: MatchKind = MatchKind::LeftmostFirst;

/// A pattern over bytes.
pub(super) fn parsed(pattern: &str) -> Hir {
    ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern)
        .expect(TESTED)
}

fn compiled(pattern: &Hir, direction: Direction) -> NFA {
    let (backward, captures) = match direction {
        // Where a match begins and ends.
        Direction::Forward => (false, WhichCaptures::Implicit),
        Direction::Backward => (true, WhichCaptures::None),
    };
    let config = Config::new()
        .utf8(false)
        .reverse(backward)
        .which_captures(captures);
    Compiler::new()
        .configure(config)
        .build_from_hir(pattern)
        .expect(TESTED)
}

struct Automaton {
    number: usize,
    direction: Direction,
    states: dfa::DFA,
}

impl Automaton {
    fn new(nfa: NFA, direction: Direction) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let kind = match direction {
            Direction::Forward => KIND,
            // Of all the places from which a match may come, the first.
            Direction::Backward => MatchKind::All,
        };
        let config = dfa::DFA::config()
            .match_kind(kind)
            .cache_capacity(ONE_KEEPS)
            .skip_cache_capacity_check(true);
        let states = dfa::DFA::builder()
            .configure(config)
            .build_from_nfa(nfa)
            .expect(TESTED);
        Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            direction,
            states,
        }
    }
}

/// The part is too long for a pattern to be tried out in it.
struct TooLong;

/// What the patterns keep.
#[derive(Default)]
struct Kept {
    notes: Option<Cache>,
    states: HashMap<usize, dfa::Cache>,
    /// Bytes of `states`.
    bytes: usize,
}

impl Kept {
    /// One pattern at a time: a sentence takes it a few millionths of a second.
    fn of_all() -> MutexGuard<'static, Self> {
        static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);
        // Whatever a thread that failed left there, nobody reads it before it is right again.
        KEPT.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_out(
        &mut self,
        trial: &BoundedBacktracker,
        input: &Input<'_>,
    ) -> Result<Option<Range<usize>>, TooLong> {
        let notes = self.notes.get_or_insert_with(|| trial.create_cache());
        notes.reset(trial);
        let found = trial.try_find(notes, input.clone());
        Ok(found.map_err(|_| TooLong)?.map(|found| found.range()))
    }

    /// Where a match ends, in the direction of reading.
    fn read(&mut self, automaton: &Automaton, input: &Input<'_>) -> Option<usize> {
        if self.bytes > ALL_KEEP {
            self.states.clear();
            self.bytes = 0;
        }
        let mut before = 0;
        let states = self
            .states
            .entry(automaton.number)
            .and_modify(|states| before = states.memory_usage())
            .or_insert_with(|| automaton.states.create_cache());
        let found = match automaton.direction {
            Direction::Forward => automaton.states.try_search_fwd(states, input),
            Direction::Backward => automaton.states.try_search_rev(states, input),
        };
        self.bytes = self.bytes + states.memory_usage() - before;
        // It neither gives up, which would have to be asked for, nor meets a byte that it does not
        // read, which only patterns of Unicode have.
        Some(found.expect("reads any bytes to their end")?.offset())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(pattern: &str) -> Search {
        Search::of(pattern.to_owned())
    }

    #[test]
    fn a_match_is_found_where_the_library_finds_it() {
        let texts = [
            "",
            "we are sorry, but the printer made the error",
            "the errors: we are sorry. sorry! but not very sorry",
            "a\n b\t c",
        ];
        let patterns = [
            r"\b(?:sorry)(?:\b|$)",
            r"\b(?:we|we(?:\s+)are(?:\s+)(?:\w{1,20}))(?:\b|$)",
            r"\b(?:(?:\w+(?:\s+)){0,3}sorry)(?:\b|$)",
            r"\b(?:error|the(?:\s+)errors?)(?:\b|$)",
            r"\b(?:sorry)\W*$",
            r"\b",
        ];
        for (pattern, text) in patterns.iter().flat_map(|it| texts.map(|text| (it, text))) {
            let (ours, text) = (search(pattern), text.as_bytes());
            let theirs = regex::bytes::RegexBuilder::new(pattern)
                .unicode(false)
                .build()
                .unwrap();
            assert_eq!(ours.is_in(text), theirs.is_match(text), "{pattern}");
            let found: Vec<Range<usize>> = ours.all(text, 0..text.len()).collect();
            let expected: Vec<Range<usize>> = theirs.find_iter(text).map(|it| it.range()).collect();
            assert_eq!(found, expected, "{pattern}");
            for at in 0..=text.len() {
                let expected = theirs.find_at(text, at).map(|it| it.range());
                let input = Input::new(text).range(at..);
                let tried = ours.try_out(&input);
                assert_eq!(tried.ok(), Some(expected.clone()), "{pattern} from {at}");
                assert_eq!(ours.read(input), expected, "{pattern} from {at}");
            }
        }
    }

    #[test]
    fn what_is_too_long_to_be_tried_out_is_read() {
        let pattern = r"\b(?:(?:\w+(?:\s+)){0,200}sorry)(?:\b|$)";
        let text = format!("we are {} sorry", "very ".repeat(10_000)).into_bytes();
        let search = search(pattern);
        assert!(search.try_out(&Input::new(&text)).is_err());
        let found = search.first(&text, 0..text.len());
        assert_eq!(found, Some(text.len() - 200 * 5 - 6..text.len()));
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        // Which of the last letters were an a has to be remembered, and it is never the same for long.
        let mut noise = 1_u32;
        let text: Vec<u8> = std::iter::repeat_with(|| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b"ab"[(noise >> 31) as usize]
        })
        .take(20_000)
        .collect();
        let (mut kept, mut most, mut forgot) = (Kept::default(), 0, false);
        for number in 0..20 {
            let before = kept.bytes;
            let pattern = format!("a[ab]{{16}}{number}");
            let search = search(&pattern);
            let forward = search.automaton(Direction::Forward);
            assert_eq!(kept.read(forward, &Input::new(&text)), None);
            let counted: usize = kept.states.values().map(dfa::Cache::memory_usage).sum();
            assert_eq!(kept.bytes, counted);
            forgot |= kept.bytes < before;
            most = most.max(kept.bytes);
        }
        assert!(forgot, "{most} bytes");
        assert!(most <= ALL_KEEP + ONE_KEEPS, "{most} bytes");
    }
}
