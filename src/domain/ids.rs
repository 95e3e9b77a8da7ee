//! The names of things: one type an entity, so that no id is mistaken for another.
//!
//! All are UUIDv7. The domain never makes one; it is handed over.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            /// Only the usual form with hyphens, so that one thing has one address.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let hyphenated = uuid::fmt::Hyphenated::from_str(text)?;
                Ok(Self(hyphenated.into_uuid()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(|_| serde::de::Error::custom("this is not an id"))
            }
        }
    )*};
}

ids! {
    UserId
    TokenId
    ClientId
    IncidentId
    /// One side's account of what happened.
    AccountId
    PromiseId
    PreventionId
    FollowUpId
    ApologyId
    OfferId
    DelegationId
    /// One item of an offer.
    ItemId
    MailId
    EventId
    PlaybackId
    /// A message that came back to us.
    InboundId
}
