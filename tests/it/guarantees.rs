//! Guarantees over HTTP: written, evaluated, and named by an incident.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};
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

/// An incident that names a breach, without a loss: its id.
fn breached(agent: &Caller, with: &Value) -> String {
    let mut body = report();
    body.as_object_mut().unwrap().remove("loss");
    body.as_object_mut()
        .unwrap()
        .extend(with.as_object().unwrap().clone());
    text(&agent.post("/v1/incidents", &body).expect(201)["id"])
}

fn suggested(agent: &Caller, id: &str) -> Value {
    let path = format!("/v1/incidents/{id}/suggestion");
    agent.get(&path).expect(200)
}

/// The line of the guarantee in a suggestion.
fn line(suggestion: &Value) -> &Value {
    let basis = suggestion["basis"].as_array().unwrap();
    let line = basis.iter().find(|line| line["rule"] == "guarantee");
    line.unwrap_or_else(|| panic!("{suggestion}"))
}

fn details(line: &Value) -> Vec<String> {
    let lines = line["lines"].as_array().unwrap();
    lines.iter().map(|line| text(&line["detail"])).collect()
}

#[test]
fn what_a_guarantee_does_not_look_at_may_be_in_any_currency() {
    let app = TestApp::start();
    let agent = app.agent();
    app.admin()
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);
    let breach = json!({"guarantee": "late-parcel", "facts": {"promised_on": "2026-02-20", "delivered_on": "2026-02-27"}});
    let gbp = |amount: &str| json!({"amount": amount, "currency": "GBP"});
    let priced = breached(&agent, &json!({"breach": breach, "price": gbp("120.00")}));
    let suggestion = suggested(&agent, &priced);
    assert_eq!(suggestion["total"], eur("10.00"), "{suggestion}");
    assert_eq!(
        suggestion["missing"],
        json!([
            "loss",
            "price_in_the_currency_of_the_guarantee",
            "occurred_at"
        ])
    );

    let lost = json!({"breach": breach, "price": gbp("9.00"), "loss": gbp("20.00"), "occurred_at": "2026-02-27T10:00:00Z"});
    let suggestion = suggested(&agent, &breached(&agent, &lost));
    assert_eq!(suggestion["total"], gbp("40.00"));
    assert_eq!(
        suggestion["missing"],
        json!(["guarantee_in_the_currency_of_the_loss"])
    );
    let line = line(&suggestion);
    assert_eq!(
        (&line["amount"], &line["effect"]),
        (&eur("10.00"), &json!("none"))
    );
}

#[test]
fn a_guarantee_tells_in_a_suggestion_how_it_came_to_its_amount() {
    let app = TestApp::start();
    let agent = app.agent();
    app.admin()
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);
    let with = |delivered_on: &str| {
        let facts = json!({"promised_on": "2026-02-20", "delivered_on": delivered_on});
        let breach = json!({"guarantee": "late-parcel", "facts": facts});
        let id = breached(
            &agent,
            &json!({"breach": breach, "occurred_at": "2026-02-20T10:00:00Z"}),
        );
        let evaluated = agent
            .post(
                "/v1/guarantees/late-parcel/evaluate",
                &json!({"facts": facts, "on": "2026-02-20"}),
            )
            .expect(200);
        (suggested(&agent, &id), evaluated)
    };
    let (suggestion, evaluated) = with("2026-02-21");
    assert_eq!(line(&suggestion)["lines"], evaluated["basis"]);
    assert_eq!(line(&suggestion)["effect"], "adds");

    // Where it comes to nothing, its line is there and says why.
    let (suggestion, evaluated) = with("2026-02-20");
    assert_eq!(suggestion["total"], Value::Null);
    let line = line(&suggestion);
    assert_eq!(
        (&line["amount"], &line["effect"]),
        (&eur("0.00"), &json!("none"))
    );
    assert!(text(&line["detail"]).contains("not due"), "{line}");
    assert_eq!(line["lines"], evaluated["basis"]);
}

