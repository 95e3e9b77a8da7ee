//! Mail that comes back to us: what it is, whose it is, and what in it is new.
//!
//! Works on a message that was taken apart already ([`Incoming`]). Knows nothing of MIME, and
//! looks nothing up.

pub mod address;
pub mod automatic;
pub mod bounce;
pub mod filed;
pub mod place;
pub mod quotation;
pub mod understood;

pub use filed::{Filed, Kind, PlacedBy, Sender};

/// Longest text kept of a message, in characters; as long as any text of ours.
pub const TEXT_MAX: usize = crate::domain::text::TEXT_MAX;
/// Largest message that is taken in, in bytes. What is attached to it is not kept.
pub const MESSAGE_MAX: usize = 25 * 1024 * 1024;

/// A message, taken apart. Everything in it is text without control characters, and bounded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// With its angle brackets.
    pub message_id: Option<String>,
    pub from: Mailbox,
    /// Whom it was sent to, also by the envelope as far as a header tells it.
    pub to: Vec<String>,
    pub subject: String,
    /// The messages that it answers, with their angle brackets, the nearest first.
    pub references: Vec<String>,
    /// All header fields in their order: the name in small letters, and the value in one line.
    pub headers: Vec<(String, String)>,
    /// What it says, as plain text; line ends are `\n`.
    pub text: String,
    /// The blocks of fields of a delivery report (RFC 3464).
    pub report: Vec<Fields>,
    /// The fields of the messages that came back in it, as far as they came back.
    pub returned: Vec<Fields>,
    /// What sets it apart from every other message, however it travelled: a SHA-256 in hex.
    pub digest: String,
}

/// Header fields: the name in small letters, and the value in one line.
pub type Fields = Vec<(String, String)>;

/// What was handed in has none of the fields that every message has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no message: it has no header field such as From, Date, Subject or Message-ID")]
pub struct NotAMessage;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailbox {
    pub name: Option<String>,
    pub address: Option<String>,
}

impl Incoming {
    /// The first field of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        field(&self.headers, name)
    }

    /// The messages of ours that a message with a report may be about, with their angle brackets.
    pub fn reported_ids(&self) -> Vec<String> {
        let mut ids = self.returned_ids();
        ids.extend(self.references.iter().cloned());
        ids.dedup();
        ids
    }

    /// The messages that came back in it, or that its report names.
    pub fn returned_ids(&self) -> Vec<String> {
        let of_parts = self
            .returned
            .iter()
            .filter_map(|fields| field(fields, "message-id"))
            .chain(self.report.iter().filter_map(|block| {
                field(block, "original-message-id")
                    .or_else(|| field(block, "x-original-message-id"))
            }));
        let mut ids: Vec<String> = of_parts.flat_map(address::message_ids).collect();
        ids.extend(address::message_ids_in_text(&self.text));
        ids
    }
}

/// The first field of this name.
pub fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
}
