//! `amends inbound`: files the mail on standard input, for a mail server's pipe; `amends inbound
//! read FILE...` says what messages would be taken for, and files nothing.
//!
//! The exit codes are those of sysexits.h, which mail servers go by: after 75 they try again later,
//! after 65 they send the message back.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::app;
use crate::cli::{complain, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::inbound::MESSAGE_MAX;
use crate::domain::inbound::understood::{Known, understand};
use crate::services::{inbound, users};

/// What was handed in is no message, and never will be.
const DATA_ERROR: u8 = 65;
/// It could not be filed now.
const TRY_AGAIN: u8 = 75;

/// It takes a server to know whom to file mail as, and how the owner is told.
const NOT_SERVED: &str = "start the server on this database once: it makes the admin whom mail is filed as, and writes down how mail is sent";

/// Files the message on standard input.
pub(super) fn file(config: &Config) -> ExitCode {
    let mut raw = Vec::new();
    let limit = u64::try_from(MESSAGE_MAX).unwrap_or(u64::MAX);
    if let Err(error) = std::io::stdin()
        .lock()
        .take(limit + 1)
        .read_to_end(&mut raw)
    {
        return try_again(&format!("standard input cannot be read: {error}"));
    }
    if raw.len() > MESSAGE_MAX {
        return refuse("the message is larger than 25 MiB");
    }
    let incoming = match inbound::read(&raw) {
        Ok(incoming) => incoming,
        Err(why) => return refuse(&why.to_string()),
    };
    let services = match app::open_as_served(config, Arc::new(SystemClock)) {
        Ok(Some(services)) => services,
        Ok(None) => return try_again(NOT_SERVED),
        Err(error) => return try_again(&error.to_string()),
    };
    let done = services.write(move |work| {
        let Some(admin) = users::first_admin(work)? else {
            return Ok(None);
        };
        let permit = admin.actor().permit()?;
        inbound::file(work, &permit, &incoming).map(Some)
    });
    match done {
        Ok(Some((filed, is_new))) => {
            let before = if is_new { "" } else { " (it was filed before)" };
            let place = match filed.incident_id {
                Some(incident) => format!(" on incident {incident}"),
                None => String::new(),
            };
            say(&format!("{}: {}{place}{before}", filed.id, filed.kind));
            ExitCode::SUCCESS
        }
        Ok(None) => try_again(NOT_SERVED),
        Err(error) => try_again(&format!("the message could not be filed: {error:?}")),
    }
}

/// Says what the messages in these files would be taken for from somebody whom nobody knows: a line
/// of JSON for each.
pub(super) fn read(files: &[PathBuf]) -> Result<(), String> {
    let mut unread = 0;
    for path in files {
        let name = path.display().to_string();
        let read = std::fs::read(path)
            .map_err(|error| error.to_string())
            .and_then(|raw| inbound::read(&raw).map_err(|why| why.to_string()));
        let line = match read {
            Ok(incoming) => {
                let understood = understand(&incoming, Known::default());
                serde_json::json!({"file": name, "message": understood})
            }
            Err(why) => {
                unread += 1;
                serde_json::json!({"file": name, "error": why})
            }
        };
        say(&line.to_string());
    }
    match unread {
        0 => Ok(()),
        _ => Err(format!(
            "{unread} of {} files could not be read",
            files.len()
        )),
    }
}

/// What is wrong now and may be right later, for the settings too: mail must not be lost over them.
pub(super) fn try_again(why: &str) -> ExitCode {
    complain(why);
    ExitCode::from(TRY_AGAIN)
}

fn refuse(why: &str) -> ExitCode {
    complain(why);
    ExitCode::from(DATA_ERROR)
}
