//! Rounding with a name and a step, on whole numbers only.

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::evaluation::Fault;
use crate::domain::amends::guarantee::read::Object;
use crate::domain::error::Check;
use crate::domain::money::{Currency, Money};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    HalfUp,
    HalfEven,
    Down,
    Up,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rounding {
    pub(super) mode: Mode,
    /// In minor units of the guarantee's currency.
    pub(super) step: i64,
}

impl Default for Rounding {
    fn default() -> Self {
        Self {
            mode: Mode::HalfUp,
            step: 1,
        }
    }
}

const MODES: [(&str, Mode); 4] = [
    ("half_up", Mode::HalfUp),
    ("half_even", Mode::HalfEven),
    ("down", Mode::Down),
    ("up", Mode::Up),
];

impl Rounding {
    /// Reads `round` and `step` of an object; what is not said is as in `standing`.
    pub(super) fn read(
        check: &mut Check,
        object: &Object<'_>,
        standing: Self,
        currency: Option<Currency>,
    ) -> Self {
        let mode = object.get("round").and_then(|node| {
            let mode = node.text(check)?;
            let found = MODES.iter().find(|(name, _)| *name == mode);
            if found.is_none() {
                let detail = "write one of: half_up, half_even, down, up";
                node.refuse(check, "unknown_rounding", detail);
            }
            found.map(|(_, mode)| *mode)
        });
        let step = object.get("step").and_then(|node| {
            let Some(currency) = currency else {
                let detail = "a step needs the currency of the guarantee";
                node.refuse(check, "currency_missing", detail);
                return None;
            };
            let step = node.text(check)?;
            let pointer = node.pointer.clone();
            let step = check.take(pointer, Money::parse_amount(step, currency))?;
            if step.is_zero() {
                node.refuse(check, "not_positive", "this must be more than zero");
                return None;
            }
            Some(step.minor())
        });
        Self {
            mode: mode.unwrap_or(standing.mode),
            step: step.unwrap_or(standing.step),
        }
    }

    /// `over / under` minor units of `currency`, rounded.
    pub(super) fn money(self, over: i128, under: i128, currency: Currency) -> Result<Money, Fault> {
        let step = i128::from(self.step);
        let under = under.checked_mul(step).ok_or(Fault::Overflow)?;
        let minor = round(over, under, self.mode)?
            .checked_mul(step)
            .ok_or(Fault::Overflow)?;
        let minor = i64::try_from(minor).map_err(|_| Fault::Overflow)?;
        Ok(Money::from_minor(minor, currency)?)
    }
}

impl Mode {
    pub(super) fn name(self) -> &'static str {
        MODES
            .iter()
            .find(|(_, mode)| *mode == self)
            .map_or("", |(name, _)| name)
    }
}

/// `over / under` to a whole number; `under` is above zero.
pub(super) fn round(over: i128, under: i128, mode: Mode) -> Result<i128, Fault> {
    let floor = over.checked_div_euclid(under).ok_or(Fault::Overflow)?;
    let rest = over.checked_rem_euclid(under).ok_or(Fault::Overflow)?;
    let up = match mode {
        Mode::Down => false,
        Mode::Up => rest > 0,
        Mode::HalfUp => rest >= under - rest,
        Mode::HalfEven => rest > under - rest || (rest == under - rest && floor % 2 != 0),
    };
    Ok(floor + i128::from(up))
}

/// A decimal as a whole number over a power of ten.
pub(super) fn ratio(number: Decimal) -> (i128, i128) {
    (number.mantissa(), 10_i128.pow(number.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_edges() {
        for (over, under, half_up, half_even, down, up) in [
            (5, 10, 1, 0, 0, 1),
            (15, 10, 2, 2, 1, 2),
            (25, 10, 3, 2, 2, 3),
            (24, 10, 2, 2, 2, 3),
            (26, 10, 3, 3, 2, 3),
            (20, 10, 2, 2, 2, 2),
            (1, 3, 0, 0, 0, 1),
            (2, 3, 1, 1, 0, 1),
            (0, 7, 0, 0, 0, 0),
        ] {
            for (mode, rounded) in [
                (Mode::HalfUp, half_up),
                (Mode::HalfEven, half_even),
                (Mode::Down, down),
                (Mode::Up, up),
            ] {
                assert_eq!(
                    round(over, under, mode),
                    Ok(rounded),
                    "{over}/{under} {mode:?}"
                );
            }
        }
    }
}
