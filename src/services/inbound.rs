//! Mail that comes back: filed, put where it belongs, and told to whoever answers for it.
//!
//! Nothing here takes a step of the workflow: a reply is read by a person, and an offer is answered
//! on the client's page. Automatic mail is told to nobody, and a notice of ours that comes back
//! makes no further notice, so that no two machines write to each other.

use crate::domain::actor::{FileInbound, Permit, ReadCases, ReadMail, RunIncidents};
use crate::domain::error::FieldError;
use crate::domain::event::Change;
use crate::domain::ids::{InboundId, IncidentId};
use crate::domain::inbound::address::{self, same};
use crate::domain::inbound::place::{self, Named, Place};
use crate::domain::inbound::understood::{Known, Nature, Understood, understand};
use crate::domain::inbound::{Filed, Incoming, Kind, NotAMessage, PlacedBy, Sender};
use crate::domain::incident::Incident;
use crate::domain::mail::{Mail, MailKind, MailState};
use crate::services::incidents::{self, Which};
use crate::services::{Error, Page, Result, Work, apologies, notify, outbox};
pub use crate::store::inbound::Filter;
use crate::{mail, store};

/// Takes a raw message apart; nothing is looked up or kept.
pub fn read(raw: &[u8]) -> std::result::Result<Incoming, NotAMessage> {
    mail::inbound::read(raw)
}

/// Files a message; `false` beside it where the same one was filed before.
pub fn file(
    work: &mut Work<'_>,
    permit: &Permit<FileInbound>,
    incoming: &Incoming,
) -> Result<(Filed, bool)> {
    if let Some(filed) = store::inbound::find_by_digest(work.db, &incoming.digest)? {
        return Ok((filed, false));
    }
    let known = known(work, incoming)?;
    let understood = understand(incoming, known);
    let found = look_up(work, incoming, &understood)?;
    if let Some(incident) = found.place.on {
        incidents::lock_id(work, incident.0)?;
    }
    let answers_a_notice = found.mail.as_ref().is_some_and(is_notice);
    let filed = Filed {
        id: work.id(),
        kind: found.place.kind,
        incident_id: found.place.on.map(|(incident, _)| incident),
        mail_id: found.mail.as_ref().map(|mail| mail.id),
        placed_by: found.place.on.map(|(_, by)| by),
        sender: found.sender,
        from_name: understood.from_name,
        from_address: understood.from_address,
        subject: understood.subject,
        text: understood.text,
        quoted: understood.quoted,
        recipients: understood.recipients,
        reason: understood.reason,
        message_id: understood.message_id,
        digest: incoming.digest.clone(),
        handed_in_by: permit.actor().id,
        received_at: work.now,
    };
    if !store::inbound::insert(work.db, &filed)? {
        // Somebody handed it in at the same moment.
        let first = store::inbound::find_by_digest(work.db, &incoming.digest)?;
        return Ok((first.ok_or(Error::Stale)?, false));
    }
    record(work, permit, action(filed.kind), None, &filed)?;
    match filed.kind {
        Kind::Bounce => match found.mail {
            Some(mail) if is_about(incoming, &filed, &mail) => fail(work, permit, mail, &filed)?,
            Some(mail) => tell_of_others(work, &mail, &filed)?,
            None => {}
        },
        Kind::Reply if !answers_a_notice => tell(work, &filed)?,
        Kind::Reply => {}
        Kind::Delay | Kind::Automatic | Kind::Own | Kind::Stranger | Kind::Unmatched => {}
    }
    Ok((filed, true))
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadMail>, id: InboundId) -> Result<Filed> {
    store::inbound::find(work.db, id)?.ok_or(Error::NotFound("message"))
}

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadMail>,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Filed>> {
    Ok(store::inbound::list(work.db, filter, page)?)
}

/// What clients and colleagues wrote about an incident.
pub fn replies(
    work: &mut Work<'_>,
    _: &Permit<ReadCases>,
    which: &Which,
    page: &Page,
) -> Result<Vec<Filed>> {
    let filter = Filter {
        kind: Some(Kind::Reply),
        incident_id: Some(incidents::present(work, which)?),
        placed: None,
    };
    Ok(store::inbound::list(work.db, &filter, page)?)
}

/// Puts a message that could not be placed on its incident.
pub fn place(
    work: &mut Work<'_>,
    permit: &Permit<RunIncidents>,
    id: InboundId,
    incident: IncidentId,
) -> Result<Filed> {
    let mut filed = store::inbound::find(work.db, id)?.ok_or(Error::NotFound("message"))?;
    let kept = store::incidents::lock(work.db, incident)?
        .ok_or_else(|| Error::invalid("/incident_id", FieldError::unknown("incident")))?;
    let before = filed.clone();
    filed.place(kept.incident.id)?;
    filed.sender = sender(work, &kept.incident, filed.from_address.as_deref())?;
    if !store::inbound::place(work.db, &filed)? {
        return Err(Error::Stale);
    }
    record(work, permit, "place_message", Some(&before), &filed)?;
    if filed.kind == Kind::Reply {
        tell(work, &filed)?;
    }
    Ok(filed)
}

