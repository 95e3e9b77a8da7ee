//! How far an approver may go: limits by role and user, per offer, incident, client and year, by
//! kind of item; and authority that is lent for a period.

use std::sync::Barrier;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{Case, report, text, whole_list};

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

/// `[("refund", "100.00"), ...]`, submitted by the case's agent.
fn submitted(case: &Case<'_>, items: &[(&str, &str)]) -> String {
    let items: Vec<Value> = items
        .iter()
        .map(|(kind, value)| json!({"kind": kind, "description": "x", "value": usd(value)}))
        .collect();
    let body = json!({"items": items, "justification": "As agreed with the client"});
    let offer = case
        .agent
        .post(&format!("{}/offers", case.path), &body)
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    case.agent.act(&format!("{offer}/submit")).expect(200);
    offer
}

fn approve(who: &Caller, offer: &str) -> Answer {
    who.act(&format!("{offer}/approve"))
}

fn over(answer: &Answer) {
    answer.expect_problem(403, "over_limit");
}

fn limited(app: &TestApp, who: &Caller, body: &Value) {
    app.admin()
        .patch(&format!("/v1/users/{}", who.id), body)
        .expect(200);
}

/// An incident of the client with this external id, ready for offers.
fn case_of<'a>(app: &'a TestApp, agent: &Caller, approver: &Caller, client: &str) -> Case<'a> {
    let mut new = report();
    new["client"]["external_id"] = json!(client);
    new["client"]["email"] = json!(format!("{client}@harbour.example"));
    let incident = agent.post("/v1/incidents", &new).expect(201);
    let id = text(&incident["id"]);
    let case = Case {
        app,
        agent: agent.clone(),
        approver: approver.clone(),
        path: format!("/v1/incidents/{id}"),
        id,
    };
    case.bring_to("apologized");
    case
}

#[test]
fn limits_bound_an_offer_a_kind_and_a_clients_year() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    limited(
        &app,
        &approver,
        &json!({"finer_limits": [
            {"amount": usd("600.00"), "per": "offer"},
            {"amount": usd("50.00"), "per": "incident", "kind": "gift"},
            {"amount": usd("1500.00"), "per": "client_year"},
        ]}),
    );
    let agent = app.agent();
    let first = case_of(&app, &agent, &approver, "bookshop");
    over(&approve(
        &approver,
        &submitted(&first, &[("refund", "600.01")]),
    ));
    over(&approve(
        &approver,
        &submitted(&first, &[("gift", "50.01")]),
    ));
    approve(
        &approver,
        &submitted(&first, &[("refund", "550.00"), ("gift", "50.00")]),
    )
    .expect(200);
    over(&approve(&approver, &submitted(&first, &[("gift", "0.01")])));
    approve(&approver, &submitted(&first, &[("refund", "400.00")])).expect(200);

    // 1000 of 1500 are spent on the client; another client has a year of their own.
    let second = case_of(&app, &agent, &approver, "bookshop");
    over(&approve(
        &approver,
        &submitted(&second, &[("refund", "500.01")]),
    ));
    approve(&approver, &submitted(&second, &[("refund", "500.00")])).expect(200);
    let third = case_of(&app, &agent, &approver, "bookshop");
    over(&approve(
        &approver,
        &submitted(&third, &[("refund", "0.01")]),
    ));
    let other = case_of(&app, &agent, &approver, "florist");
    approve(&approver, &submitted(&other, &[("refund", "600.00")])).expect(200);

    // The year begins anew on 1 January, UTC; the clock stands at 2 March.
    app.advance(TimeDelta::days(304));
    let offer = submitted(&third, &[("refund", "0.01")]);
    over(&approve(&approver, &offer));
    app.advance(TimeDelta::days(1));
    approve(&approver, &offer).expect(200);
}

