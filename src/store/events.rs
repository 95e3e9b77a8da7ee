//! History: appended to, read and followed; never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::event::{By, Change, Event};
use crate::domain::ids::{EventId, IncidentId};
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, from_json_maybe, parse, parse_maybe, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::{history, history_head};
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = history)]
struct EventRow {
    sequence: i64,
    id: String,
    at: NaiveDateTime,
    by_id: Option<String>,
    by_name: Option<String>,
    by_role: Option<String>,
    action: String,
    incident_id: Option<String>,
    subject_kind: String,
    subject_id: String,
    before: Option<String>,
    after: String,
    note: Option<String>,
    previous_hash: String,
    hash: String,
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self, Error> {
        let by = match (row.by_id, row.by_name, row.by_role) {
            (Some(id), Some(name), Some(role)) => Some(By {
                id: parse("history.by_id", &id)?,
                name,
                role: parse("history.by_role", &role)?,
            }),
            _ => None,
        };
        Ok(Self {
            sequence: row.sequence,
            id: parse("history.id", &row.id)?,
            at: utc(row.at),
            by,
            action: row.action,
            incident_id: parse_maybe("history.incident_id", row.incident_id.as_deref())?,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            before: from_json_maybe("history.before", row.before.as_deref())?,
            after: from_json("history.after", &row.after)?,
            note: row.note,
            previous_hash: row.previous_hash,
            hash: row.hash,
        })
    }
}

/// Appends one entry and seals it with the hash of the one before. The end of the history is held
/// until the commit, so this comes last in a transaction's order of locks.
pub fn append(
    db: &mut Db,
    id: EventId,
    at: Timestamp,
    by: Option<By>,
    change: Change,
) -> Result<(), Error> {
    diesel::update(history_head::table.find(HEAD))
        .set(history_head::sequence.eq(history_head::sequence + 1))
        .execute(db)?;
    let (sequence, previous_hash): (i64, String) = head(db)?;
    let (subject_kind, subject_id) = change.subject;
    let mut event = Event {
        sequence,
        id,
        at,
        by,
        action: change.action.to_owned(),
        incident_id: change.incident_id,
        subject_kind: subject_kind.to_owned(),
        subject_id,
        before: change.before,
        after: change.after,
        note: change.note,
        previous_hash,
        hash: String::new(),
    };
    event.hash = event.computed_hash();
    diesel::update(history_head::table.find(HEAD))
        .set(history_head::hash.eq(&event.hash))
        .execute(db)?;
    diesel::insert_into(history::table)
        .values(row(event))
        .execute(db)?;
    Ok(())
}

const HEAD: &str = "head";

fn row(event: Event) -> EventRow {
    let (by_id, by_name, by_role) = match event.by {
        Some(by) => (
            Some(by.id.to_string()),
            Some(by.name),
            Some(by.role.to_string()),
        ),
        None => (None, None, None),
    };
    EventRow {
        sequence: event.sequence,
        id: event.id.to_string(),
        at: event.at.naive_utc(),
        by_id,
        by_name,
        by_role,
        action: event.action,
        incident_id: event.incident_id.map(|id| id.to_string()),
        subject_kind: event.subject_kind,
        subject_id: event.subject_id,
        before: event.before.as_ref().map(to_json),
        after: to_json(&event.after),
        note: event.note,
        previous_hash: event.previous_hash,
        hash: event.hash,
    }
}

/// The sequence and the hash of the last entry.
pub fn head(db: &mut Db) -> Result<(i64, String), Error> {
    Ok(history_head::table
        .find(HEAD)
        .select((history_head::sequence, history_head::hash))
        .first(db)?)
}

/// An incident's entries after `after`, the oldest first.
pub fn of_incident(
    db: &mut Db,
    incident: IncidentId,
    after: i64,
    limit: i64,
) -> Result<Vec<Event>, Error> {
    let rows: Vec<EventRow> = history::table
        .filter(history::incident_id.eq(incident.to_string()))
        .filter(history::sequence.gt(after))
        .select(EventRow::as_select())
        .order(history::sequence.asc())
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(Event::try_from).collect()
}

/// All entries, the newest first.
pub fn list(db: &mut Db, page: &Page) -> Result<Vec<Event>, Error> {
    let before = page
        .before
        .as_deref()
        .and_then(|sequence| sequence.parse::<i64>().ok());
    let mut query = history::table.select(EventRow::as_select()).into_boxed();
    if let Some(before) = before {
        query = query.filter(history::sequence.lt(before));
    }
    let rows: Vec<EventRow> = query
        .order(history::sequence.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Event::try_from).collect()
}

/// Entries after `after` in order, to follow the chain.
pub fn chain(db: &mut Db, after: i64, limit: i64) -> Result<Vec<Event>, Error> {
    let rows: Vec<EventRow> = history::table
        .filter(history::sequence.gt(after))
        .select(EventRow::as_select())
        .order(history::sequence.asc())
        .limit(limit)
        .load(db)?;
    rows.into_iter().map(Event::try_from).collect()
}
