//! The policy: the rules that turn a loss into a suggestion, as data with a version.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::actor::Role;
use crate::domain::amends::authority::{RoleLimit, check_places};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::ids::UserId;
use crate::domain::incident::Severity;
use crate::domain::money::{Currency, Money, RoundingMode, parse_decimal};
use crate::domain::offer::{Item, ItemKind};
use crate::domain::time::Timestamp;
use crate::domain::workflow::words;

/// The largest multiplier that a policy may have.
pub const MAX_MULTIPLIER: Decimal = Decimal::ONE_HUNDRED;
/// The largest percentage that a policy may add.
pub const MAX_PERCENT: Decimal = Decimal::from_parts(1_000, 0, 0, false, 0);

/// More products than this belong into a shop.
pub const MAX_PRODUCTS: usize = 200;

words! {
    /// What becomes of several rules that all yield something.
    Combine {
        Highest = "highest",
        Sum = "sum",
    }
}

/// Every rule of a policy. What is left out of a stored policy is the default, so that policies
/// that were written before a rule existed keep their meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// How many times the loss the amends are worth.
    #[serde(with = "decimal_text")]
    pub loss_multiplier: Decimal,
    /// How much more than the client expects they get, in percent.
    #[serde(with = "decimal_text")]
    pub expectation_margin_percent: Decimal,
    pub combine: Combine,
    /// No amends are worth less; at most one a currency.
    pub minimums: Vec<Money>,
    /// No amends are suggested that are worth more; at most one a currency.
    pub maximums: Vec<Money>,
    /// What a mistake of this severity is worth at least; at most one a severity and currency.
    pub floors: Vec<Floor>,
    /// What comes on top where the client was let down before.
    pub repeat: Option<Repeat>,
    /// To which step suggestions are rounded; at most one a currency, else to the minor unit.
    pub rounding: Vec<Rounding>,
    /// What an hour of ours is worth to a client, at most one a currency.
    pub hourly_rates: Vec<Money>,
    /// The largest part of an offer that may be time, in percent.
    #[serde(with = "decimal_text")]
    pub time_share_percent: Decimal,
    /// The largest part of an offer that may be products, in percent.
    #[serde(with = "decimal_text")]
    pub product_share_percent: Decimal,
    /// How long an offer stands where nobody says otherwise, in days.
    pub offer_valid_days: u16,
    /// What items of kind `product` are worth.
    pub products: Vec<Product>,
    /// What everybody of a role may approve who has no limit of their own in its place.
    pub role_limits: Vec<RoleLimit>,
}

/// A product of ours at its list price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// How items name it; unique.
    pub code: String,
    /// How the client reads it.
    pub name: String,
    pub price: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    pub severity: Severity,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// How far back an earlier incident counts.
    pub within_days: u16,
    /// How much each one adds to what the other rules yield, in percent.
    #[serde(with = "decimal_text")]
    pub extra_percent: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    pub step: Money,
    pub mode: RoundingMode,
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
            expectation_margin_percent: Decimal::TEN,
            combine: Combine::Highest,
            minimums: Vec::new(),
            maximums: Vec::new(),
            floors: Vec::new(),
            repeat: None,
            rounding: Vec::new(),
            hourly_rates: rates
                .into_iter()
                .map(|(amount, currency)| {
                    Money::parse(amount, currency).expect("the default rates are amounts")
                })
                .collect(),
            time_share_percent: Decimal::ONE_HUNDRED,
            product_share_percent: Decimal::ONE_HUNDRED,
            offer_valid_days: 30,
            products: Vec::new(),
            role_limits: Vec::new(),
        }
    }
}

impl Policy {
    /// The policy, if its rules do not contradict each other.
    pub fn checked(self) -> Result<Self, Invalid> {
        let mut check = Check::default();
        for (name, amounts) in [
            ("minimums", &self.minimums),
            ("maximums", &self.maximums),
            ("hourly_rates", &self.hourly_rates),
        ] {
            one_a_currency(&mut check, name, amounts);
        }
        for (index, minimum) in self.minimums.iter().enumerate() {
            refuse_above_maximum(
                &mut check,
                &self,
                &format!("/minimums/{index}/amount"),
                *minimum,
            );
        }
        let mut floors = BTreeSet::new();
        for (index, floor) in self.floors.iter().enumerate() {
            let pointer = format!("/floors/{index}");
            if !floors.insert((floor.severity, floor.amount.currency())) {
                let error =
                    FieldError::new("duplicate_currency", "one floor a severity and currency");
                check.add(format!("{pointer}/amount/currency"), error);
            }
            refuse_above_maximum(
                &mut check,
                &self,
                &format!("{pointer}/amount/amount"),
                floor.amount,
            );
        }
        let mut steps = BTreeSet::new();
        for (index, rounding) in self.rounding.iter().enumerate() {
            let pointer = format!("/rounding/{index}/step");
            if rounding.step.is_zero() {
                check.add(
                    format!("{pointer}/amount"),
                    not_positive("a step must be more than zero"),
                );
            }
            if !steps.insert(rounding.step.currency()) {
                let error = FieldError::new("duplicate_currency", "one step a currency");
                check.add(format!("{pointer}/currency"), error);
            }
        }
        if let Some(repeat) = &self.repeat
            && repeat.within_days == 0
        {
            check.add(
                "/repeat/within_days",
                not_positive("write a number of days from 1"),
            );
        }
        for (name, share) in [
            ("time_share_percent", self.time_share_percent),
            ("product_share_percent", self.product_share_percent),
        ] {
            if share > Decimal::ONE_HUNDRED {
                let error = FieldError::new("out_of_range", "a share is at most 100 percent");
                check.add(format!("/{name}"), error);
            }
        }
        if !(1..=365).contains(&self.offer_valid_days) {
            let error = FieldError::new("out_of_range", "write a number of days from 1 to 365");
            check.add("/offer_valid_days", error);
        }
        self.check_products(&mut check);
        self.check_role_limits(&mut check);
        check.finish()?;
        Ok(self)
    }

