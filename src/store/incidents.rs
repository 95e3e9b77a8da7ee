//! Incidents: rows and queries.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::domain::deadlines::Due;
use crate::domain::ids::{ClientId, IncidentId, UserId};
use crate::domain::incident::{Breach, Incident};
use crate::domain::time::Timestamp;
use crate::domain::workflow::State;
use crate::store::columns::{
    contains, folded, from_json, from_json_maybe, money_maybe, parse, parse_maybe, split, to_json,
    utc,
};
use crate::store::database::Db;
use crate::store::schema::incidents;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = incidents, treat_none_as_null = true)]
struct IncidentRow {
    id: String,
    reference: String,
    client_id: String,
    state: String,
    summary: String,
    details: Option<String>,
    client_account: Option<String>,
    discovered_by: Option<String>,
    category: Option<String>,
    severity: String,
    fault: String,
    subcontractor: Option<String>,
    occurred_at: Option<NaiveDateTime>,
    noticed_at: Option<NaiveDateTime>,
    price_minor: Option<i64>,
    price_currency: Option<String>,
    loss_minor: Option<i64>,
    loss_currency: Option<String>,
    loss_kind: Option<String>,
    desired_outcome: Option<String>,
    expected_minor: Option<i64>,
    expected_currency: Option<String>,
    breach: Option<String>,
    owner_id: Option<String>,
    external_id: Option<String>,
    ownership: Option<String>,
    root_cause: Option<String>,
    reported_by: String,
    reported_at: NaiveDateTime,
    state_since: NaiveDateTime,
    due: String,
    next_due_at: Option<NaiveDateTime>,
    version: i64,
    search: String,
}

/// An incident and what is due on it, as they are kept together.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub incident: Incident,
    pub due: Vec<Due>,
}

impl From<&Kept> for IncidentRow {
    fn from(Kept { incident, due }: &Kept) -> Self {
        let (price_minor, price_currency) = split(incident.price);
        let (loss_minor, loss_currency) = split(incident.loss);
        let (expected_minor, expected_currency) = split(incident.expected_amends);
        Self {
            id: incident.id.to_string(),
            reference: incident.reference.clone(),
            client_id: incident.client_id.to_string(),
            state: incident.state.to_string(),
            summary: incident.summary.clone(),
            details: incident.details.clone(),
            client_account: incident.client_account.clone(),
            discovered_by: incident.discovered_by.map(|by| by.to_string()),
            category: incident.category.clone(),
            severity: incident.severity.to_string(),
            fault: incident.fault.to_string(),
            subcontractor: incident.subcontractor.clone(),
            occurred_at: incident.occurred_at.map(|at| at.naive_utc()),
            noticed_at: incident.noticed_at.map(|at| at.naive_utc()),
            price_minor,
            price_currency,
            loss_minor,
            loss_currency,
            loss_kind: incident.loss_kind.map(|kind| kind.to_string()),
            desired_outcome: incident.desired_outcome.clone(),
            expected_minor,
            expected_currency,
            breach: incident.breach.as_ref().map(to_json),
            owner_id: incident.owner_id.map(|id| id.to_string()),
            external_id: incident.external_id.clone(),
            ownership: incident.ownership.clone(),
            root_cause: incident.root_cause.clone(),
            reported_by: incident.reported_by.to_string(),
            reported_at: incident.reported_at.naive_utc(),
            state_since: incident.state_since.naive_utc(),
            due: to_json(due),
            next_due_at: due.first().map(|due| due.at.naive_utc()),
            version: incident.version,
            search: folded([
                Some(&*incident.reference),
                Some(&*incident.summary),
                incident.details.as_deref(),
                incident.client_account.as_deref(),
                incident.category.as_deref(),
                incident.external_id.as_deref(),
            ]),
        }
    }
}

impl TryFrom<IncidentRow> for Kept {
    type Error = Error;

