//! Reads the examples beside the rules and the table of sentences, and tries to break the check.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::rules::{CompiledRule, of};
use super::*;

const SENTENCES: &str = include_str!("../../../../tests/cases/apology_sentences.tsv");

fn codes(text: &str, language: Language, kind: Kind) -> Vec<&'static str> {
    let found = check(text, None, language, kind).findings;
    found.into_iter().map(|finding| finding.code).collect()
}

/// Whether the check finds `code` in an example by way of `rule`.
fn finds(rule: &CompiledRule, text: &str, compiled: &Compiled) -> bool {
    let reading = Reading::of(text);
    let sentences = understand(&reading, compiled);
    let before = |index: usize| index.checked_sub(1).map(|index| &sentences[index]);
    sentences.iter().enumerate().any(|(index, sentence)| {
        in_scope(rule, sentence, before(index))
            && !rule.places(reading.folded(&sentence.range)).is_empty()
    })
}

#[test]
fn every_rule_tells_its_examples_apart() {
    for language in Language::ALL {
        let compiled = of(language);
        for rule in &compiled.rules {
            for bad in rule.rule.bad {
                assert!(finds(rule, bad, compiled), "{}: {bad}", rule.rule.code);
            }
            for good in rule.rule.good {
                assert!(!finds(rule, good, compiled), "{}: {good}", rule.rule.code);
            }
        }
    }
}

#[test]
fn every_pattern_and_every_exception_has_an_example() {
    for language in Language::ALL {
        for rule in &of(language).rules {
            let shown = |regex: &regex::bytes::Regex, examples: &[&str]| {
                examples.iter().any(|example| {
                    let reading = Reading::of(example);
                    let mut sentences = reading.sentences.iter();
                    sentences.any(|sentence| regex.is_match(reading.folded(sentence)))
                })
            };
            for pattern in &rule.patterns.wanted {
                assert!(
                    shown(pattern, rule.rule.bad),
                    "{}: {pattern}",
                    rule.rule.code
                );
            }
            for exception in &rule.patterns.unless {
                assert!(
                    shown(exception, rule.rule.good),
                    "{}: {exception}",
                    rule.rule.code
                );
            }
        }
    }
}

/// One line of the table: what is seen in one sentence.
fn case(line: &str) -> (Language, BTreeSet<&str>, &str) {
    let mut fields = line.splitn(3, '|').map(str::trim);
    let mut field = || {
        fields
            .next()
            .unwrap_or_else(|| panic!("three fields: {line}"))
    };
    let language = Language::ALL
        .into_iter()
        .find(|l| l.code() == line[..2].trim());
    field();
    let expected = field()
        .split_whitespace()
        .filter(|word| *word != "-")
        .collect();
    (
        language.unwrap_or_else(|| panic!("en or de: {line}")),
        expected,
        field(),
    )
}

