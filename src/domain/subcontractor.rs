//! A subcontractor's name, which no text to the client carries. To the client, who works for us
//! is us.

mod everyday;
mod grammar;
mod reading;

use std::sync::OnceLock;

use regex::{Captures, Regex, RegexBuilder};

use crate::domain::error::InvalidField;
use crate::domain::language::Language;
use crate::domain::likeness::{self, folded};
use everyday::is_everyday;
use reading::{Reading, is_mark};

/// Endings of company names that people leave out when they write.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ohg", "ug", "se", "e.k", "mbh", "ltd", "limited", "inc", "llc", "llp",
    "plc", "corp", "co", "gesmbh", "bv", "b.v", "sarl", "sas", "sasu", "eurl", "sa", "s.a", "sl",
    "s.l", "slu", "srl", "s.r.l", "spa", "oy", "ab", "as", "&", "cie", "fils", "son", "sons",
    "sohn", "söhne", "soehne", "hijo", "hijos",
];
/// What ties such an ending, or two words of a name, together.
const TIES: &[&str] = &["&", "+", "and", "und", "et", "y", "e"];

/// From this many letters on, the words of a name are found written together too.
const JOINED_FROM: usize = 6;
/// A word with fewer letters names nobody by itself.
const TELLING_FROM: usize = 3;
/// Names with at most so many letters may be words in small ones: "ups", "3m".
const SHORT: usize = 3;
/// A word in capitals with at most so many letters may stand for words: "D.H.L.".
const INITIALS: usize = 5;

/// A subcontractor's name, made ready to be looked for in what the client is to read.
#[derive(Debug)]
pub struct Subcontractor {
    /// The name, with what goes with it in a sentence.
    mention: Option<Pattern>,
    /// The name alone.
    name: Option<Pattern>,
    /// The name in an address, where elsewhere only its capitals tell it from a word.
    address: Option<Pattern>,
    language: Language,
}

