//! History: every change leaves its one entry, nothing takes an entry away, and whoever does it all
//! the same, with the database in their hands, is found out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::process::{Command, Output};
use std::sync::Barrier;

use amends::app::Amends;
use amends::domain::event::{Found, GENESIS};
use amends::domain::text::Email;
use amends::http::endpoints;
use amends::services::Services;
use amends::store::events;
use amends::workers;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp, TestDatabase, config, unique};
use crate::support::cases::{Case, STATEMENT, late_parcel, report, text, whole_list};
use crate::support::sql::Sql;

/// Takes away what keeps the tables from being changed, as an attacker who owns them would.
fn disarm(sql: &mut Sql) {
    match sql {
        Sql::Sqlite(_) => {
            let triggers =
                sql.texts("SELECT name AS found FROM sqlite_schema WHERE type = 'trigger'");
            assert_eq!(triggers.len(), 5, "{triggers:?}");
            for trigger in triggers {
                sql.execute(&format!("DROP TRIGGER {trigger}"));
            }
        }
        Sql::Postgres(_) => sql.execute(
            "ALTER TABLE history DISABLE TRIGGER USER; \
             ALTER TABLE history_head DISABLE TRIGGER USER",
        ),
    }
}

/// A history to go back to after each tampering.
fn save(sql: &mut Sql) {
    sql.execute("CREATE TABLE saved AS SELECT * FROM history");
    sql.execute("CREATE TABLE saved_head AS SELECT * FROM history_head");
}

fn restore(sql: &mut Sql) {
    sql.execute(
        "DELETE FROM history; INSERT INTO history SELECT * FROM saved; \
         DELETE FROM history_head; INSERT INTO history_head SELECT * FROM saved_head",
    );
}

/// One story from a report to a closed incident, and what stands in its history.
struct Told {
    app: TestApp,
    sql: Sql,
    /// The number of the last entry, and of one in the middle: an incident that was owned.
    last: i64,
    middle: i64,
}

fn told() -> Told {
    let app = TestApp::start();
    Case::in_state(&app, "closed");
    let mut sql = Sql::open(&app.database);
    disarm(&mut sql);
    save(&mut sql);
    let last = sql.number("SELECT CAST(max(sequence) AS TEXT) AS found FROM history");
    let middle =
        sql.number("SELECT CAST(sequence AS TEXT) AS found FROM history WHERE action = 'own'");
    assert!(middle > 5 && middle + 5 < last, "{middle} of {last}");
    Told {
        app,
        sql,
        last,
        middle,
    }
}

fn verdict(app: &TestApp) -> Value {
    app.caller(ADMIN_TOKEN)
        .get("/v1/history/verify")
        .expect(200)
}

/// The head, as `SEQUENCE:HASH`.
fn exported(verdict: &Value) -> String {
    format!(
        "{}:{}",
        verdict["head"]["sequence"],
        text(&verdict["head"]["hash"])
    )
}

fn against(app: &TestApp, exported: &str) -> Value {
    let (sequence, hash) = exported.split_once(':').unwrap();
    app.caller(ADMIN_TOKEN)
        .get(&format!(
            "/v1/history/verify?sequence={sequence}&hash={hash}"
        ))
        .expect(200)
}

/// `amends history ...` on that database, in a folder without settings.
fn command(database_url: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_amends"))
        .current_dir(std::env::temp_dir())
        .arg("history")
        .args(arguments)
        .args(["--database-url", database_url])
        .output()
        .unwrap()
}

#[track_caller]
fn expect_exit(output: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    said
}

