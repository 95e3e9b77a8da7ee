//! The database itself, beside the program: to look at what is kept, and to stand in its way.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

pub(crate) enum Sql {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    value: String,
}

impl Sql {
    pub(crate) fn open(database_url: &str) -> Self {
        match database_url.strip_prefix("sqlite://") {
            Some(path) => {
                let mut connection = SqliteConnection::establish(path).unwrap();
                connection
                    .batch_execute("PRAGMA busy_timeout = 10000")
                    .unwrap();
                Self::Sqlite(connection)
            }
            None => Self::Postgres(PgConnection::establish(database_url).unwrap()),
        }
    }

    #[track_caller]
    pub(crate) fn execute(&mut self, sql: &str) {
        self.try_execute(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub(crate) fn try_execute(&mut self, sql: &str) -> QueryResult<()> {
        match self {
            Self::Sqlite(connection) => connection.batch_execute(sql),
            Self::Postgres(connection) => connection.batch_execute(sql),
        }
    }

    /// The one number, called `value`, that a query finds.
    #[track_caller]
    pub(crate) fn number(&mut self, sql: &str) -> i64 {
        let query = diesel::sql_query(sql);
        let found: Number = match self {
            Self::Sqlite(connection) => query.get_result(connection),
            Self::Postgres(connection) => query.get_result(connection),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        found.value
    }

    /// Whether anybody waits for a lock in this database. Other tests have theirs on the same server.
    #[track_caller]
    pub(crate) fn has_waiting(&mut self) -> bool {
        // Within a transaction the first look would be the last.
        self.execute("SELECT pg_stat_clear_snapshot()");
        let waiting = "SELECT COUNT(*) AS value FROM pg_stat_activity \
                       WHERE wait_event_type = 'Lock' AND datname = current_database()";
        self.number(waiting) > 0
    }

    /// The texts, called `value`, that a query finds.
    #[track_caller]
    pub(crate) fn words(&mut self, sql: &str) -> Vec<String> {
        let query = diesel::sql_query(sql);
        let found: Vec<Words> = match self {
            Self::Sqlite(connection) => query.load(connection),
            Self::Postgres(connection) => query.load(connection),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        found.into_iter().map(|words| words.value).collect()
    }

    /// Keeps every other connection from writing, until [`Self::release`]. On PostgreSQL also from
    /// reading `users`, so that nobody can even sign in.
    pub(crate) fn stand_in_the_way(&mut self) {
        self.execute(match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => {
                "BEGIN; LOCK TABLE clients IN EXCLUSIVE MODE; LOCK TABLE users IN ACCESS EXCLUSIVE MODE"
            }
        });
    }

    pub(crate) fn release(&mut self) {
        self.execute("ROLLBACK");
    }

    /// The names of all tables, and all that is in them as text.
    pub(crate) fn dump(&mut self) -> Vec<(String, String)> {
        let tables = self.words(match self {
            Self::Sqlite(_) => {
                "SELECT name AS value FROM sqlite_master WHERE type = 'table' ORDER BY name"
            }
            Self::Postgres(_) => {
                "SELECT table_name::text AS value FROM information_schema.tables \
                 WHERE table_schema = 'public' ORDER BY table_name"
            }
        });
        tables
            .into_iter()
            .map(|table| {
                let query = match self {
                    Self::Sqlite(_) => {
                        let columns = self.words(&format!(
                            "SELECT 'quote(\"' || name || '\")' AS value FROM pragma_table_info('{table}')"
                        ));
                        let columns = columns.join(" || ',' || ");
                        format!("SELECT {columns} AS value FROM \"{table}\"")
                    }
                    Self::Postgres(_) => format!("SELECT t::text AS value FROM \"{table}\" t"),
                };
                let rows = self.words(&query).join("\n");
                (table, rows)
            })
            .collect()
    }
}