/// A pattern that is compiled when it is first looked for: that takes far longer than to look, and
/// few texts need all of them.
#[derive(Debug)]
struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(text: String) -> Self {
        Self {
            text,
            compiled: OnceLock::new(),
        }
    }

    /// `None` where it is too large to be compiled.
    fn compiled(&self) -> Option<&Regex> {
        let compile = || {
            RegexBuilder::new(&self.text)
                .case_insensitive(true)
                .size_limit(50 << 20)
                .build()
                .ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}

impl Subcontractor {
    /// `known` are names that the client may read, such as their own and the owner's: a word that
    /// stands in one of them names nobody else.
    pub fn named(name: Option<&str>, known: &[&str], language: Language) -> Self {
        let name = name.map(|name| Reading::of(name).folded);
        let spelled = name.and_then(|name| spelled(&name, known, language));
        let spelled = spelled.as_ref();
        Self {
            mention: spelled.map(|spelled| mention(spelled, language)),
            name: spelled.map(alone),
            address: spelled.and_then(addressed),
            language,
        }
    }

    /// The words that name them: with or without the legal form, in the genitive, without accents,
    /// written together, as a web or mail address, or by a word of the name that is no everyday
    /// word. Only whole words count: "Ana" is not named in "analysis". A name that is short or made
    /// of everyday words is told by its capitals.
    pub fn named_in(&self, text: &str) -> Option<String> {
        let name = self.name.as_ref()?.compiled()?;
        let reading = Reading::of(text);
        let folded = &reading.folded;
        let mut at = 0;
        let mut found = None;
        while let Some(place) = name.captures_at(folded, at).and_then(|it| it.name("name")) {
            if !is_in_a_date(folded, place.start(), place.end()) {
                found = Some(place);
                break;
            }
            at = place.end();
        }
        let found = found.or_else(|| {
            self.address
                .as_ref()?
                .compiled()?
                .captures(folded)?
                .name("name")
        })?;
        Some(text[reading.written(found.range())].to_owned())
    }

    /// `text` with "our team" in the place of every mention; `None` where one of them is quoted, or
    /// the sentence would not bear it.
    pub fn taken_out_of(&self, text: &str) -> Option<String> {
        let Some(mention) = self.mention.as_ref().and_then(Pattern::compiled) else {
            return Some(text.to_owned());
        };
        let reading = Reading::of(text);
        let folded = &reading.folded;
        let mut written = String::new();
        let (mut at, mut kept) = (0, 0);
        while let Some(found) = mention.captures_at(folded, at) {
            let name = found.name("name")?;
            if is_in_a_date(folded, name.start(), name.end()) {
                at = name.end();
                continue;
            }
            let put = grammar::in_its_place(&found, folded, self.language)?;
            let place = put_place(&found)?;
            let there = reading.written(place.clone());
            written.push_str(&text[kept..there.start]);
            written.push_str(&put);
            (at, kept) = (place.end, there.end);
        }
        written.push_str(&text[kept..]);
        self.named_in(&written).is_none().then_some(written)
    }
}

/// The mention without the marks around it: that behind one name may stand before the next.
fn put_place(found: &Captures<'_>) -> Option<std::ops::Range<usize>> {
    let length = |name| found.name(name).map_or(0, |part| part.len());
    let whole = found.get(0)?;
    Some(whole.start() + length("edge")..whole.end() - length("after"))
}

/// Whether the word is the month of a date, for whoever bears the name of one.
fn is_in_a_date(text: &str, start: usize, end: usize) -> bool {
    const MONTHS: &[&str] = &["march", "april", "may", "june", "august", "mai", "juni"];
    const BEFORE: &[&str] = &[
        "in", "of", "since", "until", "by", "last", "next", "this", "early", "late", "mid", "im",
        "bis", "seit", "anfang", "mitte", "ende",
    ];
    if !MONTHS.contains(&text[start..end].to_lowercase().as_str()) {
        return false;
    }
    let before = text[..start].split_whitespace().next_back();
    let before = before.unwrap_or_default().to_lowercase();
    let digit = |c: char| c.is_ascii_digit();
    before.starts_with(digit)
        || BEFORE.contains(&before.as_str())
        || text[end..].trim_start().starts_with(digit)
}

/// The code of the problem, and what an override of it is called.
pub const NAMES_SUBCONTRACTOR: &str = "names_subcontractor";

impl Subcontractor {
    /// Where texts to the client name them: each with the pointer of its field, and what to write
    /// instead.
    pub fn places<'a>(
        &self,
        texts: impl IntoIterator<Item = (String, &'a str)>,
    ) -> Vec<InvalidField> {
        let named = |(pointer, text): (String, &str)| {
            let word = self.named_in(text)?;
            let detail = format!(
                "\u{201c}{word}\u{201d} names the subcontractor, whom the client is never told of: \
                 write \u{201c}we\u{201d} or \u{201c}our team\u{201d}"
            );
            Some(InvalidField {
                pointer,
                code: NAMES_SUBCONTRACTOR,
                detail,
            })
        };
        texts.into_iter().filter_map(named).collect()
    }
}

/// Patterns of a name.
struct Spelled {
    /// The whole, and the words of it that name somebody by themselves.
    any: String,
    ends_in_s: bool,
    /// The whole in an address, where elsewhere its case counts.
    in_address: Option<String>,
    /// Whether it is so short that a hyphen before it makes it a part of a word.
    is_short: bool,
}

/// How a name is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    /// As a name is written: with a capital, or in capitals.
    OfNames,
}

