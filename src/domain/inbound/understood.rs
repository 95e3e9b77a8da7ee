//! What a message is by itself, before anything is looked up.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::event::as_word;
use crate::domain::inbound::{Incoming, TEXT_MAX, automatic, bounce, quotation};
use crate::domain::workflow::words;

words! {
    /// Who or what wrote a message.
    Nature {
        Bounce = "bounce",
        Delay = "delay",
        Automatic = "automatic",
        Personal = "personal",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    #[serde(serialize_with = "as_word")]
    pub nature: Nature,
    pub message_id: Option<String>,
    pub from_name: Option<String>,
    pub from_address: Option<String>,
    pub subject: String,
    /// The messages that it answers or reports about, the nearest first.
    pub about: Vec<String>,
    /// What is new in it.
    pub text: String,
    /// What it repeats, and the signature.
    pub quoted: Option<String>,
    /// Whom a report says the mail did not reach.
    pub recipients: Vec<String>,
    /// What the report gives as the reason.
    pub reason: Option<String>,
}

/// What is known of a message beside what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Its sender's address is a client's or a colleague's.
    pub from_a_person: bool,
    /// It answers a mail of ours, or was sent to an incident's own address.
    pub answers_us: bool,
    /// It names an incident of ours, be it in its subject.
    pub names_incident: bool,
}

pub fn understand(incoming: &Incoming, known: Known) -> Understood {
    let report = bounce::read(incoming, known);
    let nature = match &report {
        Some(report) if report.permanent => Nature::Bounce,
        Some(_) => Nature::Delay,
        None if automatic::is_automatic(incoming, known) => Nature::Automatic,
        None => Nature::Personal,
    };
    let (text, quoted) = match nature {
        Nature::Personal => {
            let reply = quotation::separate(&incoming.text);
            (
                reply.new,
                Some(reply.quoted).filter(|quoted| !quoted.is_empty()),
            )
        }
        _ => (incoming.text.trim().to_owned(), None),
    };
    let (recipients, reason) = report.map_or((Vec::new(), None), |report| {
        (report.recipients, report.reason)
    });
    Understood {
        nature,
        message_id: incoming.message_id.clone(),
        from_name: incoming.from.name.clone(),
        from_address: incoming.from.address.clone(),
        subject: incoming.subject.clone(),
        about: match nature {
            Nature::Bounce | Nature::Delay => incoming.reported_ids(),
            Nature::Automatic | Nature::Personal => incoming.references.clone(),
        },
        text: capped(text),
        quoted: quoted.map(capped),
        recipients,
        reason,
    }
}

/// At most [`TEXT_MAX`] characters.
fn capped(text: String) -> String {
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    }
}
