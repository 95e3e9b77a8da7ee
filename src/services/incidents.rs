//! Incidents: reported, owned, dismissed, reopened, closed.

use chrono::TimeDelta;

use crate::domain::actor::{
    Actor, DismissIncidents, FileIncidents, Permit, ReadCases, ReadClients, ReadIncidents,
    RunIncidents,
};
use crate::domain::amends::policy::Policy;
use crate::domain::amends::suggestion::{self, Known, Promised, Suggestion};
use crate::domain::client::{Client, ClientDetails};
use crate::domain::deadlines;
use crate::domain::error::FieldError;
use crate::domain::event::{Change, Event};
use crate::domain::ids::{ClientId, IncidentId, UserId};
use crate::domain::incident::{Incident, IncidentDetails, Learned, Ownership, Reported};
use crate::domain::money::Currency;
use crate::domain::text::Text;
use crate::domain::workflow::Action;
use crate::services::guarantees::Breached;
use crate::services::{
    Error, Page, Result, Seen, Work, apologies, clients, expect_version, guarantees, policy,
};
use crate::store;
pub use crate::store::incidents::{Filter, Kept};

/// An incident by its id or by its reference.
#[derive(Debug, Clone)]
pub enum Which {
    Id(IncidentId),
    Reference(String),
}

impl Which {
    /// Reads a path segment; what is neither names nothing.
    pub fn parse(segment: &str) -> Self {
        // PostgreSQL takes no NUL, not even to look for it.
        let reference = || Self::Reference(segment.replace('\0', "?").to_uppercase());
        segment.parse().map_or_else(|_| reference(), Self::Id)
    }
}

/// Whom an incident is reported for.
#[derive(Debug, Clone)]
pub enum ForClient {
    Known(ClientId),
    /// A client that is described with the incident. One whose external id is known already is
    /// that client, unchanged.
    Described(ClientDetails),
}

pub fn report(
    work: &mut Work<'_>,
    permit: &Permit<FileIncidents>,
    client: ForClient,
    details: IncidentDetails,
) -> Result<Kept> {
    let by = permit.actor();
    expect_owner(work, "/owner_id", details.owner_id)?;
    guarantees::expect_breach(work, details.breach.as_ref(), work.now)?;
    let client_id = match client {
        ForClient::Known(id) => {
            store::clients::find(work.db, id)?
                .ok_or_else(|| Error::invalid("/client_id", FieldError::unknown("client")))?
                .id
        }
        ForClient::Described(details) => described(work, by, details)?,
    };
    let year = work.now.format("%Y");
    let number = store::counters::next(work.db, &format!("incidents-{year}"))?;
    let reported = Reported {
        id: work.id(),
        reference: format!("INC-{year}-{number:06}"),
        client_id,
        by: by.id,
        at: work.now,
    };
    let incident = Incident::report(reported, details);
    let due = deadlines::due(&incident, &[], &[]);
    let kept = Kept { incident, due };
    store::incidents::insert(work.db, &kept)?;
    work.record(
        Some(by),
        changed(Action::Report.as_str(), None, &kept.incident),
    )?;
    Ok(kept)
}

fn described(work: &mut Work<'_>, by: &Actor, mut details: ClientDetails) -> Result<ClientId> {
    if let Some(external_id) = &details.external_id
        && let Some(known) = store::clients::find_by_external_id(work.db, external_id.as_str())?
    {
        let named = details.email.as_str().eq_ignore_ascii_case(&known.email);
        if named || by.permit::<ReadClients>().is_ok() {
            return Ok(known.id);
        }
        // Who may not know of clients is not told that there is one: theirs is a new one, without
        // the id that it cannot have.
        details.external_id = None;
    }
    Ok(clients::file(work, by, details)?.id)
}

pub fn list(
    work: &mut Work<'_>,
    permit: &Permit<ReadIncidents>,
    mut filter: Filter,
    page: &Page,
) -> Result<Vec<Kept>> {
    if let Some(only) = permit.sees_only_own() {
        filter.reported_by = Some(only);
    }
    Ok(store::incidents::list(work.db, &filter, page)?)
}

pub fn find(work: &mut Work<'_>, permit: &Permit<ReadIncidents>, which: &Which) -> Result<Kept> {
    let id = identify(work, which)?;
    let kept = store::incidents::find(work.db, id)?.ok_or(Error::NotFound("incident"))?;
    match permit.sees_only_own() {
        Some(only) if kept.incident.reported_by != only => Err(Error::NotFound("incident")),
        _ => Ok(kept),
    }
}