fn spelled(name: &str, known: &[&str], language: Language) -> Option<Spelled> {
    let words: Vec<String> = name.split_whitespace().map(undotted).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (core, form) = words.split_at(words.len() - legal_form(&words));
    let core: Vec<&str> = core.iter().map(|word| word.trim_end_matches(',')).collect();
    let letters = core.iter().flat_map(|word| word.chars()).count();
    let between = if letters < JOINED_FROM {
        r"[\s._-]+"
    } else {
        r"[\s._-]*"
    };
    let known: Vec<String> = known
        .iter()
        .flat_map(|name| likeness::words(name))
        .collect();
    let of_others = |word: &str| known.contains(&folded(word));
    let pieces = pieces(&core);
    let shared = pieces.iter().all(|piece| of_others(piece)) && !pieces.is_empty();
    // Where their name is another's, only its form tells them apart.
    if shared && self::pieces(form).iter().all(|piece| of_others(piece)) {
        return None;
    }
    let case = case_of(&pieces);
    let core_pattern = whole(&core, between, case, language);
    if core_pattern.is_empty() {
        return None;
    }
    let mut any = match form {
        [] => core_pattern,
        form => {
            let form = whole(form, r"\s+", Case::Any, language);
            let may_miss = if shared { "" } else { "?" };
            format!(r"{core_pattern}(?:,?\s+{form}){may_miss}")
        }
    };
    let telling = |piece: &&&str| {
        piece.chars().filter(|c| c.is_alphabetic()).count() >= TELLING_FROM
            && !is_everyday(piece)
            && !LEGAL_FORMS.contains(&piece.to_lowercase().as_str())
            && !of_others(piece)
    };
    for part in pieces.iter().filter(telling) {
        any.push('|');
        any.push_str(&spelling(part, between, case_of(&[part])));
    }
    // "O'Brien" is more than "Brien".
    let tied = |word: &&&str| {
        let parts = self::pieces(&[word]);
        word.contains(['\'', '\u{2019}']) && parts.iter().any(|part| telling(&part))
    };
    for word in core.iter().filter(tied) {
        any.push('|');
        any.push_str(&spelling(word, between, Case::Any));
    }
    let ends_in_s = core.last().is_some_and(|word| {
        let last = word.chars().next_back();
        last.is_some_and(|c| "sßxz".contains(c.to_ascii_lowercase()))
    });
    Some(Spelled {
        any,
        ends_in_s,
        in_address: (case == Case::OfNames).then(|| whole(&core, r"[\s._-]*", Case::Any, language)),
        is_short: is_short(&pieces),
    })
}

/// How many words at the end are the legal form, with what ties them to the name. A name may
/// consist of one.
fn legal_form(words: &[&str]) -> usize {
    for (count, word) in words.iter().rev().enumerate() {
        let word = word.trim_matches(['.', ',']).to_lowercase();
        let ties = count > 0 && TIES.contains(&word.as_str());
        if !ties && !LEGAL_FORMS.contains(&word.as_str()) {
            return count;
        }
    }
    0
}

/// "D.H.L." as "DHL"; other words as they are.
fn undotted(word: &str) -> String {
    let initials = word.split('.').all(|part| part.chars().count() <= 1);
    let several = word.matches('.').count() > 1;
    if initials && several {
        word.replace('.', "")
    } else {
        word.to_owned()
    }
}

fn pieces<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let pieces = words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric() && !is_mark(c)));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn case_of(pieces: &[&str]) -> Case {
    let initials = matches!(pieces, [piece] if is_initials(piece) && !is_unspeakable(piece));
    if is_short(pieces) || initials || pieces.iter().all(|piece| is_everyday(piece)) {
        Case::OfNames
    } else {
        Case::Any
    }
}

fn is_short(pieces: &[&str]) -> bool {
    let letters = pieces.iter().flat_map(|piece| piece.chars()).count();
    letters <= SHORT && !pieces.iter().any(|piece| is_unspeakable(piece))
}

/// Whether no language has such a word, so that it is a name in any case: "dhl".
fn is_unspeakable(piece: &str) -> bool {
    let consonant = |c: char| c.is_ascii_alphabetic() && !"aeiouy".contains(c.to_ascii_lowercase());
    piece.len() >= TELLING_FROM && piece.chars().all(consonant)
}

fn is_initials(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=INITIALS).contains(&letters) && word.chars().all(char::is_uppercase)
}

