//! What past incidents would have cost under another policy.
//!
//! A run looks at every incident, so it is done outside of any transaction that changes something,
//! one at a time, and ends when nobody waits for it any more. What many incidents share is read once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;

use crate::domain::actor::{Permit, ReadPolicy};
use crate::domain::amends::policy::{Policy, PolicyVersion, Repeat};
use crate::domain::amends::suggestion::{self, TooLarge};
use crate::domain::ids::{ClientId, IncidentId};
use crate::domain::incident::Incident;
use crate::domain::money::{Currency, Money};
use crate::domain::time::Timestamp;
use crate::services::guarantees::Gathered;
use crate::services::{
    Awaited, Error, Page, Result, Services, Work, guarantees, incidents, policy,
};
use crate::store;

/// Another policy, and which incidents to replay under it. Dismissed ones cost nothing.
#[derive(Debug, Clone)]
pub struct Trial {
    pub policy: Policy,
    /// Reported at or after.
    pub from: Option<Timestamp>,
    /// Reported before.
    pub to: Option<Timestamp>,
}

/// What all incidents come to, and some of them one by one.
#[derive(Debug, Clone, Default)]
pub struct Simulation {
    pub incidents: usize,
    /// Incidents that come to more than Amends accepts under one of the policies; the totals are
    /// without them.
    pub failed: usize,
    pub totals: BTreeMap<Currency, Totals>,
    /// The newest first.
    pub replayed: Vec<Replayed>,
    /// Incidents that follow on the last one shown.
    pub left_out: usize,
}

/// In minor units; a sum may be more than any amount can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub before: u128,
    pub after: u128,
}

/// What one past incident would have cost; `None` where too little is known.
#[derive(Debug, Clone)]
pub struct Replayed {
    pub incident: IncidentId,
    pub reference: String,
    /// Under the policy that judged it.
    pub before: std::result::Result<Option<Money>, TooLarge>,
    pub after: std::result::Result<Option<Money>, TooLarge>,
}

/// Rows that are read at a time.
const AT_ONCE: i64 = 1_000;

/// Replays incidents under another policy; keeps nothing. Shows those of `page`.
pub fn run(
    services: &Services,
    _: &Permit<ReadPolicy>,
    trial: &Trial,
    page: &Page,
    awaited: &Awaited,
) -> Result<Simulation> {
    let _turn = Turn::take(&services.simulating)?;
    services.read_at_once(|work| replay(work, trial, page, awaited))
}

/// Held while a simulation runs.
struct Turn(Arc<AtomicBool>);

impl Turn {
    fn take(taken: &Arc<AtomicBool>) -> Result<Self> {
        if taken.swap(true, Ordering::SeqCst) {
            return Err(Error::Simulating);
        }
        Ok(Self(Arc::clone(taken)))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

fn replay(
    work: &mut Work<'_>,
    trial: &Trial,
    page: &Page,
    awaited: &Awaited,
) -> Result<Simulation> {
    let versions = store::policies::list(work.db, &Page::whole())?;
    let default = policy::current(work)?;
    let policies = versions.iter().chain([&default]).map(|it| &it.policy);
    let days = policies
        .chain([&trial.policy])
        .filter_map(|policy| Some(policy.repeat.as_ref()?.within_days))
        .max();
    let earlier = match days {
        Some(days) => Earlier::read(work, trial, days, awaited)?,
        None => Earlier::default(),
    };
    let mut gathered = gather(work, awaited)?;
    let filter = store::incidents::Filter {
        from: trial.from,
        to: trial.to,
        without_dismissed: true,
        ..store::incidents::Filter::default()
    };
    let mut simulation = Simulation::default();
    let mut rows = batch();
    loop {
        let incidents = store::incidents::list(work.db, &filter, &rows)?;
        let Some(last) = incidents.last() else {
            return Ok(simulation);
        };
        rows.before = Some(last.incident.id.to_string());
        for store::incidents::Kept { incident, .. } in incidents {
            if awaited.is_over() {
                return Err(Error::SimulationTooLong);
            }
            let judged = judged_by(&versions, &default, &incident);
            let policies = [&judged.policy, &trial.policy];
            let [before, after] = costs(work, &mut gathered, &earlier, &incident, policies)?;
            simulation.add(page, incident, before, after);
        }
    }
}

fn judged_by<'a>(
    versions: &'a [PolicyVersion],
    default: &'a PolicyVersion,
    incident: &Incident,
) -> &'a PolicyVersion {
    // Newest first, so the first that is old enough judged it.
    versions
        .iter()
        .find(|version| version.created_at <= incident.reported_at)
        .or(versions.last())
        .unwrap_or(default)
}

type Cost = std::result::Result<Option<Money>, TooLarge>;

