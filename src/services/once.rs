//! Idempotency: a request that comes again has its effect once, and the same answer.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::ids::UserId;
use crate::services::secrets::hash_text;
use crate::services::{Error, Result, Services, Work};
use crate::store::idempotency::{self, Claim};
use crate::store::{self};

/// A key and the request that it came with.
#[derive(Debug, Clone)]
pub struct Key {
    pub user: UserId,
    pub key: String,
    /// See [`fingerprint`].
    pub fingerprint: String,
}

/// Tells one request from another: its method, its path and its body.
pub fn fingerprint(method: &str, path: &str, body: &[u8]) -> String {
    let mut hasher = Sha256::new();
    // The lengths keep the parts apart.
    for part in [method.as_bytes(), path.as_bytes(), body] {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize())
}

/// An answer as it is given, and given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The answer, and whether it had been given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    pub replayed: bool,
}

impl Services {
    /// Does `work` unless it was done under `key` already, and keeps its answer in the same
    /// transaction. An error keeps nothing, so the key stays free.
    pub fn once(
        &self,
        key: Option<Key>,
        work: impl FnOnce(&mut Work<'_>) -> Result<Answer> + Send + 'static,
    ) -> Result<Answered> {
        self.write(move |doing| {
            let Some(Key {
                user,
                key,
                fingerprint,
            }) = key
            else {
                return work(doing).map(fresh);
            };
            let key = hash_text(&key);
            let claim = idempotency::claim(doing.db, (user, &key), &fingerprint, doing.now);
            match claim.map_err(still_running)? {
                Claim::Other => Err(Error::KeyReused),
                Claim::Done(outcome) => Ok(Answered {
                    answer: serde_json::from_str(&outcome.outcome)
                        .map_err(|error| Error::Internal(format!("a kept answer: {error}")))?,
                    replayed: true,
                }),
                Claim::Ours => {
                    let answer = work(doing)?;
                    let outcome = idempotency::Outcome {
                        status: answer.status,
                        outcome: serde_json::to_string(&answer)
                            .map_err(|error| Error::Internal(error.to_string()))?,
                    };
                    idempotency::complete(doing.db, (user, &key), &outcome)?;
                    Ok(fresh(answer))
                }
            }
        })
    }
}

fn fresh(answer: Answer) -> Answered {
    Answered {
        answer,
        replayed: false,
    }
}

/// Waiting for the first request took too long.
fn still_running(error: store::Error) -> Error {
    match error {
        store::Error::Busy(_) => Error::StillRunning,
        other => other.into(),
    }
}

/// Forgets outcomes that are older than `age`.
pub fn forget(work: &mut Work<'_>, age: chrono::TimeDelta) -> Result<usize> {
    Ok(idempotency::forget(work.db, work.now - age)?)
}
