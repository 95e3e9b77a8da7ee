//! What every mail says, in plain text and in HTML with the same facts.
//!
//! Clients are written to in their language, colleagues in English. Knows neither addresses nor
//! the store; the caller hands in finished facts.

mod history_head;

use askama::Template;
use chrono_tz::Tz;

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::text::LINE_MAX;
use crate::domain::time::Timestamp;
use crate::domain::wording;
use crate::mail::message::{Content, one_line};

pub use history_head::{HistoryHead, history_head};

/// The draft of an apology, to the incident's owner.
#[derive(Debug, Clone, Copy)]
pub struct ApologyDraft<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    pub summary: &'a str,
    pub client_name: &'a str,
    /// The letter's own subject and text.
    pub subject: &'a str,
    pub text: &'a str,
    pub incident_url: &'a str,
    /// Whether it may be sent as it is.
    pub ready: bool,
    /// What the apology check points at: the excerpt, and what is wrong with it.
    pub findings: &'a [(String, String)],
}

/// The apology itself, to the client.
#[derive(Debug, Clone, Copy)]
pub struct Apology<'a> {
    pub language: Language,
    pub subject: &'a str,
    pub text: &'a str,
}

/// One line of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    pub label: String,
    pub value: Money,
}

/// An offer, to the client.
#[derive(Debug, Clone, Copy)]
pub struct OfferMail<'a> {
    pub language: Language,
    /// Whom it greets: the contact's name, or the client's.
    pub greeted: &'a str,
    pub reference: &'a str,
    pub summary: &'a str,
    pub message: Option<&'a str>,
    pub items: &'a [ItemLine],
    pub total: Money,
    pub expires_at: Timestamp,
    pub time_zone: Tz,
    pub link: &'a str,
    pub owner_name: &'a str,
    pub owner_email: &'a str,
}

/// An offer that waits for a decision, to somebody who may take it.
#[derive(Debug, Clone, Copy)]
pub struct OfferApproval<'a> {
    pub approver_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    pub summary: &'a str,
    pub maker_name: &'a str,
    pub items: &'a [ItemLine],
    pub total: Money,
    pub suggested_total: Option<Money>,
    pub justification: Option<&'a str>,
    pub message: Option<&'a str>,
    pub expires_at: Timestamp,
    pub offer_url: &'a str,
}

/// The decision on an offer, to whoever submitted it.
#[derive(Debug, Clone, Copy)]
pub struct OfferDecided<'a> {
    pub to_name: &'a str,
    pub reference: &'a str,
    pub approved: bool,
    pub by_name: &'a str,
    pub note: Option<&'a str>,
    pub total: Money,
    pub offer_url: &'a str,
}

/// What the client made of an offer, to the incident's owner.
#[derive(Debug, Clone, Copy)]
pub struct OfferAnswered<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    /// `accepted`, `declined`, `countered` or `expired`.
    pub answer: &'a str,
    pub words: Option<&'a str>,
    /// What the client would rather have, if they named an amount.
    pub value: Option<Money>,
    pub total: Money,
    pub incident_url: &'a str,
}

/// How the client says it went, to the incident's owner.
#[derive(Debug, Clone, Copy)]
pub struct FeedbackMail<'a> {
    pub owner_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    /// From 1 to 5.
    pub satisfaction: u8,
    pub note: Option<&'a str>,
    pub incident_url: &'a str,
}

pub fn apology_draft(mail: &ApologyDraft<'_>) -> Content {
    let what = if mail.ready {
        "your apology is ready to send"
    } else {
        "your apology needs another look before it is sent"
    };
    let subject = subject(&format!("{}: {what}", mail.reference), mail.client_name);
    let findings: Vec<(String, &str)> = mail
        .findings
        .iter()
        .map(|(excerpt, message)| (one_line(excerpt), message.as_str()))
        .collect();
    let text = ApologyDraftText {
        owner_name: mail.owner_name,
        client_name: mail.client_name,
        summary: mail.summary,
        reference: mail.reference,
        ready: mail.ready,
        findings: &findings,
        link: mail.incident_url,
        letter_subject: mail.subject,
        quoted_letter: quoted(mail.text),
    };
    let html = ApologyDraftHtml {
        lang: "en",
        subject: &subject,
        owner_name: mail.owner_name,
        client_name: mail.client_name,
        summary: mail.summary,
        reference: mail.reference,
        ready: mail.ready,
        findings: &findings,
        link: mail.incident_url,
        link_label: "Open the incident",
        letter_subject: mail.subject,
        paragraphs: paragraphs(mail.text),
    };
    content(&text, &html, subject.clone())
}

