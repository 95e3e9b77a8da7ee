//! History: one entry a change, each sealed with the hash of the one before.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::domain::actor::{Actor, Role};
use crate::domain::error::{Check, FieldError, Invalid};
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

/// How far a chain reaches: the number of its last entry, and that entry's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 0 where there is no entry.
    pub sequence: i64,
    /// 64 hexadecimal digits.
    pub hash: String,
}

impl Head {
    /// Before the first entry.
    pub fn genesis() -> Self {
        Self {
            sequence: 0,
            hash: GENESIS.to_owned(),
        }
    }

    /// Reads the number and the hash of a head that was exported.
    pub fn parse(sequence: &str, hash: &str) -> Result<Self, Invalid> {
        let mut check = Check::default();
        let sequence = sequence
            .parse()
            .ok()
            .filter(|sequence: &i64| *sequence >= 0)
            .ok_or_else(|| {
                FieldError::new("not_a_number", "write the number of an entry, like 4711")
            });
        let sequence = check.take("/sequence", sequence);
        let is_hash = hash.len() == GENESIS.len() && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let hash = if is_hash {
            Ok(hash.to_ascii_lowercase())
        } else {
            Err(FieldError::new(
                "not_a_hash",
                "write the 64 hexadecimal digits of the entry's hash",
            ))
        };
        let hash = check.take("/hash", hash);
        let (sequence, hash) = check.build(|| Some((sequence?, hash?)))?;
        Ok(Self { sequence, hash })
    }
}

/// `4711:9f86d0...`, as heads are exported.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let how = "write SEQUENCE:HASH, as `amends history head` prints it";
        let (sequence, hash) = text.split_once(':').ok_or(how)?;
        Self::parse(sequence, hash).map_err(|_| how.to_owned())
    }
}

/// What stands in the place of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Entry(Box<Event>),
    /// Not what Amends writes, so that nothing can be hashed.
    Foreign {
        sequence: i64,
    },
}

impl Found {
    pub fn sequence(&self) -> i64 {
        match self {
            Self::Entry(event) => event.sequence,
            Self::Foreign { sequence } => *sequence,
        }
    }
}

/// The first thing that is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub sequence: i64,
    pub reason: &'static str,
}

impl Broken {
    pub fn new(sequence: i64, reason: &'static str) -> Self {
        Self { sequence, reason }
    }
}

/// Follows the chain by one entry.
pub fn follow(after: &Head, found: &Found) -> Result<Head, Broken> {
    let broken = |reason| Broken::new(found.sequence(), reason);
    if found.sequence() <= after.sequence {
        return Err(broken("this entry stands before its time"));
    }
    if found.sequence() > after.sequence + 1 {
        return Err(broken("an entry is missing before this one"));
    }
    let Found::Entry(event) = found else {
        return Err(broken("this entry is not written as Amends writes them"));
    };
    if event.previous_hash != after.hash {
        return Err(broken("this entry does not follow the one before it"));
    }
    if event.computed_hash() != event.hash {
        return Err(broken("this entry was changed"));
    }
    Ok(Head {
        sequence: event.sequence,
        hash: event.hash.clone(),
    })
}

/// Where the entries end, beside where they should.
pub fn expect_end(end: &Head, recorded: Option<&Head>) -> Result<(), Broken> {
    let Some(recorded) = recorded else {
        let reason =
            "the record of where the history ends is missing, or is not as Amends keeps it";
        return Err(Broken::new(end.sequence, reason));
    };
    if end.sequence < recorded.sequence {
        let reason = "the history ends before its recorded end";
        return Err(Broken::new(end.sequence + 1, reason));
    }
    if end.sequence > recorded.sequence {
        let reason = "this entry stands behind the recorded end";
        return Err(Broken::new(recorded.sequence + 1, reason));
    }
    if end.hash != recorded.hash {
        let reason = "this entry is not the one that was recorded as the end";
        return Err(Broken::new(end.sequence, reason));
    }
    Ok(())
}

