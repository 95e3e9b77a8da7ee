//! Seeing inside: figures, readiness and the log; and what must never be seen in any of them.

use std::time::{Duration, Instant};

use amends::http::rate::PAGES_A_MINUTE;
use amends::mail::Transport;
use amends::store::database::DatabaseUrl;
use amends::workers::Workers;
use base64::Engine;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Answer, Caller, TestApp, TestDatabase, config};
use crate::support::cases::{Case, STATEMENT, report, text};
use crate::support::process::{Process, command};
use crate::support::smtp::SmtpServer;
use crate::support::sql::Sql;

/// The value of the one line of `/metrics` that begins with this name and has these labels.
#[track_caller]
fn figure(metrics: &str, name: &str, labels: &[(&str, &str)]) -> f64 {
    let labelled = |line: &str| {
        labels
            .iter()
            .all(|(label, value)| line.contains(&format!("{label}=\"{value}\"")))
    };
    let named = |line: &str| {
        let rest = line.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(['{', ' ']))
    };
    let found: Vec<&str> = metrics
        .lines()
        .filter(|line| named(line) && labelled(line))
        .collect();
    assert_eq!(found.len(), 1, "{name} {labels:?} in {metrics}");
    found[0].rsplit(' ').next().unwrap().parse().unwrap()
}

fn metrics(app: &TestApp) -> String {
    // What was counted in the database is good for a few seconds.
    app.advance(TimeDelta::seconds(5));
    let answer = app.nobody().get("/metrics");
    assert_eq!(answer.status, 200);
    let kind = answer.header("content-type").unwrap();
    assert!(kind.starts_with("text/plain; version=0.0.4"), "{kind}");
    answer.text
}

#[test]
fn requests_are_counted_by_route_and_status() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let nobody = app.nobody();
    let before = metrics(&app);
    case.agent.get(&case.path).expect(200);
    case.agent.get(&case.path).expect(200);
    case.agent
        .get("/v1/incidents/5")
        .expect_problem(404, "not_found");
    nobody
        .get(&case.path)
        .expect_problem(401, "unauthenticated");
    nobody
        .get("/no/such/address")
        .expect_problem(404, "not_found");
    nobody.call("BREW", "/v1/me", &[], None);
    nobody.get("/c/no-such-link");
    let after = metrics(&app);

    let total = "amends_http_requests_total";
    let by = |method, route, status| [("method", method), ("route", route), ("status", status)];
    for (labels, count) in [
        (by("GET", "/v1/incidents/{id}", "200"), 2.0),
        (by("GET", "/v1/incidents/{id}", "404"), 1.0),
        (by("GET", "/v1/incidents/{id}", "401"), 1.0),
        (by("GET", "unknown", "404"), 1.0),
        (by("other", "/v1/me", "405"), 1.0),
        (by("GET", "/c/{token}", "404"), 1.0),
    ] {
        assert_eq!(figure(&after, total, &labels), count, "{labels:?}");
    }
    assert_eq!(
        figure(&before, total, &by("POST", "/v1/incidents", "201")),
        1.0
    );
    let duration = "amends_http_request_duration_seconds";
    let route = [("method", "GET"), ("route", "/v1/incidents/{id}")];
    assert_eq!(figure(&after, &format!("{duration}_count"), &route), 4.0);
    let all = [route[0], route[1], ("le", "+Inf")];
    assert_eq!(figure(&after, &format!("{duration}_bucket"), &all), 4.0);
    assert!(figure(&after, &format!("{duration}_sum"), &route) > 0.0);
    let version = [("version", env!("CARGO_PKG_VERSION"))];
    assert_eq!(figure(&after, "amends_build_info", &version), 1.0);
    assert!(figure(&after, "amends_http_connections", &[]) >= 1.0);
}

#[test]
fn incidents_and_mail_are_counted_by_state() {
    let app = TestApp::with_mail();
    let empty = metrics(&app);
    assert_eq!(
        figure(&empty, "amends_incidents", &[("state", "reported")]),
        0.0
    );
    assert_eq!(figure(&empty, "amends_outbox_oldest_seconds", &[]), 0.0);

    let case = Case::reported(&app);
    Case::reported(&app);
    case.own();
    app.advance(TimeDelta::seconds(85));
    let seen = metrics(&app);
    for (state, count) in [("reported", 1.0), ("owned", 1.0), ("closed", 0.0)] {
        assert_eq!(
            figure(&seen, "amends_incidents", &[("state", state)]),
            count
        );
    }
    // The draft was mailed to the owner.
    for (state, count) in [("waiting", 1.0), ("sent", 0.0), ("failed", 0.0)] {
        assert_eq!(figure(&seen, "amends_outbox", &[("state", state)]), count);
    }
    assert_eq!(figure(&seen, "amends_outbox_oldest_seconds", &[]), 90.0);
    app.send_mail();
    let sent = metrics(&app);
    assert_eq!(figure(&sent, "amends_outbox", &[("state", "sent")]), 1.0);
    assert_eq!(figure(&sent, "amends_outbox_oldest_seconds", &[]), 0.0);
}

