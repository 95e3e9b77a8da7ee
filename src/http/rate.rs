//! How often somebody may ask, and who they are: a token, or the address that a request comes
//! from. Whoever asks too often waits, and nobody else notices.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::HttpRequest;
use actix_web::http::header::HeaderName;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::domain::time::Timestamp;
use crate::http::problem::Problem;

/// Wrong tokens that an address may show in a minute.
pub const FAILURES_A_MINUTE: u32 = 200;
/// Tokens never seen to be valid that an address past that limit may still show in a minute, so that
/// somebody new at the same address is not locked out.
const SECOND_LOOKS_A_MINUTE: u32 = 60;
/// Requests for clients' pages that an address may send in a minute.
pub const PAGES_A_MINUTE: u32 = 120;

/// Callers that are remembered at the same time. An entry takes less than 100 bytes.
const MOST: usize = 10_000;
/// In nanoseconds.
const MINUTE: i64 = 60_000_000_000;

/// An hour, in nanoseconds: how long a token is known to have been valid.
const KNOWN_FOR: i64 = 60 * MINUTE;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Who asks: a token or an address, without saying which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Caller(u128);

impl Caller {
    pub fn with_token(token: &SecretString) -> Self {
        let hash = Sha256::digest(token.expose_secret());
        let mut first = [0; 16];
        first.copy_from_slice(&hash[..16]);
        Self(u128::from_be_bytes(first))
    }

    /// Somebody of whom nothing is known.
    pub(super) fn unknown() -> Self {
        Self::at(IpAddr::from([0, 0, 0, 0]))
    }

    /// An IPv6 address counts by its /64, which is what one household or machine has to itself.
    pub fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(u32::from(address).into()),
            IpAddr::V6(address) => Self(u128::from(address) >> 64 << 64),
        }
    }
}

/// So many requests a minute and caller: all of them at once, or spread out.
///
/// What is kept of a caller is one moment: when all that they have used will be free again. Each
/// request moves it by its share of a minute, and must not move it further than a minute ahead.
#[derive(Debug)]
pub struct Rate {
    /// The share of one request, in nanoseconds.
    share: i64,
    free_at: Mutex<HashMap<Caller, i64>>,
}

impl Rate {
    pub fn per_minute(requests: u32) -> Self {
        Self {
            share: MINUTE / i64::from(requests.max(1)),
            free_at: Mutex::default(),
        }
    }

    /// Counts a request; or says for how many seconds the caller has to wait, and counts nothing.
    pub fn take(&self, caller: Caller, now: Timestamp) -> Result<(), u64> {
        let now = nanoseconds(now);
        let mut free_at = self.lock();
        let used = self.used(&mut free_at, caller, now)?;
        if free_at.len() >= MOST && !free_at.contains_key(&caller) {
            make_room(&mut free_at, now);
        }
        free_at.insert(caller, used);
        Ok(())
    }

    /// The same without counting.
    pub fn has_room(&self, caller: Caller, now: Timestamp) -> Result<(), u64> {
        self.used(&mut self.lock(), caller, nanoseconds(now))
            .map(drop)
    }

