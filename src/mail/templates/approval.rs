//! An offer that waits for a decision, to somebody who may take it.

use askama::Template;
use chrono_tz::Tz;

use super::items::{Item, ItemLine, item_lines};
use super::{Content, content, quoted, subject};
use crate::domain::amends::suggestion::Gauge;
use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;
use crate::domain::wording;

/// An offer that waits for a decision, to somebody who may take it.
#[derive(Debug, Clone, Copy)]
pub struct OfferApproval<'a> {
    pub approver_name: &'a str,
    pub reference: &'a str,
    pub client_name: &'a str,
    /// The client's address that it would go to.
    pub recipient: &'a str,
    pub summary: &'a str,
    pub maker_name: &'a str,
    pub items: &'a [ItemLine],
    pub total: Money,
    pub suggested_total: Option<Money>,
    /// The total beside the loss and the price.
    pub gauge: &'a Gauge,
    pub justification: Option<&'a str>,
    pub message: Option<&'a str>,
    pub expires_at: Timestamp,
    pub offer_url: &'a str,
}

pub fn offer_approval(mail: &OfferApproval<'_>) -> Content {
    let total = wording::money(mail.total, Language::English);
    let lead = format!("{}: please decide on an offer of {total}", mail.reference);
    let subject = subject(&lead, mail.client_name, Language::English);
    let items = item_lines(mail.items, Language::English);
    let suggestion = mail
        .suggested_total
        .map(|suggested| compared(mail.total, suggested));
    let shares = Some(mail.gauge.to_string()).filter(|shares| !shares.is_empty());
    let shares = shares.map(|shares| format!("The offer is {shares}."));
    let notes = mail.gauge.notes.iter().cloned();
    let beside: Vec<String> = suggestion.into_iter().chain(shares).chain(notes).collect();
    let suggestion = Some(beside.join(" ")).filter(|beside| !beside.is_empty());
    let until = wording::moment(mail.expires_at, Tz::UTC, Language::English);
    let text = OfferApprovalText {
        approver_name: mail.approver_name,
        maker_name: mail.maker_name,
        client_name: mail.client_name,
        recipient: mail.recipient,
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
        recipient: mail.recipient,
        summary: mail.summary,
        reference: mail.reference,
        items: &items,
        total_label: "Total",
        total: &total,
        suggestion: suggestion.as_deref(),
        justification: mail.justification.map(blocks),
        message: mail.message.map(blocks),
        until: &until,
        link: mail.offer_url,
        link_label: "The offer, in the API",
    };
    content(&text, &html, subject.clone())
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

#[derive(Template)]
#[template(path = "mail_offer_approval.txt")]
struct OfferApprovalText<'a> {
    approver_name: &'a str,
    maker_name: &'a str,
    client_name: &'a str,
    recipient: &'a str,
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
    recipient: &'a str,
    summary: &'a str,
    reference: &'a str,
    items: &'a [Item<'a>],
    total_label: &'a str,
    total: &'a str,
    suggestion: Option<&'a str>,
    justification: Option<Vec<Block<'a>>>,
    message: Option<Vec<Block<'a>>>,
    until: &'a str,
    link: &'a str,
    link_label: &'a str,
}
