//! Guarantees over HTTP: written, evaluated, and named by an incident.

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::cases::{late_parcel, report, text};

fn eur(amount: &str) -> Value {
    json!({"amount": amount, "currency": "EUR"})
}

#[test]
fn a_guarantee_is_written_read_and_written_anew() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    let made = admin.post("/v1/guarantees", &late_parcel("late-parcel"));
    made.expect(201);
    assert_eq!(
        made.header("location").as_deref(),
        Some("/v1/guarantees/late-parcel")
    );
    let found = agent.get("/v1/guarantees/late-parcel");
    assert_eq!(found.expect(200)["promise"], late_parcel("x")["promise"]);
    admin
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect_problem(409, "already_taken");

    let mut dearer = late_parcel("late-parcel");
    let version =
        json!({"from": "2026-06-01", "when": "delivered_on > promised_on", "amount": "12.00"});
    dearer["versions"].as_array_mut().unwrap().push(version);
    admin
        .call("PUT", "/v1/guarantees/late-parcel", &[], Some(&dearer))
        .expect_problem(428, "precondition_required");
    let etag = found.header("etag").unwrap();
    let put = || {
        admin.call(
            "PUT",
            "/v1/guarantees/late-parcel",
            &[("If-Match", &etag)],
            Some(&dearer),
        )
    };
    put().expect(200);
    put().expect_problem(412, "precondition_failed");

    // The rate in force on the day counts.
    for (on, amount) in [("2026-05-31", "10.00"), ("2026-06-01", "12.00")] {
        let asked =
            json!({"facts": {"promised_on": "2026-05-01", "delivered_on": "2026-05-02"}, "on": on});
        let answer = agent
            .post("/v1/guarantees/late-parcel/evaluate", &asked)
            .expect(200);
        assert_eq!(
            (&answer["due"], &answer["amount"]),
            (&json!(true), &eur(amount)),
            "{answer}"
        );
    }
    let punctual = json!({"facts": {"promised_on": "2026-05-02", "delivered_on": "2026-05-02"}});
    let answer = agent
        .post("/v1/guarantees/late-parcel/evaluate", &punctual)
        .expect(200);
    assert_eq!(
        (&answer["due"], &answer["amount"]),
        (&json!(false), &eur("0.00"))
    );
}

#[test]
fn what_is_wrong_is_named_by_its_place() {
    let app = TestApp::start();
    let admin = app.admin();
    let with = |name: &str, value: Value| {
        let mut guarantee = late_parcel("late-parcel");
        guarantee["versions"][0][name] = value;
        admin.post("/v1/guarantees", &guarantee).expect(422)
    };
    for (name, value) in [
        ("when", json!("delivered_on > asked_on")),
        ("when", json!("delivered_on > 'yesterday'")),
        ("amount", json!("10.001")),
        ("amount", json!(10)),
    ] {
        let problem = with(name, value.clone());
        let pointer = text(&problem["errors"][0]["pointer"]);
        assert!(
            pointer.starts_with(&format!("/versions/0/{name}")),
            "{value}: {problem}"
        );
    }
    assert_eq!(admin.get("/v1/guarantees").expect(200)["items"], json!([]));

    admin
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);
    let evaluate = |facts: Value| {
        admin
            .post(
                "/v1/guarantees/late-parcel/evaluate",
                &json!({"facts": facts}),
            )
            .expect(422)
    };
    let lacking = evaluate(json!({}));
    let pointers: Vec<&Value> = lacking["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["pointer"])
        .collect();
    assert_eq!(pointers.len(), 2, "{lacking}");
    assert!(
        pointers.contains(&&json!("/facts/promised_on")),
        "{lacking}"
    );
    admin
        .post("/v1/guarantees/no-such/evaluate", &json!({"facts": {}}))
        .expect_problem(404, "not_found");
}

#[test]
fn a_breach_is_one_of_the_rules_of_a_suggestion() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    admin
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);
    let suggestion = |loss: Option<&str>, guarantee: &str, facts: Value| {
        let mut body = report();
        body.as_object_mut().unwrap().remove("loss");
        if let Some(loss) = loss {
            body["loss"] = eur(loss);
        }
        body["breach"] = json!({"guarantee": guarantee, "facts": facts});
        let id = text(&agent.post("/v1/incidents", &body).expect(201)["id"]);
        agent
            .get(&format!("/v1/incidents/{id}/suggestion"))
            .expect(200)
    };
    let late = || json!({"promised_on": "2026-02-20", "delivered_on": "2026-02-27"});
    assert_eq!(
        suggestion(None, "late-parcel", late())["total"],
        eur("10.00")
    );
    assert_eq!(
        suggestion(Some("4.99"), "late-parcel", late())["total"],
        eur("10.00")
    );
    assert_eq!(
        suggestion(Some("5.01"), "late-parcel", late())["total"],
        eur("10.02")
    );
    let lacking = suggestion(None, "late-parcel", json!({}));
    assert_eq!(
        (&lacking["total"], &lacking["missing"]),
        (&Value::Null, &json!(["loss", "breach.facts"]))
    );
    let unknown = suggestion(None, "no-such", late());
    assert_eq!(unknown["missing"], json!(["loss", "breach.guarantee"]));
}
