//! What holds for every address of the API: problems, methods and media types, entity tags, request
//! ids, lists and their cursors, and the description of it all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::TcpStream;

use amends::http::problem::Code;
use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp};
use crate::support::cases::{Case, report, text};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn post_raw(caller: &Caller, path: &str, body: &[u8]) -> Answer {
    caller.send("POST", path, &[JSON], Some(body))
}

fn client() -> Value {
    json!({"name": "Harbour Books", "email": "ines@harbour.example"})
}

fn clients(caller: &Caller) -> usize {
    let list = caller.get("/v1/clients?limit=200").expect(200);
    list["items"].as_array().unwrap().len()
}

/// What an HTTP client that does not follow the rules gets: the bytes as they come.
fn exchange(app: &TestApp, head: &str, body: &[u8]) -> String {
    let address = app.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    // The server may stop listening before it has all; what it said by then counts.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_problem_has_all_its_members() {
    let app = TestApp::start();
    let agent = app.agent();
    let unknown = agent.get("/v1/no/such/thing?x=1");
    let problem = unknown.expect_problem(404, "not_found");
    let members: BTreeSet<&str> = problem
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let all = ["code", "detail", "instance", "status", "title", "type"];
    assert_eq!(members, BTreeSet::from(all));
    assert_eq!(problem["type"], "/problems#not_found");
    assert_eq!(problem["instance"], "/v1/no/such/thing");
    assert_eq!(problem["title"], Code::NotFound.title());
    assert!(!text(&problem["detail"]).is_empty());
    assert_eq!(problem["status"], 404);

    let invalid = agent.post("/v1/clients", &json!({"name": "", "email": "x"}));
    let problem = invalid.expect_problem(422, "invalid");
    assert_eq!(problem["instance"], "/v1/clients");
    for error in problem["errors"].as_array().unwrap() {
        let members: Vec<&String> = error.as_object().unwrap().keys().collect();
        assert_eq!(members, ["pointer", "code", "detail"]);
    }
}

#[test]
fn unknown_paths_are_not_found() {
    let app = TestApp::start();
    let agent = app.agent();
    for path in [
        "/v1",
        "/v1/",
        "/v2/incidents",
        "/v1/incidents/",
        "/nothing",
        "/v1/Me",
    ] {
        agent.get(path).expect_problem(404, "not_found");
        app.nobody().get(path).expect_problem(404, "not_found");
    }
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let app = TestApp::start();
    let admin = app.admin();
    for endpoint in amends::http::endpoints() {
        let allowed: BTreeSet<&str> = endpoint
            .methods
            .iter()
            .flat_map(|(method, _)| match method.as_str() {
                "GET" => vec!["GET", "HEAD"],
                "POST" => vec!["POST"],
                "PUT" => vec!["PUT"],
                "PATCH" => vec!["PATCH"],
                _ => vec!["DELETE"],
            })
            .collect();
        let path = endpoint.path.replace("{id}", "1").replace("{item_id}", "2");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "BREW"] {
            if allowed.contains(method) {
                continue;
            }
            let answer = admin.call(method, &path, &[], None);
            answer.expect_problem(405, "method_not_allowed");
            let allow = answer.header("allow").expect("an Allow header");
            let named: BTreeSet<&str> = allow.split(", ").collect();
            assert_eq!(named, allowed, "{method} {path}");
        }
    }
}

#[test]
fn the_pages_around_the_api_name_their_methods_too() {
    let app = TestApp::start();
    for path in ["/", "/problems", "/docs"] {
        let answer = app.nobody().call("DELETE", path, &[], None);
        answer.expect_problem(405, "method_not_allowed");
        assert_eq!(
            answer.header("allow").as_deref(),
            Some("GET, HEAD"),
            "{path}"
        );
        let head = app.nobody().call("HEAD", path, &[], None);
        assert_eq!(head.status, app.nobody().get(path).status, "{path}");
    }
}

#[test]
fn a_body_is_json_and_not_compressed() {
    let app = TestApp::start();
    let agent = app.agent();
    let body = client().to_string();
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
    ] {
        let headers = [("Content-Type", media_type)];
        agent
            .send("POST", "/v1/clients", &headers, Some(body.as_bytes()))
            .expect_problem(415, "unsupported_media_type");
    }
    agent
        .send("POST", "/v1/clients", &[], Some(body.as_bytes()))
        .expect_problem(415, "unsupported_media_type");
    for coding in ["gzip", "br", "deflate", "zstd", "identity, gzip"] {
        let headers = [JSON, ("Content-Encoding", coding)];
        agent
            .send("POST", "/v1/clients", &headers, Some(body.as_bytes()))
            .expect_problem(415, "unsupported_media_type");
    }
    assert_eq!(clients(&agent), 0);
    let headers = [("Content-Type", "Application/JSON; charset=utf-8")];
    agent
        .send("POST", "/v1/clients", &headers, Some(body.as_bytes()))
        .expect(201);
}

#[test]
fn a_body_of_more_than_a_mebibyte_is_refused() {
    let app = TestApp::start();
    let agent = app.agent();
    let body = |length: usize| {
        let mut body = client().to_string().into_bytes();
        body.resize(length, b' ');
        body
    };
    let mebibyte = 1024 * 1024;
    post_raw(&agent, "/v1/clients", &body(mebibyte)).expect(201);
    let refused = post_raw(&agent, "/v1/clients", &body(mebibyte + 1));
    refused.expect_problem(413, "payload_too_large");

    let head = format!(
        "POST /v1/clients HTTP/1.1\r\nHost: amends\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nConnection: close\r\n",
        agent.token.as_deref().unwrap()
    );
    // Announced: answered before any of it is sent.
    let announced = format!("{head}Content-Length: {}\r\n\r\n", 20 * mebibyte);
    let answer = exchange(&app, &announced, b"");
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
    // Not announced: noticed on the way.
    let length = mebibyte + 1;
    let mut chunks = format!("{length:x}\r\n").into_bytes();
    chunks.extend(body(length));
    chunks.extend(b"\r\n0\r\n\r\n");
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    let answer = exchange(&app, &chunked, &chunks);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("payload_too_large"), "{answer}");
    assert_eq!(clients(&agent), 1);
}

