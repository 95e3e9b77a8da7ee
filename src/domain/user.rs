//! Our own people: who they are and what they may approve.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::actor::{Actor, Role};
use crate::domain::contact::{BookingUrl, Phone};
use crate::domain::error::{FieldError, Invalid};
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
            approval_limits: self.approval_limits.clone(),
        }
    }

    /// Whether this person may answer for an incident.
    pub fn can_own_incidents(&self) -> bool {
        self.active && matches!(self.role, Role::Agent | Role::Approver | Role::Admin)
    }
}

/// One limit a currency, or nobody could say which one holds.
pub fn check_limits(limits: &[Money]) -> Result<(), Invalid> {
    let mut seen = BTreeSet::new();
    for (index, limit) in limits.iter().enumerate() {
        if !seen.insert(limit.currency()) {
            let error = FieldError::new("duplicate_currency", "one limit a currency");
            return Err(Invalid::at(
                format!("/approval_limits/{index}/currency"),
                error,
            ));
        }
    }
    Ok(())
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
}

impl Token {
    pub fn is_usable(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}