/// The words of a name one after the other.
fn whole(words: &[&str], between: &str, case: Case, language: Language) -> String {
    let last = words.len().saturating_sub(1);
    let pattern = |(index, word): (usize, &&str)| {
        if last > 0 && TIES.contains(&word.to_lowercase().as_str()) {
            return r"(?i:&|\+|and|und|et|y|e)".to_owned();
        }
        match inflected(word) {
            Some(stem) if language == Language::German && index < last => {
                format!("{}(?:e[rnms]?)", spelling(stem, between, case))
            }
            _ => spelling(word, between, case),
        }
    };
    let words: Vec<String> = words.iter().enumerate().map(pattern).collect();
    words.join(between)
}

/// A German adjective without its ending: "bei der Deutschen Post".
fn inflected(word: &str) -> Option<&str> {
    let stem = ["er", "es", "en", "em", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))?;
    (stem.chars().count() > 3 && stem.chars().all(char::is_alphabetic)).then_some(stem)
}

// Letters of either case as they are: to fold so large a class is most of the time that a pattern
// takes to compile.
const EDGE: &str = r"(?-i:[^\p{L}\p{M}\p{N}])";
const EDGE_OF_SHORT: &str = r"(?-i:[^\p{L}\p{M}\p{N}-])";

impl Spelled {
    fn edge(&self) -> &'static str {
        if self.is_short { EDGE_OF_SHORT } else { EDGE }
    }
}

fn alone(spelled: &Spelled) -> Pattern {
    let (any, edge) = (&spelled.any, spelled.edge());
    Pattern::new(format!(
        r"(?:^|{edge}|www\.)(?P<name>(?:{any})(?:['’]?s|['’])?)(?:$|{EDGE})"
    ))
}

fn addressed(spelled: &Spelled) -> Option<Pattern> {
    let name = spelled.in_address.as_ref()?;
    let text = format!(r"(?:@|//|www\.)(?P<name>{name})(?:$|{EDGE})");
    Some(Pattern::new(text))
}

fn mention(spelled: &Spelled, language: Language) -> Pattern {
    let (any, edge) = (&spelled.any, spelled.edge());
    let before = before(language);
    let genitive = match (language, spelled.ends_in_s) {
        (Language::English, true) => "(?P<genitive>['’]s?)?",
        (Language::English, false) => "(?P<genitive>['’]s)?",
        (Language::German, true) => "(?P<genitive>['’]?s|['’])?",
        (Language::German, false) => "(?P<genitive>['’]?s)?",
        _ => "",
    };
    Pattern::new(format!(
        r"(?P<edge>^|{edge}){before}(?P<address>(?-i:[\w.+-]+)@|(?:https?://)?www\.|https?://)?(?P<name>{any})(?P<suffix>(?-i:\.[a-z]{{2,6}}(?:/\S*)?))?{genitive}(?P<after>$|{EDGE})"
    ))
}

/// What stands before the name and goes with it: a preposition that asks for a form, an article,
/// and what the subcontractor is to us.
fn before(language: Language) -> &'static str {
    match language {
        Language::English => {
            r"(?:(?P<with>at)\s+)?(?:(?:the|our|their)\s+)?(?:(?:sub-?contractor|supplier|partner)\s+)?"
        }
        Language::German => {
            r"(?:(?P<with>von|vom|bei|beim|mit|zu|zum|zur|seit)\s+)?(?P<article>(?:der|die|das|dem|den|des|unser(?:e[mnrs]?)?)\s+)?(?:(?:Firma|Subunternehmer[ns]?|Partner[ns]?|Lieferant(?:en)?)\s+)?"
        }
        Language::French => {
            r"(?:(?P<with>du|des|de\s+la|de|aux?|à\s+la|à|chez)\s+|(?P<elided>d['’]))?(?:(?:le|la|les|nos|notre|leur)\s+|l['’])?(?:(?:sous-traitant|prestataire|fournisseur|partenaire|société|entreprise)e?s?\s+){0,2}"
        }
        Language::Spanish => {
            r"(?:(?P<with>del|de|al|a)\s+)?(?:(?:el|la|los|las|nuestr[oa]s?|su)\s+)?(?:(?:subcontratista|proveedora?|empresa|soci[oa]|colaborador|firma|compañía)\s+){0,2}"
        }
    }
}

