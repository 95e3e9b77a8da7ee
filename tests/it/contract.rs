//! The OpenAPI document as a promise: whole, and true.
//!
//! `scripts/contract` holds it against the server as a stranger would; here is what needs to know
//! the server.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::permissions_matrix::World;
use crate::support::app::TestApp;

fn document() -> Value {
    TestApp::start().nobody().get("/openapi.json").expect(200)
}

/// Every operation: method, path, and what is said of it.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((method.to_uppercase(), path.clone(), operation));
        }
    }
    operations
}

#[test]
fn every_operation_tells_what_it_needs_and_all_it_can_answer() {
    let document = document();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let what = format!("{method} {path}");
        let id = operation["operationId"].as_str().expect(&what);
        assert!(ids.insert(id.to_owned()), "{what}: {id} stands there twice");
        let answers = operation["responses"].as_object().unwrap();
        let mut expected: BTreeSet<&str> = BTreeSet::new();
        if path.starts_with("/v1/") {
            assert_eq!(
                operation["security"][0]["token"],
                serde_json::json!([]),
                "{what}"
            );
            expected.extend(["400", "401", "403", "422", "429", "500", "503"]);
            if path.contains('{') {
                expected.insert("404");
            }
            if method != "GET" {
                expected.extend(["408", "409", "413", "415"]);
            }
            if method == "PATCH" || method == "PUT" {
                expected.extend(["412", "428"]);
            }
        }
        for status in expected {
            assert!(answers.contains_key(status), "{what}: {status}");
        }
        for (status, answer) in answers {
            assert!(
                answer["description"]
                    .as_str()
                    .is_some_and(|it| !it.is_empty()),
                "{what} {status}"
            );
            assert_eq!(
                answer["headers"]["X-Request-Id"]["required"], true,
                "{what} {status}"
            );
            if status.starts_with(['4', '5']) {
                assert!(
                    answer["content"]["application/problem+json"].is_object(),
                    "{what} {status}"
                );
            }
        }
        let header = |name: &str| {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            parameters
                .clone()
                .any(|it| it["in"] == "header" && it["name"] == name)
        };
        assert_eq!(header("Idempotency-Key"), method == "POST", "{what}");
        if method == "PATCH" || method == "PUT" {
            assert!(header("If-Match"), "{what}");
        }
        for (status, name) in [
            ("201", "Location"),
            ("401", "WWW-Authenticate"),
            ("429", "Retry-After"),
        ] {
            if let Some(answer) = answers.get(status) {
                assert_eq!(
                    answer["headers"][name]["required"], true,
                    "{what} {status} {name}"
                );
            }
        }
    }
}

#[test]
fn every_text_that_comes_in_has_a_form_and_an_end() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if !name.ends_with("Input") && !name.ends_with("Patch") {
            continue;
        }
        assert_eq!(schema["additionalProperties"], false, "{name}");
        for (member, schema) in schema["properties"].as_object().into_iter().flatten() {
            let is_text = schema["type"] == "string"
                || schema["type"]
                    .as_array()
                    .is_some_and(|types| types.iter().any(|it| it == "string"));
            // What is the server's in a policy is passed over, whatever it is.
            let passed_over = name == "PolicyInput" && member.starts_with("created_");
            if is_text && !passed_over {
                let told = ["format", "pattern", "enum"]
                    .iter()
                    .any(|key| schema.get(key).is_some());
                assert!(told, "{name}.{member}: {schema}");
            }
        }
    }
}

/// A body that was lost on the way must not put the defaults in force.
#[test]
fn a_change_without_a_body_is_refused() {
    let app = TestApp::start();
    let admin = app.admin();
    let user = format!("/v1/users/{}", app.agent().id);
    for (method, path) in [("PUT", "/v1/policy"), ("PATCH", &*user)] {
        let before = admin.get(path);
        let etag = before.header("etag").unwrap();
        let headers = [("If-Match", &*etag), ("Content-Type", "application/json")];
        admin
            .send(method, path, &headers, None)
            .expect_invalid("", "required");
        assert_eq!(admin.get(path).json(), before.json());
    }
}

