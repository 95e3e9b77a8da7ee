//! What an evaluation is told and what it answers: an amount whose lines add up to it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::domain::error::Invalid;
use crate::domain::money::{Money, MoneyError};
use crate::domain::workflow::words;

/// What is known of the incident beside the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// Stands in for the fact `price` where that is not given.
    pub price: Option<Money>,
    /// Stands in for the fact `loss` where that is not given.
    pub loss: Option<Money>,
    pub paid: Paid,
}

/// What this guarantee has already paid, for the limits that reach beyond one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paid {
    pub this_month: Option<Money>,
    pub this_year: Option<Money>,
    pub this_client: Option<Money>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    pub due: bool,
    pub amount: Money,
    /// The day of the event: by it the version and the rates were chosen.
    pub day: NaiveDate,
    /// What the lines add, less what they take, is the amount.
    pub basis: Vec<Line>,
    /// What may be given instead of money; only ever worth at least the amount.
    pub in_kind: Option<InKind>,
    /// How many steps it took; never more than [`Guarantee::most_steps`].
    ///
    /// [`Guarantee::most_steps`]: crate::domain::amends::guarantee::Guarantee::most_steps
    pub steps: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Stable: `per_unit`, `cap`, `exemption`, ...
    pub rule: &'static str,
    /// As a person would write it: `9 x 9.76 GBP`.
    pub detail: String,
    pub amount: Option<Money>,
    pub effect: Effect,
}

words! {
    /// What a line does to the amount; `notes`: it only explains.
    Effect {
        Adds = "adds",
        Takes = "takes",
        Notes = "notes",
    }
}

/// Something other than money. The client may always choose the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InKind {
    pub what: String,
    pub worth: Money,
    /// What the client gets instead if they would rather have the money.
    pub or_cash: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// Facts are missing or wrong; the pointers start at the body of the request (`/facts/...`).
    #[error("{0}")]
    Invalid(Invalid),
    #[error("the amount is larger than Amends accepts")]
    Overflow,
}

/// Why a step could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The fact in this slot was needed and is not there.
    Missing(usize),
    /// The fact in this slot cannot be used as it is.
    Zero(usize),
    /// The date in this slot ends what began later.
    EndsBefore {
        slot: usize,
        beginning: NaiveDate,
    },
    Overflow,
}

impl From<MoneyError> for Fault {
    fn from(_: MoneyError) -> Self {
        Self::Overflow
    }
}

impl Line {
    pub(super) fn adds(rule: &'static str, detail: impl Into<String>, amount: Money) -> Self {
        Self {
            rule,
            detail: detail.into(),
            amount: Some(amount),
            effect: Effect::Adds,
        }
    }

    pub(super) fn takes(rule: &'static str, detail: impl Into<String>, amount: Money) -> Self {
        Self {
            effect: Effect::Takes,
            ..Self::adds(rule, detail, amount)
        }
    }

    pub(super) fn notes(rule: &'static str, detail: impl Into<String>) -> Self {
        Self {
            rule,
            detail: detail.into(),
            amount: None,
            effect: Effect::Notes,
        }
    }

    /// The same line where another has taken over what it did.
    pub(super) fn noted(self) -> Self {
        Self {
            effect: Effect::Notes,
            ..self
        }
    }
}

impl Evaluation {
    /// Says beside the sum which day was taken for that of the event.
    pub fn telling_the_day(mut self, detail: impl Into<String>) -> Self {
        self.basis.insert(0, Line::notes("day", detail));
        self
    }

    /// Whether what the lines add, less what they take, is the amount.
    pub fn adds_up(&self) -> bool {
        let total: i128 = self.basis.iter().map(Line::signed_minor).sum();
        total == i128::from(self.amount.minor())
    }
}

impl Line {
    fn signed_minor(&self) -> i128 {
        let minor = self.amount.map_or(0, |amount| i128::from(amount.minor()));
        match self.effect {
            Effect::Adds => minor,
            Effect::Takes => -minor,
            Effect::Notes => 0,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.amount, self.effect) {
            (Some(amount), Effect::Adds) => write!(f, "+ {amount}  {}", self.detail),
            (Some(amount), Effect::Takes) => write!(f, "- {amount}  {}", self.detail),
            _ => write!(f, "  {}", self.detail),
        }
    }
}
