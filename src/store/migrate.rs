//! Brings the tables up to date, on either database.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::store::OpenError;
use crate::store::database::Db;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number, as long as it is ours alone in the cluster: "amends" in ASCII.
const ADVISORY_LOCK: i64 = 0x61_6d_65_6e_64_73;

/// The first SQLite without the fault that can damage a database in WAL mode.
const OLDEST_SQLITE: (i32, i32, i32) = (3, 51, 3);

#[doc(hidden)]
pub fn up(db: &mut Db) -> Result<(), OpenError> {
    exclusively(db, |db| match db {
        // Taking the write lock first, so that of several instances one after the other looks.
        Db::Sqlite(db) => db.immediate_transaction(|db| run_pending(db, SQLITE)),
        Db::Postgres(db) => run_pending(db, POSTGRES),
    })
}

fn run_pending<B: diesel::backend::Backend>(
    db: &mut impl MigrationHarness<B>,
    source: EmbeddedMigrations,
) -> Migrated {
    let known: Vec<_> = MigrationSource::<B>::migrations(&source)?
        .iter()
        .map(|migration| migration.name().version().as_owned())
        .collect();
    let applied = db.applied_migrations()?;
    if let Some(newer) = applied.iter().find(|version| !known.contains(version)) {
        return Err(format!("the data is of a newer version of Amends (it has {newer})").into());
    }
    db.run_pending_migrations(source).map(drop)
}

/// Refuses tables that are not those of this program, and changes nothing.
pub(super) fn expect_current(db: &mut Db) -> Result<(), OpenError> {
    fn expect<B: diesel::backend::Backend>(
        db: &mut impl MigrationHarness<B>,
        source: &EmbeddedMigrations,
    ) -> diesel::migration::Result<bool> {
        let mut known: Vec<_> = MigrationSource::<B>::migrations(source)?
            .iter()
            .map(|migration| migration.name().version().as_owned())
            .collect();
        let mut applied = db.applied_migrations()?;
        known.sort();
        applied.sort();
        Ok(known == applied)
    }
    let current = match db {
        Db::Sqlite(db) => expect(db, &SQLITE),
        Db::Postgres(db) => expect(db, &POSTGRES),
    };
    match current {
        Ok(true) => Ok(()),
        Ok(false) => Err(OpenError::OtherVersion(
            "start the server of this version once, or use the program that it was written with"
                .into(),
        )),
        Err(error) => Err(OpenError::OtherVersion(error.to_string())),
    }
}

/// Takes every table away again.
#[doc(hidden)]
pub fn down(db: &mut Db) -> Result<(), OpenError> {
    exclusively(db, |db| match db {
        Db::Sqlite(db) => db.revert_all_migrations(SQLITE).map(drop),
        Db::Postgres(db) => db.revert_all_migrations(POSTGRES).map(drop),
    })
}

/// The versions that the two databases know, in order.
#[doc(hidden)]
pub fn versions() -> (Vec<String>, Vec<String>) {
    fn names<B: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Vec<String> {
        let migrations: Vec<Box<dyn Migration<B>>> = source
            .migrations()
            .expect("the migrations are part of the program");
        migrations
            .iter()
            .map(|migration| migration.name().to_string())
            .collect()
    }
    (
        names::<diesel::sqlite::Sqlite>(&SQLITE),
        names::<diesel::pg::Pg>(&POSTGRES),
    )
}

type Migrated = diesel::migration::Result<()>;

/// Diesel takes no lock of its own; several instances may start at once.
fn exclusively(db: &mut Db, work: impl FnOnce(&mut Db) -> Migrated) -> Result<(), OpenError> {
    let failed = |error: &dyn std::fmt::Display| OpenError::Migrate(error.to_string());
    if let Db::Postgres(db) = db {
        db.batch_execute(&format!(
            "SET lock_timeout = '60s'; SELECT pg_advisory_lock({ADVISORY_LOCK}); SET lock_timeout = '3s'"
        ))
        .map_err(|error| failed(&error))?;
    }
    let done = work(db).map_err(|error| failed(&error));
    if let Db::Postgres(db) = db {
        db.batch_execute(&format!("SELECT pg_advisory_unlock({ADVISORY_LOCK})"))
            .map_err(|error| failed(&error))?;
    }
    done
}

/// Refuses a SQLite library that can damage what it keeps.
pub(super) fn refuse_old_sqlite() -> Result<(), OpenError> {
    let version = sqlite_version();
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(version));
    }
    Ok(())
}

fn sqlite_version() -> String {
    diesel::define_sql_function!(fn sqlite_version() -> diesel::sql_types::Text);
    SqliteConnection::establish(":memory:")
        .ok()
        .and_then(|mut db| diesel::select(sqlite_version()).get_result(&mut db).ok())
        .unwrap_or_default()
}
