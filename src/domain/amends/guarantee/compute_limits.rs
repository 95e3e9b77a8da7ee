//! What bounds an amount, and what is added when we pay late.

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Penalty, Per};
use crate::domain::amends::guarantee::compute::{Outcome, Run, rounded, times};
use crate::domain::amends::guarantee::evaluation::Fault;
use crate::domain::amends::guarantee::expression::{add, known};
use crate::domain::amends::guarantee::rounding::ratio;
use crate::domain::money::Money;

impl Run<'_> {
    pub(super) fn limit(&mut self, amount: &Amount) -> Result<Outcome, Fault> {
        let Amount::Limit {
            amount,
            at_least,
            at_most,
            per,
        } = amount
        else {
            unreachable!("called with this kind of amount only")
        };
        let mut outcome = self.amount(amount)?;
        let (already, per) = match per {
            Per::Incident => (None, "incident"),
            Per::Month => (self.paid.this_month, "month"),
            Per::Year => (self.paid.this_year, "year"),
            Per::Client => (self.paid.this_client, "client"),
        };
        let already = already.unwrap_or(Money::zero(self.currency));
        let told = |name: &str, limit: Money| match already.is_zero() {
            true => format!("{name} {limit} per {per}"),
            false => format!("{name} {limit} per {per}, of which {already} is paid already"),
        };
        let none = Money::zero(self.currency);
        let left = |limit: Money| limit.minus(already).unwrap_or(none);
        if let Some(least) = at_least {
            let least = self.amount(least)?.amount;
            if outcome.owed && outcome.amount.minor() < left(least).minor() {
                let detail = told("minimum", least);
                outcome = outcome.moved("minimum", detail, left(least))?;
            }
        }
        // The cap comes last: it is what we promised to ourselves.
        if let Some(most) = at_most {
            let most = self.amount(most)?.amount;
            if outcome.amount.minor() > left(most).minor() {
                outcome = outcome.moved("cap", told("cap", most), left(most))?;
            }
        }
        Ok(outcome)
    }

    pub(super) fn late_payment(&mut self, amount: &Amount) -> Result<Outcome, Fault> {
        let Amount::LatePayment {
            amount,
            days,
            after,
            add: penalty,
            at_most,
        } = amount
        else {
            unreachable!("called with this kind of amount only")
        };
        let outcome = self.amount(amount)?;
        let days = known(self.facts, *days)?.scalar().unwrap_or_default();
        let late = add(days, -*after)?;
        if late <= Decimal::ZERO || !outcome.owed {
            return Ok(outcome);
        }
        let (mut extra, mut detail) = match penalty {
            Penalty::Fixed(fixed) => (self.amount(fixed)?.amount, format!("paid {late} days late")),
            Penalty::PercentPerDay(percent, rounding) => {
                let ((over, under), (late_over, late_under)) = (ratio(*percent), ratio(late));
                let (over, under) = (times(over, late_over)?, times(under, late_under)?);
                let part = self.part(outcome.amount, over, times(under, 100)?, *rounding)?;
                let note = rounded(part.1, *rounding);
                let base = outcome.amount;
                (
                    part.0,
                    format!("paid {late} days late: {percent} % of {base} a day{note}"),
                )
            }
        };
        if let Some(most) = at_most {
            let most = self.amount(most)?.amount;
            if extra.minor() > most.minor() {
                detail.push_str(&format!(", {extra}, at most {most}"));
                extra = most;
            }
        }
        let total = outcome.amount.plus(extra)?;
        outcome.moved("late_payment", detail, total)
    }
}
