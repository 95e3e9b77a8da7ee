//! The outbox: read, retried, stopped, and worked off.

use chrono::TimeDelta;

use serde_json::json;

use crate::domain::actor::{Actor, Permit, ReadMail, WriteMail};
use crate::domain::event::Change;
use crate::domain::ids::MailId;
use crate::domain::mail::{Attempt, Mail, MailState, Outgoing};
use crate::services::{Error, Page, Result, Setup, Work, notify, secrets};
use crate::store;
pub use crate::store::outbox::Filter;

/// How long a claim holds without being renewed. What a process that died was sending is taken up
/// again after this, and within a minute.
pub const LEASE: TimeDelta = TimeDelta::seconds(40);

pub fn list(
    work: &mut Work<'_>,
    _: &Permit<ReadMail>,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Mail>> {
    Ok(store::outbox::list(work.db, filter, page)?)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadMail>, id: MailId) -> Result<Mail> {
    store::outbox::find(work.db, id)?.ok_or(Error::NotFound("mail"))
}

pub fn retry(work: &mut Work<'_>, permit: &Permit<WriteMail>, id: MailId) -> Result<Mail> {
    let mut mail = store::outbox::find(work.db, id)?.ok_or(Error::NotFound("mail"))?;
    let from = (mail.state, mail.attempts);
    mail.retry(outgoing(work.setup), work.now)?;
    settle(work, from, &mail)?;
    record(work, permit.actor(), "retry_mail", from.0, &mail)?;
    Ok(mail)
}

pub fn stop(work: &mut Work<'_>, permit: &Permit<WriteMail>, id: MailId) -> Result<Mail> {
    let mut mail = store::outbox::find(work.db, id)?.ok_or(Error::NotFound("mail"))?;
    let from = (mail.state, mail.attempts);
    mail.stop(outgoing(work.setup))?;
    settle(work, from, &mail)?;
    record(work, permit.actor(), "stop_mail", from.0, &mail)?;
    Ok(mail)
}

/// What can be done with a mail as things are.
pub fn allowed_actions(work: &Work<'_>, mail: &Mail) -> Vec<&'static str> {
    mail.standing(outgoing(work.setup)).allowed_actions
}

fn outgoing(setup: &Setup) -> Outgoing<'_> {
    Outgoing {
        goes_out: setup.mail_goes_out,
        domain: setup.sender.domain(),
    }
}

/// Whether there is mail to be sent now.
pub fn any_due(work: &mut Work<'_>) -> Result<bool> {
    Ok(store::outbox::any_due(work.db, work.now)?)
}

/// Takes mail that is due; it is this process's until the lease runs out.
pub fn claim(work: &mut Work<'_>, limit: i64) -> Result<Vec<Mail>> {
    Ok(store::outbox::claim(
        work.db,
        work.now,
        work.now + LEASE,
        limit,
    )?)
}

/// Keeps the claim on mail that is still being sent.
pub fn renew(work: &mut Work<'_>, ids: &[MailId]) -> Result<()> {
    Ok(store::outbox::renew(work.db, ids, work.now + LEASE)?)
}

/// Writes down how an attempt ended; where it was the last one, also in the incident's history, and
/// its owner is told.
pub fn settle_attempt(work: &mut Work<'_>, mut mail: Mail, attempt: Attempt) -> Result<Mail> {
    let from = (MailState::Sending, mail.attempts);
    mail.after_attempt(attempt, secrets::jitter(), work.now);
    settle(work, from, &mail)?;
    if mail.state == MailState::Failed {
        report_failure(work, None, Some(from.0), &mail)?;
    }
    Ok(mail)
}

/// A line of history about a mail that has failed, and a mail to the incident's owner, unless it is
/// the owner who cannot be reached. `before` is the state that it was in, where it was in one.
pub(super) fn report_failure(
    work: &mut Work<'_>,
    by: Option<&Actor>,
    before: Option<MailState>,
    mail: &Mail,
) -> Result<()> {
    let Some(incident_id) = mail.incident_id else {
        return Ok(());
    };
    let change = Change {
        action: "mail_failed",
        incident_id: Some(incident_id),
        subject: ("mail", mail.id.to_string()),
        before: before.map(|state| json!({"state": state.as_str()})),
        after: json!({
            "state": mail.state.as_str(),
            "kind": mail.kind.as_str(),
            "to": mail.to,
            "subject": mail.subject,
            "attempts": mail.attempts,
        }),
        note: mail.last_error.clone(),
    };
    work.record(by, change)?;
    if !mail.failure_is_news() {
        return Ok(());
    }
    let kept = store::incidents::find(work.db, incident_id)?
        .ok_or_else(|| Error::Internal("a mail without its incident".into()))?;
    let owner = match kept.incident.owner_id {
        Some(owner) => store::users::find(work.db, owner)?,
        None => None,
    };
    match owner {
        Some(owner) if !owner.email.eq_ignore_ascii_case(&mail.to) => {
            notify::delivery_failed(work, &kept.incident, mail, &owner)
        }
        _ => Ok(()),
    }
}

fn settle(work: &mut Work<'_>, from: (MailState, i64), mail: &Mail) -> Result<()> {
    if store::outbox::settle(work.db, from, mail)? {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// What a person did to a mail: its state, and none of its words.
fn record(
    work: &mut Work<'_>,
    by: &Actor,
    action: &'static str,
    from: MailState,
    mail: &Mail,
) -> Result<()> {
    let state = |state: MailState| json!({"state": state.as_str()});
    let change = Change {
        action,
        incident_id: mail.incident_id,
        subject: ("mail", mail.id.to_string()),
        before: Some(state(from)),
        after: state(mail.state),
        note: None,
    };
    work.record(Some(by), change)
}
