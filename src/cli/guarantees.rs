//! `amends guarantees check|load FILE...`: reads guarantees from files, and says what is wrong with
//! them, and where.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app;
use crate::cli::say;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::amends::guarantee::{Guarantee, position};
use crate::domain::error::Invalid;
use crate::services::{guarantees, users};

/// Reads every file, and says which of them are sound.
pub(super) fn check(files: &[PathBuf]) -> Result<(), String> {
    for (path, guarantee) in read_all(files)? {
        say(&format!("{}: {} is sound", path.display(), guarantee.code));
    }
    Ok(())
}

/// Writes the guarantees of the files into the database: all of them, or none.
pub(super) fn load(config: &Config, files: &[PathBuf]) -> Result<(), String> {
    let read = read_all(files)?;
    let url = config.public_url.clone().unwrap_or_default();
    let services =
        app::open(config, Arc::new(SystemClock), url).map_err(|error| error.to_string())?;
    let failed = |error| format!("the guarantees could not be loaded: {error:?}");
    let admin = services
        .read(users::first_admin)
        .map_err(failed)?
        .ok_or("start Amends once, so that there is an admin to load them as")?;
    let loaded = services
        .write(move |work| {
            let mut loaded = Vec::new();
            for (_, guarantee) in read {
                let code = guarantee.code.clone();
                let is_new = guarantees::load(work, &admin.actor().permit()?, guarantee)?;
                loaded.push((code, is_new));
            }
            Ok(loaded)
        })
        .map_err(failed)?;
    for (code, is_new) in loaded {
        say(&format!(
            "{code}: {}",
            if is_new { "new" } else { "written anew" }
        ));
    }
    Ok(())
}

fn read_all(files: &[PathBuf]) -> Result<Vec<(PathBuf, Guarantee)>, String> {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for path in files {
        match std::fs::read_to_string(path) {
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
            Ok(text) => match Guarantee::read(&text) {
                Ok(guarantee) => read.push((path.clone(), guarantee)),
                Err(invalid) => wrong.extend(explain(path, &text, &invalid)),
            },
        }
    }
    if wrong.is_empty() {
        return Ok(read);
    }
    for line in &wrong {
        say(line);
    }
    Err(format!(
        "{} places to mend, and nothing was loaded",
        wrong.len()
    ))
}

/// `FILE:LINE: /pointer: what is wrong`.
fn explain(path: &Path, text: &str, invalid: &Invalid) -> Vec<String> {
    let place =
        |pointer: &str| position(text, pointer).map_or(String::new(), |line| format!(":{line}"));
    invalid
        .0
        .iter()
        .map(|field| {
            format!(
                "{}{}: {}: {}",
                path.display(),
                place(&field.pointer),
                field.pointer,
                field.detail
            )
        })
        .collect()
}
