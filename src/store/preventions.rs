//! Preventions: rows and queries.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::domain::ids::{IncidentId, PreventionId};
use crate::domain::prevention::Prevention;
use crate::store::columns::{parse, utc};
use crate::store::database::Db;
use crate::store::schema::preventions;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = preventions, treat_none_as_null = true)]
struct PreventionRow {
    id: String,
    incident_id: String,
    description: String,
    owner_id: String,
    due_on: NaiveDate,
    done_at: Option<NaiveDateTime>,
    done_evidence: Option<String>,
    verified_at: Option<NaiveDateTime>,
    verified_evidence: Option<String>,
    made_by: String,
    made_at: NaiveDateTime,
    version: i64,
}

impl From<&Prevention> for PreventionRow {
    fn from(prevention: &Prevention) -> Self {
        Self {
            id: prevention.id.to_string(),
            incident_id: prevention.incident_id.to_string(),
            description: prevention.description.clone(),
            owner_id: prevention.owner_id.to_string(),
            due_on: prevention.due_on,
            done_at: prevention.done_at.map(|at| at.naive_utc()),
            done_evidence: prevention.done_evidence.clone(),
            verified_at: prevention.verified_at.map(|at| at.naive_utc()),
            verified_evidence: prevention.verified_evidence.clone(),
            made_by: prevention.made_by.to_string(),
            made_at: prevention.made_at.naive_utc(),
            version: prevention.version,
        }
    }
}

impl TryFrom<PreventionRow> for Prevention {
    type Error = Error;

    fn try_from(row: PreventionRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("preventions.id", &row.id)?,
            incident_id: parse("preventions.incident_id", &row.incident_id)?,
            description: row.description,
            owner_id: parse("preventions.owner_id", &row.owner_id)?,
            due_on: row.due_on,
            done_at: row.done_at.map(utc),
            done_evidence: row.done_evidence,
            verified_at: row.verified_at.map(utc),
            verified_evidence: row.verified_evidence,
            made_by: parse("preventions.made_by", &row.made_by)?,
            made_at: utc(row.made_at),
            version: row.version,
        })
    }
}

pub fn insert(db: &mut Db, prevention: &Prevention) -> Result<(), Error> {
    diesel::insert_into(preventions::table)
        .values(PreventionRow::from(prevention))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: PreventionId) -> Result<Option<Prevention>, Error> {
    preventions::table
        .find(id.to_string())
        .select(PreventionRow::as_select())
        .first(db)
        .optional()?
        .map(Prevention::try_from)
        .transpose()
}

/// Every prevention of an incident, the oldest first.
pub fn of_incident(db: &mut Db, incident: IncidentId) -> Result<Vec<Prevention>, Error> {
    let rows: Vec<PreventionRow> = preventions::table
        .filter(preventions::incident_id.eq(incident.to_string()))
        .select(PreventionRow::as_select())
        .order(preventions::id.asc())
        .load(db)?;
    rows.into_iter().map(Prevention::try_from).collect()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<Prevention>, Error> {
    let mut query = preventions::table
        .filter(preventions::incident_id.eq(incident.to_string()))
        .select(PreventionRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(preventions::id.lt(before));
    }
    let rows: Vec<PreventionRow> = query
        .order(preventions::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Prevention::try_from).collect()
}

pub fn update(db: &mut Db, prevention: &mut Prevention) -> Result<(), Error> {
    let read = prevention.version;
    prevention.version += 1;
    let changed = diesel::update(preventions::table.find(prevention.id.to_string()))
        .filter(preventions::version.eq(read))
        .set(PreventionRow::from(&*prevention))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
