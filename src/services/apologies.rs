//! Apologies: drafted, edited, mailed to the owner, sent to the client or recorded.

mod known;

use crate::domain::actor::{Actor, DecideOffers, Permit, ReadCases, RunIncidents, SignedIn};
use crate::domain::apology::check::{self, Assessment, Kind};
use crate::domain::apology::letter::{Apology, ApologyState, Given, Override};
use crate::domain::client::Client;
use crate::domain::error::{FieldError, InvalidField, Refusal};
use crate::domain::event::Change;
use crate::domain::ids::ApologyId;
use crate::domain::incident::Incident;
use crate::domain::language::{Language, LanguageTag};
use crate::domain::text::{Email, Line, Text};
use crate::domain::user::User;
use crate::domain::workflow::{Action, State};
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Seen, Work, expect_version, hidden, notify};
use crate::store;
use known::Known;

/// What somebody asks a draft to be; what is left out is composed from the incident.
#[derive(Debug, Clone, Default)]
pub struct NewDraft {
    pub subject: Option<Line>,
    pub text: Option<Text>,
    pub language: Option<LanguageTag>,
    /// The name of the template to compose from.
    pub template: Option<String>,
}

/// An apology and what the check says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed {
    pub apology: Apology,
    pub assessment: Assessment,
    /// Where a draft names the subcontractor.
    pub names: Vec<InvalidField>,
}

impl Assessed {
    /// Nothing keeps it from being sent.
    pub fn is_ready(&self) -> bool {
        self.assessment.ready && self.names.is_empty()
    }

    /// What the owner should know before it is sent.
    pub fn notes(&self) -> Vec<String> {
        let named = self.names.iter().map(|place| {
            let place_name = place.pointer.trim_start_matches('/');
            format!("In the {place_name}: {}.", place.detail)
        });
        self.apology.notes.iter().cloned().chain(named).collect()
    }
}

fn assessed(work: &mut Work<'_>, apology: Apology) -> Result<Assessed> {
    let mut names = Vec::new();
    if apology.state == ApologyState::Draft {
        let kept = store::incidents::find(work.db, apology.incident_id)?
            .ok_or(Error::NotFound("incident"))?;
        let client = incidents::client_of(work, &kept.incident)?;
        let language = apology.written_language();
        names = apology.names(&hidden::name(work, &kept.incident, &client, language)?);
    }
    Ok(Assessed {
        assessment: apology.assess(),
        apology,
        names,
    })
}

/// Judges any text; keeps nothing.
pub fn check(
    _: &Permit<SignedIn>,
    text: &str,
    subject: Option<&str>,
    language: Language,
    kind: Kind,
) -> Assessment {
    check::check(text, subject, language, kind)
}

pub fn draft(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    which: &Which,
    new: NewDraft,
) -> Result<Assessed> {
    if let Some(name) = &new.template {
        known::refuse_unknown(work, name)?;
    }
    let kept = incidents::lock(work, which)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let apology = write_draft(work, permit.actor(), &kept.incident, &client, new)?;
    assessed(work, apology)
}

/// The draft that comes with owning an incident; the owner gets it by mail.
pub(super) fn draft_for_owner(
    work: &mut Work<'_>,
    by: &Actor,
    incident: &Incident,
    client: &Client,
) -> Result<()> {
    let apology = write_draft(work, by, incident, client, NewDraft::default())?;
    let owner = owner_of(work, incident)?;
    let draft = assessed(work, apology)?;
    notify::apology_draft(work, incident, client, &draft, &owner, &owner.email)
}

