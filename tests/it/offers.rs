//! Offers: what they are worth, who may decide on them, how they end, and how the amends are given.
//!
//! The agent makes, the approver decides, and neither can do the other's part.

use std::sync::Barrier;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp};
use crate::support::cases::{Case, text};

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

/// An item of that many dollars.
fn refund(amount: &str) -> Value {
    json!({"kind": "refund", "description": "Money back", "value": usd(amount)})
}

fn path_of(offer: &Value) -> String {
    format!("/v1/offers/{}", text(&offer["id"]))
}

/// A draft of the agent's of that many dollars; justified, so that it may be below the suggestion.
fn drafted(case: &Case<'_>, amount: &str) -> String {
    let offer = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"items": [refund(amount)], "justification": "As agreed with the client"}),
        )
        .expect(201);
    path_of(&offer)
}

fn submitted(case: &Case<'_>, amount: &str) -> String {
    let offer = drafted(case, amount);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    offer
}

fn approve(who: &Caller, offer: &str) -> Answer {
    who.act(&format!("{offer}/approve"))
}

fn state(case: &Case<'_>, offer: &str) -> String {
    text(&case.agent.get(offer).expect(200)["state"])
}

/// An incident that is `apologized`, with this loss.
fn apologized_with_loss<'a>(app: &'a TestApp, loss: &Value) -> Case<'a> {
    let case = Case::reported(app);
    case.agent
        .patch(&case.path, &json!({"loss": loss}))
        .expect(200);
    case.bring_to("apologized");
    case
}

