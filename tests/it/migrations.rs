//! The tables: made and taken away again, the same on both databases, as the program sees them; and
//! what happens when several instances start at once, or the database is not ours to open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Barrier};

use amends::app::Amends;
use amends::clock::ManualClock;
use amends::store::Store;
use amends::store::database::DatabaseUrl;
use amends::store::migrate;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::json;

use crate::support::app::{TestApp, TestDatabase, beginning, config};

pub(crate) enum Database {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Database {
    pub(crate) fn open(database: &TestDatabase) -> Self {
        match database.url.strip_prefix("sqlite://") {
            Some(path) => {
                let mut connection = SqliteConnection::establish(path).unwrap();
                // Those that the instances leave behind may still be closing.
                connection
                    .batch_execute("PRAGMA busy_timeout = 4000")
                    .unwrap();
                Self::Sqlite(connection)
            }
            None => Self::Postgres(PgConnection::establish(&database.url).unwrap()),
        }
    }

    fn execute(&mut self, sql: &str) {
        match self {
            Self::Sqlite(connection) => connection.batch_execute(sql),
            Self::Postgres(connection) => connection.batch_execute(sql),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// What a query whose one column is called `name` finds.
    pub(crate) fn names(&mut self, sql: &str) -> BTreeSet<String> {
        let query = diesel::sql_query(sql);
        let found: Vec<Name> = match self {
            Self::Sqlite(connection) => query.load(connection),
            Self::Postgres(connection) => query.load(connection),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        found.into_iter().map(|it| it.name).collect()
    }

    /// Our tables; not that of the migrations.
    fn tables(&mut self) -> BTreeSet<String> {
        let sql = match self {
            Self::Sqlite(_) => "SELECT name FROM sqlite_schema WHERE type = 'table'",
            Self::Postgres(_) => {
                "SELECT table_name::text AS name FROM information_schema.tables \
                 WHERE table_schema = 'public'"
            }
        };
        let mut tables = self.names(sql);
        tables.retain(|name| !name.starts_with("sqlite_") && !name.starts_with("__diesel"));
        tables
    }

    /// A table's columns as `name type`, with a `?` behind the types of those that may be empty.
    fn columns(&mut self, table: &str) -> BTreeSet<String> {
        let sql = match self {
            Self::Sqlite(_) => format!(
                "SELECT name || ' ' || lower(type) || \
                 CASE WHEN \"notnull\" = 1 OR pk > 0 THEN '' ELSE '?' END AS name \
                 FROM pragma_table_info('{table}')"
            ),
            Self::Postgres(_) => format!(
                "SELECT column_name || ' ' || data_type || \
                 CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS name \
                 FROM information_schema.columns WHERE table_schema = 'public' \
                 AND table_name = '{table}'"
            ),
        };
        self.names(&sql)
    }

    /// What the databases call the types that `schema.rs` names.
    fn type_names(&self, diesel: &str) -> &'static [&'static str] {
        match (self, diesel) {
            (_, "Text") => &["text"],
            (_, "BigInt") => &["bigint", "integer"],
            (_, "Bool") => &["boolean"],
            (_, "Date") => &["date"],
            (Self::Sqlite(_), "Timestamp") => &["timestamp"],
            (Self::Postgres(_), "Timestamp") => &["timestamp without time zone"],
            (_, other) => panic!("a column of the type {other}"),
        }
    }
}

/// The tables and columns of `src/store/schema.rs`: the type of each, and whether it may be empty.
fn schema() -> BTreeMap<String, BTreeMap<String, (String, bool)>> {
    let source = include_str!("../../src/store/schema.rs");
    let mut tables = BTreeMap::new();
    for table in source.split("diesel::table! {").skip(1) {
        let mut lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        let name = lines.next().unwrap().split(' ').next().unwrap();
        let columns: BTreeMap<String, (String, bool)> = lines
            .map_while(|line| line.trim_end_matches(',').split_once(" -> "))
            .map(|(column, kind)| {
                let inner = kind
                    .strip_prefix("Nullable<")
                    .map(|it| it.trim_end_matches('>'));
                let column = column.to_owned();
                (column, (inner.unwrap_or(kind).to_owned(), inner.is_some()))
            })
            .collect();
        assert!(columns.len() > 1, "{name}: {columns:?}");
        tables.insert(name.to_owned(), columns);
    }
    assert!(tables.len() > 10, "{:?}", tables.keys());
    tables
}

fn names_in_schema() -> BTreeSet<String> {
    schema().into_keys().collect()
}

#[test]
fn both_databases_have_the_same_versions() {
    let (sqlite, postgres) = migrate::versions();
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
    let mut sorted = sqlite.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sqlite, sorted);
}

#[test]
fn up_down_and_up_again() {
    let database = TestDatabase::create();
    let url = database.database_url();
    migrate::up(&mut url.open().unwrap()).unwrap();
    let mut connection = Database::open(&database);
    assert_eq!(connection.tables(), names_in_schema());
    let columns: Vec<_> = names_in_schema()
        .iter()
        .map(|table| connection.columns(table))
        .collect();

    migrate::down(&mut url.open().unwrap()).unwrap();
    assert_eq!(connection.tables(), BTreeSet::new());

    migrate::up(&mut url.open().unwrap()).unwrap();
    // Once more has nothing to do.
    migrate::up(&mut url.open().unwrap()).unwrap();
    assert_eq!(connection.tables(), names_in_schema());
    let again: Vec<_> = names_in_schema()
        .iter()
        .map(|table| connection.columns(table))
        .collect();
    assert_eq!(again, columns);
}

#[test]
fn the_tables_are_those_that_the_program_sees() {
    let database = TestDatabase::create();
    migrate::up(&mut database.database_url().open().unwrap()).unwrap();
    let mut connection = Database::open(&database);
    for (table, columns) in schema() {
        let there = connection.columns(&table);
        assert_eq!(there.len(), columns.len(), "{table}: {there:?}");
        for (column, (kind, optional)) in columns {
            let mark = if optional { "?" } else { "" };
            let known = connection
                .type_names(&kind)
                .iter()
                .any(|kind| there.contains(&format!("{column} {kind}{mark}")));
            assert!(
                known,
                "{table}.{column} {kind}{mark} is not among {there:?}"
            );
        }
    }
}

#[test]
fn every_table_can_be_read() {
    let database = TestDatabase::create();
    Store::open(&database.database_url()).unwrap();
    let mut connection = Database::open(&database);
    for (table, columns) in schema() {
        let columns: Vec<String> = columns.into_keys().map(|it| format!("\"{it}\"")).collect();
        connection.execute(&format!("SELECT {} FROM \"{table}\"", columns.join(", ")));
    }
}

/// Starts as many instances at once on one new database; all of them must come up.
fn start_at_once(instances: usize) {
    let database = TestDatabase::create();
    let config = config(&database, None);
    let start = Barrier::new(instances);
    let failed: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..instances)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    Amends::prepare(&config, Arc::new(ManualClock::at(beginning())))
                        .err()
                        .map(|error| error.to_string())
                })
            })
            .collect();
        running
            .into_iter()
            .filter_map(|it| it.join().unwrap())
            .collect()
    });
    assert_eq!(failed, [""; 0]);
    let mut connection = Database::open(&database);
    assert_eq!(connection.tables(), names_in_schema());
    let admins = connection.names("SELECT id AS name FROM users");
    assert_eq!(admins.len(), 1, "one first admin");
    let tokens = connection.names("SELECT id AS name FROM tokens");
    assert_eq!(tokens.len(), 1);
    let policies = connection.names("SELECT body AS name FROM policies");
    assert_eq!(policies.len(), 1);
}

