//! Promises: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::{IncidentId, PromiseId};
use crate::domain::promise::Promise;
use crate::store::columns::{parse, utc};
use crate::store::database::Db;
use crate::store::schema::promises;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = promises, treat_none_as_null = true)]
struct PromiseRow {
    id: String,
    incident_id: String,
    text: String,
    due_at: NaiveDateTime,
    kept_at: Option<NaiveDateTime>,
    kept_note: Option<String>,
    made_by: String,
    made_at: NaiveDateTime,
    version: i64,
}

impl From<&Promise> for PromiseRow {
    fn from(promise: &Promise) -> Self {
        Self {
            id: promise.id.to_string(),
            incident_id: promise.incident_id.to_string(),
            text: promise.text.clone(),
            due_at: promise.due_at.naive_utc(),
            kept_at: promise.kept_at.map(|at| at.naive_utc()),
            kept_note: promise.kept_note.clone(),
            made_by: promise.made_by.to_string(),
            made_at: promise.made_at.naive_utc(),
            version: promise.version,
        }
    }
}

impl TryFrom<PromiseRow> for Promise {
    type Error = Error;

    fn try_from(row: PromiseRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("promises.id", &row.id)?,
            incident_id: parse("promises.incident_id", &row.incident_id)?,
            text: row.text,
            due_at: utc(row.due_at),
            kept_at: row.kept_at.map(utc),
            kept_note: row.kept_note,
            made_by: parse("promises.made_by", &row.made_by)?,
            made_at: utc(row.made_at),
            version: row.version,
        })
    }
}

pub fn insert(db: &mut Db, promise: &Promise) -> Result<(), Error> {
    diesel::insert_into(promises::table)
        .values(PromiseRow::from(promise))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: PromiseId) -> Result<Option<Promise>, Error> {
    promises::table
        .find(id.to_string())
        .select(PromiseRow::as_select())
        .first(db)
        .optional()?
        .map(Promise::try_from)
        .transpose()
}

/// Every promise of an incident, the oldest first.
pub fn of_incident(db: &mut Db, incident: IncidentId) -> Result<Vec<Promise>, Error> {
    let rows: Vec<PromiseRow> = promises::table
        .filter(promises::incident_id.eq(incident.to_string()))
        .select(PromiseRow::as_select())
        .order(promises::id.asc())
        .load(db)?;
    rows.into_iter().map(Promise::try_from).collect()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<Promise>, Error> {
    let mut query = promises::table
        .filter(promises::incident_id.eq(incident.to_string()))
        .select(PromiseRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(promises::id.lt(before));
    }
    let rows: Vec<PromiseRow> = query
        .order(promises::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Promise::try_from).collect()
}

pub fn update(db: &mut Db, promise: &mut Promise) -> Result<(), Error> {
    let read = promise.version;
    promise.version += 1;
    let changed = diesel::update(promises::table.find(promise.id.to_string()))
        .filter(promises::version.eq(read))
        .set(PromiseRow::from(&*promise))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