    fn try_from(row: IncidentRow) -> Result<Self, Error> {
        let price = money_maybe(
            "incidents.price_minor",
            row.price_minor,
            row.price_currency.as_deref(),
        )?;
        let loss = money_maybe(
            "incidents.loss_minor",
            row.loss_minor,
            row.loss_currency.as_deref(),
        )?;
        let expected_amends = money_maybe(
            "incidents.expected_minor",
            row.expected_minor,
            row.expected_currency.as_deref(),
        )?;
        let breach: Option<Breach> = from_json_maybe("incidents.breach", row.breach.as_deref())?;
        let incident = Incident {
            id: parse("incidents.id", &row.id)?,
            reference: row.reference,
            client_id: parse("incidents.client_id", &row.client_id)?,
            state: parse("incidents.state", &row.state)?,
            summary: row.summary,
            details: row.details,
            client_account: row.client_account,
            discovered_by: parse_maybe("incidents.discovered_by", row.discovered_by.as_deref())?,
            category: row.category,
            severity: parse("incidents.severity", &row.severity)?,
            fault: parse("incidents.fault", &row.fault)?,
            subcontractor: row.subcontractor,
            occurred_at: row.occurred_at.map(utc),
            noticed_at: row.noticed_at.map(utc),
            price,
            loss,
            loss_kind: parse_maybe("incidents.loss_kind", row.loss_kind.as_deref())?,
            desired_outcome: row.desired_outcome,
            expected_amends,
            breach,
            owner_id: parse_maybe("incidents.owner_id", row.owner_id.as_deref())?,
            external_id: row.external_id,
            ownership: row.ownership,
            root_cause: row.root_cause,
            reported_by: parse("incidents.reported_by", &row.reported_by)?,
            reported_at: utc(row.reported_at),
            state_since: utc(row.state_since),
            version: row.version,
        };
        Ok(Self {
            incident,
            due: from_json("incidents.due", &row.due)?,
        })
    }
}

/// Which incidents a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub state: Option<State>,
    pub client_id: Option<ClientId>,
    pub owner_id: Option<UserId>,
    pub reported_by: Option<UserId>,
    pub category: Option<String>,
    /// With the present moment: whether something was due before it.
    pub overdue: Option<(bool, Timestamp)>,
    pub q: Option<String>,
    /// Reported at or after.
    pub from: Option<Timestamp>,
    /// Reported before.
    pub to: Option<Timestamp>,
    pub without_dismissed: bool,
}

pub fn insert(db: &mut Db, kept: &Kept) -> Result<(), Error> {
    diesel::insert_into(incidents::table)
        .values(IncidentRow::from(kept))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: IncidentId) -> Result<Option<Kept>, Error> {
    incidents::table
        .find(id.to_string())
        .select(IncidentRow::as_select())
        .first(db)
        .optional()?
        .map(Kept::try_from)
        .transpose()
}

pub fn find_by_reference(db: &mut Db, reference: &str) -> Result<Option<IncidentId>, Error> {
    let id: Option<String> = incidents::table
        .filter(incidents::reference.eq(reference))
        .select(incidents::id)
        .first(db)
        .optional()?;
    parse_maybe("incidents.id", id.as_deref())
}

/// The incident, held until the end of the transaction: whoever changes anything that belongs to
/// it holds it first, so that two changes of one case come one after the other.
pub fn lock(db: &mut Db, id: IncidentId) -> Result<Option<Kept>, Error> {
    diesel::update(incidents::table.find(id.to_string()))
        .set(incidents::version.eq(incidents::version))
        .execute(db)?;
    find(db, id)
}

