//! The connections that are open, and how long each may keep us waiting.
//!
//! The framework measures the time for the head of a connection's first request alone. Here every
//! connection on which no request is being worked on has to bring the next one, or take its
//! answer, in time; one that does not is closed. Where nearly all are taken, a new one closes the
//! one that has kept us waiting the longest, of whoever has the most: who opens many and says
//! nothing keeps nobody out but themselves.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::net::Shutdown;
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::body::BodySize;
use actix_web::dev::Extensions;
use socket2::{SockRef, Socket};

use crate::http::rate::Caller;

/// What even a slow line takes in a second, in bytes.
const SLOW_LINE: u64 = 16 * 1024;
/// For whoever did not send their body in time to take the answer.
const GOODBYE: Duration = Duration::from_secs(2);
/// For an answer whose length is not known when it begins.
const LONG_ANSWER: Duration = Duration::from_secs(600);

/// The connections of one server.
#[derive(Debug, Clone)]
pub struct Connections {
    patience: Duration,
    /// How many may be open before a new one takes the place of another.
    most: usize,
    open: Arc<AtomicI64>,
    known: Arc<Mutex<Known>>,
    began: Instant,
}

impl Connections {
    pub fn new(patience: Duration, most: usize) -> Self {
        Self {
            patience,
            most,
            open: Arc::default(),
            known: Arc::default(),
            began: Instant::now(),
        }
    }

    /// How many are open.
    pub fn open(&self) -> i64 {
        self.open.load(Ordering::Relaxed)
    }

    /// Takes note of a connection; its requests find it as [`Rc<Connection>`].
    pub fn watch(&self, io: &dyn Any, data: &mut Extensions) {
        let Some(stream) = io.downcast_ref::<actix_web::rt::net::TcpStream>() else {
            return;
        };
        let socket = match SockRef::from(stream).try_clone() {
            Ok(socket) => socket,
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be watched");
                return;
            }
        };
        let peer = stream.peer_addr().ok();
        let caller = peer.map_or(Caller::unknown(), |peer| Caller::at(peer.ip()));
        self.open.fetch_add(1, Ordering::Relaxed);
        let line = Arc::new(Line {
            socket,
            waiting_since: AtomicU64::new(since(self.began)),
        });
        let number = {
            let mut known = lock(&self.known);
            if known.lines.len() >= self.most {
                known.close_one();
            }
            known.add(caller, Arc::clone(&line))
        };
        let connection = Rc::new(Connection {
            line,
            number,
            patience: self.patience,
            due: Cell::new(Some(Instant::now() + self.patience)),
            all: self.clone(),
        });
        let look_every = (self.patience / 5).max(Duration::from_millis(10));
        actix_web::rt::spawn(close_when_overdue(Rc::downgrade(&connection), look_every));
        data.insert(connection);
    }
}

/// In milliseconds, and never 0.
fn since(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).map_or(u64::MAX, |it| it.saturating_add(1))
}

fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What all threads know of a connection.
#[derive(Debug)]
struct Line {
    /// Closed with the connection: both end with the framework's part of it.
    socket: Socket,
    /// 0 while a request is worked on.
    waiting_since: AtomicU64,
}

impl Line {
    fn close(&self) {
        // One that is gone already needs no closing.
        let _ = self.socket.shutdown(Shutdown::Both);
    }
}

/// The connections that are open and have not been told to close.
#[derive(Debug, Default)]
struct Known {
    last: u64,
    lines: HashMap<u64, (Caller, Arc<Line>)>,
    by_caller: HashMap<Caller, usize>,
}

impl Known {
    fn add(&mut self, caller: Caller, line: Arc<Line>) -> u64 {
        self.last += 1;
        self.lines.insert(self.last, (caller, line));
        *self.by_caller.entry(caller).or_default() += 1;
        self.last
    }

    fn remove(&mut self, number: u64) -> Option<Arc<Line>> {
        let (caller, line) = self.lines.remove(&number)?;
        if let Some(count) = self.by_caller.get_mut(&caller) {
            *count -= 1;
            if *count == 0 {
                self.by_caller.remove(&caller);
            }
        }
        Some(line)
    }

    /// Closes the one that has kept us waiting the longest, of the caller who has the most of those
    /// that do.
    fn close_one(&mut self) {
        let waiting = self.lines.iter().filter_map(|(number, (caller, line))| {
            let since = line.waiting_since.load(Ordering::Relaxed);
            (since > 0).then(|| (self.by_caller.get(caller), u64::MAX - since, *number))
        });
        let longest = waiting.max().map(|(_, _, number)| number);
        if let Some(line) = longest.and_then(|number| self.remove(number)) {
            line.close();
        }
    }
}

/// One connection.
#[derive(Debug)]
pub struct Connection {
    line: Arc<Line>,
    number: u64,
    patience: Duration,
    /// By when something has to come; `None` while a request is worked on.
    due: Cell<Option<Instant>>,
    all: Connections,
}

impl Connection {
    /// A request has begun.
    pub fn works(&self) {
        self.due.set(None);
        self.line.waiting_since.store(0, Ordering::Relaxed);
    }

    /// Its answer, of this size, is on its way; where the body came too late it is the last.
    pub fn answered(&self, size: BodySize, is_last: bool) {
        let sending = match size {
            BodySize::None => Duration::ZERO,
            BodySize::Sized(bytes) => Duration::from_secs(bytes / SLOW_LINE),
            BodySize::Stream => LONG_ANSWER,
        };
        let patience = if is_last { GOODBYE } else { self.patience };
        self.due.set(Some(Instant::now() + patience + sending));
        let now = since(self.all.began);
        self.line.waiting_since.store(now, Ordering::Relaxed);
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.open.fetch_sub(1, Ordering::Relaxed);
        lock(&self.all.known).remove(self.number);
    }
}

async fn close_when_overdue(connection: Weak<Connection>, look_every: Duration) {
    while let Some(open) = connection.upgrade() {
        if open.due.get().is_some_and(|due| due < Instant::now()) {
            open.line.close();
            return;
        }
        drop(open);
        tokio::time::sleep(look_every).await;
    }
}