/// What a message turned out to be.
struct Found {
    place: Place,
    sender: Sender,
    mail: Option<Mail>,
}

/// What tells a colleague of another message. What comes back to it is told to nobody: a program
/// that answers every mail would have us write to each other for ever.
fn is_notice(mail: &Mail) -> bool {
    matches!(mail.kind, MailKind::DeliveryFailed | MailKind::Reply)
}

/// What is known of a message before it is understood.
fn known(work: &mut Work<'_>, incoming: &Incoming) -> Result<Known> {
    let answers = answered(work, &incoming.references)?;
    let named = name(work, incoming, &incoming.references, answers.as_ref())?;
    let from_a_person = match &incoming.from.address {
        Some(from) => is_known(work, from)?,
        None => false,
    };
    Ok(Known {
        from_a_person,
        answers_us: answers.is_some() || named.thread.is_some() || named.address.is_some(),
        names_incident: named.subject.is_some(),
    })
}

/// Whether an address is a client's or a colleague's.
fn is_known(work: &mut Work<'_>, address: &str) -> Result<bool> {
    let clients = store::clients::Filter {
        email: Some(address.to_owned()),
        ..store::clients::Filter::default()
    };
    let one = Page {
        before: None,
        limit: 1,
    };
    Ok(!store::clients::list(work.db, &clients, &one)?.is_empty()
        || store::users::find_by_email(work.db, address)?.is_some())
}

/// Whether a report speaks of this very mail: of whom it went to or, where it names nobody, of the
/// mail that it returns. Where it names others only, somebody has passed the mail on to them.
fn is_about(incoming: &Incoming, filed: &Filed, mail: &Mail) -> bool {
    let named = &filed.recipients;
    named.iter().any(|to| same(to, &mail.to))
        || (named.is_empty() && incoming.returned_ids().contains(&mail.message_id))
}

fn look_up(work: &mut Work<'_>, incoming: &Incoming, understood: &Understood) -> Result<Found> {
    let from = incoming.from.address.as_deref();
    if is_own(work, incoming)? {
        return Ok(Found {
            place: Place {
                kind: Kind::Own,
                on: None,
            },
            sender: Sender::Other,
            mail: None,
        });
    }
    let mail = answered(work, &understood.about)?;
    let named = name(work, incoming, &understood.about, mail.as_ref())?;
    let kind = match understood.nature {
        Nature::Bounce => Kind::Bounce,
        Nature::Delay => Kind::Delay,
        Nature::Automatic => Kind::Automatic,
        Nature::Personal => {
            let place = place::place(&named);
            let mut who = Sender::Other;
            if let Some((incident, _)) = place.on {
                let incident = incident_of(work, incident)?;
                who = sender(work, &incident, from)?;
            }
            return Ok(Found {
                place,
                sender: who,
                mail,
            });
        }
    };
    // A machine claims nothing, so what it names is what it is about. A report names the mail; one
    // without its id is matched by the recipient.
    let on = place::named_by_machine(&named);
    let mail = match (mail, on) {
        (None, Some((incident, _))) if kind != Kind::Automatic => {
            sent_to(work, incident, &understood.recipients)?
        }
        (mail, _) => mail,
    };
    // A reference alone proves nothing; with the right recipient it is enough for a report.
    let by_reference = matches!(on, Some((_, PlacedBy::Subject)));
    let proven = kind == Kind::Automatic || mail.is_some() || !by_reference;
    Ok(Found {
        place: Place {
            kind,
            on: on.filter(|_| proven),
        },
        sender: Sender::Other,
        mail,
    })
}

/// Whether a mail of ours came back to us.
fn is_own(work: &mut Work<'_>, incoming: &Incoming) -> Result<bool> {
    if let Some(id) = &incoming.message_id
        && store::outbox::find_by_message_id(work.db, id)?.is_some()
    {
        return Ok(true);
    }
    let ours = work.setup.sender.address();
    match incoming.from.address.as_deref() {
        Some(from) if same(from, ours) => Ok(store::users::find_by_email(work.db, from)?.is_none()),
        _ => Ok(false),
    }
}

/// The mail of ours that one of these ids is of.
fn answered(work: &mut Work<'_>, ids: &[String]) -> Result<Option<Mail>> {
    for id in ids {
        if let Some(mail) = store::outbox::find_by_message_id(work.db, id)? {
            return Ok(Some(mail));
        }
    }
    Ok(None)
}

