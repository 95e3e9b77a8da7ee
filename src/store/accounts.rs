//! Accounts of what happened: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::account::Account;
use crate::domain::ids::{AccountId, IncidentId};
use crate::store::columns::{parse, utc};
use crate::store::database::Db;
use crate::store::schema::accounts;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
struct AccountRow {
    id: String,
    incident_id: String,
    by_name: String,
    side: String,
    text: String,
    recorded_by: String,
    recorded_at: NaiveDateTime,
    disputed_points: Option<String>,
    settled_points: Option<String>,
    settled_at: Option<NaiveDateTime>,
}

impl TryFrom<AccountRow> for Account {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("accounts.id", &row.id)?,
            incident_id: parse("accounts.incident_id", &row.incident_id)?,
            by: row.by_name,
            side: parse("accounts.side", &row.side)?,
            text: row.text,
            recorded_by: parse("accounts.recorded_by", &row.recorded_by)?,
            recorded_at: utc(row.recorded_at),
            disputed_points: row.disputed_points,
            settled_points: row.settled_points,
            settled_at: row.settled_at.map(utc),
        })
    }
}

pub fn insert(db: &mut Db, account: &Account) -> Result<(), Error> {
    let row = AccountRow {
        id: account.id.to_string(),
        incident_id: account.incident_id.to_string(),
        by_name: account.by.clone(),
        side: account.side.to_string(),
        text: account.text.clone(),
        recorded_by: account.recorded_by.to_string(),
        recorded_at: account.recorded_at.naive_utc(),
        disputed_points: account.disputed_points.clone(),
        settled_points: account.settled_points.clone(),
        settled_at: account.settled_at.map(|at| at.naive_utc()),
    };
    diesel::insert_into(accounts::table)
        .values(row)
        .execute(db)?;
    Ok(())
}

/// Writes what of the account is disputed, and what was.
pub fn set_disputed(db: &mut Db, account: &Account) -> Result<(), Error> {
    diesel::update(accounts::table.find(account.id.to_string()))
        .set((
            accounts::disputed_points.eq(&account.disputed_points),
            accounts::settled_points.eq(&account.settled_points),
            accounts::settled_at.eq(account.settled_at.map(|at| at.naive_utc())),
        ))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: AccountId) -> Result<Option<Account>, Error> {
    accounts::table
        .find(id.to_string())
        .select(AccountRow::as_select())
        .first(db)
        .optional()?
        .map(Account::try_from)
        .transpose()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<Account>, Error> {
    let mut query = accounts::table
        .filter(accounts::incident_id.eq(incident.to_string()))
        .select(AccountRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(accounts::id.lt(before));
    }
    let rows: Vec<AccountRow> = query
        .order(accounts::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Account::try_from).collect()
}