/// Exactly the letter, and nothing around it.
pub fn apology(mail: &Apology<'_>) -> Content {
    let html = ApologyHtml {
        lang: mail.language.code(),
        subject: mail.subject,
        paragraphs: paragraphs(mail.text),
    };
    Content {
        subject: mail.subject.to_owned(),
        text: format!("{}\n", mail.text.trim_end()),
        html: rendered(&html),
    }
}

pub fn offer(mail: &OfferMail<'_>) -> Content {
    let (title, total_label, link_label) = match mail.language {
        Language::English => (
            "Our offer to make amends",
            "Altogether",
            "See and answer the offer",
        ),
        Language::German => (
            "Unser Angebot zur Wiedergutmachung",
            "Zusammen",
            "Angebot ansehen und beantworten",
        ),
    };
    let items = item_lines(mail.items, mail.language);
    let total = wording::money(mail.total, mail.language);
    let until = wording::moment(mail.expires_at, mail.time_zone, mail.language);
    let subject = subject(&format!("{title} ({})", mail.reference), mail.summary);
    let german = mail.language == Language::German;
    let text = OfferText {
        german,
        greeted: mail.greeted,
        reference: mail.reference,
        summary: mail.summary,
        message: mail.message.map(str::trim_end),
        items: &items,
        total_label,
        total: &total,
        until: &until,
        link: mail.link,
        owner_name: mail.owner_name,
        owner_email: mail.owner_email,
    };
    let html = OfferHtml {
        lang: mail.language.code(),
        subject: &subject,
        german,
        greeted: mail.greeted,
        reference: mail.reference,
        summary: mail.summary,
        paragraphs: paragraphs(mail.message.unwrap_or_default()),
        items: &items,
        total_label,
        total: &total,
        until: &until,
        link: mail.link,
        link_label,
        owner_name: mail.owner_name,
        owner_email: mail.owner_email,
    };
    content(&text, &html, subject.clone())
}

pub fn offer_approval(mail: &OfferApproval<'_>) -> Content {
    let total = wording::money(mail.total, Language::English);
    let lead = format!("{}: please decide on an offer of {total}", mail.reference);
    let subject = subject(&lead, mail.client_name);
    let items = item_lines(mail.items, Language::English);
    let suggestion = mail
        .suggested_total
        .map(|suggested| compared(mail.total, suggested));
    let until = wording::moment(mail.expires_at, Tz::UTC, Language::English);
    let text = OfferApprovalText {
        approver_name: mail.approver_name,
        maker_name: mail.maker_name,
        client_name: mail.client_name,
        summary: mail.summary,
        reference: mail.reference,
        items: &items,
        total_label: "Total",
        total: &total,
        suggestion: suggestion.as_deref(),
        quoted_justification: mail.justification.map(quoted),
        quoted_message: mail.message.map(quoted),
        until: &until,
        link: mail.offer_url,
    };
    let html = OfferApprovalHtml {
        lang: "en",
        subject: &subject,
        approver_name: mail.approver_name,
        maker_name: mail.maker_name,
        client_name: mail.client_name,
        summary: mail.summary,
        reference: mail.reference,
        items: &items,
        total_label: "Total",
        total: &total,
        suggestion: suggestion.as_deref(),
        justification: mail.justification.map(paragraphs),
        message: mail.message.map(paragraphs),
        until: &until,
        link: mail.offer_url,
        link_label: "Approve or reject",
    };
    content(&text, &html, subject.clone())
}