pub fn list(db: &mut Db, filter: &Filter, page: &Page) -> Result<Vec<Kept>, Error> {
    let mut query = incidents::table
        .select(IncidentRow::as_select())
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(incidents::state.eq(state.as_str()));
    }
    if let Some(client) = filter.client_id {
        query = query.filter(incidents::client_id.eq(client.to_string()));
    }
    if let Some(owner) = filter.owner_id {
        query = query.filter(incidents::owner_id.eq(owner.to_string()));
    }
    if let Some(reporter) = filter.reported_by {
        query = query.filter(incidents::reported_by.eq(reporter.to_string()));
    }
    if let Some(category) = &filter.category {
        query = query.filter(incidents::category.eq(category));
    }
    if let Some((overdue, now)) = filter.overdue {
        let now = now.naive_utc();
        query = if overdue {
            query.filter(incidents::next_due_at.lt(now))
        } else {
            query.filter(
                incidents::next_due_at
                    .is_null()
                    .or(incidents::next_due_at.ge(now)),
            )
        };
    }
    if let Some(q) = &filter.q {
        query = query.filter(incidents::search.like(contains(q)).escape('\\'));
    }
    if let Some(from) = filter.from {
        query = query.filter(incidents::reported_at.ge(from.naive_utc()));
    }
    if let Some(to) = filter.to {
        query = query.filter(incidents::reported_at.lt(to.naive_utc()));
    }
    if filter.without_dismissed {
        query = query.filter(incidents::state.ne(State::Dismissed.as_str()));
    }
    if let Some(before) = &page.before {
        query = query.filter(incidents::id.lt(before));
    }
    let rows: Vec<IncidentRow> = query
        .order(incidents::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// How many incidents of a client were reported from `from` until before `until`, and were not
/// dismissed.
pub fn count_of_client(
    db: &mut Db,
    client: ClientId,
    from: Timestamp,
    until: Timestamp,
) -> Result<u32, Error> {
    let count: i64 = incidents::table
        .filter(incidents::client_id.eq(client.to_string()))
        .filter(incidents::state.ne(State::Dismissed.as_str()))
        .filter(incidents::reported_at.ge(from.naive_utc()))
        .filter(incidents::reported_at.lt(until.naive_utc()))
        .count()
        .get_result(db)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whose incidents were reported when, from `from` until before `until`, the newest first; without
/// those that were dismissed.
pub fn reports(
    db: &mut Db,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    page: &Page,
) -> Result<Vec<(IncidentId, ClientId, Timestamp)>, Error> {
    let mut query = incidents::table
        .select((incidents::id, incidents::client_id, incidents::reported_at))
        .filter(incidents::state.ne(State::Dismissed.as_str()))
        .into_boxed();
    if let Some(from) = from {
        query = query.filter(incidents::reported_at.ge(from.naive_utc()));
    }
    if let Some(until) = until {
        query = query.filter(incidents::reported_at.lt(until.naive_utc()));
    }
    if let Some(before) = &page.before {
        query = query.filter(incidents::id.lt(before));
    }
    let rows: Vec<(String, String, NaiveDateTime)> = query
        .order(incidents::id.desc())
        .limit(page.limit)
        .load(db)?;
    rows.into_iter()
        .map(|(id, client, at)| {
            Ok((
                parse("incidents.id", &id)?,
                parse("incidents.client_id", &client)?,
                utc(at),
            ))
        })
        .collect()
}

/// How many there are in each state that any is in.
pub fn count_by_state(db: &mut Db) -> Result<Vec<(String, i64)>, Error> {
    let counted = incidents::table
        .group_by(incidents::state)
        .select((incidents::state, count_star()));
    Ok(counted.load(db)?)
}

pub fn any(db: &mut Db) -> Result<bool, Error> {
    Ok(incidents::table
        .select(incidents::id)
        .first::<String>(db)
        .optional()?
        .is_some())
}

pub fn count(db: &mut Db) -> Result<i64, Error> {
    Ok(incidents::table.count().get_result(db)?)
}

/// Writes the incident where nobody else did since it was read.
pub fn update(db: &mut Db, kept: &mut Kept) -> Result<(), Error> {
    let read = kept.incident.version;
    kept.incident.version += 1;
    let changed = diesel::update(incidents::table.find(kept.incident.id.to_string()))
        .filter(incidents::version.eq(read))
        .set(IncidentRow::from(&*kept))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}

/// Writes what is due, which is no change of the incident itself.
pub fn set_due(db: &mut Db, id: IncidentId, due: &[Due]) -> Result<(), Error> {
    diesel::update(incidents::table.find(id.to_string()))
        .set((
            incidents::due.eq(to_json(due)),
            incidents::next_due_at.eq(due.first().map(|due| due.at.naive_utc())),
        ))
        .execute(db)?;
    Ok(())
}
