//! The policy: versions with their dates, what they judge, and what another one would have cost.

use std::time::Duration;

use amends::domain::amends::policy::Policy;
use amends::services::policy::simulation::{self, Trial};
use amends::services::{Awaited, Error, Page, users};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};
use crate::support::cases::{Case, report, text};

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

/// Puts a policy in force that differs from the present one in `part`.
fn put(admin: &Caller, part: &Value) -> Value {
    let now = admin.get("/v1/policy");
    let (etag, mut policy) = (now.header("etag").unwrap(), now.expect(200));
    for (name, value) in part.as_object().unwrap() {
        policy[name] = value.clone();
    }
    admin
        .call("PUT", "/v1/policy", &[("If-Match", &etag)], Some(&policy))
        .expect(200)
}

fn suggested(case: &Case<'_>) -> Value {
    case.agent
        .get(&format!("{}/suggestion", case.path))
        .expect(200)
}

#[test]
fn a_new_version_judges_what_comes_and_not_what_was() {
    let app = TestApp::start();
    let admin = app.admin();
    let past = Case::reported(&app);
    app.advance(TimeDelta::minutes(1));
    let changed = put(&admin, &json!({"loss_multiplier": "3"}));
    assert_eq!(changed["version"], 2);
    assert_eq!(changed["created_by"].as_str(), Some(&*admin.id));
    app.advance(TimeDelta::minutes(1));
    let next = Case::reported(&app);
    assert_eq!(suggested(&past)["total"], usd("1000.00"));
    assert_eq!(suggested(&past)["policy_version"], 1);
    assert_eq!(suggested(&next)["total"], usd("1500.00"));
    assert_eq!(suggested(&next)["policy_version"], 2);
    let versions = admin.get("/v1/policy/versions").expect(200);
    let multipliers: Vec<&str> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["loss_multiplier"].as_str().unwrap())
        .collect();
    assert_eq!(multipliers, ["3", "2"]);
}

#[test]
fn of_two_changes_of_one_version_the_second_is_told_so() {
    let app = TestApp::start();
    let admin = app.admin();
    let stale = [("If-Match", "\"1\"")];
    put(&admin, &json!({"loss_multiplier": "3"}));
    admin
        .call(
            "PUT",
            "/v1/policy",
            &stale,
            Some(&json!({"loss_multiplier": "4"})),
        )
        .expect_problem(412, "precondition_failed");
    assert_eq!(admin.get("/v1/policy").expect(200)["loss_multiplier"], "3");
}

#[test]
fn every_rule_that_was_looked_at_is_named_and_one_wins() {
    let app = TestApp::start();
    put(
        &app.admin(),
        &json!({
            "floors": [
                {"severity": "moderate", "amount": usd("300.00")},
                {"severity": "major", "amount": usd("900.00")},
            ],
            "minimums": [usd("50.00")],
            "maximums": [usd("1100.00")],
            "repeat": {"within_days": 30, "extra_percent": "10"},
        }),
    );
    app.advance(TimeDelta::minutes(1));
    let case = Case::reported(&app);
    case.agent
        .patch(
            &case.path,
            &json!({"expected_amends": usd("1200.00"), "price": usd("800.00")}),
        )
        .expect(200);
    let told = |suggestion: &Value| -> Vec<String> {
        let lines = suggestion["basis"].as_array().unwrap().iter();
        let told = lines.map(|line| {
            let word = |value: &Value| value.as_str().unwrap().to_owned();
            let (rule, effect) = (word(&line["rule"]), word(&line["effect"]));
            let amount = word(&line["amount"]["amount"]);
            format!("{rule} {amount} {effect}: {}", word(&line["detail"]))
        });
        told.collect()
    };
    let suggestion = suggested(&case);
    assert_eq!(
        told(&suggestion),
        [
            "loss_multiplier 1000.00 none: 500.00 USD x 2",
            "expectation 1320.00 adds: 1200.00 USD expected + 10 %",
            "floor 300.00 none: a moderate mistake: at least 300.00 USD",
            "repeat_extra 0.00 none: 0 earlier in 30 days: 1320.00 USD x 0 %",
            "minimum 50.00 none: 1320.00 USD: at least 50.00 USD",
            "maximum 220.00 takes: 1320.00 USD: at most 1100.00 USD",
        ]
    );
    assert_eq!(suggestion["total"], usd("1100.00"));

    // What does not bind, and what is in another currency, was looked at as well.
    let euros = json!({"expected_amends": {"amount": "1200.00", "currency": "EUR"}});
    case.agent.patch(&case.path, &euros).expect(200);
    let suggestion = suggested(&case);
    assert_eq!(
        told(&suggestion),
        [
            "loss_multiplier 1000.00 adds: 500.00 USD x 2",
            "floor 300.00 none: a moderate mistake: at least 300.00 USD",
            "repeat_extra 0.00 none: 0 earlier in 30 days: 1000.00 USD x 0 %",
            "expectation 1320.00 none: 1200.00 EUR expected + 10 %, beside this total: what is in another currency is not converted",
            "minimum 50.00 none: 1000.00 USD: at least 50.00 USD",
            "maximum 1100.00 none: 1000.00 USD: at most 1100.00 USD",
        ]
    );
    assert_eq!(suggestion["total"], usd("1000.00"));
}

