//! `/v1/inbound`: mail that comes back, handed in by a mail server and put in its place.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{FileInbound, ReadCases, ReadMail, RunIncidents};
use crate::domain::error::{Check, FieldError};
use crate::domain::ids::{InboundId, IncidentId};
use crate::domain::inbound::{Filed, MESSAGE_MAX};
use crate::http::call::{Accepts, Call, Reply, made, shown_as};
use crate::http::gather::gather;
use crate::http::problem::{Code, Problem};
use crate::http::views::{ListView, moment};
use crate::services::incidents::Which;
use crate::services::once::Answer;
use crate::services::{Error, inbound};

/// A message as it came over the wire (RFC 5322).
#[derive(Debug)]
pub enum RawMessage {}

impl Accepts for RawMessage {
    const MAX: usize = MESSAGE_MAX;
    const TYPES: &'static [&'static str] =
        &["message/rfc822", "application/octet-stream", "text/plain"];
    const MAX_TEXT: &'static str = "25 MiB";
}

/// Mail that came back. What was attached to it is not kept.
#[derive(Serialize, ToSchema)]
#[schema(as = InboundMessage)]
pub struct InboundView {
    id: String,
    /// `reply`, `bounce` (it will not arrive), `delay` (it may still), `automatic`, `own` (a mail
    /// of ours that came back), `stranger` (it names an incident and is not from its client), or
    /// `unmatched`.
    kind: String,
    /// The incident that it is on, if it could be placed.
    incident_id: Option<String>,
    /// The mail of ours that it answers, or that did not arrive.
    mail_id: Option<String>,
    /// What tied it to the incident: `thread`, `address`, `subject` or `person`.
    placed_by: Option<String>,
    allowed_actions: Vec<&'static str>,
    /// Who its address belongs to: `client`, `user` or `other`. Mail can be forged.
    sender: String,
    from_name: Option<String>,
    from: Option<String>,
    subject: String,
    /// What is new in it, at most 20,000 characters.
    text: String,
    /// What it repeats, and the signature, at most 20,000 characters.
    quoted: Option<String>,
    /// Whom a report says the mail did not reach.
    recipients: Vec<String>,
    /// What the report gives as the reason.
    reason: Option<String>,
    message_id: Option<String>,
    handed_in_by: String,
    received_at: String,
}

impl From<Filed> for InboundView {
    fn from(filed: Filed) -> Self {
        Self {
            allowed_actions: filed.standing().allowed_actions,
            id: filed.id.to_string(),
            kind: filed.kind.to_string(),
            incident_id: filed.incident_id.map(|id| id.to_string()),
            mail_id: filed.mail_id.map(|id| id.to_string()),
            placed_by: filed.placed_by.map(|by| by.to_string()),
            sender: filed.sender.to_string(),
            from_name: filed.from_name,
            from: filed.from_address,
            subject: filed.subject,
            text: filed.text,
            quoted: filed.quoted,
            recipients: filed.recipients,
            reason: filed.reason,
            message_id: filed.message_id,
            handed_in_by: filed.handed_in_by.to_string(),
            received_at: moment(filed.received_at),
        }
    }
}

/// A message changes with its place, and with nothing else.
fn tag(filed: &Filed) -> String {
    let place = filed.incident_id.map_or("none".into(), |id| id.to_string());
    format!("{}-{place}", filed.kind)
}

fn answer(filed: Filed) -> Answer {
    let tag = tag(&filed);
    shown_as(&InboundView::from(filed), &tag)
}

/// The same without what the message says, which can quote a client's link, broken into lines in
/// any way.
fn without_words(filed: Filed) -> Answer {
    let tag = tag(&filed);
    let view = InboundView {
        subject: String::new(),
        text: String::new(),
        quoted: None,
        reason: None,
        ..InboundView::from(filed)
    };
    shown_as(&view, &tag)
}

/// Where a message belongs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBody {
    incident_id: String,
}

