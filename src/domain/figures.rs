//! Numbers that are written as words, in figures: "four hundred" is 400 in all four languages.
//!
//! Knows the numbers that people write out, up to some thousands. A word that is a number in one
//! language and something else in another, such as the Spanish "once", stays a word.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of one number, in all languages.
const WORDS: &[(u32, &str)] = &[
    (2, "two deux dos"),
    (3, "three trois tres"),
    (4, "four quatre cuatro"),
    (5, "five cinq cinco"),
    (6, "six seis"),
    (7, "seven sept siete"),
    (8, "eight huit ocho"),
    (9, "nine neuf nueve"),
    (10, "ten dix diez"),
    (11, "eleven onze"),
    (12, "twelve douze doce"),
    (13, "thirteen treize trece"),
    (14, "fourteen quatorze catorce"),
    (15, "fifteen quinze quince"),
    (16, "sixteen seize dieciséis"),
    (17, "seventeen diecisiete"),
    (18, "eighteen dieciocho"),
    (19, "nineteen diecinueve"),
    (20, "twenty vingt vingts veinte"),
    (22, "veintidós"),
    (23, "veintitrés"),
    (24, "veinticuatro"),
    (25, "veinticinco"),
    (26, "veintiséis"),
    (27, "veintisiete"),
    (28, "veintiocho"),
    (29, "veintinueve"),
    (30, "thirty trente treinta"),
    (40, "forty quarante cuarenta"),
    (50, "fifty cinquante cincuenta"),
    (60, "sixty soixante sesenta"),
    (70, "seventy septante setenta"),
    (80, "eighty huitante ochenta"),
    (90, "ninety nonante noventa"),
    (200, "doscientos doscientas"),
    (300, "trescientos trescientas"),
    (400, "cuatrocientos cuatrocientas"),
    (500, "quinientos quinientas"),
    (600, "seiscientos seiscientas"),
    (700, "setecientos setecientas"),
    (800, "ochocientos ochocientas"),
    (900, "novecientos novecientas"),
];
/// The same, to be looked up: a letter has thousands of words, and hardly any is a number.
static KNOWN: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let each = WORDS.iter();
    each.flat_map(|(number, words)| words.split(' ').map(|word| (word, *number)))
        .collect()
});
/// The bytes of the shortest and the longest number in one word.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=60;
/// An article by itself, and a one within a number.
const ONE: &[&str] = &["one", "un", "une", "uno", "una"];
const HUNDRED: &[&str] = &["hundred", "cent", "cien", "ciento"];
const THOUSAND: &[&str] = &["thousand", "mille", "mil"];
/// What ties the words of a number together.
const TIES: &[&str] = &["and", "et", "y"];

const GERMAN: &[(u32, &str)] = &[
    (2, "zwei"),
    (3, "drei"),
    (4, "vier"),
    (5, "fünf"),
    (6, "sechs"),
    (7, "sieben"),
    (8, "acht"),
    (9, "neun"),
    (10, "zehn"),
    (11, "elf"),
    (12, "zwölf"),
    (16, "sechzehn"),
    (17, "siebzehn"),
    (20, "zwanzig"),
    (30, "dreißig"),
    (40, "vierzig"),
    (50, "fünfzig"),
    (60, "sechzig"),
    (70, "siebzig"),
    (80, "achtzig"),
    (90, "neunzig"),
];

/// The text with every number in figures.
pub fn in_figures(text: &str) -> String {
    let pieces = pieces(text);
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    while at < pieces.len() {
        match number(&pieces[at..]) {
            Some((number, length)) => {
                written.push_str(&number.to_string());
                at += length;
            }
            None => {
                written.push_str(pieces[at]);
                at += 1;
            }
        }
    }
    written
}

/// Words, and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, character) in text.char_indices() {
        let mark = ('\u{300}'..='\u{36f}').contains(&character);
        let letter = character.is_alphanumeric() || mark;
        if letter != in_word && at > start {
            pieces.push(&text[start..at]);
            start = at;
        }
        in_word = letter;
    }
    pieces.extend((start < text.len()).then(|| &text[start..]));
    pieces
}