#[test]
fn a_client_who_was_let_down_before_gets_more() {
    let app = TestApp::start();
    put(
        &app.admin(),
        &json!({"repeat": {"within_days": 30, "extra_percent": "10"}}),
    );
    app.advance(TimeDelta::minutes(1));
    let first = Case::reported(&app);
    let client = text(&first.agent.get(&first.path).expect(200)["client_id"]);
    let again = || {
        let mut body = report();
        body.as_object_mut().unwrap().remove("client");
        body["client_id"] = json!(client);
        let id = text(&first.agent.post("/v1/incidents", &body).expect(201)["id"]);
        first
            .agent
            .get(&format!("/v1/incidents/{id}/suggestion"))
            .expect(200)["total"]
            .clone()
    };
    assert_eq!(suggested(&first)["total"], usd("1000.00"));
    app.advance(TimeDelta::days(1));
    assert_eq!(again(), usd("1100.00"));
    app.advance(TimeDelta::days(1));
    assert_eq!(again(), usd("1200.00"));
    app.advance(TimeDelta::days(31));
    assert_eq!(again(), usd("1000.00"));
}

#[test]
fn time_and_products_have_their_share() {
    let app = TestApp::start();
    put(
        &app.admin(),
        &json!({"time_share_percent": "50", "product_share_percent": "0"}),
    );
    app.advance(TimeDelta::minutes(1));
    let case = Case::reported(&app);
    let options = suggested(&case)["options"].clone();
    let time = options
        .as_array()
        .unwrap()
        .iter()
        .find(|option| option["name"] == "additional_time")
        .unwrap();
    assert_eq!(time["items"][0]["quantity"], "5");
    assert_eq!(time["items"][1]["value"], usd("500.00"));
    let submit = |items: Value| {
        let offer = case
            .agent
            .post(&format!("{}/offers", case.path), &json!({"items": items}))
            .expect(201);
        case.agent
            .act(&format!("/v1/offers/{}/submit", text(&offer["id"])))
    };
    let item =
        |kind: &str, value: &str| json!({"kind": kind, "description": "x", "value": usd(value)});
    submit(json!([
        item("additional_time", "500.00"),
        item("refund", "500.00")
    ]))
    .expect(200);
    submit(json!([
        item("additional_time", "500.01"),
        item("refund", "500.00")
    ]))
    .expect_invalid("/items", "share_exceeded");
    submit(json!([item("product", "0.01"), item("refund", "1000.00")]))
        .expect_invalid("/items", "share_exceeded");
}

#[test]
fn past_incidents_are_replayed_under_another_policy_and_nothing_is_kept() {
    let app = TestApp::start();
    let admin = app.admin();
    let agent = app.agent();
    for (amount, currency) in [("500.00", "USD"), ("100.00", "USD"), ("3000", "JPY")] {
        let mut body = report();
        body["loss"] = json!({"amount": amount, "currency": currency});
        agent.post("/v1/incidents", &body).expect(201);
        app.advance(TimeDelta::hours(1));
    }
    let mut unknown = report();
    unknown.as_object_mut().unwrap().remove("loss");
    agent.post("/v1/incidents", &unknown).expect(201);
    put(&admin, &json!({"loss_multiplier": "10"}));
    let (policy, history) = (admin.get("/v1/policy").text, admin.get("/v1/history").text);

    let all = simulate(&admin, json!({"loss_multiplier": "1.5"}));
    assert_eq!(all["incidents"], 4);
    let jpy = |amount: &str| json!({"amount": amount, "currency": "JPY"});
    assert_eq!(
        all["totals"],
        json!([
            {"currency": "JPY", "before": jpy("6000"), "after": jpy("4500")},
            {"currency": "USD", "before": usd("1200.00"), "after": usd("900.00")},
        ])
    );
    assert_eq!(all["items"][0]["before"], Value::Null);
    assert_eq!(all["items"][3]["before"], usd("1000.00"));
    assert_eq!(all["items"][3]["after"], usd("750.00"));
    let window = json!({
        "policy": {"loss_multiplier": "1"},
        "from": "2026-03-02T09:00:00Z",
        "to": "2026-03-02T10:00:00Z",
    });
    let first_hour = admin.post("/v1/policy/simulate", &window).expect(200);
    assert_eq!(
        first_hour["totals"],
        json!([{"currency": "USD", "before": usd("1000.00"), "after": usd("500.00")}])
    );
    admin
        .post(
            "/v1/policy/simulate",
            &json!({"policy": {"loss_multiplier": "0"}, "from": "yesterday"}),
        )
        .expect_invalid("/policy/loss_multiplier", "not_positive");
    assert_eq!(
        (admin.get("/v1/policy").text, admin.get("/v1/history").text),
        (policy, history)
    );
}