#[test]
fn what_is_no_json_is_told_apart_from_a_wrong_field() {
    let app = TestApp::start();
    let agent = app.agent();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_field = format!("{{\"name\": {deep}}}");
    let deep_facts = format!(
        "{{\"summary\": \"S\", \"client\": {}, \"breach\": {{\"guarantee\": \"g\", \"facts\": {{\"a\": {deep}}}}}}}",
        client()
    );
    for malformed in [
        "{",
        "{\"name\": \"A\", \"email\": \"a@b.example\"} x",
        "{\"name\": \"A\", \"email\": \"a@b.example\"}{}",
        "{\"name\": \"A\" \"email\": \"a@b.example\"}",
        "{\"no_such_field\": 1, ",
        "{\"name\": 5, \"email\": }",
        "{'name': 'A'}",
        "{\"name\": \"\\ud800\", \"email\": \"a@b.example\"}",
        "\u{feff}{}",
        "name=A",
        " ",
        "NaN",
    ] {
        post_raw(&agent, "/v1/clients", malformed.as_bytes()).expect_problem(400, "malformed_json");
    }
    post_raw(
        &agent,
        "/v1/clients",
        b"{\"name\": \"\xff\", \"email\": \"a@b.example\"}",
    )
    .expect_problem(400, "malformed_json");
    post_raw(&agent, "/v1/incidents", deep_facts.as_bytes()).expect_problem(400, "malformed_json");
    for body in [deep, deep_field] {
        let status = post_raw(&agent, "/v1/clients", body.as_bytes()).status;
        assert!([400, 422].contains(&status), "{status}");
    }
    assert_eq!(clients(&agent), 0);
}

#[test]
fn a_wrong_field_is_pointed_at() {
    let app = TestApp::start();
    let agent = app.agent();
    let with = |name: &str, value: Value| {
        let mut body = report();
        body[name] = value;
        body
    };
    for (body, pointer, code) in [
        (with("sumary", json!("S")), "/sumary", "unknown_field"),
        (with("a/b~c", json!("S")), "/a~1b~0c", "unknown_field"),
        (with("state", json!("closed")), "/state", "unknown_field"),
        (with("summary", json!(5)), "/summary", "wrong_type"),
        (with("summary", Value::Null), "/summary", "wrong_type"),
        (with("summary", json!(["S"])), "/summary", "wrong_type"),
        (with("loss", json!("500.00 USD")), "/loss", "wrong_type"),
        (
            with("loss", json!({"amount": 500, "currency": "USD"})),
            "/loss/amount",
            "wrong_type",
        ),
        (
            with("loss", json!({"amount": "500"})),
            "/loss/currency",
            "required",
        ),
        (
            with("loss", json!({"amount": "500", "currency": "USD", "x": 1})),
            "/loss/x",
            "unknown_field",
        ),
        (
            with(
                "client",
                json!({"name": "A", "email": "a@b.example", "fax": ""}),
            ),
            "/client/fax",
            "unknown_field",
        ),
        (
            with("client", json!({"name": "A"})),
            "/client/email",
            "required",
        ),
        (
            with("breach", json!({"guarantee": "g", "facts": []})),
            "/breach/facts",
            "wrong_type",
        ),
        (json!({"client": client()}), "/summary", "required"),
        (json!({}), "/summary", "required"),
        (json!([]), "", "wrong_type"),
        (json!("S"), "", "wrong_type"),
        (json!(null), "", "wrong_type"),
    ] {
        agent
            .post("/v1/incidents", &body)
            .expect_invalid(pointer, code);
    }
    agent
        .call("POST", "/v1/clients", &[], None)
        .expect_invalid("/name", "required");
    assert_eq!(clients(&agent), 0);
}

/// An array is no object with its names left out.
#[test]
fn an_array_does_not_stand_for_an_object() {
    let app = TestApp::start();
    let agent = app.agent();
    agent
        .post(
            "/v1/clients",
            &json!(["Harbour Books", null, "ines@harbour.example"]),
        )
        .expect_invalid("", "wrong_type");
    let mut body = report();
    body["loss"] = json!(["500.00", "USD"]);
    agent
        .post("/v1/incidents", &body)
        .expect_invalid("/loss", "wrong_type");
    let path = agent
        .post("/v1/incidents", &report())
        .header("location")
        .unwrap();
    agent
        .patch(&path, &json!({"loss": ["1.00", "USD"]}))
        .expect_invalid("/loss", "wrong_type");
    assert_eq!(clients(&agent), 1);
}

#[test]
fn a_field_is_given_once() {
    let app = TestApp::start();
    let agent = app.agent();
    let twice = b"{\"name\": \"A\", \"name\": \"B\", \"email\": \"a@b.example\"}";
    post_raw(&agent, "/v1/clients", twice).expect_invalid("/name", "duplicate_field");
    let twice = b"{\"summary\": \"S\", \"client\": {\"name\": \"A\", \"email\": \"a@b.example\"}, \
                  \"loss\": {\"amount\": \"1\", \"amount\": \"2\", \"currency\": \"USD\"}}";
    post_raw(&agent, "/v1/incidents", twice).expect_invalid("/loss/amount", "duplicate_field");
    assert_eq!(clients(&agent), 0);

    let path = agent
        .post("/v1/clients", &client())
        .header("location")
        .unwrap();
    let headers = [JSON, ("If-Match", "\"1\"")];
    agent
        .send(
            "PATCH",
            &path,
            &headers,
            Some(b"{\"name\": \"A\", \"name\": \"B\"}"),
        )
        .expect_invalid("/name", "duplicate_field");
    assert_eq!(agent.get(&path).expect(200)["name"], "Harbour Books");
}

