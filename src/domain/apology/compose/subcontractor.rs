//! Takes a subcontractor's name out of a text. To the client, who works for us is us.

use regex::{Captures, Regex, RegexBuilder};

use crate::domain::language::Language;

/// Endings of company names that people leave out when they write.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ohg", "ug", "se", "e.k", "mbh", "ltd", "limited", "inc", "llc", "llp",
    "plc", "corp", "co", "gesmbh", "bv", "b.v", "sarl", "sas", "sasu", "eurl", "sa", "s.a", "sl",
    "s.l", "slu", "srl", "s.r.l", "spa", "oy", "ab", "as", "&",
];

/// From this many letters on, the words of a name are found written together too.
const JOINED_FROM: usize = 6;

/// `text` with every mention of the subcontractor replaced by "our team": with or without its
/// legal form, in the genitive, without its accents, written together, or as a web or mail address.
/// Only whole words count: "Ana" stays in "analysis".
pub fn without_subcontractor(text: &str, name: Option<&str>, language: Language) -> String {
    Subcontractor::named(name, language).taken_out_of(text)
}

/// A name made ready to be looked for in several texts.
pub(super) struct Subcontractor {
    mention: Option<Regex>,
    language: Language,
}

impl Subcontractor {
    pub(super) fn named(name: Option<&str>, language: Language) -> Self {
        let mention = name.and_then(|name| mention(name, language));
        Self { mention, language }
    }

    pub(super) fn taken_out_of(&self, text: &str) -> String {
        let Some(mention) = &self.mention else {
            return text.to_owned();
        };
        let once = |text: &str| {
            let our_team = |found: &Captures<'_>| our_team(found, text, self.language);
            mention.replace_all(text, our_team).into_owned()
        };
        // Two names side by side share the space between them, and one pass sees it once.
        once(&once(text))
    }
}

