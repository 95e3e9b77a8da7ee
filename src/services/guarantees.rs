//! Guarantees: written, read, and asked what they come to.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};

use crate::domain::actor::{Actor, Permit, ReadGuarantees, WriteGuarantees};
use crate::domain::amends::guarantee::{Context, Evaluation, EvaluationError, Guarantee, Paid};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::event::Change;
use crate::domain::ids::{ClientId, IncidentId};
use crate::domain::incident::{Breach, Incident};
use crate::domain::money::{Currency, Money};
use crate::domain::offer::Guaranteed;
use crate::services::{Error, Page, Result, Seen, Work, expect_version};
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
    seen: Option<Seen>,
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
    client: Option<ClientId>,
) -> Result<Evaluation> {
    let written = present(work, code)?;
    let on = on.unwrap_or(work.now.date_naive());
    let paid = match client {
        None => Paid::default(),
        Some(id) => {
            let client = store::clients::find(work.db, id)?;
            client.ok_or_else(|| Error::invalid("/client_id", FieldError::unknown("client")))?;
            paid(work, (id, None), code, on, written.guarantee.currency)?
        }
    };
    let context = Context {
        price: None,
        loss: None,
        paid,
    };
    written
        .guarantee
        .evaluate(facts, on, &context)
        .map_err(refused)
}

/// What the guarantee that an incident names comes to.
pub(super) fn of_incident(work: &mut Work<'_>, incident: &Incident) -> Result<Breached> {
    let Some(breach) = &incident.breach else {
        return Ok(Breached::None);
    };
    let Some(written) = store::guarantees::find(work.db, &breach.guarantee)? else {
        return Ok(Breached::Unknown);
    };
    let on = day_of(incident);
    let guarantee = written.guarantee;
    let base = incident.price.or(incident.loss).map(Money::currency);
    let currency = guarantee.currency.or(base);
    let whose = (incident.client_id, Some(incident.id));
    let context = Context {
        price: incident.price,
        loss: incident.loss,
        paid: paid(work, whose, &guarantee.code, on, currency)?,
    };
    match guarantee.evaluate(&breach.facts, on, &context) {
        Ok(evaluation) => Ok(Breached::Evaluated(evaluation)),
        Err(EvaluationError::Invalid(invalid)) => Ok(Breached::Facts(invalid)),
        Err(EvaluationError::Overflow) => Err(refused(EvaluationError::Overflow)),
    }
}

/// The day of the event, where no fact says it.
fn day_of(incident: &Incident) -> NaiveDate {
    incident
        .occurred_at
        .unwrap_or(incident.reported_at)
        .date_naive()
}

/// What the guarantee that an incident names comes to now, to be kept with an offer.
pub(super) fn guaranteed(work: &mut Work<'_>, incident: &Incident) -> Result<Option<Guaranteed>> {
    let amount = of_incident(work, incident)?.amount();
    let promised = incident.breach.as_ref().zip(amount);
    Ok(promised.map(|(breach, amount)| Guaranteed {
        code: breach.guarantee.clone(),
        amount,
        on: day_of(incident),
    }))
}

/// What a guarantee has come to for a client on other incidents, as far as an offer binds us to it.
/// An incident counts once, however many offers it took.
fn paid(
    work: &mut Work<'_>,
    (client, beside): (ClientId, Option<IncidentId>),
    code: &str,
    on: NaiveDate,
    currency: Option<Currency>,
) -> Result<Paid> {
    let mut by_incident: BTreeMap<IncidentId, Guaranteed> = BTreeMap::new();
    for offer in store::offers::binding_of_client(work.db, client)? {
        let Some(counted) = offer.guaranteed else {
            continue;
        };
        let same = counted.code == code && Some(counted.amount.currency()) == currency;
        if !same || beside == Some(offer.incident_id) {
            continue;
        }
        let most = by_incident
            .entry(offer.incident_id)
            .or_insert_with(|| counted.clone());
        if counted.amount.minor() > most.amount.minor() {
            *most = counted;
        }
    }
    let sum = |counts: &dyn Fn(NaiveDate) -> bool| -> Result<Option<Money>> {
        let Some(currency) = currency else {
            return Ok(None);
        };
        let counted = by_incident.values().filter(|one| counts(one.on));
        let sum = Money::sum(currency, counted.map(|one| one.amount))?;
        Ok(Some(sum).filter(|sum| !sum.is_zero()))
    };
    Ok(Paid {
        this_month: sum(&|day| (day.year(), day.month()) == (on.year(), on.month()))?,
        this_year: sum(&|day| day.year() == on.year())?,
        this_client: sum(&|_| true)?,
    })
}

/// Refuses a breach of a guarantee that is not there, and facts that it does not have; facts may
/// still be missing.
pub(super) fn expect_breach(work: &mut Work<'_>, breach: Option<&Breach>) -> Result<()> {
    let Some(breach) = breach else {
        return Ok(());
    };
    let mut check = Check::default();
    match store::guarantees::find(work.db, &breach.guarantee)? {
        None => check.add("/breach/guarantee", FieldError::unknown("guarantee")),
        Some(written) => {
            check.nested("/breach", written.guarantee.check_facts(&breach.facts));
        }
    }
    Ok(check.finish()?)
}

/// What became of the guarantee that an incident names.
pub(super) enum Breached {
    None,
    Unknown,
    /// Facts are missing, or no longer fit the guarantee.
    Facts(Invalid),
    Evaluated(Evaluation),
}

impl Breached {
    pub(super) fn amount(&self) -> Option<Money> {
        match self {
            Self::Evaluated(evaluation) if evaluation.due => Some(evaluation.amount),
            Self::Evaluated(_) | Self::None | Self::Unknown | Self::Facts(_) => None,
        }
    }

    /// What a suggestion lacks: `breach.facts.minutes_late`.
    pub(super) fn missing(&self) -> Vec<String> {
        match self {
            Self::Unknown => vec!["breach.guarantee".to_owned()],
            Self::Facts(Invalid(fields)) => fields
                .iter()
                .map(|field| format!("breach{}", field.pointer.replace('/', ".")))
                .collect(),
            Self::None | Self::Evaluated(_) => Vec::new(),
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
