//! Cursors that somebody made up, on every list that there is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::app::TestApp;
use crate::support::cases::Case;

/// A cursor with this key that its list cannot tell from its own.
fn forged(key: &str, list: &str) -> String {
    let sum = Sha256::digest(format!("amends cursor\n{key}\n{list}"));
    let mut bytes = sum[..8].to_vec();
    bytes.extend_from_slice(key.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Every address that takes a cursor, from the document.
fn lists(document: &Value) -> Vec<String> {
    let takes_cursor = |route: &Value| {
        let parameters = route["get"]["parameters"].as_array();
        parameters.is_some_and(|them| them.iter().any(|it| it["name"] == "cursor"))
    };
    let paths = document["paths"].as_object().unwrap();
    let found = paths.iter().filter(|(_, route)| takes_cursor(route));
    found.map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_cursor_that_was_made_up_is_refused_on_every_list() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "offered");
    let admin = app.admin();
    let code = "late-parcel";
    let guarantee = json!({
        "code": code, "name": "Late", "promise": "10 euros", "currency": "EUR", "facts": {},
        "versions": [{"from": "2024-01-01", "amount": "10.00"}],
    });
    admin.post("/v1/guarantees", &guarantee).expect(201);
    let lists = lists(&admin.get("/openapi.json").expect(200));
    assert!(lists.len() >= 19, "{lists:?}");
    for list in lists {
        let id = if list.starts_with("/v1/users") {
            &admin.id
        } else {
            &case.id
        };
        // The code of a guarantee can be a number.
        let goes_by_codes = list == "/v1/guarantees";
        let list = list.replace("{id}", id).replace("{code}", code);
        for key in [
            "\0",
            "",
            "zzz ",
            "-1",
            "0",
            "1.5",
            "'; --",
            "\u{1F600}",
            "Zebra",
            "99999999999999999999",
        ] {
            if goes_by_codes && key.parse::<u128>().is_ok() {
                continue;
            }
            let cursor = forged(key, &list);
            admin
                .get(&format!("{list}?cursor={cursor}"))
                .expect_problem(400, "cursor_invalid");
        }
        // A key of the right kind shows nothing that the list would not.
        for key in ["00000000-0000-7000-8000-000000000000", "1", "a"] {
            let answer = admin.get(&format!("{list}?cursor={}", forged(key, &list)));
            assert!(
                [200, 400].contains(&answer.status),
                "{list}: {}",
                answer.text
            );
        }
        let whole = admin.get(&list).expect(200);
        assert_eq!(whole["next_cursor"], json!(null), "{list}");
    }
}
