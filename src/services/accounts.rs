//! Accounts: what each side saw.

use crate::domain::account::{Account, NewAccount};
use crate::domain::actor::{Permit, ReadCases, RunIncidents};
use crate::domain::event::Change;
use crate::domain::ids::AccountId;
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
    };
    store::accounts::insert(work.db, &account)?;
    let subject = ("account", account.id.to_string());
    let change = Change::between("add_account", subject, None, &account).of(kept.incident.id);
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
