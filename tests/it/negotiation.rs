//! Offered, asked, offered: the client's counter-proposals, and the room that the approver leaves.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{Case, text, whole_list};

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

/// An offer of 1000.00 USD that was approved with this room and sent: its path and its page.
fn sent_with_room(case: &Case<'_>, room: &Value) -> (String, String) {
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver
        .post(&format!("{offer}/approve"), &json!({"room": room}))
        .expect(200);
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    (offer, link.strip_prefix(&case.app.url).unwrap().to_owned())
}

fn counter(case: &Case<'_>, offer: &str, wish: &str, value: &Value) {
    case.agent
        .post(
            &format!("{offer}/counter"),
            &json!({"wish": wish, "value": value}),
        )
        .expect(200);
}

fn accept(who: &Caller, offer: &str, body: &Value) -> Answer {
    who.post(&format!("{offer}/accept-counter"), body)
}

fn actions(case: &Case<'_>) -> Vec<String> {
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    let entries = history.as_array().unwrap();
    entries.iter().map(|entry| text(&entry["action"])).collect()
}

#[test]
fn within_the_room_the_agent_accepts_at_once_and_every_step_is_written_down() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    counter(
        &case,
        &offer,
        "Twelve hundred, and we are good",
        &usd("1200.00"),
    );
    let steps = actions(&case).len();

    let agreed = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(agreed["state"], "accepted");
    assert_eq!(agreed["total"], usd("1200.00"));
    assert_eq!(agreed["counter_of"].as_str(), offer.rsplit('/').next());
    assert_eq!(agreed["approved_by"].as_str(), Some(&*case.approver.id));
    assert_eq!(agreed["submitted_by"].as_str(), Some(&*case.agent.id));
    assert_eq!(agreed["answer"]["words"], "Twelve hundred, and we are good");
    assert_eq!(agreed["answer"]["value"], usd("1200.00"));
    assert_eq!(agreed["items"][0]["kind"], "refund");
    assert_eq!(case.state(), "accepted");
    assert_eq!(
        actions(&case)[steps..],
        [
            "draft_offer",
            "submit_offer",
            "approve_offer",
            "send_offer",
            "offer",
            "accept_offer",
            "accept"
        ]
    );

    // The whole negotiation stands in the history: offered, asked, offered.
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    let entries = history.as_array().unwrap();
    let of = |action: &str| -> Vec<&Value> {
        let named = entries.iter().filter(|entry| entry["action"] == action);
        named.collect()
    };
    assert_eq!(of("draft_offer")[0]["after"]["total"], usd("1000.00"));
    let asked = &of("counter_offer")[0]["after"]["answer"];
    assert_eq!(asked["words"], "Twelve hundred, and we are good");
    assert_eq!(asked["value"], usd("1200.00"));
    assert_eq!(of("draft_offer")[1]["after"]["total"], usd("1200.00"));

    // The client is told what was agreed, with their page.
    let page = text(&agreed["client_link"]);
    let page = page.strip_prefix(&app.url).unwrap();
    assert!(app.nobody().get(page).text.contains("1,200.00"));
    let mail = whole_list(&app.admin(), &format!("/v1/mail?incident_id={}", case.id));
    let told = &mail[0];
    assert_eq!(told["kind"], "agreement");
    assert!(text(&told["text"]).contains("1,200.00"), "{told}");
    assert!(text(&told["text"]).contains(page), "{told}");

    // Once is enough.
    accept(&case.agent, &offer, &json!({})).expect_problem(409, "wrong_state");
}

#[test]
fn above_the_room_it_goes_to_approval() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    counter(&case, &offer, "A little more", &usd("1200.01"));
    let asked = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(asked["state"], "pending_approval");
    assert_eq!(asked["total"], usd("1200.01"));
    assert_eq!(asked["client_link"], Value::Null);
    assert_eq!(case.state(), "apologized");
    let mail = whole_list(&app.admin(), &format!("/v1/mail?incident_id={}", case.id));
    assert_eq!(mail[0]["kind"], "offer_approval");

    // From here it is an offer like any other.
    let second = format!("/v1/offers/{}", text(&asked["id"]));
    accept(&case.agent, &offer, &json!({})).expect_problem(409, "wrong_state");
    case.approver.act(&format!("{second}/approve")).expect(200);
    case.agent.act(&format!("{second}/send")).expect(200);
    case.agent.act(&format!("{second}/accept")).expect(200);
    assert_eq!(case.state(), "accepted");
}

