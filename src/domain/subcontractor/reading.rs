//! A text as names are looked for in it: each letter as one character, none that nobody sees, and
//! every place traced back to the characters that were written.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

pub(super) struct Reading {
    pub(super) folded: String,
    /// For each folded byte, what it came from. Empty where nothing had to be folded.
    origins: Vec<Range<usize>>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                folded: text.to_owned(),
                origins: Vec::new(),
            };
        }
        let mut reading = Self {
            folded: String::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
        };
        let mut start = 0;
        while start < text.len() {
            let end = start + letter(&text[start..]);
            fold(&text[start..end], &mut reading.folded);
            reading.origins.resize(reading.folded.len(), start..end);
            start = end;
        }
        reading
    }

    /// The bytes of the written text that these folded ones came from.
    pub(super) fn written(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() || self.origins.is_empty() {
            return folded;
        }
        self.origins[folded.start].start..self.origins[folded.end - 1].end
    }
}

/// The length of the first character with the accents that follow it.
fn letter(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    let end = characters.find(|(_, character)| !is_mark(*character));
    end.map_or(text.len(), |(at, _)| at)
}

pub(super) fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn fold(letter: &str, folded: &mut String) {
    let first = letter.chars().next().unwrap_or_default();
    match first {
        'œ' => folded.push_str("oe"),
        'Œ' => folded.push_str("Oe"),
        'æ' => folded.push_str("ae"),
        'Æ' => folded.push_str("Ae"),
        '\u{2bc}' => folded.push('\u{2019}'),
        '\u{2010}' | '\u{2011}' => folded.push('-'),
        // Soft hyphen, zero-width characters, marks of direction, variations, byte order mark.
        '\u{ad}'
        | '\u{34f}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => {}
        // Letters of another width, tied together or dressed up.
        '\u{fb00}'..='\u{fb06}'
        | '\u{ff01}'..='\u{ff5e}'
        | '\u{24b6}'..='\u{24e9}'
        | '\u{1d400}'..='\u{1d7ff}' => {
            let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(letter);
            folded.push_str(&plain);
        }
        _ => folded.push_str(&crate::domain::text::composed(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_folds_alike_and_leads_back() {
        for (text, folded, part, written) in [
            ("plain", "plain", 1..3, "la"),
            ("Nim\u{ad}bus", "Nimbus", 0..6, "Nim\u{ad}bus"),
            ("le Mu\u{308}ller", "le M\u{fc}ller", 3..6, "Mu\u{308}"),
            ("Cœur", "Coeur", 1..3, "œ"),
            ("\u{ff2e}imbus", "Nimbus", 0..1, "\u{ff2e}"),
            ("\u{200b}a\u{feff}", "a", 0..1, "a"),
        ] {
            let reading = Reading::of(text);
            assert_eq!(reading.folded, folded);
            assert_eq!(&text[reading.written(part)], written, "{text}");
        }
    }
}
