//! Idempotency-Key: a request that comes again has its effect once and the same answer, across
//! restarts, until a day has passed; and a key is nobody else's.

use std::sync::Barrier;

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{Case, late_parcel, report, stray_message, text, whole_list};
use crate::support::sql::Sql;

const KEY: &str = "Idempotency-Key";

fn clients(caller: &Caller) -> usize {
    items(caller, "/v1/clients?limit=200")
}

fn items(caller: &Caller, list: &str) -> usize {
    let list = caller.get(list).expect(200);
    list["items"].as_array().unwrap().len()
}

fn client(name: &str) -> Value {
    json!({"name": name, "email": "ines@harbour.example"})
}

/// The second answer is the first one, and says so.
#[track_caller]
fn assert_replayed(first: &Answer, second: &Answer) {
    assert_eq!(first.header("idempotency-replayed"), None);
    assert_eq!(
        second.header("idempotency-replayed").as_deref(),
        Some("true"),
        "{}",
        second.text
    );
    assert_eq!(first.said(), second.said());
}

#[test]
fn a_request_that_comes_again_has_its_effect_once_and_the_same_answer() {
    let app = TestApp::start();
    let agent = app.agent();
    let create = || agent.post_with("/v1/clients", &[(KEY, "one")], &client("Harbour Books"));
    let first = create();
    first.expect(201);
    assert!(first.header("location").is_some() && first.header("etag").is_some());
    // What became of it since does not change what was answered then.
    agent
        .patch(
            &first.header("location").unwrap(),
            &json!({"notes": "Call."}),
        )
        .expect(200);
    assert_replayed(&first, &create());
    assert_replayed(&first, &create());
    assert_eq!(clients(&agent), 1);
}

#[test]
fn without_a_key_every_request_counts() {
    let app = TestApp::start();
    let agent = app.agent();
    for _ in 0..2 {
        agent
            .post("/v1/clients", &client("Harbour Books"))
            .expect(201);
    }
    assert_eq!(clients(&agent), 2);
}

#[test]
fn a_key_stands_for_one_body_on_one_route() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let agent = &case.agent;
    let account = json!({"by": "Ines", "side": "client", "text": "400 copies."});
    let path = format!("{}/accounts", case.path);
    agent
        .post_with(&path, &[(KEY, "one")], &account)
        .expect(201);
    let other_body = json!({"by": "Ines", "side": "client", "text": "500 copies."});
    let other_incident = text(&agent.post("/v1/incidents", &report()).expect(201)["id"]);
    let other_path = format!("/v1/incidents/{other_incident}/accounts");
    for (path, body) in [
        (&path, &other_body),
        (&other_path, &account),
        (&"/v1/clients".to_owned(), &client("Harbour Books")),
    ] {
        agent
            .post_with(path, &[(KEY, "one")], body)
            .expect_problem(422, "idempotency_key_reused");
    }
    assert_eq!(items(agent, &path), 1);
    assert_eq!(items(agent, &other_path), 0);
    assert_eq!(clients(agent), 2, "those of the two reports");
}

#[test]
fn a_key_has_1_to_255_visible_characters() {
    let app = TestApp::start();
    let agent = app.agent();
    let (longest, too_long) = ("k".repeat(255), "k".repeat(256));
    agent
        .post_with(
            "/v1/clients",
            &[(KEY, "one"), (KEY, "two")],
            &client("Harbour Books"),
        )
        .expect_problem(400, "idempotency_key_malformed");
    for bad in ["", &too_long, "two words", "schl\u{fc}ssel", "tab\tbed"] {
        agent
            .post_with("/v1/clients", &[(KEY, bad)], &client("Harbour Books"))
            .expect_problem(400, "idempotency_key_malformed");
    }
    assert_eq!(clients(&agent), 0);
    for good in [&*longest, "x", "!~", "\"quoted\""] {
        agent
            .post_with("/v1/clients", &[(KEY, good)], &client("Harbour Books"))
            .expect(201);
    }
}