#[test]
fn without_room_or_with_one_that_ended_or_in_another_currency_it_goes_to_approval() {
    let app = TestApp::start();
    let pending = |case: &Case<'_>, offer: &str, body: &Value| {
        let asked = accept(&case.agent, offer, body).expect(201);
        assert_eq!(asked["state"], "pending_approval");
    };
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &Value::Null);
    counter(&case, &offer, "The same, in money", &usd("1000.00"));
    pending(&case, &offer, &json!({}));

    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("2000.00"));
    let euros = json!({"amount": "1000.00", "currency": "EUR"});
    counter(&case, &offer, "In euros, please", &euros);
    pending(&case, &offer, &json!({}));

    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("2000.00"));
    counter(&case, &offer, "Let me think", &usd("1000.00"));
    app.advance(TimeDelta::days(31));
    pending(&case, &offer, &json!({}));
}

#[test]
fn room_is_good_only_as_far_as_whoever_set_it_may_still_go() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1500.00", "USD")]);
    let case = Case::reported_by(&app, app.agent(), approver);
    case.bring_to("apologized");
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    let room = |amount: &str| {
        let body = json!({"room": usd(amount)});
        case.approver.post(&format!("{offer}/approve"), &body)
    };
    room("1500.01").expect_problem(403, "over_limit");
    room("999.99").expect_invalid("/room/amount", "below_offer");
    let euros = json!({"room": {"amount": "1200.00", "currency": "EUR"}});
    case.approver
        .post(&format!("{offer}/approve"), &euros)
        .expect_invalid("/room/currency", "mixed_currencies");
    assert_eq!(
        case.agent.get(&offer).expect(200)["state"],
        "pending_approval"
    );
    room("1500.00").expect(200);
    case.agent.act(&format!("{offer}/send")).expect(200);
    counter(&case, &offer, "More", &usd("1300.00"));

    let lowered = json!({"approval_limits": [usd("1299.99")]});
    app.admin()
        .patch(&format!("/v1/users/{}", case.approver.id), &lowered)
        .expect(200);
    let asked = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(asked["state"], "pending_approval");
    assert_eq!(asked["approved_by"], Value::Null);
}

#[test]
fn whoever_set_the_room_does_not_use_it() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    counter(&case, &offer, "More", &usd("1100.00"));
    let asked = accept(&case.approver, &offer, &json!({})).expect(201);
    assert_eq!(asked["state"], "pending_approval");
    let second = format!("/v1/offers/{}", text(&asked["id"]));
    case.approver
        .act(&format!("{second}/approve"))
        .expect_problem(403, "own_offer");
}

#[test]
fn no_client_and_no_agent_sees_the_room() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    // A figure that stands nowhere else.
    let (offer, page) = sent_with_room(&case, &usd("1234.56"));
    let hidden = |answer: &Answer| {
        let shown = answer.text.replace(',', "");
        assert!(!shown.contains("1234.56"), "{}", answer.text);
        assert!(!shown.contains("\"room\""), "{}", answer.text);
    };
    hidden(&app.nobody().get(&page));
    for path in [
        offer.clone(),
        format!("{}/offers", case.path),
        "/v1/offers".to_owned(),
        format!("{}/history?limit=200", case.path),
        case.path.clone(),
        format!("/v1/mail?limit=200&incident_id={}", case.id),
    ] {
        hidden(&case.agent.get(&path));
    }
    hidden(&case.agent.patch(&case.path, &json!({"severity": "minor"})));
    counter(&case, &offer, "Much more", &usd("5000.00"));
    let asked = accept(&case.agent, &offer, &json!({}));
    asked.expect(201);
    hidden(&asked);
    hidden(&app.nobody().get(&page));

    // Those who decide see it, and so does whoever reads everything.
    for who in [case.approver.clone(), app.admin(), app.user("auditor", &[])] {
        assert_eq!(who.get(&offer).expect(200)["room"], usd("1234.56"));
    }
    let history = whole_list(&app.admin(), "/v1/history");
    let entries = history.as_array().unwrap();
    let set = entries.iter().find(|entry| entry["action"] == "set_room");
    let set = set.expect("a line of history");
    assert_eq!(set["after"]["room"], usd("1234.56"));
    assert_eq!(set["by"]["id"].as_str(), Some(&*case.approver.id));
    assert_eq!(set["incident_id"], Value::Null);
}

