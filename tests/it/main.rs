//! The integration tests: Amends as a whole, over HTTP and SMTP, on the database that
//! `AMENDS_TEST_DATABASE` names (a SQLite file where it is not set).

mod support;

mod permissions_matrix;
mod story;
mod workflow_matrix;
mod workflow_model;
