//! `/v1/clients`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadClients, WriteClients};
use crate::domain::client::{Client, ClientDetails};
use crate::domain::error::{Check, Invalid};
use crate::domain::ids::ClientId;
use crate::domain::language::LanguageTag;
use crate::domain::money::Currency;
use crate::domain::text::{Email, Line, Text, parse_time_zone};
use crate::http::call::{Call, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::views::{ListView, moment};
use crate::services::clients;

/// The company or person that was let down.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClientInput)]
pub struct ClientBody {
    name: String,
    /// The person whom letters greet.
    #[serde(default)]
    contact_name: Option<String>,
    email: String,
    /// The language the client is written to in, as a tag such as `en` or `de-AT`. Letters are
    /// written in English and German; other languages get English.
    #[serde(default)]
    language: Option<String>,
    /// An ISO 4217 code.
    #[serde(default)]
    currency: Option<String>,
    /// An IANA name, such as `Europe/Vienna`.
    #[serde(default)]
    time_zone: Option<String>,
    /// For us alone.
    #[serde(default)]
    notes: Option<String>,
    /// The client's id in your own system; unique.
    #[serde(default)]
    external_id: Option<String>,
}

impl ClientBody {
    pub(super) fn parse(&self) -> Result<ClientDetails, Invalid> {
        let mut check = Check::default();
        let name = check.take("/name", Line::parse(&self.name));
        let contact_name = maybe(
            &mut check,
            "/contact_name",
            self.contact_name.as_ref(),
            Line::parse,
        );
        let email = check.take("/email", Email::parse(&self.email));
        let language = self.language.as_deref().unwrap_or("en");
        let language = check.take("/language", LanguageTag::parse(language));
        let currency = maybe(
            &mut check,
            "/currency",
            self.currency.as_ref(),
            Currency::parse,
        );
        let time_zone = maybe(
            &mut check,
            "/time_zone",
            self.time_zone.as_ref(),
            parse_time_zone,
        );
        let notes = maybe(&mut check, "/notes", self.notes.as_ref(), Text::parse);
        let external_id = maybe(
            &mut check,
            "/external_id",
            self.external_id.as_ref(),
            Line::parse,
        );
        check.build(|| {
            Some(ClientDetails {
                name: name?,
                contact_name,
                email: email?,
                language: language?,
                currency,
                time_zone,
                notes,
                external_id,
            })
        })
    }
}

impl From<&Client> for ClientBody {
    fn from(client: &Client) -> Self {
        Self {
            name: client.name.clone(),
            contact_name: client.contact_name.clone(),
            email: client.email.clone(),
            language: Some(client.language.clone()),
            currency: client.currency.clone(),
            time_zone: client.time_zone.clone(),
            notes: client.notes.clone(),
            external_id: client.external_id.clone(),
        }
    }
}

/// A client, as it is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = Client)]
pub struct ClientView {
    id: String,
    name: String,
    contact_name: Option<String>,
    email: String,
    language: String,
    currency: Option<String>,
    time_zone: Option<String>,
    notes: Option<String>,
    external_id: Option<String>,
    created_at: String,
    version: i64,
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        Self {
            id: client.id.to_string(),
            name: client.name,
            contact_name: client.contact_name,
            email: client.email,
            language: client.language,
            currency: client.currency,
            time_zone: client.time_zone,
            notes: client.notes,
            external_id: client.external_id,
            created_at: moment(client.created_at),
            version: client.version,
        }
    }
}

#[utoipa::path(post, path = "/v1/clients", tag = "Clients", summary = "File a client", request_body = ClientBody, responses((status = 201, body = ClientView)))]
pub async fn create(call: Call<WriteClients>) -> Reply {
    let details = call.body::<ClientBody>()?.parse()?;
    call.once(move |work, permit| {
        let client = clients::create(work, permit, details)?;
        let (location, version) = (format!("/v1/clients/{}", client.id), client.version);
        Ok(created(location, &ClientView::from(client), Some(version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/clients", tag = "Clients", summary = "List clients", params(
    ("q" = Option<String>, Query, description = "Part of the name, the contact, the e-mail address or the external id"),
    ("email" = Option<String>, Query, description = "The whole address, without regard to case"),
    ("external_id" = Option<String>, Query),
    ("limit" = Option<u8>, Query),
    ("cursor" = Option<String>, Query),
), responses((status = 200, body = ListView<ClientView>)))]
pub async fn list(call: Call<ReadClients>) -> Reply {
    let query = call.query(&["q", "email", "external_id", "limit", "cursor"])?;
    let window = call.window(&query)?;
    let mut check = Check::default();
    let filter = clients::Filter {
        q: query.text(&mut check, "q"),
        email: query.text(&mut check, "email"),
        external_id: query.text(&mut check, "external_id"),
    };
    check.finish()?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| clients::list(work, permit, &filter, page),
            |client| client.id.to_string(),
            ClientView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/clients/{id}", tag = "Clients", summary = "Read a client", params(("id" = String, Path)), responses((status = 200, body = ClientView)))]
pub async fn find(call: Call<ReadClients>) -> Reply {
    let id: ClientId = call.id("id")?;
    call.read(move |work, permit| {
        let client = clients::find(work, permit, id)?;
        let version = client.version;
        Ok(shown(&ClientView::from(client), Some(version)))
    })
    .await
}

#[utoipa::path(patch, path = "/v1/clients/{id}", tag = "Clients", summary = "Change a client", params(("id" = String, Path)), request_body = ClientBody, responses((status = 200, body = ClientView)))]
pub async fn change(call: Call<WriteClients>) -> Reply {
    let id: ClientId = call.id("id")?;
    let seen = call.needs_if_match()?;
    let patch = call.patch()?;
    call.change(move |work, permit| {
        let client = clients::change(work, permit, id, seen, |client| {
            Ok(patch.onto(&ClientBody::from(client))?.parse()?)
        })?;
        let version = client.version;
        Ok(shown(&ClientView::from(client), Some(version)))
    })
    .await
}
