//! Playbacks: drafted, sent to the client, and answered once, by the client or for them.

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};

use crate::domain::actor::{Actor, Permit, ReadCases, ReadIncidents, RunIncidents};
use crate::domain::event::Change;
use crate::domain::ids::PlaybackId;
use crate::domain::incident::Incident;
use crate::domain::language::Language;
use crate::domain::playback::{self, Answer, Playback, PlaybackState, Said};
use crate::domain::text::Text;
use crate::services::incidents::{self, Kept, Which};
use crate::services::{
    Error, Page, Result, Seen, Work, apologies, expect_version, hidden, notify, secrets,
};
use crate::store;

/// How long after it was sent the link can be used.
const LINK_HOLDS: TimeDelta = TimeDelta::days(365);

/// What the client's page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPlayback {
    pub language: Language,
    pub reference: String,
    pub text: String,
    pub owner_name: String,
    pub owner_email: String,
    pub answer: Option<Answer>,
}

/// A draft: composed from the incident where no text is given.
pub fn draft(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    text: Option<Text>,
) -> Result<Playback> {
    let kept = incidents::lock(work, which)?;
    playback::before_an_offer(&kept.incident)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let text = match text {
        Some(text) => text.into(),
        None => {
            let language = client.written_language();
            let name = hidden::name(work, &kept.incident, &client, language)?;
            let correction = hidden::correction(work, &kept.incident)?;
            playback::compose(&kept.incident, &client, correction.as_deref(), &name)
        }
    };
    let playback = Playback {
        id: work.id(),
        incident_id: kept.incident.id,
        state: PlaybackState::Draft,
        language: client.language.clone(),
        text,
        made_by: permit.actor().id,
        made_at: work.now,
        sent_to: None,
        sent_at: None,
        answer: None,
        link_hash: None,
        version: 1,
    };
    store::playbacks::insert(work.db, &playback)?;
    record(
        work,
        Some(permit.actor()),
        "draft_playback",
        None,
        &playback,
    )?;
    Ok(playback)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: PlaybackId) -> Result<Playback> {
    store::playbacks::find(work.db, id)?.ok_or(Error::NotFound("playback"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Playback>> {
    let id = incidents::present(work, which)?;
    Ok(store::playbacks::list(work.db, id, page)?)
}

/// The newest, for whoever may read the files of the incident.
pub fn last(
    work: &mut Work<'_>,
    permit: &Permit<ReadIncidents>,
    incident: &Incident,
) -> Result<Option<Playback>> {
    if permit.sees_only_own().is_some() {
        return Ok(None);
    }
    let newest = Page {
        before: None,
        limit: 1,
    };
    let playbacks = store::playbacks::list(work.db, incident.id, &newest)?;
    Ok(playbacks.into_iter().next())
}

pub fn send(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PlaybackId,
    seen: Option<Seen>,
) -> Result<Playback> {
    let (kept, before) = hold(work, id, seen)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    let token = secrets::link_token();
    let mut playback = before.clone();
    let name = hidden::name(work, &kept.incident, &client, playback.written_language())?;
    playback.send(
        &kept.incident,
        &client.email,
        secrets::hash(&token),
        &name,
        work.now,
    )?;
    keep(
        work,
        Some(permit.actor()),
        "send_playback",
        &before,
        &mut playback,
    )?;
    let link = format!("{}/c/{}", work.setup.public_url, token.expose_secret());
    notify::playback(
        work,
        &kept.incident,
        &client,
        &playback,
        &owner,
        &link.into(),
    )?;
    Ok(playback)
}

/// What the client said to one of us.
pub fn answer(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: PlaybackId,
    seen: Option<Seen>,
    said: Said,
) -> Result<Playback> {
    let (_, before) = hold(work, id, seen)?;
    take_answer(work, Some(permit.actor()), &before, said)
}

/// What the link shows.
pub fn show(work: &mut Work<'_>, token: &SecretString) -> Result<ShownPlayback> {
    let playback = open(work, token)?;
    let kept = store::incidents::find(work.db, playback.incident_id)?;
    shown(
        work,
        &kept.ok_or(Error::NotFound("page"))?.incident,
        playback,
    )
}

/// Whether the link opens a page.
pub fn opens(work: &mut Work<'_>, token: &SecretString) -> Result<()> {
    open(work, token).map(drop)
}

/// What the client says on their page.
pub fn answer_by_link(
    work: &mut Work<'_>,
    token: &SecretString,
    said: Said,
) -> Result<ShownPlayback> {
    let named = open(work, token)?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let before = open(work, token)?;
    let playback = take_answer(work, None, &before, said)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = apologies::owner_of(work, &kept.incident)?;
    notify::playback_answered(work, &kept.incident, &client, &playback, &owner)?;
    shown(work, &kept.incident, playback)
}

fn open(work: &mut Work<'_>, token: &SecretString) -> Result<Playback> {
    let playback = store::playbacks::find_by_link(work.db, &secrets::hash(token))?;
    playback
        .filter(|playback| {
            playback
                .sent_at
                .is_some_and(|at| work.now < at + LINK_HOLDS)
        })
        .ok_or(Error::NotFound("page"))
}

fn shown(work: &mut Work<'_>, incident: &Incident, playback: Playback) -> Result<ShownPlayback> {
    let owner = apologies::owner_of(work, incident)?;
    Ok(ShownPlayback {
        language: playback.written_language(),
        reference: incident.reference.clone(),
        text: playback.text,
        owner_name: owner.name,
        owner_email: owner.email,
        answer: playback.answer,
    })
}

fn hold(work: &mut Work<'_>, id: PlaybackId, seen: Option<Seen>) -> Result<(Kept, Playback)> {
    let named = store::playbacks::find(work.db, id)?.ok_or(Error::NotFound("playback"))?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let present = store::playbacks::find(work.db, id)?.ok_or(Error::NotFound("playback"))?;
    expect_version(seen, present.version)?;
    Ok((kept, present))
}

fn take_answer(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    before: &Playback,
    said: Said,
) -> Result<Playback> {
    let mut playback = before.clone();
    playback.take_answer(said, by.map(|by| by.id), work.now)?;
    keep(work, by, "answer_playback", before, &mut playback)?;
    Ok(playback)
}

fn keep(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    before: &Playback,
    after: &mut Playback,
) -> Result<()> {
    store::playbacks::update(work.db, after)?;
    record(work, by, action, Some(before), after)
}

fn record(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    before: Option<&Playback>,
    after: &Playback,
) -> Result<()> {
    let subject = ("playback", after.id.to_string());
    let change = Change::between(action, subject, before, after).of(after.incident_id);
    work.record(by, change)
}
