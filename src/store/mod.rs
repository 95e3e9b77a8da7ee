//! The database. The only place that knows diesel.
//!
//! There are two doors: [`Store::read`] and [`Store::write`]. A write is one transaction, and its
//! caller hears of it only once it is durable.

pub mod accounts;
pub mod apologies;
pub mod clients;
mod columns;
pub mod counters;
pub mod database;
pub mod delegations;
mod error;
pub mod events;
pub mod follow_ups;
pub mod guarantees;
pub mod idempotency;
pub mod inbound;
pub mod incidents;
pub mod mail_settings;
pub mod migrate;
pub mod offers;
pub mod outbox;
pub mod playbacks;
pub mod policies;
pub mod preventions;
pub mod promises;
pub mod rooms;
mod schema;
pub mod tokens;
pub mod users;
pub mod waits;
mod writer;

use std::time::{Duration, Instant};

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;

use crate::store::database::{Access, Connections, DatabaseUrl, Db};
pub use crate::store::error::{Error, Fault};
use crate::store::waits::Waits;
use crate::store::writer::Writer;

/// How long a request waits for a connection before it is told to come back.
const CHECKOUT: Duration = Duration::from_secs(3);

/// A page of a list: the rows after `before`, the newest first.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The id of the last row already seen.
    pub before: Option<String>,
    pub limit: i64,
}

impl Page {
    /// The whole list.
    pub fn whole() -> Self {
        Self {
            before: None,
            limit: i64::MAX,
        }
    }
}

#[derive(Clone)]
pub struct Store {
    pool: Pool<Connections>,
    writes: Writes,
    waits: Waits,
}

#[derive(Clone)]
enum Writes {
    /// SQLite takes one writer; waiting writes share a commit.
    Queued(Writer),
    /// PostgreSQL takes many.
    Pooled,
}

impl Store {
    /// Opens the database and brings its tables up to date.
    pub fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        migrate::refuse_old_sqlite()?;
        let mut writer = url
            .connect(Access::Write)
            .map_err(|error| OpenError::Connect(error.to_string()))?;
        migrate::up(&mut writer)?;
        Self::over(url, writer)
    }

    /// Opens a database that is there, as it is: nothing is made and nothing is migrated.
    pub fn open_present(url: &DatabaseUrl) -> Result<Self, OpenError> {
        migrate::refuse_old_sqlite()?;
        url.expect_file()?;
        let mut writer = url
            .connect(Access::Write)
            .map_err(|error| OpenError::Connect(error.to_string()))?;
        migrate::expect_current(&mut writer)?;
        Self::over(url, writer)
    }

    fn over(url: &DatabaseUrl, writer: Db) -> Result<Self, OpenError> {
        let waits = Waits::default();
        let (writes, access, size) = match writer {
            sqlite @ Db::Sqlite(_) => {
                let writer = Writer::start(sqlite, waits.turn.clone());
                (Writes::Queued(writer), Access::Read, 4)
            }
            Db::Postgres(_) => (Writes::Pooled, Access::Write, 16),
        };
        let connections = Connections {
            url: url.clone(),
            access,
        };
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .connection_timeout(CHECKOUT)
            .build(connections)
            .map_err(|error| OpenError::Connect(error.to_string()))?;
        Ok(Self {
            pool,
            writes,
            waits,
        })
    }

    /// Reads; nothing that `work` does is kept.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut db = self.checkout()?;
        work(&mut db)
    }

    /// Reads as of one moment: what others commit meanwhile is not seen.
    pub fn read_at_once<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let db: &mut Db = &mut *self.checkout()?;
        db.transaction(|db| {
            if let Db::Postgres(db) = db {
                db.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")?;
            }
            work(db).map_err(Undone::Work)
        })
        .map_err(|undone| match undone {
            Undone::Work(error) => error,
            Undone::Commit(error) => E::from(error.into()),
        })
    }

    /// Does `work` in one transaction: all of it is durable when this returns `Ok`, and none of it
    /// is kept when this returns an error.
    pub fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Fault + Send + 'static,
    {
        match &self.writes {
            Writes::Queued(writer) => writer.write(work),
            Writes::Pooled => {
                let mut db = self.checkout()?;
                db.transaction(|db| work(db).map_err(Undone::Work))
                    .map_err(|undone| match undone {
                        Undone::Work(error) => error,
                        Undone::Commit(error) => E::from(error.into()),
                    })
            }
        }
    }

    /// Writes that wait for their turn, and commits so far; `None` where writes do not queue.
    pub fn queue(&self) -> Option<(u64, u64)> {
        match &self.writes {
            Writes::Queued(writer) => Some((writer.waiting(), writer.commits())),
            Writes::Pooled => None,
        }
    }

    /// Refuses where writes queue and the last of them show that none is taken.
    pub fn expect_writable(&self) -> Result<(), Error> {
        match &self.writes {
            Writes::Queued(writer) => writer.expect_writable(),
            Writes::Pooled => Ok(()),
        }
    }

    /// How long work has waited so far.
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    fn checkout(&self) -> Result<diesel::r2d2::PooledConnection<Connections>, Error> {
        let asked = Instant::now();
        let connection = self.pool.get();
        waits::record(&self.waits.connection, asked.elapsed());
        connection.map_err(|error| Error::Busy(error.to_string()))
    }
}

/// Why a transaction was rolled back.
enum Undone<E> {
    Work(E),
    Commit(diesel::result::Error),
}

impl<E> From<diesel::result::Error> for Undone<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Commit(error)
    }
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database cannot be reached: {0}")]
    Connect(String),
    #[error("there is no file {0}")]
    NoFile(String),
    #[error("the tables cannot be brought up to date: {0}")]
    Migrate(String),
    #[error("the tables are not those of this version of Amends: {0}")]
    OtherVersion(String),
    #[error(
        "the SQLite library {0} can damage a database that several connections share; 3.51.3 or newer is needed"
    )]
    OldSqlite(String),
}
