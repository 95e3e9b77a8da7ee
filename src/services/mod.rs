//! One function for each thing that a person can do.
//!
//! A service asks for the permit that it needs, works within the one transaction that its caller
//! opened, and leaves its line of history and its mail in that same transaction.

pub mod accounts;
pub mod apologies;
mod awaited;
pub mod client_page;
pub mod clients;
pub mod delegations;
mod error;
pub mod figures;
pub mod follow_ups;
pub mod guarantees;
mod hidden;
pub mod history;
pub mod inbound;
pub mod incidents;
pub mod mail_settings;
pub mod negotiation;
pub mod notify;
pub mod offers;
pub mod once;
pub mod outbox;
pub mod playbacks;
pub mod policy;
pub mod preventions;
pub mod promises;
pub mod pulses;
mod sealing;
pub mod secrets;
pub mod session;
pub mod users;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;
use uuid::{ContextV7, Uuid};

use crate::clock::Clock;
use crate::domain::actor::Actor;
use crate::domain::apology::compose::Templates;
use crate::domain::event::Change;
use crate::domain::ids::{EventId, TokenId};
use crate::domain::time::Timestamp;
use crate::domain::user::Token;
use crate::mail::Sender;
pub use crate::services::awaited::Awaited;
pub use crate::services::error::{Error, Result};
use crate::services::pulses::Pulses;
use crate::services::secrets::Secrets;
pub use crate::store::Page;
use crate::store::database::Db;
use crate::store::waits::Waits;
use crate::store::{self, Store};

/// What all services share.
#[derive(Debug)]
pub struct Setup {
    pub clock: Arc<dyn Clock>,
    pub sender: Sender,
    /// Where links lead, without a slash at the end.
    pub public_url: String,
    /// Whether there is a mail server; without one mail is kept.
    pub mail_goes_out: bool,
    /// What letters are written from.
    pub templates: Templates,
    /// The mailbox whose mail is handed back to us; replies of clients go there.
    pub inbound_address: Option<String>,
    /// Whether the operator said what `public_url` is, so that no other address is ours.
    pub has_one_address: bool,
    /// What is kept in no text and stands in no log.
    pub secrets: Secrets,
    ids: Mutex<ContextV7>,
}

impl Setup {
    pub fn new(
        clock: Arc<dyn Clock>,
        sender: Sender,
        public_url: String,
        mail_goes_out: bool,
        templates: Templates,
    ) -> Self {
        Self {
            clock,
            sender,
            public_url,
            mail_goes_out,
            templates,
            inbound_address: None,
            has_one_address: false,
            secrets: Secrets::default(),
            ids: Mutex::new(ContextV7::new()),
        }
    }

    #[must_use]
    pub fn with_inbound_address(mut self, address: Option<String>) -> Self {
        self.inbound_address = address;
        self
    }

    #[must_use]
    pub fn at_one_address(mut self, has_one_address: bool) -> Self {
        self.has_one_address = has_one_address;
        self
    }

    #[must_use]
    pub fn keeping_secret(mut self, chosen_token: Option<SecretString>) -> Self {
        self.secrets = Secrets::with(chosen_token);
        self
    }

    /// A new id. Ids made one after the other by one process sort in that order.
    fn id(&self, now: Timestamp) -> Uuid {
        let context = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(
            &*context,
            seconds,
            now.timestamp_subsec_nanos(),
        ))
    }
}

/// The services, and the store that they work on.
#[derive(Clone)]
pub struct Services {
    store: Store,
    setup: Arc<Setup>,
    pulses: Pulses,
    /// Whether a simulation is running.
    simulating: Arc<AtomicBool>,
}

/// A piece of work: the transaction that it is done in, and the moment that it is done at.
pub struct Work<'a> {
    db: &'a mut Db,
    pub now: Timestamp,
    setup: &'a Setup,
    /// What whoever asked for it came with.
    token: Option<Token>,
    /// That token, where this work itself revoked it.
    ended: Option<TokenId>,
}

impl<'a> Work<'a> {
    fn new(db: &'a mut Db, setup: &'a Setup) -> Self {
        Self {
            db,
            now: setup.clock.now(),
            setup,
            token: None,
            ended: None,
        }
    }
}