/// The same, asked for by several people in the same moment.
fn at_once(asks: &[&(dyn Fn() -> Answer + Sync)]) -> Vec<Answer> {
    let start = Barrier::new(asks.len());
    std::thread::scope(|scope| {
        let threads: Vec<_> = asks
            .iter()
            .map(|ask| {
                scope.spawn(|| {
                    start.wait();
                    ask()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

#[test]
fn items_of_every_kind_add_up() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let kinds = [
        "refund",
        "credit",
        "discount",
        "additional_time",
        "product",
        "free_work",
        "gift",
        "other",
    ];
    let items: Vec<Value> = kinds
        .iter()
        .map(|kind| json!({"kind": kind, "description": format!("A {kind}"), "value": usd("125.01")}))
        .collect();
    let offers = format!("{}/offers", case.path);
    let offer = case
        .agent
        .post(&offers, &json!({"items": items}))
        .expect(201);
    assert_eq!(offer["total"], usd("1000.08"));
    assert_eq!(offer["suggested_total"], usd("1000.00"));
    assert_eq!(offer["state"], "draft");
    assert_eq!(offer["made_by"].as_str(), Some(&*case.agent.id));
    let kept: Vec<String> = offer["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["kind"]))
        .collect();
    assert_eq!(kept, kinds);

    let refused = |items: Value| case.agent.post(&offers, &json!({"items": items}));
    refused(json!([{"kind": "bribe", "description": "x", "value": usd("1")}]))
        .expect_invalid("/items/0/kind", "unknown_value");
    refused(json!([])).expect_invalid("/items", "required");
    refused(json!([{"kind": "gift", "description": "x"}]))
        .expect_invalid("/items/0/value", "required");
    refused(json!([refund("1"), {"kind": "gift", "description": "x", "value": {"amount": "1", "currency": "EUR"}}]))
        .expect_invalid("/items/1/value/currency", "mixed_currencies");
    refused(json!([{"kind": "gift", "description": "x", "value": usd("-1")}])).expect(422);
    refused(json!([{"kind": "gift", "description": "x", "value": usd("1.001")}]))
        .expect_invalid("/items/0/value/amount", "currency_digits");
}

#[test]
fn a_value_is_computed_from_quantity_and_unit_value_and_rounded_half_up() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    for (quantity, unit_value, currency, value) in [
        ("2.5", "99.99", "USD", "249.98"),
        ("0.5", "0.01", "USD", "0.01"),
        ("0.499", "0.01", "USD", "0.00"),
        ("3", "33.33", "USD", "99.99"),
        ("2.5", "15001", "JPY", "37503"),
        ("0.125", "10", "JPY", "1"),
        ("2.5", "40.001", "BHD", "100.003"),
        ("0.333", "1.001", "BHD", "0.333"),
    ] {
        let item = json!({
            "kind": "additional_time",
            "description": "A senior developer",
            "quantity": quantity,
            "unit": "hours",
            "unit_value": {"amount": unit_value, "currency": currency},
        });
        let offer = case
            .agent
            .post(&format!("{}/offers", case.path), &json!({"items": [item]}))
            .expect(201);
        let expected = json!({"amount": value, "currency": currency});
        assert_eq!(
            offer["items"][0]["value"], expected,
            "{quantity} x {unit_value}"
        );
        assert_eq!(offer["items"][0]["quantity"], quantity);
        assert_eq!(offer["total"], expected);
    }

    let contradicting = json!({
        "kind": "additional_time", "description": "x", "quantity": "2", "unit": "hours",
        "unit_value": usd("100"), "value": usd("250"),
    });
    case.agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"items": [contradicting]}),
        )
        .expect_invalid("/items/0/value", "value_mismatch");
    for quantity in ["2.5555", "-1", "1e3", "NaN"] {
        let item = json!({
            "kind": "additional_time", "description": "x", "quantity": quantity,
            "unit_value": usd("100"),
        });
        let refused = case
            .agent
            .post(&format!("{}/offers", case.path), &json!({"items": [item]}))
            .expect_problem(422, "invalid");
        assert_eq!(refused["errors"][0]["pointer"], "/items/0/quantity");
    }
}

#[test]
fn an_offer_stands_as_long_as_the_policy_says_where_nobody_says_otherwise() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offers = format!("{}/offers", case.path);
    let offer = case
        .agent
        .post(&offers, &json!({"items": [refund("1000")]}))
        .expect(201);
    assert_eq!(offer["expires_at"], "2026-04-01T09:00:00.000000Z");
    let until = |moment: &str| {
        case.agent.post(
            &offers,
            &json!({"items": [refund("1000")], "expires_at": moment}),
        )
    };
    assert_eq!(
        until("2026-03-03T10:00:00+01:00").expect(201)["expires_at"],
        "2026-03-03T09:00:00.000000Z"
    );
    until("2026-03-02T09:00:00Z").expect_invalid("/expires_at", "in_the_past");
    until("2027-04-02T09:00:00Z").expect_invalid("/expires_at", "out_of_range");
}

#[test]
fn every_option_of_the_suggestion_can_be_used_and_is_worth_the_same_to_the_minor_unit() {
    let app = TestApp::start();
    for (amount, currency, double) in [
        ("333.33", "USD", "666.66"),
        ("0.01", "USD", "0.02"),
        ("1", "JPY", "2"),
        ("1.001", "BHD", "2.002"),
        ("999999.99", "USD", "1999999.98"),
        ("77.77", "EUR", "155.54"),
        ("1250", "JPY", "2500"),
        ("500.00", "SEK", "1000.00"),
    ] {
        let loss = json!({"amount": amount, "currency": currency});
        let total = json!({"amount": double, "currency": currency});
        let case = apologized_with_loss(&app, &loss);
        let suggestion = case
            .agent
            .get(&format!("{}/suggestion", case.path))
            .expect(200);
        assert_eq!(suggestion["total"], total);
        let options = suggestion["options"].as_array().unwrap();
        assert!(options.len() >= 2, "{suggestion}");
        for option in options {
            assert_eq!(option["total"], total, "{option}");
            let offer = case
                .agent
                .post(
                    &format!("{}/offers", case.path),
                    &json!({"use_suggestion": option["name"]}),
                )
                .expect(201);
            assert_eq!(offer["total"], total, "{}", option["name"]);
            let minor =
                |money: &Value| -> i64 { text(&money["amount"]).replace('.', "").parse().unwrap() };
            let sum: i64 = offer["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| minor(&item["value"]))
                .sum();
            assert_eq!(sum, minor(&total), "{}", option["name"]);
            // Nothing below the suggestion: no justification is asked for.
            case.agent
                .act(&format!("{}/submit", path_of(&offer)))
                .expect(200);
        }
    }
}

#[test]
fn an_option_that_is_not_suggested_is_refused() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offers = format!("{}/offers", case.path);
    let post = |body: &Value| case.agent.post(&offers, body);
    let refused = post(&json!({"use_suggestion": "a_holiday"}))
        .expect_invalid("/use_suggestion", "unknown_option");
    assert!(text(&refused["errors"][0]["detail"]).contains("money_back"));
    post(&json!({"use_suggestion": "credit", "items": [refund("1")]}))
        .expect_invalid("/use_suggestion", "one_of");
    post(&json!({})).expect_invalid("/items", "required");
}

#[test]
fn without_a_loss_nothing_is_suggested_and_the_answer_says_what_is_missing() {
    let app = TestApp::start();
    let case = apologized_with_loss(&app, &Value::Null);
    let suggestion = case
        .agent
        .get(&format!("{}/suggestion", case.path))
        .expect(200);
    assert_eq!(suggestion["total"], Value::Null);
    assert_eq!(suggestion["missing"], json!(["loss"]));
    assert_eq!(suggestion["options"], json!([]));
    let offers = format!("{}/offers", case.path);
    case.agent
        .post(&offers, &json!({"use_suggestion": "money_back"}))
        .expect_invalid("/use_suggestion", "unknown_option");

    // Where nothing is suggested nothing is below it.
    let offer = case
        .agent
        .post(&offers, &json!({"items": [refund("1")]}))
        .expect(201);
    assert_eq!(offer["suggested_total"], Value::Null);
    case.agent
        .act(&format!("{}/submit", path_of(&offer)))
        .expect(200);
}

#[test]
fn below_the_suggestion_or_in_another_currency_an_offer_needs_a_justification() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offers = format!("{}/offers", case.path);
    let euros = json!([{"kind": "refund", "description": "x", "value": {"amount": "5000", "currency": "EUR"}}]);
    for items in [json!([refund("999.99")]), euros] {
        let offer = path_of(
            &case
                .agent
                .post(&offers, &json!({"items": items}))
                .expect(201),
        );
        let refused = case
            .agent
            .act(&format!("{offer}/submit"))
            .expect_problem(422, "justification_missing");
        assert!(
            text(&refused["detail"]).contains("1000.00 USD"),
            "{refused}"
        );
        assert_eq!(state(&case, &offer), "draft");
        case.agent
            .patch(
                &offer,
                &json!({"justification": "The client asked for no more"}),
            )
            .expect(200);
        let pending = case.agent.act(&format!("{offer}/submit")).expect(200);
        assert_eq!(pending["state"], "pending_approval");
        assert_eq!(pending["submitted_by"].as_str(), Some(&*case.agent.id));
    }
    let enough = case
        .agent
        .post(&offers, &json!({"items": [refund("1000.00")]}))
        .expect(201);
    case.agent
        .act(&format!("{}/submit", path_of(&enough)))
        .expect(200);
}

#[test]
fn the_digest_changes_with_what_is_approved_and_with_nothing_else() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = drafted(&case, "1000.00");
    let digest = || text(&case.agent.get(&offer).expect(200)["digest"]);
    let first = digest();
    assert_eq!(first.len(), 64);

    case.agent
        .patch(&offer, &json!({"justification": "Another reason"}))
        .expect(200);
    assert_eq!(digest(), first, "the justification is not for the client");
    case.agent.act(&format!("{offer}/submit")).expect(200);
    assert_eq!(digest(), first, "submitting changes nothing of it");

    let mut seen = vec![first];
    for change in [
        json!({"items": [refund("1000.01")]}),
        json!({"items": [{"kind": "credit", "description": "Money back", "value": usd("1000.01")}]}),
        json!({"items": [{"kind": "credit", "description": "On account", "value": usd("1000.01")}]}),
        json!({"message": "For you"}),
        json!({"message": "For you."}),
        json!({"expires_at": "2026-03-20T09:00:00Z"}),
    ] {
        case.agent.patch(&offer, &change).expect(200);
        let now = digest();
        assert!(!seen.contains(&now), "{change}");
        seen.push(now);
    }
    // The same content is the same offer again.
    case.agent
        .patch(&offer, &json!({"expires_at": "2026-04-01T09:00:00Z"}))
        .expect(200);
    assert_eq!(digest(), seen[seen.len() - 2]);
}

