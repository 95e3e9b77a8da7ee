//! `/v1/mail`: the outbox.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::actor::{Permit, ReadMail, WriteMail};
use crate::domain::error::Check;
use crate::domain::ids::MailId;
use crate::domain::mail::Mail;
use crate::http::call::{Call, Empty, Reply, Tags, shown_as};
use crate::http::gather::gather;
use crate::http::views::{ListView, maybe_moment, moment};
use crate::services::once::Answer;
use crate::services::{Error, Work, outbox};

/// A mail, as it was rendered when it was queued.
#[derive(Serialize, ToSchema)]
#[schema(as = Mail)]
pub struct MailView {
    id: String,
    kind: String,
    incident_id: Option<String>,
    to: String,
    subject: String,
    text: String,
    html: String,
    message_id: String,
    /// `waiting`, `sending`, `sent`, `retrying`, `failed`, `stopped`, or `kept` (there was no
    /// mail server when it was written).
    state: String,
    allowed_actions: Vec<&'static str>,
    /// How often it was tried.
    attempts: i64,
    next_try_at: Option<String>,
    last_error: Option<String>,
    created_at: String,
    sent_at: Option<String>,
}

impl MailView {
    fn of(work: &Work<'_>, mail: Mail) -> Self {
        Self {
            id: mail.id.to_string(),
            kind: mail.kind.to_string(),
            incident_id: mail.incident_id.map(|id| id.to_string()),
            state: mail.state.to_string(),
            allowed_actions: outbox::allowed_actions(work, &mail),
            to: mail.to,
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            message_id: mail.message_id,
            attempts: mail.attempts,
            next_try_at: maybe_moment(mail.next_try_at),
            last_error: mail.last_error,
            created_at: moment(mail.created_at),
            sent_at: maybe_moment(mail.sent_at),
        }
    }
}

/// A mail changes with its state and its attempts, and with nothing else.
fn tag(mail: &Mail) -> String {
    format!("{}-{}", mail.state, mail.attempts)
}

fn answer(work: &Work<'_>, mail: Mail) -> Answer {
    let tag = tag(&mail);
    shown_as(&MailView::of(work, mail), &tag)
}

/// Refuses to act on a mail that has changed since it was seen.
fn expect_seen(
    work: &mut Work<'_>,
    permit: &Permit<WriteMail>,
    id: MailId,
    seen: Option<&Tags>,
) -> Result<(), Error> {
    let present = outbox::find(work, &permit.also::<ReadMail>()?, id)?;
    match seen {
        Some(seen) if !seen.has(&tag(&present)) => Err(Error::Stale),
        _ => Ok(()),
    }
}

#[utoipa::path(get, path = "/v1/mail", tag = "Mail", summary = "List mail", params(
    ("state" = Option<String>, Query),
    ("incident_id" = Option<String>, Query),
    ("limit" = Option<u8>, Query),
    ("cursor" = Option<String>, Query),
), responses((status = 200, body = ListView<MailView>)))]
pub async fn list(call: Call<ReadMail>) -> Reply {
    let query = call.query(&["state", "incident_id", "limit", "cursor"])?;
    let window = call.window(&query)?;
    let mut check = Check::default();
    let filter = outbox::Filter {
        state: query.read(&mut check, "state", str::parse),
        incident_id: query.id(&mut check, "incident_id"),
    };
    check.finish()?;
    call.read(move |work, permit| {
        gather(
            window,
            |page| {
                let mail = outbox::list(work, permit, &filter, page)?;
                let shown = |mail: Mail| (mail.id.to_string(), MailView::of(work, mail));
                Ok(mail.into_iter().map(shown).collect())
            },
            |(id, _)| id.clone(),
            |(_, view)| view,
        )
    })
    .await
}

#[utoipa::path(get, path = "/v1/mail/{id}", tag = "Mail", summary = "Read a mail", params(("id" = String, Path)), responses((status = 200, body = MailView)))]
pub async fn find(call: Call<ReadMail>) -> Reply {
    let id: MailId = call.id("id")?;
    call.read(move |work, permit| {
        let mail = outbox::find(work, permit, id)?;
        Ok(answer(work, mail))
    })
    .await
}

#[utoipa::path(post, path = "/v1/mail/{id}/retry", tag = "Mail", summary = "Try again now", description = "What has failed, was stopped, or waits for its next try; and what was kept for want of a mail server, once there is one (409 until then).", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = MailView)))]
pub async fn retry(call: Call<WriteMail>) -> Reply {
    let id: MailId = call.id("id")?;
    let seen = call.seen_tags();
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        expect_seen(work, permit, id, seen.as_ref())?;
        let mail = outbox::retry(work, permit, id)?;
        Ok(answer(work, mail))
    })
    .await
}

#[utoipa::path(post, path = "/v1/mail/{id}/stop", tag = "Mail", summary = "Stop trying", description = "What waits, or waits for its next try.", params(("id" = String, Path)), request_body = Empty, responses((status = 200, body = MailView)))]
pub async fn stop(call: Call<WriteMail>) -> Reply {
    let id: MailId = call.id("id")?;
    let seen = call.seen_tags();
    let Empty {} = call.body()?;
    call.once(move |work, permit| {
        expect_seen(work, permit, id, seen.as_ref())?;
        let mail = outbox::stop(work, permit, id)?;
        Ok(answer(work, mail))
    })
    .await
}
