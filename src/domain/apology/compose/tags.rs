//! The tags of a template as they are written: which one is never closed, and which words a
//! template compares with.

use std::sync::LazyLock;

use regex::Regex;

use crate::domain::incident::{DiscoveredBy, Severity};
use crate::domain::language::Language;

const OPENING: &[&str] = &["if", "for", "with", "filter", "raw", "autoescape"];

/// The first tag that nothing closes: its line, and how it begins.
pub(super) fn unclosed(text: &str) -> Option<(usize, String)> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let line = text[..start].matches('\n').count() + 1;
        let rest = &text[start..];
        let Some((begin, end)) = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
            .into_iter()
            .find(|(begin, _)| rest.starts_with(begin))
        else {
            at = start + 1;
            continue;
        };
        let inside = &rest[2..];
        let next_tag = ["{{", "{%"]
            .iter()
            .filter_map(|begin| inside.find(begin))
            .min()
            .unwrap_or(inside.len());
        let Some(length) = inside
            .find(end)
            .filter(|length| *length <= next_tag || begin == "{#")
        else {
            return Some((line, begin.to_owned()));
        };
        if begin == "{%" {
            let words = inside[..length].trim_matches(['-', '+']).trim();
            let word = words.split_whitespace().next().unwrap_or_default();
            if OPENING.contains(&word) {
                open.push((line, word));
            } else if let Some(closes) = word.strip_prefix("end") {
                match open.pop() {
                    Some((_, word)) if word == closes => {}
                    Some((line, word)) => return Some((line, format!("{{% {word} %}}"))),
                    None => return None,
                }
            }
        }
        at = start + 2 + length + 2;
    }
    let (line, word) = open.last()?;
    Some((*line, format!("{{% {word} %}}")))
}

/// Where a name is compared with a word that it never holds: the line, and what is wrong.
pub(super) fn unknown_words(text: &str) -> Vec<(usize, String)> {
    let names: [(&str, Vec<&str>); 3] = [
        ("severity", Severity::WORDS.to_vec()),
        ("discovered_by", DiscoveredBy::WORDS.to_vec()),
        ("language", Language::ALL.map(Language::code).to_vec()),
    ];
    static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?x) \b(?P<name>severity|discovered_by|language)\s*
                (?: (?:==|!=)\s*(?P<one>["'][^"'\n]*["'])
                  | (?:not\s+)?in\s*[\[(](?P<many>[^\])\n]*)[\])] )
              | (?P<before>["'][^"'\n]*["'])\s*(?:==|!=)\s*(?P<behind>severity|discovered_by|language)\b"#,
        )
        .expect("a test uses it")
    });
    static QUOTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"["']([^"'\n]*)["']"#).expect("a test uses it"));
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for compared in COMPARED.captures_iter(line) {
            let part = |name| compared.name(name).map_or("", |part| part.as_str());
            let name = format!("{}{}", part("name"), part("behind"));
            let literals = format!("{} {} {}", part("one"), part("many"), part("before"));
            let Some((_, known)) = names.iter().find(|(known, _)| *known == name) else {
                continue;
            };
            for literal in QUOTED.captures_iter(&literals) {
                let word = &literal[1];
                if !known.contains(&word) {
                    let known = known.join(", ");
                    found.push((
                        index + 1,
                        format!("{name} is never \"{word}\"; it is one of {known}"),
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_closed_is_told_where_it_begins() {
        for (text, line, tag) in [
            ("a\n{{ b\nc\n{{ d }}", 2, "{{"),
            ("a\n{{ b", 2, "{{"),
            ("{% if a %}\n{% if b %}\nx\n{% endif %}\ny\n", 1, "{% if %}"),
            ("{% for a in b %}\n{% if c %}\n{% endfor %}", 2, "{% if %}"),
            ("x\n{# remark\n", 2, "{#"),
        ] {
            assert_eq!(unclosed(text), Some((line, tag.to_owned())), "{text}");
        }
        assert_eq!(
            unclosed("{% if a %}{{ b }}{% else %}{# { #}{% endif %} { } {"),
            None
        );
    }

    #[test]
    fn words_that_a_name_never_holds() {
        let text = "{% if severity == 'majr' %}\n{% elif severity in [\"major\", \"critcal\"] %}\n\
                    {% if \"us\" == discovered_by and language != 'xx' %}";
        let lines: Vec<usize> = unknown_words(text).into_iter().map(|it| it.0).collect();
        assert_eq!(lines, [1, 2, 3]);
        assert_eq!(unknown_words("{% if severity not in ['minor'] %}"), []);
    }
}