#[test]
fn keys_belong_to_their_user() {
    let app = TestApp::start();
    let (one, other) = (app.agent(), app.agent());
    let first = one.post_with("/v1/clients", &[(KEY, "same")], &client("Harbour Books"));
    let second = other.post_with("/v1/clients", &[(KEY, "same")], &client("Harbour Books"));
    assert_ne!(first.expect(201)["id"], second.expect(201)["id"]);
    assert_eq!(second.header("idempotency-replayed"), None);
    // Nor does it tell anybody that somebody else has used it.
    other
        .post_with("/v1/clients", &[(KEY, "same")], &client("Another"))
        .expect_problem(422, "idempotency_key_reused");
}

#[test]
fn a_refused_request_does_not_use_up_its_key() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let agent = &case.agent;

    let nameless = json!({"name": " ", "email": "ines@harbour.example"});
    agent
        .post_with("/v1/clients", &[(KEY, "invalid")], &nameless)
        .expect_invalid("/name", "blank");
    agent
        .post_with("/v1/clients", &[(KEY, "invalid")], &client("Harbour Books"))
        .expect(201);

    let unknown_owner =
        json!({"client": client("A"), "summary": "S", "owner_id": Uuid::nil().to_string()});
    agent
        .post_with("/v1/incidents", &[(KEY, "unknown")], &unknown_owner)
        .expect_invalid("/owner_id", "unknown");
    agent
        .post_with("/v1/incidents", &[(KEY, "unknown")], &report())
        .expect(201);

    let own = format!("{}/own", case.path);
    let excuse = json!({"statement": "We are sorry, but Northern Print made the error."});
    agent
        .post_with(&own, &[(KEY, "refused")], &excuse)
        .expect_problem(409, "ownership_not_ready");
    agent
        .post_with(&own, &[(KEY, "stale"), ("If-Match", "\"77\"")], &excuse)
        .expect_problem(412, "precondition_failed");
    let statement = json!({"statement": crate::support::cases::STATEMENT});
    for key in ["refused", "stale"] {
        let answer = agent.post_with(&own, &[(KEY, key)], &statement);
        if key == "refused" {
            answer.expect(200);
        } else {
            answer.expect_problem(409, "wrong_state");
        }
    }

    // An agent may not dismiss, until the agent is an approver.
    let dismiss = format!("{}/dismiss", case.path);
    let reason = json!({"reason": "reported twice"});
    agent
        .post_with(&dismiss, &[(KEY, "forbidden")], &reason)
        .expect_problem(403, "forbidden");
    let admin = app.admin();
    admin
        .patch(
            &format!("/v1/users/{}", agent.id),
            &json!({"role": "approver"}),
        )
        .expect(200);
    let dismissed = agent.post_with(&dismiss, &[(KEY, "forbidden")], &reason);
    assert_eq!(dismissed.expect(200)["state"], "dismissed");
}

#[test]
fn a_key_opens_nothing_to_who_may_not_any_more() {
    let app = TestApp::start();
    let give_role = |who: &Caller, role: &str| {
        let path = format!("/v1/users/{}", who.id);
        app.admin().patch(&path, &json!({"role": role})).expect(200);
    };
    // Who is no admin any more may still make tokens and delegations of their own, and is shown
    // neither those of others nor that they were made.
    let tokens = format!("/v1/users/{}/tokens", app.admin().id);
    let lent = json!({
        "from_user_id": app.approver().id,
        "to_user_id": app.approver().id,
        "ends_at": "2026-03-20T10:00:00Z",
        "reason": "On holiday",
    });
    for (path, body, roles) in [
        (
            &*tokens,
            &json!({"label": "shop"}),
            &["reporter", "auditor"][..],
        ),
        ("/v1/delegations", &lent, &["approver"]),
    ] {
        for role in roles {
            let admin = app.user("admin", &[]);
            let ask = || admin.post_with(path, &[(KEY, "one")], body);
            let first = ask();
            first.expect(201);
            give_role(&admin, role);
            ask().expect_problem(403, "forbidden");
            // Whoever has been given as much again is answered again.
            give_role(&admin, "admin");
            assert_replayed(&first, &ask());
        }
    }

    let agent = app.agent();
    let create = || agent.post_with("/v1/clients", &[(KEY, "one")], &client("Harbour Books"));
    create().expect(201);
    app.admin()
        .patch(
            &format!("/v1/users/{}", agent.id),
            &json!({"role": "auditor"}),
        )
        .expect(200);
    create().expect_problem(403, "forbidden");
}

