//! Guarantees: written, read, and asked what they come to.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};

use crate::domain::actor::{Actor, Permit, ReadGuarantees, WriteGuarantees};
use crate::domain::amends::guarantee::{Context, Evaluation, EvaluationError, Guarantee, Paid};
use crate::domain::amends::suggestion::TooLarge;
use crate::domain::client::{Client, Local};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::event::Change;
use crate::domain::ids::{ClientId, IncidentId};
use crate::domain::incident::{Breach, Incident};
use crate::domain::money::{Currency, Money};
use crate::domain::offer::Guaranteed;
use crate::domain::time::Timestamp;
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
    let guarantee = present(work, code)?.guarantee;
    let client = match client {
        None => None,
        Some(id) => {
            let client = store::clients::find(work.db, id)?;
            let unknown = || Error::invalid("/client_id", FieldError::unknown("client"));
            Some(client.ok_or_else(unknown)?)
        }
    };
    let zone = client.as_ref().map(Client::local).unwrap_or_default().zone;
    let today = work.now.with_timezone(&zone).date_naive();
    let day = Day {
        on: on.unwrap_or(today),
        instead: on.is_none().then_some("today"),
    };
    let mut context = Context::default();
    if let Some(client) = client {
        let (day, currency) = guarantee.counted_in(facts, day.on, &context);
        context.paid = paid(work, (client.id, None), code, day, currency)?;
    }
    let evaluation = guarantee.evaluate(facts, day.on, &context);
    Ok(day.told(&guarantee, facts, evaluation.map_err(refused)?))
}

/// The texts of a guarantee that were in force, the newest first.
pub fn versions(
    work: &mut Work<'_>,
    _: &Permit<ReadGuarantees>,
    code: &str,
    page: &Page,
) -> Result<Vec<Written>> {
    present(work, code)?;
    Ok(store::guarantees::versions(work.db, code, page)?)
}

/// What the guarantee that an incident names comes to, by the text that was in force when the
/// incident was reported: what is written later changes nothing about what is past.
pub(super) fn of_incident(work: &mut Work<'_>, incident: &Incident) -> Result<Breached> {
    of_incident_among(work, &mut Gathered::default(), incident)
}

/// The same for one of many incidents.
pub(super) fn of_incident_among(
    work: &mut Work<'_>,
    gathered: &mut Gathered,
    incident: &Incident,
) -> Result<Breached> {
    let Some(breach) = &incident.breach else {
        return Ok(Breached::None);
    };
    let (code, at) = (&breach.guarantee, incident.reported_at);
    gathered.look_up(work, code, at)?;
    let day = Day::of(incident, gathered.local(work, incident.client_id)?.zone);
    let Some(guarantee) = gathered.in_force(code, at) else {
        return Ok(Breached::Unknown);
    };
    let mut context = Context {
        price: incident.price,
        loss: incident.loss,
        paid: Paid::default(),
    };
    let (on, currency) = guarantee.counted_in(&breach.facts, day.on, &context);
    let whose = (incident.client_id, Some(incident.id));
    context.paid = match gathered.bound(incident.client_id, code) {
        Some(bound) => summed(bound, Some(incident.id), on, currency)?,
        None => paid(work, whose, code, on, currency)?,
    };
    match guarantee.evaluate(&breach.facts, day.on, &context) {
        Ok(evaluation) => Ok(Breached::Evaluated {
            undated: day.missing(guarantee, &breach.facts),
            evaluation: day.told(guarantee, &breach.facts, evaluation),
        }),
        Err(EvaluationError::Invalid(invalid)) => Ok(Breached::lacking(breach, &invalid)),
        Err(EvaluationError::Overflow) => Err(too_large(code)),
    }
}

/// What many incidents share, read once.
#[derive(Default)]
pub(super) struct Gathered {
    /// The texts of each, the newest first; for many incidents all of them.
    guarantees: HashMap<String, Vec<Written>>,
    clients: HashMap<ClientId, Local>,
    /// What each guarantee has come to for each client; `None` where it is not known beforehand.
    bound: Option<HashMap<(ClientId, String), Bound>>,
}

