//! Exact money: whole minor units of one ISO 4217 currency, checked at every step.
//!
//! No floating point anywhere. An amount that does not fit is an error, never a wrong number.

mod exact;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::domain::error::{Check, FieldError, Invalid};
pub use crate::domain::money::exact::Exact;
use crate::domain::workflow::words;

/// The largest amount that Amends accepts, in whole units of any currency.
pub const MAX_UNITS: i64 = 1_000_000_000_000;

/// A currency that has minor units (or is its own smallest unit, like the yen).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    pub fn parse(code: &str) -> Result<Self, FieldError> {
        let known = iso_currency::Currency::from_code(code).ok_or_else(|| {
            FieldError::new(
                "unknown_currency",
                "write an ISO 4217 code in capitals, like USD, EUR or JPY",
            )
        })?;
        Self::with_minor_units(known).ok_or_else(|| {
            FieldError::new(
                "currency_without_minor_units",
                format!("{code} has no minor units and cannot be paid out; write a currency"),
            )
        })
    }

    fn with_minor_units(currency: iso_currency::Currency) -> Option<Self> {
        currency.exponent().map(|_| Self(currency))
    }

    /// Every currency that can be paid out.
    pub fn all() -> impl Iterator<Item = Self> {
        use iso_currency::IntoEnumIterator;
        iso_currency::Currency::iter().filter_map(Self::with_minor_units)
    }

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the decimal point: 2 for the dollar, 0 for the yen, 3 for the dinar.
    pub fn digits(self) -> u32 {
        self.0
            .exponent()
            .map(u32::from)
            .expect("a currency without minor units is never built")
    }

    /// `1000.00`: so many minor units, with exactly the currency's digits. A sum of many amounts may
    /// be more than any of them can be.
    pub fn written(self, minor: u128) -> String {
        let digits = self.digits() as usize;
        if digits == 0 {
            return minor.to_string();
        }
        let padded = format!("{minor:0>width$}", width = digits + 1);
        let (whole, fraction) = padded.split_at(padded.len() - digits);
        format!("{whole}.{fraction}")
    }

    fn max_minor(self) -> i64 {
        MAX_UNITS * 10_i64.pow(self.digits())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount that is not negative and not absurd (at most [`MAX_UNITS`] units).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why a sum could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("the amount is larger than Amends accepts")]
    TooLarge,
    #[error("amounts in {0} and {1} cannot be added")]
    MixedCurrencies(Currency, Currency),
    #[error("the amount is negative")]
    Negative,
}

impl Money {
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// One minor unit.
    pub fn least(currency: Currency) -> Self {
        Self { minor: 1, currency }
    }

    /// From whole minor units (cents, yen, fils).
    pub fn from_minor(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor < 0 {
            return Err(MoneyError::Negative);
        }
        if minor > currency.max_minor() {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self { minor, currency })
    }

    /// Reads `500`, `500.00`; the pointers of the errors are relative to the money object.
    pub fn parse(amount: &str, currency: &str) -> Result<Self, Invalid> {
        let mut check = Check::default();
        let currency = check.take("/currency", Currency::parse(currency));
        let Some(currency) = currency else {
            check.take("/amount", plain_decimal(amount));
            return check.build(|| None);
        };
        let money = check.take("/amount", Self::parse_amount(amount, currency));
        check.build(|| money)
    }

    /// Reads an amount whose currency is already known.
    pub fn parse_amount(amount: &str, currency: Currency) -> Result<Self, FieldError> {
        let (whole, fraction) = plain_decimal(amount)?;
        let digits = currency.digits() as usize;
        if fraction.len() > digits {
            return Err(FieldError::new(
                "currency_digits",
                format!(
                    "{currency} has {digits} digits after the point, this has {}",
                    fraction.len()
                ),
            ));
        }
        let too_large = || {
            FieldError::new(
                "too_large",
                format!("at most {MAX_UNITS} {currency} are accepted"),
            )
        };
        format!("{whole}{fraction:0<digits$}")
            .parse::<i64>()
            .ok()
            .and_then(|minor| Self::from_minor(minor, currency).ok())
            .ok_or_else(too_large)
    }

    pub fn minor(self) -> i64 {
        self.minor
    }

    pub fn currency(self) -> Currency {
        self.currency
    }

    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// `1000.00`: always with exactly the currency's digits.
    pub fn amount(self) -> String {
        self.currency.written(self.minor.unsigned_abs().into())
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or(MoneyError::TooLarge)?;
        Self::from_minor(minor, self.currency)
    }