/// What somebody does to the database, in SQL, and the entry that shows it first. `M` stands for the
/// number of an entry in the middle, `L` for that of the last one.
const TAMPERINGS: &[(&str, &str, fn(i64, i64) -> i64)] = &[
    // An edit of each column.
    (
        "UPDATE history SET sequence = 100000 WHERE sequence = M",
        "sequence",
        |m, _| m + 1,
    ),
    (
        "UPDATE history SET id = '01890000-0000-7000-8000-000000000000' WHERE sequence = M",
        "id",
        |m, _| m,
    ),
    (
        "UPDATE history SET id = upper(id) WHERE sequence = M",
        "id, written in capitals",
        |m, _| m,
    ),
    (
        "UPDATE history SET at = '2020-01-01 00:00:00' WHERE sequence = M",
        "at",
        |m, _| m,
    ),
    (
        "UPDATE history SET by_id = '01890000-0000-7000-8000-000000000000' WHERE sequence = M",
        "by_id",
        |m, _| m,
    ),
    (
        "UPDATE history SET by_id = NULL WHERE sequence = M",
        "by_id, taken away",
        |m, _| m,
    ),
    (
        "UPDATE history SET by_name = 'Somebody Else' WHERE sequence = M",
        "by_name",
        |m, _| m,
    ),
    (
        "UPDATE history SET by_name = 'Somebody Else' WHERE sequence = 1",
        "by_name, where nobody was",
        |_, _| 1,
    ),
    (
        "UPDATE history SET by_role = 'admin' WHERE sequence = M",
        "by_role",
        |m, _| m,
    ),
    (
        "UPDATE history SET by_id = NULL, by_name = NULL, by_role = NULL WHERE sequence = M",
        "by whom",
        |m, _| m,
    ),
    (
        "UPDATE history SET action = 'dismiss' WHERE sequence = M",
        "action",
        |m, _| m,
    ),
    (
        "UPDATE history SET incident_id = '01890000-0000-7000-8000-000000000000' WHERE sequence = M",
        "incident_id",
        |m, _| m,
    ),
    (
        "UPDATE history SET incident_id = NULL WHERE sequence = M",
        "incident_id, taken away",
        |m, _| m,
    ),
    (
        "UPDATE history SET subject_kind = 'offer' WHERE sequence = M",
        "subject_kind",
        |m, _| m,
    ),
    (
        "UPDATE history SET subject_id = '1' WHERE sequence = M",
        "subject_id",
        |m, _| m,
    ),
    (
        "UPDATE history SET before = '{\"state\":\"dismissed\"}' WHERE sequence = M",
        "before",
        |m, _| m,
    ),
    (
        "UPDATE history SET before = NULL WHERE sequence = M",
        "before, taken away",
        |m, _| m,
    ),
    (
        "UPDATE history SET after = '{\"state\":\"dismissed\"}' WHERE sequence = M",
        "after",
        |m, _| m,
    ),
    (
        "UPDATE history SET after = after || ' ' WHERE sequence = M",
        "after, with a space behind it",
        |m, _| m,
    ),
    (
        "UPDATE history SET after = 'no JSON' WHERE sequence = M",
        "after, unreadable",
        |m, _| m,
    ),
    (
        "UPDATE history SET note = 'It was all different.' WHERE sequence = M",
        "note",
        |m, _| m,
    ),
    (
        "UPDATE history SET previous_hash = hash WHERE sequence = M",
        "previous_hash",
        |m, _| m,
    ),
    (
        "UPDATE history SET hash = previous_hash WHERE sequence = M",
        "hash",
        |m, _| m,
    ),
    (
        "UPDATE history SET hash = upper(hash) WHERE sequence = L",
        "hash, written in capitals",
        |_, l| l,
    ),
    // Deleted, at either end and in between.
    (
        "DELETE FROM history WHERE sequence = 1",
        "delete the first",
        |_, _| 2,
    ),
    (
        "DELETE FROM history WHERE sequence = M",
        "delete one in the middle",
        |m, _| m + 1,
    ),
    (
        "DELETE FROM history WHERE sequence = L",
        "delete the last",
        |_, l| l,
    ),
    (
        "DELETE FROM history WHERE sequence >= M",
        "cut off the tail",
        |m, _| m,
    ),
    ("DELETE FROM history", "delete everything", |_, _| 1),
    (
        "DELETE FROM history WHERE sequence = M; UPDATE history SET sequence = -sequence WHERE sequence > M; \
      UPDATE history SET sequence = -sequence - 1 WHERE sequence < 0",
        "delete one and close the gap",
        |m, _| m,
    ),
    // Moved.
    (
        "UPDATE history SET sequence = -1 WHERE sequence = M; UPDATE history SET sequence = M WHERE sequence = M + 1; \
      UPDATE history SET sequence = M + 1 WHERE sequence = -1",
        "swap two",
        |m, _| m,
    ),
    // Added: behind the end, before the beginning, in between.
    (
        "INSERT INTO history SELECT sequence + 1, '01890000-0000-7000-8000-000000000000', at, by_id, by_name, by_role, \
      action, incident_id, subject_kind, subject_id, before, after, note, hash, hash FROM history WHERE sequence = L",
        "forge one behind the end",
        |_, l| l + 1,
    ),
    (
        "INSERT INTO history SELECT sequence + 1, '01890000-0000-7000-8000-000000000000', at, by_id, by_name, by_role, \
      action, incident_id, subject_kind, subject_id, before, after, note, hash, hash FROM history WHERE sequence = L; \
      UPDATE history_head SET sequence = sequence + 1",
        "forge one as the end",
        |_, l| l + 1,
    ),
    (
        "INSERT INTO history SELECT -5, '01890000-0000-7000-8000-000000000000', at, by_id, by_name, by_role, action, \
      incident_id, subject_kind, subject_id, before, after, note, previous_hash, hash FROM history WHERE sequence = M",
        "forge one before the beginning",
        |_, _| -5,
    ),
    (
        "UPDATE history SET sequence = -sequence - 1 WHERE sequence > M; UPDATE history SET sequence = -sequence WHERE sequence < 0; \
      UPDATE history_head SET sequence = sequence + 1; \
      INSERT INTO history SELECT sequence + 1, '01890000-0000-7000-8000-000000000000', at, by_id, by_name, by_role, action, \
      incident_id, subject_kind, subject_id, before, after, note, hash, hash FROM history WHERE sequence = M",
        "forge one in the middle",
        |m, _| m + 1,
    ),
    // The record of the end.
    (
        "UPDATE history_head SET hash = (SELECT hash FROM history WHERE sequence = M)",
        "another hash at the end",
        |_, l| l,
    ),
    (
        "UPDATE history_head SET sequence = M",
        "an end that was moved back",
        |m, _| m + 1,
    ),
    (
        "UPDATE history_head SET sequence = sequence + 1",
        "an end that was moved on",
        |_, l| l + 1,
    ),
    ("DELETE FROM history_head", "no end", |_, l| l),
];

#[test]
fn whatever_is_done_to_an_entry_is_found() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let sound = verdict(&app);
    assert_eq!(
        (&sound["ok"], &sound["checked"]),
        (&json!(true), &json!(last))
    );
    assert!(sound.get("first_broken").is_none());
    let on_sqlite_alone: &[(&str, &str, fn(i64, i64) -> i64)] = &[
        (
            "UPDATE history SET at = 'yesterday' WHERE sequence = M",
            "at, unreadable",
            |m, _| m,
        ),
        (
            "UPDATE history SET at = at || '.0000001' WHERE sequence = M",
            "at, by less than is hashed",
            |m, _| m,
        ),
        (
            "UPDATE history SET sequence = 'x' WHERE sequence = M",
            "sequence, unreadable",
            |m, _| m + 1,
        ),
        (
            "UPDATE history SET sequence = M + 1.5 WHERE sequence = M",
            "half a sequence",
            |m, _| m + 1,
        ),
    ];
    let more = match sql {
        Sql::Sqlite(_) => on_sqlite_alone,
        Sql::Postgres(_) => &[],
    };
    for (index, (statements, what, shown_by)) in TAMPERINGS.iter().chain(more).enumerate() {
        let statements = statements
            .replace(" M", &format!(" {middle}"))
            .replace(" L", &format!(" {last}"));
        sql.execute(&statements);
        let found = verdict(&app);
        let first = shown_by(middle, last);
        assert_eq!(found["ok"], false, "{what}: {found}");
        assert_eq!(found["first_broken"]["sequence"], first, "{what}: {found}");
        assert!(!text(&found["first_broken"]["reason"]).is_empty());
        assert!(found["checked"].as_i64().unwrap() <= last, "{found}");
        // The command line is the same look from another door: a few are enough.
        if index % 8 == 0 {
            let output = command(&app.database.url, &["verify"]);
            let said = expect_exit(&output, 1);
            assert!(
                said.contains(&format!("at entry {first}:")),
                "{what}: {said}"
            );
        }
        restore(&mut sql);
        assert_eq!(verdict(&app), sound, "after {what}");
    }
}

