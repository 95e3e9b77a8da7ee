//! A promise: "we will ... by ...", made to a client, with a date.

use serde::Serialize;

use crate::domain::error::{Refusal, Standing};
use crate::domain::event::{as_maybe_moment, as_moment};
use crate::domain::ids::{IncidentId, PromiseId, UserId};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;

#[derive(Debug, Clone)]
pub struct NewPromise {
    pub text: Text,
    pub due_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    pub id: PromiseId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    pub text: String,
    #[serde(serialize_with = "as_moment")]
    pub due_at: Timestamp,
    #[serde(serialize_with = "as_maybe_moment")]
    pub kept_at: Option<Timestamp>,
    pub kept_note: Option<String>,
    #[serde(skip)]
    pub made_by: UserId,
    #[serde(skip)]
    pub made_at: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

impl Promise {
    /// A promise is kept once; what was noted then stays.
    pub fn keep(&mut self, note: Option<Text>, now: Timestamp) -> Result<(), Refusal> {
        if self.kept_at.is_some() {
            return Err(Refusal::WrongState {
                action: "keep",
                standing: self.standing(),
                detail: "this promise is already kept".into(),
            });
        }
        self.kept_at = Some(now);
        self.kept_note = note.map(Into::into);
        Ok(())
    }

    pub fn standing(&self) -> Standing {
        if self.kept_at.is_some() {
            Standing {
                state: "kept",
                allowed_actions: vec![],
            }
        } else {
            Standing {
                state: "open",
                allowed_actions: vec!["keep"],
            }
        }
    }
}
