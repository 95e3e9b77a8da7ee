//! Reads a template before it is used: every name in it is known, it can be rendered whatever is
//! known of an incident, and no letter from it has a blocking finding.

use chrono::NaiveDate;

use super::Letter;
use super::samples::samples;
use super::telling::{Telling, VARIABLES};
use super::template::{Mistake, Source, Templates};
use crate::domain::apology::check::{Finding, Kind, Severity, check};

/// What is wrong with the template; nothing, where it may be used.
pub fn review(templates: &Templates, source: &Source) -> Vec<Mistake> {
    let mistakes = unknown_names(templates, source);
    if !mistakes.is_empty() {
        return mistakes;
    }
    let never = super::tags::unknown_words(&source.text);
    if !never.is_empty() {
        let mistake = |(line, detail)| Mistake::new(&source.file, Some(line), detail);
        return never.into_iter().map(mistake).collect();
    }
    tried(templates, source)
}

fn unknown_names(templates: &Templates, source: &Source) -> Vec<Mistake> {
    let engine = templates.engine();
    let Ok(template) = engine.get_template(&source.file) else {
        return vec![Mistake::new(
            &source.file,
            None,
            "there is no such template",
        )];
    };
    let known = |name: &str| {
        let whole = VARIABLES
            .iter()
            .any(|(known, _)| *known == name || known.split('.').next() == Some(name));
        whole || engine.globals().any(|(global, _)| global == name)
    };
    let mut unknown: Vec<String> = template
        .undeclared_variables(true)
        .into_iter()
        .filter(|name| !known(name))
        .collect();
    unknown.sort();
    let mistake = |name: &String| {
        let near = match nearest(name) {
            Some(near) => format!("; did you mean {near}?"),
            None => String::new(),
        };
        Mistake::new(
            &source.file,
            line_of(&source.text, name),
            format!("{name} is not a name that templates know{near}"),
        )
    };
    unknown.iter().map(mistake).collect()
}

/// The known name that begins or ends most like this one.
fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |known: &str| {
        let shared = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        shared(&mut name.chars(), &mut known.chars())
            + shared(&mut name.chars().rev(), &mut known.chars().rev())
    };
    VARIABLES
        .iter()
        .map(|(known, _)| *known)
        .filter(|known| likeness(known) * 2 >= name.chars().count())
        .max_by_key(|known| likeness(known))
}

/// Renders every sample and has the apology check read it; tells each mistake once.
fn tried(templates: &Templates, source: &Source) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    for (case, sample) in samples(source.language, day) {
        let letter = sample.with(|facts| {
            let telling = Telling::of(facts);
            templates.render(source, &telling.value(&telling.parts()))
        });
        let found = match letter {
            Err(mistake) => vec![mistake],
            Ok(letter) => faults(source, &letter),
        };
        for mistake in found {
            let told = |other: &Mistake| {
                other.line == mistake.line && other.detail.starts_with(&mistake.detail)
            };
            if !mistakes.iter().any(told) {
                let detail = format!("{} [in the case: {case}]", mistake.detail);
                mistakes.push(Mistake { detail, ..mistake });
            }
        }
    }
    mistakes
}

fn faults(source: &Source, letter: &Letter) -> Vec<Mistake> {
    check(
        &letter.text,
        Some(&letter.subject),
        source.language,
        Kind::Apology,
    )
    .findings
    .iter()
    .filter(|finding| finding.severity == Severity::Block)
    .map(|finding| {
        let place = if finding.excerpt.is_empty() {
            String::new()
        } else {
            format!(" (\u{201c}{}\u{201d})", finding.excerpt)
        };
        let detail = format!(
            "the apology check refuses the letter: {}{place}: {} {}",
            finding.code, finding.message, finding.advice
        );
        Mistake::new(&source.file, place_of(source, finding), detail)
    })
    .collect()
}

/// The line of the template that the finding's words stand on. What a letter lacks has no line.
fn place_of(source: &Source, finding: &Finding) -> Option<usize> {
    let mut words: Vec<&str> = finding.excerpt.split_whitespace().collect();
    while !words.is_empty() {
        let line = source
            .text
            .lines()
            .position(|line| line.contains(&words.join(" ")));
        if let Some(line) = line {
            return Some(line + 1);
        }
        // A sentence may go on in the next line, or with a fact.
        words.pop();
    }
    None
}

