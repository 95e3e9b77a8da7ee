//! Clients: filed, found and corrected.

use crate::domain::actor::{Permit, ReadClients, WriteClients};
use crate::domain::client::{Client, ClientDetails};
use crate::domain::event::Change;
use crate::domain::ids::ClientId;
use crate::services::{Error, Page, Result, Seen, Work, expect_version};
use crate::store;
pub use crate::store::clients::Filter;

pub fn create(
    work: &mut Work<'_>,
    permit: &Permit<WriteClients>,
    details: ClientDetails,
) -> Result<Client> {
    file(work, permit.actor(), details)
}

/// Files a client without asking for the right to; the caller has a permit that includes it.
pub(super) fn file(
    work: &mut Work<'_>,
    by: &crate::domain::actor::Actor,
    details: ClientDetails,
) -> Result<Client> {
    let client = Client::new(work.id(), details, work.now);
    store::clients::insert(work.db, &client)?;
    let change = Change::between("create_client", subject(&client), None, &client);
    work.record(Some(by), change)?;
    Ok(client)
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadClients>,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Client>> {
    Ok(store::clients::list(work.db, filter, page)?)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadClients>, id: ClientId) -> Result<Client> {
    store::clients::find(work.db, id)?.ok_or(Error::NotFound("client"))
}

pub fn change(
    work: &mut Work<'_>,
    permit: &Permit<WriteClients>,
    id: ClientId,
    seen: Option<Seen>,
    edit: impl FnOnce(&Client) -> Result<ClientDetails>,
) -> Result<Client> {
    let before = store::clients::find(work.db, id)?.ok_or(Error::NotFound("client"))?;
    expect_version(seen, before.version)?;
    let mut client = before.clone();
    client.change(edit(&before)?);
    store::clients::update(work.db, &mut client)?;
    let change = Change::between("change_client", subject(&client), Some(&before), &client);
    work.record(Some(permit.actor()), change)?;
    Ok(client)
}

fn subject(client: &Client) -> (&'static str, String) {
    ("client", client.id.to_string())
}