    /// What is left; [`MoneyError::Negative`] when `other` is more.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        let minor = self
            .minor
            .checked_sub(other.minor)
            .ok_or(MoneyError::TooLarge)?;
        Self::from_minor(minor, self.currency)
    }

    /// The sum, starting from nothing in `currency`.
    pub fn sum(
        currency: Currency,
        parts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        parts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Times a factor, rounded half up (away from zero) to the currency's minor unit.
    pub fn times(self, factor: Decimal) -> Result<Self, MoneyError> {
        if factor.is_sign_negative() && !factor.is_zero() {
            return Err(MoneyError::Negative);
        }
        let minor = Decimal::from(self.minor)
            .checked_mul(factor)
            .ok_or(MoneyError::TooLarge)?
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let minor = i64::try_from(minor).map_err(|_| MoneyError::TooLarge)?;
        Self::from_minor(minor, self.currency)
    }

    /// `parts` amounts that differ by at most one minor unit and add up to this one, the larger
    /// ones first.
    pub fn split(self, parts: u32) -> Vec<Self> {
        let Some(count) = std::num::NonZeroU32::new(parts).map(|n| i64::from(n.get())) else {
            return Vec::new();
        };
        let (share, rest) = (self.minor / count, self.minor % count);
        (0..count)
            .map(|index| Self {
                minor: share + i64::from(index < rest),
                currency: self.currency,
            })
            .collect()
    }

    /// Whether this amount is less or more than so many percent of `whole`, to the last digit; `None`
    /// of nothing.
    pub fn beside_percent_of(self, percent: Decimal, whole: Self) -> Option<Ordering> {
        if whole.is_zero() || self.currency != whole.currency {
            return None;
        }
        let share = Decimal::from(self.minor).checked_mul(Decimal::ONE_HUNDRED)?;
        let bound = Decimal::from(whole.minor).checked_mul(percent)?;
        Some(share.cmp(&bound))
    }

    /// This amount as a share of `whole`, in percent with one decimal, to be shown; `None` of nothing.
    pub fn percent_of(self, whole: Self) -> Option<Decimal> {
        if whole.is_zero() || self.currency != whole.currency {
            return None;
        }
        let share = Decimal::from(self.minor)
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(Decimal::from(whole.minor))?;
        Some(
            share
                .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
                .normalize(),
        )
    }
}

words! {
    /// What becomes of what lies between two steps. Amounts are never negative, so up is away from
    /// zero.
    RoundingMode {
        HalfUp = "half_up",
        HalfEven = "half_even",
        Up = "up",
        Down = "down",
    }
}

/// `1000.00 USD`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}

/// The stored and sent form of money: a decimal string and a currency code.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    amount: String,
    currency: String,
}

impl Serialize for Money {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = Written {
            amount: self.amount(),
            currency: self.currency.code().to_owned(),
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        Self::parse(&written.amount, &written.currency).map_err(serde::de::Error::custom)
    }
}

/// Splits `12.50` into `12` and `50`. ASCII digits only; no sign, no exponent, no grouping.
fn plain_decimal(text: &str) -> Result<(&str, &str), FieldError> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text
        .strip_prefix('-')
        .is_some_and(|rest| plain_decimal(rest).is_ok())
    {
        return Err(FieldError::new(
            "negative",
            "an amount must not be negative",
        ));
    }
    match text.split_once('.') {
        None if digits(text) => Ok((text, "")),
        Some((whole, fraction)) if digits(whole) && digits(fraction) => Ok((whole, fraction)),
        _ => Err(FieldError::new(
            "not_an_amount",
            "write a plain decimal number with a point, like \"500.00\"",
        )),
    }
}

