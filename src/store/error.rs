//! What can go wrong in the store, in words that the services can act on.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The row changed, or is gone, since it was read.
    #[error("the row has changed since it was read")]
    Stale,
    /// The value is taken: `table.column`.
    #[error("{0} is already taken")]
    Taken(&'static str),
    /// Nothing is wrong with the request; the database cannot take it now.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// A stored value that nothing of ours would have written.
    #[error("{0} holds a value that cannot be read")]
    Corrupt(String),
    #[error("the work on the database was broken off by a panic")]
    Panicked,
    #[error(transparent)]
    Database(Diesel),
}

/// Tells what is the database's fault from what was not to be done.
pub trait Fault {
    fn is_the_databases(&self) -> bool;
}

impl Fault for Error {
    fn is_the_databases(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

/// Unique columns, and how the two databases name them: SQLite by table and column, PostgreSQL by
/// the constraint.
const UNIQUE: &[(&str, &str)] = &[
    ("users.email_key", "users_email_key_key"),
    ("clients.external_id", "clients_external_id_key"),
    ("policies.version", "policies_pkey"),
    ("guarantees.code", "guarantees_pkey"),
];

impl From<Diesel> for Error {
    fn from(error: Diesel) -> Self {
        let Diesel::DatabaseError(kind, information) = &error else {
            return Self::Database(error);
        };
        let message = information.message();
        match kind {
            DatabaseErrorKind::UniqueViolation => UNIQUE
                .iter()
                .find(|(column, constraint)| {
                    information.constraint_name() == Some(constraint) || message.contains(column)
                })
                .map_or(Self::Database(error), |(column, _)| Self::Taken(column)),
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::SerializationFailure => {
                Self::Busy(message.to_owned())
            }
            _ if is_passing(message) => Self::Busy(message.to_owned()),
            _ => Self::Database(error),
        }
    }
}

/// Faults that neither database gives a kind of its own, and that a later try may not meet.
fn is_passing(message: &str) -> bool {
    [
        "database is locked",
        "database or disk is full",
        "disk I/O error",
        "unable to open database file",
        "attempt to write a readonly database",
        "file is not a database",
        "database disk image is malformed",
        "deadlock detected",
        "lock timeout",
        "statement timeout",
        "server closed the connection",
        "terminating connection",
        "could not connect",
        "connection to server",
        "no connection to the server",
        "No space left on device",
        "read-only transaction",
        "could not read block",
        "could not read from server",
        "could not receive data from server",
        "could not send data to server",
    ]
    .iter()
    .any(|sign| message.contains(sign))
}
