//! Follow-ups: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::follow_up::FollowUp;
use crate::domain::ids::{FollowUpId, IncidentId};
use crate::store::columns::{parse, parse_maybe, utc};
use crate::store::database::Db;
use crate::store::schema::follow_ups;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = follow_ups)]
struct FollowUpRow {
    id: String,
    incident_id: String,
    satisfaction: i64,
    retained: Option<bool>,
    referred: Option<bool>,
    testimonial: Option<String>,
    note: Option<String>,
    source: String,
    recorded_by: Option<String>,
    recorded_at: NaiveDateTime,
}

impl TryFrom<FollowUpRow> for FollowUp {
    type Error = Error;

    fn try_from(row: FollowUpRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("follow_ups.id", &row.id)?,
            incident_id: parse("follow_ups.incident_id", &row.incident_id)?,
            satisfaction: row.satisfaction,
            retained: row.retained,
            referred: row.referred,
            testimonial: row.testimonial,
            note: row.note,
            source: parse("follow_ups.source", &row.source)?,
            recorded_by: parse_maybe("follow_ups.recorded_by", row.recorded_by.as_deref())?,
            recorded_at: utc(row.recorded_at),
        })
    }
}

pub fn insert(db: &mut Db, follow_up: &FollowUp) -> Result<(), Error> {
    let row = FollowUpRow {
        id: follow_up.id.to_string(),
        incident_id: follow_up.incident_id.to_string(),
        satisfaction: follow_up.satisfaction,
        retained: follow_up.retained,
        referred: follow_up.referred,
        testimonial: follow_up.testimonial.clone(),
        note: follow_up.note.clone(),
        source: follow_up.source.to_string(),
        recorded_by: follow_up.recorded_by.map(|id| id.to_string()),
        recorded_at: follow_up.recorded_at.naive_utc(),
    };
    diesel::insert_into(follow_ups::table)
        .values(row)
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: FollowUpId) -> Result<Option<FollowUp>, Error> {
    follow_ups::table
        .find(id.to_string())
        .select(FollowUpRow::as_select())
        .first(db)
        .optional()?
        .map(FollowUp::try_from)
        .transpose()
}

/// Every follow-up of an incident, the oldest first.
pub fn of_incident(db: &mut Db, incident: IncidentId) -> Result<Vec<FollowUp>, Error> {
    let rows: Vec<FollowUpRow> = follow_ups::table
        .filter(follow_ups::incident_id.eq(incident.to_string()))
        .select(FollowUpRow::as_select())
        .order(follow_ups::id.asc())
        .load(db)?;
    rows.into_iter().map(FollowUp::try_from).collect()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<FollowUp>, Error> {
    let mut query = follow_ups::table
        .filter(follow_ups::incident_id.eq(incident.to_string()))
        .select(FollowUpRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(follow_ups::id.lt(before));
    }
    let rows: Vec<FollowUpRow> = query
        .order(follow_ups::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(FollowUp::try_from).collect()
}