#[test]
fn waits_for_the_database_are_measured() {
    let app = TestApp::start();
    let wait = "amends_database_wait_seconds_count";
    let before = metrics(&app);
    app.agent().post("/v1/incidents", &report()).expect(201);
    let after = metrics(&app);
    let more =
        |labels: &[(&str, &str)]| figure(&after, wait, labels) - figure(&before, wait, labels);
    assert!(more(&[("for", "connection")]) >= 2.0);
    if matches!(app.database.database_url(), DatabaseUrl::Sqlite(_)) {
        assert!(more(&[("for", "turn")]) >= 3.0);
        assert_eq!(figure(&after, "amends_database_writes_waiting", &[]), 0.0);
    }
    assert_eq!(figure(&after, "amends_database_up", &[]), 1.0);
}

#[test]
fn figures_name_nobody_and_nothing() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    app.nobody().get(&page);
    app.nobody().get(&format!("{page}/nothing"));
    case.agent
        .get(&format!("/v1/clients?q={}", "Harbour"))
        .expect(200);
    let seen = metrics(&app);
    let link = page.rsplit('/').next().unwrap();
    let offer = offer.rsplit('/').next().unwrap();
    for hidden in [
        link,
        offer,
        &*case.id,
        "Harbour",
        "example",
        "INC-",
        "127.0.0.1",
    ] {
        assert!(!seen.contains(hidden), "{hidden} in {seen}");
    }
    for line in seen.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("amends_"), "{line}");
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
}

#[test]
fn readiness_knows_the_workers() {
    let app = TestApp::start();
    let nobody = app.nobody();
    let ready = nobody.get("/readyz").expect(200);
    assert_eq!(
        (&ready["database"], &ready["workers"]),
        (&json!("ok"), &json!("ok"))
    );
    let pulses = app.services.pulses();
    let not_ready = |worker: &str| {
        let answer = nobody.get("/readyz");
        let problem = answer.expect_problem(503, "unavailable");
        assert!(text(&problem["detail"]).contains(worker), "{problem}");
        assert_eq!(answer.header("retry-after").as_deref(), Some("1"));
        let seen = metrics(&app);
        assert_eq!(
            figure(&seen, "amends_worker_up", &[("worker", worker)]),
            0.0
        );
    };
    pulses.beat("outbox", app.services.now());
    pulses.beat("deadlines", app.services.now());
    app.advance(TimeDelta::seconds(120));
    nobody.get("/readyz").expect(200);
    app.advance(TimeDelta::seconds(1));
    pulses.beat("deadlines", app.services.now());
    not_ready("outbox");
    pulses.beat("outbox", app.services.now());
    pulses.beat("deadlines", app.services.now());
    nobody.get("/readyz").expect(200);
    pulses.stopped("deadlines");
    not_ready("deadlines");
    // The process itself runs.
    nobody.get("/livez").expect(200);
    pulses.told_to_stop("deadlines");
    nobody.get("/readyz").expect(200);
}

#[test]
fn the_workers_say_that_they_are_there() {
    let app = TestApp::with_mail();
    let server = app.smtp.as_ref().unwrap();
    let transport = Transport::from_url(&server.url()).unwrap();
    let workers = Workers::start(&app.services, Some(transport), None);
    let begun = Instant::now();
    let all = || app.services.pulses().all(app.services.now());
    while !["deadlines", "housekeeping", "outbox"]
        .iter()
        .all(|name| all().contains(&(name, true)))
    {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", all());
        std::thread::yield_now();
    }
    app.nobody().get("/readyz").expect(200);
    drop(workers);
    assert_eq!(all(), []);
}

fn page_of_a_playback(case: &Case<'_>) -> String {
    let playbacks = format!("{}/playbacks", case.path);
    let playback = text(&case.agent.act(&playbacks).expect(201)["id"]);
    let send = format!("/v1/playbacks/{playback}/send");
    case.agent.act(&send).expect(200);
    let mails = case.agent.get("/v1/mail?limit=200").expect(200);
    let mails = mails["items"].as_array().unwrap();
    let mail = mails.iter().find(|mail| mail["kind"] == "playback");
    let words = text(&mail.expect("a playback")["text"]);
    let start = words.find("/c/").expect("a link");
    words[start..].split_whitespace().next().unwrap().to_owned()
}

