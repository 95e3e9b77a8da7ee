//! What each mail looks like, in each language.

use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::*;
use crate::domain::amends::suggestion::Gauge;
use crate::domain::apology::compose::{self, Facts, Owner, STANDARD, Step, Templates};
use crate::domain::incident::{DiscoveredBy, Severity};
use crate::domain::money::Money;
use crate::domain::time::{Timestamp, parse_date, parse_timestamp};

fn usd(amount: &str) -> Money {
    Money::parse(amount, "USD").unwrap()
}

fn expiry() -> Timestamp {
    parse_timestamp("2026-12-05T10:00:00Z").unwrap()
}

fn items() -> Vec<ItemLine> {
    vec![
        ItemLine {
            label: "Money back: the fee for November".to_owned(),
            value: usd("500"),
        },
        ItemLine {
            label: "Free work: two days <of design> & review".to_owned(),
            value: usd("1500"),
        },
        ItemLine {
            label: "Gift: a bunch of flowers".to_owned(),
            value: usd("0"),
        },
    ]
}

/// The whole of a mail, as snapshots keep it.
pub(super) fn shown(content: &Content) -> String {
    format!(
        "Subject: {}\n\n{}\n=== HTML ===\n{}",
        content.subject, content.text, content.html
    )
}

fn letter() -> &'static str {
    "Dear Ada,\n\nwe launched your site three weeks late.\nThat was our mistake.\n\n\
     We are sorry.\n\nZoë Owner\n"
}

fn draft(findings: &[(String, String)], notes: &[String], ready: bool) -> Content {
    apology_draft(&ApologyDraft {
        owner_name: "Zoë Owner",
        reference: "INC-2026-000001",
        summary: "Site launched three weeks late",
        client_name: "Byron & Sons",
        subject: "Our mistake <INC-2026-000001>",
        text: letter(),
        incident_url: "https://amends.example.com/incidents/INC-2026-000001",
        ready,
        findings,
        notes,
        sides: &[],
    })
}

/// A draft of which the sides say different things.
fn disputed() -> Content {
    let one = |by, text, disputed_points| OneAccount {
        by,
        text,
        disputed_points,
    };
    let sides = [
        OneSide {
            name: "The client",
            accounts: vec![one(
                "Ada Byron",
                "All 400 were wrong on <Tuesday>.",
                Some("how many"),
            )],
        },
        OneSide {
            name: "Our staff",
            accounts: vec![
                one("Otto", "350 were wrong.", None),
                one("Mia", "I counted 360.", None),
            ],
        },
        OneSide {
            name: "The subcontractor",
            accounts: vec![],
        },
    ];
    apology_draft(&ApologyDraft {
        owner_name: "Zoë Owner",
        reference: "INC-2026-000001",
        summary: "Catalogues printed wrong",
        client_name: "Byron & Sons",
        subject: "Our mistake <INC-2026-000001>",
        text: letter(),
        incident_url: "https://amends.example.com/incidents/INC-2026-000001",
        ready: true,
        findings: &[],
        notes: &[],
        sides: &sides,
    })
}

fn an_offer<'a>(
    items: &'a [ItemLine],
    language: Language,
    message: Option<&'a str>,
) -> OfferMail<'a> {
    OfferMail {
        language,
        greeted: "Ada Byron",
        reference: "INC-2026-000001",
        summary: Some("Site launched three weeks late"),
        message,
        items,
        total: usd("2000"),
        expires_at: Some(expiry()),
        time_zone: Tz::Europe__Vienna,
        link: "https://amends.example.com/c/a1b2c3",
        owner_name: "Zoë Owner",
        owner_email: "zoe@example.com",
        owner_phone: Some("+44 20 7946 0958"),
    }
}

static GAUGE: Gauge = Gauge {
    of_loss_percent: Some(Decimal::from_parts(160, 0, 0, false, 0)),
    of_price_percent: Some(Decimal::from_parts(80, 0, 0, false, 0)),
    notes: Vec::new(),
};

fn an_approval<'a>(items: &'a [ItemLine], suggested_total: Option<Money>) -> OfferApproval<'a> {
    OfferApproval {
        approver_name: "Max Finance",
        reference: "INC-2026-000001",
        client_name: "Byron & Sons",
        recipient: "orders@byron.example",
        summary: "Site launched three weeks late",
        maker_name: "Zoë Owner",
        items,
        total: usd("2000"),
        suggested_total,
        gauge: &GAUGE,
        justification: Some("They lost the season.\n\nAnd they stayed calm."),
        message: Some("We want you to be able to rely on us again."),
        expires_at: expiry(),
        offer_url: "https://amends.example.com/offers/1",
    }
}

fn answered(answer: &str, words: Option<&str>, value: Option<Money>) -> Content {
    offer_answered(&OfferAnswered {
        owner_name: "Zoë Owner",
        reference: "INC-2026-000001",
        client_name: "Byron & Sons",
        answer,
        words,
        value,
        total: usd("2000"),
        incident_url: "https://amends.example.com/incidents/INC-2026-000001",
    })
}