pub fn history(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    after: i64,
    limit: i64,
) -> Result<Vec<Event>> {
    let id = present(work, which)?;
    Ok(store::events::of_incident(work.db, id, after, limit)?)
}

pub fn suggest(work: &mut Work<'_>, _: &Permit<ReadCases>, which: &Which) -> Result<Suggestion> {
    let id = identify(work, which)?;
    let kept = store::incidents::find(work.db, id)?.ok_or(Error::NotFound("incident"))?;
    suggestion_for(work, &kept.incident)
}

/// Judged by the policy that was in force when the incident was reported: a new policy changes
/// nothing about what is past.
pub(super) fn suggestion_for(work: &mut Work<'_>, incident: &Incident) -> Result<Suggestion> {
    let version = policy::in_force(work, incident.reported_at)?;
    let client = client_of(work, incident)?;
    let language = client.written_language();
    let breached = guarantees::of_incident(work, incident)?;
    let known = known(
        work,
        incident,
        &breached,
        &version.policy,
        client.local().billed_in,
    )?;
    let mut suggestion = suggestion::suggest(&known, &version.policy, version.version, language)?;
    for missing in breached.missing() {
        if !suggestion.missing.contains(&missing) {
            suggestion.missing.push(missing);
        }
    }
    Ok(suggestion)
}

fn known<'a>(
    work: &mut Work<'_>,
    incident: &'a Incident,
    breached: &'a Breached,
    policy: &Policy,
    billed_in: Option<Currency>,
) -> Result<Known<'a>> {
    let earlier = match &policy.repeat {
        None => 0,
        Some(repeat) => {
            let from = incident.reported_at - TimeDelta::days(i64::from(repeat.within_days));
            store::incidents::count_of_client(
                work.db,
                incident.client_id,
                from,
                incident.reported_at,
            )?
        }
    };
    Ok(known_with(incident, breached, earlier, billed_in))
}

/// The same where it is known already how many incidents the client had before.
pub(super) fn known_with<'a>(
    incident: &'a Incident,
    breached: &'a Breached,
    earlier: u32,
    billed_in: Option<Currency>,
) -> Known<'a> {
    let promised = incident.breach.as_ref().zip(breached.evaluation());
    let guarantee =
        promised.map(|(breach, evaluation)| Promised::of(&breach.guarantee, evaluation));
    Known::of(incident, guarantee, earlier, billed_in)
}

pub fn change(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    seen: Option<Seen>,
    edit: impl FnOnce(&Incident) -> Result<IncidentDetails>,
) -> Result<Kept> {
    let mut kept = lock(work, which)?;
    expect_version(seen, kept.incident.version)?;
    let before = kept.incident.clone();
    let details = edit(&before)?;
    if details.owner_id != before.owner_id {
        expect_owner(work, "/owner_id", details.owner_id)?;
    }
    if details.breach != before.breach {
        guarantees::expect_breach(work, details.breach.as_ref(), before.reported_at)?;
    }
    kept.incident.change(details)?;
    save(work, Some(permit.actor()), "edit", &before, &mut kept, None)?;
    Ok(kept)
}

/// "It was our mistake." Makes the apology draft and mails it to the owner.
#[derive(Debug, Clone)]
pub struct Own {
    pub statement: Text,
    pub root_cause: Option<Text>,
    pub owner_id: Option<UserId>,
}

pub fn own(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    seen: Option<Seen>,
    own: Own,
) -> Result<Kept> {
    let mut kept = lock(work, which)?;
    expect_version(seen, kept.incident.version)?;
    expect_owner(work, "/owner_id", own.owner_id)?;
    let client = client_of(work, &kept.incident)?;
    let before = kept.incident.clone();
    let ownership = Ownership {
        statement: own.statement,
        root_cause: own.root_cause,
        owner_id: own
            .owner_id
            .or(before.owner_id)
            .unwrap_or(permit.actor().id),
    };
    kept.incident
        .own(ownership, client.written_language(), work.now)?;
    save(
        work,
        Some(permit.actor()),
        Action::Own.as_str(),
        &before,
        &mut kept,
        None,
    )?;
    apologies::draft_for_owner(work, permit.actor(), &kept.incident, &client)?;
    Ok(kept)
}

pub fn dismiss(
    work: &mut Work<'_>,
    permit: &Permit<DismissIncidents>,
    which: &Which,
    seen: Option<Seen>,
    reason: Text,
) -> Result<Kept> {
    step(work, permit.actor(), which, seen, Action::Dismiss, reason)
}

