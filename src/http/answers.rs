//! How answers leave: how many large ones are made at the same time, and how much memory all that
//! wait to be taken may hold.
//!
//! Knows nothing of what is in them.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, Route};

use crate::http::problem::{Code, Problem};
use crate::http::rate::{Caller, Limits};
use crate::http::room::{Place, Room};

/// Large answers that are made at the same time.
const TURNS: usize = 3;
/// What all answers that wait to be taken may hold together, in bytes.
const ROOM: usize = 3 * 1024 * 1024;
/// What those of one caller may hold of it.
const SHARE: usize = 2 * 1024 * 1024;
/// Answers up to this size always have room, so that a few large ones do not keep out the small.
const FREE: usize = 64 * 1024;
/// Answers up to this size leave as a whole.
const WHOLE: usize = 16 * 1024;
/// What is handed on at a time, in bytes. The framework copies it, and keeps the copy as long as
/// nobody takes it.
pub const SLICE: usize = 4 * 1024;
/// How long an answer waits for its turn, or for room.
const PATIENCE: Duration = Duration::from_secs(4);

/// The large answers of one server.
#[derive(Debug)]
pub struct Answers {
    turns: Arc<Room>,
    checks: Arc<Room>,
    room: Arc<Room>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            // One caller leaves a turn, and some of the room, to the others.
            turns: Room::new(TURNS, TURNS - 1),
            // One after the other: a long text takes a processor, and whoever writes has drafts
            // checked, too.
            checks: Room::new(1, 1),
            room: Room::new(ROOM, SHARE),
        }
    }
}

/// Has a route wait for its turn: for what takes much memory while it is made.
pub(super) fn in_turn((method, route): (Method, Route)) -> (Method, Route) {
    (method, route.wrap(from_fn(take_turn)))
}

async fn take_turn(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(answers) = request.app_data::<Data<Answers>>().cloned() {
        let began = Instant::now();
        match answers.turn(&answers.turns, request.request()).await {
            Ok(turn) => {
                let mut extensions = request.extensions_mut();
                // Kept until the answer has room, see `Answers::hand_on`.
                extensions.insert(turn);
                extensions.insert(Waited(began.elapsed()));
            }
            Err(problem) => return Ok(request.error_response(problem)),
        }
    }
    next.call(request).await
}

/// Somebody's turn, which is over when this is dropped.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "it is there to be dropped")] Place);

/// How long a request waited for its turn, which the database has less time for then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waited(pub(super) Duration);

fn busy() -> Problem {
    let detail = "too many large answers are being made or taken at the same time";
    Problem::new(Code::Unavailable, detail).retry_later()
}

impl Answers {
    /// Waits until it is the caller's turn to have a text checked.
    pub(super) async fn check(&self, request: &HttpRequest) -> Result<Turn, Problem> {
        self.turn(&self.checks, request).await
    }

    async fn turn(&self, turns: &Arc<Room>, request: &HttpRequest) -> Result<Turn, Problem> {
        let limits = request.app_data::<Data<Limits>>();
        let caller = limits.map_or(Caller::unknown(), |limits| limits.address(request));
        let turn = turns.wait(caller, 1, PATIENCE).await;
        turn.map(Turn).ok_or_else(busy)
    }

    /// Lets an answer leave slice by slice, once there is room for it. `counts` where it was made for
    /// this one request; what is the same for everybody is there anyway.
    pub(super) async fn hand_on(
        &self,
        response: HttpResponse<BoxBody>,
        caller: Caller,
        counts: bool,
    ) -> Result<HttpResponse<BoxBody>, Problem> {
        let BodySize::Sized(size) = response.body().size() else {
            return Ok(response);
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size <= WHOLE {
            return Ok(response);
        }
        let place = match counts && size > FREE {
            true => {
                let place = self.room.wait(caller, size, PATIENCE).await;
                Some(place.ok_or_else(busy)?)
            }
            false => None,
        };
        Ok(response.map_body(|_, body| match body.try_into_bytes() {
            Ok(left) => BoxBody::new(Slices { left, place }),
            Err(body) => body,
        }))
    }
}

/// A body that is there as a whole, and leaves slice by slice.
struct Slices {
    left: Bytes,
    /// Given back when all of it is taken, or the connection is closed.
    place: Option<Place>,
}

impl MessageBody for Slices {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.left.len() as u64)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        if self.left.is_empty() {
            self.place = None;
            return Poll::Ready(None);
        }
        let size = self.left.len().min(SLICE);
        Poll::Ready(Some(Ok(self.left.split_to(size))))
    }
}
