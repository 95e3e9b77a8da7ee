//! Offers: rows and queries. The items of an offer live in its row, so that an offer is always
//! read whole.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::ids::{ClientId, IncidentId, OfferId, UserId};
use crate::domain::offer::{Guaranteed, Offer, OfferState};
use crate::domain::time::Timestamp;
use crate::store::columns::{
    from_json, from_json_maybe, money, money_maybe, parse, parse_maybe, split, to_json, utc,
};
use crate::store::database::Db;
use crate::store::schema::{incidents, offers};
use crate::store::{Error, Page, rooms};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = offers, treat_none_as_null = true)]
struct OfferRow {
    id: String,
    incident_id: String,
    state: String,
    items: String,
    total_minor: i64,
    currency: String,
    suggested_minor: Option<i64>,
    suggested_currency: Option<String>,
    guaranteed: Option<String>,
    counter_of: Option<String>,
    message: Option<String>,
    justification: Option<String>,
    expires_at: NaiveDateTime,
    made_by: String,
    made_at: NaiveDateTime,
    hands: String,
    submitted_by: Option<String>,
    approved_by: Option<String>,
    approved_for: Option<String>,
    decided_at: Option<NaiveDateTime>,
    decision_note: Option<String>,
    sent_at: Option<NaiveDateTime>,
    answer: Option<String>,
    link_hash: Option<String>,
    version: i64,
    recipient: Option<String>,
}

impl From<&Offer> for OfferRow {
    fn from(offer: &Offer) -> Self {
        let (suggested_minor, suggested_currency) = split(offer.suggested_total);
        Self {
            id: offer.id.to_string(),
            incident_id: offer.incident_id.to_string(),
            state: offer.state.to_string(),
            items: to_json(&offer.items),
            total_minor: offer.total.minor(),
            currency: offer.total.currency().code().to_owned(),
            suggested_minor,
            suggested_currency,
            guaranteed: offer.guaranteed.as_ref().map(to_json),
            counter_of: offer.counter_of.map(|id| id.to_string()),
            message: offer.message.clone(),
            justification: offer.justification.clone(),
            expires_at: offer.expires_at.naive_utc(),
            made_by: offer.made_by.to_string(),
            made_at: offer.made_at.naive_utc(),
            hands: to_json(&offer.hands),
            submitted_by: offer.submitted_by.map(|id| id.to_string()),
            approved_by: offer.approved_by.map(|id| id.to_string()),
            approved_for: offer.approved_for.map(|id| id.to_string()),
            decided_at: offer.decided_at.map(|at| at.naive_utc()),
            decision_note: offer.decision_note.clone(),
            sent_at: offer.sent_at.map(|at| at.naive_utc()),
            answer: offer.answer.as_ref().map(to_json),
            link_hash: offer.link_hash.clone(),
            version: offer.version,
            recipient: offer.recipient.clone(),
        }
    }
}

impl TryFrom<OfferRow> for Offer {
    type Error = Error;

    fn try_from(row: OfferRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("offers.id", &row.id)?,
            incident_id: parse("offers.incident_id", &row.incident_id)?,
            state: parse("offers.state", &row.state)?,
            items: from_json("offers.items", &row.items)?,
            message: row.message,
            justification: row.justification,
            expires_at: utc(row.expires_at),
            total: money("offers.total_minor", row.total_minor, &row.currency)?,
            suggested_total: money_maybe(
                "offers.suggested_minor",
                row.suggested_minor,
                row.suggested_currency.as_deref(),
            )?,
            guaranteed: from_json_maybe("offers.guaranteed", row.guaranteed.as_deref())?,
            counter_of: parse_maybe("offers.counter_of", row.counter_of.as_deref())?,
            made_by: parse("offers.made_by", &row.made_by)?,
            hands: from_json("offers.hands", &row.hands)?,
            submitted_by: parse_maybe("offers.submitted_by", row.submitted_by.as_deref())?,
            approved_by: parse_maybe("offers.approved_by", row.approved_by.as_deref())?,
            approved_for: parse_maybe("offers.approved_for", row.approved_for.as_deref())?,
            // It has a row of its own, which `with_rooms` looks up.
            room: None,
            decided_at: row.decided_at.map(utc),
            decision_note: row.decision_note,
            sent_at: row.sent_at.map(utc),
            answer: from_json_maybe("offers.answer", row.answer.as_deref())?,
            made_at: utc(row.made_at),
            link_hash: row.link_hash,
            version: row.version,
            recipient: row.recipient,
        })
    }
}

/// Which offers a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub incident_id: Option<IncidentId>,
    pub state: Option<OfferState>,
    pub made_by: Option<UserId>,
}

pub fn insert(db: &mut Db, offer: &Offer) -> Result<(), Error> {
    diesel::insert_into(offers::table)
        .values(OfferRow::from(offer))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: OfferId) -> Result<Option<Offer>, Error> {
    offers::table
        .find(id.to_string())
        .select(OfferRow::as_select())
        .first(db)
        .optional()?
        .map(Offer::try_from)
        .transpose()?
        .map_or(Ok(None), |offer| Ok(with_rooms(db, vec![offer])?.pop()))
}