fn simulate(caller: &Caller, policy: Value) -> Value {
    caller
        .post("/v1/policy/simulate", &json!({"policy": policy}))
        .expect(200)
}

/// What is known of one incident in a simulation.
fn replayed<'a>(simulation: &'a Value, id: &str) -> &'a Value {
    let mut items = simulation["items"].as_array().unwrap().iter();
    items.find(|item| item["incident_id"] == id).unwrap()
}

#[test]
fn a_policy_that_changes_nothing_makes_no_version() {
    let app = TestApp::start();
    let admin = app.admin();
    let first = put(&admin, &json!({"loss_multiplier": "3"}));
    let history = admin.get("/v1/history").text;
    app.advance(TimeDelta::minutes(1));
    assert_eq!(put(&admin, &json!({})), first);
    assert_eq!(put(&admin, &json!({"loss_multiplier": "3.0"})), first);
    assert_eq!(admin.get("/v1/history").text, history);
    let stale = [("If-Match", "\"1\"")];
    admin
        .call("PUT", "/v1/policy", &stale, Some(&first))
        .expect_problem(412, "precondition_failed");
}

#[test]
fn a_simulation_costs_what_the_suggestions_say() {
    let app = TestApp::start();
    let (admin, agent) = (app.admin(), app.agent());
    let repeat = json!({"within_days": 30, "extra_percent": "10"});
    put(&admin, &json!({"repeat": repeat}));
    app.advance(TimeDelta::minutes(1));
    let mut ids = Vec::new();
    for days in [0, 0, 1, 13, 16, 1, 30, 29, 1] {
        app.advance(TimeDelta::days(days));
        for client in ["one", "two"] {
            let mut body = report();
            body["client"]["external_id"] = json!(client);
            ids.push(text(&agent.post("/v1/incidents", &body).expect(201)["id"]));
        }
        app.advance(TimeDelta::seconds(1));
    }
    let dismissed = ids.remove(2);
    admin
        .post(
            &format!("/v1/incidents/{dismissed}/dismiss"),
            &json!({"reason": "It was not our mistake after all"}),
        )
        .expect(200);
    let same = simulate(&agent, json!({"repeat": repeat}));
    assert_eq!(same["incidents"], ids.len());
    let mut totals = std::collections::BTreeSet::new();
    for id in &ids {
        let suggestion = agent
            .get(&format!("/v1/incidents/{id}/suggestion"))
            .expect(200);
        let item = replayed(&same, id);
        assert_eq!(item["before"], suggestion["total"], "{item}");
        assert_eq!(item["after"], suggestion["total"], "{item}");
        totals.insert(text(&item["after"]["amount"]));
    }
    assert!(totals.len() >= 4, "{totals:?}");
    let without = simulate(&agent, json!({}));
    for id in &ids {
        let item = replayed(&without, id);
        assert_eq!(item["before"], replayed(&same, id)["before"]);
        assert_eq!(item["after"], usd("1000.00"));
    }
    // What was reported before the window still counts as earlier.
    let last = agent
        .get(&format!("/v1/incidents/{}", ids.last().unwrap()))
        .expect(200);
    let late = agent
        .post(
            "/v1/policy/simulate",
            &json!({"policy": {"repeat": repeat}, "from": last["reported_at"]}),
        )
        .expect(200);
    assert_eq!(late["incidents"], 2);
    let id = ids.last().unwrap();
    assert_eq!(replayed(&late, id), replayed(&same, id));
}

