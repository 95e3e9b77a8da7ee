//! News for a colleague: what was decided, what the client answered, how it went.

use askama::Template;

use super::{Content, content, quoted, subject};
use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::wording;

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
            Language::English,
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
        link_label: "The offer, in the API",
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
        subject: subject(
            &format!("{}: {title}", mail.reference),
            client,
            Language::English,
        ),
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
        link_label: "The incident, in the API",
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
            Language::English,
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
        link_label: "The incident, in the API",
    })
}

/// News for a colleague: what happened, in whose words, and what to do next.
pub(super) struct Note<'a> {
    pub(super) subject: String,
    pub(super) name: &'a str,
    pub(super) news: String,
    pub(super) words_label: String,
    pub(super) words: Option<&'a str>,
    pub(super) fact: Option<String>,
    pub(super) next: String,
    pub(super) link: &'a str,
    pub(super) link_label: &'a str,
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
    words: Option<Vec<Block<'a>>>,
    fact: Option<&'a str>,
    next: &'a str,
    link: &'a str,
    link_label: &'a str,
}

pub(super) fn note(note: &Note<'_>) -> Content {
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
        words: note.words.map(blocks),
        fact: note.fact.as_deref(),
        next: &note.next,
        link: note.link,
        link_label: note.link_label,
    };
    content(&text, &html, note.subject.clone())
}
