//! How a text is read: folded to plain lower-case ASCII so that one pattern meets every spelling,
//! split into sentences, and traced back to the characters that were written.
//!
//! Knows no rule.

use std::ops::Range;

use super::search::Search;

/// What stands for the name of one's own house, in every language.
const SELF: &[u8] = b"self_";

/// A text as the rules see it.
pub(super) struct Reading<'a> {
    text: &'a str,
    /// Byte offset of each character of `text`, and its length.
    offsets: Vec<usize>,
    folded: Vec<u8>,
    /// For each folded byte, the character it came from.
    origins: Vec<usize>,
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut offsets = Vec::with_capacity(text.len() + 1);
        let mut folded = Vec::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len());
        let mut before = None;
        let mut characters = text.char_indices().enumerate().peekable();
        while let Some((index, (offset, character))) = characters.next() {
            offsets.push(offset);
            let after = characters.peek().map(|(_, (_, after))| *after);
            if separates(character, before, &text[offset + character.len_utf8()..]) {
                separator(character, before, after, &mut folded);
            } else {
                fold(character, &mut folded);
            }
            origins.resize(folded.len(), index);
            before = Some(character);
        }
        offsets.push(text.len());
        let sentences = sentences(&folded);
        Self {
            text,
            offsets,
            folded,
            origins,
            sentences,
        }
    }

    /// Takes the words out of quotations that follow `quoting`: they are somebody else's. A
    /// quotation ends with its paragraph, or after 2,000 bytes.
    pub(super) fn leave_out_quotations(&mut self, quoting: &Search) {
        let mut at = 0;
        while let Some(opening) = position(&self.folded, at, |byte| byte == b'"' || byte == b'\'') {
            at = opening + 1;
            let mark = self.folded[opening];
            let opens = opening == 0 || !self.folded[opening - 1].is_ascii_alphanumeric();
            let before = &self.folded[opening.saturating_sub(80)..opening];
            if !opens || !quoting.is_in(before) {
                continue;
            }
            let furthest = self.folded.len().min(opening + 2_000);
            let words = &self.folded[at..furthest];
            let closing = (0..words.len()).find(|&index| {
                words[index] == mark && !words.get(index + 1).is_some_and(u8::is_ascii_alphanumeric)
            });
            let paragraph = words.windows(2).position(|pair| pair == b"\n\n");
            let Some(closing) = closing.filter(|&end| paragraph.is_none_or(|blank| end < blank))
            else {
                continue;
            };
            for byte in &mut self.folded[at..at + closing] {
                if byte.is_ascii_alphanumeric() {
                    *byte = b'*';
                }
            }
            at += closing + 1;
        }
    }

    /// All that was read.
    pub(super) fn whole(&self) -> &[u8] {
        &self.folded
    }

    /// Puts [`SELF`] for every mention of `name`, of the same length, so that places stay.
    pub(super) fn speaks_of_itself_as(&mut self, name: &[u8]) {
        let room = name.len();
        if room < SELF.len() {
            return;
        }
        let mut at = 0;
        while at + room <= self.folded.len() {
            let whole = |index: usize| {
                !self
                    .folded
                    .get(index)
                    .is_some_and(u8::is_ascii_alphanumeric)
            };
            let begins = at == 0 || whole(at - 1);
            if begins && whole(at + room) && self.folded[at..].starts_with(name) {
                self.folded[at..at + room].fill(b' ');
                self.folded[at..at + SELF.len()].copy_from_slice(SELF);
                at += room;
            } else {
                at += 1;
            }
        }
    }

    pub(super) fn folded(&self, sentence: &Range<usize>) -> &[u8] {
        &self.folded[sentence.clone()]
    }

    /// The characters that a range of folded bytes came from.
    pub(super) fn characters(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() {
            return 0..0;
        }
        self.origins[folded.start]..self.origins[folded.end - 1] + 1
    }

    pub(super) fn excerpt(&self, characters: Range<usize>) -> &'a str {
        &self.text[self.offsets[characters.start]..self.offsets[characters.end]]
    }

    /// A sentence as it was written, on one line.
    pub(super) fn written(&self, sentence: &Range<usize>) -> String {
        let written = self.excerpt(self.characters(sentence.clone()));
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a dash, dots or a bracket part two clauses as a comma would. A hyphen within a word, a
/// dash between figures and dots before a new sentence do not.
fn separates(character: char, before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().next();
    let runs = |mark: char| before == Some(mark) || after == Some(mark);
    let figure = |neighbour: Option<char>| neighbour.is_some_and(char::is_numeric);
    match character {
        '–' | '—' | '―' => !(figure(before) && figure(after)),
        '-' => runs('-') && (in_text(before) || in_text(after)),
        '…' => goes_on(rest),
        '.' if runs('.') => goes_on(rest),
        '(' | '[' => !in_text(before) && in_text(after),
        _ => false,
    }
}

/// Whether the sentence goes on after dots: with a small letter, on the same line and soon.
fn goes_on(rest: &str) -> bool {
    let mut next = rest
        .chars()
        .take(5)
        .filter(|next| !matches!(next, ' ' | '.'));
    next.next().is_some_and(char::is_lowercase)
}

fn in_text(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|next| !next.is_whitespace() && !is_mark(next))
}

