//! The database as somebody sees it who holds the file, or the password: without the program.

use amends::store::database::DatabaseUrl;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::support::app::TestDatabase;

pub(crate) enum Sql {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    found: String,
}

impl Sql {
    pub(crate) fn open(database: &TestDatabase) -> Self {
        match database.database_url() {
            DatabaseUrl::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(&path).unwrap();
                connection
                    .batch_execute("PRAGMA busy_timeout = 4000")
                    .unwrap();
                Self::Sqlite(connection)
            }
            DatabaseUrl::Postgres(url) => Self::Postgres(PgConnection::establish(&url).unwrap()),
        }
    }

    pub(crate) fn try_execute(&mut self, sql: &str) -> QueryResult<()> {
        match self {
            Self::Sqlite(connection) => connection.batch_execute(sql),
            Self::Postgres(connection) => connection.batch_execute(sql),
        }
    }

    #[track_caller]
    pub(crate) fn execute(&mut self, sql: &str) {
        self.try_execute(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// What a query whose one column is a text called `found` finds.
    #[track_caller]
    pub(crate) fn texts(&mut self, sql: &str) -> Vec<String> {
        let query = diesel::sql_query(sql);
        let rows: Vec<Found> = match self {
            Self::Sqlite(connection) => query.load(connection),
            Self::Postgres(connection) => query.load(connection),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows.into_iter().map(|row| row.found).collect()
    }

    #[track_caller]
    pub(crate) fn number(&mut self, sql: &str) -> i64 {
        self.texts(sql)[0].parse().unwrap()
    }
}
