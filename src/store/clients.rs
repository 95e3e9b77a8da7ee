//! Clients: rows and queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::client::{Client, Local};
use crate::domain::ids::ClientId;
use crate::store::columns::{contains, folded, parse, utc};
use crate::store::database::Db;
use crate::store::schema::clients;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = clients, treat_none_as_null = true)]
struct ClientRow {
    id: String,
    name: String,
    contact_name: Option<String>,
    email: String,
    language: String,
    currency: Option<String>,
    time_zone: Option<String>,
    notes: Option<String>,
    external_id: Option<String>,
    created_at: NaiveDateTime,
    version: i64,
    search: String,
}

impl From<&Client> for ClientRow {
    fn from(client: &Client) -> Self {
        Self {
            id: client.id.to_string(),
            name: client.name.clone(),
            contact_name: client.contact_name.clone(),
            email: client.email.clone(),
            language: client.language.clone(),
            currency: client.currency.clone(),
            time_zone: client.time_zone.clone(),
            notes: client.notes.clone(),
            external_id: client.external_id.clone(),
            created_at: client.created_at.naive_utc(),
            version: client.version,
            search: folded([
                Some(&*client.name),
                client.contact_name.as_deref(),
                Some(&*client.email),
                client.external_id.as_deref(),
            ]),
        }
    }
}

impl TryFrom<ClientRow> for Client {
    type Error = Error;

    fn try_from(row: ClientRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("clients.id", &row.id)?,
            name: row.name,
            contact_name: row.contact_name,
            email: row.email,
            language: row.language,
            currency: row.currency,
            time_zone: row.time_zone,
            notes: row.notes,
            external_id: row.external_id,
            created_at: utc(row.created_at),
            version: row.version,
        })
    }
}

/// Which clients a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub q: Option<String>,
    /// Compared without regard to case.
    pub email: Option<String>,
    pub external_id: Option<String>,
}

pub fn insert(db: &mut Db, client: &Client) -> Result<(), Error> {
    diesel::insert_into(clients::table)
        .values(ClientRow::from(client))
        .execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: ClientId) -> Result<Option<Client>, Error> {
    clients::table
        .find(id.to_string())
        .select(ClientRow::as_select())
        .first(db)
        .optional()?
        .map(Client::try_from)
        .transpose()
}

pub fn find_by_external_id(db: &mut Db, external_id: &str) -> Result<Option<Client>, Error> {
    clients::table
        .filter(clients::external_id.eq(external_id))
        .select(ClientRow::as_select())
        .first(db)
        .optional()?
        .map(Client::try_from)
        .transpose()
}

diesel::define_sql_function!(fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text);

/// Every client with the address of this one, itself among them, in the order in which they are held.
pub fn of_same_address(db: &mut Db, id: ClientId) -> Result<Vec<ClientId>, Error> {
    let address = clients::table
        .find(id.to_string())
        .select(lower(clients::email))
        .first::<String>(db)?;
    let ids: Vec<String> = clients::table
        .filter(lower(clients::email).eq(address))
        .select(clients::id)
        .order(clients::id.asc())
        .load(db)?;
    ids.iter().map(|id| parse("clients.id", id)).collect()
}

/// Holds the client until the end of the transaction: whoever counts what all their incidents come
/// to holds them first. The incident that is worked on is always held before its client.
pub fn lock(db: &mut Db, id: ClientId) -> Result<(), Error> {
    diesel::update(clients::table.find(id.to_string()))
        .set(clients::version.eq(clients::version))
        .execute(db)?;
    Ok(())
}

pub fn list(db: &mut Db, filter: &Filter, page: &Page) -> Result<Vec<Client>, Error> {
    let mut query = clients::table.select(ClientRow::as_select()).into_boxed();
    if let Some(q) = &filter.q {
        query = query.filter(clients::search.like(contains(q)).escape('\\'));
    }
    if let Some(email) = &filter.email {
        query = query.filter(lower(clients::email).eq(email.to_lowercase()));
    }
    if let Some(external_id) = &filter.external_id {
        query = query.filter(clients::external_id.eq(external_id));
    }
    if let Some(before) = &page.before {
        query = query.filter(clients::id.lt(before));
    }
    let rows: Vec<ClientRow> = query.order(clients::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter().map(Client::try_from).collect()
}

/// Where all clients live and what they pay in.
pub fn locals(db: &mut Db) -> Result<Vec<(ClientId, Local)>, Error> {
    let rows: Vec<(String, Option<String>, Option<String>)> = clients::table
        .select((clients::id, clients::time_zone, clients::currency))
        .load(db)?;
    rows.into_iter()
        .map(|(id, zone, currency)| {
            let local = Local::of(zone.as_deref(), currency.as_deref());
            Ok((parse("clients.id", &id)?, local))
        })
        .collect()
}

pub fn update(db: &mut Db, client: &mut Client) -> Result<(), Error> {
    let read = client.version;
    client.version += 1;
    let changed = diesel::update(clients::table.find(client.id.to_string()))
        .filter(clients::version.eq(read))
        .set(ClientRow::from(&*client))
        .execute(db)?;
    if changed == 0 {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}
