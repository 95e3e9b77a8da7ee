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
        (
            &Value::Null,
            &json!([
                "loss",
                "breach.facts.promised_on",
                "breach.facts.delivered_on"
            ])
        )
    );
}

#[test]
fn a_breach_of_what_nobody_promised_is_refused() {
    let app = TestApp::start();
    let agent = app.agent();
    app.admin()
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);
    let breach = |guarantee: &str, facts: Value| {
        let mut body = report();
        body["breach"] = json!({"guarantee": guarantee, "facts": facts});
        agent.post("/v1/incidents", &body)
    };
    breach("no-such", json!({})).expect_invalid("/breach/guarantee", "unknown");
    breach("late-parcel", json!({"colour": "red"}))
        .expect_invalid("/breach/facts/colour", "unknown_fact");
    breach("late-parcel", json!({"promised_on": "soon"}))
        .expect_invalid("/breach/facts/promised_on", "not_a_date");
    // Facts may come later.
    let id = text(&breach("late-parcel", json!({})).expect(201)["id"]);
    let path = format!("/v1/incidents/{id}");
    let other = json!({"breach": {"guarantee": "no-such", "facts": {}}});
    agent
        .patch(&path, &other)
        .expect_invalid("/breach/guarantee", "unknown");
    let facts = json!({"promised_on": "2026-02-20", "delivered_on": "2026-02-27"});
    let known = json!({"breach": {"guarantee": "late-parcel", "facts": facts}});
    agent.patch(&path, &known).expect(200);
}

#[test]
fn limits_per_month_year_and_client_count_what_offers_bind_us_to() {
    let app = TestApp::start();
    let admin = app.admin();
    let limit = |amount: Value, per: &str, most: &str| json!({"limit": {"amount": amount, "at_most": most, "per": per}});
    let mut capped = late_parcel("capped");
    let amount = limit(json!("10.00"), "month", "15.00");
    let amount = limit(amount, "year", "22.00");
    capped["versions"][0]["amount"] = limit(amount, "client", "25.00");
    admin.post("/v1/guarantees", &capped).expect(201);

    let (agent, approver) = (app.agent(), app.approver());
    let evaluated = |client: Option<&str>, day: &str| {
        let mut body = json!({"facts": {"promised_on": "2024-01-01", "delivered_on": "2024-01-02"}, "on": day});
        if let Some(client) = client {
            body["client_id"] = json!(client);
        }
        let answer = agent.post("/v1/guarantees/capped/evaluate", &body);
        answer.expect(200)["amount"].clone()
    };
    // A breach on that day, for one client, up to an approved offer.
    let breach = |day: &str| -> (Value, String, String) {
        let mut body = report();
        body.as_object_mut().unwrap().remove("loss");
        body["client"]["external_id"] = json!("bookshop");
        body["occurred_at"] = json!(format!("{day}T12:00:00Z"));
        body["breach"] = json!({
            "guarantee": "capped",
            "facts": {"promised_on": "2024-01-01", "delivered_on": "2024-01-02"},
        });
        let incident = agent.post("/v1/incidents", &body).expect(201);
        let path = format!("/v1/incidents/{}", text(&incident["id"]));
        let suggestion = agent.get(&format!("{path}/suggestion")).expect(200);
        let offers = format!("{path}/offers");
        let offer = match suggestion["total"]["amount"].as_str() {
            Some(amount) if amount != "0.00" => {
                let new = json!({"use_suggestion": "money_back"});
                let offer = agent.post(&offers, &new).expect(201);
                let offer = format!("/v1/offers/{}", text(&offer["id"]));
                agent.act(&format!("{offer}/submit")).expect(200);
                approver.act(&format!("{offer}/approve")).expect(200);
                offer
            }
            _ => String::new(),
        };
        (
            suggestion["total"].clone(),
            offer,
            text(&incident["client_id"]),
        )
    };
    assert_eq!(evaluated(None, "2026-01-05"), eur("10.00"));
    let (total, _, client) = breach("2026-01-05");
    assert_eq!(total, eur("10.00"));
    // 5 of 15 are left in January, and all of February.
    assert_eq!(evaluated(Some(&client), "2026-01-20"), eur("5.00"));
    assert_eq!(evaluated(Some(&client), "2026-02-01"), eur("10.00"));
    assert_eq!(evaluated(None, "2026-01-20"), eur("10.00"));
    let (total, second, _) = breach("2026-01-31");
    assert_eq!(total, eur("5.00"));
    // 7 of 22 are left in the year; in another year 10 of 25 for the client.
    let (total, third, _) = breach("2026-02-01");
    assert_eq!(total, eur("7.00"));
    assert_eq!(evaluated(Some(&client), "2025-12-31"), eur("3.00"));

    // A simulation counts what binds us for all clients at once, and comes to the same.
    let simulated = agent
        .post("/v1/policy/simulate", &json!({"policy": {}}))
        .expect(200);
    let items = simulated["items"].as_array().unwrap();
    assert!(items.len() >= 3, "{simulated}");
    for item in items {
        let path = format!("/v1/incidents/{}/suggestion", text(&item["incident_id"]));
        let total = agent.get(&path).expect(200)["total"].clone();
        assert_eq!((&item["before"], &item["after"]), (&total, &total));
    }

    // What no longer binds us is given back.
    for offer in [&second, &third] {
        agent
            .post(&format!("{offer}/withdraw"), &json!({"reason": "A slip"}))
            .expect(200);
    }
    assert_eq!(evaluated(Some(&client), "2026-02-01"), eur("10.00"));
    let nobody = json!({"facts": {}, "client_id": "01890000-0000-7000-8000-000000000000"});
    agent
        .post("/v1/guarantees/capped/evaluate", &nobody)
        .expect_invalid("/client_id", "unknown");
}