#[test]
fn query_parameters_are_known_sound_and_given_once() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let admin = app.admin();
    let path = &case.path;
    for list in [
        "/v1/users",
        "/v1/clients",
        "/v1/incidents",
        "/v1/offers",
        "/v1/mail",
    ] {
        for (query, pointer, code) in [
            ("x=1", "/x", "unknown_parameter"),
            ("Limit=1", "/Limit", "unknown_parameter"),
            ("limit=1&limit=2", "/limit", "duplicate_parameter"),
            ("limit=1&limit=1", "/limit", "duplicate_parameter"),
            ("limit=0", "/limit", "out_of_range"),
            ("limit=201", "/limit", "out_of_range"),
            ("limit=-1", "/limit", "out_of_range"),
            ("limit=abc", "/limit", "out_of_range"),
            ("limit=", "/limit", "out_of_range"),
            ("limit=99999999999999999999", "/limit", "out_of_range"),
        ] {
            admin
                .get(&format!("{list}?{query}"))
                .expect_invalid(pointer, code);
        }
        admin.get(&format!("{list}?limit=200")).expect(200);
        admin.get(&format!("{list}?limit=1")).expect(200);
    }
    for (query, pointer, code) in [
        ("/v1/incidents?state=lost", "/state", "unknown_value"),
        ("/v1/incidents?state=", "/state", "unknown_value"),
        ("/v1/incidents?client_id=5", "/client_id", "not_an_id"),
        ("/v1/incidents?owner_id=me", "/owner_id", "not_an_id"),
        ("/v1/incidents?overdue=yes", "/overdue", "not_a_boolean"),
        ("/v1/incidents?from=yesterday", "/from", "not_a_time"),
        ("/v1/incidents?to=2026-03-02", "/to", "not_a_time"),
        ("/v1/incidents?q=%00", "/q", "control_character"),
        (
            "/v1/incidents?category=a%0Ab",
            "/category",
            "control_character",
        ),
        ("/v1/clients?email=%00", "/email", "control_character"),
        ("/v1/offers?state=open", "/state", "unknown_value"),
        ("/v1/offers?mine=1", "/mine", "not_a_boolean"),
        ("/v1/mail?state=open", "/state", "unknown_value"),
        ("/v1/mail?incident_id=INC", "/incident_id", "not_an_id"),
    ] {
        admin.get(query).expect_invalid(pointer, code);
    }
    let all = admin.get("/v1/incidents?state=x&overdue=y&from=z");
    let problem = all.expect_problem(422, "invalid");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 3);

    for single in [
        "/v1/me".to_owned(),
        "/v1/policy".to_owned(),
        "/v1/workflow".to_owned(),
        "/v1/history/verify".to_owned(),
        format!("/v1/users/{}", admin.id),
        path.clone(),
        format!("{path}/suggestion"),
    ] {
        admin
            .get(&format!("{single}?limit=1"))
            .expect_invalid("/limit", "unknown_parameter");
    }
    for action in ["own", "dismiss", "accounts", "offers"] {
        let path = format!("{path}/{action}?force=true");
        let body = match action {
            "own" => json!({"statement": crate::support::cases::STATEMENT}),
            "dismiss" => json!({"reason": "reported twice"}),
            "accounts" => json!({"by": "Ines", "side": "client", "text": "400 copies."}),
            _ => json!({"use_suggestion": "money_back"}),
        };
        admin
            .post(&path, &body)
            .expect_invalid("/force", "unknown_parameter");
    }
    assert_eq!(case.state(), "reported");
}

#[test]
fn an_id_in_the_path_that_names_nothing_is_not_found() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "offered");
    let (agent, admin) = (&case.agent, app.admin());
    let other_kind = case.id.clone();
    let offer = agent.get(&format!("{}/offers", case.path)).expect(200);
    let offer = format!("/v1/offers/{}", text(&offer["items"][0]["id"]));
    let nothing = Uuid::nil().to_string();
    let ids = [
        &*nothing,
        "5",
        "abc",
        "INC-1999-000001",
        "%00",
        "%FF",
        "%2e%2e",
        "'--",
        "%F0%9F%98%80",
    ];
    for id in ids {
        for list in [
            "users",
            "clients",
            "incidents",
            "apologies",
            "offers",
            "mail",
        ] {
            admin
                .get(&format!("/v1/{list}/{id}"))
                .expect_problem(404, "not_found");
        }
        for below in [
            "accounts",
            "promises",
            "preventions",
            "follow-ups",
            "apologies",
            "offers",
            "history",
            "suggestion",
        ] {
            let path = format!("/v1/incidents/{id}/{below}");
            agent.get(&path).expect_problem(404, "not_found");
        }
        agent
            .post(
                &format!("/v1/incidents/{id}/own"),
                &json!({"statement": crate::support::cases::STATEMENT}),
            )
            .expect_problem(404, "not_found");
        agent
            .act(&format!("/v1/offers/{id}/submit"))
            .expect_problem(404, "not_found");
        agent
            .post(
                &format!("{offer}/items/{id}/fulfil"),
                &json!({"evidence": "transfer 4711"}),
            )
            .expect_problem(404, "not_found");
        let call = |method: &str, path: String| {
            admin.call(method, &path, &[("If-Match", "\"1\"")], Some(&json!({})))
        };
        call("PATCH", format!("/v1/clients/{id}")).expect_problem(404, "not_found");
        call("PATCH", format!("/v1/incidents/{id}")).expect_problem(404, "not_found");
        admin
            .call("DELETE", &format!("/v1/tokens/{id}"), &[], None)
            .expect_problem(404, "not_found");
    }
    // An id of something else names nothing here.
    agent
        .get(&format!("/v1/clients/{other_kind}"))
        .expect_problem(404, "not_found");
}

