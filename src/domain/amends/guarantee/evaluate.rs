//! From facts to an evaluation: reads what is given, finds the version of the day, lets it judge.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::domain::amends::guarantee::Guarantee;
use crate::domain::amends::guarantee::compute::Run;
use crate::domain::amends::guarantee::evaluation::{
    Context, Evaluation, EvaluationError, Fault, Line, Paid,
};
use crate::domain::amends::guarantee::fact::Value;
use crate::domain::amends::guarantee::measure::Measure;
use crate::domain::amends::guarantee::needs::Slots;
use crate::domain::amends::guarantee::read::below;
use crate::domain::amends::guarantee::version::Version;
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::money::{Currency, Money};

impl Guarantee {
    /// What is due on these facts; `on` is the day of the event where no fact says it.
    pub fn evaluate(
        &self,
        facts: &Map<String, Json>,
        on: NaiveDate,
        context: &Context,
    ) -> Result<Evaluation, EvaluationError> {
        let mut given = self.read_given(facts);
        let day = self.day(&given.values, on);
        let version = self.version(day);
        self.take_over(&mut given, version, context);
        if !given.is_whole() {
            return Err(given.refused(self, version));
        }
        let Some(currency) = self.currency_of(&given.values, version) else {
            given.missing.insert(self.money_base(version));
            return Err(given.refused(self, version));
        };
        self.refuse_mixed(&given.values, version, context, currency)
            .map_err(EvaluationError::Invalid)?;
        let Some(version) = version else {
            let detail = format!("not due: no version was in force on {day}");
            return Ok(Evaluation {
                due: false,
                amount: Money::zero(currency),
                day,
                basis: vec![Line::notes("version", detail)],
                in_kind: None,
                steps: 0,
            });
        };
        let mut basis = Vec::new();
        let mut steps = 0;
        let mut values = given.values.clone();
        for measure in &self.measures {
            match measure.value(&given.values, &self.calendar, &mut basis, &mut steps) {
                Ok(value) => values.push(Some(value)),
                // Whether it is needed, the version knows.
                Err(Fault::Missing(_)) => values.push(None),
                Err(fault) => return Err(self.explain(fault, given, Some(version))),
            }
        }
        let mut run = Run {
            scope: &self.scope,
            day,
            facts: &values,
            currency,
            paid: context.paid,
            steps,
        };
        match version.judge(&mut run) {
            Err(fault) => Err(self.explain(fault, given, Some(version))),
            Ok(judged) => {
                basis.extend(judged.lines);
                Ok(Evaluation {
                    due: !judged.amount.is_zero(),
                    amount: judged.amount,
                    day,
                    basis,
                    in_kind: judged.in_kind,
                    steps: run.steps,
                })
            }
        }
    }

    /// The day of the event, and the currency that is counted in as far as it can be told, before
    /// anything is judged.
    pub fn counted_in(
        &self,
        facts: &Map<String, Json>,
        on: NaiveDate,
        context: &Context,
    ) -> (NaiveDate, Option<Currency>) {
        let mut given = self.read_given(facts);
        let day = self.day(&given.values, on);
        let version = self.version(day);
        self.take_over(&mut given, version, context);
        (day, self.currency_of(&given.values, version))
    }

    /// The fact that says the day of the event, where there is one, and whether it is given.
    pub fn dated_by(&self, facts: &Map<String, Json>) -> Option<(&str, bool)> {
        let fact = &self.facts[self.dated_by?];
        let given = facts.get(&fact.name).is_some_and(|value| !value.is_null());
        Some((&fact.name, given || fact.default.is_some()))
    }

    /// Refuses facts that this guarantee does not have, and values that they cannot take. Others may
    /// still be missing.
    pub fn check_facts(&self, facts: &Map<String, Json>) -> Result<(), Invalid> {
        let mut check = Check::default();
        self.refuse_unknown(&mut check, facts);
        for fact in &self.facts {
            if let Some(raw) = facts.get(&fact.name).filter(|value| !value.is_null()) {
                check.nested(&below("/facts", &fact.name), fact.parse(raw));
            }
        }
        check.finish()
    }

    fn refuse_unknown(&self, check: &mut Check, facts: &Map<String, Json>) {
        for name in facts.keys() {
            if !self.facts.iter().any(|fact| fact.name == *name) {
                let detail = format!("this guarantee has no fact {name:?}");
                check.add(
                    below("/facts", name),
                    FieldError::new("unknown_fact", detail),
                );
            }
        }
    }

    /// The facts that are given, and the defaults of those that are not.
    fn read_given(&self, facts: &Map<String, Json>) -> Given {
        let mut given = Given::default();
        self.refuse_unknown(&mut given.check, facts);
        for (index, fact) in self.facts.iter().enumerate() {
            let raw = facts.get(&fact.name).filter(|value| !value.is_null());
            let value = match raw {
                Some(raw) => {
                    let pointer = below("/facts", &fact.name);
                    let value = given.check.nested(&pointer, fact.parse(raw));
                    if value.is_none() {
                        given.unreadable.insert(index);
                    }
                    value
                }
                None => fact.default.clone(),
            };
            if value.is_none() && raw.is_none() && fact.required {
                given.missing.insert(index);
            }
            given.values.push(value);
        }
        given
    }

    fn day(&self, values: &[Option<Value>], on: NaiveDate) -> NaiveDate {
        match self.dated_by.and_then(|index| values[index].as_ref()) {
            Some(Value::Date(day)) => *day,
            _ => on,
        }
    }

