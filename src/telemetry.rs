//! The log: to standard error, one line an event.

use tracing_subscriber::EnvFilter;

/// Whether `filter` is one.
pub fn check(filter: &str) -> Result<(), String> {
    EnvFilter::try_new(filter).map(drop).map_err(|_| {
        "write error, warn, info, debug, trace or a filter such as amends=debug".into()
    })
}

/// Starts logging for the whole process; a second start changes nothing.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .try_init();
}