#[test]
fn the_day_of_the_event_counts_on_the_clients_calendar() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    let mut dated = late_parcel("dated");
    dated["versions"] = json!([
        {"from": "2022-01-01", "amount": "10.00"},
        {"from": "2023-01-01", "amount": "12.00"},
    ]);
    admin.post("/v1/guarantees", &dated).expect(201);
    let facts = json!({"promised_on": "2022-12-30", "delivered_on": "2022-12-31"});
    let breach = json!({"guarantee": "dated", "facts": facts});
    let amount = |zone: Value, at: &str| {
        let client =
            json!({"name": "Harbour Books", "email": "ines@harbour.example", "time_zone": zone});
        let id = breached(
            &agent,
            &json!({"client": client, "breach": breach, "occurred_at": at}),
        );
        suggested(&agent, &id)["total"].clone()
    };
    for (zone, at, due) in [
        (Value::Null, "2022-12-31T23:30:00Z", "10.00"),
        (json!("Europe/Zurich"), "2022-12-31T22:59:59Z", "10.00"),
        (json!("Europe/Zurich"), "2022-12-31T23:00:00Z", "12.00"),
        (json!("America/New_York"), "2023-01-01T04:59:59Z", "10.00"),
        (json!("America/New_York"), "2023-01-01T05:00:00Z", "12.00"),
    ] {
        assert_eq!(amount(zone.clone(), at), eur(due), "{zone} {at}");
    }

    // Nobody said when: the day that was taken instead is told, and what would have said it.
    let id = breached(&agent, &json!({"breach": breach}));
    let suggestion = suggested(&agent, &id);
    assert_eq!(
        suggestion["missing"],
        json!(["loss", "price", "occurred_at"])
    );
    let told = details(line(&suggestion));
    assert_eq!(
        told[0],
        "judged as of 2026-03-02, the day it was reported: the day of the event is not known"
    );
    let asked = json!({"facts": facts});
    let evaluated = agent
        .post("/v1/guarantees/dated/evaluate", &asked)
        .expect(200);
    assert_eq!(
        evaluated["basis"][0]["detail"],
        "judged as of 2026-03-02, today: the day of the event is not known"
    );
}

#[test]
fn limits_per_month_go_by_the_fact_that_says_the_day() {
    let app = TestApp::start();
    let (admin, agent, approver) = (app.admin(), app.agent(), app.approver());
    let mut capped = late_parcel("capped");
    capped["dated_by"] = json!("delivered_on");
    let limit = json!({"amount": "10.00", "at_most": "15.00", "per": "month"});
    capped["versions"][0]["amount"] = json!({"limit": limit});
    admin.post("/v1/guarantees", &capped).expect(201);
    // All of them are reported on one day, and are said to have occurred on it.
    let total = |delivered_on: &str| {
        let facts = json!({"promised_on": "2024-01-01", "delivered_on": delivered_on});
        let client = json!({"name": "Harbour Books", "email": "ines@harbour.example", "external_id": "bookshop"});
        let with = json!({
            "client": client, "occurred_at": "2026-03-01T10:00:00Z",
            "breach": {"guarantee": "capped", "facts": facts},
        });
        let id = breached(&agent, &with);
        let suggestion = suggested(&agent, &id);
        let new = json!({"use_suggestion": "money_back"});
        let offer = agent
            .post(&format!("/v1/incidents/{id}/offers"), &new)
            .expect(201);
        let offer = format!("/v1/offers/{}", text(&offer["id"]));
        agent.act(&format!("{offer}/submit")).expect(200);
        approver.act(&format!("{offer}/approve")).expect(200);
        suggestion["total"].clone()
    };
    assert_eq!(total("2025-01-31"), eur("10.00"));
    // Another month has its own cap, and the first one five left.
    assert_eq!(total("2025-02-01"), eur("10.00"));
    assert_eq!(total("2025-01-02"), eur("5.00"));
    assert_eq!(total("2025-02-28"), eur("5.00"));
}

