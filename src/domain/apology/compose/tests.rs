//! Every draft passes the check, whatever the facts are.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::apology::check::Severity;

const SUBCONTRACTOR: &str = "Nimbus Druck GmbH";
const PREVENTIONS: &[&str] = &[
    "We compare every proof with the order",
    "Nimbus Druck calls us",
];

fn facts(language: Language) -> Facts<'static> {
    Facts {
        client_name: "Müller & Söhne",
        contact_name: None,
        language,
        reference: "INC-2026-000001",
        summary: "Parcel arrived, but broken",
        details: None,
        ownership: match language {
            Language::English | Language::French | Language::Spanish => {
                "We packed the vase in a thin box. That was careless.\n\nWe failed."
            }
            Language::German => "Wir haben die Vase falsch verpackt.",
        },
        root_cause: None,
        client_account: None,
        desired_outcome: None,
        discovered_by: None,
        major: false,
        subcontractor: None,
        occurred_on: None,
        preventions: &[],
        offer_follows: false,
        owner_name: "Ada Byron",
        owner_email: "ada@example.com",
    }
}

/// One of all combinations: each bit is a fact that is known.
fn combination(bits: u16) -> Facts<'static> {
    let bit = |n: u16| bits & (1 << n) != 0;
    let language = Language::ALL[usize::from(bit(0))];
    Facts {
        contact_name: bit(1).then_some("Eva O\u{2019}Neill"),
        root_cause: bit(2).then_some("Nimbus Druck used an old list of addresses"),
        client_account: bit(3).then_some("I opened it and NIMBUS DRUCK GMBH was on every page"),
        desired_outcome: bit(4).then_some("A new vase, if it can be here by Friday"),
        discovered_by: bit(12).then_some(if bit(5) {
            DiscoveredBy::Us
        } else {
            DiscoveredBy::Client
        }),
        major: bit(6),
        subcontractor: bit(7).then_some(SUBCONTRACTOR),
        occurred_on: bit(8)
            .then(|| NaiveDate::from_ymd_opt(2026, 11, 21))
            .flatten(),
        preventions: if bit(9) { PREVENTIONS } else { &[] },
        offer_follows: bit(10),
        details: bit(11).then_some("SECRET NOTE"),
        ..facts(language)
    }
}

fn blocking(letter: &Letter, language: Language) -> Vec<String> {
    let assessment = check(&letter.text, Some(&letter.subject), language, Kind::Apology);
    let blocks = assessment
        .findings
        .into_iter()
        .filter(|f| f.severity == Severity::Block);
    blocks
        .map(|finding| format!("{}: {}", finding.code, finding.excerpt))
        .collect()
}

fn assert_sound(facts: &Facts<'_>) -> Result<(), TestCaseError> {
    let letter = compose(facts);
    let text = &letter.text;
    prop_assert_eq!(
        blocking(&letter, facts.language),
        Vec::<String>::new(),
        "{}",
        text
    );
    for odd in [
        "  ", "\n\n\n", " \n", "\n ", "{", "}", "..", " .", ": \n", "()", "SECRET",
    ] {
        prop_assert!(!text.contains(odd), "{odd:?} in {text}");
    }
    if facts.subcontractor.is_some() {
        prop_assert!(!text.to_lowercase().contains("nimbus"), "{}", text);
    }
    let words = text.split_whitespace().count();
    prop_assert!((100..=220).contains(&words), "{words} words: {text}");
    prop_assert!(letter.subject.contains("INC-2026-000001") && !letter.subject.contains('\n'));
    prop_assert!(letter.subject.chars().count() <= 200);
    Ok(())
}

#[test]
fn every_combination_of_facts_makes_a_sound_letter() {
    // Neighbouring bits meet in every way; a prime step keeps the test short.
    for bits in (0..8192_u16).step_by(26) {
        assert_sound(&combination(bits)).unwrap_or_else(|error| panic!("{bits:#b}: {error}"));
    }
}

#[test]
fn an_english_letter_with_all_facts() {
    let facts = Facts {
        subcontractor: Some("Nimbus Druck"),
        contact_name: Some("Eva Neill"),
        root_cause: Some("Nimbus Druck used a thin box"),
        desired_outcome: Some("A new vase by Friday"),
        client_account: Some("It was in pieces when I opened it"),
        discovered_by: Some(DiscoveredBy::Client),
        occurred_on: NaiveDate::from_ymd_opt(2026, 11, 21),
        preventions: &["We weigh every box before it leaves"],
        offer_follows: true,
        ..facts(Language::English)
    };
    let letter = compose(&facts);
    assert_eq!(
        letter.subject,
        "Our mistake, and our apology (INC-2026-000001)"
    );
    assert_eq!(
        letter.text,
        "Dear Eva Neill,\n\n\
         You told us about a problem with our work for you, and you were right to. I am writing \
         to you about it personally. Our reference is INC-2026-000001.\n\n\
         What happened on 21 November 2026: Parcel arrived, but broken.\n\n\
         In your own words: \u{201c}It was in pieces when I opened it.\u{201d}\n\n\
         We packed the vase in a thin box. That was careless. We failed. We take full \
         responsibility for this.\n\n\
         How it came about: Our team used a thin box.\n\n\
         We are sorry. You relied on us, and we let you down.\n\n\
         What you asked us for: A new vase by Friday.\n\n\
         We will put this right. You will receive our offer to make amends in a separate message, \
         and nothing will be settled without your agreement.\n\n\
         So that this does not happen again:\n- We weigh every box before it leaves.\n\n\
         You can reach me directly at ada@example.com. I answer for this, so please come to me \
         with anything that you want to know or to add.\n\n\
         Thank you for telling us.\n\n\
         Kind regards,\nAda Byron"
    );
}