#[test]
fn every_mail() {
    let findings = [
        (
            "if we caused\nany trouble".to_owned(),
            "An \"if\" takes the apology back.".to_owned(),
        ),
        (
            String::new(),
            "Nothing says what we will do about it.".to_owned(),
        ),
    ];
    let items = items();
    let decided = |approved, note| {
        offer_decided(&OfferDecided {
            to_name: "Zoë Owner",
            reference: "INC-2026-000001",
            approved,
            by_name: "Max Finance",
            note,
            total: usd("2000"),
            offer_url: "https://amends.example.com/offers/1",
        })
    };
    let feedback = |satisfaction, note| {
        feedback(&FeedbackMail {
            owner_name: "Zoë Owner",
            reference: "INC-2026-000001",
            client_name: "Byron & Sons",
            satisfaction,
            note,
            incident_url: "https://amends.example.com/incidents/INC-2026-000001",
        })
    };
    let notes = ["We have apologised to this client once before.".to_owned()];
    for (name, content) in [
        ("apology_draft_ready", draft(&[], &[], true)),
        ("apology_draft_not_ready", draft(&findings, &notes, false)),
        ("apology_draft_in_dispute", disputed()),
        (
            "offer_approval",
            offer_approval(&an_approval(&items, Some(usd("2500")))),
        ),
        ("offer_approved", decided(true, None)),
        (
            "offer_rejected",
            decided(false, Some("Too little for what they lost.")),
        ),
        (
            "offer_accepted",
            answered("accepted", Some("Thank you!"), None),
        ),
        ("offer_declined", answered("declined", None, None)),
        (
            "offer_countered",
            answered(
                "countered",
                Some("We would rather have time."),
                Some(usd("2500")),
            ),
        ),
        ("offer_expired", answered("expired", None, None)),
        ("feedback_good", feedback(5, Some("All is well again."))),
        ("feedback_bad", feedback(1, None)),
    ] {
        assert_kept(name, &content);
    }
}

fn assert_kept(name: &str, content: &Content) {
    assert!(content.subject.chars().count() <= LINE_MAX);
    assert!(!content.html.contains("src=") && !content.html.contains("@import"));
    insta::assert_snapshot!(name, shown(content));
}

/// What people wrote about one incident, in one language: the summary, the statement, a promise, a
/// prevention, the labels of two items, and the message of the offer.
fn written(language: Language) -> [&'static str; 7] {
    match language {
        Language::English => [
            "Site launched three weeks late",
            "It was our mistake: we planned no time for the tests.",
            "We put the site through its tests",
            "Every plan has a week for tests",
            "Money back: the fee for November",
            "Free work: two days <of design> & review",
            "Thank you for telling us.\n\nThis is meant to cover:\n- your loss\n- your trouble",
        ],
        Language::German => [
            "Website drei Wochen zu spät fertiggestellt",
            "Das war unser Fehler: Wir haben keine Zeit für die Tests eingeplant.",
            "Wir testen die Website zu Ende",
            "Jeder Plan enthält eine Woche für Tests",
            "Geld zurück: das Honorar für November",
            "Kostenlose Arbeit: zwei Tage <Gestaltung> & Prüfung",
            "Danke, dass Sie es uns gesagt haben.\n\nDas soll Folgendes ausgleichen:\n\
             - Ihren Verlust\n- Ihre Mühe",
        ],
        Language::French => [
            "Site mis en ligne avec trois semaines de retard",
            "C’est notre erreur : nous n’avions pas prévu de temps pour les tests.",
            "Nous terminons les tests du site",
            "Chaque planning comporte une semaine de tests",
            "Remboursement : les honoraires de novembre",
            "Travail offert : deux jours de <conception> & relecture",
            "Merci de nous l’avoir signalé.\n\nCette proposition tient compte :\n\
             - de votre perte\n- de votre peine",
        ],
        Language::Spanish => [
            "Sitio publicado con tres semanas de retraso",
            "Fue un error nuestro: no habíamos previsto tiempo para las pruebas.",
            "Terminamos las pruebas del sitio",
            "Cada plan incluye una semana de pruebas",
            "Reembolso: los honorarios de noviembre",
            "Trabajo sin coste: dos días de <diseño> y revisión",
            "Gracias por avisarnos.\n\nLa propuesta tiene en cuenta:\n\
             - su pérdida\n- sus molestias",
        ],
    }
}

/// The letter that a client gets: composed, and sent as it is.
fn composed(language: Language) -> compose::Letter {
    let [summary, ownership, promise, prevention, ..] = written(language);
    let by = parse_date("2026-12-01").unwrap();
    let step = |text, done| Step { text, by, done };
    let facts = Facts {
        client_name: "Byron & Sons",
        contact_name: Some("Ada <Byron>"),
        language,
        reference: "INC-2026-000001",
        summary,
        ownership,
        root_cause: None,
        client_account: None,
        desired_outcome: None,
        loss: Money::parse("1250.00", "EUR").ok(),
        discovered_by: Some(DiscoveredBy::Client),
        severity: Severity::Major,
        subcontractor: None,
        occurred_on: parse_date("2026-11-02").ok(),
        promises: &[step(promise, false)],
        preventions: &[step(prevention, true)],
        earlier: 0,
        earlier_unsorted: 0,
        told_before: &[],
        people: &[],
        doubts: &[],
        today: None,
        offer_follows: true,
        owner: Owner {
            name: "Zoë Owner",
            email: "zoe@example.com",
            phone: Some("+44 20 7946 0958"),
            booking_url: Some("https://calendar.example.com/zoe?from=mail&min=30"),
        },
    };
    compose::compose(&facts, &Templates::shipped(), STANDARD)
        .unwrap()
        .letter
}

