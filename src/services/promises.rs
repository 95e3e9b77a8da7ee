//! Promises: made, and kept.

use crate::domain::actor::{Actor, Permit, ReadCases, RunIncidents};
use crate::domain::event::Change;
use crate::domain::ids::PromiseId;
use crate::domain::promise::{NewPromise, Promise};
use crate::domain::text::Text;
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Seen, Work, expect_version};
use crate::store;

pub fn make(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewPromise,
) -> Result<Promise> {
    let kept = incidents::lock(work, which)?;
    let promise = Promise {
        id: work.id(),
        incident_id: kept.incident.id,
        text: new.text.into(),
        due_at: new.due_at,
        kept_at: None,
        kept_note: None,
        made_by: permit.actor().id,
        made_at: work.now,
        version: 1,
    };
    store::promises::insert(work.db, &promise)?;
    incidents::refresh_due(work, &kept.incident)?;
    record(work, permit.actor(), "promise", None, &promise)?;
    Ok(promise)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: PromiseId) -> Result<Promise> {
    store::promises::find(work.db, id)?.ok_or(Error::NotFound("promise"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Promise>> {
    let id = incidents::present(work, which)?;
    Ok(store::promises::list(work.db, id, page)?)
}

pub fn keep(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PromiseId,
    seen: Option<Seen>,
    note: Option<Text>,
) -> Result<Promise> {
    let named = store::promises::find(work.db, id)?.ok_or(Error::NotFound("promise"))?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let before = store::promises::find(work.db, id)?.ok_or(Error::NotFound("promise"))?;
    expect_version(seen, before.version)?;
    let mut promise = before.clone();
    promise.keep(note, work.now)?;
    store::promises::update(work.db, &mut promise)?;
    incidents::refresh_due(work, &kept.incident)?;
    record(
        work,
        permit.actor(),
        "keep_promise",
        Some(&before),
        &promise,
    )?;
    Ok(promise)
}

fn record(
    work: &mut Work<'_>,
    by: &Actor,
    action: &'static str,
    before: Option<&Promise>,
    after: &Promise,
) -> Result<()> {
    let subject = ("promise", after.id.to_string());
    let change = Change::between(action, subject, before, after).of(after.incident_id);
    work.record(Some(by), change)
}
