//! `/v1/incidents/{id}/promises`, `/v1/promises/{id}/keep`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::ids::PromiseId;
use crate::domain::promise::{NewPromise, Promise};
use crate::domain::text::Text;
use crate::domain::time::parse_timestamp;
use crate::http::call::{Call, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::incidents::Which;
use crate::services::promises;

/// "We will ... by ..."
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseInput)]
pub struct PromiseBody {
    text: String,
    due_at: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseView {
    id: String,
    incident_id: String,
    /// `open` or `kept`.
    state: &'static str,
    text: String,
    due_at: String,
    kept_at: Option<String>,
    note: Option<String>,
    made_by: String,
    made_at: String,
    version: i64,
}

impl From<Promise> for PromiseView {
    fn from(promise: Promise) -> Self {
        Self {
            id: promise.id.to_string(),
            incident_id: promise.incident_id.to_string(),
            state: promise.standing().state,
            text: promise.text,
            due_at: moment(promise.due_at),
            kept_at: maybe_moment(promise.kept_at),
            note: promise.kept_note,
            made_by: promise.made_by.to_string(),
            made_at: moment(promise.made_at),
            version: promise.version,
        }
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/promises", tag = "Incidents", summary = "Make a promise", params(("id" = String, Path, description = "The id or the reference")), request_body = PromiseBody, responses((status = 201, body = PromiseView)))]
pub async fn make(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: PromiseBody = call.body()?;
    let mut check = Check::default();
    let text = check.take("/text", Text::parse(&body.text));
    let due_at = check.take("/due_at", parse_timestamp(&body.due_at));
    let new = check.build(|| {
        Some(NewPromise {
            text: text?,
            due_at: due_at?,
        })
    })?;
    call.once(move |work, permit| {
        let promise = promises::make(work, permit, &which, new)?;
        let location = format!("/v1/promises/{}", promise.id);
        let version = promise.version;
        Ok(created(
            location,
            &PromiseView::from(promise),
            Some(version),
        ))
    })
    .await
}

#[utoipa::path(get, path = "/v1/promises/{id}", tag = "Incidents", summary = "Read a promise", params(("id" = String, Path)), responses((status = 200, body = PromiseView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: PromiseId = call.id("id")?;
    call.read(move |work, permit| {
        let promise = promises::find(work, permit, id)?;
        let version = promise.version;
        Ok(shown(&PromiseView::from(promise), Some(version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/promises", tag = "Incidents", summary = "What was promised", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<PromiseView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| promises::list(work, permit, &which, page),
            |promise| promise.id.to_string(),
            PromiseView::from,
        )
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeepInput)]
pub struct KeepBody {
    /// How it was kept.
    #[serde(default)]
    note: Option<String>,
}

#[utoipa::path(post, path = "/v1/promises/{id}/keep", tag = "Incidents", summary = "Note that a promise was kept", params(("id" = String, Path)), request_body = KeepBody, responses((status = 200, body = PromiseView)))]
pub async fn keep(call: Call<RunIncidents>) -> Reply {
    let id: PromiseId = call.id("id")?;
    let seen = call.if_match()?;
    let body: KeepBody = call.body()?;
    let mut check = Check::default();
    let note = maybe(&mut check, "/note", body.note.as_ref(), Text::parse);
    check.finish()?;
    call.once(move |work, permit| {
        let promise = promises::keep(work, permit, id, seen, note)?;
        let version = promise.version;
        Ok(shown(&PromiseView::from(promise), Some(version)))
    })
    .await
}
