//! What is counted: units after a grace, a first amount and then more.

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Count};
use crate::domain::amends::guarantee::compute::{Outcome, Run, times, times_money};
use crate::domain::amends::guarantee::duration;
use crate::domain::amends::guarantee::evaluation::{Fault, Line};
use crate::domain::amends::guarantee::expression::{add, known};
use crate::domain::amends::guarantee::fact::Kind;
use crate::domain::amends::guarantee::rounding::{ratio, round};

impl Run<'_> {
    pub(super) fn per_unit(
        &mut self,
        count: &Count,
        amount: &Amount,
        at_most: Option<u32>,
    ) -> Result<Outcome, Fault> {
        let units = self.units(count, Decimal::ZERO)?;
        let each = self.amount(amount)?;
        let what = self.counted(count, units)?;
        if units == 0 {
            return Ok(Outcome::nothing("per_unit", what, self.currency));
        }
        let all = times_money(each.amount, units)?;
        let detail = format!("{what}: {units} x {}", each.amount);
        let (price, mut outcome) = (each.amount, each.replaced("per_unit", detail, all));
        if let Some(most) = at_most.map(i128::from).filter(|most| *most < units) {
            outcome.owed &= most > 0;
            let capped = times_money(price, most)?;
            let unit = self.unit_word(count);
            outcome = outcome.moved("cap", format!("cap {most} {unit}"), capped)?;
        }
        Ok(outcome)
    }

    pub(super) fn first_then(&mut self, amount: &Amount) -> Result<Outcome, Fault> {
        let Amount::FirstThen {
            count,
            covers,
            first,
            then,
            at_most,
        } = amount
        else {
            unreachable!("called with this kind of amount only")
        };
        let value = known(self.facts, count.by.index)?;
        if value.scalar().unwrap_or_default() <= count.after {
            let detail = format!(
                "{} {value} is within the first {}",
                self.scope.name(count.by.index),
                written(count.after, count.by.kind)
            );
            return Ok(Outcome::nothing("first", detail, self.currency));
        }
        let mut outcome = self.amount(first)?;
        let detail = format!(
            "{} {value}: the first amount",
            self.scope.name(count.by.index)
        );
        outcome.lines.insert(0, Line::notes("first", detail));
        let units = self.units(count, *covers)?;
        let further = self.amount(then)?;
        let all = times_money(further.amount, units)?;
        let detail = format!("{units} further x {}", further.amount);
        let price = further.amount;
        let mut more = further.replaced("further", detail, all);
        if let Some(most) = at_most.map(i128::from).filter(|most| *most < units) {
            let detail = format!("cap {most} further {}", self.unit_word(count));
            more = more.moved("cap", detail, times_money(price, most)?)?;
        }
        outcome.amount = outcome.amount.plus(more.amount)?;
        outcome.lines.extend(more.lines);
        Ok(outcome)
    }

    /// Whole units past what is free and what is `covered` already.
    fn units(&self, count: &Count, covered: Decimal) -> Result<i128, Fault> {
        let value = known(self.facts, count.by.index)?;
        let value = value.scalar().unwrap_or_default();
        let past = add(add(value, -count.after)?, -covered)?;
        if past <= Decimal::ZERO {
            return Ok(0);
        }
        let ((over, over_scale), (every, every_scale)) = (ratio(past), ratio(count.every));
        round(
            times(over, every_scale)?,
            times(every, over_scale)?,
            count.round,
        )
    }

    fn counted(&self, count: &Count, units: i128) -> Result<String, Fault> {
        let value = known(self.facts, count.by.index)?;
        let unit = self.scope.unit(count.by.index);
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let mut text = format!("{} {value}{unit}", self.scope.name(count.by.index));
        if !count.after.is_zero() {
            text.push_str(&format!(" after {}", written(count.after, count.by.kind)));
        }
        if count.every != Decimal::ONE {
            text.push_str(&format!(" per {}", written(count.every, count.by.kind)));
        }
        if units == 0 {
            text.push_str(": nothing is due");
        }
        Ok(text)
    }

    fn unit_word(&self, count: &Count) -> &str {
        let plain = count.every == Decimal::ONE;
        let unit = self.scope.unit(count.by.index);
        unit.filter(|_| plain).unwrap_or("units")
    }
}

/// A count or a duration as it was written.
fn written(scalar: Decimal, kind: Kind) -> String {
    match (kind, i64::try_from(scalar)) {
        (Kind::Duration, Ok(seconds)) => duration::write(seconds),
        _ => scalar.normalize().to_string(),
    }
}