#[test]
fn only_the_version_that_was_seen_is_approved() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = submitted(&case, "10.00");
    let seen = case.approver.get(&offer).expect(200);
    case.agent
        .patch(&offer, &json!({"items": [refund("10000.00")]}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);

    let approval = format!("{offer}/approve");
    case.approver
        .post(&approval, &json!({"digest": seen["digest"]}))
        .expect_problem(409, "offer_changed");
    assert_eq!(state(&case, &offer), "pending_approval");
    let now = case.approver.get(&offer).expect(200);
    let approved = case
        .approver
        .post(&approval, &json!({"digest": now["digest"], "note": "Go"}))
        .expect(200);
    assert_eq!(approved["state"], "approved");
    assert_eq!(approved["approved_by"].as_str(), Some(&*case.approver.id));
    assert_eq!(approved["decision_note"], "Go");
}

#[test]
fn nobody_decides_on_an_offer_that_they_had_a_hand_in() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (maker, editor, submitter) = (app.approver(), app.approver(), app.approver());
    let admin = app.admin();
    let offer = path_of(
        &maker
            .post(
                &format!("{}/offers", case.path),
                &json!({"items": [refund("1000")]}),
            )
            .expect(201),
    );
    editor
        .patch(&offer, &json!({"message": "With our apologies"}))
        .expect(200);
    // An admin has no limit, but two hands as everybody.
    admin
        .patch(&offer, &json!({"message": "With our sincere apologies"}))
        .expect(200);
    submitter.act(&format!("{offer}/submit")).expect(200);

    for hand in [&maker, &editor, &submitter, &admin] {
        approve(hand, &offer).expect_problem(403, "own_offer");
        hand.post(&format!("{offer}/reject"), &json!({"reason": "No"}))
            .expect_problem(403, "own_offer");
        // It is the person that counts, not the token.
        let second = app
            .caller(ADMIN_TOKEN)
            .post(
                &format!("/v1/users/{}/tokens", hand.id),
                &json!({"label": "at home"}),
            )
            .expect(201);
        approve(&app.caller(&text(&second["token"])), &offer).expect_problem(403, "own_offer");
    }
    approve(&case.agent, &offer).expect_problem(403, "forbidden");
    assert_eq!(state(&case, &offer), "pending_approval");
    approve(&case.approver, &offer).expect(200);
}

