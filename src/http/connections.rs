//! The connections that are open, and how long each may keep us waiting.
//!
//! The framework measures the time for the head of a connection's first request alone. Here every
//! connection on which no request is being worked on has to bring the next one, or take its
//! answer, in time; one that does not is closed.

use std::any::Any;
use std::cell::Cell;
use std::net::Shutdown;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use actix_web::body::BodySize;
use actix_web::dev::Extensions;
use socket2::{SockRef, Socket};

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
    open: Arc<AtomicI64>,
}

impl Connections {
    pub fn new(patience: Duration) -> Self {
        Self {
            patience,
            open: Arc::default(),
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
        self.open.fetch_add(1, Ordering::Relaxed);
        let connection = Rc::new(Connection {
            socket,
            patience: self.patience,
            due: Cell::new(Some(Instant::now() + self.patience)),
            open: Arc::clone(&self.open),
        });
        let look_every = (self.patience / 5).max(Duration::from_millis(10));
        actix_web::rt::spawn(close_when_overdue(Rc::downgrade(&connection), look_every));
        data.insert(connection);
    }
}

/// One connection.
#[derive(Debug)]
pub struct Connection {
    /// Closed with the connection: both end with the framework's part of it.
    socket: Socket,
    patience: Duration,
    /// By when something has to come; `None` while a request is worked on.
    due: Cell<Option<Instant>>,
    open: Arc<AtomicI64>,
}

impl Connection {
    /// A request has begun.
    pub fn works(&self) {
        self.due.set(None);
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
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn close_when_overdue(connection: Weak<Connection>, look_every: Duration) {
    while let Some(open) = connection.upgrade() {
        if open.due.get().is_some_and(|due| due < Instant::now()) {
            // One that is gone already needs no closing.
            let _ = open.socket.shutdown(Shutdown::Both);
            return;
        }
        drop(open);
        tokio::time::sleep(look_every).await;
    }
}