#[test]
fn room_is_set_and_taken_back_while_nobody_has_answered() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.draft_offer();
    let set_room =
        |who: &Caller, room: &Value| who.post(&format!("{offer}/room"), &json!({"room": room}));
    set_room(&case.approver, &usd("1100.00")).expect_problem(409, "wrong_state");
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    let set = set_room(&case.approver, &usd("1100.00")).expect(200);
    assert_eq!(set["room"], usd("1100.00"));
    assert_eq!(set["state"], "approved");
    set_room(&case.approver, &usd("999.00")).expect_invalid("/room/amount", "below_offer");
    set_room(&case.agent, &usd("1100.00")).expect_problem(403, "forbidden");
    case.agent.act(&format!("{offer}/send")).expect(200);
    set_room(&case.approver, &Value::Null).expect(200);
    counter(&case, &offer, "More", &usd("1050.00"));
    set_room(&case.approver, &usd("1100.00")).expect_problem(409, "wrong_state");
    let asked = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(asked["state"], "pending_approval");
}

#[test]
fn an_edit_takes_the_room_away_and_whoever_made_the_offer_sets_none() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    let body = json!({"room": usd("1200.00")});
    case.approver
        .post(&format!("{offer}/approve"), &body)
        .expect(200);
    case.agent
        .patch(&offer, &json!({"message": "Dear client"}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    assert_eq!(case.approver.get(&offer).expect(200).get("room"), None);

    let maker = app.approver();
    let own = Case::reported_by(&app, maker.clone(), case.approver.clone());
    own.bring_to("apologized");
    let offer = own.approved_offer();
    maker
        .post(&format!("{offer}/room"), &json!({"room": usd("1200.00")}))
        .expect_problem(403, "own_offer");
}

/// An item of credit, to answer a counter-proposal with.
fn credit(value: &str) -> Value {
    let item = json!({"kind": "credit", "description": "Credit", "value": usd(value)});
    json!({"items": [item]})
}

#[test]
fn the_client_gets_what_they_asked_for() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    counter(&case, &offer, "1100 in credit", &usd("1100.00"));
    accept(&case.agent, &offer, &credit("1099.99")).expect_invalid("/items", "below_counter");
    // What is refused is no attempt.
    let agreed = accept(&case.agent, &offer, &credit("1100.00")).expect(201);
    assert_eq!(agreed["state"], "accepted");
    assert_eq!(agreed["total"], usd("1100.00"));

    // More than they asked for is somebody's decision, and not the room's.
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    counter(&case, &offer, "1100 in credit", &usd("1100.00"));
    let asked = accept(&case.agent, &offer, &credit("1100.01")).expect(201);
    assert_eq!(asked["state"], "pending_approval");
}

#[test]
fn nobody_finds_the_room_by_trying() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1234.56"));
    counter(&case, &offer, "Twelve hundred", &usd("1200.00"));
    // Far above the room, just above it, just within it, and what the client asked for: each waits.
    for value in ["1300.00", "1234.57", "1234.56", "1250.00", "1200.00"] {
        let asked = accept(&case.agent, &offer, &credit(value)).expect(201);
        assert_eq!(asked["state"], "pending_approval", "{value}");
        assert_eq!(asked["approved_by"], Value::Null);
        let answer = format!("/v1/offers/{}", text(&asked["id"]));
        let reason = json!({"reason": "Another try"});
        case.agent
            .post(&format!("{answer}/withdraw"), &reason)
            .expect(200);
    }
    // Nor does a rejection open it again.
    let asked = accept(&case.agent, &offer, &json!({})).expect(201);
    let answer = format!("/v1/offers/{}", text(&asked["id"]));
    case.approver
        .post(&format!("{answer}/reject"), &json!({"reason": "No"}))
        .expect(200);
    let asked = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(asked["state"], "pending_approval");
    assert_eq!(case.state(), "apologized");
}