fn mention(name: &str, language: Language) -> Option<Regex> {
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
    let spelled = |words: &[&str], between: &str| {
        let words: Vec<String> = words.iter().map(|word| spelling(word, between)).collect();
        words.join(between)
    };
    let ends_in_s = core.last().is_some_and(|word| {
        let last = word.chars().next_back();
        last.is_some_and(|c| "sßxz".contains(c.to_ascii_lowercase()))
    });
    let core = spelled(&core, between);
    if core.is_empty() {
        return None;
    }
    let form = if form.is_empty() {
        String::new()
    } else {
        format!(r"(?:,?\s+{})?", spelled(form, r"\s+"))
    };
    let before = before(language);
    let genitive = match (language, ends_in_s) {
        (Language::English, true) => "(?P<genitive>['’]s?)?",
        (Language::German, true) => "(?P<genitive>['’]?s|['’])?",
        (Language::German, false) => "(?P<genitive>['’]?s)?",
        _ => "",
    };
    let edge = r"[^\p{L}\p{M}\p{N}_]";
    RegexBuilder::new(&format!(
        r"(?P<edge>^|{edge}){before}(?:[\w.+-]+@|(?:https?://)?www\.|https?://)?(?:{core}{form})(?-i:\.[a-z]{{2,6}}(?:/\S*)?)?{genitive}(?P<after>$|{edge})"
    ))
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
            r"(?:(?P<with>von|vom|bei|beim|mit|zu|zum|zur|seit)\s+)?(?:(?:der|die|das|dem|den|des|unser(?:e[mnrs]?)?)\s+)?(?:(?:Firma|Subunternehmer[ns]?|Partner[ns]?|Lieferant(?:en)?)\s+)?"
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
    const MARKS: &str = "[\u{300}-\u{36f}]*";
    let mut pattern = String::new();
    for character in word.chars().flat_map(char::to_lowercase) {
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

fn our_team(found: &Captures<'_>, text: &str, language: Language) -> String {
    let part = |name| found.name(name).map_or("", |part| part.as_str());
    let start = found
        .get(0)
        .map_or(0, |all| all.start() + part("edge").len());
    let written = text[..start].trim_end();
    let opens = written.is_empty() || written.ends_with(['.', '!', '?']);
    let with = part("with").to_lowercase();
    let genitive = !part("genitive").is_empty();
    let team = match language {
        Language::English if genitive => "our team\u{2019}s".to_owned(),
        Language::English if !with.is_empty() => "in our team".to_owned(),
        Language::English => "our team".to_owned(),
        Language::German => match with.as_str() {
            "" if genitive => "unseres Teams".to_owned(),
            "" => "unser Team".to_owned(),
            "vom" => "von unserem Team".to_owned(),
            "bei" | "beim" => "in unserem Team".to_owned(),
            "zum" | "zur" => "zu unserem Team".to_owned(),
            with => format!("{with} unserem Team"),
        },
        Language::French if with == "chez" => "dans notre équipe".to_owned(),
        Language::French => match with.chars().next() {
            None if part("elided").is_empty() => "notre équipe".to_owned(),
            None | Some('d') => "de notre équipe".to_owned(),
            Some(_) => "à notre équipe".to_owned(),
        },
        Language::Spanish => match with.chars().next() {
            None => "nuestro equipo".to_owned(),
            Some('d') => "de nuestro equipo".to_owned(),
            Some(_) => "a nuestro equipo".to_owned(),
        },
    };
    let team = if opens { capitalised(&team) } else { team };
    format!("{}{team}{}", part("edge"), part("after"))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_all(name: &str, language: Language, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(without_subcontractor(text, Some(name), language), *expected);
        }
    }

    #[test]
    fn the_subcontractor_is_our_team() {
        check_all(
            "Nimbus Druck GmbH",
            Language::English,
            &[
                ("Nimbus Druck GmbH lost it.", "Our team lost it."),
                ("It was NIMBUS  DRUCK, not us.", "It was our team, not us."),
                ("Lost. The nimbus\ndruck driver", "Lost. Our team driver"),
                (
                    "Nimbus Druck Nimbus Druck Nimbus Druck",
                    "Our team our team our team",
                ),
                (
                    "our partner Nimbus Druck\u{2019}s error",
                    "Our team\u{2019}s error",
                ),
                (
                    "Nimbus Drucker and xNimbus Druck",
                    "Nimbus Drucker and xNimbus Druck",
                ),
                (
                    "at nimbus-druck and NimbusDruck",
                    "In our team and our team",
                ),
                (
                    "See https://www.nimbusdruck.de/files or ask info@nimbus-druck.de.",
                    "See our team or ask our team.",
                ),
            ],
        );
        check_all(
            "Öl-Müller",
            Language::German,
            &[
                ("Die Firma öl-müller war es.", "Unser Team war es."),
                ("Ein Fehler von ÖL-MÜLLER!", "Ein Fehler von unserem Team!"),
                ("Das war vom Öl-Müllers", "Das war von unserem Team"),
                ("Das war Oel Mueller.", "Das war unser Team."),
                ("Der Fehler Öl-Müllers", "Der Fehler unseres Teams"),
                ("O\u{308}l-Mu\u{308}ller", "Unser Team"),
            ],
        );
        check_all(
            "Hermes",
            Language::German,
            &[
                ("Es war Hermes’ Fehler", "Es war unseres Teams Fehler"),
                ("beim Lieferanten Hermes", "In unserem Team"),
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
                    "une erreur d’Imprimerie Léger SARL",
                    "une erreur de notre équipe",
                ),
                (
                    "confié au prestataire Imprimerie Léger",
                    "confié à notre équipe",
                ),
                ("Chez Imprimerie Léger", "Dans notre équipe"),
                (
                    "par notre sous-traitant IMPRIMERIE LÉGER.",
                    "par notre équipe.",
                ),
            ],
        );
        check_all(
            "Gráficas Núñez S.L.",
            Language::Spanish,
            &[
                ("Graficas Nunez lo perdió.", "Nuestro equipo lo perdió."),
                (
                    "un error de la empresa Gráficas Núñez",
                    "un error de nuestro equipo",
                ),
                (
                    "encargado al proveedor Gráficas Núñez, S.L.",
                    "encargado a nuestro equipo",
                ),
                ("por Gráficas Núñez", "por nuestro equipo"),
            ],
        );
    }

    #[test]
    fn only_whole_names_are_taken_out() {
        for name in [None, Some(""), Some("  ")] {
            assert_eq!(
                without_subcontractor("as it was", name, Language::English),
                "as it was"
            );
        }
        check_all("C++", Language::English, &[("(C++) did", "(our team) did")]);
        check_all(
            "Ana",
            Language::English,
            &[("an Ana", "an our team"), ("analysis", "analysis")],
        );
        // Short words are not looked for in one.
        check_all("It Is", Language::English, &[("itis", "itis")]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_name_is_taken_out(name in any::<String>(), text in any::<String>()) {
            for language in Language::ALL {
                let spelled = format!("{text} {name} {text}");
                without_subcontractor(&spelled, Some(&name), language);
            }
        }
    }
}
