//! What one side saw. People who saw one event tell it differently; the accounts stand side by
//! side, and nobody's is rewritten. What another side tells differently is marked as disputed, so
//! that no letter states it as a fact.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::ids::{AccountId, IncidentId, UserId};
use crate::domain::text::{Line, Text};
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

words! {
    Side {
        Client = "client",
        Staff = "staff",
        Subcontractor = "subcontractor",
    }
}

#[derive(Debug, Clone)]
pub struct NewAccount {
    pub by: Line,
    pub side: Side,
    pub text: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    pub id: AccountId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    pub by: String,
    #[serde(serialize_with = "crate::domain::event::as_word")]
    pub side: Side,
    pub text: String,
    #[serde(skip)]
    pub recorded_by: UserId,
    #[serde(skip)]
    pub recorded_at: Timestamp,
    /// What in it another side tells differently; `None` where nothing is disputed.
    pub disputed_points: Option<String>,
    /// What was told differently until the sides agreed; a new dispute opens it again.
    pub settled_points: Option<String>,
    #[serde(serialize_with = "crate::domain::event::as_maybe_moment")]
    pub settled_at: Option<Timestamp>,
}

impl Account {
    pub fn is_disputed(&self) -> bool {
        self.disputed_points.is_some()
    }

    /// Another side tells it differently, in these points.
    pub fn dispute(&mut self, points: Text) {
        self.disputed_points = Some(points.into());
        self.settled_points = None;
        self.settled_at = None;
    }

    /// The sides agree on it now. What nobody disputed stays as it is.
    pub fn settle(&mut self, now: Timestamp) {
        if let Some(points) = self.disputed_points.take() {
            self.settled_points = Some(points);
            self.settled_at = Some(now);
        }
    }
}

/// The sides beside each other: each with its accounts, the oldest first. A side that has not been
/// heard is there, with none.
pub fn beside_each_other(accounts: Vec<Account>) -> Vec<(Side, Vec<Account>)> {
    let mut sides: Vec<(Side, Vec<Account>)> = [Side::Client, Side::Staff, Side::Subcontractor]
        .map(|side| (side, Vec::new()))
        .into();
    for account in accounts {
        if let Some((_, told)) = sides.iter_mut().find(|(side, _)| *side == account.side) {
            told.push(account);
        }
    }
    for (_, told) in &mut sides {
        told.sort_by_key(|account| (account.recorded_at, account.id.to_string()));
    }
    sides
}
