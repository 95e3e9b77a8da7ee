//! Stopping, being killed, and a database that stalls or is full: what was acknowledged is kept,
//! nothing is half-done, and whoever asks hears in time.

#![expect(
    clippy::disallowed_methods,
    reason = "another process does not run by the clock of the tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp, TestDatabase};
use crate::support::cases::{STATEMENT, report, text};
use crate::support::program::{Process, program};
use crate::support::sql::Sql;

const KEY: &str = "Idempotency-Key";
const WRITERS: usize = 20;

/// How often the kill test kills; `scripts/kill-test` asks for more.
fn kills() -> usize {
    let asked = std::env::var("AMENDS_TEST_KILLS").ok();
    asked.map_or(25, |kills| {
        kills.parse().expect("AMENDS_TEST_KILLS: a number")
    })
}

fn client(name: &str) -> Value {
    json!({"name": name, "email": "ines@harbour.example"})
}

/// Somebody who reports incidents and owns them, one after the other, and asks again for what was
/// not answered.
struct Writer {
    number: usize,
    /// Requests that were answered.
    answered: usize,
    /// Of those, the ones whose first answer was lost: they were done already.
    replayed: usize,
    /// The incidents that were acknowledged, and whether their ownership was.
    incidents: Vec<(String, bool)>,
}

impl Writer {
    /// Goes on until the connection breaks, or `enough` requests were answered; counts them in
    /// `heard` too.
    fn write(&mut self, caller: &Caller, enough: usize, heard: &AtomicUsize) {
        let enough = self.answered.saturating_add(enough);
        while self.answered < enough {
            let open = self.incidents.last().filter(|(_, owned)| !owned);
            let (path, body) = match open {
                Some((id, _)) => (
                    format!("/v1/incidents/{id}/own"),
                    json!({"statement": STATEMENT}),
                ),
                None => ("/v1/incidents".to_owned(), report()),
            };
            let key = format!("{}-{}", self.number, self.answered);
            let headers = [(KEY, &*key), ("Content-Type", "application/json")];
            let body = body.to_string();
            match caller.try_send("POST", &path, &headers, Some(body.as_bytes())) {
                Ok(answer) => {
                    self.hear(&answer);
                    heard.fetch_add(1, Ordering::SeqCst);
                }
                Err(_) => return,
            }
        }
    }