/// Cut off together with the record of the end, a chain holds; only somebody who knows how far it
/// reached can tell.
#[test]
fn a_tail_that_is_cut_off_with_its_record_is_found_by_an_exported_head() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let head = exported(&verdict(&app));
    assert_eq!(head.split(':').next(), Some(&*last.to_string()));
    assert_eq!(against(&app, &head)["ok"], true);
    sql.execute(&format!(
        "DELETE FROM history WHERE sequence > {middle}; UPDATE history_head SET sequence = {middle}, \
         hash = (SELECT hash FROM history WHERE sequence = {middle})"
    ));
    assert_eq!(verdict(&app)["ok"], true, "the chain alone cannot tell");
    let found = against(&app, &head);
    assert_eq!(found["ok"], false);
    assert_eq!(found["first_broken"]["sequence"], middle + 1);
    assert_eq!(found["checked"], middle);

    // Also after as many entries again.
    Case::in_state(&app, "closed");
    let now = verdict(&app);
    assert_eq!(now["ok"], true);
    assert!(now["checked"].as_i64().unwrap() > last);
    let found = against(&app, &head);
    assert_eq!(found["first_broken"]["sequence"], last, "{found}");
}

/// Whoever computes all hashes anew makes another chain that holds; it is not the one whose head
/// was exported.
#[test]
fn a_chain_that_is_written_anew_is_found_by_an_exported_head() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let early = sql.texts(&format!(
        "SELECT '{0}:' || hash AS found FROM history WHERE sequence = {0}",
        middle - 1
    ));
    let head = exported(&verdict(&app));
    rewrite(&app, &mut sql, middle);

    let now = verdict(&app);
    assert_eq!((&now["ok"], &now["checked"]), (&json!(true), &json!(last)));
    assert_ne!(exported(&now), head);
    let found = against(&app, &head);
    assert_eq!(found["ok"], false);
    assert_eq!(found["first_broken"]["sequence"], last);
    let output = command(&app.database.url, &["verify", "--head", &head]);
    let said = expect_exit(&output, 1);
    assert!(said.contains("written anew"), "{said}");
    assert!(expect_exit(&command(&app.database.url, &["verify"]), 0).contains("holds"));
    // What was exported before the entry that was changed still holds.
    assert_eq!(against(&app, &early[0])["ok"], true);
}

/// Changes the note of one entry and computes every hash from there on, with the program's own code.
fn rewrite(app: &TestApp, sql: &mut Sql, changed: i64) {
    let mut db = app.database.database_url().open().unwrap();
    let mut previous = GENESIS.to_owned();
    for found in events::chain(&mut db, 0, 1_000).unwrap() {
        let Found::Entry(mut event) = found else {
            panic!("{found:?}");
        };
        if event.sequence == changed {
            event.note = Some("Nobody is to blame.".into());
            sql.execute(&format!(
                "UPDATE history SET note = 'Nobody is to blame.' WHERE sequence = {changed}"
            ));
        }
        event.previous_hash = previous;
        previous = event.computed_hash();
        sql.execute(&format!(
            "UPDATE history SET previous_hash = '{}', hash = '{previous}' WHERE sequence = {}",
            event.previous_hash, event.sequence
        ));
    }
    sql.execute(&format!("UPDATE history_head SET hash = '{previous}'"));
}

#[test]
fn a_head_is_given_whole_or_not_at_all() {
    let app = TestApp::start();
    let admin = app.admin();
    let hash = "0".repeat(64);
    for (query, pointer, code) in [
        ("sequence=1".to_owned(), "/hash", "required"),
        (format!("hash={hash}"), "/sequence", "required"),
        (
            format!("sequence=-1&hash={hash}"),
            "/sequence",
            "not_a_number",
        ),
        (
            format!("sequence=one&hash={hash}"),
            "/sequence",
            "not_a_number",
        ),
        ("sequence=1&hash=abc".to_owned(), "/hash", "not_a_hash"),
        ("sequence=1&hash=".to_owned(), "/hash", "not_a_hash"),
        (
            format!("sequence=1&hash={hash}&x=1"),
            "/x",
            "unknown_parameter",
        ),
    ] {
        admin
            .get(&format!("/v1/history/verify?{query}"))
            .expect_invalid(pointer, code);
    }
    // Before the first entry there is a head as well.
    assert_eq!(against(&app, &format!("0:{hash}"))["ok"], true);
    let other = against(&app, &format!("0:{}", "1".repeat(64)));
    assert_eq!(other["first_broken"]["sequence"], 0);
}

#[test]
fn the_command_line_exports_the_head_and_compares_with_it() {
    let app = TestApp::start();
    Case::in_state(&app, "owned");
    let url = &app.database.url;
    let head = expect_exit(&command(url, &["head"]), 0);
    assert_eq!(head.trim_end(), exported(&verdict(&app)));
    let said = expect_exit(&command(url, &["verify", "--head", head.trim_end()]), 0);
    assert!(said.contains("holds"), "{said}");
    Case::in_state(&app, "owned");
    expect_exit(&command(url, &["verify", "--head", head.trim_end()]), 0);
    let longer = format!("100000:{}", "0".repeat(64));
    let said = expect_exit(&command(url, &["verify", "--head", &longer]), 1);
    assert!(said.contains("shorter"), "{said}");
}