impl Gathered {
    /// For what is to be known of all clients before the first incident is looked at.
    pub(super) fn of_all_clients() -> Self {
        Self {
            bound: Some(HashMap::new()),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, one: store::offers::Bound) {
        let of_clients = self.bound.get_or_insert_default();
        let whose = (one.client, one.guaranteed.code.clone());
        let bound = of_clients.entry(whose).or_default();
        note(bound, one.incident, one.guaranteed);
    }

    pub(super) fn know(&mut self, clients: Vec<(ClientId, Local)>) {
        self.clients.extend(clients);
    }

    fn look_up(&mut self, work: &mut Work<'_>, code: &str, at: Timestamp) -> Result<()> {
        if !self.guarantees.contains_key(code) {
            let texts = match self.bound {
                None => store::guarantees::in_force(work.db, code, at)?
                    .into_iter()
                    .collect(),
                Some(_) => store::guarantees::versions(work.db, code, &Page::whole())?,
            };
            self.guarantees.insert(code.to_owned(), texts);
        }
        Ok(())
    }

    /// The text that was in force then, else the first there was.
    fn in_force(&self, code: &str, at: Timestamp) -> Option<&Guarantee> {
        let texts = self.guarantees.get(code)?;
        let then = texts.iter().find(|written| written.at <= at);
        then.or(texts.last()).map(|written| &written.guarantee)
    }

    pub(super) fn local(&mut self, work: &mut Work<'_>, id: ClientId) -> Result<Local> {
        if let Some(local) = self.clients.get(&id) {
            return Ok(*local);
        }
        let client = store::clients::find(work.db, id)?;
        let local = client.as_ref().map(Client::local).unwrap_or_default();
        self.clients.insert(id, local);
        Ok(local)
    }

    fn bound(&self, client: ClientId, code: &str) -> Option<&Bound> {
        static NOTHING: Bound = Bound::new();
        let of_clients = self.bound.as_ref()?;
        Some(
            of_clients
                .get(&(client, code.to_owned()))
                .unwrap_or(&NOTHING),
        )
    }
}

/// The day of the event where no fact says it.
struct Day {
    on: NaiveDate,
    /// What was taken for it, where nobody said when it was.
    instead: Option<&'static str>,
}

impl Day {
    /// On the client's calendar: what happens at midnight there happens on two days elsewhere.
    fn of(incident: &Incident, zone: chrono_tz::Tz) -> Self {
        let moment = incident.occurred_at.unwrap_or(incident.reported_at);
        Self {
            on: moment.with_timezone(&zone).date_naive(),
            instead: incident
                .occurred_at
                .is_none()
                .then_some("the day it was reported"),
        }
    }

    /// What would have said the day, had it been known.
    fn missing(&self, guarantee: &Guarantee, facts: &Map<String, Value>) -> Option<String> {
        self.instead?;
        match guarantee.dated_by(facts) {
            None => Some("occurred_at".to_owned()),
            Some((_, true)) => None,
            Some((fact, false)) => Some(format!("breach.facts.{fact}")),
        }
    }

