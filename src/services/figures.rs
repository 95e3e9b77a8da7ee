//! How much there is of what, for whoever watches over the server: counts alone, and nothing of
//! what is in them.

use crate::domain::mail::MailState;
use crate::domain::workflow::State;
use crate::services::{Result, Work};
use crate::store;

/// The figures of one moment.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Every state, with 0 where there is nothing in it.
    pub incidents: Vec<(&'static str, i64)>,
    pub mail: Vec<(&'static str, i64)>,
    /// How long the oldest mail that is not out yet has been waiting, in seconds.
    pub oldest_waiting: i64,
}

pub fn read(work: &mut Work<'_>) -> Result<Figures> {
    let incidents = store::incidents::count_by_state(work.db)?;
    let mail = store::outbox::count_by_state(work.db)?;
    let oldest = store::outbox::oldest_waiting(work.db)?;
    Ok(Figures {
        incidents: each(State::WORDS, &incidents),
        mail: each(MailState::WORDS, &mail),
        oldest_waiting: oldest.map_or(0, |oldest| (work.now - oldest).num_seconds().max(0)),
    })
}

fn each(states: &'static [&'static str], counted: &[(String, i64)]) -> Vec<(&'static str, i64)> {
    let count = |state: &str| {
        let found = counted.iter().find(|(counted, _)| counted == state);
        found.map_or(0, |(_, count)| *count)
    };
    states.iter().map(|state| (*state, count(state))).collect()
}