#[test]
fn a_whole_number_may_be_written_with_a_point() {
    let world = World::new();
    let request = world.request("POST", "/v1/incidents/{id}/follow-ups");
    let body = br#"{"satisfaction": 5.0, "retained": true}"#;
    let json = [("Content-Type", "application/json")];
    let made = world.admin().send("POST", &request.path, &json, Some(body));
    assert_eq!(made.expect(201)["satisfaction"], 5);
    let body = br#"{"satisfaction": 4.5, "retained": true}"#;
    let refused = world.admin().send("POST", &request.path, &json, Some(body));
    refused.expect_invalid("/satisfaction", "wrong_type");
}

/// Sends every example of a body, to a thing in the state in which it can be done.
fn examples_are_accepted(of: impl Fn(&str) -> bool) {
    let world = World::new();
    let document = world.app.nobody().get("/openapi.json").expect(200);
    let somebody = world.app.approver();
    let mut sent = 0;
    for (method, path, operation) in operations(&document) {
        let content = &operation["requestBody"]["content"]["application/json"];
        if content.is_null() || !of(&path) {
            continue;
        }
        let what = format!("{method} {path}");
        let examples = content["examples"].as_object();
        for (name, example) in examples.unwrap_or_else(|| panic!("{what}: no example")) {
            // A template's id is the caller's to fill in.
            let mut request = world.request(&method, &path);
            let body = example["value"].to_string();
            let body = body.replace("01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77", &somebody.id);
            let mut body: Value = serde_json::from_str(&body).unwrap();
            if method == "PUT" && path.starts_with("/v1/guarantees/") {
                body["code"] = request.body.as_ref().unwrap()["code"].clone();
            }
            if path == "/v1/inbound/{id}/place" {
                body = request.body.clone().unwrap();
            }
            request.body = Some(body);
            let answer = world.call(&world.admin(), &method, &request);
            assert!(
                matches!(answer.status, 200 | 201),
                "{what}, {name}: {} {}",
                answer.status,
                answer.text
            );
            assert!(
                operation["responses"]
                    .get(answer.status.to_string())
                    .is_some(),
                "{what}: {} is not described",
                answer.status
            );
            sent += 1;
        }
    }
    assert!(sent > 5, "{sent}");
}

/// What the server answers, by the name of its schema, with everything in it that is another one
/// at every run made the same.
fn real_answers() -> (BTreeMap<String, Value>, BTreeSet<String>) {
    let world = World::new();
    let document = world.app.nobody().get("/openapi.json").expect(200);
    let mut real: BTreeMap<String, Value> = BTreeMap::new();
    let mut needed = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let answers = operation["responses"].as_object().unwrap();
        let names: Vec<&str> = answers
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .filter_map(|(_, answer)| {
                answer["content"]["application/json"]["schema"]["$ref"].as_str()
            })
            .map(|reference| reference.rsplit('/').next().unwrap())
            .collect();
        let Some(name) = names.first() else {
            continue;
        };
        needed.insert((*name).to_owned());
        let is_empty = |answer: &Value| answer["items"].as_array().is_some_and(Vec::is_empty);
        if real.get(*name).is_some_and(|known| !is_empty(known)) {
            continue;
        }
        let request = world.request(&method, &path);
        let answer = world.call(&world.admin(), &method, &request);
        if !matches!(answer.status, 200 | 201) {
            continue;
        }
        let mut answer = answer.json();
        if let Some(items) = answer.get_mut("items").and_then(Value::as_array_mut) {
            items.truncate(2);
        }
        real.insert((*name).to_owned(), answer);
    }
    let mut known = BTreeMap::new();
    for (name, answer) in &mut real {
        same_at_every_run(name, &world.app.url, &mut known, answer);
    }
    (real, needed)
}

/// Ids, links, tokens and hashes.
fn same_at_every_run(
    member: &str,
    url: &str,
    known: &mut BTreeMap<String, String>,
    value: &mut Value,
) {
    match value {
        Value::String(text) => {
            let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
            if text.len() == 36 && is_hex(&text.replace('-', "")) {
                let number = known.len() + 1;
                let id = format!("01999999-5e8f-7c3b-9d2a-{number:012x}");
                *text = known.entry(text.clone()).or_insert(id).clone();
            } else if text.len() == 64 && is_hex(text) {
                *text = "5e8f7c3b".repeat(8);
            } else if member == "token" {
                *text = format!("amends_{}", "A".repeat(43));
            } else {
                *text = text.replace(url, "https://amends.example");
                while let Some(at) = text.find("/c/").filter(|at| text.len() >= at + 46) {
                    text.replace_range(at..at + 46, "/C/THE-SECRET-OF-THE-LINK");
                }
                *text = text.replace("/C/", "/c/");
            }
        }
        Value::Array(items) => {
            for item in items {
                same_at_every_run(member, url, known, item);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                same_at_every_run(name, url, known, value);
            }
        }
        _ => {}
    }
}