#[test]
fn an_incident_is_judged_by_the_text_that_was_in_force_when_it_was_reported() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    let mut guarantee = late_parcel("late-parcel");
    guarantee["versions"] = json!([{"from": "2020-01-01", "amount": "30.00"}]);
    admin.post("/v1/guarantees", &guarantee).expect(201);
    let breach = json!({"breach": {"guarantee": "late-parcel", "facts": {"promised_on": "2026-02-20", "delivered_on": "2026-02-27"}}});
    let before = breached(&agent, &breach);
    app.advance(TimeDelta::seconds(1));

    let path = "/v1/guarantees/late-parcel";
    let etag = admin.get(path).header("etag").unwrap();
    guarantee["versions"][0]["amount"] = json!("1.00");
    guarantee["facts"]["colour"] = json!({"type": "text", "required": false});
    admin
        .call("PUT", path, &[("If-Match", &etag)], Some(&guarantee))
        .expect(200);
    let after = breached(&agent, &breach);
    assert_eq!(suggested(&agent, &before)["total"], eur("30.00"));
    assert_eq!(suggested(&agent, &after)["total"], eur("1.00"));
    let asked = json!({"facts": breach["breach"]["facts"], "on": "2026-02-27"});
    let present = agent.post(&format!("{path}/evaluate"), &asked).expect(200);
    assert_eq!(present["amount"], eur("1.00"));

    // A fact that came later is none of the incident that was there before.
    let coloured = json!({"breach": {"guarantee": "late-parcel", "facts": {"colour": "red"}}});
    agent
        .patch(&format!("/v1/incidents/{before}"), &coloured)
        .expect_invalid("/breach/facts/colour", "unknown_fact");
    agent
        .patch(&format!("/v1/incidents/{after}"), &coloured)
        .expect(200);

    let versions = agent.get(&format!("{path}/versions")).expect(200);
    let versions = versions["items"].as_array().unwrap();
    let told: Vec<(&Value, &Value, &Value)> = versions
        .iter()
        .map(|it| {
            let amount = &it["guarantee"]["versions"][0]["amount"];
            (&it["version"], amount, &it["written_at"])
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                &json!(2),
                &json!("1.00"),
                &json!("2026-03-02T09:00:01.000000Z")
            ),
            (
                &json!(1),
                &json!("30.00"),
                &json!("2026-03-02T09:00:00.000000Z")
            ),
        ]
    );
    assert_eq!(versions[0]["written_by"].as_str(), Some(&*admin.id));
    let first = agent.get(&format!("{path}/versions?limit=1")).expect(200);
    assert!(first["next_cursor"].is_string(), "{first}");
    agent
        .get("/v1/guarantees/no-such/versions")
        .expect_problem(404, "not_found");
}

