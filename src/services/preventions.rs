//! Preventions: planned, done, verified.

use crate::domain::actor::{Actor, Permit, ReadCases, RunIncidents};
use crate::domain::error::Refusal;
use crate::domain::event::Change;
use crate::domain::ids::PreventionId;
use crate::domain::prevention::{NewPrevention, Prevention};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Seen, Work, expect_version};
use crate::store;

pub fn plan(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewPrevention,
) -> Result<Prevention> {
    let kept = incidents::lock(work, which)?;
    incidents::expect_owner(work, "/owner_id", new.owner_id)?;
    let prevention = Prevention {
        id: work.id(),
        incident_id: kept.incident.id,
        description: new.description.into(),
        owner_id: new
            .owner_id
            .or(kept.incident.owner_id)
            .unwrap_or(permit.actor().id),
        due_on: new.due_on,
        done_at: None,
        done_evidence: None,
        verified_at: None,
        verified_evidence: None,
        made_by: permit.actor().id,
        made_at: work.now,
        version: 1,
    };
    store::preventions::insert(work.db, &prevention)?;
    incidents::refresh_due(work, &kept.incident)?;
    record(work, permit.actor(), "plan_prevention", None, &prevention)?;
    Ok(prevention)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: PreventionId) -> Result<Prevention> {
    store::preventions::find(work.db, id)?.ok_or(Error::NotFound("prevention"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Prevention>> {
    let id = incidents::present(work, which)?;
    Ok(store::preventions::list(work.db, id, page)?)
}

pub fn done(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PreventionId,
    seen: Option<Seen>,
    evidence: Text,
) -> Result<Prevention> {
    change(
        work,
        permit,
        id,
        seen,
        "prevention_done",
        |prevention, now| prevention.done(evidence, now),
    )
}

pub fn verify(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PreventionId,
    seen: Option<Seen>,
    evidence: Text,
) -> Result<Prevention> {
    change(
        work,
        permit,
        id,
        seen,
        "prevention_verified",
        |prevention, now| prevention.verify(evidence, now),
    )
}

fn change(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PreventionId,
    seen: Option<Seen>,
    action: &'static str,
    step: impl FnOnce(&mut Prevention, Timestamp) -> std::result::Result<(), Refusal>,
) -> Result<Prevention> {
    let named = store::preventions::find(work.db, id)?.ok_or(Error::NotFound("prevention"))?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let before = store::preventions::find(work.db, id)?.ok_or(Error::NotFound("prevention"))?;
    expect_version(seen, before.version)?;
    let mut prevention = before.clone();
    step(&mut prevention, work.now)?;
    store::preventions::update(work.db, &mut prevention)?;
    incidents::refresh_due(work, &kept.incident)?;
    record(work, permit.actor(), action, Some(&before), &prevention)?;
    Ok(prevention)
}

fn record(
    work: &mut Work<'_>,
    by: &Actor,
    action: &'static str,
    before: Option<&Prevention>,
    after: &Prevention,
) -> Result<()> {
    let subject = ("prevention", after.id.to_string());
    let change = Change::between(action, subject, before, after).of(after.incident_id);
    work.record(Some(by), change)
}
