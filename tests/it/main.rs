//! The integration tests: Amends as a whole, over HTTP and SMTP, on the database that
//! `AMENDS_TEST_DATABASE` names (a SQLite file where it is not set).

#![expect(
    clippy::unwrap_used,
    reason = "clippy allows it in `#[test]` functions only; all of this is tests"
)]

mod support;

mod apologies;
mod apology_evaluation;
mod architecture;
mod authority;
mod bad_input;
#[cfg(feature = "browser-tests")]
mod browser;
mod client_page;
mod composing;
mod contract;
mod conventions;
mod crash;
mod delivery;
mod dkim;
mod four_eyes;
mod guarantees;
mod history;
mod hostile_mail;
mod idempotency;
mod inbound;
mod limits;
mod mail;
mod migrations;
mod negotiation;
mod offers;
mod paging;
mod permissions_matrix;
mod playbacks;
mod policy;
mod races;
mod readme;
mod rights;
mod seeing;
mod story;
mod withheld;
mod workflow_matrix;
mod workflow_model;
