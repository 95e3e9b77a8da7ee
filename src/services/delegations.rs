//! Authority to approve, lent to somebody else for a period.

use crate::domain::actor::{Permit, ReadDelegations, Role, WriteDelegations};
use crate::domain::delegation::{Delegation, DelegationDetails, may_take_part};
use crate::domain::error::FieldError;
use crate::domain::event::Change;
use crate::domain::ids::{DelegationId, UserId};
use crate::services::{Error, Page, Result, Seen, Work, expect_version};
use crate::store;

/// Approvers lend their own authority, admins anybody's.
pub fn make(
    work: &mut Work<'_>,
    permit: &Permit<WriteDelegations>,
    details: DelegationDetails,
) -> Result<Delegation> {
    let by = permit.actor();
    if by.role != Role::Admin && details.from != by.id {
        let error = FieldError::new("not_yours", "only an admin lends the authority of others");
        return Err(Error::invalid("/from_user_id", error));
    }
    for (pointer, id) in [("/from_user_id", details.from), ("/to_user_id", details.to)] {
        let user = store::users::find(work.db, id)?;
        if !user.is_some_and(|user| may_take_part(&user)) {
            let error = FieldError::new("unknown", "name an active approver or admin");
            return Err(Error::invalid(pointer, error));
        }
    }
    let delegation = Delegation::new(work.id(), details, by.id, work.now)?;
    store::delegations::insert(work.db, &delegation)?;
    let change = Change::between("delegate", subject(&delegation), None, &delegation);
    work.record(Some(by), change)?;
    Ok(delegation)
}

/// All of them for admins and auditors; everybody else sees those that they take part in.
pub fn list(
    work: &mut Work<'_>,
    permit: &Permit<ReadDelegations>,
    page: &Page,
) -> Result<Vec<Delegation>> {
    let only = sees_only(permit);
    Ok(store::delegations::list(work.db, only, page)?)
}

pub fn find(
    work: &mut Work<'_>,
    permit: &Permit<ReadDelegations>,
    id: DelegationId,
) -> Result<Delegation> {
    let only = sees_only(permit);
    store::delegations::find(work.db, id)?
        .filter(|found| only.is_none_or(|user| [found.from, found.to].contains(&user)))
        .ok_or(Error::NotFound("delegation"))
}

/// Takes a delegation back, from the next request on. Once it is over this changes nothing.
pub fn end(
    work: &mut Work<'_>,
    permit: &Permit<WriteDelegations>,
    id: DelegationId,
    seen: Option<Seen>,
) -> Result<Delegation> {
    let before = find(work, &permit.also()?, id)?;
    expect_version(seen, before.version)?;
    let mut delegation = before.clone();
    if delegation.end(work.now) {
        store::delegations::update(work.db, &mut delegation)?;
        let change = Change::between(
            "end_delegation",
            subject(&delegation),
            Some(&before),
            &delegation,
        );
        work.record(Some(permit.actor()), change)?;
    }
    Ok(delegation)
}

fn sees_only(permit: &Permit<ReadDelegations>) -> Option<UserId> {
    let actor = permit.actor();
    (actor.role == Role::Approver).then_some(actor.id)
}

fn subject(delegation: &Delegation) -> (&'static str, String) {
    ("delegation", delegation.id.to_string())
}
