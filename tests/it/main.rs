//! The integration tests: Amends as a whole, over HTTP and SMTP, on the database that
//! `AMENDS_TEST_DATABASE` names (a SQLite file where it is not set).

mod support;

mod architecture;
mod bad_input;
mod conventions;
mod idempotency;
mod migrations;
mod story;