#[test]
fn what_cannot_be_told_is_told_as_such() {
    let app = TestApp::start();
    let url = &app.database.url;
    for head in ["", "1", "1:abc", "x:y"] {
        expect_exit(&command(url, &["verify", "--head", head]), 2);
    }
    // No database: nothing is made, and an empty history is not one that holds.
    let missing = std::env::temp_dir().join(format!("amends-test-{}.db", unique()));
    let url_of_none = format!("sqlite://{}", missing.display());
    for arguments in [&["verify"][..], &["head"]] {
        let output = command(&url_of_none, arguments);
        expect_exit(&output, 2);
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(why.contains("there is no file"), "{why}");
        assert!(!missing.exists());
    }
    // Tables of another version.
    let mut sql = Sql::open(&app.database);
    sql.execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000001')");
    let output = command(url, &["verify"]);
    expect_exit(&output, 2);
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(why.contains("version"), "{why}");
}

/// The tables refuse what the program never does.
#[test]
fn the_tables_only_take_more() {
    let app = TestApp::start();
    Case::in_state(&app, "owned");
    let sound = verdict(&app);
    let mut sql = Sql::open(&app.database);
    let mut attempts = vec![
        "UPDATE history SET note = 'x' WHERE sequence = 3",
        "UPDATE history SET sequence = 1000 WHERE sequence = 3",
        "DELETE FROM history WHERE sequence = 3",
        "DELETE FROM history",
        "DELETE FROM history_head",
        "UPDATE history_head SET sequence = sequence - 1",
        "UPDATE history_head SET name = 'tail'",
    ];
    match sql {
        Sql::Sqlite(_) => attempts.extend([
            "INSERT OR REPLACE INTO history SELECT * FROM history WHERE sequence = 3",
            "REPLACE INTO history SELECT sequence + 1000, id, at, by_id, by_name, by_role, action, \
             incident_id, subject_kind, subject_id, before, after, note, previous_hash, hash \
             FROM history WHERE sequence = 3",
        ]),
        Sql::Postgres(_) => attempts.extend(["TRUNCATE history", "TRUNCATE history_head"]),
    }
    for attempt in attempts {
        let refused = sql.try_execute(attempt).expect_err(attempt).to_string();
        assert!(refused.contains("append-only"), "{attempt}: {refused}");
        assert_eq!(verdict(&app), sound, "{attempt}");
    }
}

/// Entries come while the chain is followed; neither sees half of the other.
#[test]
fn a_history_that_grows_holds_all_the_while() {
    let app = TestApp::start();
    let agent = app.agent();
    let start = Barrier::new(4);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..15 {
                    agent.post("/v1/incidents", &report()).expect(201);
                }
            });
        }
        start.wait();
        for _ in 0..15 {
            let verdict = verdict(&app);
            assert_eq!(verdict["ok"], true, "{verdict}");
            assert_eq!(verdict["checked"], verdict["head"]["sequence"]);
        }
    });
    assert!(verdict(&app)["checked"].as_i64().unwrap() > 90);
}

/// What a call leaves in the history, and which routes were called.
struct Ledger<'a> {
    app: &'a TestApp,
    admin: Caller,
    seen: Cell<i64>,
    routes: RefCell<BTreeSet<String>>,
}

impl<'a> Ledger<'a> {
    fn open(app: &'a TestApp) -> Self {
        let ledger = Self {
            app,
            admin: app.admin(),
            seen: Cell::new(0),
            routes: RefCell::default(),
        };
        ledger.new_entries();
        ledger
    }

    /// What came since the last look, the oldest first: `action subject`.
    fn new_entries(&self) -> Vec<String> {
        let list = self.admin.get("/v1/history?limit=200").expect(200);
        let mut entries: Vec<&Value> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["sequence"].as_i64().unwrap() > self.seen.get())
            .collect();
        entries.reverse();
        if let Some(last) = entries.last() {
            self.seen.set(last["sequence"].as_i64().unwrap());
        }
        entries
            .into_iter()
            .map(|entry| format!("{} {}", text(&entry["action"]), text(&entry["subject"])))
            .collect()
    }

    /// The answer of a call that left exactly these entries.
    #[track_caller]
    fn expect(&self, route: &str, entries: &[&str], answer: Answer) -> Value {
        assert!((200..400).contains(&answer.status), "{route}: {answer:?}");
        self.routes.borrow_mut().insert(route.to_owned());
        assert_eq!(self.new_entries(), entries, "{route}");
        // The client's page answers with HTML, or nothing.
        serde_json::from_str(&answer.text).unwrap_or(Value::Null)
    }

    #[track_caller]
    fn expect_nothing_of(&self, answer: &Answer) {
        assert!(answer.status >= 400, "{answer:?}");
        assert_eq!(self.new_entries(), [""; 0], "{answer:?}");
    }
}

/// POSTs that change nothing, and those that only send mail.
const LEAVE_NOTHING: [&str; 4] = [
    "POST /v1/apologies/check",
    "POST /v1/apologies/{id}/mail-draft",
    "POST /v1/guarantees/{code}/evaluate",
    "POST /v1/policy/simulate",
];

#[test]
fn every_change_leaves_one_entry_for_each_thing_that_changed() {
    let app = TestApp::start();
    let ledger = Ledger::open(&app);
    people(&ledger);
    rules(&ledger);
    let (agent, approver) = (app.agent(), app.approver());
    ledger.new_entries();
    to_an_offer(&ledger, &agent, &approver);
    answers(&ledger, &agent, &approver);
    counters(&ledger, &agent, &approver);
    dismissed_and_recorded(&ledger, &agent, &approver);
    mail(&ledger, &agent);

    // A route that is not among them would change something unseen.
    let called = ledger.routes.borrow();
    for endpoint in endpoints() {
        for (method, _) in endpoint.methods {
            let route = format!("{method} {}", endpoint.path);
            let known = method == "GET"
                || called.contains(&route)
                || LEAVE_NOTHING.contains(&route.as_str());
            assert!(known, "{route} is not among the changes that are counted");
        }
    }
    assert_eq!(verdict(&app)["ok"], true);
}

