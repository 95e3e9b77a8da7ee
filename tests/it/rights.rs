//! Rights, taken from the OpenAPI document: whatever it describes is tried, so that a new route or a
//! new field is tried as well.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::migrations::Database;
use crate::permissions_matrix::World;
use crate::support::app::{ADMIN_TOKEN, Caller, TestApp};
use crate::support::cases::{report, text};

/// Follows the references of a schema to its members.
fn members(document: &Value, schema: &Value) -> Map<String, Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return members(document, &document["components"]["schemas"][name]);
    }
    let mut found = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(members(document, part));
    }
    found
}

/// A value that a member could have.
fn some_value(schema: &Value) -> Value {
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
        return word.clone();
    }
    match schema["format"].as_str() {
        Some("uuid") => return json!("01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77"),
        Some("date-time") => return json!("2026-03-01T00:00:00Z"),
        _ => {}
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str(),
        kind => kind.as_str(),
    };
    match kind {
        Some("integer") => json!(7),
        Some("boolean") => json!(true),
        Some("array") => json!([]),
        Some("string") => json!("written by a body"),
        _ => json!({"amount": "1.00", "currency": "USD"}),
    }
}

/// What every answer of these routes shows beyond what their bodies may say, is the server's: sent
/// along, it is refused by name, and nothing has changed.
fn what_the_server_owns_is_refused(of: impl Fn(&str) -> bool) {
    let world = World::new();
    let document = world.app.nobody().get("/openapi.json").expect(200);
    let mut refused = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let taken = &operation["requestBody"]["content"]["application/json"]["schema"];
            if taken.is_null() || !of(path) {
                continue;
            }
            let method = method.to_uppercase();
            let taken = members(&document, taken);
            let shown = ["200", "201"].map(|status| {
                let content = &operation["responses"][status]["content"];
                members(&document, &content["application/json"]["schema"])
            });
            let owned: Vec<_> = shown
                .into_iter()
                .flatten()
                .filter(|(name, _)| !taken.contains_key(name))
                .collect();
            // A guarantee says all of itself.
            if owned.is_empty() {
                continue;
            }
            let request = world.request(&method, path);
            let before = world.traces();
            for (name, schema) in owned {
                let mut sent = world.request_like(&request);
                let body = sent.body.get_or_insert_with(|| json!({}));
                body[&name] = some_value(&schema);
                let answer = world.call(&world.admin(), &method, &sent);
                answer.expect_invalid(&format!("/{name}"), "unknown_field");
                refused += 1;
            }
            assert_eq!(world.traces(), before, "{method} {path}");
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn no_body_writes_what_the_server_owns_of_incidents() {
    what_the_server_owns_is_refused(|path| path.starts_with("/v1/incidents"));
}

#[test]
fn no_body_writes_what_the_server_owns_of_offers_and_apologies() {
    what_the_server_owns_is_refused(|path| {
        path.starts_with("/v1/offers") || path.starts_with("/v1/apologies")
    });
}

#[test]
fn no_body_writes_what_the_server_owns_elsewhere() {
    let parts = ["/v1/incidents", "/v1/offers", "/v1/apologies"];
    what_the_server_owns_is_refused(|path| !parts.iter().any(|part| path.starts_with(part)));
}

/// A policy is put as it was got; what it says of its version is passed over.
#[test]
fn the_version_of_a_policy_is_the_servers() {
    let app = TestApp::start();
    let admin = app.admin();
    let mut policy = admin.get("/v1/policy").expect(200);
    let version = policy["version"].as_i64().unwrap();
    policy["version"] = json!(4711);
    policy["created_by"] = json!("01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77");
    policy["created_at"] = json!("2001-01-01T00:00:00Z");
    policy["loss_multiplier"] = json!("3");
    let etag = admin.get("/v1/policy").header("etag").unwrap();
    let put = admin.call("PUT", "/v1/policy", &[("If-Match", &etag)], Some(&policy));
    let put = put.expect(200);
    assert_eq!(put["version"], version + 1);
    assert_eq!(put["created_by"].as_str(), Some(&*admin.id));
    assert!(text(&put["created_at"]).starts_with("2026-03-02"));
}

/// What a caller may not know of is answered like what is not there, to the letter: by every role,
/// at every address with an id.
#[test]
fn what_is_not_theirs_looks_like_what_is_not_there() {
    let world = World::new();
    let document = world.app.nobody().get("/openapi.json").expect(200);
    let reporter = world.app.user("reporter", &[]);
    let approver = world.app.approver();
    let agent = world.app.agent();
    let nowhere = "01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77";
    let mut hidden = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let foreign = ["/v1/incidents/{id}", "/v1/users/{id}/tokens"].contains(&&**path)
                || path.starts_with("/v1/tokens/")
                || path.starts_with("/v1/delegations/");
            if !foreign {
                continue;
            }
            let method = method.to_uppercase();
            let there = world.request(&method, path);
            let mut gone = world.request_like(&there);
            gone.path = path.replace("{id}", nowhere);
            // Whoever runs incidents may know of them all.
            let callers = match path.starts_with("/v1/incidents") {
                true => &[&reporter][..],
                false => &[&reporter, &agent, &approver],
            };
            for caller in callers {
                let headers: &[(&str, &str)] = match &*method {
                    "PATCH" => &[("If-Match", "\"1\"")],
                    _ => &[],
                };
                let ask = |path: &str| {
                    let answer = caller.call(&method, path, headers, there.body.as_ref());
                    let mut problem = answer.json();
                    // The address is the request's own.
                    problem["instance"] = Value::Null;
                    (answer.status, problem)
                };
                let (seen, absent) = (ask(&there.path), ask(&gone.path));
                assert!(matches!(seen.0, 403 | 404), "{method} {path}: {seen:?}");
                assert_eq!(seen, absent, "{method} {path}");
                hidden += 1;
            }
        }
    }
    assert!(hidden >= 12, "{hidden}");
}

