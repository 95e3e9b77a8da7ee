//! The integration tests: Amends as a whole, over HTTP and SMTP, on the database that
//! `AMENDS_TEST_DATABASE` names (a SQLite file where it is not set).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

mod apologies;
#[cfg(feature = "browser-tests")]
mod browser;
mod client_page;
mod mail;
mod offers;
mod story;