    fn hear(&mut self, answer: &Answer) {
        match answer.status {
            201 => {
                let id = text(&answer.json()["id"]);
                self.incidents.push((id, false));
            }
            200 => self.incidents.last_mut().unwrap().1 = true,
            // The transaction of a process that was killed has not ended yet, on PostgreSQL.
            409 | 503 => {
                assert!(answer.header("retry-after").is_some(), "{}", answer.text);
                return;
            }
            _ => panic!("{}: {}", answer.status, answer.text),
        }
        self.answered += 1;
        self.replayed += usize::from(answer.header("idempotency-replayed").is_some());
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_done_however_often_it_is_killed() {
    let database = TestDatabase::create();
    Process::start(&database.url).kill();
    let mut writers: Vec<Writer> = (0..WRITERS)
        .map(|number| Writer {
            number,
            answered: 0,
            replayed: 0,
            incidents: Vec::new(),
        })
        .collect();
    for round in 0..kills() {
        if round % 10 == 9 {
            // While it starts.
            let mut child = program(&database.url).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(round as u64 * 7 % 90));
            child.kill().unwrap();
            child.wait().unwrap();
            continue;
        }
        let process = Process::start(&database.url);
        let (url, heard) = (process.url.clone(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for writer in &mut writers {
                let (url, heard) = (&url, &heard);
                scope.spawn(move || {
                    writer.write(&Caller::of(url, Some(ADMIN_TOKEN)), usize::MAX, heard);
                });
            }
            // In the middle of it, each time at another point.
            wait_until("anybody is answered", || {
                heard.load(Ordering::SeqCst) >= round * 13 % 50
            });
            std::thread::sleep(Duration::from_micros(round as u64 * 1_700 % 9_000));
            process.kill();
        });
    }

    // Everybody asks again for what they heard nothing of; each key has its effect in the end.
    let process = Process::start(&database.url);
    for writer in &mut writers {
        writer.write(&process.admin(), 1, &AtomicUsize::new(0));
    }
    let answered: usize = writers.iter().map(|writer| writer.answered).sum();
    let replayed: usize = writers.iter().map(|writer| writer.replayed).sum();
    let acknowledged: BTreeMap<String, bool> = writers
        .iter()
        .flat_map(|writer| writer.incidents.iter().cloned())
        .collect();
    eprintln!(
        "{} kills, {answered} requests, {replayed} of them answered again, {} incidents",
        kills(),
        acknowledged.len()
    );
    assert!(answered > kills(), "hardly anything was written");
    expect_whole(&database, &acknowledged, answered);
    let verified = process.admin().get("/v1/history/verify").expect(200);
    assert_eq!(verified["ok"], true, "{verified}");
}

/// What is kept is exactly what was acknowledged, with all that belongs to it.
fn expect_whole(database: &TestDatabase, acknowledged: &BTreeMap<String, bool>, answered: usize) {
    let mut sql = Sql::open(&database.url);
    let owned: BTreeSet<&String> = acknowledged
        .iter()
        .filter_map(|(id, owned)| owned.then_some(id))
        .collect();
    let ids = |sql: &mut Sql, query: &str| -> BTreeSet<String> {
        let found = sql.words(query);
        let unique: BTreeSet<String> = found.iter().cloned().collect();
        assert_eq!(found.len(), unique.len(), "something twice: {query}");
        unique
    };
    let all: BTreeSet<String> = acknowledged.keys().cloned().collect();
    assert_eq!(ids(&mut sql, "SELECT id AS value FROM incidents"), all);
    let reported = "SELECT incident_id AS value FROM history WHERE action = 'report'";
    assert_eq!(ids(&mut sql, reported), all);
    for query in [
        "SELECT id AS value FROM incidents WHERE state = 'owned'",
        "SELECT incident_id AS value FROM history WHERE action = 'own'",
        "SELECT incident_id AS value FROM apologies",
        "SELECT incident_id AS value FROM mail WHERE kind = 'apology_draft'",
    ] {
        assert_eq!(
            ids(&mut sql, query).iter().collect::<BTreeSet<_>>(),
            owned,
            "{query}"
        );
    }
    let count = |sql: &mut Sql, what: &str| {
        usize::try_from(sql.number(&format!("SELECT COUNT(*) AS value FROM {what}"))).unwrap()
    };
    assert_eq!(count(&mut sql, "clients"), all.len());
    assert_eq!(count(&mut sql, "mail"), owned.len());
    assert_eq!(count(&mut sql, "idempotency"), answered);
    assert_eq!(count(&mut sql, "idempotency WHERE status = 0"), 0);
    // Numbers without a gap: a reference that was given out belongs to an incident that is there.
    let references = ids(&mut sql, "SELECT reference AS value FROM incidents");
    let mut numbers: Vec<usize> = references
        .iter()
        .map(|reference| reference.rsplit('-').next().unwrap().parse().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=all.len()).collect::<Vec<_>>());
    if let Sql::Sqlite(_) = sql {
        let found = sql.words("SELECT integrity_check AS value FROM pragma_integrity_check");
        assert_eq!(found, ["ok"]);
        assert_eq!(count(&mut sql, "pragma_foreign_key_check"), 0);
    }
}