/// The first line within whose tags the name stands as a whole.
fn line_of(text: &str, name: &str) -> Option<usize> {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let names = |line: &str| {
        line.match_indices(name).any(|(start, _)| {
            let before = line[..start].chars().next_back();
            let after = line[start + name.len()..].chars().next();
            !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name)
        })
    };
    let in_tag = |line: &&(usize, &str)| line.1.contains("{{") || line.1.contains("{%");
    let lines: Vec<(usize, &str)> = text.lines().enumerate().collect();
    lines
        .iter()
        .filter(in_tag)
        .chain(&lines)
        .find(|(_, line)| names(line))
        .map(|(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    const SOUND: &str = "Subject: Our apology ({{ reference }})\n\nDear {{ greeted }},\n\nIt was \
                         our mistake. We are sorry.\nWe will put it right.\n\n{{ owner.name }}\n";

    fn mistakes(text: &str) -> Vec<String> {
        let source = Source::new("own.en.txt", text, false).unwrap();
        match Templates::with(vec![source.clone()]) {
            Err(mistakes) => mistakes,
            Ok(templates) => review(&templates, &source),
        }
        .iter()
        .map(ToString::to_string)
        .collect()
    }

    #[test]
    fn whatever_ships_is_sound() {
        let templates = Templates::shipped();
        for source in templates.all() {
            assert_eq!(review(&templates, source), [], "{}", source.file);
        }
    }

    /// What only points at a fact's absence is the incident's doing, and there is none.
    #[test]
    fn no_sentence_that_ships_draws_a_finding() {
        let templates = Templates::shipped();
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        for source in templates.all() {
            for (case, sample) in samples(source.language, day) {
                let letter = sample.with(|facts| {
                    let telling = Telling::of(facts);
                    templates.render(source, &telling.value(&telling.parts()))
                });
                let Letter { subject, text } = letter.unwrap();
                let found = check(&text, Some(&subject), source.language, Kind::Apology).findings;
                assert!(
                    found.is_empty(),
                    "{} {case}: {found:#?}\n{text}",
                    source.file
                );
            }
        }
    }

    #[test]
    fn a_sound_template_has_no_mistakes() {
        assert_eq!(mistakes(SOUND), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_told_with_its_line() {
        let with = |line: &str| SOUND.replace("{{ owner.name }}", line);
        for (text, told) in [
            // Syntax.
            (
                with("{% if loss %}"),
                "own.en.txt:8: {% if %} is never closed",
            ),
            (with("{{ greeted"), "own.en.txt:8: {{ is never closed"),
            (
                SOUND.replace("Dear {{ greeted }}", "Dear {{ greeted"),
                "own.en.txt:3: {{ is never closed",
            ),
            (
                SOUND.replace("Dear", "{% if loss %}Dear"),
                "own.en.txt:3: {% if %} is never closed",
            ),
            (
                with("{% if severity == 'majr' %}x{% endif %}"),
                "own.en.txt:8: severity is never \"majr\"; it is one of minor, moderate, major, critical",
            ),
            (
                with("{% include 'x.txt' %}"),
                "own.en.txt:8: unknown statement include",
            ),
            // Names.
            (
                with("{{ gretted }}"),
                "own.en.txt:8: gretted is not a name that templates know; did you mean greeted?",
            ),
            (
                with("{% if owner.phoen %}x{% endif %}"),
                "own.en.txt:8: owner.phoen is not a name that templates know; did you mean owner.phone?",
            ),
            (
                with("{{ password }}"),
                "own.en.txt:8: password is not a name that templates know",
            ),
            (
                with("{% for it in promises %}{{ it.txt }}{% endfor %}"),
                "own.en.txt:8: undefined value",
            ),
            (with("{{ greeted|shout }}"), "own.en.txt:8: unknown filter"),
            // What is not known of every incident.
            (
                with("{{ loss }}"),
                "own.en.txt:8: what is written here is not known of every incident",
            ),
            // The form.
            (
                SOUND.replace("Subject: ", ""),
                "own.en.txt:1: the first line must be the subject",
            ),
            (
                "Subject: Our apology\n\n".into(),
                "own.en.txt: the letter has no text",
            ),
            // Cost.
            (
                with(
                    "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
                ),
                "own.en.txt:8: engine ran out of fuel",
            ),
            // What the apology check says.
            (
                with("We are sorry if you feel\nlet down."),
                "own.en.txt:8: the apology check refuses the letter: conditional (\u{201c}",
            ),
            (
                SOUND.replace("It was our mistake. ", ""),
                "own.en.txt: the apology check refuses the letter: no_responsibility: ",
            ),
        ] {
            let mistakes = mistakes(&text);
            let first = mistakes.first().cloned().unwrap_or_default();
            assert!(first.starts_with(told), "{told}\n{mistakes:#?}");
        }
    }

    #[test]
    fn a_mistake_names_the_case_that_shows_it_and_is_told_once() {
        let text = SOUND.replace(
            "We are sorry.",
            "{% if times == 1 %}We are sorry.{% endif %}",
        );
        let mistakes = mistakes(&text);
        assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
        assert!(mistakes[0].contains("no_explicit_apology"), "{mistakes:#?}");
        assert!(mistakes[0].contains("1 earlier"), "{mistakes:#?}");
    }

    #[test]
    fn the_manual_names_every_variable_and_its_example_is_sound() {
        let manual = include_str!("../../../../docs/apology.md");
        for (name, _) in VARIABLES {
            assert!(manual.contains(&format!("`{name}`")), "{name}");
        }
        let example = manual.split("```jinja\n").nth(1).unwrap();
        let example = example.split("```").next().unwrap();
        assert_eq!(mistakes(example), Vec::<String>::new());
        let day = NaiveDate::default();
        let cases = samples(Language::English, day).len();
        assert!(manual.contains(&format!("rendered for {cases} sample cases")));
    }
}