#[test]
fn every_mail_to_a_client_in_every_language() {
    for language in Language::ALL {
        let code = language.code();
        let letter = composed(language);
        let mail = apology(&Apology {
            language,
            subject: &letter.subject,
            text: &letter.text,
        });
        assert_kept(&format!("apology_{code}"), &mail);

        let [summary, _, _, _, refund, work, message] = written(language);
        let mut items = items();
        refund.clone_into(&mut items[0].label);
        work.clone_into(&mut items[1].label);
        items[2].label = wording::item_kind("gift", language).to_owned();
        let mail = offer(&OfferMail {
            summary: Some(summary),
            ..an_offer(&items, language, Some(message))
        });
        assert_kept(&format!("offer_{code}"), &mail);
        let mail = offer(&OfferMail {
            summary: Some(summary),
            owner_phone: None,
            ..an_offer(&items, language, None)
        });
        assert_kept(&format!("offer_without_a_message_{code}"), &mail);
        let mail = offer(&OfferMail {
            summary: Some(summary),
            expires_at: None,
            ..an_offer(&items, language, None)
        });
        assert_kept(&format!("agreement_{code}"), &mail);
    }
}

/// Every word of the text stands in the HTML too, and the other way round.
#[test]
fn both_parts_say_the_same() {
    let words = |text: &str| -> Vec<String> {
        let plain = |c: char| !c.is_alphanumeric();
        text.split(plain)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    for language in Language::ALL {
        let letter = composed(language);
        let mail = apology(&Apology {
            language,
            subject: &letter.subject,
            text: &letter.text,
        });
        let body = mail.html.split_once("<body").unwrap().1;
        let mut shown = String::new();
        for piece in body.split('<').skip(1) {
            shown.push_str(piece.split_once('>').map_or("", |(_, text)| text));
            shown.push(' ');
        }
        let shown = shown
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
            .replace("&#39;", "'")
            .replace("&#34;", "\"");
        assert_eq!(words(&mail.text), words(&shown), "{language:?}");
    }
}

#[test]
fn subjects_keep_their_reference_and_stay_short() {
    let items = items();
    let long = "ä ".repeat(100);
    let mut mail = an_offer(&items, Language::German, None);
    mail.summary = Some(&long);
    let subject = offer(&mail).subject;
    assert!(
        subject.contains("INC-2026-000001") && subject.ends_with('…'),
        "{subject}"
    );
    assert!(subject.chars().count() <= LINE_MAX);
}

#[test]
fn nothing_in_html_escapes_its_place() {
    let evil = "<script>alert(1)</script>\"'&";
    let items = [ItemLine {
        label: evil.to_owned(),
        value: usd("1"),
    }];
    let mut mail = an_offer(&items, Language::English, Some(evil));
    mail.greeted = evil;
    mail.summary = Some(evil);
    mail.owner_name = evil;
    mail.link = evil;
    let html = offer(&mail).html;
    assert!(
        !html.contains("<script") && !html.contains("\"\"'"),
        "{html}"
    );
    let letter = apology(&Apology {
        language: Language::English,
        subject: evil,
        text: evil,
    });
    assert!(!letter.html.contains("<script"), "{}", letter.html);
    assert_eq!(letter.text, format!("{evil}\n"));
}

#[test]
fn the_link_stands_on_a_line_of_its_own() {
    let items = items();
    for language in Language::ALL {
        let mail = an_offer(&items, language, None);
        let text = offer(&mail).text;
        assert!(text.lines().any(|line| line == mail.link), "{text}");
    }
}

#[test]
fn an_offer_is_compared_with_the_suggestion() {
    for (suggested, told) in [
        ("2000", "suggests USD 2,000.00, the same."),
        ("1500", "suggests USD 1,500.00; this is USD 500.00 more."),
        ("2500", "suggests USD 2,500.00; this is USD 500.00 less."),
    ] {
        let content = offer_approval(&an_approval(&items(), Some(usd(suggested))));
        assert!(content.text.contains(told) && content.html.contains(told));
    }
    let euro = Money::parse("1", "EUR").unwrap();
    let content = offer_approval(&an_approval(&items(), Some(euro)));
    assert!(
        content.text.contains("suggests EUR 1.00. The offer is"),
        "{}",
        content.text
    );
}

#[test]
fn quotes() {
    assert_eq!(quoted("a\n\nb\n"), "> a\n>\n> b");
}
