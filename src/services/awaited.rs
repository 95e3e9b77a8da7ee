//! Whether anybody still waits for a long piece of work. What nobody waits for ends by itself.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// Held by the work; whoever waits holds the other end.
#[derive(Debug)]
pub struct Awaited {
    by: Weak<()>,
    until: Instant,
}

impl Awaited {
    /// Awaited as long as what is returned beside it lives, and for `patience` at most.
    pub fn for_at_most(patience: Duration) -> (Self, Arc<()>) {
        let waiting = Arc::new(());
        let awaited = Self {
            by: Arc::downgrade(&waiting),
            until: Instant::now() + patience,
        };
        (awaited, waiting)
    }

    pub fn is_over(&self) -> bool {
        self.by.strong_count() == 0 || Instant::now() >= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_with_its_time_or_with_whoever_waits() {
        let (awaited, waiting) = Awaited::for_at_most(Duration::from_secs(3600));
        assert!(!awaited.is_over());
        drop(waiting);
        assert!(awaited.is_over());
        let (awaited, _waiting) = Awaited::for_at_most(Duration::ZERO);
        assert!(awaited.is_over());
    }
}
