//! The client's page: what it shows, and what the client may do there.
//!
//! Whoever holds the link is the client. The link opens one offer and nothing else.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;

/// Everything that the page shows, already free of what the client must not read.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientCase {
    pub language: Language,
    /// Whom the page greets: the contact's name, or the client's.
    pub greeted: String,
    pub reference: String,
    /// What happened, in one line.
    pub summary: String,
    /// The apology as it was sent, in paragraphs separated by blank lines; `None` where it was
    /// given by voice or on paper.
    pub apology: Option<String>,
    /// Who answers for it, and how to reach them.
    pub owner_name: String,
    pub owner_email: String,
    pub offer: ShownOffer,
    pub stage: Stage,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownOffer {
    pub message: Option<String>,
    pub items: Vec<ShownItem>,
    pub total: Money,
    pub expires_at: Timestamp,
    /// The client's time zone where it is known (an IANA name), else `UTC`.
    pub time_zone: chrono_tz::Tz,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownItem {
    /// The kind as a word of ours: `refund`, `additional_time`, ...
    pub kind: &'static str,
    pub description: String,
    pub value: Money,
    /// `10`, `2.5`
    pub quantity: Option<String>,
    pub unit: Option<String>,
    /// Whether the client has been given it.
    pub fulfilled: bool,
}

/// Where the client stands with the offer.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It waits for an answer.
    Open,
    /// It was accepted; not everything has been given yet.
    Accepted,
    /// Everything was given; we would like to know how it went.
    AskingHowItWent,
    /// Everything was given, and the client told us how it went.
    ToldUs,
    Declined { reason: Option<String> },
    Countered { wish: Option<String> },
    /// It ran out. Nothing of the case is shown.
    Expired,
    /// We took it back. Nothing of the case is shown.
    Withdrawn,
}