#[test]
fn dismissed_incidents_cost_nothing_and_one_that_is_too_large_spoils_no_other() {
    let app = TestApp::start();
    let agent = app.agent();
    let file = |loss: &str| {
        let mut body = report();
        body["loss"] = usd(loss);
        text(&agent.post("/v1/incidents", &body).expect(201)["id"])
    };
    let gone = file("700.00");
    app.admin()
        .post(
            &format!("/v1/incidents/{gone}/dismiss"),
            &json!({"reason": "It was not our mistake after all"}),
        )
        .expect(200);
    file("100.00");
    // Each may be paid; their sum is more than any amount can be.
    let large = [file("400000000000.00"), file("400000000000.00")];
    let all = simulate(&agent, json!({"loss_multiplier": "1"}));
    assert_eq!((&all["incidents"], &all["failed"]), (&json!(3), &json!(0)));
    assert_eq!(
        all["totals"],
        json!([{
            "currency": "USD",
            "before": usd("1600000000200.00"),
            "after": usd("800000000100.00"),
        }])
    );
    let dearer = simulate(&agent, json!({"loss_multiplier": "3"}));
    assert_eq!(dearer["failed"], 2);
    // What fails on one side counts on neither.
    assert_eq!(
        dearer["totals"],
        json!([{"currency": "USD", "before": usd("200.00"), "after": usd("300.00")}])
    );
    let item = replayed(&dearer, &large[0]);
    assert_eq!(item["before"], usd("800000000000.00"));
    assert_eq!(item["after"], Value::Null);
    assert_eq!(
        item["errors"],
        json!([{
            "pointer": "/after",
            "code": "amount_too_large",
            "detail": "loss_multiplier: 400000000000.00 USD x 3 is more than Amends accepts",
        }])
    );

    let absurd = file("600000000000.00");
    let problem = agent
        .get(&format!("/v1/incidents/{absurd}/suggestion"))
        .expect_problem(409, "amount_too_large");
    assert_eq!(problem["rule"], "loss_multiplier");
    assert!(text(&problem["detail"]).contains("600000000000.00 USD x 2"));
}

#[test]
fn a_simulation_shows_its_incidents_in_parts_and_the_totals_of_all() {
    let app = TestApp::start();
    let agent = app.agent();
    for _ in 0..5 {
        agent.post("/v1/incidents", &report()).expect(201);
    }
    let body = json!({"policy": {"loss_multiplier": "3"}});
    let whole = agent.post("/v1/policy/simulate", &body).expect(200);
    assert_eq!(
        (&whole["left_out"], &whole["next_cursor"]),
        (&json!(0), &Value::Null)
    );
    let (mut found, mut path, mut left_out) = (Vec::new(), Some(String::new()), 5);
    while let Some(cursor) = path {
        let part = agent
            .post(&format!("/v1/policy/simulate?limit=2{cursor}"), &body)
            .expect(200);
        assert_eq!(
            (&part["totals"], &part["incidents"]),
            (&whole["totals"], &json!(5))
        );
        let items = part["items"].as_array().unwrap();
        left_out -= items.len();
        assert_eq!(part["left_out"], left_out);
        found.extend(items.iter().cloned());
        path = part["next_cursor"]
            .as_str()
            .map(|cursor| format!("&cursor={cursor}"));
    }
    assert_eq!(json!(found), whole["items"]);
    for limit in ["0", "1001", "x"] {
        agent
            .post(&format!("/v1/policy/simulate?limit={limit}"), &body)
            .expect_invalid("/limit", "out_of_range");
    }
    agent
        .post("/v1/policy/simulate?cursor=x", &body)
        .expect_problem(400, "cursor_invalid");
}

#[test]
fn a_simulation_that_nobody_waits_for_ends() {
    let app = TestApp::start();
    app.agent().post("/v1/incidents", &report()).expect(201);
    let admin = app.services.read(users::first_admin).unwrap().unwrap();
    let permit = admin.actor().permit().unwrap();
    let trial = Trial {
        policy: Policy::default(),
        from: None,
        to: None,
    };
    let run = |patience: Duration| {
        let (awaited, _waiting) = Awaited::for_at_most(patience);
        let page = Page {
            before: None,
            limit: 10,
        };
        simulation::run(&app.services, &permit, &trial, &page, &awaited)
    };
    assert_eq!(run(Duration::ZERO).err(), Some(Error::SimulationTooLong));
    assert_eq!(run(Duration::from_secs(60)).unwrap().incidents, 1);
}