fn people(ledger: &Ledger<'_>) {
    let admin = &ledger.admin;
    let user = json!({"name": "Ruth", "email": "ruth@agency.example", "role": "approver"});
    let made = admin.post("/v1/users", &user);
    let made = ledger.expect("POST /v1/users", &["create_user user"], made);
    ledger.expect_nothing_of(&admin.post("/v1/users", &user));
    let path = format!("/v1/users/{}", text(&made["id"]));
    let changed = admin.patch(&path, &json!({"name": "Ruth Clerk"}));
    ledger.expect("PATCH /v1/users/{id}", &["change_user user"], changed);
    let token = admin.post(&format!("{path}/tokens"), &json!({"label": "laptop"}));
    let token = ledger.expect("POST /v1/users/{id}/tokens", &["create_token token"], token);
    let token = format!("/v1/tokens/{}", text(&token["id"]));
    let delete = || admin.call("DELETE", &token, &[], None);
    ledger.expect("DELETE /v1/tokens/{id}", &["revoke_token token"], delete());
    ledger.expect("DELETE /v1/tokens/{id}", &[], delete());

    let lent = admin.post(
        "/v1/delegations",
        &json!({
            "from": admin.id, "to": made["id"], "reason": "A holiday",
            "starts_at": "2026-03-02T10:00:00Z", "ends_at": "2026-03-09T10:00:00Z",
            "limits": [{"amount": "100.00", "currency": "USD"}],
        }),
    );
    let lent = ledger.expect("POST /v1/delegations", &["delegate delegation"], lent);
    let end = admin.act(&format!("/v1/delegations/{}/end", text(&lent["id"])));
    ledger.expect(
        "POST /v1/delegations/{id}/end",
        &["end_delegation delegation"],
        end,
    );
}

fn rules(ledger: &Ledger<'_>) {
    let admin = &ledger.admin;
    let shown = admin.get("/v1/policy");
    let etag = shown.header("etag").unwrap();
    let mut policy = shown.expect(200)["policy"].clone();
    policy["loss_multiplier"] = json!("2.5");
    let put = |path: &str, etag: &str, body: &Value| {
        admin.call("PUT", path, &[("If-Match", etag)], Some(body))
    };
    let changed = put("/v1/policy", &etag, &policy);
    ledger.expect("PUT /v1/policy", &["change_policy policy"], changed);
    ledger.expect_nothing_of(&put("/v1/policy", &etag, &policy));

    let guarantee = admin.post("/v1/guarantees", &late_parcel("late-parcel"));
    ledger.expect(
        "POST /v1/guarantees",
        &["create_guarantee guarantee"],
        guarantee,
    );
    let etag = admin
        .get("/v1/guarantees/late-parcel")
        .header("etag")
        .unwrap();
    let mut other = late_parcel("late-parcel");
    other["name"] = json!("A parcel that came late");
    let changed = put("/v1/guarantees/late-parcel", &etag, &other);
    ledger.expect(
        "PUT /v1/guarantees/{code}",
        &["change_guarantee guarantee"],
        changed,
    );
}

/// The first incident: from its report to an offer that was approved, step by step.
fn to_an_offer(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let client = json!({"name": "Harbour Books", "email": "ines@harbour.example"});
    let client = agent.post("/v1/clients", &client);
    let client = ledger.expect("POST /v1/clients", &["create_client client"], client);
    let path = format!("/v1/clients/{}", text(&client["id"]));
    let changed = agent.patch(&path, &json!({"notes": "Prefers the telephone"}));
    ledger.expect("PATCH /v1/clients/{id}", &["change_client client"], changed);

    let both = ["create_client client", "report incident"];
    ledger.expect(
        "POST /v1/incidents",
        &both,
        agent.post("/v1/incidents", &report()),
    );
    let known = json!({"client_id": client["id"], "summary": "A late parcel", "loss": {"amount": "500.00", "currency": "USD"}});
    let incident = agent.post("/v1/incidents", &known);
    let incident = ledger.expect("POST /v1/incidents", &["report incident"], incident);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let post = |way: &str, body: &Value| agent.post(&format!("{path}/{way}"), body);
    let changed = agent.patch(&path, &json!({"category": "delivery"}));
    ledger.expect("PATCH /v1/incidents/{id}", &["edit incident"], changed);

    let account = post(
        "accounts",
        &json!({"by": "Ines", "side": "client", "text": "Nobody rang."}),
    );
    ledger.expect(
        "POST /v1/incidents/{id}/accounts",
        &["record_account account"],
        account,
    );
    let promise = post(
        "promises",
        &json!({"text": "We call back", "due_at": "2026-03-03T09:00:00Z"}),
    );
    let promise = ledger.expect(
        "POST /v1/incidents/{id}/promises",
        &["promise promise"],
        promise,
    );
    let keep = agent.post(
        &format!("/v1/promises/{}/keep", text(&promise["id"])),
        &json!({"note": "Called"}),
    );
    ledger.expect(
        "POST /v1/promises/{id}/keep",
        &["keep_promise promise"],
        keep,
    );

    ledger.expect_nothing_of(&post("own", &json!({"statement": "The printer did it."})));
    let own = post("own", &json!({"statement": STATEMENT}));
    ledger.expect(
        "POST /v1/incidents/{id}/own",
        &["own incident", "draft_apology apology"],
        own,
    );
    let drafted = post("apologies", &json!({}));
    let drafted = ledger.expect(
        "POST /v1/incidents/{id}/apologies",
        &["draft_apology apology"],
        drafted,
    );
    let apology = format!("/v1/apologies/{}", text(&drafted["id"]));
    let edited = agent.patch(&apology, &json!({"subject": "Our mistake"}));
    ledger.expect(
        "PATCH /v1/apologies/{id}",
        &["edit_apology apology"],
        edited,
    );
    let mailed = agent.act(&format!("{apology}/mail-draft"));
    ledger.expect("POST /v1/apologies/{id}/mail-draft", &[], mailed);
    let discarded = agent.act(&format!("{apology}/discard"));
    ledger.expect(
        "POST /v1/apologies/{id}/discard",
        &["discard_apology apology"],
        discarded,
    );
    let list = whole_list(agent, &format!("{path}/apologies"));
    let first = list
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["state"] == "draft")
        .unwrap();
    let sent = agent.act(&format!("/v1/apologies/{}/send", text(&first["id"])));
    ledger.expect(
        "POST /v1/apologies/{id}/send",
        &["send_apology apology", "apologize incident"],
        sent,
    );

    let offer = post("offers", &json!({"use_suggestion": "money_back"}));
    let offer = ledger.expect(
        "POST /v1/incidents/{id}/offers",
        &["draft_offer offer"],
        offer,
    );
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    let edited = agent.patch(&offer, &json!({"message": "With our thanks"}));
    ledger.expect("PATCH /v1/offers/{id}", &["edit_offer offer"], edited);
    let submit = || agent.act(&format!("{offer}/submit"));
    ledger.expect(
        "POST /v1/offers/{id}/submit",
        &["submit_offer offer"],
        submit(),
    );
    ledger.expect_nothing_of(&submit());
    let rejected = approver.post(&format!("{offer}/reject"), &json!({"reason": "Too little"}));
    ledger.expect(
        "POST /v1/offers/{id}/reject",
        &["reject_offer offer"],
        rejected,
    );
    let withdrawn = agent.post(&format!("{offer}/withdraw"), &json!({"reason": "Anew"}));
    ledger.expect(
        "POST /v1/offers/{id}/withdraw",
        &["withdraw_offer offer"],
        withdrawn,
    );
    assert_eq!(agent.get(&path).expect(200)["state"], "apologized");
}

