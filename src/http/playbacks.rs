//! `/v1/incidents/{id}/playbacks` and `/v1/playbacks/{id}`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::actor::{ReadCases, RunIncidents};
use crate::domain::error::Check;
use crate::domain::ids::PlaybackId;
use crate::domain::playback::{Playback, Said};
use crate::domain::text::Text;
use crate::http::call::{Call, Empty, Reply, created, maybe, shown};
use crate::http::gather::gather;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::incidents::Which;
use crate::services::playbacks;

/// "So what you are saying is ...". Without a text it is composed from the incident, in the
/// client's language.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaybackInput)]
pub struct PlaybackBody {
    text: Option<String>,
}

/// What the client said to one of us.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaybackAnswerInput)]
pub struct AnswerBody {
    /// Whether we understood them.
    agreed: bool,
    /// How it really was, in their words; needed where they do not agree.
    correction: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PlaybackAnswer)]
pub struct AnswerView {
    agreed: bool,
    correction: Option<String>,
    /// Who took it down; `null` where the client answered on their page.
    recorded_by: Option<String>,
    at: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Playback)]
pub struct PlaybackView {
    id: String,
    incident_id: String,
    /// `draft`, `sent` or `answered`.
    state: String,
    allowed_actions: Vec<&'static str>,
    language: String,
    text: String,
    made_by: String,
    made_at: String,
    sent_to: Option<String>,
    sent_at: Option<String>,
    answer: Option<AnswerView>,
    version: i64,
}

impl From<Playback> for PlaybackView {
    fn from(playback: Playback) -> Self {
        Self {
            allowed_actions: playback.standing().allowed_actions,
            id: playback.id.to_string(),
            incident_id: playback.incident_id.to_string(),
            state: playback.state.to_string(),
            language: playback.language,
            text: playback.text,
            made_by: playback.made_by.to_string(),
            made_at: moment(playback.made_at),
            sent_to: playback.sent_to,
            sent_at: maybe_moment(playback.sent_at),
            answer: playback.answer.map(|answer| AnswerView {
                agreed: answer.agreed,
                correction: answer.correction,
                recorded_by: answer.recorded_by.map(|by| by.to_string()),
                at: moment(answer.at),
            }),
            version: playback.version,
        }
    }
}

#[utoipa::path(post, path = "/v1/incidents/{id}/playbacks", tag = "Incidents", summary = "Draft a playback", description = "What the client told us, to be said back to them before anything is offered.", params(("id" = String, Path, description = "The id or the reference")), request_body = PlaybackBody, responses((status = 201, body = PlaybackView)))]
pub async fn draft(call: Call<RunIncidents>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let body: PlaybackBody = call.body()?;
    let mut check = Check::default();
    let text = maybe(&mut check, "/text", body.text.as_ref(), Text::parse);
    check.finish()?;
    call.once(move |work, permit| {
        let playback = playbacks::draft(work, permit, &which, text)?;
        let (location, version) = (format!("/v1/playbacks/{}", playback.id), playback.version);
        Ok(created(
            location,
            &PlaybackView::from(playback),
            Some(version),
        ))
    })
    .await
}

#[utoipa::path(get, path = "/v1/incidents/{id}/playbacks", tag = "Incidents", summary = "What was said back to the client", params(("id" = String, Path, description = "The id or the reference"), ("limit" = Option<u8>, Query), ("cursor" = Option<String>, Query)), responses((status = 200, body = ListView<PlaybackView>)))]
pub async fn list(call: Call<ReadCases>) -> Reply {
    let which = Which::parse(call.segment("id"));
    let window = call.window(&call.query(&["limit", "cursor"])?)?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| playbacks::list(work, permit, &which, page),
            |it| it.id.to_string(),
            PlaybackView::from,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/playbacks/{id}", tag = "Incidents", summary = "Read a playback", params(("id" = String, Path)), responses((status = 200, body = PlaybackView)))]
pub async fn find(call: Call<ReadCases>) -> Reply {
    let id: PlaybackId = call.id("id")?;
    call.read(move |work, permit| {
        let playback = playbacks::find(work, permit, id)?;
        let version = playback.version;
        Ok(shown(&PlaybackView::from(playback), Some(version)))
    })
    .await
}

#[utoipa::path(post, path = "/v1/playbacks/{id}/send", tag = "Incidents", summary = "Send a playback to the client", description = "With a link to their page, where they say yes or put us right. Not once an offer is out.", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = PlaybackView)))]
pub async fn send(call: Call<RunIncidents>) -> Reply {
    let id: PlaybackId = call.id("id")?;
    let seen = call.if_match()?;
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        let playback = playbacks::send(work, permit, id, seen)?;
        let version = playback.version;
        Ok(shown(&PlaybackView::from(playback), Some(version)))
    })
    .await
}

#[utoipa::path(post, path = "/v1/playbacks/{id}/answer", tag = "Incidents", summary = "Record the client's answer", description = "What they said to one of us. A playback is answered once.", params(("id" = String, Path)), request_body = AnswerBody, responses((status = 200, body = PlaybackView)))]
pub async fn answer(call: Call<RunIncidents>) -> Reply {
    let id: PlaybackId = call.id("id")?;
    let seen = call.if_match()?;
    let body: AnswerBody = call.body()?;
    let said = Said::read(body.agreed, body.correction.as_deref())?;
    call.once(move |work, permit| {
        let playback = playbacks::answer(work, permit, id, seen, said)?;
        let version = playback.version;
        Ok(shown(&PlaybackView::from(playback), Some(version)))
    })
    .await
}
