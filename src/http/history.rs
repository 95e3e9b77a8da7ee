//! `/v1/history`: every change, in a chain that shows when it was tampered with.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::domain::actor::ReadHistory;
use crate::domain::error::FieldError;
use crate::domain::event::{Event, Head};
use crate::http::call::{Call, Reply, shown};
use crate::http::gather::gather;
use crate::http::paging::{Keys, Query};
use crate::http::problem::Problem;
use crate::http::views::{ListView, moment};
use crate::services::history;

/// One change.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub struct EventView {
    id: String,
    /// 1, 2, 3, ... over all changes, without a gap.
    sequence: i64,
    at: String,
    /// `null` where the client acted on their page, or time did.
    by: Option<ByView>,
    action: String,
    incident_id: Option<String>,
    /// What was changed: `incident`, `offer`, `apology`, ...
    subject: String,
    subject_id: String,
    /// The fields that changed, as they were; `null` where the thing was made.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// The same fields, as they are now.
    #[schema(value_type = Object)]
    after: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    previous_hash: String,
    hash: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = HistoryActor)]
pub struct ByView {
    id: String,
    name: String,
    role: String,
}

impl From<Event> for EventView {
    fn from(event: Event) -> Self {
        Self {
            id: event.id.to_string(),
            sequence: event.sequence,
            at: moment(event.at),
            by: event.by.map(|by| ByView {
                id: by.id.to_string(),
                name: by.name,
                role: by.role.to_string(),
            }),
            action: event.action,
            incident_id: event.incident_id.map(|id| id.to_string()),
            subject: event.subject_kind,
            subject_id: event.subject_id,
            before: event.before,
            after: event.after,
            note: event.note,
            previous_hash: event.previous_hash,
            hash: event.hash,
        }
    }
}

#[utoipa::path(get, path = "/v1/history", tag = "History", summary = "Every change, the newest first", params(("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<EventView>)))]
pub async fn list(call: Call<ReadHistory>) -> Reply {
    let window = call.window_by(Keys::Numbers, &call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| history::list(work, permit, page),
            |event| event.sequence.to_string(),
            EventView::from,
        )
    })
    .await
}

/// What following the chain came to.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryVerdict)]
pub struct VerdictView {
    ok: bool,
    /// Entries that hold.
    checked: i64,
    head: HeadView,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_broken: Option<BrokenView>,
}

/// The last entry there should be.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryHead)]
pub struct HeadView {
    sequence: i64,
    hash: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = HistoryBroken)]
pub struct BrokenView {
    sequence: i64,
    reason: &'static str,
}

#[utoipa::path(get, path = "/v1/history/verify", tag = "History", summary = "Follow the chain from its first entry to its last", description = "With a head that was exported earlier (`head` of an earlier answer), also a history that was written anew since, or cut off before it, is found.", params(("sequence" = Option<i64>, Query, description = "The number of an exported head, with its `hash`", minimum = 0), ("hash" = Option<String>, Query, description = "Its hash", pattern = "^[0-9a-fA-F]{64}$")), responses((status = 200, body = VerdictView)))]
pub async fn verify(call: Call<ReadHistory>) -> Reply {
    let exported = exported(&call.query(&["sequence", "hash"])?)?;
    call.at_leisure()
        .examine(move |services, permit| {
            let verdict = history::verify(services, permit, exported.as_ref())?;
            let view = VerdictView {
                ok: verdict.first_broken.is_none(),
                checked: verdict.checked,
                head: HeadView {
                    sequence: verdict.head.sequence,
                    hash: verdict.head.hash,
                },
                first_broken: verdict.first_broken.map(|broken| BrokenView {
                    sequence: broken.sequence,
                    reason: broken.reason,
                }),
            };
            Ok(shown(&view, None))
        })
        .await
}

/// Both parts of a head, or neither.
fn exported(query: &Query) -> Result<Option<Head>, Problem> {
    let alone = |pointer| {
        let detail = "give both the sequence and the hash of the head";
        Err(Problem::field(pointer, FieldError::new("required", detail)))
    };
    match (query.get("sequence"), query.get("hash")) {
        (None, None) => Ok(None),
        (Some(sequence), Some(hash)) => Ok(Some(Head::parse(sequence, hash)?)),
        (None, Some(_)) => alone("/sequence"),
        (Some(_), None) => alone("/hash"),
    }
}
