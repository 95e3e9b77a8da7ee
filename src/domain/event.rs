//! History: one entry a change, each sealed with the hash of the one before.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::actor::{Actor, Role};
use crate::domain::ids::{EventId, IncidentId, UserId};
use crate::domain::time::{Timestamp, format_timestamp};

/// Who made a change, as they were called then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    pub id: UserId,
    pub name: String,
    pub role: Role,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        Self {
            id: actor.id,
            name: actor.name.clone(),
            role: actor.role,
        }
    }
}

/// A change that is about to be written down.
#[derive(Debug, Clone)]
pub struct Change {
    pub action: &'static str,
    pub incident_id: Option<IncidentId>,
    /// What was changed (`incident`, `offer`, ...) and its id.
    pub subject: (&'static str, String),
    pub before: Option<Value>,
    pub after: Value,
    pub note: Option<String>,
}

impl Change {
    /// The fields that differ between two forms of one thing.
    pub fn between<T: Serialize>(
        action: &'static str,
        subject: (&'static str, String),
        before: Option<&T>,
        after: &T,
    ) -> Self {
        let after = fields(after);
        let Some(before) = before.map(fields) else {
            return Self {
                action,
                incident_id: None,
                subject,
                before: None,
                after: Value::Object(without_nulls(after)),
                note: None,
            };
        };
        let changed = |from: &Map<String, Value>, other: &Map<String, Value>| {
            from.iter()
                .filter(|(name, value)| other.get(*name) != Some(value))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        };
        Self {
            action,
            incident_id: None,
            subject,
            before: Some(Value::Object(changed(&before, &after))),
            after: Value::Object(changed(&after, &before)),
            note: None,
        }
    }

    #[must_use]
    pub fn of(mut self, incident_id: IncidentId) -> Self {
        self.incident_id = Some(incident_id);
        self
    }

    #[must_use]
    pub fn noting(mut self, note: impl Into<Option<String>>) -> Self {
        self.note = note.into();
        self
    }
}

/// One entry of the history, in the order in which the changes were committed.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// 1, 2, 3, ... without a gap.
    pub sequence: i64,
    pub id: EventId,
    pub at: Timestamp,
    /// `None` where the client acted on their page, or time did.
    pub by: Option<By>,
    pub action: String,
    pub incident_id: Option<IncidentId>,
    pub subject_kind: String,
    pub subject_id: String,
    pub before: Option<Value>,
    pub after: Value,
    pub note: Option<String>,
    /// The `hash` of the entry before; of the first one, [`GENESIS`].
    pub previous_hash: String,
    pub hash: String,
}

/// What the first entry is chained to.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Event {
    /// The SHA-256 over everything in the entry and the hash of the one before it.
    pub fn computed_hash(&self) -> String {
        // A JSON array keeps its order and quotes its strings, so no two entries share a form.
        let content = serde_json::json!([
            self.previous_hash,
            self.sequence,
            self.id,
            format_timestamp(self.at),
            self.by
                .as_ref()
                .map(|by| (by.id, &by.name, by.role.as_str())),
            self.action,
            self.incident_id,
            self.subject_kind,
            self.subject_id,
            self.before,
            self.after,
            self.note,
        ]);
        hex::encode(Sha256::digest(content.to_string()))
    }
}

/// The first thing that is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub sequence: i64,
    pub reason: &'static str,
}

/// Follows the chain over `events`, which come in order and start after `after` (sequence, hash).
pub fn follow<'a>(
    after: (i64, String),
    events: impl IntoIterator<Item = &'a Event>,
) -> Result<(i64, String), Broken> {
    events
        .into_iter()
        .try_fold(after, |(sequence, hash), event| {
            let broken = |reason| Broken {
                sequence: event.sequence,
                reason,
            };
            if event.sequence != sequence + 1 {
                return Err(broken("an entry is missing before this one"));
            }
            if event.previous_hash != hash {
                return Err(broken("this entry does not follow the one before it"));
            }
            if event.computed_hash() != event.hash {
                return Err(broken("this entry was changed"));
            }
            Ok((event.sequence, event.hash.clone()))
        })
}

