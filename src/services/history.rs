//! The whole history: read, followed from its first entry to its last, and its head told every day.

use crate::domain::actor::{Permit, ReadHistory};
use crate::domain::event::{self, Broken, Event, Found, Head};
use crate::domain::text::Email;
use crate::domain::workflow::Action;
use crate::services::{Page, Result, Services, Work, notify};
use crate::store;

/// Entries read at a time while the chain is followed.
const STEP: i64 = 500;
/// Counts the days on which the head was mailed: the last one, in days from 1 January of year 1.
const MAILED_ON: &str = "history-head-mailed-on";

/// What following the chain came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that hold.
    pub checked: i64,
    /// The last entry there should be.
    pub head: Head,
    pub first_broken: Option<Broken>,
}

pub fn list(work: &mut Work<'_>, _: &Permit<ReadHistory>, page: &Page) -> Result<Vec<Event>> {
    Ok(store::events::list(work.db, page)?)
}

/// Finds an entry that was edited, deleted, moved, added or cut off. A whole chain that was written
/// anew holds together, and is found by a head that was exported before.
pub fn verify(
    services: &Services,
    _: &Permit<ReadHistory>,
    exported: Option<&Head>,
) -> Result<Verdict> {
    examine(services, exported)
}

/// The same for whoever has the database itself, and needs nobody's leave to read it.
pub fn examine(services: &Services, exported: Option<&Head>) -> Result<Verdict> {
    // As of one moment, or entries that are added meanwhile would seem to stand behind the end.
    services.read_at_once(|work| {
        let is_ours = store::events::head_is_ours(work.db)?;
        let recorded = store::events::head(work.db)?.filter(|_| is_ours);
        let mut walk = Walk {
            end: Head::genesis(),
            exported,
            hash_then: exported
                .filter(|exported| exported.sequence == 0)
                .map(|_| Head::genesis().hash),
            reports: 0,
        };
        let known = Known {
            any_user: store::users::any(work.db)?,
            incidents: store::incidents::count(work.db)?,
        };
        let first_broken = walk.follow_all(work)?.err().or_else(|| {
            let end = event::expect_end(&walk.end, recorded.as_ref());
            end.and_then(|()| walk.expect_exported())
                .and_then(|()| walk.expect_all_of(&known))
                .err()
        });
        Ok(Verdict {
            checked: walk.end.sequence,
            head: recorded.unwrap_or(walk.end),
            first_broken,
        })
    })
}

/// The last entry there should be, as it is recorded.
pub fn head(services: &Services) -> Result<Option<Head>> {
    services.read(|work| Ok(store::events::head(work.db)?))
}

/// On the way from the first entry to the last.
struct Walk<'a> {
    end: Head,
    exported: Option<&'a Head>,
    /// The hash of the entry with the exported number.
    hash_then: Option<String>,
    /// Entries that report an incident.
    reports: i64,
}

/// What is there, and cannot have come without an entry.
struct Known {
    any_user: bool,
    incidents: i64,
}

impl Walk<'_> {
    fn follow_all(&mut self, work: &mut Work<'_>) -> Result<std::result::Result<(), Broken>> {
        // Also what stands before the first entry is looked at.
        let mut after = i64::MIN;
        loop {
            let found = store::events::chain(work.db, after, STEP)?;
            let Some(last) = found.last() else {
                return Ok(Ok(()));
            };
            after = last.sequence();
            if let Err(broken) = found.iter().try_for_each(|found| self.step(found)) {
                return Ok(Err(broken));
            }
        }
    }

    fn step(&mut self, found: &Found) -> std::result::Result<(), Broken> {
        self.end = event::follow(&self.end, found)?;
        if let Found::Entry(entry) = found
            && entry.action == Action::Report.as_str()
        {
            self.reports += 1;
        }
        if self.exported.map(|exported| exported.sequence) == Some(self.end.sequence) {
            self.hash_then = Some(self.end.hash.clone());
        }
        Ok(())
    }

    /// A history that was emptied, or written anew from its beginning, holds together.
    fn expect_all_of(&self, known: &Known) -> std::result::Result<(), Broken> {
        let reason = if known.any_user && self.end.sequence == 0 {
            "there are users, and no entry tells how they came"
        } else if self.reports < known.incidents {
            "there are more incidents than entries that report one"
        } else {
            return Ok(());
        };
        Err(Broken::new(self.end.sequence + 1, reason))
    }

    fn expect_exported(&self) -> std::result::Result<(), Broken> {
        match self.exported {
            Some(exported) => {
                event::expect_exported(exported, &self.end, self.hash_then.as_deref())
            }
            None => Ok(()),
        }
    }
}

/// Mails today's head, with what following the chain came to; `false` where that was done today,
/// by this instance or another. A day begins at midnight UTC.
pub fn mail_head(services: &Services, to: &Email) -> Result<bool> {
    let today = |work: &Work<'_>| i64::from(chrono::Datelike::num_days_from_ce(&work.now));
    let mailed = services.read(|work| {
        let day = today(work);
        Ok(store::counters::last(work.db, MAILED_ON)?.is_some_and(|last| last >= day))
    })?;
    if mailed {
        return Ok(false);
    }
    // Following a long chain takes a while, and holds nobody up.
    let verdict = examine(services, None)?;
    let to = to.clone();
    services.write(move |work| {
        let day = today(work);
        if !store::counters::raise(work.db, MAILED_ON, day)? {
            return Ok(false);
        }
        notify::history_head(work, &to, &verdict)?;
        Ok(true)
    })
}
