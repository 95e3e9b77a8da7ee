//! Whether the workers are still at work.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;

use crate::domain::time::Timestamp;

/// How long a worker may be silent before it counts as stuck.
pub const PATIENCE: TimeDelta = TimeDelta::seconds(120);

/// The workers of this process. A copy sees and says the same.
#[derive(Debug, Clone, Default)]
pub struct Pulses(Arc<Mutex<BTreeMap<&'static str, Pulse>>>);

#[derive(Debug, Clone, Copy)]
enum Pulse {
    Last(Timestamp),
    Stopped,
}

impl Pulses {
    /// The worker is at work now.
    pub fn beat(&self, worker: &'static str, now: Timestamp) {
        self.lock().insert(worker, Pulse::Last(now));
    }

    /// The worker has ended, and nobody told it to.
    pub fn stopped(&self, worker: &'static str) {
        self.lock().insert(worker, Pulse::Stopped);
    }

    /// The worker was told to end.
    pub fn told_to_stop(&self, worker: &'static str) {
        self.lock().remove(worker);
    }

    /// The workers that do not do what they are there for, and why.
    pub fn failing(&self, now: Timestamp) -> Vec<String> {
        let pulses = self.lock();
        let failing = pulses.iter().filter_map(|(worker, pulse)| match pulse {
            Pulse::Stopped => Some(format!("the worker {worker} has stopped")),
            Pulse::Last(at) if now - *at > PATIENCE => Some(format!(
                "the worker {worker} was last seen {} seconds ago",
                (now - *at).num_seconds()
            )),
            Pulse::Last(_) => None,
        });
        failing.collect()
    }

    /// Each worker, and whether it is at work.
    pub fn all(&self, now: Timestamp) -> Vec<(&'static str, bool)> {
        let pulses = self.lock();
        let at_work = |pulse: &Pulse| matches!(pulse, Pulse::Last(at) if now - *at <= PATIENCE);
        pulses
            .iter()
            .map(|(worker, pulse)| (*worker, at_work(pulse)))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Pulse>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
