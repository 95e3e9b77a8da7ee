//! The draft of an apology, to the incident's owner.

use askama::Template;

use super::{Content, content, quoted, subject};
use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;
use crate::mail::message::one_line;

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
    /// What the apology check points at: the excerpt, and what is wrong with it and to be done.
    pub findings: &'a [(String, String)],
    /// What the owner should know before it is sent.
    pub notes: &'a [String],
    /// What each side says, where they do not agree; empty where they do.
    pub sides: &'a [OneSide<'a>],
}

/// What one side says.
#[derive(Debug, Clone)]
pub struct OneSide<'a> {
    pub name: &'static str,
    pub accounts: Vec<OneAccount<'a>>,
}

#[derive(Debug, Clone, Copy)]
pub struct OneAccount<'a> {
    pub by: &'a str,
    pub text: &'a str,
    pub disputed_points: Option<&'a str>,
}

impl OneAccount<'_> {
    /// In one line, for the part without columns.
    fn line(&self) -> String {
        let said = format!("{}: {}", one_line(self.by), one_line(self.text));
        match self.disputed_points {
            Some(points) => format!("{said} [in dispute: {}]", one_line(points)),
            None => said,
        }
    }
}

pub fn apology_draft(mail: &ApologyDraft<'_>) -> Content {
    let what = if mail.ready {
        "your apology is ready to send"
    } else {
        "your apology needs another look before it is sent"
    };
    let subject = subject(
        &format!("{}: {what}", mail.reference),
        mail.client_name,
        Language::English,
    );
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
        notes: mail.notes,
        sides: mail.sides,
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
        notes: mail.notes,
        sides: mail.sides,
        link: mail.incident_url,
        link_label: "The incident, in the API",
        letter_subject: mail.subject,
        blocks: blocks(mail.text),
    };
    content(&text, &html, subject.clone())
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
    notes: &'a [String],
    sides: &'a [OneSide<'a>],
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
    notes: &'a [String],
    sides: &'a [OneSide<'a>],
    link: &'a str,
    link_label: &'a str,
    letter_subject: &'a str,
    blocks: Vec<Block<'a>>,
}
