//! Room that many share, and of which no caller takes more than their share.
//!
//! Knows nothing of what it is for: bytes that arrive, bytes that wait to be taken, turns.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use crate::http::rate::Caller;

#[derive(Debug)]
pub(super) struct Room {
    /// What all may take together.
    size: usize,
    /// What one caller may take of it.
    share: usize,
    taken: Mutex<Taken>,
    given_back: Notify,
}

#[derive(Debug, Default)]
struct Taken {
    by_all: usize,
    by: HashMap<Caller, usize>,
}

impl Room {
    pub(super) fn new(size: usize, share: usize) -> Arc<Self> {
        Arc::new(Self {
            size,
            share,
            taken: Mutex::default(),
            given_back: Notify::new(),
        })
    }

    /// A place without anything in it yet.
    pub(super) fn place(self: &Arc<Self>, caller: Caller) -> Place {
        Place {
            room: Arc::clone(self),
            caller,
            taken: 0,
        }
    }

    /// A place of this size, as soon as there is one, or `None` after so long. What is larger than
    /// the caller's share waits until nothing else of theirs is there.
    pub(super) async fn wait(
        self: &Arc<Self>,
        caller: Caller,
        size: usize,
        patience: Duration,
    ) -> Option<Place> {
        let deadline = Instant::now() + patience;
        let size = size.min(self.share);
        let mut place = self.place(caller);
        loop {
            let given_back = self.given_back.notified();
            if place.grow(size) {
                return Some(place);
            }
            timeout_at(deadline, given_back).await.ok()?;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody has taken of a room; given back when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    room: Arc<Room>,
    caller: Caller,
    taken: usize,
}

impl Place {
    /// Whether there is so much more; if not, nothing is taken.
    pub(super) fn grow(&mut self, by: usize) -> bool {
        let mut taken = self.room.lock();
        let mine = taken.by.get(&self.caller).copied().unwrap_or(0);
        if by > self.room.size - taken.by_all || mine + by > self.room.share {
            return false;
        }
        taken.by_all += by;
        taken.by.insert(self.caller, mine + by);
        self.taken += by;
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.taken == 0 {
            return;
        }
        let mut taken = self.room.lock();
        taken.by_all -= self.taken;
        if let Some(mine) = taken.by.get_mut(&self.caller) {
            *mine -= self.taken;
            if *mine == 0 {
                taken.by.remove(&self.caller);
            }
        }
        drop(taken);
        self.room.given_back.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn caller(number: u8) -> Caller {
        Caller::at(IpAddr::from([192, 0, 2, number]))
    }

    #[test]
    fn nobody_takes_more_than_their_share_and_all_is_given_back() {
        let room = Room::new(10, 6);
        let mut first = room.place(caller(1));
        assert!(first.grow(4));
        let mut second = room.place(caller(1));
        assert!(second.grow(2) && !second.grow(1) && !first.grow(1));
        let mut other = room.place(caller(2));
        assert!(!other.grow(5) && other.grow(4) && !other.grow(1));
        drop(first);
        assert!(other.grow(2) && second.grow(2));
        drop((second, other));
        let taken = room.lock();
        assert!(taken.by_all == 0 && taken.by.is_empty());
    }

    #[actix_web::test]
    async fn who_waits_is_next() {
        let room = Room::new(2, 2);
        let none = Duration::ZERO;
        let taken = room.wait(caller(1), 9, none).await.unwrap();
        assert!(room.wait(caller(2), 1, none).await.is_none());
        let waiting = room.wait(caller(2), 2, Duration::from_secs(20));
        let giving_back = async move { drop(taken) };
        let (got, ()) = tokio::join!(waiting, giving_back);
        assert!(got.is_some());
    }
}
