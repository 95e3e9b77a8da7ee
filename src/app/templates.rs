//! Reads the operator's templates from a directory, and refuses those that are not sound.

use std::fmt;
use std::path::Path;

use crate::domain::apology::compose::{Mistake, Source, Templates, review};

/// Everything that is wrong with the templates of a directory.
#[derive(Debug)]
pub struct Unsound(pub Vec<Mistake>);

impl fmt::Display for Unsound {
    /// The first mistake, and how many there are beside it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.0.split_first() else {
            return f.write_str("the templates are not sound");
        };
        write!(f, "{first}")?;
        match others.len() {
            0 => Ok(()),
            more => write!(f, " (and {more} more: see `amends templates check`)"),
        }
    }
}

impl std::error::Error for Unsound {}

/// The templates that letters are written from: those of the directory, and those that come with
/// Amends where the directory has no other.
pub fn read(directory: Option<&Path>) -> Result<Templates, Unsound> {
    let Some(directory) = directory else {
        return Ok(Templates::shipped());
    };
    let own = files(directory)?;
    let templates = Templates::with(own.clone()).map_err(Unsound)?;
    let mistakes: Vec<Mistake> = own
        .iter()
        .flat_map(|source| review(&templates, source))
        .collect();
    if mistakes.is_empty() {
        return Ok(templates);
    }
    Err(Unsound(mistakes))
}

/// Every `.txt` file of the directory, by name. Other files may lie beside them.
fn files(directory: &Path) -> Result<Vec<Source>, Unsound> {
    let unreadable = |path: &Path, error: std::io::Error| {
        Unsound(vec![Mistake {
            file: path.display().to_string(),
            line: None,
            detail: error.to_string(),
        }])
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(|error| unreadable(directory, error))? {
        let path = entry.map_err(|error| unreadable(directory, error))?.path();
        let hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|extension| extension == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut sources = Vec::new();
    let mut mistakes = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return Err(unreadable(&path, error)),
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                mistakes.push(Mistake {
                    file: name.into_owned(),
                    line: Some(sound.iter().filter(|byte| **byte == b'\n').count() + 1),
                    detail: "this is no UTF-8: save the file in that encoding".into(),
                });
                continue;
            }
        };
        match Source::new(&name, &text, false) {
            Ok(source) => sources.push(source),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() {
        return Ok(sources);
    }
    Err(Unsound(mistakes))
}