#[test]
fn a_role_has_limits_and_a_user_may_have_others() {
    let app = TestApp::start();
    let admin = app.admin();
    let by_role = app.user("approver", &[]);
    let own = app.user("approver", &[("900.00", "USD")]);
    let case = Case::reported_by(&app, app.agent(), by_role.clone());
    case.bring_to("apologized");
    over(&approve(&by_role, &submitted(&case, &[("refund", "1.00")])));

    let put_policy = |policy: &Value| {
        let etag = admin.get("/v1/policy").header("etag").unwrap();
        admin.call("PUT", "/v1/policy", &[("If-Match", &etag)], Some(policy))
    };
    let mut policy = admin.get("/v1/policy").expect(200);
    policy["role_limits"] = json!([
        {"role": "approver", "amount": usd("200.00"), "per": "incident"},
        {"role": "approver", "amount": usd("20.00"), "per": "offer", "kind": "gift"},
    ]);
    put_policy(&policy).expect(200);
    over(&approve(
        &by_role,
        &submitted(&case, &[("refund", "200.01")]),
    ));
    for who in [&by_role, &own] {
        over(&approve(who, &submitted(&case, &[("gift", "20.01")])));
    }
    approve(&own, &submitted(&case, &[("refund", "200.01")])).expect(200);
    let other = Case::reported_by(&app, case.agent.clone(), by_role.clone());
    other.bring_to("apologized");
    approve(&by_role, &submitted(&other, &[("refund", "200.00")])).expect(200);

    // Only approvers decide within limits, and one limit holds in one place.
    policy["role_limits"] = json!([{"role": "admin", "amount": usd("1.00"), "per": "offer"}]);
    put_policy(&policy).expect_invalid("/role_limits/0/role", "not_an_approver");
    policy["role_limits"] = json!([
        {"role": "approver", "amount": usd("1.00"), "per": "offer"},
        {"role": "approver", "amount": usd("2.00"), "per": "offer"},
    ]);
    put_policy(&policy).expect_invalid("/role_limits/1", "duplicate_limit");
}

#[test]
fn finer_limits_are_read_strictly_and_shown() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let path = format!("/v1/users/{}", approver.id);
    let patch = |limits: Value| app.admin().patch(&path, &json!({"finer_limits": limits}));
    let one = json!({"amount": usd("5.00"), "per": "offer"});
    patch(json!([one, one])).expect_invalid("/finer_limits/1", "duplicate_limit");
    patch(json!([{"amount": usd("5.00"), "per": "incident"}]))
        .expect_invalid("/finer_limits/0/per", "not_finer");
    patch(json!([{"amount": usd("5.00"), "per": "month"}]))
        .expect_invalid("/finer_limits/0/per", "unknown_value");
    patch(json!([{"amount": usd("5.00"), "per": "offer", "kind": "bribe"}]))
        .expect_invalid("/finer_limits/0/kind", "unknown_value");
    patch(json!([{"amount": usd("5.001"), "per": "offer"}]))
        .expect_invalid("/finer_limits/0/amount/amount", "currency_digits");
    let shown = json!([{"amount": usd("5.00"), "per": "offer", "kind": "gift"}]);
    assert_eq!(patch(shown.clone()).expect(200)["finer_limits"], shown);
    assert_eq!(approver.get("/v1/me").expect(200)["finer_limits"], shown);

    // Nobody widens their own.
    let admin = app.admin();
    admin
        .patch(
            &format!("/v1/users/{}", admin.id),
            &json!({"finer_limits": shown}),
        )
        .expect_problem(403, "own_account");
}

/// A second record is not a second client, however the address is written.
#[test]
fn a_client_who_is_filed_twice_has_one_year() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let yearly = json!({"finer_limits": [{"amount": usd("1000.00"), "per": "client_year"}]});
    limited(&app, &approver, &yearly);
    let agent = app.agent();
    let first = case_of(&app, &agent, &approver, "bookshop");
    let second = case_of(&app, &agent, &approver, "bookshop-2");
    let client = |case: &Case<'_>| text(&agent.get(&case.path).expect(200)["client_id"]);
    assert_ne!(client(&first), client(&second));
    agent
        .patch(
            &format!("/v1/clients/{}", client(&second)),
            &json!({"email": "Bookshop@Harbour.example"}),
        )
        .expect(200);
    approve(&approver, &submitted(&first, &[("refund", "600.00")])).expect(200);
    over(&approve(
        &approver,
        &submitted(&second, &[("refund", "600.00")]),
    ));
    // Another client is another one.
    let other = case_of(&app, &agent, &approver, "florist");
    approve(&approver, &submitted(&other, &[("refund", "600.00")])).expect(200);

    // Nor do two records help that are used at the same moment.
    for round in 0..3 {
        let offers: Vec<String> = (0..2)
            .map(|record| {
                let name = format!("baker-{round}-{record}");
                let case = case_of(&app, &agent, &approver, &name);
                let email = json!({"email": format!("baker-{round}@harbour.example")});
                agent
                    .patch(&format!("/v1/clients/{}", client(&case)), &email)
                    .expect(200);
                submitted(&case, &[("refund", "600.00")])
            })
            .collect();
        one_of_two_is_over(&approver, &offers);
    }
}