#[test]
fn an_id_in_a_body_that_names_nothing_is_invalid() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let (agent, reporter) = (&case.agent, app.user("reporter", &[]));
    let nothing = Uuid::nil().to_string();
    let with = |name: &str, id: &str| {
        let mut body = report();
        if name == "client_id" {
            body.as_object_mut().unwrap().remove("client");
        }
        body[name] = json!(id);
        body
    };
    for (id, code) in [
        (&*nothing, "unknown"),
        (&*case.id, "unknown"),
        ("5", "not_an_id"),
        ("", "not_an_id"),
    ] {
        for name in ["client_id", "owner_id"] {
            let pointer = format!("/{name}");
            agent
                .post("/v1/incidents", &with(name, id))
                .expect_invalid(&pointer, code);
        }
        agent
            .patch(&case.path, &json!({"owner_id": id}))
            .expect_invalid("/owner_id", code);
        agent
            .post(
                &format!("{}/own", case.path),
                &json!({"statement": crate::support::cases::STATEMENT, "owner_id": id}),
            )
            .expect_invalid("/owner_id", code);
        agent
            .post(
                &format!("{}/preventions", case.path),
                &json!({"description": "Check", "due_on": "2026-04-01", "owner_id": id}),
            )
            .expect_invalid("/owner_id", code);
    }
    // Somebody who could not answer for it.
    agent
        .post("/v1/incidents", &with("owner_id", &reporter.id))
        .expect_invalid("/owner_id", "unknown");
    agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"use_suggestion": "no_such_option"}),
        )
        .expect_invalid("/use_suggestion", "unknown_option");
    assert_eq!(case.state(), "reported");
}

#[test]
fn who_has_no_valid_token_learns_nothing_more() {
    let app = TestApp::start();
    let path = "/v1/clients";
    let unknown = format!("{ADMIN_TOKEN}x");
    let authorizations = [
        None,
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Basic {ADMIN_TOKEN}")),
        Some(ADMIN_TOKEN.to_owned()),
        Some(format!("Bearer {unknown}")),
        Some(format!("Bearer {}", "x".repeat(5_000))),
    ];
    let nobody = app.nobody();
    for authorization in &authorizations {
        // None of these bodies would be accepted from anybody.
        for (content_type, body) in [
            ("application/json", "{"),
            ("text/plain", "x"),
            ("application/json", "{\"no_such_field\": 1}"),
        ] {
            let mut headers = vec![
                ("Content-Type", content_type),
                ("Idempotency-Key", "two words"),
            ];
            headers.extend(authorization.as_deref().map(|it| ("Authorization", it)));
            let answer = nobody.send("POST", path, &headers, Some(body.as_bytes()));
            let problem = answer.expect_problem(401, "unauthenticated");
            assert_eq!(answer.header("www-authenticate").as_deref(), Some("Bearer"));
            assert_eq!(problem.get("errors"), None);
        }
    }
    let both = [
        ("Authorization", format!("Bearer {ADMIN_TOKEN}")),
        ("Authorization", "Bearer x".to_owned()),
    ];
    let both = both.each_ref().map(|(name, value)| (*name, value.as_str()));
    nobody
        .call("GET", path, &both, None)
        .expect_problem(401, "unauthenticated");
    for endpoint in amends::http::endpoints() {
        if !endpoint.path.starts_with("/v1/") {
            continue;
        }
        let path = endpoint.path.replace("{id}", "1").replace("{item_id}", "2");
        for (method, _) in &endpoint.methods {
            nobody
                .call(method.as_str(), &path, &[], None)
                .expect_problem(401, "unauthenticated");
        }
    }
    // The scheme is written as one likes.
    nobody
        .call(
            "GET",
            path,
            &[("Authorization", &format!("bearer {ADMIN_TOKEN}"))],
            None,
        )
        .expect(200);
}

/// Who may not do it is told so before the body is looked at.
#[test]
fn who_may_not_do_it_learns_nothing_of_the_body() {
    let app = TestApp::start();
    let auditor = app.user("auditor", &[]);
    for body in ["{", "{\"no_such_field\": 1}", ""] {
        post_raw(&auditor, "/v1/clients", body.as_bytes()).expect_problem(403, "forbidden");
    }
}

/// One of each single resource: its path.
fn singles(app: &TestApp) -> (Caller, Vec<String>) {
    let case = Case::in_state(app, "offered");
    let admin = app.admin();
    let first = |list: &str| text(&admin.get(list).expect(200)["items"][0]["id"]);
    let paths = vec![
        "/v1/me".to_owned(),
        format!("/v1/users/{}", admin.id),
        format!("/v1/clients/{}", first("/v1/clients")),
        format!(
            "/v1/apologies/{}",
            first(&format!("{}/apologies", case.path))
        ),
        format!("/v1/offers/{}", first("/v1/offers")),
        format!("/v1/mail/{}", first("/v1/mail")),
        "/v1/policy".to_owned(),
        "/v1/workflow".to_owned(),
        format!("{}/suggestion", case.path),
        case.path,
    ];
    (admin, paths)
}

#[test]
fn head_is_get_without_the_body() {
    let app = TestApp::start();
    let (admin, mut paths) = singles(&app);
    paths.extend([
        "/v1/incidents?limit=1".into(),
        "/livez".into(),
        "/openapi.json".into(),
    ]);
    for path in paths {
        let (get, head) = (admin.get(&path), admin.call("HEAD", &path, &[], None));
        assert_eq!((head.status, &*head.text), (200, ""), "{path}");
        for name in ["content-type", "content-length", "etag", "link"] {
            assert_eq!(head.header(name), get.header(name), "{path}: {name}");
        }
    }
    let missing = admin.call("HEAD", "/v1/incidents/5", &[], None);
    assert_eq!((missing.status, &*missing.text), (404, ""));
}