/// The word as people spell it: with or without accents and umlauts, with any apostrophe or none,
/// and initials with full stops.
fn spelling(word: &str, between: &str, case: Case) -> String {
    let plain = match case {
        Case::Any => plainly(word, between),
        Case::OfNames => {
            let mut forms = vec![word.to_uppercase()];
            // "Ups" is no name, and "3m" a measure.
            if word.chars().count() > SHORT || !word.chars().any(char::is_uppercase) {
                forms.push(capitalised(word));
            }
            if word.chars().any(char::is_uppercase) {
                forms.push(word.to_owned());
            }
            let forms: Vec<String> = forms.iter().map(|it| plainly(it, between)).collect();
            format!("(?-i:{})", forms.join("|"))
        }
    };
    if !is_initials(word) {
        return plain;
    }
    let letters: Vec<String> = word.chars().map(|c| letters(c, between)).collect();
    format!(r"(?:{plain}|{}\.?)", letters.join(r"\.\s?"))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let rest: Vec<char> = characters.flat_map(char::to_lowercase).collect();
    first.chain(rest).collect()
}

fn plainly(word: &str, between: &str) -> String {
    let mut pattern = String::new();
    let mut small = false;
    for (index, written) in word.chars().enumerate() {
        // "OBrien" is written "O'Brien" too.
        if index == 1 && !small && written.is_uppercase() {
            pattern.push_str("['\u{2019}]?");
        }
        // "FastShip" is written "Fast-Ship" and "Fast Ship" too.
        if small && written.is_uppercase() {
            pattern.push_str(r"[\s-]?");
        }
        small = written.is_lowercase();
        pattern.push_str(&letters(written, between));
    }
    pattern
}

/// One character of a name as people write it.
fn letters(written: char, between: &str) -> String {
    const MARKS: &str = "[\u{300}-\u{36f}]*";
    let mut pattern = String::new();
    for character in written.to_lowercase() {
        let letters = match character {
            'ä' => "(?:a[eE]|[aä])",
            'ö' => "(?:o[eE]|[oö])",
            'ü' => "(?:u[eE]|[uü])",
            'ß' => "(?:ss|ß|SS)",
            'a' | 'à' | 'á' | 'â' | 'ã' | 'å' => "[aàáâãäå]",
            'e' | 'è' | 'é' | 'ê' | 'ë' => "[eèéêë]",
            'i' | 'ì' | 'í' | 'î' | 'ï' => "[iìíîï]",
            'o' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "[oòóôõöø]",
            'u' | 'ù' | 'ú' | 'û' => "[uùúûü]",
            'c' | 'ç' => "[cç]",
            'n' | 'ñ' => "[nñ]",
            '\'' | '\u{2019}' => "['\u{2019}]?",
            '.' => r"\.?",
            '&' => "(?:&|and|und|et|y|\\+)",
            '-' => between,
            // A mark stands by itself in decomposed text, and belongs to the letter before it.
            '\u{300}'..='\u{36f}' => continue,
            other if written.is_uppercase() => {
                pattern.push_str(&other.to_uppercase().map(escaped).collect::<String>());
                continue;
            }
            other => {
                pattern.push_str(&escaped(other));
                continue;
            }
        };
        // Where case counts, a capital is met by capitals, and "Ä" by "Ae" too.
        let letters = match written.is_uppercase() {
            true => letters.to_uppercase().replace("[EE]", "[eE]"),
            false => letters.to_owned(),
        };
        pattern.push_str(&letters);
        if character.is_alphabetic() {
            pattern.push_str(MARKS);
        }
    }
    pattern
}

