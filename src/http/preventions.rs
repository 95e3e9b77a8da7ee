//! `/v1/incidents/{id}/preventions`, `/v1/preventions/{id}/done` and `/verify`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::ids::PreventionId;
use crate::domain::prevention::{NewPrevention, Prevention};
use crate::domain::text::Text;
use crate::domain::time::parse_date;
use crate::http::call::{Call, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::incidents::parse_id;
use crate::http::problem::Problem;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::incidents::Which;
use crate::services::once::Answer;
use crate::services::preventions;

/// An action that keeps the mistake from happening again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PreventionInput)]
pub struct PreventionBody {
    description: String,
    /// Left out: the incident's owner, or the caller.
    #[serde(default)]
    owner_id: Option<String>,
    /// A date: `2026-12-31`.
    due_on: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Prevention)]
pub struct PreventionView {
    id: String,
    incident_id: String,
    /// `open`, `done` or `verified`.
    state: &'static str,
    description: String,
    owner_id: String,
    due_on: String,
    done_at: Option<String>,
    done_evidence: Option<String>,
    verified_at: Option<String>,
    verified_evidence: Option<String>,
    made_by: String,
    made_at: String,
    version: i64,
}

impl From<Prevention> for PreventionView {
    fn from(prevention: Prevention) -> Self {
        Self {
            id: prevention.id.to_string(),
            incident_id: prevention.incident_id.to_string(),
            state: prevention.standing().state,
            description: prevention.description,
            owner_id: prevention.owner_id.to_string(),
            due_on: prevention.due_on.to_string(),
            done_at: maybe_moment(prevention.done_at),
            done_evidence: prevention.done_evidence,
            verified_at: maybe_moment(prevention.verified_at),
            verified_evidence: prevention.verified_evidence,
            made_by: prevention.made_by.to_string(),
            made_at: moment(prevention.made_at),
            version: prevention.version,
        }
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/preventions", tag = "Incidents", summary = "Plan a prevention", params(("id" = String, Path, description = "The id or the reference")), request_body = PreventionBody, responses((status = 201, body = PreventionView)))]
pub async fn plan(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: PreventionBody = call.body()?;
    let mut check = Check::default();
    let description = check.take("/description", Text::parse(&body.description));
    let owner_id = maybe(&mut check, "/owner_id", body.owner_id.as_ref(), parse_id);
    let due_on = check.take("/due_on", parse_date(&body.due_on));
    let new = check.build(|| {
        Some(NewPrevention {
            description: description?,
            owner_id,
            due_on: due_on?,
        })
    })?;
    call.once(move |work, permit| {
        let prevention = preventions::plan(work, permit, &which, new)?;
        let location = format!("/v1/preventions/{}", prevention.id);
        let version = prevention.version;
        Ok(created(
            location,
            &PreventionView::from(prevention),
            Some(version),
        ))
    })
    .await
}

#[utoipa::path(get, path = "/v1/preventions/{id}", tag = "Incidents", summary = "Read a prevention", params(("id" = String, Path)), responses((status = 200, body = PreventionView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: PreventionId = call.id("id")?;
    call.read(move |work, permit| {
        let prevention = preventions::find(work, permit, id)?;
        let version = prevention.version;
        Ok(shown(&PreventionView::from(prevention), Some(version)))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/preventions", tag = "Incidents", summary = "What was changed so that it does not happen again", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<PreventionView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| preventions::list(work, permit, &which, page),
            |prevention| prevention.id.to_string(),
            PreventionView::from,
        )
    })
    .await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EvidenceInput)]
pub struct EvidenceBody {
    /// What shows that it is so.
    evidence: String,
}

impl EvidenceBody {
    fn parse(&self) -> Result<Text, Problem> {
        Text::parse(&self.evidence).map_err(|error| Problem::field("/evidence", error))
    }
}

fn answer(prevention: Prevention) -> Answer {
    let version = prevention.version;
    shown(&PreventionView::from(prevention), Some(version))
}

#[utoipa::path(post, path = "/v1/preventions/{id}/done", tag = "Incidents", summary = "Note that a prevention is in place", params(("id" = String, Path)), request_body = EvidenceBody, responses((status = 200, body = PreventionView)))]
pub async fn done(call: Call<RunIncidents>) -> Reply {
    let id: PreventionId = call.id("id")?;
    let seen = call.if_match()?;
    let evidence = call.body::<EvidenceBody>()?.parse()?;
    call.once(move |work, permit| Ok(answer(preventions::done(work, permit, id, seen, evidence)?)))
        .await
}

#[utoipa::path(post, path = "/v1/preventions/{id}/verify", tag = "Incidents", summary = "Note that a prevention works", params(("id" = String, Path)), request_body = EvidenceBody, responses((status = 200, body = PreventionView)))]
pub async fn verify(call: Call<RunIncidents>) -> Reply {
    let id: PreventionId = call.id("id")?;
    let seen = call.if_match()?;
    let evidence = call.body::<EvidenceBody>()?.parse()?;
    call.once(move |work, permit| {
        Ok(answer(preventions::verify(
            work, permit, id, seen, evidence,
        )?))
    })
    .await
}
