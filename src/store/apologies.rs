//! Apologies: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::apology::letter::Apology;
use crate::domain::ids::{ApologyId, ClientId, IncidentId};
use crate::domain::time::Timestamp;
use crate::store::columns::{from_json, parse, parse_maybe, to_json, utc};
use crate::store::database::Db;
use crate::store::schema::{apologies, incidents};
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = apologies, treat_none_as_null = true)]
struct ApologyRow {
    id: String,
    incident_id: String,
    state: String,
    to_address: String,
    subject: String,
    text: String,
    language: String,
    channel: Option<String>,
    given_at: Option<NaiveDateTime>,
    note: Option<String>,
    overridden: String,
    sent_at: Option<NaiveDateTime>,
    made_by: String,
    made_at: NaiveDateTime,
    version: i64,
    template: Option<String>,
    notes: String,
}

impl From<&Apology> for ApologyRow {
    fn from(apology: &Apology) -> Self {
        Self {
            id: apology.id.to_string(),
            incident_id: apology.incident_id.to_string(),
            state: apology.state.to_string(),
            to_address: apology.to.clone(),
            subject: apology.subject.clone(),
            text: apology.text.clone(),
            language: apology.language.clone(),
            channel: apology.channel.map(|channel| channel.to_string()),
            given_at: apology.given_at.map(|at| at.naive_utc()),
            note: apology.note.clone(),
            overridden: to_json(&apology.overridden),
            sent_at: apology.sent_at.map(|at| at.naive_utc()),
            made_by: apology.made_by.to_string(),
            made_at: apology.made_at.naive_utc(),
            version: apology.version,
            template: apology.template.clone(),
            notes: to_json(&apology.notes),
        }
    }
}

impl TryFrom<ApologyRow> for Apology {
    type Error = Error;

    fn try_from(row: ApologyRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("apologies.id", &row.id)?,
            incident_id: parse("apologies.incident_id", &row.incident_id)?,
            state: parse("apologies.state", &row.state)?,
            to: row.to_address,
            subject: row.subject,
            text: row.text,
            language: row.language,
            channel: parse_maybe("apologies.channel", row.channel.as_deref())?,
            given_at: row.given_at.map(utc),
            note: row.note,
            overridden: from_json("apologies.overridden", &row.overridden)?,
            sent_at: row.sent_at.map(utc),
            made_by: parse("apologies.made_by", &row.made_by)?,
            made_at: utc(row.made_at),
            version: row.version,
            template: row.template,
            notes: from_json("apologies.notes", &row.notes)?,
        })
    }
}

pub fn insert(db: &mut Db, apology: &Apology) -> Result<(), Error> {
    diesel::insert_into(apologies::table)
        .values(ApologyRow::from(apology))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: ApologyId) -> Result<Option<Apology>, Error> {
    apologies::table
        .find(id.to_string())
        .select(ApologyRow::as_select())
        .first(db)
        .optional()?
        .map(Apology::try_from)
        .transpose()
}

pub fn list(db: &mut Db, incident: IncidentId, page: &Page) -> Result<Vec<Apology>, Error> {
    let mut query = apologies::table
        .filter(apologies::incident_id.eq(incident.to_string()))
        .select(ApologyRow::as_select())
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(apologies::id.lt(before));
    }
    let rows: Vec<ApologyRow> = query
        .order(apologies::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Apology::try_from).collect()
}

/// For which other incidents this client was given an apology since `from`, and of which category
/// they are; the oldest first.
pub fn given_to(
    db: &mut Db,
    client: ClientId,
    apart_from: IncidentId,
    from: Timestamp,
) -> Result<Vec<(IncidentId, Option<String>)>, Error> {
    let rows: Vec<(String, Option<String>)> = apologies::table
        .inner_join(incidents::table.on(incidents::id.eq(apologies::incident_id)))
        .filter(incidents::client_id.eq(client.to_string()))
        .filter(incidents::id.ne(apart_from.to_string()))
        .filter(apologies::given_at.ge(from.naive_utc()))
        .select((incidents::id, incidents::category))
        .order((apologies::given_at.asc(), apologies::id.asc()))
        .load(db)?;
    let mut given: Vec<(IncidentId, Option<String>)> = Vec::new();
    for (incident, category) in rows {
        let incident = parse("incidents.id", &incident)?;
        // An incident that was reopened may have had two apologies; it is one mistake.
        if given.iter().all(|(other, _)| *other != incident) {
            given.push((incident, category));
        }
    }
    Ok(given)
}

pub fn update(db: &mut Db, apology: &mut Apology) -> Result<(), Error> {
    let read = apology.version;
    apology.version += 1;
    let changed = diesel::update(apologies::table.find(apology.id.to_string()))
        .filter(apologies::version.eq(read))
        .set(ApologyRow::from(&*apology))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
