//! Idempotency: a request that comes again has its effect once, and the same answer.
//!
//! An answer with a secret in it (a token that was made, a client's link) is kept twice: without the
//! secret, and whole but sealed for the bearer token that asked for it. Another token of the same
//! user hears that it was done, and not the secret: that was shown to somebody already. Whoever has
//! been given a lesser role since hears nothing: what they may see is looked at where work is done, and
//! a replay does none.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::actor::{Actor, Forbidden, Permit, Right, Role};
use crate::domain::ids::UserId;
use crate::services::secrets::{Secrets, hash_text};
use crate::services::{Error, Result, Services, Work, sealing, session};
use crate::store::idempotency::{self, Claim};
use crate::store::{self};

/// A key and the request that it came with.
#[derive(Debug, Clone)]
pub struct Key {
    pub user: UserId,
    pub key: String,
    /// See [`fingerprint`].
    pub fingerprint: String,
    /// The bearer token that the request came with.
    pub bearer: SecretString,
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

/// What a piece of work ends in: its answer and, where that holds a secret, the same without it.
#[derive(Debug)]
pub struct Given {
    answer: Answer,
    without_secret: Option<Answer>,
}

impl From<Answer> for Given {
    fn from(answer: Answer) -> Self {
        Self {
            answer,
            without_secret: None,
        }
    }
}

impl Answer {
    /// Marks an answer that holds a secret, which is never kept in clear. `without` is what is
    /// answered to whoever may hear of it and not the secret.
    pub fn secret(self, without: Self) -> Given {
        Given {
            answer: self,
            without_secret: Some(without),
        }
    }
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// What whoever asked was when it was answered.
    #[serde(default)]
    role: Option<String>,
    #[serde(flatten)]
    clear: Answer,
    /// The whole [`Answer`], sealed, where `clear` lacks a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
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
    pub fn once<R: Right, G: Into<Given>>(
        &self,
        bearer: SecretString,
        key: Option<Key>,
        work: impl FnOnce(&mut Work<'_>, &Permit<R>) -> Result<G> + Send + 'static,
    ) -> Result<Answered> {
        self.write_as(bearer, move |doing, permit| {
            let Some(key) = key else {
                return work(doing, permit).map(|given| fresh(given.into().answer));
            };
            let key_hash = hash_text(&key.key);
            let place = (key.user, &*key_hash);
            let claim = idempotency::claim(doing.db, place, &key.fingerprint, doing.now);
            match claim.map_err(still_running)? {
                Claim::Other => Err(Error::KeyReused),
                Claim::Done(outcome) => Ok(Answered {
                    answer: recall(&key, permit.actor(), &outcome.outcome)?,
                    replayed: true,
                }),
                Claim::Ours => {
                    let given: Given = work(doing, permit)?.into();
                    let outcome = idempotency::Outcome {
                        status: given.answer.status,
                        outcome: keep(&key, permit.actor(), &doing.setup.secrets, &given)?,
                    };
                    idempotency::complete(doing.db, place, &outcome)?;
                    Ok(fresh(given.answer))
                }
            }
        })
    }
}

impl Services {
    /// The same for what changes nothing and takes its time: nobody else waits for it, since it is
    /// worked out before the transaction that keeps its answer.
    pub fn once_beside<R: Right>(
        &self,
        bearer: SecretString,
        key: Option<Key>,
        look: impl FnOnce(&Self, &Permit<R>) -> Result<Answer>,
    ) -> Result<Answered> {
        // The body may have taken its time, so the rights are those of this moment.
        let (permit, kept) = self.read(|work| {
            let actor = session::authenticate(work, &bearer)?.ok_or(Error::Unauthenticated)?;
            let kept = key.as_ref().map(|key| {
                let key_hash = hash_text(&key.key);
                idempotency::find(work.db, (key.user, &*key_hash), &key.fingerprint)
            });
            Ok((actor.permit::<R>()?, kept.transpose()?.flatten()))
        })?;
        let Some(key) = key else {
            return look(self, &permit).map(fresh);
        };
        match kept {
            Some(Claim::Other) => Err(Error::KeyReused),
            Some(Claim::Done(outcome)) => Ok(Answered {
                answer: recall(&key, permit.actor(), &outcome.outcome)?,
                replayed: true,
            }),
            Some(Claim::Ours) | None => {
                let answer = look(self, &permit)?;
                self.once(bearer, Some(key), move |_, _: &Permit<R>| Ok(answer))
            }
        }
    }
}

fn keep(key: &Key, by: &Actor, secrets: &Secrets, given: &Given) -> Result<String> {
    let broken = |error: serde_json::Error| Error::Internal(error.to_string());
    // Somebody's words can hold a secret as well: a mail of ours, or one that quotes it.
    let said = || {
        let body = secrets.taken_out_of(&given.answer.body)?;
        Some(Answer {
            body,
            ..given.answer.clone()
        })
    };
    let role = Some(by.role.to_string());
    let kept = match given.without_secret.clone().or_else(said) {
        None => Kept {
            role,
            clear: given.answer.clone(),
            sealed: None,
        },
        Some(without) => {
            let whole = serde_json::to_string(&given.answer).map_err(broken)?;
            let sealed = sealing::seal(&key.bearer, &key.key, &whole);
            Kept {
                role,
                clear: without,
                sealed: Some(sealed.ok_or_else(|| Error::Internal("sealing failed".into()))?),
            }
        }
    };
    serde_json::to_string(&kept).map_err(broken)
}

fn recall(key: &Key, by: &Actor, kept: &str) -> Result<Answer> {
    let broken = |error: serde_json::Error| Error::Internal(format!("a kept answer: {error}"));
    let kept: Kept = serde_json::from_str(kept).map_err(broken)?;
    expect_role(by, kept.role.as_deref())?;
    let whole = kept
        .sealed
        .and_then(|sealed| sealing::open(&key.bearer, &key.key, &sealed));
    match whole {
        Some(whole) => serde_json::from_str(&whole).map_err(broken),
        None => Ok(kept.clear),
    }
}

/// Refuses where the answer was for somebody who may see more than the caller now does.
fn expect_role(by: &Actor, then: Option<&str>) -> Result<()> {
    let then: Option<Role> = then
        .map(str::parse)
        .transpose()
        .map_err(|_| Error::Internal("a kept answer is for no role".to_owned()))?;
    let role = by.role;
    if then.is_some_and(|then| !role.sees_as_much_as(then)) {
        let right = "see what was answered to them in another role";
        return Err(Forbidden { right, role }.into());
    }
    Ok(())
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
