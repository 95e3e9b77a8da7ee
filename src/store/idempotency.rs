//! The outcomes of requests that carried an Idempotency-Key.

use diesel::prelude::*;

use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::Error;
use crate::store::database::{Db, each_backend};
use crate::store::schema::idempotency;

/// A request's outcome, kept for when the request comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub status: u16,
    pub outcome: String,
}

/// What a key stands for.
#[derive(Debug)]
pub enum Claim {
    /// Nobody has used it; it is this transaction's now.
    Ours,
    /// It has been used for the same request.
    Done(Outcome),
    /// It has been used for another request.
    Other,
}

/// Takes the key for this transaction. A second one with the same key waits here until the first
/// has ended, and then sees its outcome.
pub fn claim(
    db: &mut Db,
    (user, key_hash): (UserId, &str),
    fingerprint: &str,
    now: Timestamp,
) -> Result<Claim, Error> {
    let user = user.to_string();
    let row = (
        idempotency::user_id.eq(&user),
        idempotency::key_hash.eq(key_hash),
        idempotency::fingerprint.eq(fingerprint),
        idempotency::status.eq(0),
        idempotency::outcome.eq(""),
        idempotency::created_at.eq(now.naive_utc()),
    );
    let claimed = each_backend!(&mut *db, |connection| diesel::insert_into(
        idempotency::table
    )
    .values(row)
    .on_conflict_do_nothing()
    .execute(connection))?;
    if claimed > 0 {
        return Ok(Claim::Ours);
    }
    let rows = idempotency::table.find((user, key_hash));
    let kept = rows.select(KEPT).first(db)?;
    read(kept, fingerprint)
}

/// What the key stands for already, without taking it.
pub fn find(
    db: &mut Db,
    (user, key_hash): (UserId, &str),
    fingerprint: &str,
) -> Result<Option<Claim>, Error> {
    let rows = idempotency::table.find((user.to_string(), key_hash));
    let kept = rows.select(KEPT).first(db).optional()?;
    kept.map(|kept| read(kept, fingerprint)).transpose()
}

const KEPT: (
    idempotency::fingerprint,
    idempotency::status,
    idempotency::outcome,
) = (
    idempotency::fingerprint,
    idempotency::status,
    idempotency::outcome,
);

fn read(
    (first, status, outcome): (String, i64, String),
    fingerprint: &str,
) -> Result<Claim, Error> {
    if first != fingerprint {
        return Ok(Claim::Other);
    }
    let status = u16::try_from(status).map_err(|_| Error::Corrupt("idempotency.status".into()))?;
    Ok(Claim::Done(Outcome { status, outcome }))
}

/// Writes the outcome beside the work, in its transaction.
pub fn complete(
    db: &mut Db,
    (user, key_hash): (UserId, &str),
    outcome: &Outcome,
) -> Result<(), Error> {
    diesel::update(idempotency::table.find((user.to_string(), key_hash)))
        .set((
            idempotency::status.eq(i64::from(outcome.status)),
            idempotency::outcome.eq(&outcome.outcome),
        ))
        .execute(db)?;
    Ok(())
}

/// Forgets the outcomes that are older than `before`.
pub fn forget(db: &mut Db, before: Timestamp) -> Result<usize, Error> {
    let old = idempotency::table.filter(idempotency::created_at.lt(before.naive_utc()));
    Ok(diesel::delete(old).execute(db)?)
}