#[test]
fn a_simulation_is_kept_under_its_key() {
    let app = TestApp::start();
    let agent = app.agent();
    agent.post("/v1/incidents", &report()).expect(201);
    let body = json!({"policy": {"loss_multiplier": "3"}});
    let key = [("Idempotency-Key", "simulated")];
    let first = agent.post_with("/v1/policy/simulate", &key, &body);
    first.expect(200);
    agent.post("/v1/incidents", &report()).expect(201);
    let again = agent.post_with("/v1/policy/simulate", &key, &body);
    assert_eq!(
        again.header("idempotency-replayed").as_deref(),
        Some("true")
    );
    assert_eq!(again.text, first.text);
    let other = json!({"policy": {"loss_multiplier": "4"}});
    agent
        .post_with("/v1/policy/simulate", &key, &other)
        .expect_problem(422, "idempotency_key_reused");
    // A refusal keeps nothing.
    let key = [("Idempotency-Key", "refused")];
    agent
        .post_with(
            "/v1/policy/simulate",
            &key,
            &json!({"policy": {"loss_multiplier": "0"}}),
        )
        .expect(422);
    agent
        .post_with("/v1/policy/simulate", &key, &body)
        .expect(200);
}

#[test]
fn products_are_worth_their_list_price() {
    let app = TestApp::start();
    let admin = app.admin();
    let case = Case::in_state(&app, "apologized");
    let lamp = json!({"code": "lamp", "name": "A desk lamp", "price": usd("120.00")});
    let with = |products: Value| {
        let etag = admin.get("/v1/policy").header("etag").unwrap();
        let body = json!({"products": products});
        admin.call("PUT", "/v1/policy", &[("If-Match", &etag)], Some(&body))
    };
    with(json!([lamp, lamp])).expect_invalid("/products/1/code", "duplicate");
    let free = json!({"code": "pen", "name": "A pen", "price": usd("0.00")});
    with(json!([free])).expect_invalid("/products/0/price/amount", "not_positive");
    with(json!([lamp])).expect(200);

    let offers = format!("{}/offers", case.path);
    let offered = |item: Value| case.agent.post(&offers, &json!({"items": [item]}));
    let offer = offered(json!({"kind": "product", "product": "lamp", "quantity": "3"})).expect(201);
    let item = &offer["items"][0];
    assert_eq!(item["value"], usd("360.00"));
    assert_eq!(item["unit_value"], usd("120.00"));
    assert_eq!(item["description"], "A desk lamp");
    assert_eq!(item["product"], "lamp");
    let one = offered(json!({"kind": "product", "product": "lamp", "description": "In red"}));
    let one = one.expect(201);
    assert_eq!(one["total"], usd("120.00"));
    assert_eq!(one["items"][0]["description"], "In red");

    offered(json!({"kind": "product", "product": "desk"}))
        .expect_invalid("/items/0/product", "unknown");
    offered(json!({"kind": "gift", "product": "lamp", "description": "x"}))
        .expect_invalid("/items/0/product", "not_a_product");
    offered(json!({"kind": "product", "product": "lamp", "unit_value": usd("500.00")}))
        .expect_invalid("/items/0/unit_value", "value_mismatch");
    offered(json!({"kind": "product", "product": "lamp", "value": usd("500.00")}))
        .expect_invalid("/items/0/value", "value_mismatch");
    offered(json!({"kind": "gift", "value": usd("5.00")}))
        .expect_invalid("/items/0/description", "required");

    // An edit is priced in the same way.
    let path = format!("/v1/offers/{}", text(&one["id"]));
    let edit = json!({"items": [{"kind": "product", "product": "lamp", "quantity": "2"}]});
    assert_eq!(
        case.agent.patch(&path, &edit).expect(200)["total"],
        usd("240.00")
    );
}