fn is_mark(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '―' | '…' | '.')
}

/// A dash with spaces, whether or not they were written. A bracket is a comma, since a dash at the
/// beginning of a line is an item of a list.
fn separator(character: char, before: Option<char>, after: Option<char>, folded: &mut Vec<u8>) {
    if in_text(before) {
        folded.push(b' ');
    }
    let bracket = matches!(character, '(' | '[');
    folded.push(if bracket { b',' } else { b'-' });
    if in_text(after) {
        folded.push(b' ');
    }
}

fn position(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let found = bytes[from..].iter().position(|&byte| wanted(byte))?;
    Some(from + found)
}

/// One character in plain lower-case ASCII; whoever writes "fuer" means "für".
pub(super) fn fold(character: char, folded: &mut Vec<u8>) {
    let plain: &[u8] = match character {
        'ä' | 'Ä' => b"ae",
        'ö' | 'Ö' => b"oe",
        'ü' | 'Ü' => b"ue",
        'ß' | 'ẞ' => b"ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => b"a",
        'ç' | 'Ç' => b"c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => b"e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => b"i",
        'ñ' | 'Ñ' => b"n",
        'ò' | 'ó' | 'ô' | 'õ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => b"o",
        'ù' | 'ú' | 'û' | 'Ù' | 'Ú' | 'Û' => b"u",
        'œ' | 'Œ' => b"oe",
        'æ' | 'Æ' => b"ae",
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => b"'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' => b"\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => b"-",
        '…' => b".",
        '\u{85}' | '\u{2028}' => b"\n",
        '\u{2029}' => b"\n\n",
        // Invisible: soft hyphen, zero-width characters, byte order mark.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => b"",
        // A combining diaeresis: "u" and this are "ü".
        '\u{308}' => b"e",
        // The other accents of the languages we know, written as a second character.
        '\u{300}'..='\u{303}' | '\u{30a}' | '\u{327}' => b"",
        _ if character.is_ascii() => {
            folded.push(character.to_ascii_lowercase() as u8);
            return;
        }
        _ if character.is_whitespace() => b" ",
        _ if character.is_alphabetic() => b"x",
        _ if character.is_numeric() => b"0",
        _ => b"*",
    };
    folded.extend_from_slice(plain);
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "vs", "approx", "e.g", "i.e", "z.b", "d.h", "u.a", "bzw",
    "ca", "ggf", "inkl", "evtl", "hr", "fr", "tel", "abs",
];

