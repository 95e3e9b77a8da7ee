//! What the tests stand on: a running Amends, people who call it, a mail server, a browser.

pub(crate) mod app;
#[cfg(feature = "browser-tests")]
pub(crate) mod browser;
pub(crate) mod canary;
pub(crate) mod cases;
pub(crate) mod postgres;
pub(crate) mod process;
pub(crate) mod program;
pub(crate) mod smtp;
pub(crate) mod sql;
pub(crate) mod tls;
