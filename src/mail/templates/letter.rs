//! The apology itself, to the client: exactly the letter.

use askama::Template;

use super::{Content, rendered};
use crate::domain::apology::compose::{Block, Span, blocks};
use crate::domain::language::Language;

/// The apology itself, to the client.
#[derive(Debug, Clone, Copy)]
pub struct Apology<'a> {
    pub language: Language,
    pub subject: &'a str,
    pub text: &'a str,
}

/// Exactly the letter, and nothing around it.
pub fn apology(mail: &Apology<'_>) -> Content {
    let html = ApologyHtml {
        lang: mail.language.code(),
        subject: mail.subject,
        blocks: blocks(mail.text),
    };
    Content {
        subject: mail.subject.to_owned(),
        text: format!("{}\n", mail.text.trim_end()),
        html: rendered(&html),
    }
}

#[derive(Template)]
#[template(path = "mail_apology.html")]
struct ApologyHtml<'a> {
    lang: &'a str,
    subject: &'a str,
    blocks: Vec<Block<'a>>,
}
