//! `amends history verify|head`: follows the history in the database itself, without a server.
//!
//! Nothing is made or migrated, and no row is changed: a database that is not there is not a history that holds.

use std::process::ExitCode;
use std::sync::Arc;

use crate::app;
use crate::cli::say;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::event::Head;
use crate::services::{Services, history};

/// The history holds, or not; an error where that cannot be told.
pub(super) fn verify(config: &Config, exported: Option<&Head>) -> Result<ExitCode, String> {
    let verdict = history::examine(&open(config)?, exported)
        .map_err(|error| format!("the history cannot be read: {error:?}"))?;
    let Some(broken) = verdict.first_broken else {
        say(&format!(
            "The history holds: {} entries, head {}",
            verdict.checked, verdict.head
        ));
        return Ok(ExitCode::SUCCESS);
    };
    say(&format!(
        "THE HISTORY IS BROKEN at entry {}: {}. {} entries before it hold; the recorded head is {}",
        broken.sequence, broken.reason, verdict.checked, verdict.head
    ));
    Ok(ExitCode::FAILURE)
}

/// Prints the head, to be kept where whoever can change the database cannot reach it.
pub(super) fn head(config: &Config) -> Result<(), String> {
    let head = history::head(&open(config)?)
        .map_err(|error| format!("the history cannot be read: {error:?}"))?;
    let head = head.ok_or("the record of where the history ends is missing")?;
    say(&head.to_string());
    Ok(())
}

fn open(config: &Config) -> Result<Services, String> {
    let url = config.public_url.clone().unwrap_or_default();
    app::open_present(config, Arc::new(SystemClock), url).map_err(|error| error.to_string())
}
