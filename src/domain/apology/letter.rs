//! An apology as it is kept: first a draft, then sent, recorded (given another way) or discarded.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::apology::check::{self, Assessment, Kind, Severity};
use crate::domain::error::{FieldError, Invalid, InvalidField, Refusal, Standing};
use crate::domain::event::{as_maybe_moment, as_maybe_word, as_word};
use crate::domain::ids::{ApologyId, IncidentId, UserId};
use crate::domain::language::{Language, LanguageTag};
use crate::domain::subcontractor::{NAMES_SUBCONTRACTOR, Subcontractor};
use crate::domain::text::{Line, Text};
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

words! {
    ApologyState {
        Draft = "draft",
        Sent = "sent",
        Recorded = "recorded",
        Discarded = "discarded",
    }
}

words! {
    /// How an apology was given that was not sent by us.
    Channel {
        Phone = "phone",
        InPerson = "in_person",
        Letter = "letter",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Apology {
    pub id: ApologyId,
    #[serde(skip)]
    pub incident_id: IncidentId,
    #[serde(serialize_with = "as_word")]
    pub state: ApologyState,
    /// The client's address when it was drafted or sent.
    pub to: String,
    pub subject: String,
    // History keeps no letters; the outbox does.
    #[serde(skip)]
    pub text: String,
    pub language: String,
    #[serde(serialize_with = "as_maybe_word")]
    pub channel: Option<Channel>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub given_at: Option<Timestamp>,
    pub note: Option<String>,
    /// Blocking findings that an approver answered for.
    pub overridden: Vec<String>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub sent_at: Option<Timestamp>,
    /// The template that it was composed from; `None` where somebody wrote the text.
    pub template: Option<String>,
    /// What the owner should know before it is sent.
    #[serde(skip)]
    pub notes: Vec<String>,
    #[serde(skip)]
    pub made_by: UserId,
    #[serde(skip)]
    pub made_at: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

/// Blocking findings that somebody sends the letter with, and why.
#[derive(Debug, Clone)]
pub struct Override {
    pub codes: Vec<String>,
    pub reason: Text,
}

/// An apology that was given by voice or on paper.
#[derive(Debug, Clone)]
pub struct Given {
    pub channel: Channel,
    pub at: Timestamp,
    pub note: Text,
}

impl Apology {
    pub fn assess(&self) -> Assessment {
        check::check(
            &self.text,
            Some(&self.subject),
            self.written_language(),
            Kind::Apology,
        )
    }

    pub fn written_language(&self) -> Language {
        LanguageTag::parse(&self.language)
            .map(|tag| tag.written())
            .unwrap_or_default()
    }

    pub fn edit(&mut self, subject: Option<Line>, text: Option<Text>) -> Result<(), Refusal> {
        self.only_draft("edit")?;
        if let Some(subject) = subject {
            self.subject = subject.into();
        }
        if let Some(text) = text {
            self.text = text.into();
        }
        Ok(())
    }

    /// Sends the letter to `to`. What blocks it has to be named in the override.
    pub fn send(
        &mut self,
        to: String,
        over: Option<&Override>,
        hidden: &Subcontractor,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.only_draft("send")?;
        self.overridden = self.refuse_blocked(over, hidden)?;
        self.state = ApologyState::Sent;
        self.to = to;
        self.sent_at = Some(now);
        self.given_at = Some(now);
        Ok(())
    }

    pub fn record(
        &mut self,
        given: Given,
        hidden: &Subcontractor,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.only_draft("record")?;
        if given.at > now {
            let error =
                FieldError::new("in_the_future", "an apology is recorded once it was given");
            return Err(Invalid::at("/at", error).into());
        }
        self.refuse_blocked(None, hidden)?;
        self.state = ApologyState::Recorded;
        self.channel = Some(given.channel);
        self.given_at = Some(given.at);
        self.note = Some(given.note.into());
        Ok(())
    }

    pub fn discard(&mut self) -> Result<(), Refusal> {
        self.only_draft("discard")?;
        self.state = ApologyState::Discarded;
        Ok(())
    }

    pub fn only_draft(&self, action: &'static str) -> Result<(), Refusal> {
        if self.state == ApologyState::Draft {
            return Ok(());
        }
        Err(Refusal::WrongState {
            action,
            standing: self.standing(),
            detail: format!(
                "an apology that is {} cannot take the action {action}",
                self.state
            ),
        })
    }

    pub fn standing(&self) -> Standing {
        Standing {
            state: self.state.as_str(),
            allowed_actions: match self.state {
                ApologyState::Draft => vec!["edit", "mail-draft", "send", "record", "discard"],
                ApologyState::Sent | ApologyState::Recorded | ApologyState::Discarded => vec![],
            },
        }
    }

    /// The codes that block and were overridden; a refusal if one was not.
    fn refuse_blocked(
        &self,
        over: Option<&Override>,
        hidden: &Subcontractor,
    ) -> Result<Vec<String>, Refusal> {
        let assessment = self.assess();
        let named =
            |code: &str| over.is_some_and(|over| over.codes.iter().any(|named| named == code));
        let mut overridden: Vec<String> = Vec::new();
        for finding in &assessment.findings {
            if finding.severity != Severity::Block {
                continue;
            }
            if !named(finding.code) {
                return Err(Refusal::ApologyNotReady {
                    standing: self.standing(),
                    findings: assessment.findings,
                });
            }
            if !overridden.iter().any(|code| code == finding.code) {
                overridden.push(finding.code.to_owned());
            }
        }
        let places = self.names(hidden);
        if !places.is_empty() {
            if !named(NAMES_SUBCONTRACTOR) {
                return Err(Refusal::NamesSubcontractor {
                    places,
                    standing: self.standing(),
                });
            }
            overridden.push(NAMES_SUBCONTRACTOR.to_owned());
        }
        Ok(overridden)
    }

    /// Where it names the subcontractor.
    pub fn names(&self, hidden: &Subcontractor) -> Vec<InvalidField> {
        hidden.places([
            ("/subject".to_owned(), self.subject.as_str()),
            ("/text".to_owned(), self.text.as_str()),
        ])
    }
}