/// The number that begins here, and how many pieces it takes.
fn number(pieces: &[&str]) -> Option<(u32, usize)> {
    let mut sum = Sum::default();
    if !sum.takes(pieces.first()?, false) {
        return None;
    }
    let mut length = 1;
    while let Some(step) = [1, 3].into_iter().find(|step| {
        let tied = *step == 1 || is_one_of(TIES, pieces.get(length + 1).copied());
        let joined = |piece: Option<&&str>| matches!(piece, Some(&(" " | "-" | "\u{a0}")));
        tied && joined(pieces.get(length))
            && (*step == 1 || joined(pieces.get(length + 2)))
            && pieces
                .get(length + step)
                .is_some_and(|word| sum.takes(word, true))
    }) {
        length += step + 1;
    }
    Some((sum.thousands + sum.rest, length))
}

fn is_one_of(words: &[&str], word: Option<&str>) -> bool {
    word.is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
}

#[derive(Default)]
struct Sum {
    thousands: u32,
    rest: u32,
}

impl Sum {
    /// Adds a word of the number, if it is one that can follow.
    fn takes(&mut self, word: &str, goes_on: bool) -> bool {
        if !LENGTHS.contains(&word.len()) {
            return false;
        }
        let mut word = Cow::Borrowed(word);
        if word.contains(|letter: char| !letter.is_ascii_lowercase()) {
            word = Cow::Owned(word.to_lowercase());
        }
        if !word.is_ascii() {
            word = Cow::Owned(crate::domain::text::composed(&word).into());
        }
        let word = &*word;
        if THOUSAND.contains(&word) && self.thousands == 0 {
            self.thousands = self.rest.max(1) * 1_000;
            self.rest = 0;
            return true;
        }
        if (HUNDRED.contains(&word) || word == "cents" && goes_on) && self.rest < 100 {
            self.rest = self.rest.max(1) * 100;
            return true;
        }
        let one = (goes_on && ONE.contains(&word)).then_some(1);
        let known = KNOWN.get(word).copied();
        let Some(number) = one.or(known).or_else(|| german(word)) else {
            return false;
        };
        let (tens, units) = (self.rest % 100, self.rest % 10);
        self.rest = match number {
            // "quatre-vingts"
            20 if tens == 4 => self.rest + 76,
            // "soixante-dix", "quatre-vingt-quinze"
            _ if number < 20 && (tens == 60 || tens == 80) => self.rest + number,
            _ if number < 10 && tens >= 20 && units == 0 => self.rest + number,
            _ if number < 100 && tens == 0 || self.rest == 0 => self.rest + number,
            _ => return false,
        };
        true
    }
}

/// German writes a number in one word.
fn german(word: &str) -> Option<u32> {
    let part = |word: &str, empty: u32| match word {
        "" => Some(empty),
        "ein" | "eins" => Some(1),
        word => german(word.strip_prefix("und").unwrap_or(word)),
    };
    if let Some((before, after)) = word.split_once("tausend") {
        return Some(part(before, 1)?.checked_mul(1_000)? + part(after, 0)?);
    }
    if let Some((before, after)) = word.split_once("hundert") {
        return Some(part(before, 1)?.checked_mul(100)? + part(after, 0)?);
    }
    let plain = |word: &str| {
        let known = GERMAN.iter().find(|(_, known)| *known == word);
        known.map(|(number, _)| *number)
    };
    if let Some(number) = plain(word) {
        return Some(number);
    }
    if let Some((units, tens)) = word.split_once("und") {
        let units = if units == "ein" {
            Some(1)
        } else {
            plain(units)
        };
        return Some(units.filter(|it| *it < 10)? + plain(tens).filter(|it| *it >= 20)?);
    }
    let units = plain(word.strip_suffix("zehn")?)?;
    (units < 10).then_some(units + 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_numbers() {
        for (text, figures) in [
            ("Four hundred and fifty copies", "450 copies"),
            ("twenty-one or two thousand", "21 or 2000"),
            ("one hundred, a hundred", "one 100, a 100"),
            ("Vierhundert Stück, dreiundzwanzig", "400 Stück, 23"),
            ("zweitausendfünfhundert und dreizehn", "2500 und 13"),
            ("Hundert und einhundertzwei", "100 und 102"),
            ("trois cents, quatre-vingt-quinze", "300, 95"),
            ("deux mille soixante et onze", "2071"),
            ("treinta y cinco mil, doscientos", "35000, 200"),
            ("ciento veintidós", "122"),
            (
                "très bien, once, a one-off, 3 cents",
                "très bien, once, a one-off, 3 cents",
            ),
            ("tre\u{300}s and tres", "tre\u{300}s and 3"),
            ("two three four", "2 3 4"),
            ("verwundert, Hundertwasser", "verwundert, Hundertwasser"),
            ("", ""),
        ] {
            assert_eq!(in_figures(text), figures);
        }
    }
}
