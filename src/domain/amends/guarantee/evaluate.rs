//! From facts to an evaluation: reads what is given, finds the version of the day, lets it judge.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::domain::amends::guarantee::Guarantee;
use crate::domain::amends::guarantee::compute::Run;
use crate::domain::amends::guarantee::evaluation::{
    Context, Evaluation, EvaluationError, Fault, Line, Paid,
};
use crate::domain::amends::guarantee::fact::Value;
use crate::domain::amends::guarantee::read::below;
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
        let mut values = self
            .read_values(facts, context)
            .map_err(EvaluationError::Invalid)?;
        let currency = self
            .currency_of(&values, context)
            .map_err(EvaluationError::Invalid)?;
        let day = match self.dated_by.and_then(|index| values[index].as_ref()) {
            Some(Value::Date(day)) => *day,
            _ => on,
        };
        let none = |detail: String| Evaluation {
            due: false,
            amount: Money::zero(currency),
            basis: vec![Line::notes("version", detail)],
            in_kind: None,
            steps: 0,
        };
        let mut versions = self.versions.iter().rev();
        let Some(version) = versions.find(|version| version.in_force(day)) else {
            return Ok(none(format!("not due: no version was in force on {day}")));
        };
        let mut basis = Vec::new();
        let mut steps = 0;
        let mut blame = Vec::new();
        for measure in &self.measures {
            let value = measure.value(&values, &self.calendar, &mut basis, &mut steps);
            match value {
                Ok(value) => values.push(Some(value)),
                Err(Fault::Missing(index)) => {
                    blame.push((values.len(), index));
                    values.push(None);
                }
                Err(fault) => return Err(self.explain(fault, &blame)),
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
        let judged = version
            .judge(&mut run)
            .map_err(|fault| self.explain(fault, &blame))?;
        basis.extend(judged.lines);
        Ok(Evaluation {
            due: !judged.amount.is_zero(),
            amount: judged.amount,
            basis,
            in_kind: judged.in_kind,
            steps: run.steps,
        })
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

    fn read_values(
        &self,
        facts: &Map<String, Json>,
        context: &Context,
    ) -> Result<Vec<Option<Value>>, Invalid> {
        let mut check = Check::default();
        self.refuse_unknown(&mut check, facts);
        let mut values = Vec::new();
        for fact in &self.facts {
            let pointer = below("/facts", &fact.name);
            let given = facts.get(&fact.name).filter(|value| !value.is_null());
            let known = match &*fact.name {
                "price" => context.price,
                "loss" => context.loss,
                _ => None,
            };
            let value = match given {
                Some(raw) => check.nested(&pointer, fact.parse(raw)),
                None => known.map(Value::Money).or_else(|| fact.default.clone()),
            };
            if value.is_none() && given.is_none() && fact.required {
                check.add(pointer, FieldError::required());
            }
            values.push(value);
        }
        check.finish()?;
        Ok(values)
    }

    /// One currency for everything, or a complaint about what is in another one.
    fn currency_of(
        &self,
        values: &[Option<Value>],
        context: &Context,
    ) -> Result<Currency, Invalid> {
        let base = self.scope.money_base;
        let based = base.and_then(|index| match values.get(index) {
            Some(Some(Value::Money(money))) => Some(money.currency()),
            _ => None,
        });
        let Some(currency) = self.currency.or(based) else {
            let name = base.map_or("price", |index| self.scope.name(index));
            return Err(Invalid::at(below("/facts", name), FieldError::required()));
        };
        let mut check = Check::default();
        let mut refuse = |pointer: String, money: Money| {
            if money.currency() != currency {
                let detail = format!("this must be in {currency}, like the rest");
                check.add(pointer, FieldError::new("mixed_currencies", detail));
            }
        };
        for (fact, value) in self.facts.iter().zip(values) {
            if let Some(Value::Money(money)) = value {
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
        check.finish()?;
        Ok(currency)
    }

    /// Turns a fault into a complaint about the fact behind it.
    fn explain(&self, fault: Fault, blame: &[(usize, usize)]) -> EvaluationError {
        let (index, error) = match fault {
            Fault::Overflow => return EvaluationError::Overflow,
            Fault::Missing(index) => (index, FieldError::required()),
            Fault::Zero(index) => (
                index,
                FieldError::new("not_positive", "this must be more than zero"),
            ),
        };
        let behind = blame.iter().find(|(measure, _)| *measure == index);
        let name = self.scope.name(behind.map_or(index, |(_, fact)| *fact));
        EvaluationError::Invalid(Invalid::at(below("/facts", name), error))
    }
}