#[test]
fn a_german_letter_dates_in_german() {
    let facts = Facts {
        occurred_on: NaiveDate::from_ymd_opt(2026, 3, 1),
        ..facts(Language::German)
    };
    let letter = compose(&facts);
    assert!(
        letter
            .text
            .contains("Was geschehen ist, am 1. März 2026: Parcel"),
        "{}",
        letter.text
    );
    assert!(letter.text.starts_with("Guten Tag Müller & Söhne,"));
    assert_eq!(
        letter.subject,
        "Unser Fehler und unsere Entschuldigung (INC-2026-000001)"
    );
}

#[test]
fn awkward_summaries_stay_and_poisonous_ones_go() {
    let with = |summary| {
        compose(&Facts {
            summary,
            ..facts(Language::English)
        })
        .text
    };
    for summary in [
        "Parcel arrived, but broken",
        "Invoice wrong if paid in EUR",
        "We were late",
    ] {
        assert!(
            with(summary).contains(&format!("What happened: {summary}.")),
            "{summary}"
        );
    }
    for summary in [
        "Sorry if you were offended",
        "We apologise, but you were late",
        " ",
    ] {
        assert!(!with(summary).contains("What happened"), "{summary}");
    }
}

#[test]
fn a_statement_that_swells_the_letter_stays_out() {
    let ownership = "We lost your file. ".repeat(100);
    let letter = compose(&Facts {
        ownership: &ownership,
        ..facts(Language::English)
    });
    assert!(!letter.text.contains("We lost your file"));
    assert!(letter.text.contains("This was our mistake"));
}

#[test]
fn the_apology_is_made_once() {
    for ownership in ["We lost your file.", "We lost your file. We are sorry."] {
        let letter = compose(&Facts {
            ownership,
            ..facts(Language::English)
        });
        assert_eq!(letter.text.matches("sorry").count(), 1, "{}", letter.text);
    }
}

#[test]
fn the_subcontractor_is_our_team() {
    let english = |text| without_subcontractor(text, Some(SUBCONTRACTOR), Language::English);
    for (text, expected) in [
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
    ] {
        assert_eq!(english(text), expected);
    }
    let german = |text| without_subcontractor(text, Some("Öl-Müller"), Language::German);
    for (text, expected) in [
        ("Die Firma öl-müller war es.", "Unser Team war es."),
        ("Ein Fehler von ÖL-MÜLLER!", "Ein Fehler von unserem Team!"),
        ("Das war vom Öl-Müllers", "Das war von unserem Team"),
    ] {
        assert_eq!(german(text), expected);
    }
    for name in [None, Some(""), Some("  ")] {
        assert_eq!(
            without_subcontractor("as it was", name, Language::English),
            "as it was"
        );
    }
    assert_eq!(
        without_subcontractor("(C++) did", Some("C++"), Language::English),
        "(our team) did"
    );
    assert_eq!(
        without_subcontractor("an Ana", Some("Ana"), Language::English),
        "an our team"
    );
    assert_eq!(
        without_subcontractor("analysis", Some("Ana"), Language::English),
        "analysis"
    );
}

#[test]
fn html_holds_the_text_and_nothing_else() {
    assert_eq!(
        to_html("Dear <b>\"Ada\"</b> & Co's,\r\n\r\n\n- one\n- two\n"),
        "<p>Dear &lt;b&gt;&quot;Ada&quot;&lt;/b&gt; &amp; Co&#39;s,</p>\n<p>- one<br>\n- two</p>\n"
    );
    assert_eq!(to_html(""), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_summary_spoils_the_letter(
        bits in 0..8192_u16,
        words in proptest::collection::vec(
            prop::sample::select(vec![
                "sorry", "if", "but", "you", "were", "offended", "aber", "falls", "Sie", "any",
                "apologise", "inconvenience", "However,", "jedoch", "we", "are", "not", "our",
                "fault.", "es tut uns leid,", "Nimbus Druck", "  ", "\u{2014}", "if we lost it",
            ]),
            0..12,
        ),
    ) {
        let hostile = words.join(" ");
        assert_sound(&Facts { summary: &hostile, ..combination(bits) })?;
        let cause = Some(hostile.as_str());
        assert_sound(&Facts { root_cause: cause, preventions: &[&hostile], ..combination(bits) })?;
    }

    #[test]
    fn any_name_is_taken_out(name in any::<String>(), text in any::<String>()) {
        for language in Language::ALL {
            let spelled = format!("{text} {name} {text}");
            without_subcontractor(&spelled, Some(&name), language);
            to_html(&spelled);
        }
    }
}