#[test]
fn what_repays_like_with_like_comes_first() {
    let app = TestApp::start();
    let admin = app.admin();
    let etag = admin.get("/v1/policy").header("etag").unwrap();
    let lamp = json!({"code": "lamp", "name": "A desk lamp", "price": usd("120.00")});
    let policy = json!({"products": [lamp]});
    admin
        .call("PUT", "/v1/policy", &[("If-Match", &etag)], Some(&policy))
        .expect(200);
    let agent = app.agent();
    let options = |kind: Value, price: Value| -> Vec<(String, bool)> {
        let mut body = report();
        body["loss_kind"] = kind;
        body["price"] = price;
        let id = text(&agent.post("/v1/incidents", &body).expect(201)["id"]);
        let suggestion = agent
            .get(&format!("/v1/incidents/{id}/suggestion"))
            .expect(200);
        let options = suggestion["options"].as_array().unwrap();
        for option in options {
            assert_eq!(option["total"], suggestion["total"], "{option}");
            let new = json!({"use_suggestion": option["name"]});
            let offer = agent
                .post(&format!("/v1/incidents/{id}/offers"), &new)
                .expect(201);
            assert_eq!(offer["total"], suggestion["total"], "{option}");
        }
        options
            .iter()
            .map(|option| (text(&option["name"]), option["matches"] == true))
            .collect()
    };
    let matching = |kind: &str, price: Value| -> Vec<String> {
        let found = options(json!(kind), price);
        let split = found.iter().take_while(|(_, matches)| *matches).count();
        assert!(
            found[split..].iter().all(|(_, matches)| !matches),
            "{found:?}"
        );
        found
            .into_iter()
            .take(split)
            .map(|(name, _)| name)
            .collect()
    };
    assert_eq!(
        matching("money", Value::Null),
        ["money_back", "credit", "half_and_half"]
    );
    assert_eq!(matching("goods", Value::Null), ["product:lamp"]);
    assert_eq!(
        matching("service", usd("300.00")),
        ["do_it_again", "additional_time"]
    );
    // Too dear to be done again, or of an unknown price: then it is time.
    assert_eq!(matching("service", usd("1000.01")), ["additional_time"]);
    assert_eq!(matching("service", Value::Null), ["additional_time"]);
    assert_eq!(matching("attention", Value::Null), ["attention"]);

    let unknown: Vec<String> = options(Value::Null, usd("300.00"))
        .into_iter()
        .map(|(name, matches)| {
            assert!(!matches);
            name
        })
        .collect();
    assert_eq!(
        unknown,
        [
            "money_back",
            "credit",
            "additional_time",
            "half_and_half",
            "product:lamp"
        ]
    );
    let mut body = report();
    body["loss_kind"] = json!("pride");
    agent
        .post("/v1/incidents", &body)
        .expect_invalid("/loss_kind", "unknown_value");
}

#[test]
fn what_was_suggested_is_worth_the_same_when_it_is_edited() {
    let app = TestApp::start();
    let admin = app.admin();
    let lamp = |price: &str| json!([{"code": "lamp", "name": "A desk lamp", "price": usd(price)}]);
    put(&admin, &json!({"products": lamp("120.00")}));
    app.advance(TimeDelta::minutes(1));
    let case = Case::in_state(&app, "apologized");
    app.advance(TimeDelta::minutes(1));
    put(&admin, &json!({"products": lamp("150.00")}));

    let new = json!({"use_suggestion": "product:lamp"});
    let offers = format!("{}/offers", case.path);
    let offer = case.agent.post(&offers, &new).expect(201);
    assert_eq!(offer["items"][0]["unit_value"], usd("120.00"));
    let path = format!("/v1/offers/{}", text(&offer["id"]));
    // Items as GET shows them, without what an item gets later.
    let mut items = offer["items"].clone();
    for item in items.as_array_mut().unwrap() {
        let item = item.as_object_mut().unwrap();
        for name in ["id", "fulfilled_at", "evidence"] {
            item.remove(name);
        }
    }
    let edited = case
        .agent
        .patch(&path, &json!({"items": items}))
        .expect(200);
    assert_eq!(edited["total"], offer["total"]);
    let own = json!({"items": [{"kind": "product", "product": "lamp"}]});
    let own = case.agent.post(&offers, &own).expect(201);
    assert_eq!(own["total"], usd("120.00"));
    // What comes later is judged by the new list.
    app.advance(TimeDelta::minutes(1));
    let later = Case::in_state(&app, "apologized");
    let own = json!({"items": [{"kind": "product", "product": "lamp"}]});
    let own = later
        .agent
        .post(&format!("{}/offers", later.path), &own)
        .expect(201);
    assert_eq!(own["total"], usd("150.00"));
}

#[test]
fn a_simulation_ends_after_it_begins() {
    let app = TestApp::start();
    let window = |from: &str, to: &str| {
        let body = json!({"policy": {}, "from": from, "to": to});
        app.agent().post("/v1/policy/simulate", &body)
    };
    window("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z").expect_invalid("/to", "out_of_order");
    window("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z").expect(200);
}