impl Services {
    pub fn new(store: Store, setup: Setup) -> Self {
        Self {
            store,
            setup: Arc::new(setup),
            pulses: Pulses::default(),
            simulating: Arc::default(),
        }
    }

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub fn now(&self) -> Timestamp {
        self.setup.clock.now()
    }

    /// A name for a request that came without one.
    pub fn request_id(&self) -> String {
        self.setup.id(self.now()).to_string()
    }

    /// Whether the database answers and takes writes; and how many writes wait and how many commits
    /// there were, where writes queue.
    pub fn ready(&self) -> Result<Option<(u64, u64)>> {
        self.read(|work| store::users::any(work.db).map(drop).map_err(Error::from))?;
        self.expect_writable()?;
        Ok(self.queue())
    }

    /// Refuses where the database takes no writes, as far as the last ones tell.
    pub fn expect_writable(&self) -> Result<()> {
        Ok(self.store.expect_writable()?)
    }

    /// How many writes wait and how many commits there were, where writes queue.
    pub fn queue(&self) -> Option<(u64, u64)> {
        self.store.queue()
    }

    /// How long work has waited for the database.
    pub fn waits(&self) -> &Waits {
        self.store.waits()
    }

    /// Whether the workers of this process are at work.
    pub fn pulses(&self) -> &Pulses {
        &self.pulses
    }

    /// Whether there is nothing in the database but, perhaps, its first admin.
    pub fn is_untouched(&self) -> Result<bool> {
        let two = Page {
            before: None,
            limit: 2,
        };
        self.read(|work| {
            let any_client =
                !store::clients::list(work.db, &store::clients::Filter::default(), &two)?
                    .is_empty();
            let more_users = store::users::list(work.db, &two)?.len() > 1;
            Ok(!any_client && !more_users && !store::incidents::any(work.db)?)
        })
    }

    /// Looks things up; nothing is kept.
    pub fn read<T>(&self, look: impl FnOnce(&mut Work<'_>) -> Result<T>) -> Result<T> {
        self.store.read(|db| look(&mut Work::new(db, &self.setup)))
    }

    /// Looks several things up as of one moment, whatever others change meanwhile.
    pub fn read_at_once<T>(&self, look: impl FnOnce(&mut Work<'_>) -> Result<T>) -> Result<T> {
        self.store
            .read_at_once(|db| look(&mut Work::new(db, &self.setup)))
    }

    /// Does all of it or, on an error, nothing.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Work<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let setup = Arc::clone(&self.setup);
        self.store.write(move |db| work(&mut Work::new(db, &setup)))
    }
}

impl Work<'_> {
    fn id<T: From<Uuid>>(&self) -> T {
        self.setup.id(self.now).into()
    }

    /// Leaves a line of history, without the secrets that somebody's words may hold. Without an actor
    /// it was the client, or time.
    fn record(&mut self, by: Option<&Actor>, mut change: Change) -> Result<()> {
        let secrets = &self.setup.secrets;
        secrets.take_out_of(&mut change.after);
        change
            .before
            .iter_mut()
            .for_each(|it| secrets.take_out_of(it));
        change.note = change
            .note
            .map(|note| secrets.taken_out_of(&note).unwrap_or(note));
        let id: EventId = self.id();
        store::events::append(self.db, id, self.now, by.map(Into::into), change)?;
        Ok(())
    }
}

/// The versions that a change may be made against; mostly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen([i64; Self::MOST]);

impl Seen {
    /// Versions that are looked at.
    const MOST: usize = 8;
    /// No version of anything.
    const NONE: i64 = -1;

    pub fn any_of(versions: impl IntoIterator<Item = i64>) -> Self {
        let mut seen = [Self::NONE; Self::MOST];
        for (place, version) in seen.iter_mut().zip(versions) {
            *place = version;
        }
        Self(seen)
    }
}

/// Refuses to work on another version than one that was seen, where any was named.
fn expect_version(seen: Option<Seen>, present: i64) -> Result<()> {
    match seen {
        Some(seen) if !seen.0.contains(&present) => Err(Error::Stale),
        _ => Ok(()),
    }
}
