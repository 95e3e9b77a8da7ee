//! What the client's page must never do, and what each of its stages looks like.
//!
//! Speaks to the page as its caller does; knows nothing of templates.

use super::view::{self, Entered, FieldProblem, STYLE};
use crate::domain::error::FieldError;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::parse_timestamp;
use crate::services::client_page::{ClientCase, ShownItem, ShownOffer, Stage};

const TOKEN: &str = "3q2-7w";

fn stages() -> [(&'static str, Stage); 8] {
    let words = |text: &str| Some(text.to_owned());
    [
        ("open", Stage::Open),
        ("accepted", Stage::Accepted),
        ("asking", Stage::AskingHowItWent),
        ("told_us", Stage::ToldUs),
        (
            "declined",
            Stage::Declined {
                reason: words("We have found somebody else.\n\nStill, thank you."),
            },
        ),
        (
            "countered",
            Stage::Countered {
                wish: words("USD 750.00 & a call with the team"),
                value: Some(Money::parse("750.00", "USD").unwrap()),
            },
        ),
        ("expired", Stage::Expired),
        ("withdrawn", Stage::Withdrawn),
    ]
}

fn case(stage: Stage, language: Language) -> ClientCase {
    let item = |kind, description: &str, value, quantity: Option<(&str, &str)>| ShownItem {
        kind,
        description: description.to_owned(),
        value: Money::parse(value, "USD").unwrap(),
        quantity: quantity.map(|(number, _)| number.to_owned()),
        unit: quantity.map(|(_, unit)| unit.to_owned()),
        fulfilled: kind == "refund",
    };
    ClientCase {
        language,
        greeted: "Ada Moreau".to_owned(),
        reference: "INC-2026-000007".to_owned(),
        summary: "The spring brochure was printed with the old prices".to_owned(),
        apology: Some(
            "Dear Ada,\n\nwe printed your brochure with last year's prices.\nI am sorry.\n\n\
             Jonas Weber"
                .to_owned(),
        ),
        owner_name: "Jonas Weber".to_owned(),
        owner_email: "jonas.weber@studio.example".to_owned(),
        offer: ShownOffer {
            message: Some("We would like you to have all of this.".to_owned()),
            items: vec![
                item("refund", "The full price of the brochure", "500.00", None),
                item(
                    "free_work",
                    "Design of your next brochure",
                    "1250.00",
                    Some(("12.5", "h")),
                ),
            ],
            total: Money::parse("1750.00", "USD").unwrap(),
            expires_at: parse_timestamp("2026-12-05T17:00:00Z").unwrap(),
            time_zone: chrono_tz::Europe::Vienna,
        },
        stage,
    }
}

fn page(case: &ClientCase) -> String {
    view::page(case, TOKEN, &[], &Entered::default())
}

/// The snapshots are about the page; the stylesheet has a file of its own.
fn without_style(html: &str) -> String {
    html.replace(STYLE, "[STYLE]")
}

#[test]
fn every_stage_in_every_language() {
    for language in Language::ALL {
        for (name, stage) in stages() {
            let html = without_style(&page(&case(stage, language)));
            insta::assert_snapshot!(format!("{name}_{}", language.code()), html);
        }
    }
}

#[test]
fn every_page_says_its_language_and_carries_the_style_as_it_is() {
    let style = format!("<style>{STYLE}</style>");
    for language in Language::ALL {
        let lang = format!("<html lang=\"{}\">", language.code());
        let mut pages = vec![view::try_again(language), view::bad_form(language)];
        for (_, stage) in stages() {
            let case = case(stage, language);
            pages.extend([page(&case), view::too_late(&case)]);
        }
        for html in pages {
            assert!(html.contains(&lang), "{}", without_style(&html));
            assert!(html.contains(&style), "{}", without_style(&html));
            assert!(html.contains("name=\"robots\" content=\"noindex"));
            assert!(!html.contains("style=\"") && !html.contains("<script"));
            assert!(!html.contains("http://") && !html.contains("https://"));
        }
    }
    assert!(!STYLE.contains("</") && !STYLE.contains("url(") && !STYLE.contains('\r'));
}

#[test]
fn forms_are_there_only_while_there_is_something_to_answer() {
    for language in Language::ALL {
        for (name, stage) in stages() {
            let case = case(stage, language);
            let html = page(&case);
            let actions: Vec<&str> = ["accept", "counter", "decline", "feedback"]
                .into_iter()
                .filter(|action| html.contains(&format!("action=\"/c/{TOKEN}/{action}\"")))
                .collect();
            let expected: &[&str] = match name {
                "open" => &["accept", "counter", "decline"],
                "asking" => &["feedback"],
                _ => &[],
            };
            assert_eq!(actions, expected, "{name}");
            assert_eq!(html.matches("<form").count(), expected.len(), "{name}");
            let late = view::too_late(&case);
            assert!(
                !late.contains("<form") && !late.contains("<button"),
                "{name}"
            );
            assert!(late.contains("role=\"status\""), "{name}");
        }
    }
}

#[test]
fn an_offer_that_has_ended_shows_nothing_of_the_case() {
    for language in Language::ALL {
        for stage in [Stage::Expired, Stage::Withdrawn] {
            let case = case(stage, language);
            for html in [page(&case), view::too_late(&case)] {
                let html = without_style(&html);
                for hidden in [
                    "Ada", "brochure", "prices", "500", "250", "750", "USD", "INC-", "2026", TOKEN,
                ] {
                    assert!(!html.contains(hidden), "{hidden}: {html}");
                }
                assert!(
                    html.contains("mailto:jonas.weber@studio.example\""),
                    "{html}"
                );
            }
        }
    }
}

#[test]
fn what_comes_from_outside_is_escaped_everywhere() {
    const HOSTILE: &str = "\"><script>alert('x')</script>&copy;</textarea><!--{{ token }}";
    let hostile = || HOSTILE.to_owned();
    let entered = Entered {
        note: Some(hostile()),
        reason: Some(hostile()),
        wish: Some(hostile()),
        amount: Some(hostile()),
        satisfaction: Some(hostile()),
        retained: Some(hostile()),
        testimonial: Some(hostile()),
    };
    let fields = [
        "note",
        "reason",
        "wish",
        "amount",
        "satisfaction",
        "elsewhere",
    ];
    let problems = fields.map(|field| FieldProblem {
        field,
        message: hostile(),
    });
    let stages = stages().into_iter().map(|(_, stage)| match stage {
        Stage::Declined { .. } => Stage::Declined {
            reason: Some(hostile()),
        },
        Stage::Countered { .. } => Stage::Countered {
            wish: Some(hostile()),
            value: None,
        },
        other => other,
    });
    for stage in stages {
        let plain = case(stage, Language::English);
        let hostile = ClientCase {
            greeted: hostile(),
            reference: hostile(),
            summary: hostile(),
            apology: Some(hostile()),
            owner_name: hostile(),
            owner_email: hostile(),
            offer: ShownOffer {
                message: Some(hostile()),
                items: vec![ShownItem {
                    description: hostile(),
                    quantity: Some(hostile()),
                    unit: Some(hostile()),
                    ..plain.offer.items[0].clone()
                }],
                ..plain.offer.clone()
            },
            ..plain
        };
        let html = view::page(&hostile, HOSTILE, &problems, &entered);
        for html in [html, view::too_late(&hostile)] {
            let html = without_style(&html);
            for broken in ["<script", "alert('x')", "&copy;", "<!--", "\"\">"] {
                assert!(!html.contains(broken), "{broken}: {html}");
            }
            let (opened, closed) = ("<textarea", "</textarea>");
            assert_eq!(html.matches(opened).count(), html.matches(closed).count());
        }
    }
}

#[test]
fn an_address_cannot_add_headers_to_the_mail() {
    let mut case = case(Stage::Open, Language::English);
    case.owner_email = "a?bcc=eve&x%y'#+b@studio.example".to_owned();
    let html = page(&case);
    let href = "mailto:a%3Fbcc%3Deve%26x%25y%27%23%2Bb@studio.example?subject=INC-2026-000007";
    assert!(html.contains(&format!("href=\"{href}\"")), "{html}");
}

#[test]
fn a_refused_answer_is_shown_again_beside_what_is_wrong() {
    let case = case(Stage::Open, Language::German);
    let problems = [
        FieldProblem::explain("wish", &FieldError::new("blank", ""), Language::German),
        FieldProblem::explain(
            "amount",
            &FieldError::new("not_an_amount", ""),
            Language::German,
        ),
    ];
    let entered = Entered {
        amount: Some("viel".to_owned()),
        ..Entered::default()
    };
    let html = view::page(&case, TOKEN, &problems, &entered);
    insta::assert_snapshot!("refused_de", without_style(&html));
}

#[test]
fn a_refused_feedback_keeps_its_marks() {
    let case = case(Stage::AskingHowItWent, Language::English);
    let problems = [FieldProblem::explain(
        "note",
        &FieldError::new("too_long", ""),
        Language::English,
    )];
    let entered = Entered {
        satisfaction: Some("4".to_owned()),
        retained: Some("no".to_owned()),
        note: Some("  Thank you.".to_owned()),
        testimonial: Some("yes".to_owned()),
        ..Entered::default()
    };
    let html = view::page(&case, TOKEN, &problems, &entered);
    insta::assert_snapshot!("refused_feedback_en", without_style(&html));
}

#[test]
fn an_apology_that_was_not_sent_by_us_is_named_all_the_same() {
    for (language, sentence) in [
        (
            Language::English,
            "We have already apologised to you directly.",
        ),
        (
            Language::German,
            "Wir haben uns bereits direkt bei Ihnen entschuldigt.",
        ),
    ] {
        let mut case = case(Stage::Open, language);
        case.apology = None;
        assert!(page(&case).contains(sentence));
    }
}

#[test]
fn pages_that_say_one_thing() {
    insta::assert_snapshot!("not_found", without_style(&view::not_found()));
    for language in Language::ALL {
        let code = language.code();
        let too_late = view::too_late(&case(Stage::Accepted, language));
        insta::assert_snapshot!(format!("too_late_{code}"), without_style(&too_late));
        let try_again = view::try_again(language);
        insta::assert_snapshot!(format!("try_again_{code}"), without_style(&try_again));
        let bad_form = view::bad_form(language);
        insta::assert_snapshot!(format!("bad_form_{code}"), without_style(&bad_form));
    }
}
