//! How bodies arrive: by when, and how much memory all of them may take together.
//!
//! Knows nothing of what is in them.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_util::{StreamExt, stream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};

use crate::http::problem::{Code, Problem};

/// What all bodies may take together, in bytes.
const ROOM: usize = 4 * 1024 * 1024;
/// The same for mail that comes back, which is larger, and read only once it is known who hands it in.
const ROOM_FOR_MAIL: usize = 32 * 1024 * 1024;
/// The beginning of a body that always has room, in bytes, so that a few large ones do not keep
/// out the many small ones.
const FREE: usize = 16 * 1024;

/// The bodies of one server.
#[derive(Debug)]
pub struct Bodies {
    patience: Duration,
    room: Arc<Semaphore>,
    room_for_mail: Arc<Semaphore>,
}

/// What is known of a body that arrives. The room that it takes is given back when this is dropped.
#[derive(Debug, Clone, Default)]
pub struct Held(Rc<Body>);

#[derive(Debug, Default)]
struct Body {
    room: RefCell<Option<OwnedSemaphorePermit>>,
    is_late: Cell<bool>,
}

impl Held {
    /// Whether the body was not here in time.
    pub fn is_late(&self) -> bool {
        self.0.is_late.get()
    }
}

impl Bodies {
    /// A body has to be here within `patience`.
    pub fn new(patience: Duration) -> Self {
        Self {
            patience,
            room: Arc::new(Semaphore::new(ROOM)),
            room_for_mail: Arc::new(Semaphore::new(ROOM_FOR_MAIL)),
        }
    }

    /// Lets the body of the request fail where it takes too long, or too much room.
    pub fn watch(&self, request: &mut ServiceRequest) -> Held {
        let held = Held::default();
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return held;
        }
        let room = match request.path() {
            "/v1/inbound" => &self.room_for_mail,
            _ => &self.room,
        };
        let arriving = Arriving {
            payload,
            deadline: Instant::now() + self.patience,
            room: Arc::clone(room),
            held: held.clone(),
            arrived: 0,
        };
        let stream = stream::unfold(arriving, |mut arriving| async {
            let chunk = arriving.next().await?;
            Some((chunk, arriving))
        });
        request.set_payload(Payload::Stream {
            payload: stream.boxed_local(),
        });
        held
    }
}

struct Arriving {
    payload: Payload,
    deadline: Instant,
    room: Arc<Semaphore>,
    held: Held,
    /// In bytes.
    arrived: usize,
}

impl Arriving {
    async fn next(&mut self) -> Option<Result<Bytes, PayloadError>> {
        let chunk = match timeout_at(self.deadline, self.payload.next()).await {
            Ok(chunk) => chunk?,
            Err(_) => {
                self.held.0.is_late.set(true);
                return Some(Err(failed(io::ErrorKind::TimedOut)));
            }
        };
        Some(chunk.and_then(|chunk| match self.hold(chunk.len()) {
            true => Ok(chunk),
            false => Err(failed(io::ErrorKind::OutOfMemory)),
        }))
    }

    /// Whether there is room for so many bytes more.
    fn hold(&mut self, length: usize) -> bool {
        let before = self.arrived.saturating_sub(FREE);
        self.arrived += length;
        let more = self.arrived.saturating_sub(FREE) - before;
        if more == 0 {
            return true;
        }
        let Ok(more) = u32::try_from(more) else {
            return false;
        };
        match Arc::clone(&self.room).try_acquire_many_owned(more) {
            Ok(permit) => {
                let mut held = self.held.0.room.borrow_mut();
                match held.as_mut() {
                    Some(held) => held.merge(permit),
                    None => *held = Some(permit),
                }
                true
            }
            Err(_) => false,
        }
    }
}

fn failed(kind: io::ErrorKind) -> PayloadError {
    PayloadError::Io(kind.into())
}

/// Why a body could not be read, said to whoever sent it.
pub(super) fn refusal(error: &PayloadError) -> Problem {
    match error {
        PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            Problem::new(Code::RequestTimeout, "send the whole body at once")
        }
        PayloadError::Io(error) if error.kind() == io::ErrorKind::OutOfMemory => {
            let detail = "too many large bodies are arriving at the same time";
            Problem::new(Code::Unavailable, detail).retry_later()
        }
        other => Problem::new(Code::MalformedRequest, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arriving(bodies: &Bodies) -> Arriving {
        Arriving {
            payload: Payload::None,
            deadline: Instant::now(),
            room: Arc::clone(&bodies.room),
            held: Held::default(),
            arrived: 0,
        }
    }

    #[test]
    fn large_bodies_share_the_room_and_small_ones_need_none() {
        let bodies = Bodies::new(Duration::from_secs(1));
        let mebibyte = 1024 * 1024;
        let mut large: Vec<Arriving> = (0..4).map(|_| arriving(&bodies)).collect();
        assert!(large.iter_mut().all(|it| it.hold(mebibyte)));
        // All of them together left four times the free beginning.
        let mut last = arriving(&bodies);
        assert!(last.hold(FREE) && last.hold(4 * FREE) && !last.hold(1));
        let mut small = arriving(&bodies);
        assert!(small.hold(FREE) && !small.hold(1));
        large.pop();
        assert!(arriving(&bodies).hold(mebibyte));
        drop((large, last, small));
        assert_eq!(bodies.room.available_permits(), ROOM);
    }
}