pub fn offer_decided(mail: &OfferDecided<'_>) -> Content {
    let total = wording::money(mail.total, Language::English);
    let (decided, next) = if mail.approved {
        ("approved", "You can send it to the client now.")
    } else {
        (
            "rejected",
            "Nothing was sent. You can change it and submit it again.",
        )
    };
    note(&Note {
        subject: subject(
            &format!("{}: the offer of {total} was {decided}", mail.reference),
            "",
        ),
        name: mail.to_name,
        news: format!(
            "{} {decided} the offer of {total} for {}.",
            mail.by_name, mail.reference
        ),
        words_label: format!("{} wrote:", mail.by_name),
        words: mail.note,
        fact: None,
        next: next.to_owned(),
        link: mail.offer_url,
        link_label: "See the offer",
    })
}

pub fn offer_answered(mail: &OfferAnswered<'_>) -> Content {
    let total = wording::money(mail.total, Language::English);
    let client = mail.client_name;
    let (title, news, words_label, next) = match mail.answer {
        "accepted" => (
            "the offer was accepted",
            format!("{client} accepted the offer of {total}."),
            "In their words:",
            "Now we keep our word. Record the evidence for each item as it is done.",
        ),
        "declined" => (
            "the offer was declined",
            format!("{client} declined the offer of {total}."),
            "Their reason:",
            "It is worth a call before the next offer. Nothing more goes out by itself.",
        ),
        "countered" => (
            "the client asks for something else",
            format!("{client} asks for something else instead of the offer of {total}."),
            "What they wish for:",
            "Please answer soon. A new offer can start from their wish.",
        ),
        "expired" => (
            "the offer ran out",
            format!("The offer of {total} to {client} ran out without an answer."),
            "What was noted:",
            "Perhaps it never reached them. A call will tell, and a new offer can follow.",
        ),
        other => (
            "the client answered the offer",
            format!("{client} answered the offer of {total}: {other}."),
            "In their words:",
            "The incident has all that is known.",
        ),
    };
    note(&Note {
        subject: subject(&format!("{}: {title}", mail.reference), client),
        name: mail.owner_name,
        news: format!("{news} This is about {}.", mail.reference),
        words_label: words_label.to_owned(),
        words: mail.words,
        fact: mail.value.map(|value| {
            format!(
                "The amount they named: {}",
                wording::money(value, Language::English)
            )
        }),
        next: next.to_owned(),
        link: mail.incident_url,
        link_label: "Open the incident",
    })
}

pub fn feedback(mail: &FeedbackMail<'_>) -> Content {
    let client = mail.client_name;
    let next = match mail.satisfaction {
        0..=2 => "It is not right yet. Please call them, and listen first.",
        3 => "It could be better. Ask what is still missing.",
        _ => "That is good to hear. Thank them, and close the incident when all is done.",
    };
    note(&Note {
        subject: subject(
            &format!(
                "{}: {} of 5 from the client",
                mail.reference, mail.satisfaction
            ),
            client,
        ),
        name: mail.owner_name,
        news: format!(
            "{client} told us how it went with {}: {} of 5.",
            mail.reference, mail.satisfaction
        ),
        words_label: "In their words:".to_owned(),
        words: mail.note,
        fact: None,
        next: next.to_owned(),
        link: mail.incident_url,
        link_label: "Open the incident",
    })
}

/// A line of an offer with its amount as it is read.
struct Item<'a> {
    label: &'a str,
    /// Empty where nothing was put on it: "USD 0.00" beside a gift would sound like an insult.
    value: String,
}

#[derive(Template)]
#[template(path = "mail_apology_draft.txt")]
struct ApologyDraftText<'a> {
    owner_name: &'a str,
    client_name: &'a str,
    summary: &'a str,
    reference: &'a str,
    ready: bool,
    findings: &'a [(String, &'a str)],
    link: &'a str,
    letter_subject: &'a str,
    quoted_letter: String,
}

#[derive(Template)]
#[template(path = "mail_apology_draft.html")]
struct ApologyDraftHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    owner_name: &'a str,
    client_name: &'a str,
    summary: &'a str,
    reference: &'a str,
    ready: bool,
    findings: &'a [(String, &'a str)],
    link: &'a str,
    link_label: &'a str,
    letter_subject: &'a str,
    paragraphs: Vec<Vec<&'a str>>,
}

#[derive(Template)]
#[template(path = "mail_apology.html")]
struct ApologyHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    paragraphs: Vec<Vec<&'a str>>,
}