/// What one incident costs under each policy; its guarantee is evaluated once for both.
fn costs(
    work: &mut Work<'_>,
    gathered: &mut Gathered,
    earlier: &Earlier,
    incident: &Incident,
    policies: [&Policy; 2],
) -> Result<[Cost; 2]> {
    let breached = match guarantees::of_incident_among(work, gathered, incident) {
        Ok(breached) => breached,
        Err(Error::TooLarge(too_large)) => {
            return Ok([Err(too_large.clone()), Err(too_large)]);
        }
        Err(error) => return Err(error),
    };
    let billed_in = gathered.local(work, incident.client_id)?.billed_in;
    Ok(policies.map(|policy| {
        let earlier = match &policy.repeat {
            Some(repeat) => earlier.count(incident, repeat),
            None => 0,
        };
        let known = incidents::known_with(incident, &breached, earlier, billed_in);
        let amount = suggestion::amount(&known, policy)?;
        Ok(amount.map(|(total, _)| total))
    }))
}

impl Simulation {
    fn add(&mut self, page: &Page, incident: Incident, before: Cost, after: Cost) {
        self.incidents += 1;
        match (&before, &after) {
            (Ok(before), Ok(after)) => self.sum_up(*before, *after),
            // On one side alone it would be a difference that no policy makes.
            _ => self.failed += 1,
        }
        let shown_already = page
            .before
            .as_ref()
            .is_some_and(|last| incident.id.to_string() >= *last);
        if shown_already {
            return;
        }
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
        if self.replayed.len() == limit {
            self.left_out += 1;
            return;
        }
        self.replayed.push(Replayed {
            incident: incident.id,
            reference: incident.reference,
            before,
            after,
        });
    }

    fn sum_up(&mut self, before: Option<Money>, after: Option<Money>) {
        let minor = |money: Money| u128::from(money.minor().unsigned_abs());
        if let Some(before) = before {
            self.totals_in(before.currency()).before += minor(before);
        }
        if let Some(after) = after {
            self.totals_in(after.currency()).after += minor(after);
        }
    }

    fn totals_in(&mut self, currency: Currency) -> &mut Totals {
        self.totals.entry(currency).or_default()
    }
}

/// When each client's incidents were reported, in order; without those that were dismissed.
#[derive(Default)]
struct Earlier(HashMap<ClientId, Vec<Timestamp>>);

impl Earlier {
    fn read(work: &mut Work<'_>, trial: &Trial, days: u16, awaited: &Awaited) -> Result<Self> {
        let from = trial.from.map(|from| from - TimeDelta::days(days.into()));
        let mut of_clients: HashMap<ClientId, Vec<Timestamp>> = HashMap::new();
        let mut rows = batch();
        loop {
            let reports = store::incidents::reports(work.db, from, trial.to, &rows)?;
            let Some((last, ..)) = reports.last() else {
                break;
            };
            if awaited.is_over() {
                return Err(Error::SimulationTooLong);
            }
            rows.before = Some(last.to_string());
            for (_, client, at) in reports {
                of_clients.entry(client).or_default().push(at);
            }
        }
        for moments in of_clients.values_mut() {
            moments.sort_unstable();
        }
        Ok(Self(of_clients))
    }

    /// The same as [`store::incidents::count_of_client`] counts.
    fn count(&self, incident: &Incident, repeat: &Repeat) -> u32 {
        let Some(moments) = self.0.get(&incident.client_id) else {
            return 0;
        };
        let until = incident.reported_at;
        let from = until - TimeDelta::days(repeat.within_days.into());
        let before = |moment: Timestamp| moments.partition_point(|at| *at < moment);
        u32::try_from(before(until) - before(from)).unwrap_or(u32::MAX)
    }
}

/// What guarantees have come to so far, for all clients.
fn gather(work: &mut Work<'_>, awaited: &Awaited) -> Result<Gathered> {
    let mut gathered = Gathered::of_all_clients();
    gathered.know(store::clients::locals(work.db)?);
    let mut rows = batch();
    loop {
        let bound = store::offers::guaranteed(work.db, &rows)?;
        let Some(last) = bound.last() else {
            return Ok(gathered);
        };
        if awaited.is_over() {
            return Err(Error::SimulationTooLong);
        }
        rows.before = Some(last.offer.to_string());
        for one in bound {
            gathered.add(one);
        }
    }
}

fn batch() -> Page {
    Page {
        before: None,
        limit: AT_ONCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_runs_at_a_time() {
        let taken = Arc::default();
        let turn = Turn::take(&taken).unwrap();
        assert_eq!(Turn::take(&taken).err(), Some(Error::Simulating));
        drop(turn);
        assert!(Turn::take(&taken).is_ok());
    }
}
