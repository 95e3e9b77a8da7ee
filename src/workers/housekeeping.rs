//! What is of no more use is forgotten.

use chrono::TimeDelta;

use crate::services::{Services, once};

/// Outcomes are replayed for a day; an hour more, so that a client's clock may be slow.
const REPLAYED_FOR: TimeDelta = TimeDelta::hours(25);

pub fn pass(services: &Services) {
    match services.write(|work| once::forget(work, REPLAYED_FOR)) {
        Ok(0) => {}
        Ok(forgotten) => tracing::info!(forgotten, "old outcomes were forgotten"),
        Err(error) => tracing::warn!(?error, "old outcomes could not be forgotten"),
    }
}