    /// When all would be free again after one more request.
    fn used(
        &self,
        free_at: &mut HashMap<Caller, i64>,
        caller: Caller,
        now: i64,
    ) -> Result<i64, u64> {
        let end = now + MINUTE;
        let used = match free_at.get_mut(&caller) {
            Some(at) => {
                // A clock that was set back must not lock anybody out for longer than a minute.
                *at = (*at).min(end);
                (*at).max(now) + self.share
            }
            None => now + self.share,
        };
        match u64::try_from(used - end) {
            Ok(over) if over > 0 => Err(over.div_ceil(1_000_000_000)),
            _ => Ok(used),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Caller, i64>> {
        self.free_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets those who have nothing used. Where that is not enough, the quarter that has used the
/// least begins anew, so that those who ask most stay limited.
fn make_room(free_at: &mut HashMap<Caller, i64>, now: i64) {
    free_at.retain(|_, at| *at > now);
    if free_at.len() < MOST {
        return;
    }
    let mut moments: Vec<i64> = free_at.values().copied().collect();
    let (_, quarter, _) = moments.select_nth_unstable(MOST / 4);
    let quarter = *quarter;
    free_at.retain(|_, at| *at > quarter);
}

fn nanoseconds(now: Timestamp) -> i64 {
    now.timestamp_micros().saturating_mul(1_000)
}

/// The limits of one server.
#[derive(Debug)]
pub struct Limits {
    tokens: Option<Rate>,
    failures: Rate,
    second_looks: Rate,
    /// Until when a token that was valid is known to have been.
    known: Mutex<HashMap<Caller, i64>>,
    pages: Rate,
    trusted_proxies: usize,
}

impl Limits {
    /// `requests` a minute and token, where they are limited; `trusted_proxies` stand between the
    /// callers and this server.
    pub fn new(requests: Option<u32>, trusted_proxies: usize) -> Self {
        Self {
            tokens: requests.map(Rate::per_minute),
            failures: Rate::per_minute(FAILURES_A_MINUTE),
            second_looks: Rate::per_minute(SECOND_LOOKS_A_MINUTE),
            known: Mutex::default(),
            pages: Rate::per_minute(PAGES_A_MINUTE),
            trusted_proxies,
        }
    }

    /// Refuses a token that has no room left, before anything is looked up for it.
    pub fn before_token(&self, token: Caller, now: Timestamp) -> Result<(), Problem> {
        let Some(rate) = &self.tokens else {
            return Ok(());
        };
        rate.has_room(token, now).map_err(Problem::too_many)
    }

    /// Refuses a token that comes from where too many wrong ones did, mostly before it is looked
    /// for. One that was valid a while ago is looked for in any case.
    pub fn before_stranger(
        &self,
        token: Caller,
        request: &HttpRequest,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let address = self.address(request);
        if self.failures.has_room(address, now).is_ok() || self.is_known(token, now) {
            return Ok(());
        }
        self.second_looks
            .take(address, now)
            .map_err(Problem::too_many)
    }

    fn is_known(&self, token: Caller, now: Timestamp) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(&token)
            .is_some_and(|until| *until > nanoseconds(now))
    }

    fn know(&self, token: Caller, now: Timestamp) {
        let now = nanoseconds(now);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(&token) {
            make_room(&mut known, now);
        }
        known.insert(token, now.saturating_add(KNOWN_FOR));
    }

    /// Counts a request with a token that is valid.
    pub fn token(&self, token: Caller, now: Timestamp) -> Result<(), Problem> {
        self.know(token, now);
        let Some(rate) = &self.tokens else {
            return Ok(());
        };
        rate.take(token, now).map_err(Problem::too_many)
    }

    /// Counts a token that opens nothing. A valid one is never refused for the wrong ones that
    /// came from the same address.
    pub fn wrong_token(&self, request: &HttpRequest, now: Timestamp) -> Result<(), Problem> {
        let taken = self.failures.take(self.address(request), now);
        taken.map_err(Problem::too_many)
    }

    /// Counts a request for a client's page; or says for how many seconds to wait.
    pub fn page(&self, request: &HttpRequest, now: Timestamp) -> Result<(), u64> {
        self.pages.take(self.address(request), now)
    }

    /// Where the request comes from: the other end of the connection or, behind so many proxies,
    /// what the outermost of them has written down. What stands further left anybody could have
    /// written.
    pub(super) fn address(&self, request: &HttpRequest) -> Caller {
        let written = request
            .headers()
            .get_all(FORWARDED_FOR)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim);
        let forwarded = match self.trusted_proxies {
            0 => None,
            proxies => {
                let written: Vec<&str> = written.collect();
                let place = written.len().checked_sub(proxies);
                place.and_then(|place| parse_address(written[place]))
            }
        };
        let peer = request.peer_addr().map(|peer| peer.ip());
        forwarded.or(peer).map_or(Caller::unknown(), Caller::at)
    }
}

/// An address, perhaps with a port.
fn parse_address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse().ok().map(|it: std::net::SocketAddr| it.ip());
    text.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn now() -> Timestamp {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    fn caller(number: u32) -> Caller {
        Caller::at(IpAddr::from(number.to_be_bytes()))
    }

    /// How many requests are answered before one is refused.
    fn burst(rate: &Rate, caller: Caller, now: Timestamp) -> usize {
        (0..10_000)
            .take_while(|_| rate.take(caller, now).is_ok())
            .count()
    }

    #[test]
    fn so_many_at_once_and_then_as_they_come_free() {
        for limit in [1, 2, 7, 59, 60, 61, 997] {
            let rate = Rate::per_minute(limit);
            assert_eq!(burst(&rate, caller(1), now()), limit as usize);
            let wait = rate.take(caller(1), now()).unwrap_err();
            assert_eq!(wait, u64::from(60_u32.div_ceil(limit)), "{limit}");
            let waited = now() + TimeDelta::seconds(i64::try_from(wait).unwrap());
            assert!(rate.take(caller(1), waited).is_ok(), "{limit}");
            // After a minute of silence all of it is free again, and not more.
            let later = waited + TimeDelta::minutes(5);
            assert_eq!(burst(&rate, caller(1), later), limit as usize);
        }
    }

    #[test]
    fn what_is_refused_does_not_make_the_wait_longer() {
        let rate = Rate::per_minute(10);
        burst(&rate, caller(1), now());
        for _ in 0..100 {
            assert_eq!(rate.take(caller(1), now()), Err(6));
            assert_eq!(rate.has_room(caller(1), now()), Err(6));
        }
        assert!(rate.take(caller(1), now() + TimeDelta::seconds(6)).is_ok());
    }

    #[test]
    fn one_does_not_slow_another() {
        let rate = Rate::per_minute(3);
        burst(&rate, caller(1), now());
        assert_eq!(burst(&rate, caller(2), now()), 3);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let rate = Rate::per_minute(2);
        burst(&rate, caller(1), now());
        let earlier = now() - TimeDelta::days(1);
        assert_eq!(rate.take(caller(1), earlier), Err(30));
        assert!(
            rate.take(caller(1), earlier + TimeDelta::minutes(1))
                .is_ok()
        );
    }

    #[test]
    fn memory_is_bounded_and_those_who_ask_most_stay_limited() {
        let rate = Rate::per_minute(5);
        let noisy = caller(0);
        burst(&rate, noisy, now());
        for number in 1..30_000 {
            rate.take(caller(number), now()).unwrap();
            // They have to be told apart from those who asked once.
            if number % 1_000 == 0 {
                assert!(rate.take(noisy, now()).is_err(), "{number}");
            }
            assert!(rate.lock().len() <= MOST);
        }
        let later = now() + TimeDelta::minutes(2);
        for number in 0..30_000 {
            rate.take(caller(number), later).unwrap();
        }
        assert!(rate.lock().len() <= MOST);
    }

    #[test]
    fn addresses_of_one_network_are_one_caller() {
        let at = |text: &str| Caller::at(text.parse().unwrap());
        assert_eq!(at("2001:db8:1:2::1"), at("2001:db8:1:2:ffff::9"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
        assert_eq!(at("192.0.2.1"), at("::ffff:192.0.2.1"));
        assert_ne!(at("192.0.2.1"), at("192.0.2.2"));
    }

    #[test]
    fn only_what_the_outermost_trusted_proxy_wrote_counts() {
        let request = |forwarded: &[&str]| {
            let peer = "10.0.0.9:4000".parse().unwrap();
            let mut request = actix_web::test::TestRequest::get().peer_addr(peer);
            for value in forwarded {
                request = request.append_header((FORWARDED_FOR, *value));
            }
            request.to_http_request()
        };
        let address = |proxies: usize, forwarded: &[&str]| {
            Limits::new(None, proxies).address(&request(forwarded))
        };
        let at = |text: &str| Caller::at(text.parse().unwrap());
        assert_eq!(address(0, &["192.0.2.1"]), at("10.0.0.9"));
        assert_eq!(address(1, &["198.51.100.7, 192.0.2.1"]), at("192.0.2.1"));
        assert_eq!(
            address(2, &["198.51.100.7", "192.0.2.1"]),
            at("198.51.100.7")
        );
        assert_eq!(address(1, &["[2001:db8::1]:443"]), at("2001:db8::"));
        // Too few, or no address: the connection's other end.
        assert_eq!(address(3, &["198.51.100.7, 192.0.2.1"]), at("10.0.0.9"));
        assert_eq!(address(1, &["unknown"]), at("10.0.0.9"));
        assert_eq!(address(1, &[]), at("10.0.0.9"));
    }
}