#[test]
fn the_same_answer_comes_back_after_a_kill() {
    let database = TestDatabase::create();
    let ask = |process: &Process, path: &str, body: &Value| {
        process.admin().post_with(path, &[(KEY, "one")], body)
    };
    let process = Process::start(&database.url);
    let first = ask(&process, "/v1/clients", &client("Harbour Books"));
    first.expect(201);
    process.kill();
    let process = Process::start(&database.url);
    let again = ask(&process, "/v1/clients", &client("Harbour Books"));
    assert_eq!(again.said(), first.said());
    assert_eq!(
        again.header("idempotency-replayed").as_deref(),
        Some("true")
    );
    ask(&process, "/v1/clients", &client("Another")).expect_problem(422, "idempotency_key_reused");
    assert_eq!(
        process.admin().get("/v1/clients").expect(200)["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn told_to_stop_it_finishes_what_is_in_flight_although_a_body_stalls() {
    let database = TestDatabase::create();
    let mut process = Process::start(&database.url);
    let admin = process.admin();
    admin.post("/v1/clients", &client("Before")).expect(201);

    let address = process.url.strip_prefix("http://").unwrap();
    let mut stalled = TcpStream::connect(address).unwrap();
    write!(
        stalled,
        "POST /v1/clients HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {ADMIN_TOKEN}\r\n\
         Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"name\""
    )
    .unwrap();

    let mut sql = Sql::open(&database.url);
    match &sql {
        Sql::Sqlite(_) => sql.execute("BEGIN IMMEDIATE"),
        Sql::Postgres(_) => sql.execute("BEGIN; LOCK TABLE clients IN EXCLUSIVE MODE"),
    }
    let in_flight = std::thread::spawn(move || admin.post("/v1/clients", &client("In flight")));
    wait_until("the write waits", || match &mut sql {
        Sql::Sqlite(_) => process.admin().get("/readyz").expect(200)["writes"]["waiting"] != 0,
        Sql::Postgres(_) => sql.has_waiting(),
    });
    process.terminate();
    // It takes nobody new.
    let url = process.url.clone();
    wait_until("it stops listening", || {
        TcpStream::connect(url.strip_prefix("http://").unwrap()).is_err()
    });
    sql.release();
    in_flight.join().unwrap().expect(201);
    let (status, took) = process.wait();
    assert!(status.success(), "{status}");
    assert!(took < Duration::from_secs(10), "it took {took:?}");

    let names = "SELECT name AS value FROM clients ORDER BY id";
    assert_eq!(sql.words(names), ["Before", "In flight"]);
}

fn wait_until(what: &str, mut so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(began.elapsed() < Duration::from_secs(20), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_database_that_is_held_up_is_said_to_be_in_time_and_then_all_is_as_before() {
    let app = TestApp::start();
    let create = |key: &str| {
        app.caller(ADMIN_TOKEN)
            .post_with("/v1/clients", &[(KEY, key)], &client("Harbour Books"))
    };
    create("before").expect(201);
    let mut sql = Sql::open(&app.database.url);
    sql.stand_in_the_way();
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..30)
            .map(|number| {
                scope.spawn(move || {
                    let began = Instant::now();
                    (create(&format!("held-up-{number}")), began.elapsed())
                })
            })
            .collect();
        // On PostgreSQL also `/readyz` cannot read what it looks at.
        let ready = in_time(|| app.nobody().get("/readyz"));
        assert!([200, 503].contains(&ready.status), "{}", ready.text);
        in_time(|| app.nobody().get("/metrics"));
        while asking.iter().any(|asked| !asked.is_finished()) {
            let began = Instant::now();
            app.nobody().get("/livez").expect(200);
            assert!(began.elapsed() < Duration::from_secs(1), "/livez");
            std::thread::sleep(Duration::from_millis(200));
        }
        for asked in asking {
            let (refused, took) = asked.join().unwrap();
            refused.expect_problem(503, "unavailable");
            assert!(refused.header("retry-after").is_some());
            assert!(took < Duration::from_secs(5), "{took:?}");
        }
        // Also where it can be read, and nothing can be written.
        let ready = in_time(|| app.nobody().get("/readyz"));
        ready.expect_problem(503, "unavailable");
        // On PostgreSQL what the counts are taken from can still be read.
        if matches!(sql, Sql::Sqlite(_)) {
            let metrics = in_time(|| app.nobody().get("/metrics"));
            let text = metrics.text;
            assert!(text.contains("\namends_database_up 0\n"), "{text}");
        }
    });
    sql.release();
    // Nobody has to write first for it to be seen.
    app.nobody().get("/readyz").expect(200);
    let metrics = app.nobody().get("/metrics");
    assert!(metrics.text.contains("\namends_database_up 1\n"));
    for number in 0..30 {
        let key = format!("held-up-{number}");
        let made = create(&key);
        made.expect(201);
        assert_eq!(
            made.header("idempotency-replayed"),
            None,
            "nothing was changed"
        );
    }
    assert_eq!(sql.number("SELECT COUNT(*) AS value FROM clients"), 31);
    app.nobody().get("/readyz").expect(200);
}

/// Stands between the program and PostgreSQL, and can stop passing anything on.
struct Line {
    port: u16,
    frozen: Arc<AtomicBool>,
}

impl Line {
    fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            frozen: Arc::new(AtomicBool::new(false)),
        };
        let frozen = Arc::clone(&line.frozen);
        // Ends with the test's process, as do the threads of its connections.
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let (near, far) = (near.unwrap(), TcpStream::connect(&server).unwrap());
                let back = (far.try_clone().unwrap(), near.try_clone().unwrap());
                for (from, to) in [(near, far), back] {
                    let frozen = Arc::clone(&frozen);
                    std::thread::spawn(move || pass_on(from, to, &frozen));
                }
            }
        });
        line
    }

    fn freeze(&self, frozen: bool) {
        self.frozen.store(frozen, Ordering::SeqCst);
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, frozen: &AtomicBool) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        while frozen.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(10));
        }
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Both);
}

