//! The policy: the rules that turn a loss into a suggestion, as data with a version.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::error::{FieldError, Invalid};
use crate::domain::money::{Currency, Money, parse_decimal};

/// The largest multiplier that a policy may have.
pub const MAX_MULTIPLIER: Decimal = Decimal::ONE_HUNDRED;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// How many times the loss the amends are worth.
    #[serde(with = "decimal_text")]
    pub loss_multiplier: Decimal,
    /// What an hour of ours is worth to a client, at most one a currency.
    pub hourly_rates: Vec<Money>,
    /// How long an offer stands where nobody says otherwise, in days.
    pub offer_valid_days: u16,
}

impl Default for Policy {
    fn default() -> Self {
        let rates = [
            ("100.00", "USD"),
            ("100.00", "EUR"),
            ("80.00", "GBP"),
            ("100.00", "CHF"),
            ("15000", "JPY"),
            ("40.000", "BHD"),
            ("30.000", "KWD"),
        ];
        Self {
            loss_multiplier: Decimal::TWO,
            hourly_rates: rates
                .into_iter()
                .map(|(amount, currency)| {
                    Money::parse(amount, currency).expect("the default rates are amounts")
                })
                .collect(),
            offer_valid_days: 30,
        }
    }
}

impl Policy {
    pub fn new(
        loss_multiplier: Decimal,
        hourly_rates: Vec<Money>,
        offer_valid_days: u16,
    ) -> Result<Self, Invalid> {
        let mut seen = BTreeSet::new();
        for (index, rate) in hourly_rates.iter().enumerate() {
            if rate.is_zero() {
                let error = FieldError::new("not_positive", "an hour must be worth something");
                return Err(Invalid::at(format!("/hourly_rates/{index}/amount"), error));
            }
            if !seen.insert(rate.currency()) {
                let error = FieldError::new("duplicate_currency", "one rate a currency");
                return Err(Invalid::at(
                    format!("/hourly_rates/{index}/currency"),
                    error,
                ));
            }
        }
        if !(1..=365).contains(&offer_valid_days) {
            let error = FieldError::new("out_of_range", "write a number of days from 1 to 365");
            return Err(Invalid::at("/offer_valid_days", error));
        }
        Ok(Self {
            loss_multiplier,
            hourly_rates,
            offer_valid_days,
        })
    }

    /// Reads a loss multiplier such as `2` or `1.5`.
    pub fn parse_multiplier(text: &str) -> Result<Decimal, FieldError> {
        parse_decimal(text, 4, MAX_MULTIPLIER)
    }

    pub fn hourly_rate(&self, currency: Currency) -> Option<Money> {
        self.hourly_rates
            .iter()
            .copied()
            .find(|rate| rate.currency() == currency)
    }
}

/// A decimal as a JSON string, so that no reader makes a binary fraction of it.
mod decimal_text {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        value: &Decimal,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&value.normalize())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A policy as it was from one change to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// 1, 2, 3, ...
    pub version: i64,
    pub policy: Policy,
    /// `None` for the policy that Amends starts with.
    pub created_by: Option<crate::domain::ids::UserId>,
    pub created_at: crate::domain::time::Timestamp,
}