#[test]
fn fifty_at_once_report_one_incident() {
    let app = TestApp::start();
    let agent = app.agent();
    let start = Barrier::new(50);
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..50)
            .map(|_| {
                // A caller of their own: one connection would put them in a row.
                let (agent, start) = (app.caller(agent.token.as_deref().unwrap()), &start);
                scope.spawn(move || {
                    start.wait();
                    agent.post_with("/v1/incidents", &[(KEY, "one")], &report())
                })
            })
            .collect();
        running.into_iter().map(|it| it.join().unwrap()).collect()
    });
    for answer in &answers {
        answer.expect(201);
        assert_eq!(answer.said(), answers[0].said());
    }
    let fresh = answers
        .iter()
        .filter(|it| it.header("idempotency-replayed").is_none());
    assert_eq!(fresh.count(), 1);
    assert_eq!(items(&agent, "/v1/incidents"), 1);
    assert_eq!(clients(&agent), 1);
    let next = agent.post("/v1/incidents", &report()).expect(201);
    assert_eq!(next["reference"], "INC-2026-000002");
}

/// The tables in which this text stands.
fn tables_with(app: &TestApp, text: &str) -> Vec<String> {
    let dump = Sql::open(&app.database.url).dump();
    assert!(dump.len() > 10, "these are not all tables");
    dump.into_iter()
        .filter(|(_, rows)| rows.contains(text))
        .map(|(table, _)| table)
        .collect()
}

#[test]
fn a_token_that_was_made_under_a_key_is_kept_nowhere_and_shown_to_its_maker_again() {
    let mut app = TestApp::start();
    let token = app.agent().token.unwrap();
    let me = text(&app.caller(&token).get("/v1/me").expect(200)["id"]);
    let path = format!("/v1/users/{me}/tokens");
    let label = json!({"label": "laptop"});
    let make = |who: &Caller| who.post_with(&path, &[(KEY, "one")], &label);

    let first = make(&app.caller(&token));
    let made = first.expect(201);
    let secret = text(&made["token"]);
    app.restart();
    assert_replayed(&first, &make(&app.caller(&token)));
    for kept in [&secret, &token] {
        assert_eq!(tables_with(&app, kept), [""; 0], "a token in clear");
    }

    // The same person with another token hears that it was done; the secret was shown already.
    let other = app.caller(&secret);
    let again = make(&other);
    assert_eq!(
        again.header("idempotency-replayed").as_deref(),
        Some("true")
    );
    let mut without = made.clone();
    without["token"].take();
    without.as_object_mut().unwrap().shift_remove("token");
    assert_eq!(again.expect(201), without);
    for header in ["etag", "location"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!(items(&other, &path), 2);
}

#[test]
fn a_clients_link_that_was_sent_under_a_key_stands_in_the_clients_mail_alone() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.approved_offer();
    let send = |who: &Caller| who.post_with(&format!("{offer}/send"), &[(KEY, "one")], &json!({}));
    let first = send(&case.agent);
    let link = text(&first.expect(200)["client_link"]);
    let secret = link.rsplit('/').next().unwrap();
    assert_replayed(&first, &send(&case.agent));
    // The mail is what the client is told, word by word.
    assert_eq!(tables_with(&app, secret), ["mail"]);

    let tokens = format!("/v1/users/{}/tokens", case.agent.id);
    let second = case
        .agent
        .post(&tokens, &json!({"label": "at home"}))
        .expect(201);
    let again = send(&app.caller(&text(&second["token"]))).expect(200);
    assert_eq!(again["client_link"], Value::Null);
    assert_eq!(again["state"], "sent");
}