/// An incident in the state `apologized`, and nothing of the way there in the ledger.
fn apologized<'a>(ledger: &Ledger<'a>, agent: &Caller, approver: &Caller) -> Case<'a> {
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    case.bring_to("apologized");
    ledger.new_entries();
    case
}

/// What becomes of offers that were sent: on the client's page, recorded by us, and by time.
fn answers(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let client = ledger.app.nobody();
    let case = apologized(ledger, agent, approver);
    let offer = case.draft_offer();
    agent.act(&format!("{offer}/submit")).expect(200);
    ledger.new_entries();
    let approve = approver.act(&format!("{offer}/approve"));
    ledger.expect(
        "POST /v1/offers/{id}/approve",
        &["approve_offer offer"],
        approve,
    );
    let sent = agent.act(&format!("{offer}/send"));
    let sent = ledger.expect(
        "POST /v1/offers/{id}/send",
        &["send_offer offer", "offer incident"],
        sent,
    );
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(&ledger.app.url).unwrap();
    client.get(page);
    assert_eq!(ledger.new_entries(), [""; 0], "reading");
    let accepted = client.form(&format!("{page}/accept"), &[]);
    ledger.expect(
        "POST /c/{token}/accept",
        &["accept_offer offer", "accept incident"],
        accepted,
    );
    ledger.expect_nothing_of(&client.form(&format!("{page}/accept"), &[]));
    let item = text(&agent.get(&offer).expect(200)["items"][0]["id"]);
    let fulfilled = agent.post(
        &format!("{offer}/items/{item}/fulfil"),
        &json!({"evidence": "transfer 4711"}),
    );
    ledger.expect(
        "POST /v1/offers/{id}/items/{item_id}/fulfil",
        &["fulfil_item offer", "fulfil incident"],
        fulfilled,
    );
    let said = client.form(&format!("{page}/feedback"), &[("satisfaction", "5")]);
    ledger.expect(
        "POST /c/{token}/feedback",
        &["record_follow_up follow_up"],
        said,
    );
    learned(ledger, agent, approver, &case);

    let decline = |page: &str| client.form(&format!("{page}/decline"), &[("reason", "No")]);
    let counter = |page: &str| client.form(&format!("{page}/counter"), &[("wish", "Time")]);
    let (declined, countered) = (
        ["decline_offer offer", "decline incident"],
        ["counter_offer offer", "counter incident"],
    );
    let case = apologized(ledger, agent, approver);
    let next = || {
        let (offer, page) = case.offer_with_link();
        ledger.new_entries();
        (offer, page)
    };
    ledger.expect("POST /c/{token}/decline", &declined, decline(&next().1));
    ledger.expect("POST /c/{token}/counter", &countered, counter(&next().1));
    let recorded = |way: &str, body: Value| agent.post(&format!("{}/{way}", next().0), &body);
    ledger.expect(
        "POST /v1/offers/{id}/decline",
        &declined,
        recorded("decline", json!({"reason": "No"})),
    );
    ledger.expect(
        "POST /v1/offers/{id}/counter",
        &countered,
        recorded("counter", json!({"wish": "Time"})),
    );
    ledger.expect(
        "POST /v1/offers/{id}/withdraw",
        &["withdraw_offer offer", "withdraw incident"],
        recorded("withdraw", json!({"reason": "A slip"})),
    );
    next();
    ledger.app.advance(TimeDelta::days(31));
    ledger.app.keep_deadlines();
    assert_eq!(
        ledger.new_entries(),
        ["expire_offer offer", "expire incident"]
    );
    ledger.expect(
        "POST /v1/offers/{id}/accept",
        &["accept_offer offer", "accept incident"],
        recorded("accept", json!({})),
    );
}