fn escaped(character: char) -> String {
    regex::escape(character.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An empty expectation: the text is left out.
    fn check_all(name: &str, language: Language, cases: &[(&str, &str)]) {
        let hidden = Subcontractor::named(Some(name), &[], language);
        for (text, expected) in cases {
            let expected = Some((*expected).to_owned()).filter(|text| !text.is_empty());
            assert_eq!(hidden.taken_out_of(text), expected, "{text}");
        }
    }

    #[test]
    fn the_subcontractor_is_our_team() {
        check_all(
            "Nimbus Druck GmbH",
            Language::English,
            &[
                ("Nimbus Druck GmbH lost it.", "Our team lost it."),
                ("Nimbus printed it badly", "Our team printed it badly"),
                ("It was NIMBUS  DRUCK, not us.", "It was our team, not us."),
                (
                    "our partner Nimbus Druck\u{2019}s error",
                    "Our team\u{2019}s error",
                ),
                ("Nimbus Drucker had it", ""),
                ("xNimbus Druck", "xNimbus Druck"),
                (
                    "kept at nimbus-druck and NimbusDruck",
                    "kept in our team and our team",
                ),
                // Where a sentence would not bear it, nothing is put there.
                ("Lost. The nimbus\ndruck driver", ""),
                ("The driver from Nimbus had an accident", ""),
                ("A Nimbus label was missing", ""),
                ("Our printer, Nimbus, was late", ""),
                ("See https://www.nimbusdruck.de/files for it", ""),
                ("ask info@nimbus-druck.de.", ""),
                ("He said \u{201c}Nimbus lost it\u{201d}.", ""),
                ("He said \"Nimbus lost it\" to us", ""),
            ],
        );
        check_all(
            "Northern Print Ltd",
            Language::English,
            &[(
                "The catalogue was printed by Northern Print from an old file",
                "The catalogue was printed by our team from an old file",
            )],
        );
        check_all(
            "FastShip",
            Language::English,
            &[
                (
                    "FastShip's driver dropped the parcel",
                    "Our team\u{2019}s driver dropped the parcel",
                ),
                (
                    "We gave the parcel to FastShip, and they dropped it at FastShip\u{2019}s depot.",
                    "We gave the parcel to our team, and they dropped it at our team\u{2019}s depot.",
                ),
                ("Fast-Ship lost it", "Our team lost it"),
                ("An FastShip label was missing", ""),
            ],
        );
        check_all(
            "Öl-Müller",
            Language::German,
            &[
                ("Die Firma öl-müller war es.", "Unser Team war es."),
                ("Ein Fehler von ÖL-MÜLLER!", "Ein Fehler von unserem Team!"),
                ("Das war Oel Mueller.", "Das war unser Team."),
                (
                    "Fehler durch die Firma Öl-Müller",
                    "Fehler durch unser Team",
                ),
                ("Der Fehler Öl-Müllers", ""),
                ("O\u{308}l-Mu\u{308}ller kam spät", "Unser Team kam spät"),
            ],
        );
        check_all(
            "Spedition Krause GmbH",
            Language::German,
            &[
                ("Krause kam zu spät", "Unser Team kam zu spät"),
                ("weil Krause zu spät kam", "weil unser Team zu spät kam"),
                ("beim Lieferanten Krause", "In unserem Team"),
                ("Der Fahrer der Spedition Krause hatte einen Unfall", ""),
                ("Die Krause-Spedition kam zu spät", ""),
                ("Krause-Mitarbeiter haben nichts gesagt", ""),
                ("Laut Krause war das Papier feucht", ""),
                ("Krause haben nichts gesagt", ""),
                ("Wir haben Krause nichts gesagt", ""),
                ("Er sagte: \u{201e}Krause war es\u{201c}", ""),
            ],
        );
        check_all(
            "Imprimerie Léger SARL",
            Language::French,
            &[
                (
                    "L’imprimerie Leger a tout perdu.",
                    "Notre équipe a tout perdu.",
                ),
                (
                    "Une erreur de l’Imprimerie Léger",
                    "Une erreur de notre équipe",
                ),
                (
                    "confié au prestataire Imprimerie Léger",
                    "confié à notre équipe",
                ),
                ("Chez Léger", "Dans notre équipe"),
                (
                    "par notre sous-traitant IMPRIMERIE LÉGER.",
                    "par notre équipe.",
                ),
                ("Léger s’est trompé", ""),
                ("Le livreur Léger a tout perdu", ""),
            ],
        );
        check_all(
            "Agence Dupont",
            Language::French,
            &[(
                "Dupont a confondu deux dossiers",
                "Notre équipe a confondu deux dossiers",
            )],
        );
        check_all(
            "Transportes Núñez S.L.",
            Language::Spanish,
            &[
                ("Nunez lo perdió.", "Nuestro equipo lo perdió."),
                ("Núñez no avisó", "Nuestro equipo no avisó"),
                (
                    "un error de la empresa Transportes Núñez",
                    "un error de nuestro equipo",
                ),
                (
                    "encargado a Transportes Núñez, S.L.",
                    "encargado a nuestro equipo",
                ),
                ("por Núñez", "por nuestro equipo"),
                ("El camión Núñez llegó tarde", ""),
            ],
        );
    }

    #[test]
    fn a_word_of_the_name_is_enough_where_it_is_no_everyday_word() {
        let named = |name: &str, text: &str| {
            Subcontractor::named(
                Some(name),
                &["Eva Krause", "krause@shop.example"],
                Language::English,
            )
            .named_in(text)
        };
        let some = |word: &str| Some(word.to_owned());
        assert_eq!(
            named("CloudNine Hosting Ltd", "It is at cloudnine now"),
            some("cloudnine")
        );
        assert_eq!(named("CloudNine Hosting Ltd", "our hosting is slow"), None);
        assert_eq!(named("Núñez e Hijos", "NUN\u{303}EZ"), some("NUN\u{303}EZ"));
        assert_eq!(named("Fast Print Ltd", "Print it fast"), None);
        assert_eq!(
            named("Fast Print Ltd", "It was FAST PRINT."),
            some("FAST PRINT")
        );
        assert_eq!(named("Nimbus Druck", "Nimbus' plates"), some("Nimbus'"));
        assert_eq!(named("Nimbus Druck", "www.nimbus.example"), some("nimbus"));
        // The client is greeted by their own name.
        assert_eq!(named("Krause", "Dear Eva Krause"), None);
        assert_eq!(named("Spedition Krause", "Dear Eva Krause"), None);
        assert_eq!(
            named("Spedition Krause", "the Spedition Krause"),
            some("Spedition Krause")
        );
    }

    fn named(name: &str, language: Language, text: &str) -> Option<String> {
        Subcontractor::named(Some(name), &[], language).named_in(text)
    }

    #[test]
    fn every_spelling_of_the_name_is_the_name() {
        use Language::{English, French, German};
        for (name, language, text, word) in [
            ("DHL", English, "D.H.L. lost it", "D.H.L."),
            ("D.H.L. Ltd", English, "dhl lost it", "dhl"),
            ("O'Brien Print", English, "ask OBrien", "OBrien"),
            (
                "OBrien Print",
                English,
                "ask O\u{2bc}Brien",
                "O\u{2bc}Brien",
            ),
            (
                "Nimbus Druck",
                English,
                "Nim\u{ad}bus, Nimbus",
                "Nim\u{ad}bus",
            ),
            (
                "Nimbus Druck",
                English,
                "by N\u{200b}imbus.",
                "N\u{200b}imbus",
            ),
            (
                "Nimbus Druck",
                English,
                "\u{ff2e}\u{ff29}\u{ff2d}\u{ff22}\u{ff35}\u{ff33}",
                "\u{ff2e}\u{ff29}\u{ff2d}\u{ff22}\u{ff35}\u{ff33}",
            ),
            ("Nimbus Druck", English, "file_nimbus_7", "nimbus"),
            ("Nimbus Druck", English, "see @nimbus", "nimbus"),
            (
                "Le Sacré Cœur Traiteur",
                French,
                "chez Sacre Coeur",
                "Sacre",
            ),
            ("Cœurdor", French, "chez Coeurdor", "Coeurdor"),
            ("Coeurdor", French, "chez C\u{153}urdor", "C\u{153}urdor"),
            (
                "Mu\u{308}ller Bau",
                German,
                "bei M\u{fc}ller",
                "M\u{fc}ller",
            ),
            (
                "Deutsche Post",
                German,
                "bei der Deutschen Post",
                "Deutschen Post",
            ),
            ("Byron & Sons", English, "Byron lost it", "Byron"),
            (
                "Kern und S\u{f6}hne",
                German,
                "Kern & S\u{f6}hne war es",
                "Kern & S\u{f6}hne",
            ),
            ("UPS", German, "Der UPS-Fahrer kam", "UPS"),
            ("ups", English, "UPS lost it", "UPS"),
            ("Green Light Ltd", English, "by GreenLight", "GreenLight"),
            (
                "Green Light Ltd",
                English,
                "info@greenlight.example",
                "greenlight",
            ),
            ("May", English, "May broke it", "May"),
        ] {
            assert_eq!(
                named(name, language, text).as_deref(),
                Some(word),
                "{name}: {text}"
            );
        }
    }

    #[test]
    fn a_word_is_no_name() {
        for (name, text) in [
            ("UPS", "there were mix-ups, follow-ups and MIX-UPS"),
            ("UPS", "Ups, and downs"),
            ("3M", "3m of cable, 13M"),
            ("May", "it may be late"),
            ("May", "It was on 3 May 2026, or in May."),
            ("Green Light Ltd", "You gave us the green light"),
        ] {
            assert_eq!(named(name, Language::English, text), None, "{name}: {text}");
        }
    }

    #[test]
    fn what_is_left_stays_as_it_was_written() {
        check_all(
            "Nimbus Druck",
            Language::English,
            &[
                (
                    "\u{ff21}s Nim\u{ad}bus lost it\u{ad}.",
                    "\u{ff21}s our team lost it\u{ad}.",
                ),
                (
                    "The C\u{153}ur was lost by Nimbus",
                    "The C\u{153}ur was lost by our team",
                ),
                ("It is in file_nimbus_7", ""),
            ],
        );
        check_all("DHL", Language::English, &[("It was lost by D.H.L.", "")]);
        check_all(
            "Byron Ltd",
            Language::English,
            &[("Byron & Co lost it", "")],
        );
    }

    #[test]
    fn who_shares_a_name_is_told_by_the_form() {
        let hidden =
            Subcontractor::named(Some("Krause & Sons"), &["Eva Krause"], Language::English);
        assert_eq!(hidden.named_in("Dear Eva Krause"), None);
        assert_eq!(
            hidden.named_in("by Krause and Sons"),
            Some("Krause and Sons".into())
        );
    }

    #[test]
    fn only_whole_names_count() {
        for name in [None, Some(""), Some("  ")] {
            let nobody = Subcontractor::named(name, &[], Language::English);
            assert_eq!(
                nobody.taken_out_of("as it was"),
                Some("as it was".to_owned())
            );
            assert_eq!(nobody.named_in("as it was"), None);
        }
        check_all("C++", Language::English, &[("(C++) did", "(our team) did")]);
        check_all(
            "Ana",
            Language::English,
            &[("an Ana", ""), ("analysis", "analysis")],
        );
        // Short words are not looked for in one.
        check_all("It Is", Language::English, &[("itis", "itis")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_text_names_them_afterwards(name in any::<String>(), text in any::<String>()) {
            for language in Language::ALL {
                let hidden = Subcontractor::named(Some(&name), &[], language);
                let spelled = format!("{text} {name} {text}");
                if let Some(told) = hidden.taken_out_of(&spelled) {
                    prop_assert_eq!(hidden.named_in(&told), None);
                }
            }
        }
    }
}
