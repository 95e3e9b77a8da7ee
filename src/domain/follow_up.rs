//! A follow-up: how it ended. Satisfied, stayed, referred, wrote a testimonial.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::error::FieldError;
use crate::domain::ids::{FollowUpId, IncidentId, UserId};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

words! {
    /// Who said so: the client on their page, or one of us who asked.
    Source {
        Client = "client",
        Us = "us",
    }
}

/// 1 (not at all) to 5 (very).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Satisfaction(u8);

impl Satisfaction {
    pub fn parse(value: i64) -> Result<Self, FieldError> {
        u8::try_from(value)
            .ok()
            .filter(|value| (1..=5).contains(value))
            .map(Self)
            .ok_or_else(|| FieldError::new("out_of_range", "write a whole number from 1 to 5"))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

#[derive(Debug, Clone)]
pub struct NewFollowUp {
    pub satisfaction: Satisfaction,
    /// Did the client stay? A client who is asked on their page may not say.
    pub retained: Option<bool>,
    pub referred: Option<bool>,
    pub testimonial: Option<Text>,
    pub note: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    pub id: FollowUpId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    pub satisfaction: i64,
    pub retained: Option<bool>,
    pub referred: Option<bool>,
    pub testimonial: Option<String>,
    pub note: Option<String>,
    #[serde(serialize_with = "crate::domain::event::as_word")]
    pub source: Source,
    #[serde(skip)]
    pub recorded_by: Option<UserId>,
    #[serde(skip)]
    pub recorded_at: Timestamp,
}
