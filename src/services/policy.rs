//! The policy: which one is in force, and since when; and what another one would have cost.

pub mod simulation;

use crate::domain::actor::{Permit, ReadPolicy, WritePolicy};
use crate::domain::amends::policy::{Policy, PolicyVersion};
use crate::domain::event::Change;
use crate::domain::time::Timestamp;
use crate::services::{Page, Result, Seen, Work, expect_version};
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

/// Makes a new version; the old ones stay as they were. What changes nothing makes none.
pub fn replace(
    work: &mut Work<'_>,
    permit: &Permit<WritePolicy>,
    seen: Option<Seen>,
    policy: Policy,
) -> Result<PolicyVersion> {
    let before = current(work)?;
    expect_version(seen, before.version)?;
    if policy == before.policy {
        return Ok(before);
    }
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
