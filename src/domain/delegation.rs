//! A delegation: somebody's authority to approve, lent to another approver for a period.
//!
//! What is lent is the lender's own authority as it is on the day it is used, never what was lent
//! to them, and never for an offer that the lender had their hands on.

use chrono::TimeDelta;
use serde::Serialize;

use crate::domain::actor::Role;
use crate::domain::amends::authority::{Authority, Limit, RoleLimit};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::event::{as_maybe_moment, as_moment};
use crate::domain::ids::{DelegationId, UserId};
use crate::domain::money::Money;
use crate::domain::offer::Grant;
use crate::domain::text::Text;
use crate::domain::time::Timestamp;
use crate::domain::user::User;

#[derive(Debug, Clone)]
pub struct DelegationDetails {
    pub from: UserId,
    pub to: UserId,
    /// `None`: from now on.
    pub starts_at: Option<Timestamp>,
    pub ends_at: Timestamp,
    /// What is lent at most, per incident, one a currency; empty: all that the lender may approve.
    pub limits: Vec<Money>,
    pub reason: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delegation {
    pub id: DelegationId,
    pub from: UserId,
    pub to: UserId,
    #[serde(serialize_with = "as_moment")]
    pub starts_at: Timestamp,
    #[serde(serialize_with = "as_moment")]
    pub ends_at: Timestamp,
    pub limits: Vec<Money>,
    pub reason: String,
    pub made_by: UserId,
    #[serde(skip)]
    pub made_at: Timestamp,
    /// When it was taken back, where it was.
    #[serde(serialize_with = "as_maybe_moment")]
    pub ended_at: Option<Timestamp>,
    #[serde(skip)]
    pub version: i64,
}

impl Delegation {
    /// The longest that an authority may be lent at once.
    pub const MAX_DAYS: i64 = 366;

    pub fn new(
        id: DelegationId,
        details: DelegationDetails,
        by: UserId,
        now: Timestamp,
    ) -> Result<Self, Invalid> {
        let starts_at = details.starts_at.unwrap_or(now);
        let mut check = Check::default();
        if details.from == details.to {
            let error = FieldError::new("same_person", "name somebody else");
            check.add("/to_user_id", error);
        }
        if starts_at < now {
            let error = FieldError::new("in_the_past", "a delegation starts now or later");
            check.add("/starts_at", error);
        }
        if details.ends_at <= starts_at {
            let error = FieldError::new("in_the_past", "a delegation ends after it starts");
            check.add("/ends_at", error);
        } else if details.ends_at > starts_at + TimeDelta::days(Self::MAX_DAYS) {
            let detail = format!("a delegation lasts {} days at most", Self::MAX_DAYS);
            check.add("/ends_at", FieldError::new("out_of_range", detail));
        }
        let mut currencies = std::collections::BTreeSet::new();
        for (index, limit) in details.limits.iter().enumerate() {
            if !currencies.insert(limit.currency()) {
                let error = FieldError::new("duplicate_currency", "one limit a currency");
                check.add(format!("/limits/{index}/currency"), error);
            }
        }
        check.finish()?;
        Ok(Self {
            id,
            from: details.from,
            to: details.to,
            starts_at,
            ends_at: details.ends_at,
            limits: details.limits,
            reason: details.reason.into(),
            made_by: by,
            made_at: now,
            ended_at: None,
            version: 1,
        })
    }

    pub fn is_active(&self, now: Timestamp) -> bool {
        self.starts_at <= now && now < self.ends_at && self.ended_at.is_none()
    }

    /// Takes it back; `false` where it is over already.
    pub fn end(&mut self, now: Timestamp) -> bool {
        let open = self.ended_at.is_none() && now < self.ends_at;
        if open {
            self.ended_at = Some(now);
        }
        open
    }

    /// What it lets the borrower approve, as the lender stands today.
    pub fn grant(&self, lender: &User, by_role: &[RoleLimit]) -> Grant {
        let mut bounds = vec![lender.authority(by_role)];
        if !self.limits.is_empty() {
            let limits = self.limits.iter().copied().map(Limit::per_incident);
            bounds.push(Authority::Limited(limits.collect()));
        }
        Grant {
            on_behalf_of: Some(self.from),
            lent_by: Some(self.made_by),
            bounds,
        }
    }
}

/// Who may lend or borrow: whoever decides on offers.
pub fn may_take_part(user: &User) -> bool {
    user.active && matches!(user.role, Role::Approver | Role::Admin)
}