/// For `serialize_with`: an enum of words as its word.
pub fn as_word<T: std::fmt::Display, S: Serializer>(
    word: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(word)
}

/// Writes a moment in the form in which every moment leaves.
pub fn as_moment<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format_timestamp(*moment))
}

pub fn as_maybe_moment<S: Serializer>(
    moment: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    moment.map(format_timestamp).serialize(serializer)
}

/// For `serialize_with`: the same for one that may be missing.
pub fn as_maybe_word<T: std::fmt::Display, S: Serializer>(
    word: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match word {
        Some(word) => serializer.collect_str(word),
        None => serializer.serialize_none(),
    }
}

fn fields<T: Serialize>(thing: &T) -> Map<String, Value> {
    match serde_json::to_value(thing).expect("what history keeps can be written as JSON") {
        Value::Object(map) => map,
        other => unreachable!("history keeps objects, not {other}"),
    }
}

fn without_nulls(map: Map<String, Value>) -> Map<String, Value> {
    map.into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: i64) -> Vec<Event> {
        let mut previous_hash = GENESIS.to_owned();
        (1..=length)
            .map(|sequence| {
                let mut event = Event {
                    sequence,
                    id: uuid::Uuid::from_u128(u128::try_from(sequence).unwrap()).into(),
                    at: Timestamp::UNIX_EPOCH,
                    by: None,
                    action: "own".into(),
                    incident_id: None,
                    subject_kind: "incident".into(),
                    subject_id: "1".into(),
                    before: Some(serde_json::json!({"state": "reported"})),
                    after: serde_json::json!({"state": "owned"}),
                    note: None,
                    previous_hash: previous_hash.clone(),
                    hash: String::new(),
                };
                event.hash = event.computed_hash();
                previous_hash.clone_from(&event.hash);
                event
            })
            .collect()
    }

    fn start() -> (i64, String) {
        (0, GENESIS.to_owned())
    }

    #[test]
    fn an_untouched_chain_holds() {
        let events = chain(4);
        assert_eq!(follow(start(), &events), Ok((4, events[3].hash.clone())));
    }

    #[test]
    fn an_edit_a_gap_and_a_swap_are_found() {
        let mut edited = chain(4);
        edited[1].after = serde_json::json!({"state": "closed"});
        assert_eq!(follow(start(), &edited).unwrap_err().sequence, 2);

        let mut resealed = chain(4);
        resealed[1].note = Some("rewritten".into());
        resealed[1].hash = resealed[1].computed_hash();
        assert_eq!(follow(start(), &resealed).unwrap_err().sequence, 3);

        let mut gap = chain(4);
        gap.remove(1);
        assert_eq!(follow(start(), &gap).unwrap_err().sequence, 3);

        let mut swapped = chain(4);
        swapped.swap(1, 2);
        assert!(follow(start(), &swapped).is_err());
    }

    #[test]
    fn a_change_holds_the_fields_that_changed() {
        #[derive(Serialize)]
        struct Thing {
            state: &'static str,
            note: Option<&'static str>,
            name: &'static str,
        }
        let before = Thing {
            state: "a",
            note: None,
            name: "n",
        };
        let after = Thing {
            state: "b",
            note: Some("x"),
            name: "n",
        };
        let change = Change::between("move", ("thing", "1".into()), Some(&before), &after);
        assert_eq!(
            change.before,
            Some(serde_json::json!({"state": "a", "note": null}))
        );
        assert_eq!(change.after, serde_json::json!({"state": "b", "note": "x"}));

        let made = Change::between("make", ("thing", "1".into()), None, &before);
        assert_eq!(made.before, None);
        assert_eq!(made.after, serde_json::json!({"state": "a", "name": "n"}));
    }
}
