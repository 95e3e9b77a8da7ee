//! What is due on an incident, and when.

use chrono::{NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::incident::Incident;
use crate::domain::prevention::Prevention;
use crate::domain::promise::Promise;
use crate::domain::time::Timestamp;
use crate::domain::workflow::State;

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// An action of the workflow (`own`, `apologize`, ...), `promise` or `prevention`.
    pub what: String,
    pub at: Timestamp,
}

/// How long an incident may stay in a state before the next step is overdue, in hours, and the
/// step that ends it. Waiting makes every later amends dearer, so the first steps are the tightest.
const STEPS: &[(State, &str, i64)] = &[
    (State::Reported, "own", 24),
    (State::Owned, "apologize", 24),
    (State::Apologized, "offer", 72),
    (State::Accepted, "fulfil", 14 * 24),
    (State::Amended, "close", 30 * 24),
];

/// Everything that is due, the earliest first.
pub fn due(incident: &Incident, promises: &[Promise], preventions: &[Prevention]) -> Vec<Due> {
    let over = matches!(incident.state, State::Dismissed);
    let step = STEPS
        .iter()
        .find(|(state, ..)| *state == incident.state)
        .map(|(_, what, hours)| Due {
            what: (*what).to_owned(),
            at: incident.state_since + TimeDelta::hours(*hours),
        });
    let promises = promises
        .iter()
        .filter(|promise| promise.kept_at.is_none())
        .map(|promise| Due {
            what: "promise".to_owned(),
            at: promise.due_at,
        });
    let preventions = preventions
        .iter()
        .filter(|prevention| prevention.done_at.is_none())
        .map(|prevention| Due {
            what: "prevention".to_owned(),
            // Due on a day means by its last moment.
            at: (prevention.due_on.and_time(NaiveTime::MIN) + TimeDelta::days(1)).and_utc(),
        });
    let mut due: Vec<Due> = if over {
        Vec::new()
    } else {
        step.into_iter()
            .chain(promises)
            .chain(preventions)
            .collect()
    };
    due.sort_by(|a, b| (a.at, &a.what).cmp(&(b.at, &b.what)));
    due
}
