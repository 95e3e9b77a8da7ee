//! An incident: one mistake made towards one client.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::apology::check::{self, Kind};
use crate::domain::error::Refusal;
use crate::domain::event::{as_maybe_moment, as_maybe_word, as_word};
use crate::domain::ids::{ClientId, IncidentId, UserId};
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::text::{Line, Text};
use crate::domain::time::Timestamp;
use crate::domain::workflow::{Action, State, words};

words! {
    DiscoveredBy {
        Client = "client",
        Us = "us",
    }
}

words! {
    Severity {
        Minor = "minor",
        Moderate = "moderate",
        Major = "major",
        Critical = "critical",
    }
}

words! {
    /// What the client lost, as they feel it. Amends work best where like repays like.
    LossKind {
        Money = "money",
        /// A thing that was flawed or is gone.
        Goods = "goods",
        /// Work that was done badly.
        Service = "service",
        /// They were neglected or treated badly.
        Attention = "attention",
    }
}

words! {
    /// Who made the error. Towards the client it is ours either way.
    Fault {
        Own = "own",
        Subcontractor = "subcontractor",
    }
}

/// A guarantee that was not kept, and the facts that it is judged by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    pub guarantee: String,
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// What is written down about an incident; the same when it is reported and when it changes.
#[derive(Debug, Clone)]
pub struct IncidentDetails {
    pub summary: Line,
    pub details: Option<Text>,
    /// The client's own words.
    pub client_account: Option<Text>,
    pub discovered_by: Option<DiscoveredBy>,
    pub category: Option<Line>,
    pub severity: Severity,
    pub fault: Fault,
    pub subcontractor: Option<Line>,
    pub occurred_at: Option<Timestamp>,
    pub noticed_at: Option<Timestamp>,
    pub price: Option<Money>,
    pub loss: Option<Money>,
    pub loss_kind: Option<LossKind>,
    pub desired_outcome: Option<Text>,
    pub expected_amends: Option<Money>,
    pub breach: Option<Breach>,
    pub owner_id: Option<UserId>,
    pub external_id: Option<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Incident {
    pub id: IncidentId,
    /// `INC-2026-000001`, for people.
    pub reference: String,
    pub client_id: ClientId,
    #[serde(serialize_with = "as_word")]
    pub state: State,
    pub summary: String,
    pub details: Option<String>,
    pub client_account: Option<String>,
    #[serde(serialize_with = "as_maybe_word")]
    pub discovered_by: Option<DiscoveredBy>,
    pub category: Option<String>,
    #[serde(serialize_with = "as_word")]
    pub severity: Severity,
    #[serde(serialize_with = "as_word")]
    pub fault: Fault,
    pub subcontractor: Option<String>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub occurred_at: Option<Timestamp>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub noticed_at: Option<Timestamp>,
    pub price: Option<Money>,
    pub loss: Option<Money>,
    pub loss_kind: Option<LossKind>,
    pub desired_outcome: Option<String>,
    pub expected_amends: Option<Money>,
    pub breach: Option<Breach>,
    pub owner_id: Option<UserId>,
    pub external_id: Option<String>,
    pub ownership: Option<String>,
    pub root_cause: Option<String>,
    #[serde(skip)]
    pub reported_by: UserId,
    #[serde(skip)]
    pub reported_at: Timestamp,
    /// When the incident came into its present state.
    #[serde(skip)]
    pub state_since: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

/// Who an incident is made with, and how it is called.
#[derive(Debug, Clone)]
pub struct Reported {
    pub id: IncidentId,
    pub reference: String,
    pub client_id: ClientId,
    pub by: UserId,
    pub at: Timestamp,
}

/// "It was our mistake, and this is how it happened."
#[derive(Debug, Clone)]
pub struct Ownership {
    pub statement: Text,
    pub root_cause: Option<Text>,
    pub owner_id: UserId,
}

impl Incident {
    pub fn report(reported: Reported, details: IncidentDetails) -> Self {
        let mut incident = Self {
            id: reported.id,
            reference: reported.reference,
            client_id: reported.client_id,
            state: State::Reported,
            summary: String::new(),
            details: None,
            client_account: None,
            discovered_by: None,
            category: None,
            severity: details.severity,
            fault: details.fault,
            subcontractor: None,
            occurred_at: None,
            noticed_at: None,
            price: None,
            loss: None,
            loss_kind: None,
            desired_outcome: None,
            expected_amends: None,
            breach: None,
            owner_id: None,
            external_id: None,
            ownership: None,
            root_cause: None,
            reported_by: reported.by,
            reported_at: reported.at,
            state_since: reported.at,
            version: 1,
        };
        incident.describe(details);
        incident
    }

    /// Changes what is known, not where the incident stands. What is over is not rewritten.
    pub fn change(&mut self, details: IncidentDetails) -> Result<(), Refusal> {
        if matches!(self.state, State::Closed | State::Dismissed) {
            return Err(Refusal::WrongState {
                action: "edit",
                standing: self.state.standing(),
                detail: format!(
                    "an incident that is {} cannot be changed; reopen it first",
                    self.state
                ),
            });
        }
        self.describe(details);
        Ok(())
    }

    fn describe(&mut self, details: IncidentDetails) {
        self.summary = details.summary.into();
        self.details = details.details.map(Into::into);
        self.client_account = details.client_account.map(Into::into);
        self.discovered_by = details.discovered_by;
        self.category = details.category.map(Into::into);
        self.severity = details.severity;
        self.fault = details.fault;
        self.subcontractor = details.subcontractor.map(Into::into);
        self.occurred_at = details.occurred_at;
        self.noticed_at = details.noticed_at;
        self.price = details.price;
        self.loss = details.loss;
        self.loss_kind = details.loss_kind;
        self.desired_outcome = details.desired_outcome.map(Into::into);
        self.expected_amends = details.expected_amends;
        self.breach = details.breach;
        self.owner_id = details.owner_id;
        self.external_id = details.external_id.map(Into::into);
    }

    /// Takes one step of the workflow.
    pub fn take(&mut self, action: Action, now: Timestamp) -> Result<(), Refusal> {
        self.state = self.state.after(action)?;
        self.state_since = now;
        Ok(())
    }

    /// Owns the mistake. The statement has to take responsibility, and without excuses.
    pub fn own(
        &mut self,
        ownership: Ownership,
        language: Language,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.state.after(Action::Own)?;
        let assessment = check::check(
            ownership.statement.as_str(),
            None,
            language,
            Kind::Ownership,
        );
        if !assessment.ready {
            return Err(Refusal::OwnershipNotReady {
                findings: assessment.findings,
                standing: self.state.standing(),
            });
        }
        self.ownership = Some(ownership.statement.into());
        if let Some(root_cause) = ownership.root_cause {
            self.root_cause = Some(root_cause.into());
        }
        self.owner_id = Some(ownership.owner_id);
        self.take(Action::Own, now)
    }

    /// Closes the incident once we have learned from it.
    pub fn close(
        &mut self,
        root_cause: Option<Text>,
        learned: Learned,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.state.after(Action::Close)?;
        if let Some(root_cause) = root_cause {
            self.root_cause = Some(root_cause.into());
        }
        let missing: Vec<&'static str> = [
            (self.root_cause.is_none(), "root_cause"),
            (learned.preventions == 0, "prevention"),
            (learned.follow_ups == 0, "follow_up"),
        ]
        .into_iter()
        .filter_map(|(lacking, what)| lacking.then_some(what))
        .collect();
        if !missing.is_empty() {
            return Err(Refusal::NotReadyToClose {
                missing,
                standing: self.state.standing(),
            });
        }
        self.take(Action::Close, now)
    }

    /// Whether offers may still be prepared.
    pub fn takes_offers(&self) -> Result<(), Refusal> {
        match self.state {
            State::Reported | State::Owned | State::Apologized | State::Offered => Ok(()),
            State::Accepted | State::Amended | State::Closed | State::Dismissed => {
                Err(Refusal::WrongState {
                    action: "prepare_offer",
                    standing: self.state.standing(),
                    detail: format!("an incident that is {} takes no further offers", self.state),
                })
            }
        }
    }

    /// The name that no text to the client may carry.
    pub fn hidden_name(&self) -> Option<&str> {
        self.subcontractor.as_deref()
    }
}

/// How much an incident has taught us so far.
#[derive(Debug, Clone, Copy)]
pub struct Learned {
    pub preventions: usize,
    pub follow_ups: usize,
}
