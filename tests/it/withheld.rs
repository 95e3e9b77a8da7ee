//! A request whose last byte comes late: what its caller may do is what they may do by then.

#![expect(
    clippy::disallowed_methods,
    reason = "nothing tells when a head has been read and its body is waited for"
)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};
use crate::support::cases::{Case, text};
use crate::support::sql::Sql;

/// Sends all but the last byte, waits until it is waited for, does `meanwhile`, and sends the rest:
/// the status and the body of the answer.
fn withheld(
    app: &TestApp,
    who: &Caller,
    (method, path): (&str, &str),
    body: &Value,
    meanwhile: impl FnOnce(),
) -> (u16, Value) {
    let host = app.url.strip_prefix("http://").unwrap();
    let token = who.token.as_ref().unwrap();
    let (body, last) = {
        let mut body = body.to_string();
        let last = body.pop().unwrap();
        (body, last)
    };
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nIf-Match: *\r\n\
         Idempotency-Key: withheld\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len() + 1
    )
    .unwrap();
    std::thread::sleep(Duration::from_millis(400));
    meanwhile();
    write!(stream, "{last}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or_default())
}

/// All that is kept, but for what is kept of tokens and users themselves.
fn kept(app: &TestApp) -> Vec<(String, String)> {
    let mut tables = Sql::open(&app.database.url).dump();
    tables.retain(|(table, _)| !table.starts_with("__diesel") && table != "sqlite_sequence");
    tables
}

#[track_caller]
fn expect(answer: &(u16, Value), status: u16, code: &str) {
    assert_eq!(
        (answer.0, &answer.1["code"]),
        (status, &json!(code)),
        "{answer:?}"
    );
}

/// The one token of somebody.
fn token_of(app: &TestApp, who: &Caller) -> String {
    let tokens = app
        .admin()
        .get(&format!("/v1/users/{}/tokens", who.id))
        .expect(200);
    format!("/v1/tokens/{}", text(&tokens["items"][0]["id"]))
}

#[test]
fn a_token_that_is_revoked_meanwhile_does_nothing_more() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    let client = text(&case.agent.get(&case.path).expect(200)["client_id"]);
    let calls: [(&str, String, Value); 6] = [
        (
            "POST",
            "/v1/users/{me}/tokens".into(),
            json!({"label": "for ever"}),
        ),
        ("POST", format!("{offer}/approve"), json!({"note": "Fine"})),
        (
            "POST",
            "/v1/incidents".into(),
            crate::support::cases::report(),
        ),
        (
            "PATCH",
            format!("/v1/clients/{client}"),
            json!({"notes": "Mine"}),
        ),
        (
            "POST",
            "/v1/apologies/check".into(),
            json!({"text": "We are sorry."}),
        ),
        (
            "POST",
            "/v1/policy/simulate".into(),
            json!({"policy": {"loss_multiplier": "3"}}),
        ),
    ];
    for (method, path, body) in calls {
        let who = app.approver();
        let path = path.replace("{me}", &who.id);
        let revoke = token_of(&app, &who);
        let before = std::cell::RefCell::new(Vec::new());
        let answer = withheld(&app, &who, (method, &path), &body, || {
            app.admin().call("DELETE", &revoke, &[], None).expect(204);
            *before.borrow_mut() = kept(&app);
        });
        expect(&answer, 401, "unauthenticated");
        assert_eq!(kept(&app), before.into_inner(), "{path}");
    }
}

#[test]
fn who_is_deactivated_or_given_another_role_meanwhile_has_no_more_than_that() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    let approve = format!("{offer}/approve");
    let none = json!({"note": "Fine"});
    let person = json!({"name": "Eve", "email": "eve@agency.example", "role": "admin"});
    let change = |who: &Caller, body: &Value| {
        app.admin()
            .patch(&format!("/v1/users/{}", who.id), body)
            .expect(200);
    };
    let one = json!([{"amount": "1.00", "currency": "USD"}]);
    let cases = [
        (
            "approver",
            json!({"active": false}),
            &*approve,
            &none,
            401,
            "unauthenticated",
        ),
        (
            "approver",
            json!({"role": "agent"}),
            &approve,
            &none,
            403,
            "forbidden",
        ),
        (
            "approver",
            json!({"approval_limits": one}),
            &approve,
            &none,
            403,
            "over_limit",
        ),
        (
            "admin",
            json!({"role": "reporter"}),
            "/v1/users",
            &person,
            403,
            "forbidden",
        ),
        (
            "admin",
            json!({"active": false}),
            "/v1/users",
            &person,
            401,
            "unauthenticated",
        ),
    ];
    for (role, narrowed, path, body, status, code) in cases {
        let who = app.user(role, &[("100000.00", "USD")]);
        let before = std::cell::RefCell::new(Vec::new());
        let answer = withheld(&app, &who, ("POST", path), body, || {
            change(&who, &narrowed);
            *before.borrow_mut() = kept(&app);
        });
        expect(&answer, status, code);
        assert_eq!(kept(&app), before.into_inner(), "{role} {narrowed}");
    }
    // Who keeps what they need is not held up.
    let who = app.user("approver", &[("100000.00", "USD")]);
    let answer = withheld(&app, &who, ("POST", &approve), &none, || {
        change(&who, &json!({"name": "An other name"}));
    });
    assert_eq!(
        (answer.0, &answer.1["state"]),
        (200, &json!("approved")),
        "{answer:?}"
    );
}

/// The revocation is under way while the request is, and is committed first.
#[test]
fn a_revocation_that_is_committed_first_comes_first() {
    let app = TestApp::start();
    let agent = app.agent();
    let client = json!({"name": "Harbour Books", "email": "ines@harbour.example"});
    agent.post("/v1/clients", &client).expect(201);
    let mut sql = Sql::open(&app.database.url);
    // Whoever changes something holds the end of the history.
    sql.execute(match sql {
        Sql::Sqlite(_) => "BEGIN IMMEDIATE",
        Sql::Postgres(_) => "BEGIN; UPDATE history_head SET sequence = sequence",
    });
    sql.execute(&format!(
        "UPDATE tokens SET revoked_at = created_at WHERE user_id = '{}'",
        agent.id
    ));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| agent.post("/v1/clients", &client));
        let mut looking = Sql::open(&app.database.url);
        let began = Instant::now();
        loop {
            let waits = match &looking {
                Sql::Sqlite(_) => app.services.queue().unwrap().0 > 0,
                Sql::Postgres(_) => looking.has_waiting(),
            };
            if waits {
                break;
            }
            assert!(began.elapsed() < Duration::from_secs(3), "it does not wait");
            std::thread::sleep(Duration::from_millis(5));
        }
        sql.execute("COMMIT");
        waiting
            .join()
            .unwrap()
            .expect_problem(401, "unauthenticated");
    });
    assert_eq!(sql.number("SELECT COUNT(*) AS value FROM clients"), 1);
}
