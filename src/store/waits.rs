//! How long work waits for the database, as histograms that whoever shows them can read.

use std::time::Duration;

use prometheus::{Histogram, HistogramOpts};

/// Upper bounds of the histograms' steps, in seconds.
const STEPS: [f64; 9] = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Cloned, they count together.
#[derive(Clone)]
pub struct Waits {
    /// For a connection of the pool.
    pub connection: Histogram,
    /// For a turn in the queue of writes, where writes queue.
    pub turn: Histogram,
}

impl Default for Waits {
    fn default() -> Self {
        let histogram = |wait: &str| {
            let options = HistogramOpts::new(
                "amends_database_wait_seconds",
                "How long work waited for the database",
            );
            Histogram::with_opts(options.const_label("for", wait).buckets(STEPS.to_vec()))
                .expect("the name and the steps are sound")
        };
        Self {
            connection: histogram("connection"),
            turn: histogram("turn"),
        }
    }
}

pub(super) fn record(histogram: &Histogram, waited: Duration) {
    histogram.observe(waited.as_secs_f64());
}
