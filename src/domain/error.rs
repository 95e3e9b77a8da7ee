//! How the domain says no: an invalid field, or a move that the rules refuse.
//!
//! Knows nothing of HTTP; the entry points translate.

use std::fmt;

use crate::domain::apology::check::Finding;

/// What is wrong with one value, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Stable, machine-readable: `too_long`, `currency_digits`, ...
    pub code: &'static str,
    /// For a person: what is wrong and what to write instead.
    pub detail: String,
}

impl FieldError {
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }

    /// The value is needed and is not there.
    pub fn required() -> Self {
        Self::new("required", "this field is required")
    }

    /// An id that names nothing the caller may use.
    pub fn unknown(what: &str) -> Self {
        Self::new("unknown", format!("there is no such {what}"))
    }
}

/// A [`FieldError`] and the place it was found at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// An RFC 6901 JSON pointer into the body (`/loss/amount`).
    pub pointer: String,
    pub code: &'static str,
    pub detail: String,
}

/// All that is wrong with one input; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub Vec<InvalidField>);

impl Invalid {
    pub fn at(pointer: impl Into<String>, error: FieldError) -> Self {
        Self(vec![InvalidField {
            pointer: pointer.into(),
            code: error.code,
            detail: error.detail,
        }])
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, field) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", field.pointer, field.detail)?;
        }
        Ok(())
    }
}

/// Gathers everything that is wrong with an input, so that it can be mended in one go.
#[derive(Debug, Default)]
pub struct Check {
    fields: Vec<InvalidField>,
}

impl Check {
    /// The value, or a note of what is wrong with it.
    pub fn take<T>(
        &mut self,
        pointer: impl Into<String>,
        value: Result<T, FieldError>,
    ) -> Option<T> {
        value
            .map_err(|error| self.fields.extend(Invalid::at(pointer, error).0))
            .ok()
    }

    /// Like [`Check::take`] for a field that may be left out.
    pub fn maybe<T, R>(
        &mut self,
        pointer: impl Into<String>,
        raw: Option<R>,
        parse: impl FnOnce(R) -> Result<T, FieldError>,
    ) -> Option<T> {
        raw.and_then(|raw| self.take(pointer, parse(raw)))
    }

    /// Takes over what a nested input found, below `pointer`.
    pub fn nested<T>(&mut self, pointer: &str, value: Result<T, Invalid>) -> Option<T> {
        value
            .map_err(|Invalid(fields)| {
                self.fields
                    .extend(fields.into_iter().map(|field| InvalidField {
                        pointer: format!("{pointer}{}", field.pointer),
                        ..field
                    }));
            })
            .ok()
    }

    pub fn add(&mut self, pointer: impl Into<String>, error: FieldError) {
        self.fields.extend(Invalid::at(pointer, error).0);
    }

    /// The built value when nothing was wrong. `build` gives `None` only where a field was refused.
    pub fn build<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Invalid> {
        self.finish()?;
        Ok(build().expect("a required field without an error has a value"))
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub fn finish(self) -> Result<(), Invalid> {
        if self.fields.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.fields))
        }
    }
}

/// Where a refused resource stands, and what could be done with it instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: &'static str,
    pub allowed_actions: Vec<&'static str>,
}

/// A move that the rules do not allow.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    Invalid(Invalid),
    /// The workflow has no such move from here.
    WrongState {
        action: &'static str,
        standing: Standing,
        detail: String,
    },
    /// The ownership statement does not own up.
    OwnershipNotReady {
        findings: Vec<Finding>,
        standing: Standing,
    },
    /// The apology has a blocking finding that nobody has overridden.
    ApologyNotReady {
        findings: Vec<Finding>,
        standing: Standing,
    },
    /// What is to go to the client names the subcontractor: where, and what to write instead.
    NamesSubcontractor {
        places: Vec<InvalidField>,
        standing: Standing,
    },
    /// Something has to be done before the incident may be closed.
    NotReadyToClose {
        missing: Vec<&'static str>,
        standing: Standing,
    },
    /// An offer below the suggestion needs a reason.
    JustificationMissing {
        suggested: String,
    },
    /// Who made, edited or submitted an offer does not decide on it.
    OwnOffer,
    /// More than this person may approve.
    OverLimit {
        detail: String,
    },
    /// The offer is not the one that was seen.
    OfferChanged {
        digest: String,
    },
    /// The client's address is not the one that the offer was submitted for.
    RecipientChanged {
        standing: Standing,
    },
    /// The offer's time is over.
    OfferExpired {
        standing: Standing,
    },
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}