/// Approves both at the same moment.
fn one_of_two_is_over(approver: &Caller, offers: &[String]) {
    let start = Barrier::new(2);
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let threads: Vec<_> = offers
            .iter()
            .map(|offer| {
                scope.spawn(|| {
                    start.wait();
                    approve(approver, offer)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let (yes, no): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(yes.len(), 1, "{answers:?}");
    over(no[0]);
}

#[test]
fn two_incidents_of_one_client_approved_at_once_cannot_pass_the_clients_year() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let yearly = json!({"finer_limits": [{"amount": usd("1000.00"), "per": "client_year"}]});
    limited(&app, &approver, &yearly);
    let agent = app.agent();
    for client in ["bookshop", "florist", "baker"] {
        let offers: Vec<String> = (0..2)
            .map(|_| {
                let case = case_of(&app, &agent, &approver, client);
                submitted(&case, &[("refund", "600.00")])
            })
            .collect();
        one_of_two_is_over(&approver, &offers);
    }
}

/// From `lender` to `borrower`, for ten days from now.
fn lend(app: &TestApp, lender: &Caller, borrower: &Caller, more: &Value) -> Answer {
    let ends_at = app.services.now() + TimeDelta::days(10);
    let mut body = json!({
        "to_user_id": borrower.id,
        "ends_at": ends_at.to_rfc3339(),
        "reason": "On holiday",
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    lender.post("/v1/delegations", &body)
}

#[test]
fn authority_is_lent_for_a_period_and_no_longer() {
    let app = TestApp::start();
    let (rich, poor) = (
        app.user("approver", &[("1000.00", "USD")]),
        app.user("approver", &[("10.00", "USD")]),
    );
    let case = Case::reported_by(&app, app.agent(), poor.clone());
    case.bring_to("apologized");
    let offer = submitted(&case, &[("refund", "500.00")]);
    over(&approve(&poor, &offer));

    let tomorrow = (app.services.now() + TimeDelta::days(1)).to_rfc3339();
    let lent = lend(&app, &rich, &poor, &json!({"starts_at": tomorrow})).expect(201);
    assert_eq!(lent["from_user_id"].as_str(), Some(&*rich.id));
    assert_eq!(lent["active"], false);
    over(&approve(&poor, &offer));
    app.advance(TimeDelta::days(1));
    let approved = approve(&poor, &offer).expect(200);
    assert_eq!(approved["approved_by"].as_str(), Some(&*poor.id));
    assert_eq!(approved["approved_on_behalf_of"].as_str(), Some(&*rich.id));

    // What one may oneself is not borrowed.
    let own = approve(
        &poor,
        &submitted(&Case::in_state(&app, "apologized"), &[("refund", "10.00")]),
    );
    assert_eq!(own.expect(200)["approved_on_behalf_of"], Value::Null);

    // The lender's limits as they stand today, on the incident as a whole.
    over(&approve(&poor, &submitted(&case, &[("refund", "500.01")])));
    limited(&app, &rich, &json!({"approval_limits": [usd("700.00")]}));
    over(&approve(&poor, &submitted(&case, &[("refund", "200.01")])));
    approve(&poor, &submitted(&case, &[("refund", "200.00")])).expect(200);

    let late = case_of(&app, &case.agent, &poor, "late");
    let offer = submitted(&late, &[("refund", "500.00")]);
    app.advance(TimeDelta::days(9));
    over(&approve(&poor, &offer));
}

#[test]
fn a_delegation_can_be_narrowed_and_taken_back() {
    let app = TestApp::start();
    let (rich, poor) = (
        app.user("approver", &[("1000.00", "USD"), ("1000.00", "EUR")]),
        app.user("approver", &[]),
    );
    let lent = lend(&app, &rich, &poor, &json!({"limits": [usd("100.00")]})).expect(201);
    let case = Case::reported_by(&app, app.agent(), poor.clone());
    case.bring_to("apologized");
    let refused = approve(&poor, &submitted(&case, &[("refund", "100.01")]));
    over(&refused);
    // Of what was lent too little, rather than that they have nothing of their own.
    let told = text(&refused.json()["detail"]);
    let limit = "the limit that was lent to you, of 100.00 USD per incident";
    assert!(told.contains(limit), "{told}");
    approve(&poor, &submitted(&case, &[("refund", "60.00")])).expect(200);
    let offer = submitted(&case, &[("refund", "40.00")]);

    let path = format!("/v1/delegations/{}", text(&lent["id"]));
    let ended = rich.act(&format!("{path}/end")).expect(200);
    assert_eq!(
        (&ended["active"], &ended["ended_at"]),
        (&json!(false), &ended["ended_at"])
    );
    assert!(ended["ended_at"].is_string());
    over(&approve(&poor, &offer));
    // Once it is over, ending it again changes nothing.
    let again = rich.act(&format!("{path}/end")).expect(200);
    assert_eq!(again, ended);

    let history = whole_list(&app.admin(), "/v1/history");
    let actions: Vec<&str> = history
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["action"].as_str())
        .filter(|action| action.contains("deleg"))
        .collect();
    assert_eq!(actions.len(), 2, "{actions:?}");
}

#[test]
fn nobody_has_their_own_offer_approved_with_authority_that_they_lent() {
    let app = TestApp::start();
    let maker = app.user("approver", &[("1000.00", "USD")]);
    let borrower = app.user("approver", &[]);
    lend(&app, &maker, &borrower, &json!({})).expect(201);
    let case = Case::reported_by(&app, maker.clone(), borrower.clone());
    case.bring_to("apologized");
    let own = submitted(&case, &[("refund", "100.00")]);
    over(&approve(&borrower, &own));

    let others = Case::reported_by(&app, app.agent(), borrower.clone());
    others.bring_to("apologized");
    approve(&borrower, &submitted(&others, &[("refund", "100.00")])).expect(200);
}

#[test]
fn what_was_borrowed_is_not_lent_on_and_ends_with_the_lender() {
    let app = TestApp::start();
    let (first, second, third) = (
        app.user("approver", &[("1000.00", "USD")]),
        app.user("approver", &[]),
        app.user("approver", &[]),
    );
    lend(&app, &first, &second, &json!({})).expect(201);
    lend(&app, &second, &third, &json!({})).expect(201);
    let case = Case::reported_by(&app, app.agent(), second.clone());
    case.bring_to("apologized");
    let offer = submitted(&case, &[("refund", "100.00")]);
    over(&approve(&third, &offer));

    limited(&app, &first, &json!({"active": false}));
    over(&approve(&second, &offer));
    limited(&app, &first, &json!({"active": true}));
    approve(&second, &offer).expect(200);
}

#[test]
fn a_delegation_that_makes_no_sense_is_refused() {
    let app = TestApp::start();
    let (lender, borrower, agent) = (app.approver(), app.approver(), app.agent());
    let refused = |more: Value, pointer: &str, code: &str| {
        lend(&app, &lender, &borrower, &more).expect_invalid(pointer, code);
    };
    refused(
        json!({"to_user_id": lender.id}),
        "/to_user_id",
        "same_person",
    );
    refused(json!({"to_user_id": agent.id}), "/to_user_id", "unknown");
    refused(
        json!({"to_user_id": "somebody"}),
        "/to_user_id",
        "not_an_id",
    );
    refused(
        json!({"from_user_id": borrower.id}),
        "/from_user_id",
        "not_yours",
    );
    refused(
        json!({"starts_at": "2026-03-01T00:00:00Z"}),
        "/starts_at",
        "in_the_past",
    );
    refused(
        json!({"ends_at": "2026-03-01T00:00:00Z"}),
        "/ends_at",
        "in_the_past",
    );
    refused(
        json!({"ends_at": "2027-03-04T10:00:00Z"}),
        "/ends_at",
        "out_of_range",
    );
    refused(
        json!({"limits": [usd("1.00"), usd("2.00")]}),
        "/limits/1/currency",
        "duplicate_currency",
    );
    refused(json!({"reason": " "}), "/reason", "blank");

    // An admin lends for somebody who is away; the others neither see nor end it.
    let lent = lend(
        &app,
        &app.admin(),
        &borrower,
        &json!({"from_user_id": lender.id}),
    )
    .expect(201);
    let path = format!("/v1/delegations/{}", text(&lent["id"]));
    let stranger = app.approver();
    stranger.get(&path).expect_problem(404, "not_found");
    stranger
        .act(&format!("{path}/end"))
        .expect_problem(404, "not_found");
    assert_eq!(whole_list(&stranger, "/v1/delegations"), json!([]));
    for part in [&lender, &borrower] {
        assert_eq!(whole_list(part, "/v1/delegations")[0]["id"], lent["id"]);
    }
    borrower.get(&path).expect(200);
}

#[test]
fn whoever_can_approve_with_borrowed_authority_is_asked_to() {
    let app = TestApp::start();
    let (rich, poor) = (
        app.user("approver", &[("1000.00", "USD")]),
        app.user("approver", &[]),
    );
    lend(&app, &rich, &poor, &json!({})).expect(201);
    let case = Case::reported_by(&app, app.agent(), rich.clone());
    case.bring_to("apologized");
    submitted(&case, &[("refund", "100.00")]);
    let mail = whole_list(&app.admin(), &format!("/v1/mail?incident_id={}", case.id));
    let asked: Vec<&Value> = mail
        .as_array()
        .unwrap()
        .iter()
        .filter(|mail| mail["kind"] == "offer_approval")
        .collect();
    // The lender, the borrower and the admin.
    assert_eq!(asked.len(), 3);
}
