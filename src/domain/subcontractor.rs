//! A subcontractor's name, which no text to the client carries. To the client, who works for us
//! is us.

mod everyday;
mod grammar;

use regex::{Regex, RegexBuilder};

use crate::domain::error::InvalidField;
use crate::domain::language::Language;
use crate::domain::likeness::{self, folded};
use everyday::is_everyday;

/// Endings of company names that people leave out when they write.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ohg", "ug", "se", "e.k", "mbh", "ltd", "limited", "inc", "llc", "llp",
    "plc", "corp", "co", "gesmbh", "bv", "b.v", "sarl", "sas", "sasu", "eurl", "sa", "s.a", "sl",
    "s.l", "slu", "srl", "s.r.l", "spa", "oy", "ab", "as", "&",
];

/// From this many letters on, the words of a name are found written together too.
const JOINED_FROM: usize = 6;
/// A word with fewer letters names nobody by itself.
const TELLING_FROM: usize = 3;

/// A subcontractor's name, made ready to be looked for in what the client is to read.
#[derive(Debug)]
pub struct Subcontractor {
    /// The name, with what goes with it in a sentence.
    mention: Option<Regex>,
    /// The name alone.
    name: Option<Regex>,
    language: Language,
}

impl Subcontractor {
    /// `known` are names that the client may read, such as their own and the owner's: a word that
    /// stands in one of them names nobody else.
    pub fn named(name: Option<&str>, known: &[&str], language: Language) -> Self {
        let spelled = name.and_then(|name| spelled(name, known));
        Self {
            mention: spelled
                .as_ref()
                .and_then(|spelled| mention(spelled, language)),
            name: spelled.as_ref().and_then(alone),
            language,
        }
    }

    /// The words that name them: with or without the legal form, in the genitive, without accents,
    /// written together, as a web or mail address, or by a word of the name that is no everyday
    /// word. Only whole words count: "Ana" is not named in "analysis".
    pub fn named_in(&self, text: &str) -> Option<String> {
        let found = self.name.as_ref()?.captures(text)?;
        found.name("name").map(|name| name.as_str().to_owned())
    }

    /// `text` with "our team" in the place of every mention; `None` where one of them is quoted, or
    /// the sentence would not bear it.
    pub fn taken_out_of(&self, text: &str) -> Option<String> {
        let Some(mention) = &self.mention else {
            return Some(text.to_owned());
        };
        let mut written = String::new();
        let mut at = 0;
        while let Some(found) = mention.captures_at(text, at) {
            let whole = found.get(0)?;
            written.push_str(&text[at..whole.start()]);
            let put = grammar::in_its_place(&found, text, self.language)?;
            // The mark behind one name may stand before the next.
            let after = found.name("after").map_or("", |after| after.as_str());
            written.push_str(&put[..put.len() - after.len()]);
            at = whole.end() - after.len();
        }
        written.push_str(&text[at..]);
        self.named_in(&written).is_none().then_some(written)
    }
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
    /// The whole alone; addresses have it.
    ends_in_s: bool,
}

