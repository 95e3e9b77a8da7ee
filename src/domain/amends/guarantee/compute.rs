//! What an amount comes to: whole minor units, checked at every step, with a line for each.
//!
//! Every outcome keeps to one rule: what its lines add, less what they take, is its amount.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Best};
use crate::domain::amends::guarantee::evaluation::{Fault, Line, Paid};
use crate::domain::amends::guarantee::expression::known;
use crate::domain::amends::guarantee::fact::Value;
use crate::domain::amends::guarantee::rounding::{Rounding, ratio};
use crate::domain::amends::guarantee::scope::Scope;
use crate::domain::money::{Currency, Money};

pub(super) struct Run<'a> {
    pub(super) scope: &'a Scope,
    pub(super) day: NaiveDate,
    pub(super) facts: &'a [Option<Value>],
    pub(super) currency: Currency,
    pub(super) paid: Paid,
    pub(super) steps: u32,
}

#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) amount: Money,
    /// Whether something is owed at all, even where it rounds to nothing; a minimum asks this.
    pub(super) owed: bool,
    pub(super) lines: Vec<Line>,
}

impl Outcome {
    fn of(rule: &'static str, detail: String, amount: Money) -> Self {
        Self {
            amount,
            owed: !amount.is_zero(),
            lines: vec![Line::adds(rule, detail, amount)],
        }
    }

    pub(super) fn nothing(rule: &'static str, detail: String, currency: Currency) -> Self {
        Self {
            amount: Money::zero(currency),
            owed: false,
            lines: vec![Line::notes(rule, detail)],
        }
    }

    /// Another line takes over what these lines did.
    pub(super) fn replaced(self, rule: &'static str, detail: String, amount: Money) -> Self {
        let mut lines = self.noted();
        lines.push(Line::adds(rule, detail, amount));
        Self {
            amount,
            owed: self.owed,
            lines,
        }
    }

    fn noted(&self) -> Vec<Line> {
        self.lines.iter().cloned().map(Line::noted).collect()
    }

    /// One more line brings the amount to `amount`.
    pub(super) fn moved(
        mut self,
        rule: &'static str,
        detail: String,
        amount: Money,
    ) -> Result<Self, Fault> {
        let line = if amount.minor() >= self.amount.minor() {
            Line::adds(rule, detail, amount.minus(self.amount)?)
        } else {
            Line::takes(rule, detail, self.amount.minus(amount)?)
        };
        self.lines.push(line);
        self.amount = amount;
        Ok(self)
    }
}

