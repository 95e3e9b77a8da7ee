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
}

impl Account {
    pub fn is_disputed(&self) -> bool {
        self.disputed_points.is_some()
    }
}
