//! What happens without anybody asking: mail goes out, offers expire, old outcomes are forgotten.
//!
//! Each worker is a pass that does what is due now, and a thread that repeats it. The tests call
//! the passes.

pub mod deadlines;
pub mod housekeeping;
pub mod outbox;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::mail::Transport;
use crate::services::Services;

/// How often offers are looked through; an offer ends within 30 seconds of its time.
const DEADLINES_EVERY: Duration = Duration::from_secs(5);
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(600);

/// The threads of the workers; they stop when this is dropped.
pub struct Workers {
    stop: Stop,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts them; mail goes out where there is a transport.
    pub fn start(services: &Services, transport: Option<Transport>) -> Self {
        let stop = Stop::default();
        let mut workers = Self {
            stop: stop.clone(),
            threads: Vec::new(),
        };
        let (expiring, tidying) = (services.clone(), services.clone());
        workers.repeat("deadlines", DEADLINES_EVERY, move || {
            deadlines::pass(&expiring)
        });
        workers.repeat("housekeeping", HOUSEKEEPING_EVERY, move || {
            housekeeping::pass(&tidying)
        });
        if let Some(transport) = transport {
            let services = services.clone();
            workers.spawn("outbox", move || {
                outbox::run(&services, &Arc::new(transport), &stop)
            });
        }
        workers
    }

    /// Tells them to stop without waiting for them.
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    fn repeat(&mut self, name: &str, every: Duration, pass: impl Fn() + Send + 'static) {
        let stop = self.stop.clone();
        self.spawn(name, move || {
            loop {
                pass();
                if stop.within(every) {
                    return;
                }
            }
        });
    }

    fn spawn(&mut self, name: &str, work: impl FnOnce() + Send + 'static) {
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .expect("a thread for a worker can be started");
        self.threads.push(thread);
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.stop.now();
        for thread in self.threads.drain(..) {
            // A worker that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

/// Tells the workers to stop, and lets them wait for it.
#[derive(Clone, Default)]
pub struct Stop(Arc<(Mutex<bool>, Condvar)>);

impl Stop {
    pub(crate) fn now(&self) {
        *self.lock() = true;
        self.0.1.notify_all();
    }

    pub(crate) fn is_set(&self) -> bool {
        *self.lock()
    }

    /// Waits; `true` as soon as it is time to stop.
    pub(crate) fn within(&self, time: Duration) -> bool {
        let waited = self
            .0
            .1
            .wait_timeout_while(self.lock(), time, |stopped| !*stopped);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
