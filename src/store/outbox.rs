//! The outbox: mail that waits, is being sent, or was.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::domain::ids::{IncidentId, MailId};
use crate::domain::mail::{Mail, MailState};
use crate::domain::time::Timestamp;
use crate::store::columns::{parse, parse_maybe, utc};
use crate::store::database::Db;
use crate::store::schema::mail;
use crate::store::{Error, Page};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = mail)]
struct MailRow {
    id: String,
    kind: String,
    incident_id: Option<String>,
    to_address: String,
    subject: String,
    text: String,
    html: String,
    message: String,
    message_id: String,
    state: String,
    attempts: i64,
    next_try_at: Option<NaiveDateTime>,
    lease_until: Option<NaiveDateTime>,
    last_error: Option<String>,
    created_at: NaiveDateTime,
    sent_at: Option<NaiveDateTime>,
}

impl TryFrom<MailRow> for Mail {
    type Error = Error;

    fn try_from(row: MailRow) -> Result<Self, Error> {
        Ok(Self {
            id: parse("mail.id", &row.id)?,
            kind: parse("mail.kind", &row.kind)?,
            incident_id: parse_maybe("mail.incident_id", row.incident_id.as_deref())?,
            to: row.to_address,
            subject: row.subject,
            text: row.text,
            html: row.html,
            message: row.message,
            message_id: row.message_id,
            state: parse("mail.state", &row.state)?,
            attempts: row.attempts,
            next_try_at: row.next_try_at.map(utc),
            last_error: row.last_error,
            created_at: utc(row.created_at),
            sent_at: row.sent_at.map(utc),
        })
    }
}

/// Which mail a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub state: Option<MailState>,
    pub incident_id: Option<IncidentId>,
}

pub fn put(db: &mut Db, queued: &Mail) -> Result<(), Error> {
    let row = MailRow {
        id: queued.id.to_string(),
        kind: queued.kind.to_string(),
        incident_id: queued.incident_id.map(|id| id.to_string()),
        to_address: queued.to.clone(),
        subject: queued.subject.clone(),
        text: queued.text.clone(),
        html: queued.html.clone(),
        message: queued.message.clone(),
        message_id: queued.message_id.clone(),
        state: queued.state.to_string(),
        attempts: queued.attempts,
        next_try_at: queued.next_try_at.map(|at| at.naive_utc()),
        lease_until: None,
        last_error: queued.last_error.clone(),
        created_at: queued.created_at.naive_utc(),
        sent_at: None,
    };
    diesel::insert_into(mail::table).values(row).execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: MailId) -> Result<Option<Mail>, Error> {
    mail::table
        .find(id.to_string())
        .select(MailRow::as_select())
        .first(db)
        .optional()?
        .map(Mail::try_from)
        .transpose()
}

/// The Message-ID of the last mail to this address about this incident, of those that reached it or
/// still may.
pub fn last_message_id(
    db: &mut Db,
    incident: IncidentId,
    to: &str,
) -> Result<Option<String>, Error> {
    let lost = vec![MailState::Failed.as_str(), MailState::Stopped.as_str()];
    let id = mail::table
        .filter(mail::incident_id.eq(incident.to_string()))
        .filter(mail::to_address.eq(to))
        .filter(mail::state.ne_all(lost))
        .order(mail::id.desc())
        .select(mail::message_id)
        .first(db)
        .optional()?;
    Ok(id)
}

pub fn find_by_message_id(db: &mut Db, message_id: &str) -> Result<Option<Mail>, Error> {
    mail::table
        .filter(mail::message_id.eq(message_id))
        .select(MailRow::as_select())
        .first(db)
        .optional()?
        .map(Mail::try_from)
        .transpose()
}

pub fn list(db: &mut Db, filter: &Filter, page: &Page) -> Result<Vec<Mail>, Error> {
    let mut query = mail::table.select(MailRow::as_select()).into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(mail::state.eq(state.as_str()));
    }
    if let Some(incident) = filter.incident_id {
        query = query.filter(mail::incident_id.eq(incident.to_string()));
    }
    if let Some(before) = &page.before {
        query = query.filter(mail::id.lt(before));
    }
    let rows: Vec<MailRow> = query.order(mail::id.desc()).limit(page.limit).load(db)?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// How many there are in each state that any is in.
