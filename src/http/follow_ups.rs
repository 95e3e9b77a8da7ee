//! `/v1/incidents/{id}/follow-ups`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::follow_up::{FollowUp, NewFollowUp, Satisfaction};
use crate::domain::ids::FollowUpId;
use crate::domain::text::Text;
use crate::http::call::{Call, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::views::{ListView, moment};
use crate::services::follow_ups;
use crate::services::incidents::Which;

/// How it ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FollowUpInput)]
pub struct FollowUpBody {
    /// 1 (not at all satisfied) to 5 (very).
    #[schema(minimum = 1, maximum = 5)]
    satisfaction: i64,
    /// Did the client stay?
    retained: bool,
    /// Did they send somebody to us?
    #[serde(default)]
    referred: Option<bool>,
    /// What they wrote and let us show.
    #[serde(default)]
    testimonial: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FollowUp)]
pub struct FollowUpView {
    id: String,
    incident_id: String,
    satisfaction: i64,
    /// `null` where the client, asked on their page, did not say.
    retained: Option<bool>,
    referred: Option<bool>,
    testimonial: Option<String>,
    note: Option<String>,
    /// `client` (on their page) or `us`.
    source: String,
    recorded_by: Option<String>,
    recorded_at: String,
}

impl From<FollowUp> for FollowUpView {
    fn from(follow_up: FollowUp) -> Self {
        Self {
            id: follow_up.id.to_string(),
            incident_id: follow_up.incident_id.to_string(),
            satisfaction: follow_up.satisfaction,
            retained: follow_up.retained,
            referred: follow_up.referred,
            testimonial: follow_up.testimonial,
            note: follow_up.note,
            source: follow_up.source.to_string(),
            recorded_by: follow_up.recorded_by.map(|id| id.to_string()),
            recorded_at: moment(follow_up.recorded_at),
        }
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/follow-ups", tag = "Incidents", summary = "Record how it ended", params(("id" = String, Path, description = "The id or the reference")), request_body = FollowUpBody, responses((status = 201, body = FollowUpView)))]
pub async fn add(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: FollowUpBody = call.body()?;
    let mut check = Check::default();
    let satisfaction = check.take("/satisfaction", Satisfaction::parse(body.satisfaction));
    let testimonial = maybe(
        &mut check,
        "/testimonial",
        body.testimonial.as_ref(),
        Text::parse,
    );
    let note = maybe(&mut check, "/note", body.note.as_ref(), Text::parse);
    let new = check.build(|| {
        Some(NewFollowUp {
            satisfaction: satisfaction?,
            retained: Some(body.retained),
            referred: body.referred,
            testimonial,
            note,
        })
    })?;
    call.once(move |work, permit| {
        let follow_up = follow_ups::add(work, permit, &which, new)?;
        let location = format!("/v1/follow-ups/{}", follow_up.id);
        Ok(created(location, &FollowUpView::from(follow_up), None))
    })
    .await
}

#[utoipa::path(get, path = "/v1/follow-ups/{id}", tag = "Incidents", summary = "Read a follow-up", params(("id" = String, Path)), responses((status = 200, body = FollowUpView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: FollowUpId = call.id("id")?;
    call.read(move |work, permit| {
        let follow_up = follow_ups::find(work, permit, id)?;
        Ok(shown(&FollowUpView::from(follow_up), None))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/follow-ups", tag = "Incidents", summary = "How it ended", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<FollowUpView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| follow_ups::list(work, permit, &which, page),
            |follow_up| follow_up.id.to_string(),
            FollowUpView::from,
        )
    })
    .await
}
