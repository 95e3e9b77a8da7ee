//! Which database, and how a connection to it is opened.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, R2D2Connection};

use crate::store::OpenError;

/// One of the two databases that Amends runs on. Queries are written once, against this.
#[derive(diesel::MultiConnection)]
pub enum Db {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Db {
    /// Whether nobody else writes while a transaction is open.
    pub fn writes_one_by_one(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

/// Runs a statement that [`Db`] cannot express on whichever connection it holds.
macro_rules! each_backend {
    ($db:expr, |$connection:ident| $statement:expr) => {
        match $db {
            $crate::store::database::Db::Sqlite($connection) => $statement,
            $crate::store::database::Db::Postgres($connection) => $statement,
        }
    };
}
pub(crate) use each_backend;

/// Where the database is; told apart by the URL's scheme alone.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(String),
    /// A `postgres://` URL, which may hold a password.
    Postgres(String),
}

/// Never shows the password.
impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{path}"),
            Self::Postgres(_) => f.write_str("postgres://..."),
        }
    }
}

impl DatabaseUrl {
    /// Reads `sqlite://amends.db` or `postgres://user@host/name`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            if path.is_empty() || path.contains(":memory:") || path.starts_with("file:") {
                return Err("name a file, like sqlite://amends.db".into());
            }
            return Ok(Self::Sqlite(path.to_owned()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            url::Url::parse(text).map_err(|error| format!("this is no URL: {error}"))?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err("write sqlite://FILE or postgres://USER@HOST/DATABASE".into())
    }

    /// One connection that may write, for what stands outside the store.
    #[doc(hidden)]
    pub fn open(&self) -> ConnectionResult<Db> {
        self.connect(Access::Write)
    }

    /// Refuses to go on where connecting would make a new file.
    pub(super) fn expect_file(&self) -> Result<(), OpenError> {
        match self {
            Self::Sqlite(path) if !std::path::Path::new(path).is_file() => {
                Err(OpenError::NoFile(path.clone()))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn connect(&self, access: Access) -> ConnectionResult<Db> {
        match self {
            Self::Sqlite(path) => open_sqlite(path, access).map(Db::Sqlite),
            Self::Postgres(url) => open_postgres(url).map(Db::Postgres),
        }
    }
}

/// How often a file is asked to be in WAL mode before that is given up.
const WAL_TRIES: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

fn open_sqlite(path: &str, access: Access) -> ConnectionResult<SqliteConnection> {
    if access == Access::Write {
        keep_to_ourselves(path);
    }
    let mut connection = SqliteConnection::establish(path)?;
    // One statement each: a batch would stop at the first that has to wait. The wait comes first,
    // so that the others have it; FULL, so that what was acknowledged survives a power cut.
    let execute = |connection: &mut SqliteConnection, pragma: &str| {
        connection.batch_execute(pragma).map_err(broken_setup)
    };
    execute(&mut connection, "PRAGMA busy_timeout = 3000")?;
    use_wal(&mut connection).map_err(broken_setup)?;
    execute(&mut connection, "PRAGMA synchronous = FULL")?;
    execute(&mut connection, "PRAGMA foreign_keys = ON")?;
    if access == Access::Read {
        connection
            .batch_execute("PRAGMA query_only = ON")
            .map_err(broken_setup)?;
    }
    Ok(connection)
}

/// Makes a new file one that only its owner reads; what SQLite lays beside it is made like it. A
/// file that cannot be made is for SQLite to complain about.
#[cfg(unix)]
fn keep_to_ourselves(path: &str) {
    use std::os::unix::fs::OpenOptionsExt;

    let mut file = std::fs::OpenOptions::new();
    let _ = file.write(true).create_new(true).mode(0o600).open(path);
}

#[cfg(not(unix))]
fn keep_to_ourselves(_: &str) {}

/// SQLite does not wait for the lock that this takes the first time, when several instances start
/// on a new file.
fn use_wal(connection: &mut SqliteConnection) -> QueryResult<()> {
    for _ in 0..WAL_TRIES {
        match connection.batch_execute("PRAGMA journal_mode = WAL") {
            Err(error) if error.to_string().contains("locked") => {
                // This does wait, until whoever has the lock is done.
                connection.batch_execute("BEGIN IMMEDIATE; ROLLBACK")?;
            }
            done => return done,
        }
    }
    connection.batch_execute("PRAGMA journal_mode = WAL")
}

/// What the URL does not say itself. A server that is gone without a word is noticed within half a
/// minute: seconds until it is asked, between questions, and how many; milliseconds until what was
/// sent must have arrived.
const LIBPQ: &[(&str, &str)] = &[
    ("connect_timeout", "3"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "5"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
];

fn open_postgres(url: &str) -> ConnectionResult<PgConnection> {
    let mut url = url::Url::parse(url)
        .map_err(|error| ConnectionError::InvalidConnectionUrl(error.to_string()))?;
    for (name, value) in LIBPQ {
        if !url.query_pairs().any(|(given, _)| given == *name) {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    let mut connection = PgConnection::establish(url.as_str())?;
    connection
        .batch_execute(
            "SET TIME ZONE 'UTC'; SET lock_timeout = '3s'; SET statement_timeout = '20s'; \
             SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = warning",
        )
        .map_err(broken_setup)?;
    Ok(connection)
}

fn broken_setup(error: diesel::result::Error) -> ConnectionError {
    ConnectionError::CouldntSetupConfiguration(error)
}

/// Opens connections for a pool. (The derive's own way to open one guesses the database.)
pub(super) struct Connections {
    pub(super) url: DatabaseUrl,
    pub(super) access: Access,
}

impl ManageConnection for Connections {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        self.url
            .connect(self.access)
            .map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        db.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking() || db.is_broken()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_alone_decides() {
        assert_eq!(
            DatabaseUrl::parse("sqlite://a.db"),
            Ok(DatabaseUrl::Sqlite("a.db".into()))
        );
        assert!(matches!(
            DatabaseUrl::parse("postgres://me@localhost/amends"),
            Ok(DatabaseUrl::Postgres(_))
        ));
        for bad in [
            "amends.db",
            "sqlite://",
            "sqlite::memory:",
            "mysql://x/y",
            "postgres://[",
            "",
        ] {
            assert!(DatabaseUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;

        let name = format!("amends-private-{}.db", std::process::id());
        let path = std::env::temp_dir().join(name);
        let ends = ["", "-wal", "-shm"].map(|end| format!("{}{end}", path.display()));
        let mut db = DatabaseUrl::Sqlite(ends[0].clone()).open().unwrap();
        db.batch_execute("CREATE TABLE notes (id BIGINT)").unwrap();
        for file in &ends {
            let mode = std::fs::metadata(file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
        drop(db);
        for file in &ends {
            let _ = std::fs::remove_file(file);
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgres://me:secret@localhost/amends").unwrap();
        assert!(!format!("{url:?}").contains("secret"));
    }
}