fn write_draft(
    work: &mut Work<'_>,
    by: &Actor,
    incident: &Incident,
    client: &Client,
    new: NewDraft,
) -> Result<Apology> {
    if incident.state != State::Owned {
        return Err(Refusal::WrongState {
            action: "draft_apology",
            standing: incident.state.standing(),
            detail: format!(
                "an incident that is {} takes no apology drafts",
                incident.state
            ),
        }
        .into());
    }
    let language = match new.language {
        Some(tag) => tag.as_str().to_owned(),
        None => client.language.clone(),
    };
    let written = LanguageTag::parse(&language)
        .map(|tag| tag.written())
        .unwrap_or_default();
    let known = Known::gather(work, incident, client, written)?;
    let wrote_it = new.text.is_some();
    let (draft, template) = known.composed(work, new.template, wrote_it)?;
    let letter = draft.letter;
    let apology = Apology {
        id: work.id(),
        incident_id: incident.id,
        state: ApologyState::Draft,
        to: client.email.clone(),
        subject: new.subject.map_or(letter.subject, Into::into),
        text: new.text.map_or(letter.text, Into::into),
        language,
        channel: None,
        given_at: None,
        note: None,
        overridden: Vec::new(),
        sent_at: None,
        template,
        notes: draft.notes,
        made_by: by.id,
        made_at: work.now,
        version: 1,
    };
    store::apologies::insert(work.db, &apology)?;
    record(work, by, "draft_apology", None, &apology, None)?;
    Ok(apology)
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Assessed>> {
    let id = incidents::present(work, which)?;
    let apologies = store::apologies::list(work.db, id, page)?;
    apologies
        .into_iter()
        .map(|apology| assessed(work, apology))
        .collect()
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadCases>, id: ApologyId) -> Result<Assessed> {
    let apology = present(work, id)?;
    assessed(work, apology)
}

pub fn edit(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: ApologyId,
    seen: Option<Seen>,
    subject: Option<Line>,
    text: Option<Text>,
) -> Result<Assessed> {
    let (_, before) = hold(work, id, seen)?;
    let mut apology = before.clone();
    apology.edit(subject, text)?;
    store::apologies::update(work.db, &mut apology)?;
    let note = (before.text != apology.text).then(|| "the text was changed".to_owned());
    record(
        work,
        permit.actor(),
        "edit_apology",
        Some(&before),
        &apology,
        note,
    )?;
    assessed(work, apology)
}

/// The draft as a file that a mail program opens to edit and send.
pub fn eml(work: &mut Work<'_>, _: &Permit<ReadCases>, id: ApologyId) -> Result<String> {
    let apology = present(work, id)?;
    let kept =
        store::incidents::find(work.db, apology.incident_id)?.ok_or(Error::NotFound("incident"))?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = owner_of(work, &kept.incident)?;
    notify::unsent(work, &client, &apology, &owner)
}

/// Mails the draft to the owner, or to a colleague by their address.
pub fn mail_draft(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: ApologyId,
    seen: Option<Seen>,
    to: Option<Email>,
) -> Result<Assessed> {
    let (kept, apology) = hold(work, id, seen)?;
    apology.only_draft("mail-draft")?;
    let client = incidents::client_of(work, &kept.incident)?;
    let owner = owner_of(work, &kept.incident)?;
    let reader = match to {
        None => owner.email.clone(),
        Some(address) => {
            let address = address.as_str();
            store::users::active_in(work.db, crate::domain::actor::Role::WORDS)?
                .into_iter()
                .find(|user| user.email.eq_ignore_ascii_case(address))
                .map(|user| user.email)
                .ok_or_else(|| {
                    let detail = "drafts go to colleagues only: name the address of an active user";
                    Error::invalid("/to", FieldError::new("unknown", detail))
                })?
        }
    };
    let draft = assessed(work, apology.clone())?;
    notify::apology_draft(work, &kept.incident, &client, &draft, &owner, &reader)?;
    let note = Some(format!("to {reader}"));
    record(
        work,
        permit.actor(),
        "mail_draft",
        Some(&apology),
        &apology,
        note,
    )?;
    assessed(work, apology)
}

/// Sends the letter to the client. An approver may answer for what blocks it.
pub fn send(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: ApologyId,
    seen: Option<Seen>,
    over: Option<Override>,
) -> Result<Assessed> {
    if over.is_some() {
        permit.also::<DecideOffers>()?;
    }
    let (mut kept, before) = hold(work, id, seen)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let mut apology = before.clone();
    apology.only_draft("send")?;
    kept.incident.state.after(Action::Apologize)?;
    let hidden = hidden::name(work, &kept.incident, &client, apology.written_language())?;
    apology.send(client.email.clone(), over.as_ref(), &hidden, work.now)?;
    store::apologies::update(work.db, &mut apology)?;
    let overridden = (!apology.overridden.is_empty()).then_some(over).flatten();
    let note = overridden.map(|over| {
        format!(
            "sent in spite of {}: {}",
            apology.overridden.join(", "),
            over.reason
        )
    });
    record(
        work,
        permit.actor(),
        "send_apology",
        Some(&before),
        &apology,
        note,
    )?;
    incidents::advance(
        work,
        Some(permit.actor()),
        &mut kept,
        Action::Apologize,
        None,
    )?;
    let owner = owner_of(work, &kept.incident)?;
    notify::apology(work, &kept.incident, &client, &apology, &owner)?;
    assessed(work, apology)
}

/// Takes note of an apology that was given by voice or on paper.
pub fn record_given(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: ApologyId,
    seen: Option<Seen>,
    given: Given,
) -> Result<Assessed> {
    let (mut kept, before) = hold(work, id, seen)?;
    let mut apology = before.clone();
    apology.only_draft("record")?;
    kept.incident.state.after(Action::Apologize)?;
    let client = incidents::client_of(work, &kept.incident)?;
    let hidden = hidden::name(work, &kept.incident, &client, apology.written_language())?;
    apology.record(given, &hidden, work.now)?;
    store::apologies::update(work.db, &mut apology)?;
    record(
        work,
        permit.actor(),
        "record_apology",
        Some(&before),
        &apology,
        None,
    )?;
    incidents::advance(
        work,
        Some(permit.actor()),
        &mut kept,
        Action::Apologize,
        None,
    )?;
    assessed(work, apology)
}

pub fn discard(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: ApologyId,
    seen: Option<Seen>,
) -> Result<Assessed> {
    let (_, before) = hold(work, id, seen)?;
    let mut apology = before.clone();
    apology.discard()?;
    store::apologies::update(work.db, &mut apology)?;
    record(
        work,
        permit.actor(),
        "discard_apology",
        Some(&before),
        &apology,
        None,
    )?;
    assessed(work, apology)
}

fn present(work: &mut Work<'_>, id: ApologyId) -> Result<Apology> {
    store::apologies::find(work.db, id)?.ok_or(Error::NotFound("apology"))
}

/// The apology and its incident, held until the end of the transaction.
fn hold(
    work: &mut Work<'_>,
    id: ApologyId,
    seen: Option<Seen>,
) -> Result<(incidents::Kept, Apology)> {
    let named = present(work, id)?;
    let kept = incidents::lock_id(work, named.incident_id)?;
    let apology = present(work, id)?;
    expect_version(seen, apology.version)?;
    Ok((kept, apology))
}

pub(super) fn owner_of(work: &mut Work<'_>, incident: &Incident) -> Result<User> {
    let id = incident.owner_id.unwrap_or(incident.reported_by);
    store::users::find(work.db, id)?
        .ok_or_else(|| Error::Internal("an incident without its owner".into()))
}

fn record(
    work: &mut Work<'_>,
    by: &Actor,
    action: &'static str,
    before: Option<&Apology>,
    after: &Apology,
    note: Option<String>,
) -> Result<()> {
    let subject = ("apology", after.id.to_string());
    let change = Change::between(action, subject, before, after)
        .of(after.incident_id)
        .noting(note);
    work.record(Some(by), change)
}