/// The offers with the room that each leaves.
fn with_rooms(db: &mut Db, mut offers: Vec<Offer>) -> Result<Vec<Offer>, Error> {
    let ids: Vec<OfferId> = offers.iter().map(|offer| offer.id).collect();
    let rooms = rooms::of_offers(db, &ids)?;
    for offer in &mut offers {
        offer.room = rooms.get(&offer.id).copied();
    }
    Ok(offers)
}

pub fn find_by_link(db: &mut Db, link_hash: &str) -> Result<Option<Offer>, Error> {
    offers::table
        .filter(offers::link_hash.eq(link_hash))
        .select(OfferRow::as_select())
        .first(db)
        .optional()?
        .map(Offer::try_from)
        .transpose()
}

/// Every offer of an incident, the oldest first.
pub fn of_incident(db: &mut Db, incident: IncidentId) -> Result<Vec<Offer>, Error> {
    let rows: Vec<OfferRow> = offers::table
        .filter(offers::incident_id.eq(incident.to_string()))
        .select(OfferRow::as_select())
        .order(offers::id.asc())
        .load(db)?;
    rows.into_iter().map(Offer::try_from).collect()
}

/// Every offer for these clients that binds us, whichever incident it belongs to, the oldest first.
pub fn binding_of_clients(db: &mut Db, clients: &[ClientId]) -> Result<Vec<Offer>, Error> {
    let clients: Vec<String> = clients.iter().map(ToString::to_string).collect();
    let of_client = incidents::table
        .filter(incidents::client_id.eq_any(clients))
        .select(incidents::id);
    let rows: Vec<OfferRow> = offers::table
        .filter(offers::incident_id.eq_any(of_client))
        .filter(offers::state.eq_any(binding_states()))
        .select(OfferRow::as_select())
        .order(offers::id.asc())
        .load(db)?;
    rows.into_iter().map(Offer::try_from).collect()
}

/// What a guarantee came to on an offer that binds us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub offer: OfferId,
    pub incident: IncidentId,
    pub client: ClientId,
    pub guaranteed: Guaranteed,
}

/// What guarantees came to on offers that bind us, whoever the client is.
pub fn guaranteed(db: &mut Db, page: &Page) -> Result<Vec<Bound>, Error> {
    let mut query = offers::table
        .inner_join(incidents::table.on(offers::incident_id.eq(incidents::id)))
        .filter(offers::state.eq_any(binding_states()))
        .filter(offers::guaranteed.is_not_null())
        .select((
            offers::id,
            offers::incident_id,
            incidents::client_id,
            offers::guaranteed.assume_not_null(),
        ))
        .into_boxed();
    if let Some(before) = &page.before {
        query = query.filter(offers::id.lt(before));
    }
    let rows: Vec<(String, String, String, String)> =
        query.order(offers::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter()
        .map(|(offer, incident, client, guaranteed)| {
            Ok(Bound {
                offer: parse("offers.id", &offer)?,
                incident: parse("offers.incident_id", &incident)?,
                client: parse("incidents.client_id", &client)?,
                guaranteed: from_json("offers.guaranteed", &guaranteed)?,
            })
        })
        .collect()
}

fn binding_states() -> Vec<&'static str> {
    OfferState::ALL
        .iter()
        .filter(|state| state.is_commitment())
        .map(|state| state.as_str())
        .collect()
}

pub fn list(db: &mut Db, filter: &Filter, page: &Page) -> Result<Vec<Offer>, Error> {
    let mut query = offers::table.select(OfferRow::as_select()).into_boxed();
    if let Some(incident) = filter.incident_id {
        query = query.filter(offers::incident_id.eq(incident.to_string()));
    }
    if let Some(state) = filter.state {
        query = query.filter(offers::state.eq(state.as_str()));
    }
    if let Some(maker) = filter.made_by {
        query = query.filter(offers::made_by.eq(maker.to_string()));
    }
    if let Some(before) = &page.before {
        query = query.filter(offers::id.lt(before));
    }
    let rows: Vec<OfferRow> = query.order(offers::id.desc()).limit(page.limit).load(db)?;
    let offers: Result<Vec<Offer>, Error> = rows.into_iter().map(Offer::try_from).collect();
    with_rooms(db, offers?)
}

/// Offers that should have ended by `now` and have not, and their incidents.
pub fn past_their_time(db: &mut Db, now: Timestamp) -> Result<Vec<(OfferId, IncidentId)>, Error> {
    let open: Vec<&str> = vec![
        OfferState::PendingApproval.as_str(),
        OfferState::Approved.as_str(),
        OfferState::Sent.as_str(),
    ];
    let rows: Vec<(String, String)> = offers::table
        .filter(offers::state.eq_any(open))
        .filter(offers::expires_at.le(now.naive_utc()))
        .select((offers::id, offers::incident_id))
        .order(offers::id.asc())
        .limit(100)
        .load(db)?;
    rows.iter()
        .map(|(id, incident)| {
            Ok((
                parse("offers.id", id)?,
                parse("offers.incident_id", incident)?,
            ))
        })
        .collect()
}

pub fn update(db: &mut Db, offer: &mut Offer) -> Result<(), Error> {
    let read = offer.version;
    offer.version += 1;
    let changed = diesel::update(offers::table.find(offer.id.to_string()))
        .filter(offers::version.eq(read))
        .set(OfferRow::from(&*offer))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