/// The answer, which came within the five seconds that are promised.
#[track_caller]
fn in_time(ask: impl FnOnce() -> Answer) -> Answer {
    let began = Instant::now();
    let answer = ask();
    let took = began.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}: {}", answer.text);
    answer
}

#[test]
fn a_server_that_falls_silent_is_noticed_in_time_and_then_all_is_as_before() {
    let database = TestDatabase::create();
    if database.url.starts_with("sqlite") {
        // There is no server.
        return;
    }
    let mut url = url::Url::parse(&database.url).unwrap();
    let server = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let line = Line::to(server);
    url.set_port(Some(line.port)).unwrap();
    let process = Process::start(url.as_str());
    let create = |key: &str| {
        let began = Instant::now();
        let answer =
            process
                .admin()
                .post_with("/v1/clients", &[(KEY, key)], &client("Harbour Books"));
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{:?}",
            began.elapsed()
        );
        answer
    };
    create("before").expect(201);
    // Whoever is in the middle of it when it happens.
    let (is_over, frozen) = (AtomicBool::new(false), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for number in 0..12 {
            let path = ["/v1/clients?limit=200", "/v1/me", "/v1/history", "/readyz"][number % 4];
            let (admin, is_over, frozen) = (process.admin(), &is_over, &frozen);
            scope.spawn(move || {
                while !is_over.load(Ordering::SeqCst) {
                    let was_frozen = frozen.load(Ordering::SeqCst);
                    let answer = in_time(|| admin.get(path));
                    if was_frozen || answer.status != 200 {
                        answer.expect_problem(503, "unavailable");
                    }
                }
            });
        }
        std::thread::sleep(Duration::from_millis(300));
        line.freeze(true);
        frozen.store(true, Ordering::SeqCst);
        std::thread::sleep(Duration::from_secs(6));
        is_over.store(true, Ordering::SeqCst);
    });
    std::thread::scope(|scope| {
        for number in 0..30 {
            let create = &create;
            scope.spawn(move || {
                let refused = create(&format!("silent-{number}"));
                refused.expect_problem(503, "unavailable");
                assert!(refused.header("retry-after").is_some());
            });
        }
        for path in [
            "/readyz",
            "/v1/me",
            "/v1/clients",
            "/v1/clients/00000000-0000-7000-8000-000000000000",
            "/v1/history",
            "/v1/history/verify",
            "/v1/workflow",
        ] {
            let admin = process.admin();
            scope.spawn(move || {
                let refused = in_time(|| admin.get(path));
                refused.expect_problem(503, "unavailable");
                assert!(refused.header("retry-after").is_some(), "{path}");
            });
        }
        let check = process.admin();
        scope.spawn(move || {
            in_time(|| check.post("/v1/apologies/check", &json!({"text": "Sorry."})))
                .expect_problem(503, "unavailable");
        });
        let client = Caller::of(&process.url, None);
        scope.spawn(move || {
            let page = in_time(|| client.get("/c/no-such-link"));
            assert_eq!(page.status, 503, "{}", page.text);
            assert!(page.header("retry-after").is_some());
        });
        let watcher = Caller::of(&process.url, None);
        scope.spawn(move || {
            let metrics = in_time(|| watcher.get("/metrics"));
            assert_eq!(metrics.status, 200, "{}", metrics.text);
            assert!(
                metrics.text.contains("amends_database_up 0"),
                "{}",
                metrics.text
            );
        });
        let began = Instant::now();
        process.admin().get("/livez").expect(200);
        assert!(began.elapsed() < Duration::from_secs(1), "/livez");
    });
    line.freeze(false);
    wait_until("the database answers again", || {
        process.admin().get("/readyz").status == 200
    });
    for number in 0..30 {
        create(&format!("silent-{number}")).expect(201);
    }
    let mut sql = Sql::open(&database.url);
    assert_eq!(sql.number("SELECT COUNT(*) AS value FROM clients"), 31);
}

