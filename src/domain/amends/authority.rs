//! How much somebody may approve: limits by role and by user, in one currency and for one kind of
//! item or all, on one offer, on one incident, and for one client in a year.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::actor::Role;
use crate::domain::error::{Check, FieldError, Refusal};
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::offer::{Item, ItemKind};
use crate::domain::workflow::words;

words! {
    /// What a limit adds up.
    Per {
        /// This offer alone.
        Offer = "offer",
        /// This offer and the others that bind us on the same incident.
        Incident = "incident",
        /// This offer and all others for the client that were approved in this calendar year (UTC).
        ClientYear = "client_year",
    }
}

/// The most that may be approved of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    pub amount: Money,
    pub per: Per,
    /// `None` for items of all kinds together.
    #[serde(default)]
    pub kind: Option<ItemKind>,
}

/// A limit that everybody of a role has who has none of their own in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLimit {
    pub role: Role,
    #[serde(flatten)]
    pub limit: Limit,
}

impl Limit {
    /// The limit that `approval_limits` of a user stand for.
    pub fn per_incident(amount: Money) -> Self {
        Self {
            amount,
            per: Per::Incident,
            kind: None,
        }
    }

    /// Two limits in one place would contradict each other.
    pub fn place(&self) -> (Currency, Per, Option<ItemKind>) {
        (self.amount.currency(), self.per, self.kind)
    }
}

/// Refuses a second limit in one place, at `pointer/index`.
pub fn check_places<P: Ord>(check: &mut Check, pointer: &str, places: impl IntoIterator<Item = P>) {
    let mut seen = BTreeSet::new();
    for (index, place) in places.into_iter().enumerate() {
        if !seen.insert(place) {
            let detail = "one limit for each currency, kind of item and what it is counted per";
            let error = FieldError::new("duplicate_limit", detail);
            check.add(format!("{pointer}/{index}"), error);
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// An admin decides without a limit.
    Unlimited,
    /// A currency without a limit per incident on all kinds together is over the limit. Every
    /// other limit bounds what that one allows.
    Limited(Vec<Limit>),
}

/// What items are worth in one currency, by their kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spending {
    currency: Currency,
    by_kind: BTreeMap<ItemKind, Money>,
    /// What is to be given and has no kind yet.
    unsettled: Money,
}

/// An offer that is to be approved, and what binds us beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlay {
    pub offer: Spending,
    pub incident: Spending,
    pub client_year: Spending,
}

impl Spending {
    pub fn none(currency: Currency) -> Self {
        Self {
            currency,
            by_kind: BTreeMap::new(),
            unsettled: Money::zero(currency),
        }
    }

    pub fn add<'a>(&mut self, items: impl IntoIterator<Item = &'a Item>) -> Result<(), MoneyError> {
        for item in items {
            let none = Money::zero(self.currency);
            let worth = self.by_kind.entry(item.kind).or_insert(none);
            *worth = worth.plus(item.value)?;
        }
        Ok(())
    }

    /// Adds what is missing to a total of `worth`.
    pub fn pad_to(&mut self, worth: Money) -> Result<(), MoneyError> {
        let settled = self.on(None)?;
        if worth.minor() > settled.minor() {
            self.unsettled = self.unsettled.plus(worth.minus(settled)?)?;
        }
        Ok(())
    }

    /// What items of `kind` are worth, or all of them.
    pub fn on(&self, kind: Option<ItemKind>) -> Result<Money, MoneyError> {
        let counted = self
            .by_kind
            .iter()
            .filter(|(of, _)| kind.is_none_or(|kind| kind == **of))
            .map(|(_, worth)| *worth);
        let settled = Money::sum(self.currency, counted)?;
        match kind {
            None => settled.plus(self.unsettled),
            Some(_) => Ok(settled),
        }
    }
}

impl Authority {
    /// What the role and a user's own limits come to. Only an approver decides within limits.
    pub fn of(role: Role, own: Vec<Limit>, by_role: &[RoleLimit]) -> Self {
        match role {
            Role::Admin => Self::Unlimited,
            Role::Reporter | Role::Agent | Role::Auditor => Self::Limited(Vec::new()),
            Role::Approver => {
                let mut limits = own;
                for of_role in by_role.iter().filter(|limit| limit.role == role) {
                    let place = of_role.limit.place();
                    if limits.iter().all(|limit| limit.place() != place) {
                        limits.push(of_role.limit.clone());
                    }
                }
                Self::Limited(limits)
            }
        }
    }

    /// Whether it allows anything at all in `currency`.
    pub fn reaches(&self, currency: Currency) -> bool {
        let Self::Limited(limits) = self else {
            return true;
        };
        let basic = (currency, Per::Incident, None);
        limits.iter().any(|limit| limit.place() == basic)
    }

    /// Whether the offer may be approved beside what binds us already. `whose` is what its limits are
    /// called where they do not reach: `your limit`.
    pub fn covers(&self, outlay: &Outlay, whose: &str) -> Result<(), Refusal> {
        let Self::Limited(limits) = self else {
            return Ok(());
        };
        let currency = outlay.offer.currency;
        if !self.reaches(currency) {
            let detail = format!("you have no approval limit in {currency}");
            return Err(Refusal::OverLimit { detail });
        }
        limits
            .iter()
            .filter(|limit| limit.amount.currency() == currency)
            .try_for_each(|limit| limit.covers(outlay, whose))
    }
}

impl Limit {
    fn covers(&self, outlay: &Outlay, whose: &str) -> Result<(), Refusal> {
        let over = |detail: String| Err(Refusal::OverLimit { detail });
        let (beside, of_what) = match self.per {
            Per::Offer => (None, "offer"),
            Per::Incident => (Some(&outlay.incident), "incident"),
            Per::ClientYear => (Some(&outlay.client_year), "client and year"),
        };
        let what = self
            .kind
            .map_or_else(String::new, |kind| format!(" of {kind}"));
        let too_much = || {
            format!(
                "what is offered{what} adds up to more than {whose} of {} per {of_what}",
                self.amount
            )
        };
        // A sum too large to be written is over any limit.
        let sums = || -> Result<(Money, Money, Money), MoneyError> {
            let asked = outlay.offer.on(self.kind)?;
            let bound = match beside {
                Some(spending) => spending.on(self.kind)?,
                None => Money::zero(asked.currency()),
            };
            Ok((asked, bound, asked.plus(bound)?))
        };
        let Ok((asked, bound, together)) = sums() else {
            return over(too_much());
        };
        // An offer without items of that kind changes nothing about them.
        if asked.is_zero() && self.kind.is_some() || together.minor() <= self.amount.minor() {
            return Ok(());
        }
        over(if bound.is_zero() {
            format!(
                "this offer of {asked}{what} is more than {whose} of {} per {of_what}",
                self.amount
            )
        } else {
            format!(
                "this offer of {asked}{what} and the {bound} already approved are more than {whose} of {} per {of_what}",
                self.amount
            )
        })
    }
}

#[cfg(test)]
mod tests;