/// Everything in the message that names an incident which exists.
fn name(
    work: &mut Work<'_>,
    incoming: &Incoming,
    about: &[String],
    mail: Option<&Mail>,
) -> Result<Named> {
    let domain = work.setup.sender.domain().to_owned();
    let mut named = Named {
        thread: mail.and_then(|mail| mail.incident_id),
        ..Named::default()
    };
    let threads = about
        .iter()
        .filter_map(|id| address::thread_of(id, &domain));
    for id in threads {
        if named.thread.is_none() && store::incidents::find(work.db, id)?.is_some() {
            named.thread = Some(id);
        }
    }
    for (reference, tag) in incoming.to.iter().filter_map(|to| address::read_tagged(to)) {
        if let Some(id) = store::incidents::find_by_reference(work.db, &reference)?
            && address::tag(id) == tag
        {
            named.address = Some(id);
        }
    }
    let returned = incoming
        .returned
        .iter()
        .filter_map(|fields| crate::domain::inbound::field(fields, "subject"));
    let reference = std::iter::once(incoming.subject.as_str())
        .chain(returned)
        .find_map(address::reference);
    if let Some(reference) = reference
        && let Some(id) = store::incidents::find_by_reference(work.db, &reference)?
    {
        let incident = incident_of(work, id)?;
        let from = incoming.from.address.as_deref();
        named.subject = Some((id, sender(work, &incident, from)?));
    }
    Ok(named)
}

/// The newest mail about the incident that went to one of these addresses.
fn sent_to(
    work: &mut Work<'_>,
    incident: IncidentId,
    recipients: &[String],
) -> Result<Option<Mail>> {
    let filter = store::outbox::Filter {
        state: None,
        incident_id: Some(incident),
    };
    let recent = Page {
        before: None,
        limit: 100,
    };
    let out = |mail: &Mail| {
        matches!(
            mail.state,
            MailState::Sent | MailState::Sending | MailState::Retrying
        )
    };
    let mail = store::outbox::list(work.db, &filter, &recent)?;
    Ok(mail
        .into_iter()
        .find(|mail| out(mail) && recipients.iter().any(|to| same(to, &mail.to))))
}

fn sender(work: &mut Work<'_>, incident: &Incident, from: Option<&str>) -> Result<Sender> {
    let Some(from) = from else {
        return Ok(Sender::Other);
    };
    if same(&incidents::client_of(work, incident)?.email, from) {
        return Ok(Sender::Client);
    }
    let user = store::users::find_by_email(work.db, from)?;
    Ok(match user {
        Some(user) if user.active => Sender::User,
        _ => Sender::Other,
    })
}

fn incident_of(work: &mut Work<'_>, id: IncidentId) -> Result<Incident> {
    let kept = store::incidents::find(work.db, id)?.ok_or(Error::NotFound("incident"))?;
    Ok(kept.incident)
}

/// Marks the mail as failed and tells the owner, once.
fn fail(
    work: &mut Work<'_>,
    permit: &Permit<FileInbound>,
    mut mail: Mail,
    filed: &Filed,
) -> Result<()> {
    let from = (mail.state, mail.attempts);
    let reason = filed.reason.clone();
    let reason =
        reason.unwrap_or_else(|| "a mail server reported that it could not be delivered".into());
    if !mail.come_back(reason) {
        return Ok(());
    }
    if !store::outbox::settle(work.db, from, &mail)? {
        return Err(Error::Busy("this mail is being sent at this moment".into()));
    }
    outbox::report_failure(work, Some(permit.actor()), Some(from.0), &mail)
}

/// Tells the owner that a mail, which has arrived for all we know, did not reach others. Where it
/// went to the owner, the news would go the same way and come back as well.
fn tell_of_others(work: &mut Work<'_>, mail: &Mail, filed: &Filed) -> Result<()> {
    let Some(incident) = mail.incident_id.filter(|_| !is_notice(mail)) else {
        return Ok(());
    };
    let incident = incident_of(work, incident)?;
    let owner = apologies::owner_of(work, &incident)?;
    if same(&owner.email, &mail.to) {
        return Ok(());
    }
    notify::not_passed_on(work, &incident, mail, filed, &owner)
}

/// Tells the owner of a reply, unless it is their own.
fn tell(work: &mut Work<'_>, filed: &Filed) -> Result<()> {
    let Some(incident) = filed.incident_id else {
        return Ok(());
    };
    let incident = incident_of(work, incident)?;
    let owner = apologies::owner_of(work, &incident)?;
    if filed
        .from_address
        .as_deref()
        .is_some_and(|from| same(from, &owner.email))
    {
        return Ok(());
    }
    let client = incidents::client_of(work, &incident)?;
    notify::reply(work, &incident, &client, &owner, filed)
}

fn action(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => "file_reply",
        Kind::Bounce => "file_bounce",
        Kind::Delay => "file_delay",
        Kind::Automatic => "file_automatic_reply",
        Kind::Own | Kind::Stranger | Kind::Unmatched => "file_message",
    }
}

fn record<R>(
    work: &mut Work<'_>,
    permit: &Permit<R>,
    action: &'static str,
    before: Option<&Filed>,
    filed: &Filed,
) -> Result<()> {
    let subject = ("message", filed.id.to_string());
    let mut change = Change::between(action, subject, before, filed);
    change.incident_id = filed.incident_id;
    work.record(Some(permit.actor()), change)
}