#[test]
fn nobody_approves_more_than_their_limit() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let case = Case::reported_by(&app, app.agent(), approver);
    case.bring_to("apologized");
    approve(&case.approver, &submitted(&case, "1000.01")).expect_problem(403, "over_limit");

    let yen = json!([{"kind": "refund", "description": "x", "value": {"amount": "1", "currency": "JPY"}}]);
    let offer = path_of(
        &case
            .agent
            .post(
                &format!("{}/offers", case.path),
                &json!({"items": yen, "justification": "Asked for"}),
            )
            .expect(201),
    );
    case.agent.act(&format!("{offer}/submit")).expect(200);
    approve(&case.approver, &offer).expect_problem(403, "over_limit");
    assert_eq!(state(&case, &offer), "pending_approval");
    approve(&app.admin(), &offer).expect(200);

    // What is over the limit may still be turned down.
    let over = submitted(&case, "5000");
    let rejected = case
        .approver
        .post(&format!("{over}/reject"), &json!({"reason": "Too much"}))
        .expect(200);
    assert_eq!(rejected["state"], "rejected");
    assert_eq!(rejected["decision_note"], "Too much");

    approve(&case.approver, &submitted(&case, "1000.00")).expect(200);
}

#[test]
fn a_limit_counts_what_the_incident_has_cost_already() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let case = Case::reported_by(&app, app.agent(), approver);
    case.bring_to("apologized");
    let ask = |amount: &str| approve(&case.approver, &submitted(&case, amount));
    let within = |amount: &str| {
        let offer = submitted(&case, amount);
        approve(&case.approver, &offer).expect(200);
        offer
    };
    let withdraw = |offer: &str| {
        case.agent
            .post(&format!("{offer}/withdraw"), &json!({"reason": "A slip"}))
            .expect(200);
    };

    // Approved, and no longer.
    let first = within("600.00");
    ask("400.01").expect_problem(403, "over_limit");
    withdraw(&first);

    // Rejected.
    let rejected = submitted(&case, "900.00");
    case.approver
        .post(&format!("{rejected}/reject"), &json!({"reason": "No"}))
        .expect(200);

    // Sent, then declined.
    let sent = within("600.00");
    case.agent.act(&format!("{sent}/send")).expect(200);
    case.agent
        .post(&format!("{sent}/decline"), &json!({"reason": "Too little"}))
        .expect(200);

    // Nothing is left of all that: the whole limit is free, and half of it is spent anew.
    let spare = within("500.00");
    let wanted = within("500.00");
    ask("0.01").expect_problem(403, "over_limit");
    withdraw(&spare);

    // Accepted counts for good.
    case.agent.act(&format!("{wanted}/send")).expect(200);
    case.agent.act(&format!("{wanted}/accept")).expect(200);
    case.fulfil(&wanted);
    case.learn();
    case.agent
        .post(&format!("{}/close", case.path), &json!({"root_cause": "x"}))
        .expect(200);
    case.agent
        .post(
            &format!("{}/reopen", case.path),
            &json!({"reason": "There was more"}),
        )
        .expect(200);
    ask("500.01").expect_problem(403, "over_limit");
    within("500.00");

    // Another incident has a purse of its own.
    let other = Case::reported_by(&app, case.agent.clone(), case.approver.clone());
    other.bring_to("apologized");
    approve(&other.approver, &submitted(&other, "1000.00")).expect(200);
}

