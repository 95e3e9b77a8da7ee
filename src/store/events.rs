//! History: appended to, read and followed; never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::event::{By, Change, Event, Found, Head};
use crate::domain::ids::{EventId, IncidentId};
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, from_json_maybe, parse, parse_maybe, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::{history, history_head};
use crate::store::{Error, Page};

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
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
    let Head {
        sequence,
        hash: previous_hash,
    } = head(db)?.ok_or_else(|| Error::Corrupt("history_head".to_owned()))?;
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

/// The last entry there should be. `None` only where somebody took the record of it away.
pub fn head(db: &mut Db) -> Result<Option<Head>, Error> {
    let head: Option<(i64, String)> = history_head::table
        .find(HEAD)
        .select((history_head::sequence, history_head::hash))
        .first(db)
        .optional()?;
    Ok(head.map(|(sequence, hash)| Head { sequence, hash }))
}

/// When something of an incident's was last changed: of that kind, with that id.
pub fn last_change(
    db: &mut Db,
    incident: IncidentId,
    (kind, id): (&str, String),
) -> Result<Option<Timestamp>, Error> {
    let at: Option<NaiveDateTime> = history::table
        .filter(history::incident_id.eq(incident.to_string()))
        .filter(history::subject_kind.eq(kind))
        .filter(history::subject_id.eq(id))
        .select(history::at)
        .order(history::sequence.desc())
        .first(db)
        .optional()?;
    Ok(at.map(utc))
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

/// Whether the record of the end is the one row that [`append`] keeps. SQLite takes anything into any
/// column, and what is of another type is not found by what looks for text.
pub fn head_is_ours(db: &mut Db) -> Result<bool, Error> {
    let Db::Sqlite(db) = db else {
        return Ok(history_head::table.count().get_result::<i64>(db)? == 1);
    };
    let ours = "SELECT COUNT(*) = 1 AND MIN(typeof(name) || typeof(sequence) || typeof(hash)) = \
                'textintegertext' AS ours FROM history_head";
    let found: Ours = diesel::sql_query(ours).get_result(db)?;
    Ok(found.ours)
}

#[derive(QueryableByName)]
struct Ours {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    ours: bool,
}

/// What SQLite keeps in the place of an entry, where its columns alone would not tell: a BLOB reads
/// like the text that it holds, and is not found by it; a moment can be written in several ways.
#[derive(QueryableByName)]
struct Written {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    sequence: i64,
    /// The types of all columns, one letter each.
    #[diesel(sql_type = diesel::sql_types::Text)]
    types: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    at: String,
}

const WRITTEN: &str = "SELECT CAST(sequence AS INTEGER) AS sequence, CAST(at AS TEXT) AS at, \
    substr(typeof(sequence), 1, 1) || substr(typeof(id), 1, 1) || substr(typeof(at), 1, 1) || \
    substr(typeof(by_id), 1, 1) || substr(typeof(by_name), 1, 1) || \
    substr(typeof(by_role), 1, 1) || substr(typeof(action), 1, 1) || \
    substr(typeof(incident_id), 1, 1) || substr(typeof(subject_kind), 1, 1) || \
    substr(typeof(subject_id), 1, 1) || substr(typeof(before), 1, 1) || \
    substr(typeof(after), 1, 1) || substr(typeof(note), 1, 1) || \
    substr(typeof(previous_hash), 1, 1) || substr(typeof(hash), 1, 1) AS types \
    FROM history WHERE history.sequence > ? ORDER BY history.sequence LIMIT ?";

impl Written {
    /// Whether this is how the row is written: integer, text, and null where there is nothing.
    fn is_ours(&self, row: &EventRow) -> bool {
        let maybe = |text: &Option<String>| if text.is_some() { 't' } else { 'n' };
        let types: String = [
            'i',
            't',
            't',
            maybe(&row.by_id),
            maybe(&row.by_name),
            maybe(&row.by_role),
            't',
            maybe(&row.incident_id),
            't',
            't',
            maybe(&row.before),
            't',
            maybe(&row.note),
            't',
            't',
        ]
        .iter()
        .collect();
        self.sequence == row.sequence
            && self.types == types
            && self.at == row.at.format("%F %T%.f").to_string()
    }
}

/// How the same window is written; `None` where the columns have types that hold.
fn written(db: &mut Db, after: i64, limit: i64) -> Result<Option<Vec<Written>>, Error> {
    let Db::Sqlite(db) = db else {
        return Ok(None);
    };
    let written = diesel::sql_query(WRITTEN)
        .bind::<diesel::sql_types::BigInt, _>(after)
        .bind::<diesel::sql_types::BigInt, _>(limit)
        .load(db)?;
    Ok(Some(written))
}

/// What stands after `after` in order, to follow the chain. Everything counts as an entry, also
/// what nobody could have written through here.
pub fn chain(db: &mut Db, after: i64, limit: i64) -> Result<Vec<Found>, Error> {
    let window = history::table
        .filter(history::sequence.gt(after))
        .order(history::sequence.asc())
        .limit(limit);
    match window.select(EventRow::as_select()).load(db) {
        Ok(rows) => {
            let written = written(db, after, limit)?;
            let is_ours = |index: usize, row: &EventRow| {
                let written = written.as_ref().map(|written| written.get(index));
                written.is_none_or(|written| written.is_some_and(|it| it.is_ours(row)))
            };
            let entry = |(index, row): (usize, EventRow)| match is_ours(index, &row) {
                true => found(row),
                false => Found::Foreign {
                    sequence: row.sequence,
                },
            };
            Ok(rows.into_iter().enumerate().map(entry).collect())
        }
        // Something is not even of its column's type (SQLite takes anything). Which one is it?
        Err(diesel::result::Error::DeserializationError(_)) => {
            let sequences: Vec<i64> = window.select(history::sequence).load(db)?;
            sequences
                .into_iter()
                .map(|sequence| one(db, sequence))
                .collect()
        }
        Err(error) => Err(error.into()),
    }
}

fn one(db: &mut Db, sequence: i64) -> Result<Found, Error> {
    let row: QueryResult<EventRow> = history::table
        .find(sequence)
        .select(EventRow::as_select())
        .first(db);
    match row {
        Ok(row) => Ok(found(row)),
        Err(diesel::result::Error::DeserializationError(_) | diesel::result::Error::NotFound) => {
            Ok(Found::Foreign { sequence })
        }
        Err(error) => Err(error.into()),
    }
}

/// The entry, if its row is to the letter what is written for it. Another way to write the same
/// (a space in the JSON, capitals in an id) was not our way, and would not change the hash.
fn found(row: EventRow) -> Found {
    let sequence = row.sequence;
    Event::try_from(row.clone())
        .ok()
        .filter(|event| self::row(event.clone()) == row && is_exact(event.at))
        .map_or(Found::Foreign { sequence }, |event| {
            Found::Entry(Box::new(event))
        })
}

/// Whether nothing is lost when the moment is hashed.
fn is_exact(at: Timestamp) -> bool {
    at.timestamp_subsec_nanos().is_multiple_of(1_000)
}
