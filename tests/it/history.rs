//! History: every change leaves its one entry, nothing takes an entry away, and whoever does it all
//! the same, with the database in their hands, is found out.

mod ledger;
mod tampering;

use std::process::{Command, Output};
use std::sync::Barrier;

use amends::app::Amends;
use amends::domain::event::{Found, GENESIS};
use amends::domain::text::Email;
use amends::mail::Transport;
use amends::services::Services;
use amends::store::events;
use amends::workers;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, TestApp, config, unique};
use crate::support::cases::{Case, report, text, whole_list};
use crate::support::sql::Sql;

/// Takes away what keeps the tables from being changed, as an attacker who owns them would.
fn disarm(sql: &mut Sql) {
    match sql {
        Sql::Sqlite(_) => {
            let triggers =
                sql.words("SELECT name AS value FROM sqlite_schema WHERE type = 'trigger'");
            assert_eq!(triggers.len(), 6, "{triggers:?}");
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
    let mut sql = Sql::open(&app.database.url);
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
    let mut sql = Sql::open(&app.database.url);
    let mut attempts = vec![
        "UPDATE history SET note = 'x' WHERE sequence = 3",
        "UPDATE history SET sequence = 1000 WHERE sequence = 3",
        "DELETE FROM history WHERE sequence = 3",
        "DELETE FROM history",
        "DELETE FROM history_head",
        "UPDATE history_head SET sequence = sequence - 1",
        "UPDATE history_head SET name = 'tail'",
        "UPDATE history_head SET hash = previous_hash FROM history WHERE history.sequence = 3",
        "UPDATE history_head SET sequence = sequence + 2",
        "INSERT INTO history_head (name, sequence, hash) VALUES ('tail', 1, 'x')",
    ];
    match sql {
        Sql::Sqlite(_) => attempts.extend([
            "INSERT OR REPLACE INTO history SELECT * FROM history WHERE sequence = 3",
            "REPLACE INTO history SELECT sequence + 1000, id, at, by_id, by_name, by_role, action, \
             incident_id, subject_kind, subject_id, before, after, note, previous_hash, hash \
             FROM history WHERE sequence = 3",
            "INSERT OR REPLACE INTO history_head (name, sequence, hash) \
             SELECT 'head', sequence, hash FROM history WHERE sequence = 3",
            "UPDATE OR REPLACE history_head SET sequence = 3",
            "UPDATE history_head SET hash = CAST(hash AS BLOB)",
        ]),
        Sql::Postgres(_) => attempts.extend([
            "TRUNCATE history",
            "TRUNCATE history_head",
            "INSERT INTO history_head (name, sequence, hash) VALUES ('head', 3, 'x') \
             ON CONFLICT (name) DO UPDATE SET sequence = 3, hash = 'x'",
        ]),
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
    // People's words quote what they should not: in what is kept, in what it was, and as a reason.
    let quoting = |secret: &str| format!("I was sent {}{page} and {secret}.", app.url);
    let account = json!({"by": "Ines", "side": "client", "text": quoting(ADMIN_TOKEN)});
    let second_case = Case::reported_by(&app, agent.clone(), approver.clone());
    agent
        .post(&format!("{}/accounts", second_case.path), &account)
        .expect(201);
    let own_token = agent.token.clone().unwrap();
    for details in [&*quoting(&own_token), "Something else"] {
        agent
            .patch(&second_case.path, &json!({"details": details}))
            .expect(200);
    }
    approver
        .post(
            &format!("{}/dismiss", second_case.path),
            &json!({"reason": quoting(&own_token)}),
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
    let mut sql = Sql::open(&app.database.url);
    let hashes = sql.words("SELECT hash AS value FROM tokens");
    let links = sql.words("SELECT link_hash AS value FROM offers WHERE link_hash IS NOT NULL");
    assert!(hashes.len() > 3 && links.len() == 2);
    secrets.extend(hashes);
    secrets.extend(links);

    let everything = sql
        .words(
            "SELECT id || ' ' || coalesce(by_id, '') || ' ' || coalesce(by_name, '') || ' ' || \
             coalesce(by_role, '') || ' ' || action || ' ' || coalesce(incident_id, '') || ' ' || \
             subject_kind || ' ' || subject_id || ' ' || coalesce(before, '') || ' ' || after || \
             ' ' || coalesce(note, '') || ' ' || previous_hash || ' ' || hash AS value FROM history",
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
    assert_eq!(everything.matches("I was sent").count(), 4);
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

fn second_instance(app: &TestApp) -> Services {
    let smtp = app.smtp.as_ref().unwrap();
    let transport = Transport::from_url(&smtp.url()).unwrap();
    let config = config(&app.database, Some(transport));
    Amends::prepare(&config, app.clock.clone())
        .unwrap()
        .services
}

#[test]
fn the_head_is_mailed_once_a_day_however_many_look() {
    let app = TestApp::with_mail();
    Case::in_state(&app, "owned");
    let instances = [
        app.services.clone(),
        second_instance(&app),
        second_instance(&app),
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
    // A clock that is put back begins no day anew.
    app.advance(-TimeDelta::days(2));
    day(3);
    app.advance(TimeDelta::days(2));

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
    let mut sql = Sql::open(&app.database.url);
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
