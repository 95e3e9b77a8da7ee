//! Delegations: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::delegation::Delegation;
use crate::domain::ids::{DelegationId, UserId};
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, parse, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::delegations;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = delegations, treat_none_as_null = true)]
struct DelegationRow {
    id: String,
    from_user: String,
    to_user: String,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    limits: String,
    reason: String,
    made_by: String,
    made_at: NaiveDateTime,
    ended_at: Option<NaiveDateTime>,
    version: i64,
}

impl From<&Delegation> for DelegationRow {
    fn from(delegation: &Delegation) -> Self {
        Self {
            id: delegation.id.to_string(),
            from_user: delegation.from.to_string(),
            to_user: delegation.to.to_string(),
            starts_at: delegation.starts_at.naive_utc(),
            ends_at: delegation.ends_at.naive_utc(),
            limits: to_json(&delegation.limits),
            reason: delegation.reason.clone(),
            made_by: delegation.made_by.to_string(),
            made_at: delegation.made_at.naive_utc(),
            ended_at: delegation.ended_at.map(|at| at.naive_utc()),
            version: delegation.version,
        }
    }
}

impl TryFrom<DelegationRow> for Delegation {
    type Error = Error;

    fn try_from(row: DelegationRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("delegations.id", &row.id)?,
            from: parse("delegations.from_user", &row.from_user)?,
            to: parse("delegations.to_user", &row.to_user)?,
            starts_at: utc(row.starts_at),
            ends_at: utc(row.ends_at),
            limits: from_json("delegations.limits", &row.limits)?,
            reason: row.reason,
            made_by: parse("delegations.made_by", &row.made_by)?,
            made_at: utc(row.made_at),
            ended_at: row.ended_at.map(utc),
            version: row.version,
        })
    }
}

pub fn insert(db: &mut Db, delegation: &Delegation) -> Result<(), Error> {
    diesel::insert_into(delegations::table)
        .values(DelegationRow::from(delegation))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: DelegationId) -> Result<Option<Delegation>, Error> {
    delegations::table
        .find(id.to_string())
        .select(DelegationRow::as_select())
        .first(db)
        .optional()?
        .map(Delegation::try_from)
        .transpose()
}

/// Those that `user` lends or borrows, or all.
pub fn list(db: &mut Db, user: Option<UserId>, page: &Page) -> Result<Vec<Delegation>, Error> {
    let mut query = delegations::table
        .select(DelegationRow::as_select())
        .into_boxed();
    if let Some(user) = user {
        let user = user.to_string();
        let takes_part = delegations::from_user
            .eq(user.clone())
            .or(delegations::to_user.eq(user));
        query = query.filter(takes_part);
    }
    if let Some(before) = &page.before {
        query = query.filter(delegations::id.lt(before));
    }
    let rows: Vec<DelegationRow> = query
        .order(delegations::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Delegation::try_from).collect()
}

/// What is lent to `borrower` at `now`, the oldest first.
pub fn active_for(db: &mut Db, borrower: UserId, now: Timestamp) -> Result<Vec<Delegation>, Error> {
    let rows: Vec<DelegationRow> = delegations::table
        .filter(delegations::to_user.eq(borrower.to_string()))
        .filter(delegations::starts_at.le(now.naive_utc()))
        .filter(delegations::ends_at.gt(now.naive_utc()))
        .filter(delegations::ended_at.is_null())
        .select(DelegationRow::as_select())
        .order(delegations::id.asc())
        .load(db)?;
    rows.into_iter().map(Delegation::try_from).collect()
}

pub fn update(db: &mut Db, delegation: &mut Delegation) -> Result<(), Error> {
    let read = delegation.version;
    delegation.version += 1;
    let changed = diesel::update(delegations::table.find(delegation.id.to_string()))
        .filter(delegations::version.eq(read))
        .set(DelegationRow::from(&*delegation))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