/// What is learned from an incident whose amends were made, until it is closed.
fn learned(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller, case: &Case<'_>) {
    let post = |way: &str, body: &Value| agent.post(&format!("{}/{way}", case.path), body);
    let planned = post(
        "preventions",
        &json!({"description": "Two people check", "due_on": "2026-04-01"}),
    );
    let planned = ledger.expect(
        "POST /v1/incidents/{id}/preventions",
        &["plan_prevention prevention"],
        planned,
    );
    let path = format!("/v1/preventions/{}", text(&planned["id"]));
    let evidence = json!({"evidence": "A checklist"});
    let done = agent.post(&format!("{path}/done"), &evidence);
    ledger.expect(
        "POST /v1/preventions/{id}/done",
        &["prevention_done prevention"],
        done,
    );
    let verified = approver.post(&format!("{path}/verify"), &evidence);
    ledger.expect(
        "POST /v1/preventions/{id}/verify",
        &["verify_prevention prevention"],
        verified,
    );
    let said = post("follow-ups", &json!({"satisfaction": 5, "retained": true}));
    ledger.expect(
        "POST /v1/incidents/{id}/follow-ups",
        &["record_follow_up follow_up"],
        said,
    );
    let closed = post("close", &json!({"root_cause": "No check"}));
    ledger.expect("POST /v1/incidents/{id}/close", &["close incident"], closed);
    let reopened = post("reopen", &json!({"reason": "It came back"}));
    ledger.expect(
        "POST /v1/incidents/{id}/reopen",
        &["reopen incident"],
        reopened,
    );
}

/// A counter-proposal that is within the room that was left: every step of the new offer is a line.
fn counters(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let case = apologized(ledger, agent, approver);
    let (offer, page) = case.offer_with_link();
    ledger.new_entries();
    let room = approver.post(
        &format!("{offer}/room"),
        &json!({"limit": {"amount": "1500.00", "currency": "USD"}}),
    );
    ledger.expect("POST /v1/offers/{id}/room", &["set_room offer"], room);
    ledger.app.nobody().form(
        &format!("{page}/counter"),
        &[("wish", "More"), ("amount", "1200")],
    );
    ledger.new_entries();
    let agreed = agent.act(&format!("{offer}/accept-counter"));
    ledger.expect(
        "POST /v1/offers/{id}/accept-counter",
        &[
            "draft_offer offer",
            "submit_offer offer",
            "approve_offer offer",
            "send_offer offer",
            "offer incident",
            "accept_offer offer",
            "accept incident",
        ],
        agreed,
    );
}

fn dismissed_and_recorded(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    ledger.new_entries();
    let dismissed = approver.post(
        &format!("{}/dismiss", case.path),
        &json!({"reason": "Reported twice"}),
    );
    ledger.expect(
        "POST /v1/incidents/{id}/dismiss",
        &["dismiss incident"],
        dismissed,
    );
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    case.own();
    ledger.new_entries();
    let recorded = agent.post(
        &format!("{}/record", case.draft()),
        &json!({"channel": "phone", "note": "Called Ines"}),
    );
    ledger.expect(
        "POST /v1/apologies/{id}/record",
        &["record_apology apology", "apologize incident"],
        recorded,
    );
}

/// Mail that a person stops and tries again; on its own it leaves nothing.
fn mail(ledger: &Ledger<'_>, agent: &Caller) {
    // There is no mail server here: what would wait is kept, and made to wait.
    let kept = agent.get("/v1/mail?limit=1").expect(200);
    let id = text(&kept["items"][0]["id"]);
    let mut sql = Sql::open(&ledger.app.database);
    sql.execute(&format!(
        "UPDATE mail SET state = 'waiting', next_try_at = created_at WHERE id = '{id}'"
    ));
    for (way, entry) in [("stop", "stop_mail mail"), ("retry", "retry_mail mail")] {
        let done = agent.act(&format!("/v1/mail/{id}/{way}"));
        ledger.expect(&format!("POST /v1/mail/{{id}}/{way}"), &[entry], done);
    }
}

/// Neither what opens something nor what was written to anybody stands in the history.
#[test]
fn no_secret_and_no_letter_is_kept_in_it() {
    let app = TestApp::start();
    let (agent, approver) = (app.agent(), app.approver());
    let case = Case::reported_by(&app, agent.clone(), approver.clone());
    case.own();
    let letter = "Dear Ines,\n\nit was our mistake: we printed your catalogue from an old file, and \
                  I am sorry. The heron in the canary's letter is blue. We will make it right.";
    agent
        .patch(&case.draft(), &json!({"text": letter}))
        .expect(200);
    case.apologize();
    let (offer, page) = case.offer_with_link();
    app.nobody().form(
        &format!("{page}/counter"),
        &[("wish", "More"), ("amount", "1100")],
    );
    let (other, second) = case.offer_with_link();
    app.nobody().form(&format!("{second}/accept"), &[]);
    case.fulfil(&other);
    app.nobody()
        .form(&format!("{second}/feedback"), &[("satisfaction", "4")]);
    case.learn();
    agent
        .post(
            &format!("{}/close", case.path),
            &json!({"root_cause": "No check"}),
        )
        .expect(200);
    let keyed = [("Idempotency-Key", "canary-key-4711")];
    let path = format!("/v1/users/{}/tokens", agent.id);
    let token = agent
        .post_with(&path, &keyed, &json!({"label": "second"}))
        .expect(201);
    agent
        .post(&format!("{offer}/withdraw"), &json!({"reason": "x"}))
        .expect_problem(409, "wrong_state");

    let mut secrets = vec![
        ADMIN_TOKEN.to_owned(),
        agent.token.clone().unwrap(),
        approver.token.clone().unwrap(),
        text(&token["token"]),
        page.strip_prefix("/c/").unwrap().to_owned(),
        second.strip_prefix("/c/").unwrap().to_owned(),
        "canary-key-4711".to_owned(),
        "The heron in the canary's letter is blue".to_owned(),
    ];
    let mails = whole_list(&agent, "/v1/mail");
    assert!(mails.as_array().unwrap().len() > 8, "{mails}");
    for mail in mails.as_array().unwrap() {
        for part in ["text", "html"] {
            let body = text(&mail[part]);
            // The whole, and every paragraph that only a mail would hold.
            secrets.extend(
                body.split("\n\n")
                    .map(str::trim)
                    .filter(|it| it.len() > 60)
                    .map(str::to_owned),
            );
            secrets.push(body);
        }
    }
    let mut sql = Sql::open(&app.database);
    let hashes = sql.texts("SELECT hash AS found FROM tokens");
    let links = sql.texts("SELECT link_hash AS found FROM offers WHERE link_hash IS NOT NULL");
    assert!(hashes.len() > 3 && links.len() == 2);
    secrets.extend(hashes);
    secrets.extend(links);

    let everything = sql
        .texts(
            "SELECT id || ' ' || coalesce(by_id, '') || ' ' || coalesce(by_name, '') || ' ' || \
             coalesce(by_role, '') || ' ' || action || ' ' || coalesce(incident_id, '') || ' ' || \
             subject_kind || ' ' || subject_id || ' ' || coalesce(before, '') || ' ' || after || \
             ' ' || coalesce(note, '') || ' ' || previous_hash || ' ' || hash AS found FROM history",
        )
        .join("\n");
    // It is looked for as it would stand there: as text, and as text in JSON.
    for secret in secrets {
        let in_json = json!(secret).to_string();
        let in_json = in_json.trim_matches('"');
        for form in [secret.as_str(), in_json] {
            assert!(!everything.contains(form), "{form} stands in the history");
        }
    }
    assert!(everything.contains("Harbour Books") || everything.contains("old file"));
}