/// Reads a factor or a quantity: a plain decimal, above zero, with at most `places` decimals.
pub fn parse_decimal(text: &str, places: u32, max: Decimal) -> Result<Decimal, FieldError> {
    let (_, fraction) = plain_decimal(text)?;
    let value: Decimal = text
        .parse()
        .map_err(|_| FieldError::new("too_large", "this number is too large"))?;
    if fraction.len() > places as usize {
        return Err(FieldError::new(
            "too_many_digits",
            format!("at most {places} digits after the point are allowed"),
        ));
    }
    if value.is_zero() {
        return Err(FieldError::new(
            "not_positive",
            "this must be more than zero",
        ));
    }
    if value > max {
        return Err(FieldError::new(
            "too_large",
            format!("at most {max} is accepted"),
        ));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(amount: &str) -> Money {
        Money::parse(amount, "USD").unwrap()
    }

    #[test]
    fn reads_and_writes_exactly_the_currencys_digits() {
        for (amount, currency, written) in [
            ("500", "USD", "500.00 USD"),
            ("500.5", "USD", "500.50 USD"),
            ("0.05", "EUR", "0.05 EUR"),
            ("1500", "JPY", "1500 JPY"),
            ("1.234", "BHD", "1.234 BHD"),
            ("0", "KWD", "0.000 KWD"),
            ("007.10", "CHF", "7.10 CHF"),
        ] {
            assert_eq!(Money::parse(amount, currency).unwrap().to_string(), written);
        }
    }

    #[test]
    fn refuses_what_is_no_amount_of_the_currency() {
        for (amount, currency, pointer, code) in [
            ("1.005", "USD", "/amount", "currency_digits"),
            ("1.0", "JPY", "/amount", "currency_digits"),
            ("-1", "USD", "/amount", "negative"),
            ("1e3", "USD", "/amount", "not_an_amount"),
            ("1,000.00", "USD", "/amount", "not_an_amount"),
            ("", "USD", "/amount", "not_an_amount"),
            (".5", "USD", "/amount", "not_an_amount"),
            ("5.", "USD", "/amount", "not_an_amount"),
            ("٥", "USD", "/amount", "not_an_amount"),
            ("1000000000000.01", "USD", "/amount", "too_large"),
            ("99999999999999999999999999", "USD", "/amount", "too_large"),
            ("1", "usd", "/currency", "unknown_currency"),
            ("1", "ABC", "/currency", "unknown_currency"),
            ("1", "XAU", "/currency", "currency_without_minor_units"),
            ("1", "XXX", "/currency", "currency_without_minor_units"),
        ] {
            let Invalid(fields) = Money::parse(amount, currency).unwrap_err();
            assert_eq!(
                (&*fields[0].pointer, fields[0].code),
                (pointer, code),
                "{amount} {currency}"
            );
        }
    }

    #[test]
    fn the_largest_amount_of_every_currency_is_accepted_and_one_more_is_not() {
        for currency in Currency::all() {
            let most = Money::parse_amount(&MAX_UNITS.to_string(), currency).unwrap();
            let least = Money::from_minor(1, currency).unwrap();
            assert_eq!(most.plus(least), Err(MoneyError::TooLarge), "{currency}");
        }
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Money::parse("1", "EUR").unwrap();
        assert!(matches!(
            usd("1").plus(euro),
            Err(MoneyError::MixedCurrencies(..))
        ));
        assert!(matches!(
            usd("1").minus(euro),
            Err(MoneyError::MixedCurrencies(..))
        ));
        assert_eq!(usd("1").percent_of(euro), None);
    }

    #[test]
    fn factors_round_half_up() {
        let times = |amount, factor: &str| usd(amount).times(factor.parse().unwrap()).unwrap();
        assert_eq!(times("500.00", "2"), usd("1000.00"));
        assert_eq!(times("0.05", "0.5"), usd("0.03"));
        assert_eq!(times("0.01", "0.4"), usd("0.00"));
        assert_eq!(
            usd("1").times("-1".parse().unwrap()),
            Err(MoneyError::Negative)
        );
        assert_eq!(
            usd("999999999999").times("1000000".parse().unwrap()),
            Err(MoneyError::TooLarge)
        );
    }

    #[test]
    fn shares_in_percent() {
        assert_eq!(usd("1000").percent_of(usd("500")), Some(Decimal::from(200)));
        assert_eq!(usd("1").percent_of(usd("3")), Some("33.3".parse().unwrap()));
        assert_eq!(usd("1").percent_of(usd("0")), None);
    }

    #[test]
    fn shares_are_compared_to_the_last_digit() {
        let beside = |part: &str, percent: u32, whole: &str| {
            usd(part).beside_percent_of(Decimal::from(percent), usd(whole))
        };
        assert_eq!(beside("59.99", 60, "100"), Some(Ordering::Less));
        assert_eq!(beside("599.88", 60, "1000"), Some(Ordering::Less));
        assert_eq!(beside("60", 60, "100"), Some(Ordering::Equal));
        assert_eq!(beside("30000.30", 150, "20000"), Some(Ordering::Greater));
        assert_eq!(
            beside("999999999999.99", 100, "1000000000000"),
            Some(Ordering::Less)
        );
        assert_eq!(beside("1", 60, "0"), None);
        let euro = Money::parse("1", "EUR").unwrap();
        assert_eq!(usd("1").beside_percent_of(Decimal::ONE, euro), None);
    }

    fn any_money() -> impl Strategy<Value = Money> {
        let currencies: Vec<Currency> = Currency::all().collect();
        (
            proptest::sample::select(currencies),
            0..=100_000_000_000_i64,
        )
            .prop_map(|(currency, minor)| Money::from_minor(minor, currency).unwrap())
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(money in any_money()) {
            let again = Money::parse(&money.amount(), money.currency().code()).unwrap();
            prop_assert_eq!(again, money);
            let json = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }

        #[test]
        fn nothing_is_lost_in_a_split(money in any_money(), parts in 1..500_u32) {
            let shares = money.split(parts);
            prop_assert_eq!(shares.len(), parts as usize);
            prop_assert_eq!(Money::sum(money.currency(), shares.iter().copied()).unwrap(), money);
            let (most, least) = (shares[0].minor(), shares[shares.len() - 1].minor());
            prop_assert!(most - least <= 1);
        }

        #[test]
        fn adding_and_taking_away_is_exact(a in any_money(), minor in 0..1_000_000_000_i64) {
            let b = Money::from_minor(minor, a.currency()).unwrap();
            prop_assert_eq!(a.plus(b), b.plus(a));
            prop_assert_eq!(a.plus(b).unwrap().minus(b).unwrap(), a);
            prop_assert_eq!(a.plus(b).unwrap().minor(), a.minor() + minor);
        }

        #[test]
        fn twice_is_the_same_as_adding(a in any_money()) {
            prop_assert_eq!(a.times(Decimal::TWO).unwrap(), a.plus(a).unwrap());
        }

        #[test]
        fn parsing_never_panics(amount in any::<String>(), currency in any::<String>()) {
            let _ = Money::parse(&amount, &currency);
        }
    }
}
