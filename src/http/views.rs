//! Shapes that several resources share: money, and who did something.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::error::Invalid;
use crate::domain::money;
use crate::domain::time::{Timestamp, format_timestamp};

/// An exact amount: a decimal string with the digits of its ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Money, example = json!({"amount": "500.00", "currency": "USD"}))]
pub struct MoneyBody {
    /// A decimal number without a sign, such as `500.00`; on input `500` is accepted for it.
    pub amount: String,
    /// An ISO 4217 code, such as `USD`.
    pub currency: String,
}

impl From<money::Money> for MoneyBody {
    fn from(money: money::Money) -> Self {
        Self {
            amount: money.amount(),
            currency: money.currency().code().to_owned(),
        }
    }
}

impl MoneyBody {
    pub fn parse(&self) -> Result<money::Money, Invalid> {
        money::Money::parse(&self.amount, &self.currency)
    }
}

pub fn moment(at: Timestamp) -> String {
    format_timestamp(at)
}

pub fn maybe_moment(at: Option<Timestamp>) -> Option<String> {
    at.map(format_timestamp)
}

/// A list's answer, for the OpenAPI document.
#[derive(Serialize, ToSchema)]
pub struct ListView<T> {
    pub items: Vec<T>,
    /// Where the next part begins, to be given as `cursor`; `null` at the end.
    pub next_cursor: Option<String>,
}
