//! The OpenAPI document as a promise: whole, and true.
//!
//! `scripts/contract` holds it against the server as a stranger would; here is what needs to know
//! the server.

use std::collections::BTreeSet;

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
