//! A message as it is filed.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::error::{Refusal, Standing};
use crate::domain::event::{as_maybe_word, as_word};
use crate::domain::ids::{InboundId, IncidentId, MailId, UserId};
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

words! {
    /// What a message is.
    Kind {
        Reply = "reply",
        Bounce = "bounce",
        Delay = "delay",
        Automatic = "automatic",
        Own = "own",
        Stranger = "stranger",
        Unmatched = "unmatched",
    }
}

words! {
    /// Who a message says that it is from. Mail can be forged; this is what it claims.
    Sender {
        Client = "client",
        User = "user",
        Other = "other",
    }
}

words! {
    /// What tied a message to its incident.
    PlacedBy {
        Thread = "thread",
        Address = "address",
        Subject = "subject",
        Person = "person",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filed {
    pub id: InboundId,
    #[serde(serialize_with = "as_word")]
    pub kind: Kind,
    #[serde(skip)]
    pub incident_id: Option<IncidentId>,
    /// The mail of ours that did not arrive, or that it answers.
    pub mail_id: Option<MailId>,
    #[serde(serialize_with = "as_maybe_word")]
    pub placed_by: Option<PlacedBy>,
    #[serde(serialize_with = "as_word")]
    pub sender: Sender,
    pub from_name: Option<String>,
    pub from_address: Option<String>,
    pub subject: String,
    /// What is new in it.
    #[serde(skip)]
    pub text: String,
    /// What it repeats, and the signature.
    #[serde(skip)]
    pub quoted: Option<String>,
    /// Whom a report says the mail did not reach.
    pub recipients: Vec<String>,
    /// What the report gives as the reason.
    pub reason: Option<String>,
    #[serde(skip)]
    pub message_id: Option<String>,
    #[serde(skip)]
    pub digest: String,
    #[serde(skip)]
    pub handed_in_by: UserId,
    #[serde(skip)]
    pub received_at: Timestamp,
}

impl Filed {
    /// Puts it on an incident by a person's decision.
    pub fn place(&mut self, incident: IncidentId) -> Result<(), Refusal> {
        if self.incident_id.is_some() {
            return Err(Refusal::WrongState {
                action: "place",
                standing: self.standing(),
                detail: "this message is on an incident already".into(),
            });
        }
        self.incident_id = Some(incident);
        self.placed_by = Some(PlacedBy::Person);
        if matches!(self.kind, Kind::Stranger | Kind::Unmatched) {
            self.kind = Kind::Reply;
        }
        Ok(())
    }

    pub fn standing(&self) -> Standing {
        Standing {
            state: self.kind.as_str(),
            allowed_actions: match self.incident_id {
                None => vec!["place"],
                Some(_) => vec![],
            },
        }
    }
}
