//! The whole history: read, and followed from its first entry to its last.

use crate::domain::actor::{Permit, ReadHistory};
use crate::domain::event::{self, Broken, Event, GENESIS};
use crate::services::{Page, Result, Work};
use crate::store;

/// Entries read at a time while the chain is followed.
const STEP: i64 = 500;

/// What following the chain came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that were followed.
    pub checked: i64,
    /// The last entry there should be: its sequence and its hash.
    pub head: (i64, String),
    pub first_broken: Option<Broken>,
}

pub fn list(work: &mut Work<'_>, _: &Permit<ReadHistory>, page: &Page) -> Result<Vec<Event>> {
    Ok(store::events::list(work.db, page)?)
}

/// Finds an entry that was edited, deleted, moved or cut off.
pub fn verify(work: &mut Work<'_>, _: &Permit<ReadHistory>) -> Result<Verdict> {
    let head = store::events::head(work.db)?;
    let mut end = (0, GENESIS.to_owned());
    let mut broken = None;
    // Entries that are added meanwhile come after the head that is being checked.
    while end.0 < head.0 {
        let mut events = store::events::chain(work.db, end.0, STEP)?;
        events.retain(|event| event.sequence <= head.0);
        if events.is_empty() {
            broken = Some(cut_off(end.0 + 1));
            break;
        }
        match event::follow(end.clone(), &events) {
            Ok(next) => end = next,
            Err(found) => {
                broken = Some(found);
                break;
            }
        }
    }
    let checked = broken
        .as_ref()
        .map_or(end.0, |broken: &Broken| broken.sequence - 1);
    if broken.is_none() && end != head {
        broken = Some(cut_off(head.0));
    }
    Ok(Verdict {
        checked,
        head,
        first_broken: broken,
    })
}

fn cut_off(sequence: i64) -> Broken {
    Broken {
        sequence,
        reason: "the history does not reach its recorded end",
    }
}