    fn check_products(&self, check: &mut Check) {
        if self.products.len() > MAX_PRODUCTS {
            let detail = format!("at most {MAX_PRODUCTS} products");
            check.add("/products", FieldError::new("too_many", detail));
        }
        let mut codes = BTreeSet::new();
        for (index, product) in self.products.iter().enumerate() {
            if !codes.insert(&product.code) {
                let error = FieldError::new("duplicate", "there is a product with this code");
                check.add(format!("/products/{index}/code"), error);
            }
            if product.price.is_zero() {
                let error = not_positive("a product is worth something");
                check.add(format!("/products/{index}/price/amount"), error);
            }
        }
    }

    fn check_role_limits(&self, check: &mut Check) {
        let places = self
            .role_limits
            .iter()
            .map(|of| (of.role, of.limit.place()));
        check_places(check, "/role_limits", places);
        for (index, of_role) in self.role_limits.iter().enumerate() {
            if of_role.role != Role::Approver {
                let detail = "only approvers decide within limits: an admin has none, and nobody else decides";
                let error = FieldError::new("not_an_approver", detail);
                check.add(format!("/role_limits/{index}/role"), error);
            }
        }
    }

    /// Reads a loss multiplier such as `2` or `1.5`.
    pub fn parse_multiplier(text: &str) -> Result<Decimal, FieldError> {
        parse_decimal(text, 4, MAX_MULTIPLIER)
    }

    /// Reads a percentage such as `10` or `12.5`; nothing at all is a percentage too.
    pub fn parse_percent(text: &str) -> Result<Decimal, FieldError> {
        match parse_decimal(text, 4, MAX_PERCENT) {
            Err(error) if error.code == "not_positive" => Ok(Decimal::ZERO),
            read => read,
        }
    }

    /// Refuses an offer in which time or products take more than their share.
    pub fn check_shares(&self, items: &[Item], total: Money) -> Result<(), Invalid> {
        for (kind, share) in [
            (ItemKind::AdditionalTime, self.time_share_percent),
            (ItemKind::Product, self.product_share_percent),
        ] {
            let worth: i64 = items
                .iter()
                .filter(|item| item.kind == kind)
                .map(|item| item.value.minor())
                .sum();
            let allowed = Decimal::from(total.minor()) * share;
            if Decimal::from(worth) * Decimal::ONE_HUNDRED > allowed {
                let detail = format!(
                    "at most {} % of an offer may be {kind}; give the rest as money or credit",
                    share.normalize()
                );
                return Err(Invalid::at(
                    "/items",
                    FieldError::new("share_exceeded", detail),
                ));
            }
        }
        Ok(())
    }

    pub fn hourly_rate(&self, currency: Currency) -> Option<Money> {
        in_currency(&self.hourly_rates, currency)
    }

    pub fn product(&self, code: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.code == code)
    }

    pub fn minimum(&self, currency: Currency) -> Option<Money> {
        in_currency(&self.minimums, currency)
    }

    pub fn maximum(&self, currency: Currency) -> Option<Money> {
        in_currency(&self.maximums, currency)
    }

    pub fn floor(&self, severity: Severity, currency: Currency) -> Option<Money> {
        self.floors
            .iter()
            .find(|floor| floor.severity == severity && floor.amount.currency() == currency)
            .map(|floor| floor.amount)
    }

    pub fn rounding(&self, currency: Currency) -> Option<&Rounding> {
        self.rounding
            .iter()
            .find(|rounding| rounding.step.currency() == currency)
    }
}

fn in_currency(amounts: &[Money], currency: Currency) -> Option<Money> {
    amounts
        .iter()
        .copied()
        .find(|amount| amount.currency() == currency)
}

fn one_a_currency(check: &mut Check, name: &str, amounts: &[Money]) {
    let mut seen = BTreeSet::new();
    for (index, amount) in amounts.iter().enumerate() {
        if amount.is_zero() {
            check.add(
                format!("/{name}/{index}/amount"),
                not_positive("this must be worth something"),
            );
        }
        if !seen.insert(amount.currency()) {
            let error = FieldError::new("duplicate_currency", "one amount a currency");
            check.add(format!("/{name}/{index}/currency"), error);
        }
    }
}

fn refuse_above_maximum(check: &mut Check, policy: &Policy, pointer: &str, amount: Money) {
    if let Some(maximum) = policy.maximum(amount.currency())
        && amount.minor() > maximum.minor()
    {
        let error = FieldError::new(
            "above_maximum",
            format!("this is more than the maximum of {maximum}"),
        );
        check.add(pointer, error);
    }
}

fn not_positive(detail: &str) -> FieldError {
    FieldError::new("not_positive", detail)
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
    pub created_by: Option<UserId>,
    pub created_at: Timestamp,
}