/// The page for whoever opens too many, of a server of its own.
fn refused_for_coming_too_often() -> Answer {
    let app = TestApp::start();
    for _ in 0..PAGES_A_MINUTE {
        app.nobody().get("/c/no-such-link");
    }
    app.nobody().get("/c/no-such-link")
}

/// It has none of the marks that ours are known by.
#[test]
fn the_token_that_the_operator_chose_is_repeated_nowhere() {
    const CHOSEN: &str = "correct-horse-battery-staple-0123456789";
    let app = TestApp::with_settings(|config| config.bootstrap_token = Some(CHOSEN.into()));
    for id in [CHOSEN, &CHOSEN[..20], &format!("see:{CHOSEN}")] {
        let answer = app
            .nobody()
            .call("GET", "/livez", &[("X-Request-Id", id)], None);
        assert_ne!(answer.header("x-request-id").as_deref(), Some(id));
    }
    let admin = app.caller(CHOSEN);
    let incident = text(&admin.post("/v1/incidents", &report()).expect(201)["id"]);
    let quoting = json!({"by": "Ines", "side": "staff", "text": format!("I use {CHOSEN}.")});
    let ask = || {
        let accounts = format!("/v1/incidents/{incident}/accounts");
        admin.post_with(&accounts, &[("Idempotency-Key", "one")], &quoting)
    };
    let first = ask();
    assert!(first.expect(201)["text"].as_str().unwrap().contains(CHOSEN));
    assert_eq!(ask().said(), first.said());
    for (table, kept) in Sql::open(&app.database.url).dump() {
        if ["idempotency", "history"].contains(&&*table) {
            assert!(!kept.contains(CHOSEN), "{table}");
        }
    }
}

#[test]
fn every_page_says_what_a_browser_may_do_with_it() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let playback = page_of_a_playback(&case);
    case.bring_to("apologized");
    let (_, page) = case.offer_with_link();
    let nobody = app.nobody();
    let form = "application/x-www-form-urlencoded";
    let headers = [("Content-Type", form), ("Origin", "https://evil.example")];
    let accept = format!("{page}/accept");
    let foreign = nobody.send("POST", &accept, &headers, Some(b"note=x"));
    let large = nobody.form(&accept, &[("note", &"x".repeat(300_000))]);
    let too_many = refused_for_coming_too_often();
    let pages = [
        nobody.get("/"),
        nobody.get("/problems"),
        nobody.get("/docs/"),
        nobody.get("/c/no-such-link"),
        nobody.get(&page),
        nobody.call("DELETE", &page, &[], None),
        nobody.form(&format!("{page}/decline"), &[("reason", "")]),
        nobody.post(&format!("{page}/accept"), &json!({})),
        nobody.form(&format!("{page}/accept"), &[]),
        nobody.form(&format!("{page}/accept"), &[]),
        nobody.get(&page),
        nobody.get(&playback),
        nobody.form(&format!("{playback}/playback"), &[("agreed", "maybe")]),
        foreign,
        large,
        too_many,
    ];
    for (answer, status) in pages.iter().rev().zip([429, 413, 403]) {
        assert_eq!(answer.status, status, "{}", answer.text);
    }
    let mut html = 0;
    for (index, answer) in pages.iter().enumerate() {
        let header = |name: &str| {
            answer
                .header(name)
                .unwrap_or_else(|| panic!("{index}: {name}"))
        };
        let policy = header("content-security-policy");
        let directive = |name: &str| {
            policy
                .split(';')
                .map(str::trim)
                .find_map(|it| it.strip_prefix(name))
                .unwrap_or_else(|| panic!("{index}: no {name} in {policy}"))
        };
        assert_eq!(directive("default-src "), "'none'");
        assert_eq!(directive("frame-ancestors "), "'none'");
        assert_eq!(directive("base-uri "), "'none'");
        assert!(["'self'", "'none'"].contains(&directive("form-action ")));
        assert!(
            !policy.contains("http") && !policy.contains("unsafe-eval"),
            "{policy}"
        );
        assert!(
            !policy.contains("script-src 'self' 'unsafe-inline'"),
            "{policy}"
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("strict-transport-security").is_none());
        html += usize::from(
            answer
                .header("content-type")
                .is_some_and(|it| it.contains("html")),
        );
        // Nothing runs that the policy would have to allow by itself.
        for script in answer.text.split("<script").skip(1) {
            assert!(script.trim_start().starts_with("src="), "{script}");
        }
        assert!(!answer.text.contains(" onclick="));
    }
    // All but where the first acceptance leads back to the page.
    assert_eq!(html, pages.len() - 1);
    assert_eq!(
        nobody.get("/livez").header("referrer-policy").as_deref(),
        Some("no-referrer")
    );

    let encrypted = TestApp::with_settings(|config| {
        config.public_url = Some("https://amends.example".into());
    });
    let strict = encrypted
        .nobody()
        .get("/")
        .header("strict-transport-security");
    assert_eq!(strict.as_deref(), Some("max-age=31536000"));
}

