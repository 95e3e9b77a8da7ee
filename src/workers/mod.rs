//! What happens without anybody asking: mail goes out, offers expire, old outcomes are forgotten,
//! the head of the history is told.
//!
//! Each worker is a pass that does what is due now, and a thread that repeats it. The tests call
//! the passes.

pub mod deadlines;
pub mod history;
pub mod housekeeping;
pub mod outbox;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::domain::text::Email;
use crate::mail::Transport;
use crate::services::Services;

/// How often offers are looked through; an offer ends within 30 seconds of its time.
const DEADLINES_EVERY: Duration = Duration::from_secs(5);
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(600);
/// How often it is asked whether a new day has begun.
const HISTORY_EVERY: Duration = Duration::from_secs(60);

/// How often a worker that waits says that it is there.
const BEAT_EVERY: Duration = Duration::from_secs(5);

/// The threads of the workers; they stop when this is dropped.
pub struct Workers {
    services: Services,
    stop: Stop,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts them; mail goes out where there is a transport, and the head of the history is mailed
    /// where there is somebody to mail it to.
    pub fn start(
        services: &Services,
        transport: Option<Transport>,
        history_head_to: Option<Email>,
    ) -> Self {
        let stop = Stop::default();
        let mut workers = Self {
            services: services.clone(),
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
        if let Some(to) = history_head_to {
            let services = services.clone();
            workers.repeat("history", HISTORY_EVERY, move || {
                history::pass(&services, &to)
            });
        }
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

    fn repeat(&mut self, name: &'static str, every: Duration, pass: impl Fn() + Send + 'static) {
        let (services, stop) = (self.services.clone(), self.stop.clone());
        self.spawn(name, move || {
            loop {
                services.pulses().beat(name, services.now());
                pass();
                let mut left = every;
                while !left.is_zero() {
                    services.pulses().beat(name, services.now());
                    let time = left.min(BEAT_EVERY);
                    if stop.within(time) {
                        return;
                    }
                    left -= time;
                }
            }
        });
    }

    fn spawn(&mut self, name: &'static str, work: impl FnOnce() + Send + 'static) {
        let watched = Watched {
            name,
            services: self.services.clone(),
            stop: self.stop.clone(),
        };
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let _watched = watched;
                work();
            })
            .expect("a thread for a worker can be started");
        self.threads.push(thread);
    }
}

/// Says that a worker has ended, however it did.
struct Watched {
    name: &'static str,
    services: Services,
    stop: Stop,
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.stop.is_set() {
            self.services.pulses().told_to_stop(self.name);
        } else {
            self.services.pulses().stopped(self.name);
        }
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
