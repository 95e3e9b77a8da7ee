//! The tree of an amount: what a consequence is made of.
//!
//! `reading` makes it from JSON, `compute` works it out.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::bands::Band;
use crate::domain::amends::guarantee::condition::Condition;
use crate::domain::amends::guarantee::rounding::{Mode, Rounding};
use crate::domain::amends::guarantee::scope::Slot;
use crate::domain::money::Money;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Amount {
    Fixed(Money),
    /// The table in this place of the scope.
    Rate(usize),
    Fact(usize),
    Percent {
        of: Box<Self>,
        percent: Decimal,
        rounding: Rounding,
    },
    Divide {
        amount: Box<Self>,
        by: usize,
        rounding: Rounding,
    },
    PerUnit {
        count: Count,
        amount: Box<Self>,
        at_most: Option<u32>,
    },
    FirstThen {
        count: Count,
        covers: Decimal,
        first: Box<Self>,
        then: Box<Self>,
        at_most: Option<u32>,
    },
    Bands {
        by: Slot,
        bands: Vec<Band>,
    },
    Choose(Vec<(Option<Condition>, Self)>),
    Factor {
        amount: Box<Self>,
        times: Decimal,
        when: Option<Condition>,
        reason: Option<String>,
        rounding: Rounding,
    },
    Best(Best, Vec<Self>),
    Limit {
        amount: Box<Self>,
        at_least: Option<Box<Self>>,
        at_most: Option<Box<Self>>,
        per: Per,
    },
    LatePayment {
        amount: Box<Self>,
        days: usize,
        after: Decimal,
        add: Penalty,
        at_most: Option<Box<Self>>,
    },
    Indexed {
        base: Money,
        /// The table in this place of the scope.
        index: usize,
        base_on: NaiveDate,
        rounding: Rounding,
    },
}

/// How units are counted: what is free at first, how long a unit is, and started ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Count {
    pub(super) by: Slot,
    pub(super) after: Decimal,
    pub(super) every: Decimal,
    pub(super) round: Mode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Best {
    Highest,
    Lowest,
    Sum,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Per {
    Incident,
    Month,
    Year,
    Client,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Penalty {
    Fixed(Box<Amount>),
    PercentPerDay(Decimal, Rounding),
}