#[derive(Template)]
#[template(path = "mail_offer.txt")]
struct OfferText<'a> {
    german: bool,
    greeted: &'a str,
    reference: &'a str,
    summary: &'a str,
    message: Option<&'a str>,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    until: &'a str,
    link: &'a str,
    owner_name: &'a str,
    owner_email: &'a str,
}

#[derive(Template)]
#[template(path = "mail_offer.html")]
struct OfferHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    german: bool,
    greeted: &'a str,
    reference: &'a str,
    summary: &'a str,
    paragraphs: Vec<Vec<&'a str>>,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    until: &'a str,
    link: &'a str,
    link_label: &'a str,
    owner_name: &'a str,
    owner_email: &'a str,
}

#[derive(Template)]
#[template(path = "mail_offer_approval.txt")]
struct OfferApprovalText<'a> {
    approver_name: &'a str,
    maker_name: &'a str,
    client_name: &'a str,
    summary: &'a str,
    reference: &'a str,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    suggestion: Option<&'a str>,
    quoted_justification: Option<String>,
    quoted_message: Option<String>,
    until: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail_offer_approval.html")]
struct OfferApprovalHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    approver_name: &'a str,
    maker_name: &'a str,
    client_name: &'a str,
    summary: &'a str,
    reference: &'a str,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    suggestion: Option<&'a str>,
    justification: Option<Vec<Vec<&'a str>>>,
    message: Option<Vec<Vec<&'a str>>>,
    until: &'a str,
    link: &'a str,
    link_label: &'a str,
}

/// News for a colleague: what happened, in whose words, and what to do next.
struct Note<'a> {
    subject: String,
    name: &'a str,
    news: String,
    words_label: String,
    words: Option<&'a str>,
    fact: Option<String>,
    next: String,
    link: &'a str,
    link_label: &'a str,
}

#[derive(Template)]
#[template(path = "mail_note.txt")]
struct NoteText<'a> {
    name: &'a str,
    news: &'a str,
    words_label: &'a str,
    quoted_words: Option<String>,
    fact: Option<&'a str>,
    next: &'a str,
    link: &'a str,
    link_label: &'a str,
}

#[derive(Template)]
#[template(path = "mail_note.html")]
struct NoteHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    name: &'a str,
    news: &'a str,
    words_label: &'a str,
    words: Option<Vec<Vec<&'a str>>>,
    fact: Option<&'a str>,
    next: &'a str,
    link: &'a str,
    link_label: &'a str,
}

fn note(note: &Note<'_>) -> Content {
    let text = NoteText {
        name: note.name,
        news: &note.news,
        words_label: &note.words_label,
        quoted_words: note.words.map(quoted),
        fact: note.fact.as_deref(),
        next: &note.next,
        link: note.link,
        link_label: note.link_label,
    };
    let html = NoteHtml {
        lang: "en",
        subject: &note.subject,
        name: note.name,
        news: &note.news,
        words_label: &note.words_label,
        words: note.words.map(paragraphs),
        fact: note.fact.as_deref(),
        next: &note.next,
        link: note.link,
        link_label: note.link_label,
    };
    content(&text, &html, note.subject.clone())
}

fn content(text: &impl Template, html: &impl Template, subject: String) -> Content {
    Content {
        subject,
        text: without_gaps(&rendered(text)),
        html: rendered(html),
    }
}

fn rendered(template: &impl Template) -> String {
    template
        .render()
        .expect("writing into a string cannot fail")
}

/// Never more than one blank line in a row, which optional passages would leave behind.
fn without_gaps(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        let gap = line.is_empty() && lines.last().is_none_or(|last| last.is_empty());
        if !gap {
            lines.push(line);
        }
    }
    format!("{}\n", lines.join("\n").trim_end())
}

/// One line of at most [`LINE_MAX`] characters; the end of `about` gives way.
fn subject(lead: &str, about: &str) -> String {
    let about = one_line(about);
    let whole = if about.is_empty() {
        one_line(lead)
    } else {
        one_line(&format!("{lead}: {about}"))
    };
    if whole.chars().count() <= LINE_MAX {
        return whole;
    }
    let kept: String = whole.chars().take(LINE_MAX - 1).collect();
    format!("{}…", kept.trim_end())
}