#[test]
fn something_in_kind_may_be_offered_and_the_money_stays_on_offer() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    let mut guarantee = late_parcel("late-parcel");
    guarantee["versions"][0]["in_kind"] = json!({"what": "A free parcel", "worth": "12.50"});
    admin.post("/v1/guarantees", &guarantee).expect(201);
    let facts = json!({"promised_on": "2026-02-20", "delivered_on": "2026-02-27"});
    let breach = json!({"breach": {"guarantee": "late-parcel", "facts": facts}});
    let id = breached(&agent, &breach);
    let suggestion = suggested(&agent, &id);
    let names: Vec<&Value> = suggestion["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| &option["name"])
        .collect();
    assert_eq!(names[..2], [&json!("money_back"), &json!("in_kind")]);
    let new = json!({"use_suggestion": "in_kind"});
    let offers = format!("/v1/incidents/{id}/offers");
    let offer = agent.post(&offers, &new).expect(201);
    assert_eq!(offer["total"], eur("12.50"));
    assert_eq!(
        offer["items"][0]["description"],
        "A free parcel (or EUR 10.00 in money, if you would rather have that)"
    );
    // Nothing has to be justified: it is worth more than what is due.
    let path = format!("/v1/offers/{}/submit", text(&offer["id"]));
    agent.act(&path).expect(200);
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let app = TestApp::start();
    let admin = app.admin();
    let mut lost = late_parcel("lost");
    lost["facts"] = json!({"postage": {"type": "money"}});
    lost["versions"] = json!([{"from": "2024-01-01", "amount": {"sum_of": [
        {"highest_of": [{"fact": "loss"}, {"percent": {"of": "price", "percent": 50}}]},
        {"fact": "postage"},
    ]}}]);
    admin.post("/v1/guarantees", &lost).expect(201);
    let asked = json!({"facts": {}});
    let problem = admin
        .post("/v1/guarantees/lost/evaluate", &asked)
        .expect(422);
    let mut named: Vec<String> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| text(&error["pointer"]))
        .collect();
    named.sort();
    assert_eq!(named, ["/facts/loss", "/facts/postage", "/facts/price"]);
    // The incident stands in for the price and the loss.
    let id = breached(
        &admin,
        &json!({"breach": {"guarantee": "lost", "facts": {}}}),
    );
    let suggestion = suggested(&admin, &id);
    let mut missing: Vec<String> = suggestion["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(text)
        .collect();
    missing.sort();
    assert_eq!(missing, ["breach.facts.postage", "loss", "price"]);
}

#[test]
fn the_line_of_a_mistake_is_told_where_the_text_has_lines() {
    let app = TestApp::start();
    let admin = app.admin();
    let mut guarantee = late_parcel("late-parcel");
    guarantee["versions"][0]["amount"] = json!(10);
    let pretty = serde_json::to_string_pretty(&guarantee).unwrap();
    let line = 1 + pretty
        .lines()
        .position(|line| line.contains("\"amount\""))
        .unwrap();
    let headers = [("Content-Type", "application/json")];
    let answer = admin.send("POST", "/v1/guarantees", &headers, Some(pretty.as_bytes()));
    let problem = answer.expect(422);
    assert_eq!(
        problem["errors"][0]["detail"],
        format!("write the amount as a text, in quotes: \"10.00\" (line {line})")
    );
    let problem = admin.post("/v1/guarantees", &guarantee).expect(422);
    assert_eq!(
        problem["errors"][0]["detail"],
        "write the amount as a text, in quotes: \"10.00\""
    );
}