#[test]
fn an_edit_voids_the_approval() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = submitted(&case, "10.00");
    approve(&case.approver, &offer).expect(200);
    let edited = case
        .agent
        .patch(&offer, &json!({"items": [refund("99000.00")]}))
        .expect(200);
    assert_eq!(edited["state"], "draft");
    assert_eq!(edited["approved_by"], Value::Null);
    case.agent
        .act(&format!("{offer}/send"))
        .expect_problem(409, "wrong_state");

    // Who edits what somebody else approved cannot approve it again.
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver
        .patch(&offer, &json!({"message": "More for you"}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    approve(&case.approver, &offer).expect_problem(403, "own_offer");
}

#[test]
fn two_approvers_at_once_end_in_one_approval() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let second = app.approver();
    let offer = submitted(&case, "1000.00");
    let answers = at_once(&[&|| approve(&case.approver, &offer), &|| {
        approve(&second, &offer)
    }]);
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let history = case
        .agent
        .get(&format!("{}/history?limit=200", case.path))
        .expect(200);
    let approvals = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "approve_offer")
        .count();
    assert_eq!(approvals, 1);
}

#[test]
fn two_offers_approved_at_once_cannot_pass_a_limit_that_covers_one() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    for _ in 0..5 {
        let case = Case::reported_by(&app, app.agent(), approver.clone());
        case.bring_to("apologized");
        let (one, other) = (submitted(&case, "800.00"), submitted(&case, "800.00"));
        let answers = at_once(&[&|| approve(&case.approver, &one), &|| {
            approve(&case.approver, &other)
        }]);
        let (yes, no): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
        assert_eq!(yes.len(), 1, "{answers:?}");
        no[0].expect_problem(403, "over_limit");
    }
}