#[test]
fn every_single_resource_has_an_etag_and_is_not_sent_twice() {
    let app = TestApp::start();
    let (admin, paths) = singles(&app);
    for path in paths {
        let etag = admin.get(&path).header("etag");
        let etag = etag.unwrap_or_else(|| panic!("{path} has no ETag"));
        assert!(
            etag.starts_with('"') && etag.ends_with('"') && etag.len() > 2,
            "{etag}"
        );
        let ask = |tags: &str| admin.call("GET", &path, &[("If-None-Match", tags)], None);
        for tags in [
            etag.clone(),
            format!("W/{etag}"),
            format!("\"x\", {etag}"),
            "*".to_owned(),
        ] {
            let unchanged = ask(&tags);
            assert_eq!(
                (unchanged.status, &*unchanged.text),
                (304, ""),
                "{path}: {tags}"
            );
            assert_eq!(unchanged.header("etag"), Some(etag.clone()), "{path}");
        }
        assert_eq!(ask("\"another\"").status, 200, "{path}");
    }
}

#[test]
fn what_is_due_is_never_shown_from_a_cache() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let etag = case.agent.get(&case.path).header("etag").unwrap();
    let promise = json!({"text": "We will call you", "due_at": "2026-03-02T12:00:00Z"});
    let made = case
        .agent
        .post(&format!("{}/promises", case.path), &promise);
    made.expect(201);
    let again = |tag: &str| {
        case.agent
            .call("GET", &case.path, &[("If-None-Match", tag)], None)
    };
    assert_eq!(again(&etag).status, 200);
    let promised = again(&etag).header("etag").unwrap();
    assert_eq!(again(&promised).status, 304);
    app.advance(TimeDelta::hours(4));
    assert_eq!(again(&promised).expect(200)["due"][0]["overdue"], true);
    // The incident itself is the one that was read.
    let change = json!({"category": "print"});
    case.agent
        .call("PATCH", &case.path, &[("If-Match", &etag)], Some(&change))
        .expect(200);
}

#[test]
fn what_is_created_has_a_location_that_leads_to_it_and_an_etag() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let (agent, admin, path) = (&case.agent, app.admin(), &case.path);
    let person = json!({"name": "Ada", "email": "ada@agency.example", "role": "agent"});
    let account = json!({"by": "Ines", "side": "client", "text": "400 copies."});
    let promise = json!({"text": "We call.", "due_at": "2026-03-10T10:00:00Z"});
    let prevention = json!({"description": "Two people check", "due_on": "2026-04-01"});
    let follow_up = json!({"satisfaction": 5, "retained": true});
    for (route, body) in [
        ("/v1/users".to_owned(), person),
        ("/v1/clients".to_owned(), client()),
        ("/v1/incidents".to_owned(), report()),
        (format!("{path}/apologies"), json!({})),
        (
            format!("{path}/offers"),
            json!({"use_suggestion": "money_back"}),
        ),
        (format!("{path}/accounts"), account),
        (format!("{path}/promises"), promise),
        (format!("{path}/preventions"), prevention),
        (format!("{path}/follow-ups"), follow_up),
        (
            format!("/v1/users/{}/tokens", admin.id),
            json!({"label": "laptop"}),
        ),
    ] {
        let caller = if route.starts_with("/v1/users") {
            &admin
        } else {
            agent
        };
        let made = caller.post(&route, &body);
        let whole = made.expect(201);
        assert!(made.header("etag").is_some(), "{route} has no ETag");
        let location = made.header("location").expect("a Location");
        assert!(location.starts_with("/v1/"), "{location}");
        let found = caller.get(&location);
        let same = found.expect(200);
        assert_eq!(found.header("etag"), made.header("etag"), "{location}");
        let mut whole = whole;
        // Shown once, in the answer to the creation.
        if route.ends_with("/tokens") {
            assert!(whole.as_object_mut().unwrap().remove("token").is_some());
        }
        assert_eq!(same, whole, "{location}");
    }
}

#[test]
fn a_change_names_the_version_it_was_made_against() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let (agent, admin) = (&case.agent, app.admin());
    let offer = case.draft_offer();
    let client = format!(
        "/v1/clients/{}",
        text(&agent.get(&case.path).expect(200)["client_id"])
    );
    let colleague = format!("/v1/users/{}", app.agent().id);
    let mut policy = admin.get("/v1/policy").expect(200);
    policy["loss_multiplier"] = json!("3");
    for (method, path, body) in [
        ("PATCH", client, json!({"notes": "Call."})),
        ("PATCH", case.path.clone(), json!({"category": "print"})),
        ("PATCH", case.draft(), json!({"subject": "Our mistake"})),
        ("PATCH", offer, json!({"message": "For you."})),
        ("PATCH", colleague, json!({"name": "Grace"})),
        ("PUT", "/v1/policy".to_owned(), policy),
    ] {
        let caller = if path.contains("users") || path.contains("policy") {
            &admin
        } else {
            agent
        };
        let before = caller.get(&path);
        let change = |tag: Option<&str>| {
            let headers: Vec<_> = tag.map(|tag| ("If-Match", tag)).into_iter().collect();
            caller.call(method, &path, &headers, Some(&body))
        };
        change(None).expect_problem(428, "precondition_required");
        for stale in ["\"0\"", "\"99\"", "\"x\"", "x", "", "W/\"99\""] {
            change(Some(stale)).expect_problem(412, "precondition_failed");
        }
        assert_eq!(caller.get(&path).said(), before.said(), "{path}");
        let etag = before.header("etag").unwrap();
        let changed = change(Some(&etag));
        changed.expect(200);
        assert_ne!(changed.header("etag"), Some(etag.clone()), "{path}");
        assert_eq!(
            caller.get(&path).header("etag"),
            changed.header("etag"),
            "{path}"
        );
        change(Some(&etag)).expect_problem(412, "precondition_failed");
        change(Some("*")).expect(200);
        // One of several will do, and none of several will not.
        change(Some("\"0\", \"99\", \"x\"")).expect_problem(412, "precondition_failed");
        let etag = caller.get(&path).header("etag").unwrap();
        change(Some(&format!("\"99\", {etag}"))).expect(200);
    }
}