pub fn reopen(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    seen: Option<Seen>,
    reason: Text,
) -> Result<Kept> {
    step(work, permit.actor(), which, seen, Action::Reopen, reason)
}

fn step(
    work: &mut Work<'_>,
    by: &Actor,
    which: &Which,
    seen: Option<Seen>,
    action: Action,
    reason: Text,
) -> Result<Kept> {
    let mut kept = lock(work, which)?;
    expect_version(seen, kept.incident.version)?;
    let before = kept.incident.clone();
    kept.incident.take(action, work.now)?;
    save(
        work,
        Some(by),
        action.as_str(),
        &before,
        &mut kept,
        Some(reason.into()),
    )?;
    Ok(kept)
}

pub fn close(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    seen: Option<Seen>,
    root_cause: Option<Text>,
) -> Result<Kept> {
    let mut kept = lock(work, which)?;
    expect_version(seen, kept.incident.version)?;
    let before = kept.incident.clone();
    let learned = Learned {
        preventions: store::preventions::of_incident(work.db, before.id)?.len(),
        follow_ups: store::follow_ups::of_incident(work.db, before.id)?.len(),
    };
    kept.incident.close(root_cause, learned, work.now)?;
    save(
        work,
        Some(permit.actor()),
        Action::Close.as_str(),
        &before,
        &mut kept,
        None,
    )?;
    Ok(kept)
}

/// The incident, held until the end of the transaction.
pub(super) fn lock(work: &mut Work<'_>, which: &Which) -> Result<Kept> {
    let id = identify(work, which)?;
    lock_id(work, id)
}

pub(super) fn lock_id(work: &mut Work<'_>, id: IncidentId) -> Result<Kept> {
    store::incidents::lock(work.db, id)?.ok_or(Error::NotFound("incident"))
}

/// The id of an incident that exists.
pub(super) fn present(work: &mut Work<'_>, which: &Which) -> Result<IncidentId> {
    let id = identify(work, which)?;
    let kept = store::incidents::find(work.db, id)?.ok_or(Error::NotFound("incident"))?;
    Ok(kept.incident.id)
}

fn identify(work: &mut Work<'_>, which: &Which) -> Result<IncidentId> {
    match which {
        Which::Id(id) => Ok(*id),
        Which::Reference(reference) => store::incidents::find_by_reference(work.db, reference)?
            .ok_or(Error::NotFound("incident")),
    }
}

/// Takes one step of the workflow with an incident that is held, and writes it down.
pub(super) fn advance(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    kept: &mut Kept,
    action: Action,
    note: Option<String>,
) -> Result<()> {
    let before = kept.incident.clone();
    kept.incident.take(action, work.now)?;
    save(work, by, action.as_str(), &before, kept, note)
}

fn save(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    action: &'static str,
    before: &Incident,
    kept: &mut Kept,
    note: Option<String>,
) -> Result<()> {
    kept.due = what_is_due(work, &kept.incident)?;
    store::incidents::update(work.db, kept)?;
    let change = changed(action, Some(before), &kept.incident).noting(note);
    work.record(by, change)
}

/// Brings what is due up to date after a promise or a prevention changed.
pub(super) fn refresh_due(work: &mut Work<'_>, incident: &Incident) -> Result<()> {
    let due = what_is_due(work, incident)?;
    store::incidents::set_due(work.db, incident.id, &due)?;
    Ok(())
}

fn what_is_due(work: &mut Work<'_>, incident: &Incident) -> Result<Vec<deadlines::Due>> {
    let promises = store::promises::of_incident(work.db, incident.id)?;
    let preventions = store::preventions::of_incident(work.db, incident.id)?;
    Ok(deadlines::due(incident, &promises, &preventions))
}

pub(super) fn client_of(work: &mut Work<'_>, incident: &Incident) -> Result<Client> {
    store::clients::find(work.db, incident.client_id)?
        .ok_or_else(|| Error::Internal("an incident without its client".into()))
}

fn changed(action: &'static str, before: Option<&Incident>, after: &Incident) -> Change {
    Change::between(action, ("incident", after.id.to_string()), before, after).of(after.id)
}

/// Refuses an owner who could not answer for an incident.
pub(super) fn expect_owner(
    work: &mut Work<'_>,
    pointer: &str,
    owner: Option<UserId>,
) -> Result<()> {
    let Some(id) = owner else {
        return Ok(());
    };
    match store::users::find(work.db, id)? {
        Some(user) if user.can_own_incidents() => Ok(()),
        _ => Err(Error::invalid(
            pointer,
            FieldError::new("unknown", "name an active agent, approver or admin"),
        )),
    }
}