#[utoipa::path(post, path = "/v1/inbound", tag = "Mail", summary = "Hand in mail that came back", description = "A raw RFC 5322 message, at most 25 MiB. The same message is filed once: a repetition is answered 200 with what was filed. Attachments are not kept.", request_body(content = String, content_type = "message/rfc822"), responses((status = 201, body = InboundView), (status = 200, description = "The same message was filed before", body = InboundView)))]
pub async fn file(call: Call<FileInbound, RawMessage>) -> Reply {
    let raw = call.bytes();
    let incoming = actix_web::web::block(move || inbound::read(&raw)).await;
    let incoming = match incoming {
        Ok(Ok(incoming)) => incoming,
        Ok(Err(why)) => return Err(Problem::new(Code::NotAMessage, why.to_string())),
        Err(_) => {
            let detail = "this message cannot be read";
            return Err(Problem::new(Code::NotAMessage, detail));
        }
    };
    call.once(move |work, permit| {
        let (filed, is_new) = inbound::file(work, permit, &incoming)?;
        let location = format!("/v1/inbound/{}", filed.id);
        let as_made = |answer| match is_new {
            true => made(location.clone(), answer),
            false => answer,
        };
        let without = as_made(without_words(filed.clone()));
        Ok(as_made(answer(filed)).secret(without))
    })
    .await
}

#[utoipa::path(get, path = "/v1/inbound", tag = "Mail", summary = "List mail that came back", params(
    ("kind" = Option<String>, Query),
    ("incident_id" = Option<String>, Query),
    ("placed" = Option<bool>, Query, description = "Whether it is on an incident"),
    ("limit" = Option<u8>, Query),
    ("cursor" = Option<String>, Query),
), responses((status = 200, body = ListView<InboundView>)))]
pub async fn list(call: Call<ReadMail>) -> Reply {
    let query = call.query(&["kind", "incident_id", "placed", "limit", "cursor"])?;
    let window = call.window(&query)?;
    let mut check = Check::default();
    let filter = inbound::Filter {
        kind: query.read(&mut check, "kind", str::parse),
        incident_id: query.id(&mut check, "incident_id"),
        placed: query.flag(&mut check, "placed"),
    };
    check.finish()?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| inbound::list(work, permit, &filter, page),
            |filed| filed.id.to_string(),
            InboundView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/inbound/{id}", tag = "Mail", summary = "Read a message that came back", params(("id" = String, Path)), responses((status = 200, body = InboundView)))]
pub async fn find(call: Call<ReadMail>) -> Reply {
    let id: InboundId = call.id("id")?;
    call.read(move |work, permit| {
        let filed = inbound::find(work, permit, id)?;
        Ok(answer(filed))
    })
    .await
}

#[utoipa::path(post, path = "/v1/inbound/{id}/place", tag = "Mail", summary = "Put a message on its incident", description = "For what could not be placed by itself. A message is placed once.", params(("id" = String, Path)), request_body = PlaceBody, responses((status = 200, body = InboundView)))]
pub async fn place(call: Call<RunIncidents>) -> Reply {
    let id: InboundId = call.id("id")?;
    let seen = call.seen_tags();
    let body: PlaceBody = call.body()?;
    let mut check = Check::default();
    let incident: Option<IncidentId> = check.take(
        "/incident_id",
        body.incident_id
            .parse()
            .map_err(|_| FieldError::new("not_an_id", "write the id of an incident")),
    );
    let incident = check.build(|| incident)?;
    call.once(move |work, permit| {
        let present = inbound::find(work, &permit.also::<ReadMail>()?, id)?;
        if seen.is_some_and(|seen| !seen.has(&tag(&present))) {
            return Err(Error::Stale);
        }
        let placed = inbound::place(work, permit, id, incident)?;
        let without = without_words(placed.clone());
        Ok(answer(placed).secret(without))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/replies", tag = "Incidents", summary = "What was answered by mail", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<InboundView>)))]
pub async fn replies(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| inbound::replies(work, permit, &which, page),
            |filed| filed.id.to_string(),
            InboundView::from,
        )
    })
    .await
}