impl Run<'_> {
    pub(super) fn amount(&mut self, amount: &Amount) -> Result<Outcome, Fault> {
        self.steps += 1;
        match amount {
            Amount::Fixed(money) => Ok(Outcome::of("fixed", money.to_string(), *money)),
            Amount::Rate(table) => Ok(self.rate(*table)),
            Amount::Fact(index) => self.fact(*index),
            Amount::Percent {
                of,
                percent,
                rounding,
            } => {
                let base = self.amount(of)?;
                let (over, under) = ratio(*percent);
                let part = self.part(base.amount, over, times(under, 100)?, *rounding)?;
                let detail = format!(
                    "{percent} % of {}{}",
                    base.amount,
                    rounded(part.1, *rounding)
                );
                Ok(base.replaced("percent", detail, part.0))
            }
            Amount::Divide {
                amount,
                by,
                rounding,
            } => self.divide(amount, *by, *rounding),
            Amount::PerUnit {
                count,
                amount,
                at_most,
            } => self.per_unit(count, amount, *at_most),
            Amount::FirstThen { .. } => self.first_then(amount),
            Amount::Bands { by, bands } => {
                let value = known(self.facts, by.index)?;
                let name = self.scope.name(by.index);
                let scalar = value.scalar().unwrap_or_default();
                let Some(band) = bands.iter().find(|band| band.holds(scalar)) else {
                    let detail = format!("{name} {value} lies outside of every band");
                    return Ok(Outcome::nothing("bands", detail, self.currency));
                };
                let detail = format!("{name} {value}: {band}");
                self.explained("bands", detail, &band.amount)
            }
            Amount::Choose(cases) => {
                for (when, amount) in cases {
                    let holds = match when {
                        None => true,
                        Some(when) => when.holds(self.facts, &mut self.steps)?,
                    };
                    if holds {
                        let detail = when
                            .as_ref()
                            .map_or_else(|| "otherwise".to_owned(), ToString::to_string);
                        return self.explained("choose", detail, amount);
                    }
                }
                let detail = "no case applies".to_owned();
                Ok(Outcome::nothing("choose", detail, self.currency))
            }
            Amount::Factor {
                amount,
                times,
                when,
                reason,
                rounding,
            } => {
                let whole = self.amount(amount)?;
                if let Some(when) = when
                    && !when.holds(self.facts, &mut self.steps)?
                {
                    return Ok(whole);
                }
                let (over, under) = ratio(*times);
                let part = self.part(whole.amount, over, under, *rounding)?;
                let why = reason
                    .as_ref()
                    .map(|reason| format!(": {reason}"))
                    .or_else(|| when.as_ref().map(|when| format!(" when {when}")));
                let detail = format!(
                    "{} x {times}{}{}",
                    whole.amount,
                    rounded(part.1, *rounding),
                    why.unwrap_or_default()
                );
                whole.moved("factor", detail, part.0)
            }
            Amount::Best(best, amounts) => self.best(*best, amounts),
            Amount::Limit { .. } => self.limit(amount),
            Amount::LatePayment { .. } => self.late_payment(amount),
            Amount::Indexed {
                base,
                index,
                base_on,
                rounding,
            } => {
                let table = &self.scope.indexes[*index];
                let name = &table.name;
                let (Some((from, now)), Some((_, then))) = (table.on(self.day), table.on(*base_on))
                else {
                    let detail = format!("{name} has no value on {}", self.day);
                    return Ok(Outcome::nothing("indexed", detail, self.currency));
                };
                let ((now_over, now_under), (then_over, then_under)) = (ratio(now), ratio(then));
                let over = times(now_over, then_under)?;
                let part = self.part(*base, over, times(now_under, then_over)?, *rounding)?;
                let detail = format!(
                    "{base} x {now} / {then} ({name} since {from}){}",
                    rounded(part.1, *rounding)
                );
                Ok(Outcome::of("indexed", detail, part.0))
            }
        }
    }

    fn explained(
        &mut self,
        rule: &'static str,
        detail: String,
        amount: &Amount,
    ) -> Result<Outcome, Fault> {
        let mut outcome = self.amount(amount)?;
        outcome.lines.insert(0, Line::notes(rule, detail));
        Ok(outcome)
    }

    /// `money x over / under`, and whether it had to be rounded.
    pub(super) fn part(
        &self,
        money: Money,
        over: i128,
        under: i128,
        rounding: Rounding,
    ) -> Result<(Money, bool), Fault> {
        let over = times(i128::from(money.minor()), over)?;
        let part = rounding.money(over, under, self.currency)?;
        let exact = times(i128::from(part.minor()), under)? == over;
        Ok((part, !exact))
    }

    fn rate(&self, table: usize) -> Outcome {
        let table = &self.scope.rates[table];
        match table.on(self.day) {
            Some((from, amount)) => {
                let detail = format!("{}: {amount} since {from}", table.name);
                Outcome::of("rate", detail, amount)
            }
            None => {
                let detail = format!("{} has no rate on {}", table.name, self.day);
                Outcome::nothing("rate", detail, self.currency)
            }
        }
    }

    fn fact(&self, index: usize) -> Result<Outcome, Fault> {
        match known(self.facts, index)? {
            Value::Money(money) => {
                let detail = format!("{}: {money}", self.scope.name(index));
                Ok(Outcome::of("fact", detail, *money))
            }
            _ => unreachable!("the types were checked when the guarantee was read"),
        }
    }

    fn divide(&mut self, amount: &Amount, by: usize, rounding: Rounding) -> Result<Outcome, Fault> {
        let parts = known(self.facts, by)?.scalar().unwrap_or_default();
        if parts <= Decimal::ZERO {
            return Err(Fault::Zero(by));
        }
        let whole = self.amount(amount)?;
        let (over, under) = ratio(parts);
        let part = self.part(whole.amount, under, over, rounding)?;
        let detail = format!(
            "{} / {parts} {}{}",
            whole.amount,
            self.scope.name(by),
            rounded(part.1, rounding)
        );
        Ok(whole.replaced("divide", detail, part.0))
    }

    fn best(&mut self, best: Best, amounts: &[Amount]) -> Result<Outcome, Fault> {
        let mut outcomes = Vec::new();
        for amount in amounts {
            outcomes.push(self.amount(amount)?);
        }
        let minor = |outcome: &Outcome| outcome.amount.minor();
        let (rule, chosen) = match best {
            Best::Sum => ("sum_of", None),
            Best::Highest => {
                let most = outcomes.iter().map(minor).max();
                (
                    "highest_of",
                    outcomes.iter().position(|o| Some(minor(o)) == most),
                )
            }
            Best::Lowest => {
                let least = outcomes.iter().map(minor).min();
                (
                    "lowest_of",
                    outcomes.iter().position(|o| Some(minor(o)) == least),
                )
            }
        };
        let each: Vec<String> = outcomes.iter().map(|o| o.amount.to_string()).collect();
        let detail = format!("{} {}", rule.replace('_', " "), each.join(", "));
        let mut whole = Outcome::nothing(rule, detail, self.currency);
        for (index, outcome) in outcomes.into_iter().enumerate() {
            if chosen.is_some_and(|chosen| chosen != index) {
                whole.lines.extend(outcome.noted());
                continue;
            }
            whole.amount = whole.amount.plus(outcome.amount)?;
            whole.owed |= outcome.owed;
            whole.lines.extend(outcome.lines);
        }
        Ok(whole)
    }
}

pub(super) fn times(a: i128, b: i128) -> Result<i128, Fault> {
    a.checked_mul(b).ok_or(Fault::Overflow)
}

pub(super) fn times_money(money: Money, count: i128) -> Result<Money, Fault> {
    let minor = times(i128::from(money.minor()), count)?;
    let minor = i64::try_from(minor).map_err(|_| Fault::Overflow)?;
    Ok(Money::from_minor(minor, money.currency())?)
}

pub(super) fn rounded(was_rounded: bool, rounding: Rounding) -> String {
    match was_rounded {
        true => format!(", rounded {}", rounding.mode.name()),
        false => String::new(),
    }
}
