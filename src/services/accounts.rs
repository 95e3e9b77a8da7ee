//! Accounts: what each side saw.

use crate::domain::account::{Account, NewAccount};
use crate::domain::actor::{Permit, ReadCases, RunIncidents};
use crate::domain::event::Change;
use crate::domain::ids::AccountId;
use crate::domain::text::Text;
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Work};
use crate::store;

pub fn add(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewAccount,
) -> Result<Account> {
    let kept = incidents::lock(work, which)?;
    let account = Account {
        id: work.id(),
        incident_id: kept.incident.id,
        by: new.by.into(),
        side: new.side,
        text: new.text.into(),
        recorded_by: permit.actor().id,
        recorded_at: work.now,
        disputed_points: None,
    };
    store::accounts::insert(work.db, &account)?;
    let subject = ("account", account.id.to_string());
    let change = Change::between("add_account", subject, None, &account).of(kept.incident.id);
    work.record(Some(permit.actor()), change)?;
    Ok(account)
}

/// Marks what in an account another side tells differently.
pub fn dispute(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
    points: Text,
) -> Result<Account> {
    mark(work, permit, id, "dispute_account", Some(points.into()))
}

/// The sides agree on the account now.
pub fn settle(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
) -> Result<Account> {
    mark(work, permit, id, "settle_account", None)
}

fn mark(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
    action: &'static str,
    points: Option<String>,
) -> Result<Account> {
    let named = store::accounts::find(work.db, id)?.ok_or(Error::NotFound("account"))?;
    incidents::lock_id(work, named.incident_id)?;
    let before = store::accounts::find(work.db, id)?.ok_or(Error::NotFound("account"))?;
    let mut account = before.clone();
    account.disputed_points = points;
    store::accounts::set_disputed(work.db, &account)?;
    let subject = ("account", id.to_string());
    let change = Change::between(action, subject, Some(&before), &account).of(account.incident_id);
    work.record(Some(permit.actor()), change)?;
    Ok(account)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: AccountId) -> Result<Account> {
    store::accounts::find(work.db, id)?.ok_or(Error::NotFound("account"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Account>> {
    let id = incidents::present(work, which)?;
    Ok(store::accounts::list(work.db, id, page)?)
}