pub fn count_by_state(db: &mut Db) -> Result<Vec<(String, i64)>, Error> {
    let counted = mail::table
        .group_by(mail::state)
        .select((mail::state, count_star()));
    Ok(counted.load(db)?)
}

/// When the oldest one that is not out yet was queued.
pub fn oldest_waiting(db: &mut Db) -> Result<Option<Timestamp>, Error> {
    let on_the_way = [MailState::Waiting, MailState::Retrying, MailState::Sending];
    let oldest: Option<NaiveDateTime> = mail::table
        .filter(mail::state.eq_any(on_the_way.map(MailState::as_str)))
        .order(mail::created_at.asc())
        .select(mail::created_at)
        .first(db)
        .optional()?;
    Ok(oldest.map(utc))
}

/// Mail that may be taken up: due, or being sent by a process whose lease ran out.
macro_rules! free {
    ($now:expr) => {{
        let waiting = vec![MailState::Waiting.as_str(), MailState::Retrying.as_str()];
        let due = mail::state
            .eq_any(waiting)
            .and(mail::next_try_at.le($now.naive_utc()));
        let orphaned = mail::state
            .eq(MailState::Sending.as_str())
            .and(mail::lease_until.le($now.naive_utc()));
        due.or(orphaned)
    }};
}

pub fn any_due(db: &mut Db, now: Timestamp) -> Result<bool, Error> {
    let first: Option<String> = mail::table
        .filter(free!(now))
        .select(mail::id)
        .first(db)
        .optional()?;
    Ok(first.is_some())
}

/// Takes up to `limit` mails that are due, the longest waiting first, and marks them as being sent
/// until `lease_until`.
pub fn claim(
    db: &mut Db,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<Mail>, Error> {
    let ids: Vec<String> = mail::table
        .filter(free!(now))
        .order((mail::next_try_at.asc(), mail::id.asc()))
        .select(mail::id)
        .limit(limit)
        .load(db)?;
    let mut claimed = Vec::new();
    for id in ids {
        // Another worker may have been quicker: the condition is asked again.
        let taken = diesel::update(mail::table.find(&id))
            .filter(free!(now))
            .set((
                mail::state.eq(MailState::Sending.as_str()),
                mail::attempts.eq(mail::attempts + 1),
                mail::lease_until.eq(Some(lease_until.naive_utc())),
            ))
            .execute(db)?;
        if taken > 0 {
            let row: MailRow = mail::table
                .find(&id)
                .select(MailRow::as_select())
                .first(db)?;
            claimed.push(row.try_into()?);
        }
    }
    Ok(claimed)
}

/// Keeps the claim on mail that is still being sent.
pub fn renew(db: &mut Db, ids: &[MailId], lease_until: Timestamp) -> Result<(), Error> {
    for id in ids {
        diesel::update(mail::table.find(id.to_string()))
            .filter(mail::state.eq(MailState::Sending.as_str()))
            .set(mail::lease_until.eq(Some(lease_until.naive_utc())))
            .execute(db)?;
    }
    Ok(())
}

/// Moves the mail from `from`, a state and a number of attempts, to what it carries; `false` where
/// it was not there any more. Every claim counts as an attempt, so that a worker whose claim ran
/// out cannot settle what another is sending now.
pub fn settle(db: &mut Db, from: (MailState, i64), mail: &Mail) -> Result<bool, Error> {
    let (state, attempts) = from;
    let changed = diesel::update(mail::table.find(mail.id.to_string()))
        .filter(mail::state.eq(state.as_str()))
        .filter(mail::attempts.eq(attempts))
        .set((
            mail::state.eq(mail.state.as_str()),
            mail::attempts.eq(mail.attempts),
            mail::next_try_at.eq(mail.next_try_at.map(|at| at.naive_utc())),
            mail::lease_until.eq(None::<NaiveDateTime>),
            mail::last_error.eq(&mail.last_error),
            mail::sent_at.eq(mail.sent_at.map(|at| at.naive_utc())),
        ))
        .execute(db)?;
    Ok(changed > 0)
}