#[test]
fn two_instances_may_start_at_once() {
    for _ in 0..5 {
        start_at_once(2);
    }
}

#[test]
fn so_may_five() {
    start_at_once(5);
}

#[test]
fn a_second_instance_sees_what_the_first_has_done() {
    let app = TestApp::start();
    let incident = json!({
        "client": {"name": "Harbour Books", "email": "ines@harbour.example"},
        "summary": "The catalogue was printed from an old file",
    });
    app.agent().post("/v1/incidents", &incident).expect(201);
    let second = Amends::prepare(
        &config(&app.database, None),
        Arc::new(ManualClock::at(beginning())),
    );
    assert!(second.unwrap().first_token.is_none());
    let mut connection = Database::open(&app.database);
    assert_eq!(
        connection
            .names("SELECT reference AS name FROM incidents")
            .len(),
        1
    );
}

#[test]
fn data_of_a_newer_version_is_left_alone() {
    let database = TestDatabase::create();
    drop(Store::open(&database.database_url()).unwrap());
    let mut connection = Database::open(&database);
    connection
        .execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000001')");
    let refused = Store::open(&database.database_url())
        .err()
        .unwrap()
        .to_string();
    assert!(refused.contains("newer"), "{refused}");
    assert!(!refused.contains('\n'), "{refused}");
    assert_eq!(connection.tables(), names_in_schema());
}

#[test]
fn what_is_no_database_is_refused_in_one_line() {
    let folder = tempfile_folder();
    let file = folder.join("letter.txt");
    std::fs::write(&file, "Dear Ines, it was our mistake. ".repeat(100)).unwrap();
    let missing = folder.join("no/such/folder/amends.db");
    for (path, said) in [
        (&file, "not a database"),
        (&missing, "unable to open"),
        (&folder, "unable to open"),
    ] {
        let url = DatabaseUrl::parse(&format!("sqlite://{}", path.display())).unwrap();
        let refused = Store::open(&url).err().unwrap().to_string();
        assert!(refused.contains(said), "{refused}");
        assert!(!refused.contains('\n'), "{refused}");
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept.starts_with("Dear Ines") && kept.len() == 31 * 100);
    std::fs::remove_dir_all(folder).unwrap();

    let nobody = DatabaseUrl::parse("postgres://amends:secret@127.0.0.1:1/amends").unwrap();
    let refused = Store::open(&nobody).err().unwrap().to_string();
    assert!(refused.contains("cannot be reached"), "{refused}");
    assert!(!refused.contains("secret"), "{refused}");
}

fn tempfile_folder() -> std::path::PathBuf {
    let name = format!("amends-test-migrations-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
