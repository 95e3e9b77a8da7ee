//! A prevention: an action that keeps the mistake from happening again.
//!
//! It is open, then done with evidence, then verified by somebody who looked.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::error::{Refusal, Standing};
use crate::domain::event::as_maybe_moment;
use crate::domain::ids::{IncidentId, PreventionId, UserId};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;

#[derive(Debug, Clone)]
pub struct NewPrevention {
    pub description: Text,
    pub owner_id: Option<UserId>,
    pub due_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prevention {
    pub id: PreventionId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    pub description: String,
    pub owner_id: UserId,
    pub due_on: NaiveDate,
    #[serde(serialize_with = "as_maybe_moment")]
    pub done_at: Option<Timestamp>,
    pub done_evidence: Option<String>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub verified_at: Option<Timestamp>,
    pub verified_evidence: Option<String>,
    #[serde(skip)]
    pub made_by: UserId,
    #[serde(skip)]
    pub made_at: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

impl Prevention {
    pub fn done(&mut self, evidence: Text, now: Timestamp) -> Result<(), Refusal> {
        if self.done_at.is_some() {
            return Err(self.refuse("done", "this prevention is already done"));
        }
        self.done_at = Some(now);
        self.done_evidence = Some(evidence.into());
        Ok(())
    }

    pub fn verify(&mut self, evidence: Text, now: Timestamp) -> Result<(), Refusal> {
        if self.done_at.is_none() {
            return Err(self.refuse("verify", "this prevention is not done yet"));
        }
        if self.verified_at.is_some() {
            return Err(self.refuse("verify", "this prevention is already verified"));
        }
        self.verified_at = Some(now);
        self.verified_evidence = Some(evidence.into());
        Ok(())
    }

    pub fn standing(&self) -> Standing {
        let (state, action) = match (self.done_at, self.verified_at) {
            (None, _) => ("open", Some("done")),
            (Some(_), None) => ("done", Some("verify")),
            (Some(_), Some(_)) => ("verified", None),
        };
        Standing {
            state,
            allowed_actions: action.into_iter().collect(),
        }
    }

    fn refuse(&self, action: &'static str, detail: &str) -> Refusal {
        Refusal::WrongState {
            action,
            standing: self.standing(),
            detail: detail.into(),
        }
    }
}