#[test]
fn an_action_honours_the_version_where_one_is_named() {
    let app = TestApp::with_mail();
    let case = Case::reported(&app);
    let (agent, approver, admin, path) = (&case.agent, &case.approver, app.admin(), &case.path);
    let stale = [("If-Match", "\"99\"")];
    let refused = |caller: &Caller, path: &str, body: &Value| {
        caller
            .post_with(path, &stale, body)
            .expect_problem(412, "precondition_failed");
    };
    let (none, reason) = (json!({}), json!({"reason": "reported twice"}));
    let statement = json!({"statement": crate::support::cases::STATEMENT});
    refused(agent, &format!("{path}/own"), &statement);
    refused(approver, &format!("{path}/dismiss"), &reason);
    refused(agent, &format!("{path}/close"), &none);
    refused(agent, &format!("{path}/reopen"), &reason);
    assert_eq!(case.state(), "reported");
    let etag = agent.get(path).header("etag").unwrap();
    agent
        .post_with(&format!("{path}/own"), &[("If-Match", &etag)], &statement)
        .expect(200);

    let draft = case.draft();
    refused(agent, &format!("{draft}/send"), &none);
    refused(agent, &format!("{draft}/discard"), &none);
    refused(agent, &format!("{draft}/mail-draft"), &none);
    refused(
        agent,
        &format!("{draft}/record"),
        &json!({"channel": "phone", "note": "Sorry."}),
    );
    let etag = agent.get(&draft).header("etag").unwrap();
    agent
        .post_with(&format!("{draft}/send"), &[("If-Match", &etag)], &none)
        .expect(200);

    let offer = case.draft_offer();
    refused(agent, &format!("{offer}/submit"), &none);
    refused(agent, &format!("{offer}/withdraw"), &reason);
    agent.act(&format!("{offer}/submit")).expect(200);
    refused(approver, &format!("{offer}/approve"), &none);
    refused(approver, &format!("{offer}/reject"), &reason);
    approver.act(&format!("{offer}/approve")).expect(200);
    refused(agent, &format!("{offer}/send"), &none);
    agent.act(&format!("{offer}/send")).expect(200);
    refused(agent, &format!("{offer}/accept"), &none);
    refused(agent, &format!("{offer}/decline"), &reason);
    refused(
        agent,
        &format!("{offer}/counter"),
        &json!({"wish": "A reprint"}),
    );
    let sent = agent.get(&offer);
    assert_eq!(sent.expect(200)["state"], "sent");
    let etag = sent.header("etag").unwrap();
    agent
        .post_with(&format!("{offer}/accept"), &[("If-Match", &etag)], &none)
        .expect(200);
    let item = text(&agent.get(&offer).expect(200)["items"][0]["id"]);
    let evidence = json!({"evidence": "transfer 4711"});
    refused(agent, &format!("{offer}/items/{item}/fulfil"), &evidence);

    let promise = json!({"text": "We call.", "due_at": "2026-03-10T10:00:00Z"});
    let promise = agent
        .post(&format!("{path}/promises"), &promise)
        .expect(201);
    refused(
        agent,
        &format!("/v1/promises/{}/keep", text(&promise["id"])),
        &none,
    );
    let prevention = json!({"description": "Two people check", "due_on": "2026-04-01"});
    let prevention = agent
        .post(&format!("{path}/preventions"), &prevention)
        .expect(201);
    let prevention = format!("/v1/preventions/{}", text(&prevention["id"]));
    refused(agent, &format!("{prevention}/done"), &evidence);
    refused(agent, &format!("{prevention}/verify"), &evidence);

    let mail = admin.get("/v1/mail?state=waiting&limit=1").expect(200);
    let mail = format!("/v1/mail/{}", text(&mail["items"][0]["id"]));
    refused(&admin, &format!("{mail}/stop"), &none);
    let etag = admin.get(&mail).header("etag").unwrap();
    admin
        .post_with(&format!("{mail}/stop"), &[("If-Match", &etag)], &none)
        .expect(200);
    refused(&admin, &format!("{mail}/retry"), &none);
}

#[test]
fn a_request_has_an_id_that_comes_back() {
    let app = TestApp::start();
    let agent = app.agent();
    let longest = "r".repeat(128);
    let paths = [
        "/v1/me",
        "/v1/nothing",
        "/livez",
        "/problems",
        "/docs/",
        "/v1/incidents/5",
        "/c/x",
    ];
    for path in paths {
        for given in ["order-4711/2", "!~", &longest] {
            let answer = agent.call("GET", path, &[("X-Request-Id", given)], None);
            assert_eq!(
                answer.header("x-request-id").as_deref(),
                Some(given),
                "{path}"
            );
        }
        let too_long = format!("{longest}r");
        let own = agent.token.as_deref().unwrap();
        let link = "Jk3Qw0TzL_7RfA-9sXyVbN2mHcGdEuPi1oKlMqWvZtS";
        for unfit in [
            "",
            "two words",
            "schl\u{fc}ssel",
            &too_long,
            own,
            link,
            "{\"a\":1}",
        ] {
            let answer = agent.call("GET", path, &[("X-Request-Id", unfit)], None);
            let id = answer.header("x-request-id").expect("an id");
            assert!(id != unfit && Uuid::parse_str(&id).is_ok(), "{path}: {id}");
        }
        let made = || agent.get(path).header("x-request-id").unwrap();
        assert_ne!(made(), made());
    }
    let headers = [("X-Request-Id", "mine")];
    for answer in [
        app.nobody().call("GET", "/v1/me", &headers, None),
        agent.call("DELETE", "/v1/me", &headers, None),
        agent.post_with("/v1/clients", &headers, &json!({})),
        agent.send("POST", "/v1/clients", &[headers[0], JSON], Some(b"{")),
        agent.call("PATCH", "/v1/clients/5", &headers, Some(&json!({}))),
    ] {
        assert!(answer.status >= 400);
        assert_eq!(
            answer.header("x-request-id").as_deref(),
            Some("mine"),
            "{}",
            answer.text
        );
    }
}