/// What stands in a log, wherever it comes from: as it is, in a URL, or in base64.
fn forms(secret: &str) -> Vec<String> {
    let encoded = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let base64 = base64::engine::general_purpose::STANDARD.encode(secret);
    vec![secret.to_owned(), encoded, base64]
}

#[track_caller]
fn assert_hidden(secrets: &[(&str, String)], place: &str, seen: &str) {
    for (what, secret) in secrets {
        for form in forms(secret) {
            assert!(form.len() >= 16, "{what} is too short to be looked for");
            if let Some(at) = seen.find(&form) {
                let line = seen[..at].lines().count();
                panic!("the {what} is in {place}, line {line}");
            }
        }
    }
    // Webhooks' secrets are made by the server; whatever begins like one is one.
    assert!(!seen.contains("whsec_"), "a webhook's secret is in {place}");
}

/// What people do on an ordinary day, and what they get wrong. Returns the tokens that were made,
/// and every error that was answered.
fn ordinary_day(url: &str, admin_token: &str) -> (Vec<(&'static str, String)>, String) {
    let mut errors = String::new();
    let mut refused = |answer: Answer| {
        assert!(answer.status >= 400, "{}", answer.text);
        errors.push_str(&answer.text);
        errors.push('\n');
    };
    let admin = Caller::of(url, Some(admin_token));
    let user = |role: &str| {
        let body = json!({
            "name": role, "email": format!("{role}@agency.example"), "role": role,
            "approval_limits": [{"amount": "9000.00", "currency": "USD"}],
        });
        let made = admin.post("/v1/users", &body).expect(201);
        let path = format!("/v1/users/{}/tokens", text(&made["id"]));
        let key = [("Idempotency-Key", role)];
        let token = admin
            .post_with(&path, &key, &json!({"label": "desk"}))
            .expect(201);
        text(&token["token"])
    };
    let (agent_token, approver_token) = (user("agent"), user("approver"));
    let agent = Caller::of(url, Some(&agent_token));
    let approver = Caller::of(url, Some(&approver_token));

    let incident = agent.post("/v1/incidents", &report()).expect(201);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let own = json!({"statement": STATEMENT});
    agent.post(&format!("{path}/own"), &own).expect(200);
    let drafts = agent.get(&format!("{path}/apologies")).expect(200);
    let draft = text(&drafts["items"][0]["id"]);
    agent
        .act(&format!("/v1/apologies/{draft}/send"))
        .expect(200);
    let offer = json!({"use_suggestion": "money_back"});
    let offer = agent.post(&format!("{path}/offers"), &offer).expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    agent.act(&format!("{offer}/submit")).expect(200);
    approver.act(&format!("{offer}/approve")).expect(200);
    let sent = agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(url).unwrap().to_owned();
    let link_token = page.rsplit('/').next().unwrap().to_owned();
    let client = Caller::of(url, None);
    assert_eq!(client.get(&page).status, 200);
    // The forms of a page lead to where it is.
    let invalid = client.form(&format!("{page}/decline"), &[]);
    assert_eq!(invalid.status, 422);
    refused(client.post(&format!("{page}/accept"), &json!({})));
    assert_eq!(client.form(&format!("{page}/accept"), &[]).status, 303);
    refused(client.form(&format!("{page}/decline"), &[("reason", "No.")]));
    refused(client.get(&format!("{page}/nothing")));

    // What goes wrong.
    refused(agent.get("/v1/nothing"));
    refused(agent.get("/v1/users"));
    refused(agent.act(&format!("{offer}/send")));
    refused(agent.send(
        "POST",
        "/v1/incidents",
        &[("Content-Type", "application/json")],
        Some(b"{"),
    ));
    refused(agent.post("/v1/clients", &json!({"name": 5})));
    refused(agent.call("DELETE", "/v1/me", &[], None));
    refused(Caller::of(url, Some(&format!("{agent_token}x"))).get("/v1/me"));
    refused(agent.get(&format!("/v1/incidents?token={admin_token}")));
    for list in ["/v1/mail", "/v1/history?limit=200"] {
        admin.get(list).expect(200);
    }
    let secrets = vec![
        ("agent's token", agent_token),
        ("approver's token", approver_token),
        ("client's link", link_token),
    ];
    (secrets, errors)
}

#[test]
fn no_secret_is_in_the_log_the_figures_or_an_error() {
    const ADMIN: &str = "amends_canary-of-the-first-admin-0123456789";
    const PASSWORD: &str = "canary-of-the-mail-server/+?";
    for format in ["text", "json"] {
        let database = TestDatabase::create();
        let mail = SmtpServer::start();
        // It offers no encryption, so that every attempt fails, and is told of.
        let address = mail.url();
        let address = address.strip_prefix("smtp://").unwrap();
        let address = address.split('?').next().unwrap();
        let password: String = url::form_urlencoded::byte_serialize(PASSWORD.as_bytes()).collect();
        let smtp = format!("smtp://mailer:{password}@{address}");
        let settings = [
            ("AMENDS_BOOTSTRAP_TOKEN", ADMIN),
            ("AMENDS_SMTP_URL", &smtp),
            ("AMENDS_LOG", "trace"),
            ("AMENDS_LOG_FORMAT", format),
        ];
        let process = Process::start(&database, &settings);
        let (mut secrets, errors) = ordinary_day(&process.url, ADMIN);
        secrets.push(("admin's token", ADMIN.into()));
        secrets.push(("mail server's password", PASSWORD.into()));
        let admin = Caller::of(&process.url, Some(ADMIN));
        let begun = Instant::now();
        let failures = loop {
            let mails = admin.get("/v1/mail?limit=200").expect(200);
            let failed: Vec<String> = mails["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|mail| mail["last_error"].as_str().map(str::to_owned))
                .collect();
            if !failed.is_empty() {
                break failed.join("\n");
            }
            assert!(
                begun.elapsed() < Duration::from_secs(15),
                "no mail was tried"
            );
            std::thread::yield_now();
        };
        let metrics = admin.get("/metrics").text;
        let log = process.end();
        assert_hidden(&secrets, "an error", &errors);
        assert_hidden(&secrets, "a mail's last error", &failures);
        assert_hidden(&secrets, "/metrics", &metrics);
        assert_hidden(&secrets, "the log", &log);
        says_what_happened(format, &log);
    }
}

/// A log without secrets that says nothing would be of no use either.
fn says_what_happened(format: &str, log: &str) {
    if format == "text" {
        assert!(log.contains("path=\"/c/{token}/accept\""), "{log}");
        assert!(log.contains("status=303"), "{log}");
        return;
    }
    let lines = log.lines().filter(|line| line.starts_with('{'));
    let lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let accepted = lines
        .iter()
        .find(|line| line["span"]["path"] == "/c/{token}/accept" && line["status"] == 303);
    let accepted = accepted.unwrap_or_else(|| panic!("{log}"));
    assert_eq!(accepted["span"]["method"], "POST");
    assert!(!text(&accepted["span"]["id"]).is_empty());
    assert!(accepted["milliseconds"].is_u64());
}

#[test]
fn no_secret_is_in_the_reason_why_it_does_not_start() {
    let secret = "canary-of-the-database-0123456789";
    // Nothing listens on port 1.
    let database = format!("postgres://amends:{secret}@127.0.0.1:1/amends");
    let output = command(&database, &[("AMENDS_LOG", "trace")])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said =
        String::from_utf8(output.stderr).unwrap() + &String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("AMENDS_DATABASE_URL"), "{said}");
    assert_hidden(
        &[("database's password", secret.into())],
        "the output",
        &said,
    );
}

#[test]
fn no_secret_is_shown_by_what_holds_it() {
    let secret = "canary-of-a-setting-0123456789abcdef";
    let database = TestDatabase::create();
    let smtp = format!("smtp://mailer:{secret}@mail.example.com");
    let mut held = config(&database, Some(Transport::from_url(&smtp).unwrap()));
    held.bootstrap_token = Some(secret.into());
    held.database = DatabaseUrl::parse(&format!("postgres://me:{secret}@localhost/x")).unwrap();
    let shown = format!("{held:?} {held:#?}");
    assert!(shown.contains("mail.example.com"), "{shown}");
    assert_hidden(&[("setting", secret.into())], "Debug", &shown);
}