    fn told(
        &self,
        guarantee: &Guarantee,
        facts: &Map<String, Value>,
        evaluation: Evaluation,
    ) -> Evaluation {
        let Some(instead) = self
            .instead
            .filter(|_| self.missing(guarantee, facts).is_some())
        else {
            return evaluation;
        };
        let detail = format!(
            "judged as of {}, {instead}: the day of the event is not known",
            self.on
        );
        evaluation.telling_the_day(detail)
    }
}

/// What the guarantee that an incident names comes to now, to be kept with an offer.
pub(super) fn guaranteed(work: &mut Work<'_>, incident: &Incident) -> Result<Option<Guaranteed>> {
    let breached = of_incident(work, incident)?;
    let due = breached.evaluation().filter(|evaluation| evaluation.due);
    let promised = incident.breach.as_ref().zip(due);
    Ok(promised.map(|(breach, evaluation)| Guaranteed {
        code: breach.guarantee.clone(),
        amount: evaluation.amount,
        on: evaluation.day,
    }))
}

/// What a guarantee has come to for a client on other incidents, as far as an offer binds us to it.
fn paid(
    work: &mut Work<'_>,
    (client, beside): (ClientId, Option<IncidentId>),
    code: &str,
    on: NaiveDate,
    currency: Option<Currency>,
) -> Result<Paid> {
    let mut bound = Bound::new();
    for offer in store::offers::binding_of_clients(work.db, &[client])? {
        if let Some(counted) = offer.guaranteed.filter(|counted| counted.code == code) {
            note(&mut bound, offer.incident_id, counted);
        }
    }
    summed(&bound, beside, on, currency)
}

/// What one guarantee came to for one client, by incident and currency.
type Bound = BTreeMap<(IncidentId, Currency), Guaranteed>;

/// An incident counts once, however many offers it took.
fn note(bound: &mut Bound, incident: IncidentId, counted: Guaranteed) {
    match bound.entry((incident, counted.amount.currency())) {
        Entry::Vacant(place) => {
            place.insert(counted);
        }
        Entry::Occupied(mut most) => {
            if counted.amount.minor() > most.get().amount.minor() {
                most.insert(counted);
            }
        }
    }
}

fn summed(
    bound: &Bound,
    beside: Option<IncidentId>,
    on: NaiveDate,
    currency: Option<Currency>,
) -> Result<Paid> {
    let sum = |counts: &dyn Fn(NaiveDate) -> bool| -> Result<Option<Money>> {
        let Some(currency) = currency else {
            return Ok(None);
        };
        let counted = bound
            .iter()
            .filter(|((incident, of), one)| {
                *of == currency && Some(*incident) != beside && counts(one.on)
            })
            .map(|(_, one)| one);
        let sum = Money::sum(currency, counted.clone().map(|one| one.amount)).map_err(|_| {
            let code = counted.clone().next().map_or("", |one| &one.code);
            too_large(code)
        })?;
        Ok(Some(sum).filter(|sum| !sum.is_zero()))
    };
    Ok(Paid {
        this_month: sum(&|day| (day.year(), day.month()) == (on.year(), on.month()))?,
        this_year: sum(&|day| day.year() == on.year())?,
        this_client: sum(&|_| true)?,
    })
}

fn too_large(code: &str) -> Error {
    Error::TooLarge(TooLarge {
        rule: "guarantee",
        detail: format!("the guarantee {code}"),
    })
}

/// Refuses a breach of a guarantee that is not there, and facts that it did not have when the
/// incident was reported; facts may still be missing.
pub(super) fn expect_breach(
    work: &mut Work<'_>,
    breach: Option<&Breach>,
    reported_at: Timestamp,
) -> Result<()> {
    let Some(breach) = breach else {
        return Ok(());
    };
    let mut check = Check::default();
    match store::guarantees::in_force(work.db, &breach.guarantee, reported_at)? {
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
    /// Facts are missing, or no longer fit the guarantee: by the names that `missing` has for them.
    Facts(Vec<String>),
    Evaluated {
        evaluation: Evaluation,
        /// What would have said the day of the event.
        undated: Option<String>,
    },
}

impl Breached {
    fn lacking(breach: &Breach, invalid: &Invalid) -> Self {
        let name = |pointer: &str| {
            let name = pointer.trim_start_matches("/facts/");
            let (fact, of_currency) = match name.strip_suffix("/currency") {
                Some(fact) => (fact, true),
                None => (name, false),
            };
            // The incident stands in for these two.
            let its_own = ["price", "loss"].contains(&fact) && !breach.facts.contains_key(fact);
            match (its_own, of_currency) {
                (true, true) => format!("{fact}_in_the_currency_of_the_guarantee"),
                (true, false) => fact.to_owned(),
                (false, _) => format!("breach{}", pointer.replace('/', ".")),
            }
        };
        let fields = invalid.0.iter();
        Self::Facts(fields.map(|field| name(&field.pointer)).collect())
    }

    pub(super) fn evaluation(&self) -> Option<&Evaluation> {
        match self {
            Self::Evaluated { evaluation, .. } => Some(evaluation),
            Self::None | Self::Unknown | Self::Facts(_) => None,
        }
    }

    /// What a suggestion lacks: `breach.facts.minutes_late`.
    pub(super) fn missing(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::Unknown => vec!["breach.guarantee".to_owned()],
            Self::Facts(names) => names.clone(),
            Self::Evaluated { undated, .. } => undated.iter().cloned().collect(),
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
