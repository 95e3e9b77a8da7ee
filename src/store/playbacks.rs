//! Playbacks: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::{IncidentId, PlaybackId};
use crate::domain::playback::Playback;
use crate::store::columns::{from_json_maybe, parse, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::playbacks;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = playbacks, treat_none_as_null = true)]
struct PlaybackRow {
    id: String,
    incident_id: String,
    state: String,
    language: String,
    text: String,
    made_by: String,
    made_at: NaiveDateTime,
    sent_to: Option<String>,
    sent_at: Option<NaiveDateTime>,
    answer: Option<String>,
    link_hash: Option<String>,
    version: i64,
}

impl From<&Playback> for PlaybackRow {
    fn from(playback: &Playback) -> Self {
        Self {
            id: playback.id.to_string(),
            incident_id: playback.incident_id.to_string(),
            state: playback.state.to_string(),
            language: playback.language.clone(),
            text: playback.text.clone(),
            made_by: playback.made_by.to_string(),
            made_at: playback.made_at.naive_utc(),
            sent_to: playback.sent_to.clone(),
            sent_at: playback.sent_at.map(|at| at.naive_utc()),
            answer: playback.answer.as_ref().map(to_json),
            link_hash: playback.link_hash.clone(),
            version: playback.version,
        }
    }
}

impl TryFrom<PlaybackRow> for Playback {
    type Error = Error;

    fn try_from(row: PlaybackRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("playbacks.id", &row.id)?,
            incident_id: parse("playbacks.incident_id", &row.incident_id)?,
            state: parse("playbacks.state", &row.state)?,
            language: row.language,
            text: row.text,
            made_by: parse("playbacks.made_by", &row.made_by)?,
            made_at: utc(row.made_at),
            sent_to: row.sent_to,
            sent_at: row.sent_at.map(utc),
            answer: from_json_maybe("playbacks.answer", row.answer.as_deref())?,
            link_hash: row.link_hash,
            version: row.version,
        })
    }
}

pub fn insert(db: &mut Db, playback: &Playback) -> Result<(), Error> {
    diesel::insert_into(playbacks::table)
        .values(PlaybackRow::from(playback))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: PlaybackId) -> Result<Option<Playback>, Error> {
    playbacks::table
        .find(id.to_string())
        .select(PlaybackRow::as_select())
        .first(db)
        .optional()?
        .map(Playback::try_from)
        .transpose()
}

pub fn find_by_link(db: &mut Db, link_hash: &str) -> Result<Option<Playback>, Error> {
    playbacks::table
        .filter(playbacks::link_hash.eq(link_hash))
        .select(PlaybackRow::as_select())
        .first(db)
        .optional()?
        .map(Playback::try_from)
        .transpose()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<Playback>, Error> {
    let mut query = playbacks::table
        .filter(playbacks::incident_id.eq(incident.to_string()))
        .select(PlaybackRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(playbacks::id.lt(before));
    }
    let rows: Vec<PlaybackRow> = query
        .order(playbacks::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Playback::try_from).collect()
}

/// Writes the playback where nobody else did since it was read; its version is the one that was
/// read.
pub fn update(db: &mut Db, playback: &mut Playback) -> Result<(), Error> {
    let read = playback.version;
    playback.version += 1;
    let changed = diesel::update(playbacks::table.find(playback.id.to_string()))
        .filter(playbacks::version.eq(read))
        .set(PlaybackRow::from(&*playback))
        .execute(db)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}
