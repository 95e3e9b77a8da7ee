//! The integration tests: Amends as a whole, over HTTP and SMTP, on the database that
//! `AMENDS_TEST_DATABASE` names (a SQLite file where it is not set).

#![expect(
    clippy::unwrap_used,
    reason = "clippy allows it in `#[test]` functions only; all of this is tests"
)]

mod support;

mod apologies;
mod architecture;
mod authority;
mod bad_input;
#[cfg(feature = "browser-tests")]
mod browser;
mod client_page;
mod contract;
mod conventions;
mod guarantees;
mod idempotency;
mod mail;
mod migrations;
mod negotiation;
mod offers;
mod permissions_matrix;
mod policy;
mod readme;
mod rights;
mod story;
mod workflow_matrix;
mod workflow_model;
