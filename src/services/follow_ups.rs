//! Follow-ups: how it ended.

use crate::domain::actor::{Actor, Permit, ReadCases, RunIncidents};
use crate::domain::event::Change;
use crate::domain::follow_up::{FollowUp, NewFollowUp, Source};
use crate::domain::ids::{FollowUpId, IncidentId};
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Work};
use crate::store;

pub fn add(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewFollowUp,
) -> Result<FollowUp> {
    let kept = incidents::lock(work, which)?;
    keep(work, Some(permit.actor()), kept.incident.id, new)
}

/// Keeps what was said; without an actor the client said it on their page.
pub(super) fn keep(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    incident_id: IncidentId,
    new: NewFollowUp,
) -> Result<FollowUp> {
    let follow_up = FollowUp {
        id: work.id(),
        incident_id,
        satisfaction: i64::from(new.satisfaction.get()),
        retained: new.retained,
        referred: new.referred,
        testimonial: new.testimonial.map(Into::into),
        note: new.note.map(Into::into),
        source: if by.is_some() {
            Source::Us
        } else {
            Source::Client
        },
        recorded_by: by.map(|actor| actor.id),
        recorded_at: work.now,
    };
    store::follow_ups::insert(work.db, &follow_up)?;
    let subject = ("follow_up", follow_up.id.to_string());
    let change = Change::between("follow_up", subject, None, &follow_up).of(incident_id);
    work.record(by, change)?;
    Ok(follow_up)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: FollowUpId) -> Result<FollowUp> {
    store::follow_ups::find(work.db, id)?.ok_or(Error::NotFound("follow-up"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<FollowUp>> {
    let id = incidents::present(work, which)?;
    Ok(store::follow_ups::list(work.db, id, page)?)
}
