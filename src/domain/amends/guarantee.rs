//! Guarantees: a promise with a measure and a consequence, as data.
//!
//! A guarantee is read once, with every mistake named by its place, and evaluated as often as
//! needed: exact, in a bounded number of steps, with lines that add up to the amount. No scheme is
//! known to the code; those that come with Amends stand in `guarantees/`.

mod amount;
mod bands;
mod bounds;
mod calendar;
mod compute;
mod compute_counts;
mod compute_limits;
mod condition;
mod duration;
mod evaluate;
pub mod evaluation;
mod expression;
mod fact;
mod frame;
mod measure;
mod needs;
mod position;
mod rates;
mod read;
mod reading;
mod reading_counts;
mod reading_limits;
mod rounding;
mod scope;
mod version;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::money::Currency;

pub use self::evaluation::{Context, Effect, Evaluation, EvaluationError, InKind, Line, Paid};
pub use self::fact::{Fact, Kind};
pub use self::position::position;

use self::calendar::Calendar;
use self::measure::Measure;
use self::scope::Scope;
use self::version::Version;

#[derive(Debug, Clone, PartialEq)]
pub struct Guarantee {
    pub code: String,
    pub name: String,
    /// What is promised, in words for people.
    pub promise: String,
    /// `None` where the currency is that of the price, the loss or a fee.
    pub currency: Option<Currency>,
    /// In the order of their names; `price` and `loss` always stand among them.
    pub facts: Vec<Fact>,
    measures: Vec<Measure>,
    calendar: Calendar,
    dated_by: Option<usize>,
    versions: Vec<Version>,
    scope: Scope,
    source: Json,
}

/// As it was written.
impl Serialize for Guarantee {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source.serialize(serializer)
    }
}

impl Guarantee {
    /// Reads a guarantee from JSON text, where names written twice can still be seen.
    pub fn read(json_text: &str) -> Result<Self, Invalid> {
        let (value, mut check) = read_json(json_text)?;
        let guarantee = check.nested("", Self::parse(&value));
        check.build(|| guarantee)
    }

    /// The same for a text that holds one guarantee or a list of them, each with its pointer.
    pub fn read_all(json_text: &str) -> Result<Vec<(String, Self)>, Invalid> {
        let (value, mut check) = read_json(json_text)?;
        let Json::Array(values) = &value else {
            let guarantee = check.nested("", Self::parse(&value));
            return check.build(|| guarantee.map(|guarantee| vec![(String::new(), guarantee)]));
        };
        if values.is_empty() {
            let error = FieldError::new("empty", "write at least one guarantee");
            check.add("", error);
        }
        let mut guarantees = Vec::new();
        for (index, value) in values.iter().enumerate() {
            let pointer = format!("/{index}");
            let guarantee = check.nested(&pointer, Self::parse(value));
            guarantees.extend(guarantee.map(|guarantee| (pointer, guarantee)));
        }
        check.build(|| Some(guarantees))
    }

    /// Reads a guarantee; everything that is wrong with it, with RFC 6901 pointers.
    pub fn parse(value: &Json) -> Result<Self, Invalid> {
        let mut check = Check::default();
        let guarantee = Self::parse_into(&mut check, value);
        check.build(|| guarantee)
    }

    /// The guarantee as it was written.
    pub fn source(&self) -> &Json {
        &self.source
    }

    /// No evaluation takes more steps than this.
    pub fn most_steps(&self) -> u32 {
        self.scope.cost()
    }
}

/// The value, and a note of every name that stands in it twice.
fn read_json(json_text: &str) -> Result<(Json, Check), Invalid> {
    let value: Json = serde_json::from_str(json_text).map_err(|error| {
        let detail = format!("this is not JSON: {error}");
        Invalid::at("", FieldError::new("not_json", detail))
    })?;
    let mut check = Check::default();
    for pointer in position::duplicates(json_text) {
        let detail = "this name stands here twice";
        check.add(pointer, FieldError::new("duplicate", detail));
    }
    Ok((value, check))
}

#[cfg(test)]
mod tests;