#[test]
fn only_those_who_can_approve_it_are_asked_to() {
    let app = TestApp::start();
    let able = app.user("approver", &[("1000.00", "USD")]);
    let poor = app.user("approver", &[("999.99", "USD")]);
    let abroad = app.user("approver", &[("1000000.00", "EUR")]);
    let gone = app.user("approver", &[("1000.00", "USD")]);
    app.admin()
        .patch(&format!("/v1/users/{}", gone.id), &json!({"active": false}))
        .expect(200);
    let maker = app.user("approver", &[("1000.00", "USD")]);
    let case = Case::reported_by(&app, maker.clone(), able.clone());
    case.bring_to("apologized");
    submitted(&case, "1000.00");

    let asked = |case: &Case<'_>| -> Vec<String> {
        let mail = app
            .admin()
            .get(&format!("/v1/mail?incident_id={}&limit=200", case.id))
            .expect(200);
        let mut asked: Vec<String> = mail["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|mail| mail["kind"] == "offer_approval")
            .map(|mail| text(&mail["to"]))
            .collect();
        asked.sort_unstable();
        asked
    };
    let address = |who: &Caller| text(&who.get("/v1/me").expect(200)["email"]);
    let mut expected = vec!["admin@example.com".to_owned(), address(&able)];
    expected.sort_unstable();
    assert_eq!(asked(&case), expected);
    assert_ne!(address(&poor), address(&abroad));

    // What the incident has cost counts here too: of two hundred only the admin could approve.
    approve(&able, &submitted(&case, "900.00")).expect(200);
    let before = asked(&case).len();
    submitted(&case, "200.00");
    assert_eq!(asked(&case).len(), before + 1);
}

#[test]
fn what_was_sent_cannot_be_changed_and_nothing_is_sent_beside_it() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let second = submitted(&case, "20.00");
    approve(&case.approver, &second).expect(200);
    let first = case.offer();
    let refused = case
        .agent
        .patch(&first, &json!({"message": "Less"}))
        .expect_problem(409, "wrong_state");
    assert_eq!(refused["state"], "sent");
    let actions = refused["allowed_actions"].as_array().unwrap();
    assert!(actions.contains(&json!("withdraw")) && !actions.contains(&json!("edit")));
    case.agent
        .act(&format!("{first}/send"))
        .expect_problem(409, "wrong_state");
    case.agent
        .act(&format!("{second}/send"))
        .expect_problem(409, "wrong_state");
    assert_eq!(state(&case, &second), "approved");
    assert_eq!(case.state(), "offered");
}

#[test]
fn nothing_is_sent_without_approval() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = drafted(&case, "1000.00");
    let send = || case.agent.act(&format!("{offer}/send"));
    send().expect_problem(409, "wrong_state");
    case.agent.act(&format!("{offer}/submit")).expect(200);
    send().expect_problem(409, "wrong_state");
    case.approver
        .post(&format!("{offer}/reject"), &json!({"reason": "Too little"}))
        .expect(200);
    send().expect_problem(409, "wrong_state");
    assert_eq!(case.state(), "apologized");
}

#[test]
fn an_offer_expires_within_thirty_seconds_of_its_end() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.offer();
    let end = TimeDelta::days(30);
    app.advance(end - TimeDelta::seconds(1));
    app.keep_deadlines();
    assert_eq!(state(&case, &offer), "sent");
    app.advance(TimeDelta::seconds(1));

    // Over is over, whether or not the worker came by.
    for (action, body) in [
        ("accept", json!({})),
        ("decline", json!({"reason": "No"})),
        ("counter", json!({"wish": "More"})),
    ] {
        let late = case
            .agent
            .post(&format!("{offer}/{action}"), &body)
            .expect_problem(409, "offer_expired");
        assert_eq!(late["state"], "sent");
    }
    app.advance(TimeDelta::seconds(30));
    app.keep_deadlines();
    assert_eq!(state(&case, &offer), "expired");
    assert_eq!(case.state(), "apologized");
    case.agent
        .act(&format!("{offer}/accept"))
        .expect_problem(409, "wrong_state");

    // Once, also when the worker comes by again.
    app.keep_deadlines();
    let history = case
        .agent
        .get(&format!("{}/history?limit=200", case.path))
        .expect(200);
    let ends: Vec<&Value> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "expire" || entry["action"] == "expire_offer")
        .collect();
    assert_eq!(ends.len(), 2, "{ends:?}");
    assert!(ends.iter().all(|entry| entry["by"].is_null()));
}