/// Where one has a member, or something of a kind, that the other one has not. What may be `null`
/// tells nothing.
fn differences(place: &str, shown: &Value, real: &Value) -> Vec<String> {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            let names: BTreeSet<&String> = shown.keys().chain(real.keys()).collect();
            let differ = names.into_iter().flat_map(|name| {
                let place = format!("{place}/{name}");
                match (shown.get(name), real.get(name)) {
                    (Some(shown), Some(real)) => differences(&place, shown, real),
                    // What is left out where there is nothing.
                    _ if OFTEN_LEFT_OUT.contains(&name.as_str()) => Vec::new(),
                    _ => vec![place],
                }
            });
            differ.collect()
        }
        (Value::Array(shown), Value::Array(real)) => match (shown.first(), real.first()) {
            (Some(shown), Some(real)) => differences(&format!("{place}/0"), shown, real),
            _ => Vec::new(),
        },
        (Value::Null, _) | (_, Value::Null) => Vec::new(),
        (shown, real) if std::mem::discriminant(shown) == std::mem::discriminant(real) => {
            Vec::new()
        }
        _ => vec![place.to_owned()],
    }
}

const OFTEN_LEFT_OUT: &[&str] = &["before", "after"];

/// Every answer is shown as a server gave it. `AMENDS_WRITE_ANSWERS=1` writes them down anew.
#[test]
fn every_answer_is_shown_as_it_was_given() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/openapi/answers.json");
    let (real, needed) = real_answers();
    if std::env::var_os("AMENDS_WRITE_ANSWERS").is_some() {
        let text = serde_json::to_string_pretty(&real).unwrap();
        std::fs::write(file, format!("{text}\n")).unwrap();
    }
    let shown: BTreeMap<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let names: BTreeSet<String> = shown.keys().cloned().collect();
    assert_eq!(names, needed);
    let differ: Vec<String> = real
        .iter()
        .flat_map(|(name, real)| differences(name, &shown[name], real))
        .collect();
    assert!(differ.is_empty(), "write them down anew: {differ:#?}");
}

/// The pages are for people: the document names them, and has none of them.
#[test]
fn the_pages_are_named_and_not_described() {
    let app = TestApp::start();
    let document = app.nobody().get("/openapi.json").expect(200);
    let said = document["info"]["description"].as_str().unwrap();
    for page in ["/", "/problems", "/docs/", "/c/{token}"] {
        assert!(said.contains(&format!("`GET {page}`")), "{page}");
        let answer = app.nobody().get(page);
        let media_type = answer.header("content-type").unwrap();
        assert!(media_type.starts_with("text/html"), "{page}: {media_type}");
    }
    for form in ["accept", "decline", "counter", "feedback", "playback"] {
        assert!(said.contains(&format!("/{form}`")), "{form}");
        let answer = app.nobody().form(&format!("/c/unknown/{form}"), &[]);
        let media_type = answer.header("content-type").unwrap();
        assert!(media_type.starts_with("text/html"), "{form}: {media_type}");
    }
    for (method, path, operation) in operations(&document) {
        let is_page = operation.to_string().contains("text/html");
        assert!(!is_page && !path.starts_with("/c/"), "{method} {path}");
    }
}

#[test]
fn every_example_of_a_body_is_accepted_for_incidents() {
    examples_are_accepted(|path| path.starts_with("/v1/incidents"));
}

#[test]
fn every_example_of_a_body_is_accepted_for_offers_and_apologies() {
    examples_are_accepted(|path| {
        path.starts_with("/v1/offers") || path.starts_with("/v1/apologies")
    });
}

#[test]
fn every_example_of_a_body_is_accepted_elsewhere() {
    let parts = ["/v1/incidents", "/v1/offers", "/v1/apologies"];
    examples_are_accepted(|path| !parts.iter().any(|part| path.starts_with(part)));
}