fn keeper() -> Email {
    Email::parse("keeper@audit.example").unwrap()
}

fn mailed(app: &TestApp) -> Vec<Value> {
    let mail = whole_list(&app.caller(ADMIN_TOKEN), "/v1/mail");
    let mut mailed: Vec<Value> = mail
        .as_array()
        .unwrap()
        .iter()
        .filter(|mail| mail["kind"] == "history_head")
        .cloned()
        .collect();
    mailed.reverse();
    mailed
}

fn second_instance(database: &TestDatabase, app: &TestApp) -> Services {
    Amends::prepare(&config(database, None), app.clock.clone())
        .unwrap()
        .services
}

#[test]
fn the_head_is_mailed_once_a_day_however_many_look() {
    let app = TestApp::with_mail();
    Case::in_state(&app, "owned");
    let instances = [
        app.services.clone(),
        second_instance(&app.database, &app),
        second_instance(&app.database, &app),
    ];
    let day = |days: usize| {
        let start = Barrier::new(instances.len());
        std::thread::scope(|scope| {
            for instance in &instances {
                scope.spawn(|| {
                    start.wait();
                    for _ in 0..3 {
                        workers::history::pass(instance, &keeper());
                    }
                });
            }
        });
        assert_eq!(mailed(&app).len(), days, "on day {days}");
    };
    // It is nine in the morning.
    day(1);
    app.advance(TimeDelta::hours(15) - TimeDelta::microseconds(1));
    day(1);
    app.advance(TimeDelta::microseconds(1));
    day(2);
    Case::reported(&app);
    app.advance(TimeDelta::days(3));
    day(3);
    app.advance(-TimeDelta::days(2));
    day(3);

    app.send_mail();
    let sent = app.smtp.as_ref().unwrap().take();
    let to_keeper = sent
        .iter()
        .filter(|mail| mail.to == ["keeper@audit.example"])
        .count();
    assert_eq!(to_keeper, 3);
}

#[test]
fn the_mail_says_how_to_check_and_the_check_holds() {
    let app = TestApp::start();
    Case::in_state(&app, "owned");
    workers::history::pass(&app.services, &keeper());
    let head = exported(&verdict(&app));
    let mail = mailed(&app).remove(0);
    assert_eq!(mail["to"], "keeper@audit.example");
    assert_eq!(mail["incident_id"], Value::Null);
    for part in ["text", "html"] {
        let body = text(&mail[part]);
        assert!(body.contains(&head), "{body}");
        assert!(body.contains(&format!("amends history verify --head {head}")));
    }
    let body = text(&mail["text"]);
    let link = body
        .lines()
        .find_map(|line| line.strip_prefix(&app.url))
        .expect("a link to this server");
    assert_eq!(app.admin().get(link).expect(200)["ok"], true);
    let said = command(&app.database.url, &["verify", "--head", &head]);
    expect_exit(&said, 0);

    // The next one says at once that somebody was at it.
    let mut sql = Sql::open(&app.database);
    disarm(&mut sql);
    rewrite(&app, &mut sql, 3);
    assert_eq!(app.admin().get(link).expect(200)["ok"], false);
    sql.execute("UPDATE history SET note = 'x' WHERE sequence = 4");
    app.advance(TimeDelta::days(1));
    workers::history::pass(&app.services, &keeper());
    let mail = mailed(&app).remove(1);
    assert!(
        text(&mail["subject"]).contains("THE HISTORY IS BROKEN"),
        "{mail}"
    );
    assert!(text(&mail["text"]).contains("4: this entry was changed"));
}

/// The setting itself, with the workers running.
#[test]
fn the_head_is_mailed_where_the_setting_asks_for_it() {
    for (to, mails) in [(None, 0), (Some(keeper()), 1)] {
        let app = TestApp::start();
        let mut config = config(&app.database, None);
        config.history_head_to = to;
        let second = Amends::prepare(&config, app.clock.clone()).unwrap();
        actix_web::rt::System::new().block_on(async move {
            // Stopping waits for the workers, and each has had its first look by then.
            second
                .serve(|handle| {
                    actix_web::rt::spawn(async move { handle.stop(true).await });
                })
                .await
                .unwrap();
        });
        assert_eq!(mailed(&app).len(), mails);
    }
}