fn spelled(name: &str, known: &[&str]) -> Option<Spelled> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_form = |word: &&&str| {
        let word = word.trim_matches(['.', ',']).to_lowercase();
        LEGAL_FORMS.contains(&word.as_str())
    };
    let forms = words.iter().rev().take_while(is_form).count();
    let kept = if forms < words.len() {
        words.len() - forms
    } else {
        words.len()
    };
    let (core, form) = words.split_at(kept);
    let core: Vec<&str> = core.iter().map(|word| word.trim_end_matches(',')).collect();
    let letters = core.iter().flat_map(|word| word.chars()).count();
    let between = if letters < JOINED_FROM {
        r"[\s._-]+"
    } else {
        r"[\s._-]*"
    };
    let joined = |words: &[&str], between: &str| {
        let words: Vec<String> = words.iter().map(|word| spelling(word, between)).collect();
        words.join(between)
    };
    let known: Vec<String> = known
        .iter()
        .flat_map(|name| likeness::words(name))
        .collect();
    let of_others = |word: &str| known.contains(&folded(word));
    let pieces = core
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric() && !is_mark(c)));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    if pieces.iter().all(|piece| of_others(piece)) && !pieces.is_empty() {
        return None;
    }
    let telling = |piece: &&&str| {
        piece.chars().filter(|c| c.is_alphabetic()).count() >= TELLING_FROM
            && !is_everyday(piece)
            && !LEGAL_FORMS.contains(&piece.to_lowercase().as_str())
            && !of_others(piece)
    };
    let parts = pieces.iter().filter(telling);
    let core_pattern = joined(&core, between);
    if core_pattern.is_empty() {
        return None;
    }
    let whole = if form.is_empty() {
        core_pattern
    } else {
        format!(r"{core_pattern}(?:,?\s+{})?", joined(form, r"\s+"))
    };
    let mut any = whole;
    for part in parts {
        any.push('|');
        any.push_str(&spelling(part, between));
    }
    let ends_in_s = core.last().is_some_and(|word| {
        let last = word.chars().next_back();
        last.is_some_and(|c| "sßxz".contains(c.to_ascii_lowercase()))
    });
    Some(Spelled { any, ends_in_s })
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

const EDGE: &str = r"[^\p{L}\p{M}\p{N}_]";

fn alone(spelled: &Spelled) -> Option<Regex> {
    let any = &spelled.any;
    build(&format!(
        r"(?:^|{EDGE}|www\.)(?P<name>(?:{any})(?:['’]?s|['’])?)(?:$|{EDGE})"
    ))
}

fn mention(spelled: &Spelled, language: Language) -> Option<Regex> {
    let any = &spelled.any;
    let before = before(language);
    let genitive = match (language, spelled.ends_in_s) {
        (Language::English, true) => "(?P<genitive>['’]s?)?",
        (Language::English, false) => "(?P<genitive>['’]s)?",
        (Language::German, true) => "(?P<genitive>['’]?s|['’])?",
        (Language::German, false) => "(?P<genitive>['’]?s)?",
        _ => "",
    };
    build(&format!(
        r"(?P<edge>^|{EDGE}){before}(?P<address>[\w.+-]+@|(?:https?://)?www\.|https?://)?(?:{any})(?P<suffix>(?-i:\.[a-z]{{2,6}}(?:/\S*)?))?{genitive}(?P<after>$|{EDGE})"
    ))
}

fn build(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(50 << 20)
        .build()
        .ok()
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

/// The word as people spell it: with or without accents and umlauts, with any apostrophe.
fn spelling(word: &str, between: &str) -> String {
    let mut pattern = String::new();
    let mut small = false;
    for written in word.chars() {
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
            'ä' => "(?:ae|[aä])",
            'ö' => "(?:oe|[oö])",
            'ü' => "(?:ue|[uü])",
            'ß' => "(?:ss|ß)",
            'a' | 'à' | 'á' | 'â' | 'ã' | 'å' => "[aàáâãäå]",
            'e' | 'è' | 'é' | 'ê' | 'ë' => "[eèéêë]",
            'i' | 'ì' | 'í' | 'î' | 'ï' => "[iìíîï]",
            'o' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "[oòóôõöø]",
            'u' | 'ù' | 'ú' | 'û' => "[uùúûü]",
            'c' | 'ç' => "[cç]",
            'n' | 'ñ' => "[nñ]",
            '\'' | '\u{2019}' => "['\u{2019}]",
            '&' => "(?:&|and|und|et|y|\\+)",
            '-' => between,
            // A mark stands by itself in decomposed text, and belongs to the letter before it.
            '\u{300}'..='\u{36f}' => continue,
            other => {
                pattern.push_str(&regex::escape(other.encode_utf8(&mut [0; 4])));
                continue;
            }
        };
        pattern.push_str(letters);
        if character.is_alphabetic() {
            pattern.push_str(MARKS);
        }
    }
    pattern
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
