//! An offer, or what was agreed, to the client, in their language.

mod words;

use askama::Template;
use chrono_tz::Tz;

use super::items::{Item, ItemLine, item_lines};
use super::{Content, content, subject};
use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;
use crate::domain::wording;
use words::{Occasion, Words};

/// An offer, to the client.
#[derive(Debug, Clone, Copy)]
pub struct OfferMail<'a> {
    pub language: Language,
    /// Whom it greets: the contact's name, or the client's.
    pub greeted: &'a str,
    pub reference: &'a str,
    /// `None` where it is not to be said.
    pub summary: Option<&'a str>,
    pub message: Option<&'a str>,
    pub items: &'a [ItemLine],
    pub total: Money,
    /// Until when it can be answered; `None` for what was agreed.
    pub expires_at: Option<Timestamp>,
    pub time_zone: Tz,
    pub link: &'a str,
    pub owner_name: &'a str,
    pub owner_email: &'a str,
    pub owner_phone: Option<&'a str>,
}

fn about(words: &Words, mail: &OfferMail<'_>) -> String {
    match mail.summary {
        Some(summary) => (words.about)(summary.trim_end_matches('.'), mail.reference),
        None => (words.about_unsaid)(mail.reference),
    }
}

pub fn offer(mail: &OfferMail<'_>) -> Content {
    let words = words::of(mail.language);
    let items = item_lines(mail.items, mail.language);
    let occasion = match mail.expires_at {
        Some(_) => &words.offered,
        None => &words.agreed,
    };
    let lead = format!("{} ({})", occasion.title, mail.reference);
    let written = |until| wording::moment(until, mail.time_zone, mail.language);
    let facts = Facts {
        mail,
        words,
        occasion,
        greeting: (words.greeting)(mail.greeted),
        about: about(words, mail),
        colon: wording::colon(mail.language),
        items: &items,
        total: wording::money(mail.total, mail.language),
        until: mail.expires_at.map(written),
    };
    let subject = subject(
        &lead,
        mail.summary
            .unwrap_or_else(|| wording::our_mistake(mail.language)),
        mail.language,
    );
    let text = OfferText {
        facts: &facts,
        message: mail.message.map(str::trim_end),
    };
    let html = OfferHtml {
        lang: mail.language.code(),
        subject: &subject,
        facts: &facts,
        blocks: blocks(mail.message.unwrap_or_default()),
        items: &items,
        total_label: words.total,
        total: &facts.total,
        link: mail.link,
        link_label: occasion.link,
    };
    content(&text, &html, subject.clone())
}

/// What both parts say.
struct Facts<'a> {
    mail: &'a OfferMail<'a>,
    words: &'static Words,
    occasion: &'static Occasion,
    greeting: String,
    about: String,
    colon: &'static str,
    items: &'a [Item<'a>],
    total: String,
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "mail_offer.txt")]
struct OfferText<'a> {
    facts: &'a Facts<'a>,
    message: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "mail_offer.html")]
struct OfferHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    facts: &'a Facts<'a>,
    blocks: Vec<Block<'a>>,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    link: &'a str,
    link_label: &'a str,
}