#[test]
fn it_stops_in_time_also_where_the_database_has_fallen_silent() {
    let database = TestDatabase::create();
    if database.url.starts_with("sqlite") {
        return;
    }
    let mut url = url::Url::parse(&database.url).unwrap();
    let line = Line::to(format!(
        "{}:{}",
        url.host_str().unwrap(),
        url.port().unwrap()
    ));
    url.set_port(Some(line.port)).unwrap();
    let mut process = Process::start(url.as_str());
    process.admin().get("/v1/me").expect(200);
    line.freeze(true);
    process
        .admin()
        .get("/v1/me")
        .expect_problem(503, "unavailable");
    process.terminate();
    let (_, took) = process.wait();
    assert!(took < Duration::from_secs(10), "it took {took:?}");
}

#[test]
fn a_full_disk_refuses_what_it_cannot_keep_and_damages_nothing() {
    let database = TestDatabase::create();
    let Some(path) = database.url.strip_prefix("sqlite://") else {
        // The disk of a PostgreSQL server is not ours to fill.
        return;
    };
    let mut kept = Vec::new();
    let mut refused = 0;
    {
        let process = Process::start_with_small_files(&database.url, 4_096);
        let admin = process.admin();
        let mut large = client("Harbour Books");
        large["notes"] = "We were let down, and then we were not. "
            .repeat(450)
            .into();
        while refused < 5 {
            let answer = admin.post("/v1/clients", &large);
            if answer.status == 201 {
                kept.push(text(&answer.json()["id"]));
                assert!(kept.len() < 5_000, "the disk is never full");
            } else {
                answer.expect_problem(503, "unavailable");
                assert!(answer.header("retry-after").is_some());
                refused += 1;
            }
        }
        // What is there can still be read.
        admin.get(&format!("/v1/clients/{}", kept[0])).expect(200);
        process.admin().get("/livez").expect(200);
        process.kill();
    }
    let process = Process::start(&database.url);
    let mut sql = Sql::open(&database.url);
    assert_eq!(
        sql.words("SELECT id AS value FROM clients ORDER BY id"),
        kept
    );
    let found = sql.words("SELECT integrity_check AS value FROM pragma_integrity_check");
    assert_eq!(found, ["ok"], "{path}");
    process
        .admin()
        .post("/v1/clients", &client("Room again"))
        .expect(201);
    let verified = process.admin().get("/v1/history/verify").expect(200);
    assert_eq!(verified["ok"], true, "{verified}");
}

#[test]
fn a_file_that_can_no_longer_be_read_is_a_503_and_is_left_alone() {
    let database = TestDatabase::create();
    let Some(path) = database.url.strip_prefix("sqlite://") else {
        return;
    };
    let process = Process::start(&database.url);
    let admin = process.admin();
    admin.post("/v1/clients", &client("Before")).expect(201);
    // Everything is in the file itself, and none of it is what it was.
    Sql::open(&database.url).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    let whole = std::fs::read(path).unwrap();
    let spoilt = vec![0x5a; whole.len()];
    std::fs::write(path, &spoilt).unwrap();
    for _ in 0..3 {
        let answer = admin.get("/v1/clients?limit=1");
        if answer.status == 200 {
            // From a page that it still remembers.
            continue;
        }
        answer.expect_problem(503, "unavailable");
    }
    let refused = admin.post("/v1/clients", &client("Lost?"));
    refused.expect_problem(503, "unavailable");
    process.admin().get("/livez").expect(200);
    assert_eq!(std::fs::read(path).unwrap(), spoilt, "it wrote into it");
    process.kill();

    // With its file back it goes on.
    std::fs::write(path, &whole).unwrap();
    let process = Process::start(&database.url);
    let clients = process.admin().get("/v1/clients").expect(200);
    assert_eq!(clients["items"].as_array().unwrap().len(), 1);
}

#[test]
fn two_processes_on_one_database_write_side_by_side() {
    let database = TestDatabase::create();
    let processes = [Process::start(&database.url), Process::start(&database.url)];
    let made: BTreeSet<String> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..10)
            .map(|number| {
                let admin = processes[number % 2].admin();
                scope.spawn(move || {
                    let report = || admin.post("/v1/incidents", &report()).expect(201);
                    (0..10)
                        .map(|_| text(&report()["reference"]))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    assert_eq!(made.len(), 100, "each has a reference of its own");
    for process in &processes {
        let verified = process.admin().get("/v1/history/verify").expect(200);
        assert_eq!(verified["ok"], true, "{verified}");
    }
}