    fn version(&self, day: NaiveDate) -> Option<&Version> {
        let mut versions = self.versions.iter().rev();
        versions.find(|version| version.in_force(day))
    }

    /// Takes the price and the loss from the incident, where they are not given. What a version does
    /// not look at may be in any currency: it is nothing to it.
    fn take_over(&self, given: &mut Given, version: Option<&Version>, context: &Context) {
        for (index, fact) in self.facts.iter().enumerate() {
            let known = match &*fact.name {
                "price" => context.price,
                "loss" => context.loss,
                _ => None,
            };
            let value = &mut given.values[index];
            if value.is_some() || known.is_none() || given.unreadable.contains(&index) {
                continue;
            }
            given.missing.remove(&index);
            let used = version.is_none_or(|version| version.uses.contains(&index));
            *value = known.filter(|_| used).map(Value::Money);
        }
    }

    /// The money fact that tells the currency where the guarantee does not.
    fn money_base(&self, version: Option<&Version>) -> usize {
        let of_version = version.and_then(|version| version.amount.money_base());
        of_version.or(self.scope.money_base).unwrap_or_default()
    }

    fn currency_of(&self, values: &[Option<Value>], version: Option<&Version>) -> Option<Currency> {
        self.currency.or_else(|| {
            let base = values.get(self.money_base(version))?.as_ref()?;
            match base {
                Value::Money(money) => Some(money.currency()),
                _ => None,
            }
        })
    }

    /// Refuses what plays a part and is in another currency.
    fn refuse_mixed(
        &self,
        values: &[Option<Value>],
        version: Option<&Version>,
        context: &Context,
        currency: Currency,
    ) -> Result<(), Invalid> {
        let mut check = Check::default();
        let mut refuse = |pointer: String, money: Money| {
            if money.currency() != currency {
                let detail = format!("this must be in {currency}, like the rest");
                check.add(pointer, FieldError::new("mixed_currencies", detail));
            }
        };
        for (index, (fact, value)) in self.facts.iter().zip(values).enumerate() {
            let used = version.is_some_and(|version| version.uses.contains(&index));
            if let Some(Value::Money(money)) = value.as_ref().filter(|_| used) {
                refuse(format!("/facts/{}/currency", fact.name), *money);
            }
        }
        let Paid {
            this_month,
            this_year,
            this_client,
        } = context.paid;
        for (name, paid) in [
            ("this_month", this_month),
            ("this_year", this_year),
            ("this_client", this_client),
        ] {
            if let Some(paid) = paid {
                refuse(format!("/paid/{name}/currency"), paid);
            }
        }
        check.finish()
    }

    /// Turns a fault into a complaint about the facts behind it.
    fn explain(
        &self,
        fault: Fault,
        mut given: Given,
        version: Option<&Version>,
    ) -> EvaluationError {
        match fault {
            Fault::Overflow => EvaluationError::Overflow,
            Fault::Missing(index) => {
                let behind = match self.measure(index) {
                    Some(measure) => measure.lacks(&given.values),
                    None => Slots::from([index]),
                };
                given.missing.extend(behind);
                given.refused(self, version)
            }
            Fault::EndsBefore { slot, beginning } => {
                let detail = format!("this must not be before {beginning}");
                let error = FieldError::new("out_of_order", detail);
                let name = below("/facts", self.scope.name(slot));
                EvaluationError::Invalid(Invalid::at(name, error))
            }
            Fault::Zero(index) => {
                let error = FieldError::new("not_positive", "this must be more than zero");
                let name = below("/facts", self.scope.name(index));
                EvaluationError::Invalid(Invalid::at(name, error))
            }
        }
    }

    fn measure(&self, slot: usize) -> Option<&Measure> {
        self.measures.get(slot.checked_sub(self.facts.len())?)
    }

    /// The facts that are not known and are needed with what is known, or behind a measure.
    fn lacking(&self, values: &[Option<Value>], version: &Version) -> Slots {
        let mut known = values.to_vec();
        for measure in &self.measures {
            let value = measure.value(values, &self.calendar, &mut Vec::new(), &mut 0);
            known.push(value.ok());
        }
        let mut lacking = Slots::new();
        for slot in version.lacks(&known) {
            match self.measure(slot) {
                Some(measure) => lacking.append(&mut measure.lacks(values)),
                None => _ = lacking.insert(slot),
            }
        }
        if self.currency_of(values, Some(version)).is_none() {
            lacking.insert(self.money_base(Some(version)));
        }
        lacking
    }
}

/// The facts as far as they could be read, and what was wrong with them.
#[derive(Debug, Default)]
struct Given {
    values: Vec<Option<Value>>,
    check: Check,
    missing: Slots,
    unreadable: Slots,
}

impl Given {
    fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.unreadable.is_empty() && self.check.is_empty()
    }

    /// Everything that is wrong, and everything that is missing, in one answer.
    fn refused(mut self, guarantee: &Guarantee, version: Option<&Version>) -> EvaluationError {
        if let Some(version) = version {
            let lacking = guarantee.lacking(&self.values, version);
            self.missing.extend(lacking);
        }
        for index in &self.missing - &self.unreadable {
            let pointer = below("/facts", guarantee.scope.name(index));
            self.check.add(pointer, FieldError::required());
        }
        match self.check.finish() {
            Err(invalid) => EvaluationError::Invalid(invalid),
            Ok(()) => unreachable!("something was missing"),
        }
    }
}