#[test]
fn the_table_of_sentences() {
    let mut wrong = Vec::new();
    let lines = || {
        let lines = SENTENCES.lines();
        lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(case)
    };
    assert!(lines().count() >= 80);
    for (language, expected, sentence) in lines() {
        let assessment = check(sentence, None, language, Kind::Apology);
        let found = |code| {
            assessment
                .findings
                .iter()
                .any(|finding| finding.code == code)
        };
        let spoils = |finding: &&Finding| !finding.code.starts_with("no_");
        let mut seen: BTreeSet<&str> = assessment
            .findings
            .iter()
            .filter(spoils)
            .map(|finding| finding.code)
            .collect();
        if !found("no_explicit_apology") {
            seen.insert("apology");
        }
        if !found("no_responsibility") {
            seen.insert("responsibility");
        }
        if !found("no_repair") {
            seen.insert("repair");
        }
        if seen != expected {
            wrong.push(format!(
                "{sentence}\n  expected {expected:?}\n  found    {seen:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for language in Language::ALL.into_iter().filter(|it| knows(*it)) {
        let compiled = of(language);
        for rule in &compiled.rules {
            let mut cases = lines().filter(|(of, _, _)| *of == language);
            assert!(
                cases.any(|(_, _, sentence)| finds(rule, sentence, compiled)),
                "no sentence for {}: {:?}",
                rule.rule.code,
                rule.rule.bad
            );
        }
    }
}

#[test]
fn every_code_of_the_interface_is_there_in_both_languages() {
    let expected = BTreeSet::from([
        "conditional",
        "but_excuse",
        "passive_mistakes",
        "blame_third_party",
        "blame_client",
        "minimising",
        "regret_inconvenience",
        "sorry_for_feelings",
        "circumstance_excuse",
        "misinterpreted",
        "no_explicit_apology",
        "no_responsibility",
        "no_repair",
    ]);
    let blocking = BTreeSet::from([
        "conditional",
        "but_excuse",
        "no_explicit_apology",
        "no_responsibility",
    ]);
    for language in Language::ALL {
        let compiled = of(language);
        let rules = compiled
            .rules
            .iter()
            .map(|rule| (rule.rule.code, rule.rule.severity));
        let absences = compiled
            .absences
            .iter()
            .map(|absence| (absence.code, absence.severity));
        let known: BTreeSet<_> = rules.chain(absences).collect();
        assert_eq!(
            known.iter().map(|(code, _)| *code).collect::<BTreeSet<_>>(),
            expected
        );
        let blocks = known
            .iter()
            .filter(|(_, severity)| *severity == Severity::Block);
        assert_eq!(
            blocks.map(|(code, _)| *code).collect::<BTreeSet<_>>(),
            blocking
        );
    }
}

#[test]
fn a_good_letter_is_ready_and_scores_full_marks() {
    let letter = "Dear Ada,\n\nwe printed your menus with last year\u{2019}s prices. That was our \
        mistake. It happened because we opened an old file. We are sorry.\n\nWe will reprint the \
        menus free of charge. From now on a second person compares every proof. Please forgive us.";
    let assessment = check(
        letter,
        Some("Our mistake"),
        Language::English,
        Kind::Apology,
    );
    assert_eq!(assessment.findings, []);
    assert!(assessment.ready);
    assert_eq!(assessment.score, 100);
    assert_eq!(
        assessment.components.responsibility.evidence.as_deref(),
        Some("That was our mistake.")
    );
}

#[test]
fn an_ownership_statement_needs_responsibility_and_nothing_else() {
    let of = |text| codes(text, Language::English, Kind::Ownership);
    assert_eq!(of("We sent the parcel to the wrong address."), [""; 0]);
    assert_eq!(of("The parcel went astray."), ["no_responsibility"]);
    assert_eq!(
        of("It was our mistake, but your form was unclear."),
        ["but_excuse"]
    );
    assert_eq!(
        of("If we made a mistake, it was our fault."),
        ["conditional"]
    );
    assert_eq!(of(""), ["no_responsibility"]);
}

#[test]
fn a_denial_is_pointed_at() {
    let text = "Hello.  It was not our fault.";
    let assessment = check(text, None, Language::English, Kind::Ownership);
    let finding = &assessment.findings[0];
    assert_eq!(
        (finding.code, finding.start, finding.end),
        ("no_responsibility", 8, 29)
    );
    assert_eq!(finding.excerpt, "It was not our fault.");
}

#[test]
fn ranges_count_characters() {
    let text = "Grüße 🙂! Sorry\n if you\u{2019}re cross.";
    let assessment = check(text, None, Language::English, Kind::Apology);
    let finding = &assessment
        .findings
        .iter()
        .find(|f| f.code == "conditional")
        .unwrap();
    assert_eq!((finding.start, finding.end), (9, 18));
    assert_eq!(finding.excerpt, "Sorry\n if");
}

#[test]
fn a_subject_that_takes_it_back_is_found_too() {
    let text = "This was our mistake. We are sorry. We will replace it.";
    let of = |subject| check(text, Some(subject), Language::English, Kind::Apology);
    assert!(of("Our mistake, and our apology").ready);
    let assessment = of("Sorry if we upset you");
    let finding = &assessment.findings[0];
    assert_eq!(
        (finding.code, finding.start, finding.end),
        ("conditional", 0, 0)
    );
    assert!(finding.message.contains("Sorry if"), "{}", finding.message);
    assert!(!assessment.ready);
}

#[test]
fn the_longest_text_takes_no_time() {
    let piles = [
        "x".repeat(20_000),
        "ä".repeat(20_000),
        " \n".repeat(10_000),
        "we ".repeat(6_600),
        "sorry ".repeat(3_300),
        "if we are sorry, ".repeat(1_100),
        "a.".repeat(10_000),
        "1. ".repeat(6_600),
        "We are sorry that our team lost your order. ".repeat(450),
        "es tut uns leid, aber ".repeat(900),
    ];
    for language in Language::ALL {
        check("", None, language, Kind::Apology);
        for text in &piles {
            let start = Instant::now();
            check(text, Some(text), language, Kind::Apology);
            let took = start.elapsed();
            assert!(took < Duration::from_secs(3), "{took:?}: {}", &text[..20]);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_is_in_it(
        text in any::<String>(),
        words in "(sorry|if|but|you|were|our|fault|any|es tut uns leid|falls|Sie|aber|’|–|[.!?]|\n| |\u{ad}|ü|🙂){0,60}",
    ) {
        for text in [text, words.replace("yo", " yo").replace("if", " if ").replace("but", ", but ")] {
            for language in Language::ALL {
                let assessment = check(&text, Some(&text), language, Kind::Apology);
                for finding in assessment.findings {
                    prop_assert!(finding.start <= finding.end);
                    let inside: String =
                        text.chars().skip(finding.start).take(finding.end - finding.start).collect();
                    prop_assert_eq!(finding.excerpt.chars().count(), finding.end - finding.start);
                    prop_assert_eq!(inside, finding.excerpt);
                }
            }
        }
    }
}
