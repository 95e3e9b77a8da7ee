//! The policy: which one is in force, and since when.

use crate::domain::actor::{Permit, ReadPolicy, WritePolicy};
use crate::domain::amends::policy::{Policy, PolicyVersion};
use crate::domain::amends::suggestion;
use crate::domain::event::Change;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Incident;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;
use crate::services::{Page, Result, Seen, Work, expect_version, guarantees, incidents};
use crate::store;

pub fn find(work: &mut Work<'_>, _: &Permit<ReadPolicy>) -> Result<PolicyVersion> {
    current(work)
}

/// The version in force. A database that nobody has set a policy in has the default as version 1.
pub(super) fn current(work: &mut Work<'_>) -> Result<PolicyVersion> {
    let kept = store::policies::current(work.db)?;
    Ok(kept.unwrap_or_else(|| PolicyVersion {
        version: 1,
        policy: Policy::default(),
        created_by: None,
        created_at: work.now,
    }))
}

/// The version that judges what was reported at `moment`; what is older than all of them is judged
/// by the first.
pub(super) fn in_force(work: &mut Work<'_>, moment: Timestamp) -> Result<PolicyVersion> {
    match store::policies::in_force(work.db, moment)? {
        Some(version) => Ok(version),
        None => current(work),
    }
}

pub fn versions(
    work: &mut Work<'_>,
    _: &Permit<ReadPolicy>,
    page: &Page,
) -> Result<Vec<PolicyVersion>> {
    Ok(store::policies::list(work.db, page)?)
}

/// Writes down the default policy where there is none, so that every version has its date.
pub fn begin(work: &mut Work<'_>) -> Result<()> {
    if store::policies::current(work.db)?.is_none() {
        let first = current(work)?;
        store::policies::insert(work.db, &first)?;
    }
    Ok(())
}

/// Makes a new version; the old ones stay as they were.
pub fn replace(
    work: &mut Work<'_>,
    permit: &Permit<WritePolicy>,
    seen: Option<Seen>,
    policy: Policy,
) -> Result<PolicyVersion> {
    let before = current(work)?;
    expect_version(seen, before.version)?;
    let version = PolicyVersion {
        version: before.version + 1,
        policy,
        created_by: Some(permit.actor().id),
        created_at: work.now,
    };
    store::policies::insert(work.db, &version)?;
    let subject = ("policy", version.version.to_string());
    let change = Change::between(
        "change_policy",
        subject,
        Some(&before.policy),
        &version.policy,
    );
    work.record(Some(permit.actor()), change)?;
    Ok(version)
}

/// What one past incident would have cost.
#[derive(Debug, Clone)]
pub struct Replayed {
    pub incident: IncidentId,
    pub reference: String,
    /// Under the policy that judged it.
    pub before: Option<Money>,
    pub after: Option<Money>,
}

/// Replays incidents under another policy; keeps nothing.
pub fn simulate(
    work: &mut Work<'_>,
    _: &Permit<ReadPolicy>,
    policy: &Policy,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
) -> Result<Vec<Replayed>> {
    let versions = store::policies::list(
        work.db,
        &Page {
            before: None,
            limit: i64::MAX,
        },
    )?;
    let default = current(work)?;
    let filter = store::incidents::Filter {
        from,
        to,
        ..store::incidents::Filter::default()
    };
    let mut page = Page {
        before: None,
        limit: SIMULATED_AT_ONCE,
    };
    let mut replayed = Vec::new();
    loop {
        let incidents = store::incidents::list(work.db, &filter, &page)?;
        let Some(last) = incidents.last() else {
            return Ok(replayed);
        };
        page.before = Some(last.incident.id.to_string());
        for store::incidents::Kept { incident, .. } in incidents {
            // Newest first, so the first that is old enough judged it.
            let judged = versions
                .iter()
                .find(|version| version.created_at <= incident.reported_at)
                .or(versions.last())
                .unwrap_or(&default);
            let before = total(work, &incident, &judged.policy)?;
            let after = total(work, &incident, policy)?;
            replayed.push(Replayed {
                incident: incident.id,
                reference: incident.reference,
                before,
                after,
            });
        }
    }
}

/// Incidents that are read at a time.
const SIMULATED_AT_ONCE: i64 = 1_000;

fn total(work: &mut Work<'_>, incident: &Incident, policy: &Policy) -> Result<Option<Money>> {
    let breached = guarantees::of_incident(work, incident)?;
    let known = incidents::known(work, incident, &breached, policy)?;
    Ok(suggestion::amount(&known, policy)?.map(|(total, _)| total))
}