#[test]
fn guarantees_are_listed_newest_first_whatever_is_written_anew() {
    let app = TestApp::start();
    let admin = app.admin();
    for code in ["bbb", "ccc", "aaa"] {
        admin.post("/v1/guarantees", &late_parcel(code)).expect(201);
        app.advance(TimeDelta::seconds(1));
    }
    // Two at the same moment.
    for code in ["mmm", "nnn"] {
        admin.post("/v1/guarantees", &late_parcel(code)).expect(201);
    }
    let parts = |limit: u8| {
        let (mut codes, mut path) = (Vec::new(), format!("/v1/guarantees?limit={limit}"));
        loop {
            let part = admin.get(&path).expect(200);
            codes.extend(
                part["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|it| text(&it["code"])),
            );
            match part["next_cursor"].as_str() {
                Some(cursor) => path = format!("/v1/guarantees?limit={limit}&cursor={cursor}"),
                None => return codes,
            }
        }
    };
    let newest_first = ["nnn", "mmm", "aaa", "ccc", "bbb"];
    for limit in [1, 2, 50] {
        assert_eq!(parts(limit), newest_first, "{limit}");
    }
    app.advance(TimeDelta::seconds(1));
    let etag = admin.get("/v1/guarantees/ccc").header("etag").unwrap();
    let mut dearer = late_parcel("ccc");
    dearer["versions"][0]["amount"] = json!("20.00");
    let headers = [("If-Match", &*etag)];
    admin
        .call("PUT", "/v1/guarantees/ccc", &headers, Some(&dearer))
        .expect(200);
    for limit in [1, 2, 50] {
        assert_eq!(parts(limit), newest_first, "{limit}");
    }
}

/// A scheme that comes with Amends.
fn shipped(code: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("guarantees");
    let text = std::fs::read_to_string(folder.join(format!("{code}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn what_decides_an_amount_is_asked_for_and_never_guessed() {
    let app = TestApp::start();
    let agent = app.agent();
    for code in ["eu-261-2004", "ofcom-delayed-start"] {
        app.admin()
            .post("/v1/guarantees", &shipped(code))
            .expect(201);
    }
    let evaluate = |code: &str, facts: Value| {
        let body = json!({"facts": facts});
        agent.post(&format!("/v1/guarantees/{code}/evaluate"), &body)
    };
    let flight = json!({"flight_on": "2024-05-01", "distance_km": 1400});
    evaluate("eu-261-2004", flight.clone()).expect_invalid("/facts/delay_minutes", "required");
    let start = |more: Value| {
        let mut facts = json!({"promised_on": "2024-06-05", "active_on": "2024-06-15"});
        let more = more.as_object().unwrap().clone();
        facts.as_object_mut().unwrap().extend(more);
        facts
    };
    let code = "ofcom-delayed-start";
    evaluate(code, start(json!({}))).expect(200);
    evaluate(code, start(json!({"next_visit_on": "2024-06-12"})))
        .expect_invalid("/facts/appointment_missed_by_client_on", "required");
    let backwards =
        json!({"appointment_missed_by_client_on": "2024-06-12", "next_visit_on": "2024-06-10"});
    evaluate(code, start(backwards)).expect_invalid("/facts/next_visit_on", "out_of_order");

    let breach = json!({"breach": {"guarantee": "eu-261-2004", "facts": flight}});
    let suggestion = suggested(&agent, &breached(&agent, &breach));
    let missing = suggestion["missing"].as_array().unwrap();
    for fact in ["delay_minutes", "disruption"] {
        let name = json!(format!("breach.facts.{fact}"));
        assert!(missing.contains(&name), "{suggestion}");
    }
    let one_end = start(json!({"next_visit_on": "2024-06-12"}));
    let breach = json!({"breach": {"guarantee": code, "facts": one_end}});
    let suggestion = suggested(&agent, &breached(&agent, &breach));
    let name = json!("breach.facts.appointment_missed_by_client_on");
    let missing = suggestion["missing"].as_array().unwrap();
    assert!(missing.contains(&name), "{suggestion}");
}

#[test]
fn a_limit_per_month_is_looked_at_again_when_an_offer_is_handed_in() {
    let app = TestApp::start();
    let mut capped = late_parcel("capped");
    capped["versions"][0]["amount"] =
        json!({"limit": {"amount": "10.00", "at_most": "15.00", "per": "month"}});
    app.admin().post("/v1/guarantees", &capped).expect(201);
    let (agent, approver) = (app.agent(), app.approver());
    let facts = json!({"promised_on": "2024-01-01", "delivered_on": "2024-01-02"});
    // All of them are drafted before any of them binds us.
    let offers: Vec<String> = (0..3)
        .map(|_| {
            let id = breached(
                &agent,
                &json!({
                    "client": {"name": "Bookshop", "email": "shop@example.com", "external_id": "bookshop"},
                    "occurred_at": "2026-01-05T12:00:00Z",
                    "breach": {"guarantee": "capped", "facts": facts},
                }),
            );
            let new = json!({"use_suggestion": "money_back"});
            let offer = agent.post(&format!("/v1/incidents/{id}/offers"), &new);
            format!("/v1/offers/{}", text(&offer.expect(201)["id"]))
        })
        .collect();
    let mut suggested = Vec::new();
    for offer in &offers {
        assert_eq!(
            agent.get(offer).expect(200)["suggested_total"],
            eur("10.00")
        );
        let handed_in = agent.act(&format!("{offer}/submit")).expect(200);
        suggested.push(handed_in["suggested_total"].clone());
        approver.act(&format!("{offer}/approve")).expect(200);
    }
    assert_eq!(suggested, [eur("10.00"), eur("5.00"), Value::Null]);
    // What each of them counts for in the limit is what was left for it: without the first, five of
    // fifteen are used.
    let reason = json!({"reason": "A slip"});
    agent
        .post(&format!("{}/withdraw", offers[0]), &reason)
        .expect(200);
    let client = agent.get("/v1/clients?external_id=bookshop").expect(200);
    let client = text(&client["items"][0]["id"]);
    let body = json!({"facts": facts, "on": "2026-01-20", "client_id": client});
    let left = agent.post("/v1/guarantees/capped/evaluate", &body);
    assert_eq!(left.expect(200)["amount"], eur("10.00"));
}

/// The command line, as an operator runs it.
mod command {
    use std::process::{Command, Output};

    use serde_json::json;

    use super::late_parcel;
    use crate::support::app::TestApp;

    fn guarantees(app: &TestApp, verb: &str, files: &[(&str, String)]) -> Output {
        guarantees_at(&app.database.url, verb, files)
    }

    fn guarantees_at(url: &str, verb: &str, files: &[(&str, String)]) -> Output {
        let folder = std::env::temp_dir().join(format!("amends-guarantees-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
        command
            .current_dir(&folder)
            .env("AMENDS_DATABASE_URL", url)
            .env_remove("AMENDS_BOOTSTRAP_TOKEN")
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
            // Who only checks loads nothing anyway.
            let told = said(&refused).contains("nothing was loaded");
            assert_eq!(told, verb == "load", "{}", said(&refused));
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

        // A file that is no JSON, one that holds a list, and a code that stands in two places.
        let torn = "{\n  \"code\": \"torn\",\n  \"name\" \"Torn\"\n}".to_owned();
        let refused = guarantees(&app, "check", &[("torn.json", torn)]);
        assert!(!refused.status.success());
        assert!(
            said(&refused).contains("torn.json:3: "),
            "{}",
            said(&refused)
        );
        let list = json!([late_parcel("one"), late_parcel("two")]).to_string();
        let listed = guarantees(&app, "load", &[("list.json", list.clone())]);
        assert!(listed.status.success(), "{}", said(&listed));
        assert!(said(&listed).contains("one: new") && said(&listed).contains("two: new"));
        let other = late_parcel("two").to_string();
        let twice = guarantees(&app, "load", &[("list.json", list), ("two.json", other)]);
        assert!(!twice.status.success());
        let place = "two.json:1: /code: two stands at list.json:1 already";
        assert!(said(&twice).contains(place), "{}", said(&twice));
        let empty = guarantees(&app, "check", &[("empty.json", "[]".to_owned())]);
        assert!(!empty.status.success());
    }

    #[test]
    fn guarantees_are_loaded_into_a_database_that_nobody_has_used() {
        let folder = std::env::temp_dir().join(format!("amends-fresh-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}", folder.join("fresh.db").display());
        let file = [("good.json", late_parcel("late-parcel").to_string())];
        let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
        let loaded = guarantees_at(&url, "load", &file);
        assert!(loaded.status.success(), "{loaded:?}");
        let told = said(&loaded);
        assert!(told.contains("The first admin was made."), "{told}");
        assert!(told.contains("late-parcel: new"), "{told}");
        // The token is shown this once, and the admin is made this once.
        let again = guarantees_at(&url, "load", &file);
        assert_eq!(said(&again).trim(), "late-parcel: written anew");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
