//! `amends guarantees check|load FILE...`: reads guarantees from files, and says what is wrong with
//! them, and where.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::ExposeSecret;

use crate::app;
use crate::cli::{first_admin, say};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::domain::amends::guarantee::{Guarantee, position};
use crate::domain::error::Invalid;
use crate::services::{Error, guarantees, users};

/// Reads every file, and says which of them are sound.
pub(super) fn check(files: &[PathBuf]) -> Result<(), String> {
    let read = read_all(files).map_err(|places| format!("{places} places to mend"))?;
    for (path, guarantee) in read {
        say(&format!("{}: {} is sound", path.display(), guarantee.code));
    }
    Ok(())
}

/// Writes the guarantees of the files into the database: all of them, or none. An empty database gets
/// its first admin, as from the server, and they are written in that one's name.
pub(super) fn load(config: &Config, files: &[PathBuf]) -> Result<(), String> {
    let read = read_all(files)
        .map_err(|places| format!("{places} places to mend, and nothing was loaded"))?;
    let url = config.public_url.clone().unwrap_or_default();
    let services =
        app::open(config, Arc::new(SystemClock), url).map_err(|error| error.to_string())?;
    let failed = |error| format!("the guarantees could not be loaded: {error:?}");
    let given = config.bootstrap_token.clone();
    let was_given = given.is_some();
    let (first_token, loaded) = services
        .write(move |work| {
            let first_token = users::bootstrap(work, given)?;
            let admin = users::first_admin(work)?.ok_or(Error::NotFound("admin"))?;
            let mut loaded = Vec::new();
            for (_, guarantee) in read {
                let code = guarantee.code.clone();
                let is_new = guarantees::load(work, &admin.actor().permit()?, guarantee)?;
                loaded.push((code, is_new));
            }
            Ok((first_token, loaded))
        })
        .map_err(failed)?;
    if let Some(token) = first_token.filter(|_| !was_given) {
        say(&first_admin(token.expose_secret()));
    }
    for (code, is_new) in loaded {
        say(&format!(
            "{code}: {}",
            if is_new { "new" } else { "written anew" }
        ));
    }
    Ok(())
}

/// The guarantees of all files, each of which holds one or a list; a code stands among them once.
/// Says what is wrong with them, and fails with how many places that are.
fn read_all(files: &[PathBuf]) -> Result<Vec<(PathBuf, Guarantee)>, usize> {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for path in files {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                wrong.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        match Guarantee::read_all(&text) {
            Err(invalid) => wrong.extend(explain(path, &text, &invalid)),
            Ok(guarantees) => {
                for (pointer, guarantee) in guarantees {
                    let pointer = format!("{pointer}/code");
                    let place = place(path, &text, &pointer);
                    if let Some(first) = places.get(&guarantee.code) {
                        let code = &guarantee.code;
                        wrong.push(format!(
                            "{place}: {pointer}: {code} stands at {first} already"
                        ));
                    }
                    places.entry(guarantee.code.clone()).or_insert(place);
                    read.push((path.clone(), guarantee));
                }
            }
        }
    }
    if wrong.is_empty() {
        return Ok(read);
    }
    for line in &wrong {
        say(line);
    }
    Err(wrong.len())
}

/// `FILE:LINE` of what a pointer names, or of where the text ceases to be JSON.
fn place(path: &Path, text: &str, pointer: &str) -> String {
    let line = position(text, pointer).or_else(|| {
        let broken = serde_json::from_str::<serde_json::Value>(text).err()?;
        Some(broken.line())
    });
    match line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    }
}

/// `FILE:LINE: /pointer: what is wrong`.
fn explain(path: &Path, text: &str, invalid: &Invalid) -> Vec<String> {
    let told = invalid.0.iter().map(|field| {
        let place = place(path, text, &field.pointer);
        match &*field.pointer {
            "" => format!("{place}: {}", field.detail),
            pointer => format!("{place}: {pointer}: {}", field.detail),
        }
    });
    told.collect()
}
