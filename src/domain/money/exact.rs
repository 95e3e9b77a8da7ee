//! An amount between two roundings: exact parts of minor units, so that an amount is rounded once
//! and not at every step.

use std::fmt;

use rust_decimal::Decimal;

use crate::domain::money::{Currency, Money, MoneyError, RoundingMode};

/// The decimals of a minor unit that are kept. Two factors of four places and two percentages need
/// twelve; with them the largest amount still fits.
const PLACES: u32 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    /// In minor units; never negative.
    minor: Decimal,
    currency: Currency,
}

impl From<Money> for Exact {
    fn from(money: Money) -> Self {
        Self {
            minor: money.minor().into(),
            currency: money.currency(),
        }
    }
}

impl Exact {
    pub fn zero(currency: Currency) -> Self {
        Money::zero(currency).into()
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Times a factor that is not negative.
    pub fn times(self, factor: Decimal) -> Result<Self, MoneyError> {
        self.with(self.minor.checked_mul(factor))
    }

    pub fn percent(self, percent: Decimal) -> Result<Self, MoneyError> {
        let share = percent.checked_div(Decimal::ONE_HUNDRED);
        self.times(share.ok_or(MoneyError::TooLarge)?)
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        self.with(self.minor.checked_add(other.minor))
    }

    pub fn is_more_than(self, other: Self) -> bool {
        self.currency == other.currency && self.minor > other.minor
    }

    /// Refuses what is no longer exact, or more than may ever be paid.
    fn with(self, minor: Option<Decimal>) -> Result<Self, MoneyError> {
        let minor = minor.ok_or(MoneyError::TooLarge)?.normalize();
        if minor.is_sign_negative() && !minor.is_zero() {
            return Err(MoneyError::Negative);
        }
        // Within these bounds a product is exact: `Decimal` drops places only of what does not fit
        // into 96 bits, and so many places of the largest amount do.
        if minor > Decimal::from(self.currency.max_minor()) || minor.scale() > PLACES {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self { minor, ..self })
    }

    /// The nearest minor unit, half up; and whether that is all of it.
    pub fn shown(self) -> Result<(Money, bool), MoneyError> {
        let shown = self.rounded_to(Money::least(self.currency), RoundingMode::HalfUp)?;
        Ok((shown, self.minor == Decimal::from(shown.minor())))
    }

    /// The multiple of `step` (in the same currency) that `mode` says.
    pub fn rounded_to(self, step: Money, mode: RoundingMode) -> Result<Money, MoneyError> {
        if self.currency != step.currency() {
            return Err(MoneyError::MixedCurrencies(self.currency, step.currency()));
        }
        if step.is_zero() {
            return Err(MoneyError::TooLarge);
        }
        // Whole numbers, since a quotient of decimals may have no end.
        let places = 10_i128.pow(self.minor.scale());
        let step_size = i128::from(step.minor()) * places;
        let (steps, over) = (
            self.minor.mantissa() / step_size,
            self.minor.mantissa() % step_size,
        );
        let steps = steps + i128::from(mode.rounds_up(steps, over, step_size));
        let minor = steps
            .checked_mul(i128::from(step.minor()))
            .and_then(|minor| i64::try_from(minor).ok())
            .ok_or(MoneyError::TooLarge)?;
        Money::from_minor(minor, self.currency)
    }
}

/// `2.50 USD` like money, or `2.4975 USD` with as many digits as it takes.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = i64::try_from(self.minor).ok();
        if self.minor.is_integer()
            && let Some(Ok(money)) = whole.map(|minor| Money::from_minor(minor, self.currency))
        {
            return money.fmt(f);
        }
        let units = self.minor / Decimal::from(10_i64.pow(self.currency.digits()));
        write!(f, "{} {}", units.normalize(), self.currency)
    }
}

