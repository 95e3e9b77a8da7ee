//! Mail that came back: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::{InboundId, IncidentId};
use crate::domain::inbound::{Filed, Kind};
use crate::store::columns::{from_json, parse, parse_maybe, to_json, utc};
use crate::store::database::{Db, each_backend};
use crate::store::schema::inbound;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = inbound)]
struct InboundRow {
    id: String,
    kind: String,
    incident_id: Option<String>,
    mail_id: Option<String>,
    placed_by: Option<String>,
    sender: String,
    from_name: Option<String>,
    from_address: Option<String>,
    subject: String,
    text: String,
    quoted: Option<String>,
    recipients: String,
    reason: Option<String>,
    message_id: Option<String>,
    digest: String,
    handed_in_by: String,
    received_at: NaiveDateTime,
}

impl From<&Filed> for InboundRow {
    fn from(filed: &Filed) -> Self {
        Self {
            id: filed.id.to_string(),
            kind: filed.kind.to_string(),
            incident_id: filed.incident_id.map(|id| id.to_string()),
            mail_id: filed.mail_id.map(|id| id.to_string()),
            placed_by: filed.placed_by.map(|by| by.to_string()),
            sender: filed.sender.to_string(),
            from_name: filed.from_name.clone(),
            from_address: filed.from_address.clone(),
            subject: filed.subject.clone(),
            text: filed.text.clone(),
            quoted: filed.quoted.clone(),
            recipients: to_json(&filed.recipients),
            reason: filed.reason.clone(),
            message_id: filed.message_id.clone(),
            digest: filed.digest.clone(),
            handed_in_by: filed.handed_in_by.to_string(),
            received_at: filed.received_at.naive_utc(),
        }
    }
}

impl TryFrom<InboundRow> for Filed {
    type Error = Error;

    fn try_from(row: InboundRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("inbound.id", &row.id)?,
            kind: parse("inbound.kind", &row.kind)?,
            incident_id: parse_maybe("inbound.incident_id", row.incident_id.as_deref())?,
            mail_id: parse_maybe("inbound.mail_id", row.mail_id.as_deref())?,
            placed_by: parse_maybe("inbound.placed_by", row.placed_by.as_deref())?,
            sender: parse("inbound.sender", &row.sender)?,
            from_name: row.from_name,
            from_address: row.from_address,
            subject: row.subject,
            text: row.text,
            quoted: row.quoted,
            recipients: from_json("inbound.recipients", &row.recipients)?,
            reason: row.reason,
            message_id: row.message_id,
            digest: row.digest,
            handed_in_by: parse("inbound.handed_in_by", &row.handed_in_by)?,
            received_at: utc(row.received_at),
        })
    }
}

/// Which messages a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<Kind>,
    pub incident_id: Option<IncidentId>,
    /// Whether they are on an incident.
    pub placed: Option<bool>,
}

/// Files it; `false` where the same message was filed before.
pub fn insert(db: &mut Db, filed: &Filed) -> Result<bool, Error> {
    let row = InboundRow::from(filed);
    let inserted = each_backend!(&mut *db, |connection| diesel::insert_into(inbound::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(connection))?;
    Ok(inserted > 0)
}

pub fn find(db: &mut Db, id: InboundId) -> Result<Option<Filed>, Error> {
    inbound::table
        .find(id.to_string())
        .select(InboundRow::as_select())
        .first(db)
        .optional()?
        .map(Filed::try_from)
        .transpose()
}

pub fn find_by_digest(db: &mut Db, digest: &str) -> Result<Option<Filed>, Error> {
    inbound::table
        .filter(inbound::digest.eq(digest))
        .select(InboundRow::as_select())
        .first(db)
        .optional()?
        .map(Filed::try_from)
        .transpose()
}

pub fn list(db: &mut Db, filter: &Filter, page: &Page) -> Result<Vec<Filed>, Error> {
    let mut query = inbound::table.select(InboundRow::as_select()).into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(inbound::kind.eq(kind.as_str()));
    }
    if let Some(incident) = filter.incident_id {
        query = query.filter(inbound::incident_id.eq(incident.to_string()));
    }
    match filter.placed {
        Some(true) => query = query.filter(inbound::incident_id.is_not_null()),
        Some(false) => query = query.filter(inbound::incident_id.is_null()),
        None => {}
    }
    if let Some(before) = &page.before {
        query = query.filter(inbound::id.lt(before));
    }
    let rows: Vec<InboundRow> = query.order(inbound::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter().map(Filed::try_from).collect()
}

/// Writes where a person put it; `false` where somebody else was quicker.
pub fn place(db: &mut Db, filed: &Filed) -> Result<bool, Error> {
    let changed = diesel::update(inbound::table.find(filed.id.to_string()))
        .filter(inbound::incident_id.is_null())
        .set((
            inbound::kind.eq(filed.kind.as_str()),
            inbound::incident_id.eq(filed.incident_id.map(|id| id.to_string())),
            inbound::placed_by.eq(filed.placed_by.map(|by| by.as_str())),
            inbound::sender.eq(filed.sender.as_str()),
        ))
        .execute(db)?;
    Ok(changed > 0)
}
