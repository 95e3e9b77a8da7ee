//! Guarantees: written, read, and asked what they come to.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::domain::actor::{Actor, Permit, ReadGuarantees, WriteGuarantees};
use crate::domain::amends::guarantee::{Context, Evaluation, EvaluationError, Guarantee, Paid};
use crate::domain::error::FieldError;
use crate::domain::event::Change;
use crate::domain::incident::Incident;
use crate::domain::money::Money;
use crate::services::{Error, Page, Result, Work, expect_version};
use crate::store;
pub use crate::store::guarantees::Written;

pub fn create(
    work: &mut Work<'_>,
    permit: &Permit<WriteGuarantees>,
    guarantee: Guarantee,
) -> Result<Written> {
    let written = Written {
        guarantee,
        by: permit.actor().id,
        at: work.now,
        version: 1,
    };
    store::guarantees::insert(work.db, &written)?;
    record(work, permit.actor(), "create_guarantee", None, &written)?;
    Ok(written)
}

pub fn replace(
    work: &mut Work<'_>,
    permit: &Permit<WriteGuarantees>,
    code: &str,
    seen: Option<i64>,
    guarantee: Guarantee,
) -> Result<Written> {
    let before = present(work, code)?;
    expect_version(seen, before.version)?;
    if guarantee.code != code {
        let error = FieldError::new("read_only", "a guarantee keeps its code");
        return Err(Error::invalid("/code", error));
    }
    let mut written = Written {
        guarantee,
        by: permit.actor().id,
        at: work.now,
        version: before.version,
    };
    store::guarantees::update(work.db, &mut written)?;
    record(
        work,
        permit.actor(),
        "change_guarantee",
        Some(&before),
        &written,
    )?;
    Ok(written)
}

/// Writes a guarantee whether or not there is one with its code; `true` where there was none.
pub fn load(
    work: &mut Work<'_>,
    permit: &Permit<WriteGuarantees>,
    guarantee: Guarantee,
) -> Result<bool> {
    let code = guarantee.code.clone();
    if store::guarantees::find(work.db, &code)?.is_some() {
        replace(work, permit, &code, None, guarantee)?;
        return Ok(false);
    }
    create(work, permit, guarantee)?;
    Ok(true)
}

pub fn find(work: &mut Work<'_>, _: &Permit<ReadGuarantees>, code: &str) -> Result<Written> {
    present(work, code)
}

pub fn list(work: &mut Work<'_>, _: &Permit<ReadGuarantees>, page: &Page) -> Result<Vec<Written>> {
    Ok(store::guarantees::list(work.db, page)?)
}

/// What the guarantee comes to with these facts; keeps nothing.
pub fn evaluate(
    work: &mut Work<'_>,
    _: &Permit<ReadGuarantees>,
    code: &str,
    facts: &Map<String, Value>,
    on: Option<NaiveDate>,
) -> Result<Evaluation> {
    let written = present(work, code)?;
    let on = on.unwrap_or(work.now.date_naive());
    let context = Context {
        price: None,
        loss: None,
        paid: Paid::default(),
    };
    written
        .guarantee
        .evaluate(facts, on, &context)
        .map_err(refused)
}

/// What the guarantee that an incident names comes to, with the code; `None` where it names none,
/// or one that is unknown, not due, or lacks facts.
pub(super) fn of_incident(work: &mut Work<'_>, incident: &Incident) -> Result<Breached> {
    let Some(breach) = &incident.breach else {
        return Ok(Breached::None);
    };
    let Some(written) = store::guarantees::find(work.db, &breach.guarantee)? else {
        return Ok(Breached::Unknown);
    };
    let on = incident
        .occurred_at
        .unwrap_or(incident.reported_at)
        .date_naive();
    let context = Context {
        price: incident.price,
        loss: incident.loss,
        paid: Paid::default(),
    };
    match written.guarantee.evaluate(&breach.facts, on, &context) {
        Ok(evaluation) => Ok(Breached::Evaluated(evaluation)),
        Err(EvaluationError::Invalid(_)) => Ok(Breached::FactsMissing),
        Err(EvaluationError::Overflow) => Err(refused(EvaluationError::Overflow)),
    }
}

/// What became of the guarantee that an incident names.
pub(super) enum Breached {
    None,
    Unknown,
    FactsMissing,
    Evaluated(Evaluation),
}

impl Breached {
    pub(super) fn amount(&self) -> Option<Money> {
        match self {
            Self::Evaluated(evaluation) if evaluation.due => Some(evaluation.amount),
            Self::Evaluated(_) | Self::None | Self::Unknown | Self::FactsMissing => None,
        }
    }

    /// What a suggestion lacks.
    pub(super) fn missing(&self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("breach.guarantee"),
            Self::FactsMissing => Some("breach.facts"),
            Self::None | Self::Evaluated(_) => None,
        }
    }
}

fn present(work: &mut Work<'_>, code: &str) -> Result<Written> {
    store::guarantees::find(work.db, code)?.ok_or(Error::NotFound("guarantee"))
}

fn refused(error: EvaluationError) -> Error {
    match error {
        // The guarantee speaks of `/facts/...`, as the body does.
        EvaluationError::Invalid(invalid) => invalid.into(),
        EvaluationError::Overflow => Error::invalid(
            "/facts",
            FieldError::new("too_large", "the amount is larger than Amends accepts"),
        ),
    }
}

fn record(
    work: &mut Work<'_>,
    by: &Actor,
    action: &'static str,
    before: Option<&Written>,
    after: &Written,
) -> Result<()> {
    let subject = ("guarantee", after.guarantee.code.clone());
    let before = before.map(|written| &written.guarantee);
    work.record(
        Some(by),
        Change::between(action, subject, before, &after.guarantee),
    )
}