/// Compares the chain with a head that was exported earlier. `hash` is that of the entry with its
/// number now; `None` where there is none.
pub fn expect_exported(exported: &Head, end: &Head, hash: Option<&str>) -> Result<(), Broken> {
    match hash {
        Some(hash) if hash == exported.hash => Ok(()),
        Some(_) => Err(Broken::new(
            exported.sequence,
            "this entry has another hash than when it was exported: it, or one before it, was \
             written anew",
        )),
        None => Err(Broken::new(
            end.sequence + 1,
            "the history is shorter than when its head was exported",
        )),
    }
}

/// For `serialize_with`: an enum of words as its word.
pub fn as_word<T: fmt::Display, S: Serializer>(word: &T, serializer: S) -> Result<S::Ok, S::Error> {
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
pub fn as_maybe_word<T: fmt::Display, S: Serializer>(
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

    /// Follows a whole chain.
    fn end(events: &[Event]) -> Result<Head, Broken> {
        events.iter().try_fold(Head::genesis(), |after, event| {
            follow(&after, &Found::Entry(Box::new(event.clone())))
        })
    }

    #[test]
    fn an_untouched_chain_holds() {
        let events = chain(4);
        let head = end(&events).unwrap();
        assert_eq!((head.sequence, &head.hash), (4, &events[3].hash));
        assert_eq!(end(&[]), Ok(Head::genesis()));
    }

    #[test]
    fn an_edit_a_gap_and_a_swap_are_found() {
        let first_broken = |events: &[Event]| end(events).unwrap_err().sequence;
        let mut edited = chain(4);
        edited[1].after = serde_json::json!({"state": "closed"});
        assert_eq!(first_broken(&edited), 2);

        let mut resealed = chain(4);
        resealed[1].note = Some("rewritten".into());
        resealed[1].hash = resealed[1].computed_hash();
        assert_eq!(first_broken(&resealed), 3);

        let mut gap = chain(4);
        gap.remove(1);
        assert_eq!(first_broken(&gap), 3);

        let mut swapped = chain(4);
        swapped.swap(1, 2);
        assert_eq!(first_broken(&swapped), 3);

        let mut before = chain(4);
        before.insert(0, before[0].clone());
        before[0].sequence = 0;
        assert_eq!(first_broken(&before), 0);
    }

    #[test]
    fn what_is_no_entry_breaks_the_chain() {
        let found = Found::Foreign { sequence: 1 };
        assert_eq!(follow(&Head::genesis(), &found).unwrap_err().sequence, 1);
    }

    #[test]
    fn the_end_is_where_it_was_recorded() {
        let events = chain(3);
        let end = end(&events).unwrap();
        assert_eq!(expect_end(&end, Some(&end)), Ok(()));
        let recorded = |sequence, hash: &str| {
            let head = Head {
                sequence,
                hash: hash.to_owned(),
            };
            expect_end(&end, Some(&head)).unwrap_err().sequence
        };
        assert_eq!(recorded(5, &end.hash), 4);
        assert_eq!(recorded(2, &events[1].hash), 3);
        assert_eq!(recorded(3, &events[1].hash), 3);
        assert!(expect_end(&end, None).is_err());
    }

    #[test]
    fn an_exported_head_is_looked_for() {
        let events = chain(3);
        let end = end(&events).unwrap();
        let exported: Head = format!("2:{}", events[1].hash.to_uppercase())
            .parse()
            .unwrap();
        let expect = |hash| expect_exported(&exported, &end, hash);
        assert_eq!(expect(Some(&*events[1].hash)), Ok(()));
        assert_eq!(expect(Some(&*events[2].hash)).unwrap_err().sequence, 2);
        assert_eq!(expect(None).unwrap_err().sequence, 4);
    }

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head {
            sequence: 4711,
            hash: GENESIS.replace('0', "e"),
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        for bad in ["", "1", "1:", ":", "-1:0", "x:0", "1:00:00"] {
            assert!(bad.parse::<Head>().is_err(), "{bad}");
        }
        for bad in ["-1", "", "1.0", "99999999999999999999"] {
            let errors = Head::parse(bad, GENESIS).unwrap_err().0;
            assert_eq!((errors.len(), &*errors[0].pointer), (1, "/sequence"));
        }
        for bad in ["", "00", &"g".repeat(64), &"0".repeat(65)] {
            let errors = Head::parse("1", bad).unwrap_err().0;
            assert_eq!((errors.len(), &*errors[0].pointer), (1, "/hash"));
        }
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