#[test]
fn a_wish_for_less_that_we_wrote_down_goes_to_approval() {
    let app = TestApp::start();
    for (value, state) in [("999.99", "pending_approval"), ("1000.00", "accepted")] {
        let case = Case::in_state(&app, "apologized");
        let (offer, _) = sent_with_room(&case, &usd("1200.00"));
        counter(&case, &offer, "Less will do", &usd(value));
        let agreed = accept(&case.agent, &offer, &json!({})).expect(201);
        assert_eq!(agreed["state"], state, "{value}");
    }
}

#[test]
fn agents_see_no_trace_of_a_room() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let other = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1100.00"));
    let (without, _) = sent_with_room(&other, &Value::Null);
    // The same steps lead to the same version, whether a room was left or not.
    let seen = |case: &Case<'_>, offer: &str| {
        let answer = case.agent.get(offer);
        let offer = answer.expect(200);
        // What stands behind the version is what the offer looks like.
        let tag = answer.header("etag").unwrap_or_default();
        let version = tag.split('.').next().unwrap_or_default().to_owned();
        (version, offer["version"].clone())
    };
    assert_eq!(seen(&case, &offer), seen(&other, &without));

    let list = || case.agent.get(&format!("{}/offers", case.path)).text;
    let history = || {
        case.agent
            .get(&format!("{}/history?limit=200", case.path))
            .text
    };
    let before = (
        seen(&case, &offer),
        case.agent.get(&offer).text,
        list(),
        history(),
    );
    let etag = case.agent.get(&offer).header("etag").unwrap().to_owned();
    for room in [usd("1150.00"), usd("1300.00"), Value::Null, usd("1250.00")] {
        let set = case
            .approver
            .post_with(
                &format!("{offer}/room"),
                &[("If-Match", &etag)],
                &json!({"room": room}),
            )
            .expect(200);
        assert_eq!(set.get("room").cloned().unwrap_or_default(), room);
        let after = (
            seen(&case, &offer),
            case.agent.get(&offer).text,
            list(),
            history(),
        );
        assert_eq!(after, before);
    }
    // Whoever sees the room sees also that it changed.
    let tags: Vec<_> = [usd("1200.00"), usd("1201.00")]
        .into_iter()
        .map(|room| {
            case.approver
                .post(&format!("{offer}/room"), &json!({"room": room}))
                .expect(200);
            case.approver.get(&offer).header("etag")
        })
        .collect();
    assert_ne!(tags[0], tags[1]);
    counter(&case, &offer, "More", &usd("1201.00"));
    let agreed = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(agreed["state"], "accepted");
}

#[test]
fn what_cannot_be_accepted_is_said() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, _) = sent_with_room(&case, &usd("1200.00"));
    accept(&case.agent, &offer, &json!({})).expect_problem(409, "wrong_state");

    // A wish without a value is for people to read.
    counter(&case, &offer, "A phone call from the owner", &Value::Null);
    let refused = accept(&case.agent, &offer, &json!({})).expect_problem(409, "wrong_state");
    assert!(text(&refused["detail"]).contains("no value"), "{refused}");

    // Several items: which of them are worth more is not ours to guess.
    let case = Case::in_state(&app, "apologized");
    let offer = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"use_suggestion": "half_and_half"}),
        )
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    case.agent.act(&format!("{offer}/send")).expect(200);
    counter(&case, &offer, "More", &usd("1100.00"));
    accept(&case.agent, &offer, &json!({})).expect_invalid("/items", "required");
}

#[test]
fn below_the_suggestion_the_clients_own_words_are_the_justification() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = sent_with_room(&case, &usd("1000.00"));
    let wish = [("wish", "Half of it is plenty"), ("amount", "500.00")];
    app.nobody().form(&format!("{page}/counter"), &wish);
    let agreed = accept(&case.agent, &offer, &json!({})).expect(201);
    assert_eq!(agreed["state"], "accepted");
    assert_eq!(agreed["justification"], "Half of it is plenty");
}