#[test]
fn what_was_never_sent_expires_too_and_the_incident_stays() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let approved = case.approved_offer();
    let pending = submitted(&case, "1000.00");
    let draft = drafted(&case, "1000.00");
    app.advance(TimeDelta::days(31));
    approve(&case.approver, &pending).expect_problem(409, "offer_expired");
    case.agent
        .act(&format!("{approved}/send"))
        .expect_problem(409, "offer_expired");
    app.keep_deadlines();
    assert_eq!(state(&case, &approved), "expired");
    assert_eq!(state(&case, &pending), "expired");
    assert_eq!(state(&case, &draft), "draft");
    assert_eq!(case.state(), "apologized");
}

#[test]
fn every_way_back_keeps_what_was_said() {
    let app = TestApp::start();
    let value = usd("1500.00");
    for (action, body, words, ends) in [
        (
            "withdraw",
            json!({"reason": "It named the wrong product"}),
            "It named the wrong product",
            "withdrawn",
        ),
        (
            "decline",
            json!({"reason": "Money does not help me"}),
            "Money does not help me",
            "declined",
        ),
        (
            "counter",
            json!({"wish": "Print it again", "value": value}),
            "Print it again",
            "countered",
        ),
    ] {
        let case = Case::in_state(&app, "apologized");
        let offer = case.offer();
        case.agent
            .act(&format!("{offer}/{action}"))
            .expect_problem(422, "invalid");
        let ended = case
            .agent
            .post(&format!("{offer}/{action}"), &body)
            .expect(200);
        assert_eq!(ended["state"], ends);
        if action == "withdraw" {
            assert_eq!(ended["decision_note"], words);
        } else {
            assert_eq!(ended["answer"]["words"], words);
            assert_eq!(ended["answer"]["by_client"], false);
        }
        if action == "counter" {
            assert_eq!(ended["answer"]["value"], value);
        }
        assert_eq!(case.state(), "apologized");
        let history = case
            .agent
            .get(&format!("{}/history?limit=200", case.path))
            .expect(200);
        let entry = history["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|entry| entry["action"] == action)
            .unwrap_or_else(|| panic!("no {action} in {history}"));
        assert_eq!(entry["note"], words);
        assert_eq!(entry["before"]["state"], "offered");
        assert_eq!(entry["after"]["state"], "apologized");

        // And another offer may follow.
        let next = case.offer();
        assert_eq!(case.state(), "offered");
        case.agent.act(&format!("{next}/accept")).expect(200);
        assert_eq!(case.state(), "accepted");
        assert_eq!(state(&case, &offer), ends);
    }
}

#[test]
fn items_are_fulfilled_one_by_one_and_once() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let drafted = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"items": [refund("700"), refund("300")]}),
        )
        .expect(201);
    let offer = path_of(&drafted);
    let fulfil = |index: usize, body: &Value| {
        let item = text(&drafted["items"][index]["id"]);
        case.agent
            .post(&format!("{offer}/items/{item}/fulfil"), body)
    };
    let evidence = json!({"evidence": "Transfer 4711"});
    fulfil(0, &evidence).expect_problem(409, "wrong_state");
    case.agent.act(&format!("{offer}/submit")).expect(200);
    approve(&case.approver, &offer).expect(200);
    case.agent.act(&format!("{offer}/send")).expect(200);
    fulfil(0, &evidence).expect_problem(409, "wrong_state");
    case.agent.act(&format!("{offer}/accept")).expect(200);

    fulfil(0, &json!({})).expect_invalid("/evidence", "required");
    fulfil(
        0,
        &json!({"evidence": "x", "fulfilled_at": "2026-03-02T09:00:01Z"}),
    )
    .expect_invalid("/fulfilled_at", "in_the_future");
    let half = fulfil(
        0,
        &json!({"evidence": "Transfer 4711", "fulfilled_at": "2026-03-02T08:00:00Z"}),
    )
    .expect(200);
    assert_eq!(half["state"], "accepted");
    assert_eq!(half["items"][0]["evidence"], "Transfer 4711");
    assert_eq!(
        half["items"][0]["fulfilled_at"],
        "2026-03-02T08:00:00.000000Z"
    );
    assert_eq!(half["items"][1]["fulfilled_at"], Value::Null);
    assert_eq!(case.state(), "accepted");
    fulfil(0, &evidence).expect_problem(409, "wrong_state");

    // An item of another offer is none of this one's.
    let elsewhere = Case::in_state(&app, "accepted");
    let others = elsewhere
        .agent
        .get(&format!("{}/offers", elsewhere.path))
        .expect(200);
    let foreign = text(&others["items"][0]["items"][0]["id"]);
    case.agent
        .post(&format!("{offer}/items/{foreign}/fulfil"), &evidence)
        .expect_problem(404, "not_found");

    let whole = fulfil(1, &evidence).expect(200);
    assert_eq!(whole["state"], "fulfilled");
    assert_eq!(
        whole["items"][1]["fulfilled_at"],
        "2026-03-02T09:00:00.000000Z"
    );
    assert_eq!(case.state(), "amended");
    fulfil(1, &evidence).expect_problem(409, "wrong_state");
}