fn item_lines(items: &[ItemLine], language: Language) -> Vec<Item<'_>> {
    items
        .iter()
        .map(|item| Item {
            label: &item.label,
            value: if item.value.is_zero() {
                String::new()
            } else {
                wording::money(item.value, language)
            },
        })
        .collect()
}

/// How an offer stands to what the policy suggests.
fn compared(total: Money, suggested: Money) -> String {
    let written = |money| wording::money(money, Language::English);
    let suggestion = format!("The policy suggests {}", written(suggested));
    let more = total.minus(suggested).ok();
    let less = suggested.minus(total).ok();
    match (more, less) {
        (Some(more), _) if more.is_zero() => format!("{suggestion}, the same."),
        (Some(more), _) => format!("{suggestion}; this is {} more.", written(more)),
        (None, Some(less)) => format!("{suggestion}; this is {} less.", written(less)),
        (None, None) => format!("{suggestion}."),
    }
}

/// Paragraphs, which blank lines part, and their lines.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|paragraph| !paragraph.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

/// Every line behind a `>`, as mail quotes.
fn quoted(text: &str) -> String {
    let lines: Vec<String> = text
        .trim_end()
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_timestamp;

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

    fn shown(content: &Content) -> String {
        format!(
            "Subject: {}\n\n{}\n=== HTML ===\n{}",
            content.subject, content.text, content.html
        )
    }

    fn letter() -> &'static str {
        "Dear Ada,\n\nwe launched your site three weeks late.\nThat was our mistake.\n\n\
         We are sorry.\n\nZoë Owner\n"
    }

    fn draft(findings: &[(String, String)], ready: bool) -> Content {
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
            summary: "Site launched three weeks late",
            message,
            items,
            total: usd("2000"),
            expires_at: expiry(),
            time_zone: Tz::Europe__Vienna,
            link: "https://amends.example.com/c/a1b2c3",
            owner_name: "Zoë Owner",
            owner_email: "zoe@example.com",
        }
    }

    fn an_approval<'a>(items: &'a [ItemLine], suggested_total: Option<Money>) -> OfferApproval<'a> {
        OfferApproval {
            approver_name: "Max Finance",
            reference: "INC-2026-000001",
            client_name: "Byron & Sons",
            summary: "Site launched three weeks late",
            maker_name: "Zoë Owner",
            items,
            total: usd("2000"),
            suggested_total,
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
        let message = Some("Thank you for telling us.\n\nYou were right.");
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
        let letter = |language, subject, text| {
            apology(&Apology {
                language,
                subject,
                text,
            })
        };
        let german = "Guten Tag Ada,\n\nwir haben Ihre Website drei Wochen zu spät \
                      fertiggestellt.\n\nWir bitten Sie um Entschuldigung.";
        for (name, content) in [
            ("apology_draft_ready", draft(&[], true)),
            ("apology_draft_not_ready", draft(&findings, false)),
            (
                "apology_en",
                letter(Language::English, "Our mistake", self::letter()),
            ),
            (
                "apology_de",
                letter(Language::German, "Unser Fehler", german),
            ),
            (
                "offer_en",
                offer(&an_offer(&items, Language::English, message)),
            ),
            ("offer_de", offer(&an_offer(&items, Language::German, None))),
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
            assert!(content.subject.chars().count() <= LINE_MAX);
            assert!(!content.html.contains("src=") && !content.html.contains("@import"));
            insta::assert_snapshot!(name, shown(&content));
        }
    }

    #[test]
    fn subjects_keep_their_reference_and_stay_short() {
        let items = items();
        let long = "ä ".repeat(100);
        let mut mail = an_offer(&items, Language::German, None);
        mail.summary = &long;
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
        mail.summary = evil;
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
            content.text.contains("suggests EUR 1.00.\n"),
            "{}",
            content.text
        );
    }

    #[test]
    fn paragraphs_and_quotes() {
        assert_eq!(
            paragraphs("\n\na\nb \n \n\nc\n"),
            [vec!["a", "b"], vec!["c"]]
        );
        assert!(paragraphs(" \n").is_empty());
        assert_eq!(quoted("a\n\nb\n"), "> a\n>\n> b");
    }
}