/// The path in `<...>; rel="next"`.
fn next_link(answer: &Answer) -> Option<String> {
    let link = answer.header("link")?;
    let path = link
        .strip_prefix('<')
        .unwrap()
        .strip_suffix(">; rel=\"next\"");
    Some(path.unwrap_or_else(|| panic!("{link}")).to_owned())
}

#[test]
fn a_list_is_read_part_by_part() {
    let app = TestApp::start();
    let agent = app.agent();
    let name = "Books & S\u{f6}hne + 100%";
    let mut made: Vec<String> = (0..5)
        .map(|number| {
            // Some at the same moment, some later: the order is that of their making.
            if number % 2 == 0 {
                app.advance(TimeDelta::seconds(1));
            }
            let body = json!({"name": name, "email": format!("c{number}@harbour.example")});
            text(&agent.post("/v1/clients", &body).expect(201)["id"])
        })
        .collect();
    made.reverse();
    let ids = |answer: &Answer| -> Vec<String> {
        let list = answer.expect(200);
        let items = list["items"].as_array().unwrap();
        items.iter().map(|it| text(&it["id"])).collect()
    };
    let query: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    for first in [
        "/v1/clients?limit=2".to_owned(),
        format!("/v1/clients?limit=2&q={query}"),
    ] {
        let (mut found, mut path) = (Vec::new(), first.clone());
        for part in 0..3 {
            let answer = agent.get(&path);
            found.extend(ids(&answer));
            let cursor = answer.json()["next_cursor"].clone();
            match next_link(&answer) {
                Some(next) => {
                    assert!(part < 2);
                    let given = format!("{first}&cursor={}", text(&cursor));
                    assert_eq!(ids(&agent.get(&given)), ids(&agent.get(&next)));
                    path = next;
                }
                None => {
                    assert_eq!((part, cursor), (2, Value::Null));
                }
            }
        }
        assert_eq!(found, made);
    }
    // What is added meanwhile neither shifts nor repeats anything.
    let start = agent.get("/v1/clients?limit=2");
    agent.post("/v1/clients", &client()).expect(201);
    let rest = agent.get(&next_link(&start).unwrap());
    assert_eq!(ids(&rest), made[2..4]);
    let whole = agent.get("/v1/clients");
    assert_eq!(ids(&whole).len(), 6);
    assert_eq!(next_link(&whole), None);
}

#[test]
fn a_cursor_belongs_to_its_list() {
    let app = TestApp::start();
    let agent = app.agent();
    for _ in 0..3 {
        agent.post("/v1/incidents", &report()).expect(201);
    }
    let list = agent
        .get("/v1/incidents?state=reported&limit=2")
        .expect(200);
    let cursor = text(&list["next_cursor"]);
    let ask = |query: String| agent.get(&format!("/v1/{query}"));
    ask(format!("incidents?state=reported&limit=1&cursor={cursor}")).expect(200);
    for other in [
        format!("incidents?state=owned&cursor={cursor}"),
        format!("incidents?cursor={cursor}"),
        format!("incidents?state=reported&q=x&cursor={cursor}"),
        format!("clients?cursor={cursor}"),
        format!("incidents?state=reported&cursor={cursor}A"),
        format!("incidents?state=reported&cursor={}", &cursor[1..]),
        format!("incidents?state=reported&cursor={}", cursor.to_uppercase()),
        "incidents?state=reported&cursor=".to_owned(),
        "incidents?state=reported&cursor=1".to_owned(),
        "incidents?state=reported&cursor=%00".to_owned(),
    ] {
        ask(other).expect_problem(400, "cursor_invalid");
    }
}

#[test]
fn every_list_is_a_list() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "closed");
    let admin = app.admin();
    let mut lists: Vec<String> = ["users", "clients", "incidents", "offers", "mail", "history"]
        .map(|list| format!("/v1/{list}"))
        .into();
    lists.push("/v1/policy/versions".to_owned());
    lists.push(format!("/v1/users/{}/tokens", admin.id));
    for below in [
        "accounts",
        "promises",
        "preventions",
        "follow-ups",
        "apologies",
        "offers",
        "history",
    ] {
        lists.push(format!("{}/{below}", case.path));
    }
    for path in lists {
        let whole = admin.get(&format!("{path}?limit=200")).expect(200);
        let members: Vec<&String> = whole.as_object().unwrap().keys().collect();
        assert_eq!(members, ["items", "next_cursor"], "{path}");
        let all = whole["items"].as_array().unwrap();
        let (mut found, mut next) = (Vec::new(), Some(format!("{path}?limit=1")));
        while let Some(path) = next {
            let answer = admin.get(&path);
            found.extend(answer.expect(200)["items"].as_array().unwrap().clone());
            assert!(found.len() <= all.len(), "{path}");
            next = next_link(&answer);
        }
        assert_eq!(&found, all, "{path}");
    }
}

#[test]
fn money_and_times_leave_in_one_form() {
    let app = TestApp::start();
    app.advance(TimeDelta::microseconds(7));
    let agent = app.agent();
    let mut body = report();
    body["loss"] = json!({"amount": "500", "currency": "USD"});
    body["price"] = json!({"amount": "0800.5", "currency": "BHD"});
    body["expected_amends"] = json!({"amount": "12000", "currency": "JPY"});
    body["occurred_at"] = json!("2026-03-01T12:00:00+02:00");
    body["noticed_at"] = json!("2026-03-01T10:30:00.1234567Z");
    let incident = agent.post("/v1/incidents", &body).expect(201);
    assert_eq!(
        incident["loss"],
        json!({"amount": "500.00", "currency": "USD"})
    );
    assert_eq!(
        incident["price"],
        json!({"amount": "800.500", "currency": "BHD"})
    );
    assert_eq!(
        incident["expected_amends"],
        json!({"amount": "12000", "currency": "JPY"})
    );
    assert_eq!(incident["occurred_at"], "2026-03-01T10:00:00.000000Z");
    assert_eq!(incident["noticed_at"], "2026-03-01T10:30:00.123456Z");
    assert_eq!(incident["reported_at"], "2026-03-02T09:00:00.000007Z");
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    assert_eq!(agent.get(&path).expect(200), incident);
}

