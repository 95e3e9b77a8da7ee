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
use tokio::time::{Instant, timeout_at};

use crate::http::problem::{Code, Problem};
use crate::http::rate::Caller;
use crate::http::room::{Place, Room};

/// What all bodies may take together, in bytes.
const ROOM: usize = 2 * 1024 * 1024;
/// What those of one caller may take of it, so that some is left to the others.
const SHARE: usize = 3 * ROOM / 4;
/// The same for mail that comes back, which is larger, and read only once it is known who hands it in.
const ROOM_FOR_MAIL: usize = 25 * 1024 * 1024;
/// The same for the forms of clients' pages, which need no token.
const ROOM_FOR_FORMS: usize = 1024 * 1024;
/// The beginning of a body that always has room, in bytes, so that a few large ones do not keep
/// out the many small ones.
const FREE: usize = 16 * 1024;

/// The bodies of one server.
#[derive(Debug)]
pub struct Bodies {
    patience: Duration,
    room: Arc<Room>,
    room_for_mail: Arc<Room>,
    room_for_forms: Arc<Room>,
}

/// What is known of a body that arrives. The room that it takes is given back when this is dropped.
#[derive(Debug, Clone, Default)]
pub struct Held(Rc<Body>);

#[derive(Debug, Default)]
struct Body {
    room: RefCell<Option<Place>>,
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
            room: Room::new(ROOM, SHARE),
            // One message may take all of it.
            room_for_mail: Room::new(ROOM_FOR_MAIL, ROOM_FOR_MAIL),
            room_for_forms: Room::new(ROOM_FOR_FORMS, ROOM_FOR_FORMS / 2),
        }
    }

    /// Lets the body of the request fail where it takes too long, or too much room.
    pub fn watch(&self, request: &mut ServiceRequest, caller: Caller) -> Held {
        let held = Held::default();
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return held;
        }
        let room = match request.path() {
            "/v1/inbound" => &self.room_for_mail,
            path if path.starts_with("/c/") => &self.room_for_forms,
            _ => &self.room,
        };
        let arriving = Arriving {
            payload,
            deadline: Instant::now() + self.patience,
            held: held.clone(),
            arrived: 0,
        };
        *held.0.room.borrow_mut() = Some(room.place(caller));
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
        let mut room = self.held.0.room.borrow_mut();
        room.as_mut().is_some_and(|room| room.grow(more))
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
    use std::net::IpAddr;

    use super::*;

    fn arriving(bodies: &Bodies, from: u8) -> Arriving {
        let held = Held::default();
        let caller = Caller::at(IpAddr::from([192, 0, 2, from]));
        *held.0.room.borrow_mut() = Some(bodies.room.place(caller));
        Arriving {
            payload: Payload::None,
            deadline: Instant::now(),
            held,
            arrived: 0,
        }
    }

    #[test]
    fn large_bodies_share_the_room_and_small_ones_need_none() {
        let bodies = Bodies::new(Duration::from_secs(1));
        let mebibyte = 1024 * 1024;
        let mut large: Vec<Arriving> = (0..2).map(|it| arriving(&bodies, it)).collect();
        assert!(large.iter_mut().all(|it| it.hold(mebibyte)));
        // Both together left twice the free beginning.
        let mut last = arriving(&bodies, 9);
        assert!(last.hold(FREE) && last.hold(2 * FREE) && !last.hold(1));
        let mut small = arriving(&bodies, 0);
        assert!(small.hold(FREE) && !small.hold(1));
        large.pop();
        assert!(!arriving(&bodies, 0).hold(mebibyte));
        assert!(arriving(&bodies, 9).hold(mebibyte));
    }
}