/// The command line, as an operator runs it.
mod command {
    use std::process::{Command, Output};

    use serde_json::json;

    use super::late_parcel;
    use crate::support::app::TestApp;

    fn guarantees(app: &TestApp, verb: &str, files: &[(&str, String)]) -> Output {
        let folder = std::env::temp_dir().join(format!("amends-guarantees-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
        command
            .current_dir(&folder)
            .env("AMENDS_DATABASE_URL", &app.database.url)
            .args(["guarantees", verb]);
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
            command.arg(name);
        }
        let output = command.output().unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        output
    }

    #[test]
    fn guarantees_are_checked_and_loaded_from_files_all_or_none() {
        let app = TestApp::start();
        let admin = app.admin();
        let good = late_parcel("late-parcel").to_string();
        let mut broken = late_parcel("broken");
        broken["versions"][0]["when"] = json!("delivered_on > promised");
        let broken = serde_json::to_string_pretty(&broken).unwrap();
        let said = |output: &Output| {
            let (out, err) = (&output.stdout, &output.stderr);
            format!(
                "{}{}",
                String::from_utf8_lossy(out),
                String::from_utf8_lossy(err)
            )
        };

        let checked = guarantees(&app, "check", &[("good.json", good.clone())]);
        assert!(checked.status.success(), "{}", said(&checked));
        assert!(said(&checked).contains("late-parcel is sound"));
        assert_eq!(admin.get("/v1/guarantees").expect(200)["items"], json!([]));

        let files = [("good.json", good.clone()), ("broken.json", broken.clone())];
        for verb in ["check", "load"] {
            let refused = guarantees(&app, verb, &files);
            assert!(!refused.status.success());
            // The line of the condition in the file.
            let line = 1 + broken
                .lines()
                .position(|line| line.contains("\"when\""))
                .unwrap();
            let place = format!("broken.json:{line}: /versions/0/when: ");
            assert!(said(&refused).contains(&place), "{}", said(&refused));
            assert_eq!(admin.get("/v1/guarantees").expect(200)["items"], json!([]));
        }

        let loaded = guarantees(&app, "load", &[("good.json", good.clone())]);
        assert!(
            said(&loaded).contains("late-parcel: new"),
            "{}",
            said(&loaded)
        );
        let again = guarantees(&app, "load", &[("good.json", good)]);
        assert!(
            said(&again).contains("late-parcel: written anew"),
            "{}",
            said(&again)
        );
        let kept = admin.get("/v1/guarantees/late-parcel").expect(200);
        assert_eq!(kept["code"], "late-parcel");
        let missing = guarantees(&app, "check", &[]);
        assert!(!missing.status.success());
    }
}