/// A sentence ends at `.`, `!` or `?` before a space, at an empty line, and before a list item.
/// A single line break is only where somebody's editor wrapped.
fn sentences(folded: &[u8]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < folded.len() {
        let end = match folded[at] {
            b'.' | b'!' | b'?' => sentence_end(folded, start, at),
            b'\n' => line_end(folded, at),
            _ => None,
        };
        if let Some(end) = end {
            sentences.extend(trimmed(folded, start..end));
            start = end;
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    sentences.extend(trimmed(folded, start..folded.len()));
    sentences
}

fn sentence_end(folded: &[u8], start: usize, at: usize) -> Option<usize> {
    let closing = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']');
    let end = at + folded[at..].iter().take_while(|byte| closing(byte)).count();
    if folded
        .get(end)
        .is_some_and(|byte| !byte.is_ascii_whitespace())
    {
        return None;
    }
    let plain_stop = folded[at] == b'.' && end == at + 1;
    (!plain_stop || !abbreviates(folded, start, at)).then_some(end)
}

fn abbreviates(folded: &[u8], start: usize, stop: usize) -> bool {
    let before = &folded[start..stop];
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    // Long enough for any abbreviation, and the work per full stop stays bounded.
    let length = before
        .iter()
        .rev()
        .take(8)
        .take_while(|byte| in_word(byte))
        .count();
    let word = &before[before.len() - length..];
    // "We hadn't." ends in no initial.
    let shortened = before[..before.len() - length].ends_with(b"'");
    let initial = length == 1 && word[0].is_ascii_alphabetic() && word != b"i" && !shortened;
    let ordinal = (1..=2).contains(&length) && word.iter().all(u8::is_ascii_digit);
    let followed_by_month = || {
        let rest = folded[stop + 1..].trim_ascii_start();
        MONTHS
            .iter()
            .any(|month| rest.starts_with(month.as_bytes()))
    };
    initial
        || (ordinal && followed_by_month())
        || ABBREVIATIONS.iter().any(|short| short.as_bytes() == word)
}

const MONTHS: &[&str] = &[
    "jan", "feb", "maer", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez",
];

fn line_end(folded: &[u8], at: usize) -> Option<usize> {
    let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
    let next = at + 1 + folded[at + 1..].iter().take_while(blank).count();
    match folded.get(next..)? {
        [b'\n', ..] => Some(next),
        [b'-' | b'*', b' ', ..] => Some(next),
        _ => None,
    }
}

/// Without what stands before its first letter or digit and the space after it.
fn trimmed(folded: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let sentence = &folded[range.clone()];
    let first = sentence.iter().position(u8::is_ascii_alphanumeric)?;
    let last = sentence
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace())?;
    Some(range.start + first..range.start + last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let reading = Reading::of(text);
        reading
            .sentences
            .iter()
            .map(|s| reading.written(s))
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(
            split("Dear Ada,\n\nWe were\r\nlate… “Very late!” Sorry.\n- A list item\n- Another"),
            [
                "Dear Ada,",
                "We were late…",
                "Very late!”",
                "Sorry.",
                "A list item",
                "Another"
            ]
        );
        assert_eq!(
            split("Am 21. November kam, z. B. bei Dr. Lux, nichts an. Das kostete 5.50 Euro."),
            [
                "Am 21. November kam, z. B. bei Dr. Lux, nichts an.",
                "Das kostete 5.50 Euro."
            ]
        );
        assert_eq!(
            split("You asked whether we had looked; we hadn\u{2019}t. We should have."),
            [
                "You asked whether we had looked; we hadn\u{2019}t.",
                "We should have."
            ]
        );
        assert_eq!(split(" ?! \n\n … "), Vec::<String>::new());
    }

    #[test]
    fn dashes_dots_and_brackets_part_clauses() {
        for (text, folded) in [
            ("sorry\u{2014}but", "sorry - but"),
            ("sorry \u{2013} but", "sorry - but"),
            ("sorry\u{2015}if", "sorry - if"),
            ("sorry--but", "sorry -- but"),
            ("sorry\u{2026}but", "sorry - but"),
            ("sorry... but", "sorry --- but"),
            ("sorry (but", "sorry , but"),
            ("late\u{2026} It", "late"),
            (
                "10\u{2013}12 well-known e\u{2011}mail file(s",
                "10-12 well-known e-mail file(s",
            ),
        ] {
            let reading = Reading::of(text);
            let first = String::from_utf8_lossy(reading.folded(&reading.sentences[0]));
            assert_eq!(first.trim_end_matches('.'), folded);
        }
    }

    #[test]
    fn every_spelling_folds_alike_and_leads_back() {
        let reading = Reading::of("Wir haben Sie entta\u{308}uscht – für’s Erste.");
        let folded = reading.folded(&reading.sentences[0]);
        assert_eq!(folded, b"wir haben sie enttaeuscht - fuer's erste.");
        assert_eq!(reading.excerpt(reading.characters(28..32)), "für");
    }
}