#[test]
fn the_answer_outlives_a_restart() {
    let mut app = TestApp::start();
    let token = app.agent().token.unwrap();
    let create = |app: &TestApp| {
        app.caller(&token)
            .post_with("/v1/clients", &[(KEY, "one")], &client("Harbour Books"))
    };
    let first = create(&app);
    first.expect(201);
    app.restart();
    assert_replayed(&first, &create(&app));
    assert_eq!(clients(&app.caller(&token)), 1);
}

#[test]
fn the_answer_is_kept_for_a_day_and_then_forgotten() {
    let app = TestApp::start();
    let agent = app.agent();
    let create = || agent.post_with("/v1/clients", &[(KEY, "one")], &client("Harbour Books"));
    let first = create();
    first.expect(201);
    app.advance(TimeDelta::hours(24));
    app.keep_house();
    assert_replayed(&first, &create());
    app.advance(TimeDelta::minutes(61));
    app.keep_house();
    let again = create();
    assert_ne!(again.expect(201)["id"], first.json()["id"]);
    assert_eq!(again.header("idempotency-replayed"), None);
    assert_eq!(clients(&agent), 2);
}

/// What is kept under keys has no token and no link in it.
#[track_caller]
fn expect_no_secret_kept(app: &TestApp, route: &str) {
    let kept = Sql::open(&app.database.url)
        .words("SELECT outcome AS value FROM idempotency")
        .join("\n");
    // What is sealed is random, and looks like anything.
    let clear = regex::Regex::new(r#""sealed":"[^"]*""#).unwrap();
    let clear = clear.replace_all(&kept, "");
    let secret = regex::Regex::new(r"amends_[\w-]{20}|/c/[\w-]{20}").unwrap();
    let found = secret.find(&clear).map(|it| it.as_str());
    assert_eq!(found, None, "kept in clear after {route}");
}

/// Walks through a whole case, each POST twice under one key: were one done twice, the second
/// would be refused or the lists would be too long.
/// The POST routes of a negotiation, each twice.
fn negotiate(
    app: &TestApp,
    (agent, approver): (&Caller, &Caller),
    twice: &mut dyn FnMut(&Caller, &'static str, &str, &Value) -> Value,
) {
    let lent = json!({
        "to_user_id": app.approver().id, "ends_at": "2026-03-20T10:00:00Z", "reason": "On holiday",
    });
    let lent = twice(approver, "/v1/delegations", "/v1/delegations", &lent);
    let end = format!("/v1/delegations/{}/end", text(&lent["id"]));
    twice(approver, "/v1/delegations/{id}/end", &end, &json!({}));

    let case = Case::reported_by(app, agent.clone(), approver.clone());
    case.bring_to("apologized");
    let offer = case.offer();
    let value = json!({"amount": "1100.00", "currency": "USD"});
    let room = json!({"room": value});
    twice(
        approver,
        "/v1/offers/{id}/room",
        &format!("{offer}/room"),
        &room,
    );
    agent
        .post(
            &format!("{offer}/counter"),
            &json!({"wish": "More", "value": value}),
        )
        .expect(200);
    let accept = format!("{offer}/accept-counter");
    twice(agent, "/v1/offers/{id}/accept-counter", &accept, &json!({}));
    assert_eq!(items(agent, &format!("{}/offers", case.path)), 2);
}

#[test]
fn it_is_honoured_on_every_post() {
    let app = TestApp::with_mail();
    let (agent, approver, admin) = (app.agent(), app.approver(), app.admin());
    let mut routes: Vec<&str> = Vec::new();
    let said = std::cell::RefCell::new(String::new());
    let mut twice = |caller: &Caller, route: &'static str, path: &str, body: &Value| -> Value {
        routes.push(route);
        let key = format!("key-{}", routes.len());
        let headers = [(KEY, &*key)];
        let first = caller.post_with(path, &headers, body);
        assert!((200..300).contains(&first.status), "{path}: {}", first.text);
        assert_replayed(&first, &caller.post_with(path, &headers, body));
        said.borrow_mut().push_str(&first.text);
        expect_no_secret_kept(&app, route);
        first.json()
    };
    let none = json!({});

    let person = json!({"name": "Ada", "email": "ada@agency.example", "role": "agent"});
    let user = twice(&admin, "/v1/users", "/v1/users", &person);
    let tokens = format!("/v1/users/{}/tokens", text(&user["id"]));
    twice(
        &admin,
        "/v1/users/{id}/tokens",
        &tokens,
        &json!({"label": "laptop"}),
    );
    assert_eq!(items(&admin, &tokens), 1);
    twice(&agent, "/v1/clients", "/v1/clients", &client("A"));
    let incident = twice(&agent, "/v1/incidents", "/v1/incidents", &report());
    let path = format!("/v1/incidents/{}", text(&incident["id"]));

    let reason = json!({"reason": "reported twice"});
    twice(
        &approver,
        "/v1/incidents/{id}/dismiss",
        &format!("{path}/dismiss"),
        &reason,
    );
    twice(
        &agent,
        "/v1/incidents/{id}/reopen",
        &format!("{path}/reopen"),
        &reason,
    );
    let account = json!({"by": "Ines", "side": "client", "text": "400 copies."});
    twice(
        &agent,
        "/v1/incidents/{id}/accounts",
        &format!("{path}/accounts"),
        &account,
    );
    let accounts = whole_list(&agent, &format!("{path}/accounts"));
    let account = format!("/v1/accounts/{}", text(&accounts[0]["id"]));
    let points = json!({"points": "How many copies there were."});
    twice(
        &agent,
        "/v1/accounts/{id}/dispute",
        &format!("{account}/dispute"),
        &points,
    );
    twice(
        &agent,
        "/v1/accounts/{id}/settle",
        &format!("{account}/settle"),
        &none,
    );
    let playback = twice(
        &agent,
        "/v1/incidents/{id}/playbacks",
        &format!("{path}/playbacks"),
        &none,
    );
    let playback = format!("/v1/playbacks/{}", text(&playback["id"]));
    twice(
        &agent,
        "/v1/playbacks/{id}/send",
        &format!("{playback}/send"),
        &none,
    );
    twice(
        &agent,
        "/v1/playbacks/{id}/answer",
        &format!("{playback}/answer"),
        &json!({"agreed": true}),
    );
    let promise = json!({"text": "We call on Tuesday.", "due_at": "2026-03-10T10:00:00Z"});
    let promise = twice(
        &agent,
        "/v1/incidents/{id}/promises",
        &format!("{path}/promises"),
        &promise,
    );
    let keep = format!("/v1/promises/{}/keep", text(&promise["id"]));
    twice(&agent, "/v1/promises/{id}/keep", &keep, &none);

    let statement = json!({"statement": crate::support::cases::STATEMENT});
    twice(
        &agent,
        "/v1/incidents/{id}/own",
        &format!("{path}/own"),
        &statement,
    );
    let check = json!({"text": "We are sorry."});
    let guarantee = late_parcel("late-parcel");
    twice(&app.admin(), "/v1/guarantees", "/v1/guarantees", &guarantee);
    let facts = json!({"facts": {"promised_on": "2026-03-02", "delivered_on": "2026-03-03"}});
    twice(
        &agent,
        "/v1/guarantees/{code}/evaluate",
        "/v1/guarantees/late-parcel/evaluate",
        &facts,
    );
    let other_policy = json!({"policy": {"loss_multiplier": "3"}});
    twice(
        &agent,
        "/v1/policy/simulate",
        "/v1/policy/simulate",
        &other_policy,
    );
    twice(&agent, "/v1/apologies/check", "/v1/apologies/check", &check);
    let mut apologies = (0..3).map(|_| {
        let new = format!("{path}/apologies");
        let apology = twice(&agent, "/v1/incidents/{id}/apologies", &new, &none);
        format!("/v1/apologies/{}", text(&apology["id"]))
    });
    let (sent, discarded, second) = (
        apologies.next().unwrap(),
        apologies.next().unwrap(),
        apologies.next().unwrap(),
    );
    drop(apologies);
    twice(
        &agent,
        "/v1/apologies/{id}/mail-draft",
        &format!("{second}/mail-draft"),
        &none,
    );
    twice(
        &agent,
        "/v1/apologies/{id}/discard",
        &format!("{discarded}/discard"),
        &none,
    );
    twice(
        &agent,
        "/v1/apologies/{id}/send",
        &format!("{sent}/send"),
        &none,
    );

    let draft = |twice: &mut dyn FnMut(&Caller, &'static str, &str, &Value) -> Value| {
        let new = json!({"use_suggestion": "money_back"});
        let offer = twice(
            &agent,
            "/v1/incidents/{id}/offers",
            &format!("{path}/offers"),
            &new,
        );
        let offer = format!("/v1/offers/{}", text(&offer["id"]));
        twice(
            &agent,
            "/v1/offers/{id}/submit",
            &format!("{offer}/submit"),
            &none,
        );
        offer
    };
    let offer = draft(&mut twice);
    twice(
        &approver,
        "/v1/offers/{id}/reject",
        &format!("{offer}/reject"),
        &reason,
    );
    twice(
        &agent,
        "/v1/offers/{id}/withdraw",
        &format!("{offer}/withdraw"),
        &reason,
    );
    let answers = [
        ("/v1/offers/{id}/decline", "decline", reason.clone()),
        (
            "/v1/offers/{id}/counter",
            "counter",
            json!({"wish": "A reprint"}),
        ),
        ("/v1/offers/{id}/accept", "accept", none.clone()),
    ];
    let mut accepted = String::new();
    for (route, answer, body) in answers {
        accepted = draft(&mut twice);
        twice(
            &approver,
            "/v1/offers/{id}/approve",
            &format!("{accepted}/approve"),
            &none,
        );
        twice(
            &agent,
            "/v1/offers/{id}/send",
            &format!("{accepted}/send"),
            &none,
        );
        twice(&agent, route, &format!("{accepted}/{answer}"), &body);
    }
    let item = text(&agent.get(&accepted).expect(200)["items"][0]["id"]);
    negotiate(&app, (&agent, &approver), &mut twice);
    let evidence = json!({"evidence": "transfer 4711"});
    twice(
        &agent,
        "/v1/offers/{id}/items/{item_id}/fulfil",
        &format!("{accepted}/items/{item}/fulfil"),
        &evidence,
    );

    let prevention = json!({"description": "Two people check", "due_on": "2026-04-01"});
    let prevention = twice(
        &agent,
        "/v1/incidents/{id}/preventions",
        &format!("{path}/preventions"),
        &prevention,
    );
    let prevention = format!("/v1/preventions/{}", text(&prevention["id"]));
    twice(
        &agent,
        "/v1/preventions/{id}/done",
        &format!("{prevention}/done"),
        &evidence,
    );
    twice(
        &agent,
        "/v1/preventions/{id}/verify",
        &format!("{prevention}/verify"),
        &evidence,
    );
    let follow_up = json!({"satisfaction": 5, "retained": true});
    twice(
        &agent,
        "/v1/incidents/{id}/follow-ups",
        &format!("{path}/follow-ups"),
        &follow_up,
    );
    let close = json!({"root_cause": "No check before printing"});
    twice(
        &agent,
        "/v1/incidents/{id}/close",
        &format!("{path}/close"),
        &close,
    );
    for list in ["accounts", "promises", "preventions", "follow-ups"] {
        assert_eq!(items(&agent, &format!("{path}/{list}")), 1, "{list}");
    }
    assert_eq!(items(&agent, &format!("{path}/offers")), 4);

    let other = Case::reported_by(&app, agent.clone(), approver.clone());
    other.own();
    twice(
        &agent,
        "/v1/apologies/{id}/record",
        &format!("{}/record", other.draft()),
        &json!({"channel": "phone", "note": "We said sorry."}),
    );
    // The mail with the offer holds the client's link, as does what quotes it.
    let waiting = admin.get("/v1/mail?state=waiting&limit=200").expect(200);
    let waiting = waiting["items"].as_array().unwrap();
    let offered = waiting.iter().find(|mail| mail["kind"] == "offer");
    let offered = offered.expect("an offer that waits to be sent");
    let mail = format!("/v1/mail/{}", text(&offered["id"]));
    let link = regex::Regex::new(r"http\S+/c/[\w-]{43}").unwrap();
    let words = text(&offered["text"]);
    let link = link.find(&words).expect("a link").as_str();
    twice(&admin, "/v1/mail/{id}/stop", &format!("{mail}/stop"), &none);
    twice(
        &admin,
        "/v1/mail/{id}/retry",
        &format!("{mail}/retry"),
        &none,
    );

    let (beginning, end) = link.split_at(link.len() - 10);
    let message = stray_message("once").replace(
        "Is anybody there?",
        &format!("See {link}\r\n\r\n> Please open\r\n> {beginning}\r\n> {end}"),
    );
    let stray = |key: &str| {
        let headers = [("Content-Type", "message/rfc822"), (KEY, key)];
        admin.send("POST", "/v1/inbound", &headers, Some(message.as_bytes()))
    };
    let first = stray("key-inbound");
    assert_replayed(&first, &stray("key-inbound"));
    assert!(first.text.contains(link), "{}", first.text);
    expect_no_secret_kept(&app, "/v1/inbound");
    let place = format!("/v1/inbound/{}/place", text(&first.expect(201)["id"]));
    let on = json!({"incident_id": incident["id"]});
    twice(&admin, "/v1/inbound/{id}/place", &place, &on);
    let account = json!({"by": "Ines", "side": "client", "text": format!("I opened {link}.")});
    let account_of = format!("{}/accounts", other.path);
    twice(&agent, "/v1/incidents/{id}/accounts", &account_of, &account);
    routes.push("/v1/inbound");

    let missed: Vec<&str> = amends::http::endpoints()
        .iter()
        .filter(|it| it.methods.iter().any(|(method, _)| method == "POST"))
        .map(|it| it.path)
        .filter(|path| !routes.contains(path))
        .collect();
    assert_eq!(missed, [""; 0], "POST routes that this test leaves out");

    // Whatever secret was in one of these answers, what is kept of them holds it in no clear form.
    let secrets = regex::Regex::new(r"amends_[\w-]{43}|/c/[\w-]{43}|whsec_[\w+/=-]{20,}").unwrap();
    let said = said.into_inner();
    let shown: Vec<&str> = secrets.find_iter(&said).map(|it| it.as_str()).collect();
    assert!(shown.len() >= 5, "{shown:?}");
    let dump = Sql::open(&app.database.url).dump();
    let (_, kept) = dump
        .iter()
        .find(|(table, _)| table == "idempotency")
        .unwrap();
    for secret in shown {
        assert!(!kept.contains(secret), "{secret} is kept in clear");
    }
}