impl RoundingMode {
    /// Whether what lies `over` so many whole steps goes on to the next one.
    fn rounds_up(self, steps: i128, over: i128, step: i128) -> bool {
        match self {
            Self::HalfUp => over * 2 >= step,
            Self::HalfEven => over * 2 > step || (over * 2 == step && steps % 2 == 1),
            Self::Up => over > 0,
            Self::Down => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::parse("USD").unwrap()).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_rounded_once() {
        for (minor, factor, step, mode, rounded) in [
            (999, "0.25", 500, RoundingMode::HalfUp, 0),
            (1_000, "0.25", 500, RoundingMode::HalfUp, 500),
            (1, "1.25", 1, RoundingMode::Up, 2),
            (2, "1.25", 1, RoundingMode::Down, 2),
            (2, "1.25", 1, RoundingMode::HalfEven, 2),
            (2, "1.25", 1, RoundingMode::HalfUp, 3),
            (6, "1.25", 1, RoundingMode::HalfEven, 8),
        ] {
            let exact = Exact::from(usd(minor)).times(decimal(factor)).unwrap();
            let result = exact.rounded_to(usd(step), mode).unwrap();
            assert_eq!(result, usd(rounded), "{minor} x {factor} {mode}");
        }
    }

    #[test]
    fn steps() {
        for (amount, step, mode, rounded) in [
            (1_250, 500, RoundingMode::HalfUp, 1_500),
            (1_249, 500, RoundingMode::HalfUp, 1_000),
            (1_250, 500, RoundingMode::HalfEven, 1_000),
            (1_750, 500, RoundingMode::HalfEven, 2_000),
            (1_001, 500, RoundingMode::Up, 1_500),
            (1_499, 500, RoundingMode::Down, 1_000),
            (1_500, 500, RoundingMode::Up, 1_500),
            (0, 500, RoundingMode::Up, 0),
        ] {
            let result = Exact::from(usd(amount)).rounded_to(usd(step), mode);
            assert_eq!(result, Ok(usd(rounded)), "{amount} {mode}");
        }
    }

    #[test]
    fn it_is_written_with_all_of_its_digits() {
        let exact = Exact::from(usd(999)).times(decimal("0.25")).unwrap();
        assert_eq!(exact.to_string(), "2.4975 USD");
        assert_eq!(exact.shown().unwrap(), (usd(250), false));
        let whole = Exact::from(usd(1_000)).percent(decimal("10")).unwrap();
        assert_eq!(whole.shown().unwrap(), (usd(100), true));
        let yen = Money::parse("3", "JPY").unwrap();
        let part = Exact::from(yen).times(decimal("0.5")).unwrap();
        assert_eq!(part.to_string(), "1.5 JPY");
        assert_eq!(Exact::from(usd(250)).to_string(), "2.50 USD");
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let most = Money::parse("1000000000000", "KWD").unwrap();
        let exact = Exact::from(most);
        assert_eq!(
            exact.times(decimal("1.0001")).map(drop),
            Err(MoneyError::TooLarge)
        );
        assert_eq!(exact.plus(exact).map(drop), Err(MoneyError::TooLarge));
        // The finest part of the largest amount is still told apart.
        let part = exact
            .times(decimal("0.9999"))
            .and_then(|part| part.percent(decimal("99.9999")))
            .unwrap();
        assert_eq!(
            part.rounded_to(Money::least(most.currency()), RoundingMode::Down)
                .unwrap()
                .minor(),
            999_899_000_100_000
        );
    }

    proptest! {
        /// Beside fractions of whole numbers, which round by other means.
        #[test]
        fn the_same_as_with_fractions(
            currency in proptest::sample::select(Currency::all().collect::<Vec<_>>()),
            minor in 0..=10_000_000_000_000_i64,
            factor in 0..=1_000_000_i64,
            percent in 0..=10_000_000_i64,
            step in prop_oneof![1..=10_i64, 1..=1_000_000_i64],
            mode in proptest::sample::select(RoundingMode::ALL),
        ) {
            let amount = Money::from_minor(minor % currency.max_minor(), currency).unwrap();
            let exact = Exact::from(amount)
                .times(Decimal::new(factor, 4))
                .and_then(|exact| exact.percent(Decimal::new(percent, 4)));
            // Factor and percentage have four places each, and a percentage two more.
            let over = 10_i128.pow(10);
            let product =
                i128::from(amount.minor()) * i128::from(factor) * i128::from(percent);
            let size = i128::from(step) * over;
            let down = product.div_euclid(size);
            let up = -(-product).div_euclid(size);
            let steps = match mode {
                RoundingMode::Down => down,
                RoundingMode::Up => up,
                _ if product - down * size < up * size - product => down,
                _ if product - down * size > up * size - product => up,
                RoundingMode::HalfUp => up,
                RoundingMode::HalfEven => if down % 2 == 0 { down } else { up },
            };
            let expected = steps * i128::from(step);
            let step = Money::from_minor(step, currency).unwrap();
            match exact.and_then(|exact| exact.rounded_to(step, mode)) {
                Ok(rounded) => prop_assert_eq!(i128::from(rounded.minor()), expected),
                Err(error) => {
                    prop_assert_eq!(error, MoneyError::TooLarge);
                    // Also where the factor alone went beyond it.
                    let most = i128::from(currency.max_minor());
                    let first = i128::from(amount.minor()) * i128::from(factor);
                    prop_assert!(expected > most || first > most * 10_i128.pow(4));
                }
            }
        }
    }
}
