//! Accounts: what each side saw.

use crate::domain::account::{Account, NewAccount, Side, beside_each_other};
use crate::domain::actor::{Permit, ReadCases, RunIncidents};
use crate::domain::event::Change;
use crate::domain::ids::{AccountId, IncidentId, UserId};
use crate::domain::playback::{self, Playback};
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Work, hidden};
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
        settled_points: None,
        settled_at: None,
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
    mark(work, permit, id, "dispute_account", |account, _| {
        account.dispute(points);
    })
}

/// The sides agree on the account now.
pub fn settle(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
) -> Result<Account> {
    mark(work, permit, id, "settle_account", Account::settle)
}

fn mark(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: AccountId,
    action: &'static str,
    change: impl FnOnce(&mut Account, Timestamp),
) -> Result<Account> {
    let named = store::accounts::find(work.db, id)?.ok_or(Error::NotFound("account"))?;
    incidents::lock_id(work, named.incident_id)?;
    let before = store::accounts::find(work.db, id)?.ok_or(Error::NotFound("account"))?;
    let mut account = before.clone();
    change(&mut account, work.now);
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

/// What the sides say beside each other, and what the client said to what we played back.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub incident_id: IncidentId,
    pub sides: Vec<(Side, Vec<Account>)>,
    /// What the client said at the report, unless it was taken down as an account as well.
    pub at_report: Option<AtReport>,
    /// The client's correction that they have not confirmed since.
    pub correction: Option<Playback>,
    /// The last playback that the client said yes to, while they have not corrected it since.
    pub agreed: Option<Playback>,
}

/// The client's account that stands in the incident itself.
#[derive(Debug, Clone, PartialEq)]
pub struct AtReport {
    pub by: String,
    pub text: String,
    pub recorded_by: UserId,
    pub recorded_at: Timestamp,
}

pub fn compare(work: &mut Work<'_>, _: &Permit<ReadCases>, which: &Which) -> Result<Compared> {
    let incident_id = incidents::present(work, which)?;
    let accounts = all(work, incident_id)?;
    let at_report = at_report(work, incident_id, &accounts)?;
    let playbacks = hidden::playbacks(work, incident_id)?;
    let answered = playbacks
        .into_iter()
        .filter(|playback| playback.answer.is_some())
        .max_by_key(playback::answered_at);
    let agrees = |playback: &Playback| {
        let answer = playback.answer.as_ref();
        answer.is_some_and(|answer| answer.agreed)
    };
    let (agreed, correction) = match answered {
        Some(playback) if agrees(&playback) => (Some(playback), None),
        other => (None, other),
    };
    Ok(Compared {
        incident_id,
        sides: beside_each_other(accounts),
        at_report,
        correction,
        agreed,
    })
}

fn at_report(
    work: &mut Work<'_>,
    id: IncidentId,
    accounts: &[Account],
) -> Result<Option<AtReport>> {
    let kept = store::incidents::find(work.db, id)?.ok_or(Error::NotFound("incident"))?;
    let incident = kept.incident;
    let is_new = |text: &String| {
        let mut of_client = accounts.iter().filter(|it| it.side == Side::Client);
        of_client.all(|account| account.text != *text)
    };
    let Some(text) = incident.client_account.clone().filter(is_new) else {
        return Ok(None);
    };
    let client = incidents::client_of(work, &incident)?;
    Ok(Some(AtReport {
        by: client.contact_name.unwrap_or(client.name),
        text,
        recorded_by: incident.reported_by,
        recorded_at: incident.reported_at,
    }))
}

pub(super) fn all(work: &mut Work<'_>, incident: IncidentId) -> Result<Vec<Account>> {
    Ok(store::accounts::list(work.db, incident, &Page::whole())?)
}
