//! `amends templates list|check|export`: the templates that letters are written from.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::app::templates::{Unsound, read};
use crate::cli::say;
use crate::config::Config;
use crate::domain::apology::compose::{SHIPPED, STANDARD};

/// Every template, its language, and where it comes from.
pub(super) fn list(config: &Config) -> Result<(), String> {
    let directory = config.templates.as_deref();
    let templates = read(directory).map_err(|unsound| unsound.to_string())?;
    for source in templates.all() {
        let from = match directory {
            Some(directory) if !source.shipped => {
                directory.join(&source.file).display().to_string()
            }
            _ => "comes with Amends".to_owned(),
        };
        let standard = if source.name == STANDARD {
            ", used where none is named"
        } else {
            ""
        };
        let language = source.language.code();
        say(&format!("{} ({language}): {from}{standard}", source.name));
    }
    Ok(())
}

/// Reads every template of the directory, tries it on sample cases, and says what is wrong.
pub(super) fn check(config: &Config, directory: Option<&Path>) -> Result<(), String> {
    let directory = directory
        .or(config.templates.as_deref())
        .ok_or("name a directory, or set AMENDS_TEMPLATES")?;
    match read(Some(directory)) {
        Ok(templates) => {
            if templates.all().all(|source| source.shipped) {
                say(&format!(
                    "there is no template in {}: name a file like apology.en.txt",
                    directory.display()
                ));
            }
            for source in templates.all().filter(|source| !source.shipped) {
                say(&format!(
                    "{} is sound",
                    directory.join(&source.file).display()
                ));
            }
            Ok(())
        }
        Err(Unsound(mistakes)) => {
            for mistake in &mistakes {
                say(&mistake.to_string());
            }
            Err(match mistakes.len() {
                1 => "1 place to mend".to_owned(),
                places => format!("{places} places to mend"),
            })
        }
    }
}

/// Writes what comes with Amends into the directory, and overwrites nothing.
pub(super) fn export(directory: &Path) -> Result<(), String> {
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    for (file, text) in SHIPPED {
        let path = directory.join(file);
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        match opened {
            Ok(mut opened) => {
                opened
                    .write_all(text.as_bytes())
                    .map_err(|error| failed(&path, error))?;
                say(&format!("{}: written", path.display()));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                say(&format!(
                    "{}: is there already, and stays as it is",
                    path.display()
                ));
            }
            Err(error) => return Err(failed(&path, error)),
        }
    }
    Ok(())
}