#[test]
fn the_desk_of_an_approver_and_of_a_maker() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let pending = submitted(&case, "1000.00");
    let draft = drafted(&case, "1000.00");
    let other = Case::in_state(&app, "apologized");
    let theirs = submitted(&other, "1000.00");

    let listed = |who: &Caller, query: &str| -> Vec<String> {
        let list = who.get(&format!("/v1/offers?{query}")).expect(200);
        list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(path_of)
            .collect()
    };
    assert_eq!(
        listed(&case.approver, "state=pending_approval"),
        [theirs.clone(), pending.clone()]
    );
    assert_eq!(
        listed(&case.agent, "mine=true"),
        [draft.clone(), pending.clone()]
    );
    assert_eq!(
        listed(&case.agent, "mine=true&state=pending_approval"),
        std::slice::from_ref(&pending)
    );
    assert!(listed(&case.approver, "mine=true").is_empty());
    approve(&case.approver, &pending).expect(200);
    assert_eq!(listed(&case.approver, "state=pending_approval"), [theirs]);
    case.agent
        .get("/v1/offers?state=waiting")
        .expect_problem(422, "invalid");
    case.agent
        .get("/v1/offers?mine=perhaps")
        .expect_problem(422, "invalid");
}

#[test]
fn an_offer_may_be_prepared_early_and_is_sent_after_the_apology() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let offer = case.approved_offer();
    for state in ["reported", "owned"] {
        let refused = case
            .agent
            .act(&format!("{offer}/send"))
            .expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], state);
        if state == "reported" {
            case.own();
        }
    }
    case.apologize();
    case.agent.act(&format!("{offer}/send")).expect(200);

    for over in ["dismissed", "accepted", "amended", "closed"] {
        let case = Case::in_state(&app, over);
        case.agent
            .post(
                &format!("{}/offers", case.path),
                &json!({"items": [refund("1000")]}),
            )
            .expect_problem(409, "wrong_state");
    }
}

#[test]
fn an_offer_shows_how_it_stands_beside_the_loss_and_the_price() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    case.agent
        .patch(&case.path, &json!({"price": usd("2000.00")}))
        .expect(200);
    let offer = submitted(&case, "750.00");
    let read = || case.approver.get(&offer);
    let gauge = read().expect(200)["gauge"].clone();
    assert_eq!(gauge["of_loss_percent"], json!(150));
    assert_eq!(gauge["of_price_percent"], json!(37.5));
    assert!(text(&gauge["notes"][0]).starts_with("Under 60 % of the price"));
    let mail = case
        .approver
        .get("/v1/mail?limit=200")
        .expect(200)
        .to_string();
    assert!(
        mail.contains("The offer is 150 % of the loss, 37.5 % of the price."),
        "{mail}"
    );

    // Another price is another gauge, of the same version of the offer.
    let before = read().header("etag");
    case.agent
        .patch(&case.path, &json!({"price": usd("750.00")}))
        .expect(200);
    assert_ne!(read().header("etag"), before);
    assert_eq!(read().expect(200)["gauge"]["of_price_percent"], json!(100));
    let approved = case
        .approver
        .call(
            "POST",
            &format!("{offer}/approve"),
            &[("If-Match", &before.unwrap())],
            Some(&json!({})),
        )
        .expect(200);
    assert_eq!(approved["gauge"]["of_price_percent"], json!(100));
}
