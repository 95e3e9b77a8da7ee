//! Our own people: who they are and what they may approve.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::actor::{Actor, Role};
use crate::domain::amends::authority::{Authority, Limit, Per, RoleLimit, check_places};
use crate::domain::contact::{BookingUrl, Phone};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::event::{as_maybe_moment, as_word};
use crate::domain::ids::{TokenId, UserId};
use crate::domain::money::Money;
use crate::domain::text::{Email, Line};
use crate::domain::time::Timestamp;

#[derive(Debug, Clone)]
pub struct UserDetails {
    pub name: Line,
    pub email: Email,
    pub role: Role,
    /// At most one a currency.
    pub approval_limits: Vec<Money>,
    /// Bounds within [`Self::approval_limits`]: on an offer, for a client and year, on a kind.
    pub finer_limits: Vec<Limit>,
    pub active: bool,
    pub contact: Contact,
}

/// How clients reach this person, beside mail.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    pub phone: Option<Phone>,
    pub booking_url: Option<BookingUrl>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct User {
    pub id: UserId,
    pub name: String,
    pub email: String,
    #[serde(serialize_with = "as_word")]
    pub role: Role,
    pub approval_limits: Vec<Money>,
    pub finer_limits: Vec<Limit>,
    pub active: bool,
    pub phone: Option<String>,
    pub booking_url: Option<String>,
    #[serde(skip)]
    pub created_at: Timestamp,
    #[serde(skip)]
    pub version: i64,
}

impl User {
    pub fn new(id: UserId, details: UserDetails, now: Timestamp) -> Self {
        Self {
            id,
            name: details.name.into(),
            email: details.email.into(),
            role: details.role,
            approval_limits: details.approval_limits,
            finer_limits: details.finer_limits,
            active: details.active,
            phone: details.contact.phone.map(Into::into),
            booking_url: details.contact.booking_url.map(Into::into),
            created_at: now,
            version: 1,
        }
    }

    pub fn change(&mut self, details: UserDetails) {
        self.name = details.name.into();
        self.email = details.email.into();
        self.role = details.role;
        self.approval_limits = details.approval_limits;
        self.finer_limits = details.finer_limits;
        self.active = details.active;
        self.be_reached(details.contact);
    }

    pub fn be_reached(&mut self, contact: Contact) {
        self.phone = contact.phone.map(Into::into);
        self.booking_url = contact.booking_url.map(Into::into);
    }

    pub fn actor(&self) -> Actor {
        Actor {
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            role: self.role,
        }
    }

    /// How much this person may approve; nothing once they are no longer active.
    pub fn authority(&self, by_role: &[RoleLimit]) -> Authority {
        if !self.active {
            return Authority::Limited(Vec::new());
        }
        let basic = self
            .approval_limits
            .iter()
            .copied()
            .map(Limit::per_incident);
        let own = basic.chain(self.finer_limits.iter().cloned()).collect();
        Authority::of(self.role, own, by_role)
    }

    /// Whether this person may answer for an incident.
    pub fn can_own_incidents(&self) -> bool {
        self.active && matches!(self.role, Role::Agent | Role::Approver | Role::Admin)
    }
}

/// One limit in each place, or nobody could say which one holds.
pub fn check_limits(approval_limits: &[Money], finer: &[Limit]) -> Result<(), Invalid> {
    let mut check = Check::default();
    let mut seen = BTreeSet::new();
    for (index, limit) in approval_limits.iter().enumerate() {
        if !seen.insert(limit.currency()) {
            let error = FieldError::new("duplicate_currency", "one limit a currency");
            check.add(format!("/approval_limits/{index}/currency"), error);
        }
    }
    for (index, limit) in finer.iter().enumerate() {
        if (limit.per, limit.kind) == (Per::Incident, None) {
            let detail = "a limit per incident on items of all kinds belongs into approval_limits";
            let error = FieldError::new("not_finer", detail);
            check.add(format!("/finer_limits/{index}/per"), error);
        }
    }
    check_places(&mut check, "/finer_limits", finer.iter().map(Limit::place));
    check.finish()
}

/// What is known of a bearer token once it was shown: everything but the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    pub id: TokenId,
    pub user_id: UserId,
    pub label: String,
    #[serde(skip)]
    pub hash: String,
    #[serde(skip)]
    pub created_at: Timestamp,
    #[serde(serialize_with = "as_maybe_moment")]
    pub expires_at: Option<Timestamp>,
    #[serde(serialize_with = "as_maybe_moment")]
    pub revoked_at: Option<Timestamp>,
    /// The token that it was made with; `None` for the first one, and for those from before this was
    /// written down.
    pub made_with: Option<TokenId>,
}

impl Token {
    pub fn is_usable(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}
