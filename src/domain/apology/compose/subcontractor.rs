//! Takes a subcontractor's name out of a text. To the client, who works for us is us.

use regex::{Captures, Regex, RegexBuilder};

use crate::domain::language::Language;

/// Endings of company names that people leave out when they write.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ohg", "ug", "se", "e.k", "mbh", "ltd", "limited", "inc", "llc", "llp",
    "plc", "corp", "co", "gesmbh", "bv", "sarl", "sa", "srl", "&",
];

/// `text` with every mention of the subcontractor, with or without its legal form, replaced by
/// "our team". Only whole words count: "Ana" stays in "analysis".
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
    let spelled = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
        words.join(r"\s+")
    };
    let (core, form) = words.split_at(kept);
    let core: Vec<&str> = core.iter().map(|word| word.trim_end_matches(',')).collect();
    let core = spelled(&core);
    if core.is_empty() {
        return None;
    }
    let form = if form.is_empty() {
        String::new()
    } else {
        format!(r"(?:,?\s+{})?", spelled(form))
    };
    let (before, after) = match language {
        Language::English | Language::French | Language::Spanish => (
            r"(?:(?:the|our|their)\s+)?(?:(?:sub-?contractor|supplier|partner)\s+)?",
            "",
        ),
        Language::German => (
            r"(?:(?P<with>von|vom|bei|beim|mit|zu|zum|zur|seit)\s+)?(?:(?:der|die|das|dem|den|unser(?:e[mnrs]?)?)\s+)?(?:(?:Firma|Subunternehmer[ns]?|Partner[ns]?)\s+)?",
            "(s)?",
        ),
    };
    let edge = r"[^\p{L}\p{M}\p{N}_]";
    RegexBuilder::new(&format!(
        r"(?P<edge>^|{edge}){before}(?:{core}{form}){after}(?P<after>$|{edge})"
    ))
    .case_insensitive(true)
    .size_limit(50 << 20)
    .build()
    .ok()
}

fn our_team(found: &Captures<'_>, text: &str, language: Language) -> String {
    let part = |name| found.name(name).map_or("", |part| part.as_str());
    let start = found
        .get(0)
        .map_or(0, |all| all.start() + part("edge").len());
    let written = text[..start].trim_end();
    let opens = written.is_empty() || written.ends_with(['.', '!', '?']);
    let dative = match part("with").to_lowercase().as_str() {
        "" => None,
        "vom" => Some("von".to_owned()),
        "beim" => Some("bei".to_owned()),
        "zum" | "zur" => Some("zu".to_owned()),
        _ => Some(part("with").to_owned()),
    };
    let team = match (language, &dative) {
        (Language::English | Language::French | Language::Spanish, _) => "our team".to_owned(),
        (Language::German, None) => "unser Team".to_owned(),
        (Language::German, Some(with)) => format!("{with} unserem Team"),
    };
    let team = if opens { capitalised(&team) } else { team };
    format!("{}{team}{}", part("edge"), part("after"))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}