/// Every member of every answer of a whole case that looks like a time or like money.
#[test]
fn every_time_and_every_amount_has_that_form() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "closed");
    let admin = app.admin();
    let (mut times, mut amounts) = (0, 0);
    for path in [
        "/v1/users",
        "/v1/clients",
        "/v1/incidents",
        "/v1/offers",
        "/v1/mail",
        "/v1/history",
        "/v1/policy",
        "/v1/policy/versions",
        &format!("{}/suggestion", case.path),
        &format!("{}/follow-ups", case.path),
        &format!("{}/preventions", case.path),
        &format!("{}/apologies", case.path),
    ] {
        let mut values = vec![("".to_owned(), admin.get(path).expect(200))];
        while let Some((name, value)) = values.pop() {
            match value {
                Value::Array(items) => {
                    values.extend(items.into_iter().map(|it| (name.clone(), it)))
                }
                Value::Object(members) => {
                    if let (Some(amount), Some(currency)) =
                        (members.get("amount"), members.get("currency"))
                    {
                        amounts += 1;
                        let (amount, currency) = (text(amount), text(currency));
                        let digits = match &*currency {
                            "JPY" => 0,
                            "BHD" | "KWD" => 3,
                            _ => 2,
                        };
                        let after = amount.split_once('.').map_or(0, |(_, after)| after.len());
                        assert_eq!(after, digits, "{path}: {amount} {currency}");
                    }
                    values.extend(members);
                }
                Value::String(moment) if name.ends_with("_at") || name == "at" => {
                    times += 1;
                    let shape: String = moment
                        .chars()
                        .map(|c| if c.is_ascii_digit() { '0' } else { c })
                        .collect();
                    assert_eq!(shape, "0000-00-00T00:00:00.000000Z", "{path}: {name}");
                }
                Value::Number(_) if name.contains("amount") || name.contains("value") => {
                    panic!("{path}: {name} is a number");
                }
                _ => {}
            }
        }
    }
    assert!(
        times > 20 && amounts > 10,
        "{times} times, {amounts} amounts"
    );
}

#[test]
fn every_code_is_explained() {
    let app = TestApp::start();
    let page = app.nobody().get("/problems");
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    for code in Code::ALL {
        let anchor = format!("id=\"{}\"", code.as_str());
        assert!(page.text.contains(&anchor), "{} is missing", code.as_str());
        assert!(
            page.text.contains(code.title().split('\'').next().unwrap()),
            "{}",
            code.title()
        );
        assert!(page.text.contains(&code.status().to_string()));
    }
}

#[test]
fn the_description_lists_what_there_is() {
    let app = TestApp::start();
    let answer = app.nobody().get("/openapi.json");
    assert_eq!(
        answer.header("content-type").as_deref(),
        Some("application/json")
    );
    let document = answer.expect(200);
    assert!(
        text(&document["openapi"]).starts_with("3.1."),
        "{}",
        document["openapi"]
    );
    assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));

    let methods = [
        "get", "put", "post", "delete", "patch", "head", "options", "trace",
    ];
    let mut described: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if !methods.contains(&method.as_str()) {
                continue;
            }
            let id = text(&operation["operationId"]);
            assert!(ids.insert(id.clone()), "{id} is there twice");
            for name in parameters(path) {
                let given = operation["parameters"].as_array().unwrap();
                assert!(
                    given
                        .iter()
                        .any(|it| it["name"] == name && it["in"] == "path"),
                    "{method} {path} does not describe {name}"
                );
            }
            described
                .entry(path.clone())
                .or_default()
                .insert(method.clone());
        }
    }
    let mut routed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for endpoint in amends::http::endpoints() {
        for (method, _) in endpoint.methods {
            let methods = routed.entry(endpoint.path.to_owned()).or_default();
            methods.insert(method.as_str().to_lowercase());
        }
    }
    assert_eq!(described, routed);
    references_lead_somewhere(&document, &document);
}

fn parameters(path: &str) -> Vec<&str> {
    let names = path.split('{').skip(1);
    names.map(|it| it.split('}').next().unwrap()).collect()
}

fn references_lead_somewhere(document: &Value, value: &Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let pointer = reference.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{reference}");
            }
            members
                .values()
                .for_each(|it| references_lead_somewhere(document, it));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|it| references_lead_somewhere(document, it)),
        _ => {}
    }
}

#[test]
fn the_documentation_comes_from_here_alone() {
    let app = TestApp::start();
    let nobody = app.nobody();
    let moved = nobody.get("/docs");
    assert_eq!(
        (moved.status, moved.header("location").as_deref()),
        (308, Some("/docs/"))
    );
    let page = nobody.get("/docs/");
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    let mut loaded = 0;
    for attribute in ["src=\"", "href=\""] {
        for rest in page.text.split(attribute).skip(1) {
            let target = rest.split('"').next().unwrap();
            assert!(!target.contains("//"), "{target} is another host's");
            if target.ends_with(".png") {
                continue;
            }
            let name = target.trim_start_matches("./");
            let file = nobody.get(&format!("/docs/{name}"));
            assert_eq!(file.status, 200, "{target}");
            loaded += 1;
        }
    }
    assert!(loaded >= 3, "{}", page.text);
    for nothing in ["/docs/nothing.js", "/docs/a/b", "/docs/..%2Fx"] {
        nobody.get(nothing).expect_problem(404, "not_found");
    }
    let start = nobody.get("/docs/swagger-initializer.js");
    assert!(start.text.contains("/openapi.json"), "{}", start.text);
    for line in start.text.lines() {
        assert!(
            !line.contains("http://") && !line.contains("https://"),
            "{line}"
        );
    }
}