#[test]
fn a_token_that_is_revoked_expired_or_narrowed_stops_with_the_next_request() {
    let app = TestApp::start();
    let admin = app.admin();
    let user = |role: &str| app.user(role, &[("100.00", "USD")]);
    let token_of = |caller: &Caller, body: &Value| {
        let made = admin.post(&format!("/v1/users/{}/tokens", caller.id), body);
        let made = made.expect(201);
        (text(&made["id"]), app.caller(&text(&made["token"])))
    };

    let agent = user("agent");
    let (id, caller) = token_of(&agent, &json!({"label": "revoked"}));
    caller.get("/v1/clients").expect(200);
    let revoked = admin.call("DELETE", &format!("/v1/tokens/{id}"), &[], None);
    assert_eq!(revoked.status, 204);
    caller
        .get("/v1/clients")
        .expect_problem(401, "unauthenticated");
    // Their other token is none the worse.
    agent.get("/v1/clients").expect(200);

    let end = app.services.now() + chrono::TimeDelta::minutes(5);
    let expiring = json!({"label": "expires", "expires_at": end.to_rfc3339()});
    let (_, caller) = token_of(&agent, &expiring);
    app.advance(chrono::TimeDelta::minutes(5) - chrono::TimeDelta::microseconds(1));
    caller.get("/v1/clients").expect(200);
    app.advance(chrono::TimeDelta::microseconds(1));
    caller
        .get("/v1/clients")
        .expect_problem(401, "unauthenticated");

    let demoted = user("approver");
    let change = |body: Value| {
        let path = format!("/v1/users/{}", demoted.id);
        admin.patch(&path, &body).expect(200);
    };
    demoted.get("/v1/delegations").expect(200);
    change(json!({"role": "agent"}));
    demoted
        .get("/v1/delegations")
        .expect_problem(403, "forbidden");
    demoted.get("/v1/clients").expect(200);
    change(json!({"role": "reporter"}));
    demoted.get("/v1/clients").expect_problem(403, "forbidden");
    change(json!({"active": false}));
    demoted.get("/v1/me").expect_problem(401, "unauthenticated");
    demoted
        .post("/v1/incidents", &report())
        .expect_problem(401, "unauthenticated");
    change(json!({"active": true}));
    demoted.get("/v1/me").expect(200);
}

/// A token is looked up by its SHA-256, which whoever guesses cannot steer: how long the search
/// takes says something about hashes that are stored, and nothing about tokens. That makes it as
/// good as a comparison in constant time.
#[test]
fn tokens_are_recognised_long_and_kept_as_a_hash_alone() {
    use base64::Engine;
    use sha2::{Digest, Sha256};

    let app = TestApp::start();
    let user = app.agent();
    let admin = app.caller(ADMIN_TOKEN);
    let path = format!("/v1/users/{}/tokens", user.id);
    let mut secrets = BTreeSet::new();
    for index in 0..20 {
        let made = admin.post(&path, &json!({"label": format!("token {index}")}));
        let token = text(&made.expect(201)["token"]);
        let random = token.strip_prefix("amends_").expect("the prefix");
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(random)
            .unwrap();
        assert!(bytes.len() * 8 >= 160, "{} bits", bytes.len() * 8);
        assert!(secrets.insert(token));
    }
    // Not even bits that never change: every position of the tokens takes many values.
    for place in "amends_".len().."amends_".len() + 42 {
        let seen: BTreeSet<u8> = secrets
            .iter()
            .map(|token| token.as_bytes()[place])
            .collect();
        assert!(seen.len() > 5, "position {place}: {}", seen.len());
    }

    // The whole row, but for its times.
    let rows = Database::open(&app.database)
        .names("SELECT id || ' ' || user_id || ' ' || label || ' ' || hash AS name FROM tokens");
    let stored = rows.into_iter().collect::<Vec<_>>().join("\n");
    for token in &secrets {
        assert!(!stored.contains(&**token));
        let hash: String = Sha256::digest(token)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(stored.contains(&hash), "the hash is what is kept");
    }
}
