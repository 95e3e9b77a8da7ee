//! Why a service did not do what it was asked.

use crate::domain::actor::Forbidden;
use crate::domain::amends::suggestion::TooLarge;
use crate::domain::error::{FieldError, Invalid, Refusal};
use crate::domain::money::MoneyError;
use crate::store;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, PartialEq)]
pub enum Error {
    /// There is no such thing, or the caller may not know about it.
    NotFound(&'static str),
    Forbidden(Forbidden),
    /// The token has been revoked or has ended, or its user was deactivated, since it was shown.
    Unauthenticated,
    /// Nobody changes their own role, limits or standing.
    OwnAccount,
    /// A rule of the domain says no.
    Refused(Refusal),
    /// The resource is not in the version that the caller saw.
    Stale,
    /// The value belongs to another one: the field and what it is.
    Taken {
        pointer: &'static str,
        detail: &'static str,
    },
    /// The Idempotency-Key was used for another request.
    KeyReused,
    /// The first request with this Idempotency-Key has not ended.
    StillRunning,
    /// A rule comes to more than Amends accepts.
    TooLarge(TooLarge),
    /// Another simulation is running.
    Simulating,
    /// So many incidents cannot be replayed in the time that there is.
    SimulationTooLong,
    /// The database cannot take it now; later it may.
    Busy(String),
    /// Our mistake.
    Internal(String),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale => Self::Stale,
            store::Error::Taken("users.email_key") => Self::Taken {
                pointer: "/email",
                detail: "another user has this e-mail address",
            },
            store::Error::Taken("clients.external_id") => Self::Taken {
                pointer: "/external_id",
                detail: "another client has this external id",
            },
            store::Error::Taken("guarantees.code") => Self::Taken {
                pointer: "/code",
                detail: "there is a guarantee with this code; change it with PUT",
            },
            // Two people changed the policy at the same moment.
            store::Error::Taken("policies.version") => Self::Stale,
            store::Error::Busy(why) => Self::Busy(why),
            other => Self::Internal(other.to_string()),
        }
    }
}

impl store::Fault for Error {
    fn is_the_databases(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

impl From<Forbidden> for Error {
    fn from(forbidden: Forbidden) -> Self {
        Self::Forbidden(forbidden)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<TooLarge> for Error {
    fn from(too_large: TooLarge) -> Self {
        Self::TooLarge(too_large)
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Refused(Refusal::Invalid(invalid))
    }
}

/// Sums are made of amounts that were accepted one by one; together they can still be too large.
impl From<MoneyError> for Error {
    fn from(error: MoneyError) -> Self {
        Self::invalid("", FieldError::new("too_large", error.to_string()))
    }
}

impl Error {
    pub fn invalid(pointer: impl Into<String>, error: FieldError) -> Self {
        Invalid::at(pointer, error).into()
    }
}
