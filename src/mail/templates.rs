//! What every mail says, in plain text and in HTML with the same facts.
//!
//! Clients are written to in their language, colleagues in English. Knows neither addresses nor
//! the store; the caller hands in finished facts. Each kind of mail has a file; this one holds what
//! they share.

mod approval;
mod draft;
mod items;
mod letter;
mod news;
mod offer;
#[cfg(test)]
mod tests;

pub mod notices;

mod came_back;
mod playback;

mod history_head;

use askama::Template;

pub use approval::{OfferApproval, offer_approval};
pub use draft::{ApologyDraft, OneAccount, OneSide, apology_draft};
pub use history_head::{HistoryHead, history_head};
pub use items::ItemLine;
pub use letter::{Apology, apology};
pub use news::{
    FeedbackMail, OfferAnswered, OfferDecided, feedback, offer_answered, offer_decided,
};
pub use offer::{OfferMail, offer};

use crate::domain::language::Language;
use crate::domain::text::LINE_MAX;
use crate::domain::wording;
use crate::mail::message::{Content, one_line};
pub use came_back::{ReplyMail, reply};
pub use playback::{PlaybackAnswered, PlaybackMail, playback, playback_answered};

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
fn subject(lead: &str, about: &str, language: Language) -> String {
    let about = one_line(about);
    let whole = if about.is_empty() {
        one_line(lead)
    } else {
        one_line(&format!("{lead}{}{about}", wording::colon(language)))
    };
    if whole.chars().count() <= LINE_MAX {
        return whole;
    }
    let kept: String = whole.chars().take(LINE_MAX - 1).collect();
    format!("{}…", kept.trim_end())
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
