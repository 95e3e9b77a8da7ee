//! Four eyes: no offer reaches a client that only one person has looked at, and there is no way
//! around that. The plain rules stand in `offers.rs` and `authority.rs`; these are the tricks.

use std::sync::Barrier;

use serde_json::{Value, json};

use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{Case, text};

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

fn items(amount: &str) -> Value {
    json!([{"kind": "refund", "description": "Money back", "value": usd(amount)}])
}

/// An offer of `maker`'s, submitted by them.
fn submitted_by(case: &Case<'_>, maker: &Caller, amount: &str) -> String {
    let body = json!({"items": items(amount), "justification": "As agreed with the client"});
    let offer = maker
        .post(&format!("{}/offers", case.path), &body)
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    maker.act(&format!("{offer}/submit")).expect(200);
    offer
}

fn approve(who: &Caller, offer: &str) -> Answer {
    who.act(&format!("{offer}/approve"))
}

fn change(app: &TestApp, who: &Caller, body: &Value) -> Answer {
    app.admin().patch(&format!("/v1/users/{}", who.id), body)
}

fn lend(lender: &Caller, more: &Value) -> Answer {
    let mut body = json!({"ends_at": "2026-03-20T10:00:00Z", "reason": "On holiday"});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    lender.post("/v1/delegations", &body)
}

/// An incident that is ready for offers, of people who may approve nothing of each other's yet.
fn apologized(app: &TestApp) -> Case<'_> {
    Case::in_state(app, "apologized")
}

#[test]
fn a_change_of_role_does_not_make_an_own_offer_somebody_elses() {
    let app = TestApp::start();
    let case = apologized(&app);
    let offer = submitted_by(&case, &case.agent, "100.00");
    let promoted = json!({"role": "approver", "approval_limits": [usd("100000.00")]});
    change(&app, &case.agent, &promoted).expect(200);
    approve(&case.agent, &offer).expect_problem(403, "own_offer");
    change(&app, &case.agent, &json!({"role": "admin"})).expect(200);
    approve(&case.agent, &offer).expect_problem(403, "own_offer");

    // And whoever is no approver any more approves nothing, with the token that they had.
    change(&app, &case.approver, &json!({"role": "agent"})).expect(200);
    approve(&case.approver, &offer).expect_problem(403, "forbidden");
    change(
        &app,
        &case.approver,
        &json!({"role": "approver", "active": false}),
    )
    .expect(200);
    approve(&case.approver, &offer).expect_problem(401, "unauthenticated");
}

#[test]
fn nobody_changes_what_they_themselves_may() {
    let app = TestApp::start();
    let (admin, approver) = (app.admin(), app.user("approver", &[("10.00", "USD")]));
    for body in [
        json!({"role": "approver"}),
        json!({"approval_limits": [usd("1.00")]}),
        json!({"active": false}),
        // Beside something harmless too.
        json!({"name": "Ada", "role": "agent"}),
    ] {
        change(&app, &admin, &body).expect_problem(403, "own_account");
    }
    let path = format!("/v1/users/{}", approver.id);
    let more = json!({"approval_limits": [usd("1000000.00")]});
    approver
        .call("PATCH", &path, &[("If-Match", "\"1\"")], Some(&more))
        .expect_problem(403, "forbidden");
    let limits = json!({"role_limits": [
        {"role": "approver", "amount": usd("1000000.00"), "per": "incident"},
    ]});
    approver
        .call("PUT", "/v1/policy", &[("If-Match", "\"1\"")], Some(&limits))
        .expect_problem(403, "forbidden");
    // Nor do they lend themselves what they do not have.
    let rich = app.approver();
    let to_me = json!({"from_user_id": rich.id, "to_user_id": approver.id});
    lend(&approver, &to_me).expect_invalid("/from_user_id", "not_yours");
    let case = apologized(&app);
    let offer = submitted_by(&case, &case.agent, "10.01");
    approve(&approver, &offer).expect_problem(403, "over_limit");
}

#[test]
fn a_person_is_not_made_anew_under_the_same_address() {
    let app = TestApp::start();
    let case = apologized(&app);
    let maker = app.approver();
    submitted_by(&case, &maker, "100.00");
    let email = text(&maker.get("/v1/me").expect(200)["email"]);
    change(&app, &maker, &json!({"active": false})).expect(200);
    for address in [email.clone(), email.to_uppercase()] {
        let again = json!({"name": "The same", "email": address, "role": "approver"});
        app.admin()
            .post("/v1/users", &again)
            .expect_problem(409, "already_taken");
    }
    // There is no deleting either: what they did stays theirs.
    app.admin()
        .call("DELETE", &format!("/v1/users/{}", maker.id), &[], None)
        .expect_problem(405, "method_not_allowed");
}

#[test]
fn an_edit_and_an_approval_at_the_same_moment_never_approve_what_nobody_saw() {
    let app = TestApp::start();
    let (agent, approver) = (app.agent(), app.approver());
    for round in 0..12 {
        let case = Case::reported_by(&app, agent.clone(), approver.clone());
        case.bring_to("apologized");
        let offer = submitted_by(&case, &agent, "10.00");
        let seen = approver.get(&offer).expect(200);
        let etag = agent.get(&offer).header("etag").unwrap();
        let start = Barrier::new(2);
        let (edited, approved) = std::thread::scope(|scope| {
            let editing = scope.spawn(|| {
                start.wait();
                let edited = agent.call(
                    "PATCH",
                    &offer,
                    &[("If-Match", &etag)],
                    Some(&json!({"items": items("99000.00")})),
                );
                // As quick as can be: submitted again before the approver can have looked.
                agent.act(&format!("{offer}/submit"));
                edited
            });
            let approving = scope.spawn(|| {
                start.wait();
                let seen = json!({"digest": seen["digest"]});
                let path = format!("{offer}/approve");
                if round % 2 == 0 {
                    approver.post(&path, &seen)
                } else {
                    approver.post_with(&path, &[("If-Match", &etag)], &json!({}))
                }
            });
            (editing.join().unwrap(), approving.join().unwrap())
        });
        let now = agent.get(&offer).expect(200);
        if now["state"] == "approved" {
            assert_eq!(now["total"], usd("10.00"), "{now}");
            assert_eq!(now["digest"], seen["digest"]);
            assert_eq!((approved.status, edited.status), (200, 412));
        } else {
            assert_eq!(now["approved_by"], Value::Null, "{now}");
            assert!(matches!(approved.status, 200 | 409 | 412), "{approved:?}");
            agent
                .act(&format!("{offer}/send"))
                .expect_problem(409, "wrong_state");
        }
    }
}

#[test]
fn whoever_made_an_offer_lends_nobodys_authority_for_it() {
    let app = TestApp::start();
    let case = apologized(&app);
    let (maker, lender) = (app.user("admin", &[]), app.approver());
    let friend = app.user("approver", &[]);
    let for_them = json!({"from_user_id": lender.id, "to_user_id": friend.id});
    lend(&maker, &for_them).expect(201);
    let offer = submitted_by(&case, &maker, "100.00");
    approve(&friend, &offer).expect_problem(403, "over_limit");
    // It is good for what the admin had no hand in, and the lender's own word for this.
    let clean = submitted_by(&case, &case.agent, "100.00");
    approve(&friend, &clean).expect(200);
    lend(&lender, &json!({"to_user_id": friend.id})).expect(201);
    let approved = approve(&friend, &offer).expect(200);
    assert_eq!(
        approved["approved_on_behalf_of"].as_str(),
        Some(&*lender.id)
    );
}

#[test]
fn many_small_offers_at_once_are_together_no_more_than_one() {
    let app = TestApp::start();
    let approver = app.user("approver", &[("1000.00", "USD")]);
    let case = Case::reported_by(&app, app.agent(), approver);
    case.bring_to("apologized");
    let offers: Vec<String> = (0..8)
        .map(|_| submitted_by(&case, &case.agent, "300.00"))
        .collect();
    let start = Barrier::new(offers.len());
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let threads: Vec<_> = offers
            .iter()
            .map(|offer| {
                scope.spawn(|| {
                    let approver = app.caller(case.approver.token.as_deref().unwrap());
                    start.wait();
                    approve(&approver, offer)
                })
            })
            .collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let (yes, no): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(yes.len(), 3);
    for refused in no {
        refused.expect_problem(403, "over_limit");
    }
    // An edit of what was approved gives the limit back, and takes the approval away.
    let approved = offers.iter().zip(&answers).find(|(_, it)| it.status == 200);
    let (offer, _) = approved.unwrap();
    let edit = json!({"items": items("400.00")});
    assert_eq!(case.agent.patch(offer, &edit).expect(200)["state"], "draft");
    case.agent.act(&format!("{offer}/submit")).expect(200);
    approve(&case.approver, offer).expect(200);
    let last = submitted_by(&case, &case.agent, "0.01");
    approve(&case.approver, &last).expect_problem(403, "over_limit");
}

#[test]
fn a_friend_does_not_approve_with_the_authority_of_whose_hands_are_on_it() {
    let app = TestApp::start();
    let (lender, friend) = (app.approver(), app.user("approver", &[]));
    let case = apologized(&app);

    // Made by somebody else, edited by the lender.
    let edited = submitted_by(&case, &case.agent, "100.00");
    lender
        .patch(&edited, &json!({"message": "Dear client"}))
        .expect(200);
    case.agent.act(&format!("{edited}/submit")).expect(200);
    // Only submitted by the lender.
    let handed_in = case.draft_offer();
    lender.act(&format!("{handed_in}/submit")).expect(200);
    // Lent before and after, by the lender and by an admin for them.
    lend(&lender, &json!({"to_user_id": friend.id})).expect(201);
    let for_them = json!({"from_user_id": lender.id, "to_user_id": friend.id});
    lend(&app.admin(), &for_them).expect(201);
    let made = submitted_by(&case, &lender, "100.00");
    for offer in [&edited, &handed_in, &made] {
        approve(&friend, offer).expect_problem(403, "over_limit");
        approve(&lender, offer).expect_problem(403, "own_offer");
    }
    // The friend's own hands are no better for the authority that they borrow.
    let own = submitted_by(&case, &friend, "100.00");
    approve(&friend, &own).expect_problem(403, "own_offer");
    // What it is for.
    let clean = submitted_by(&case, &case.agent, "100.00");
    approve(&friend, &clean).expect(200);
}

/// Sent with room up to 1200.00 USD, which `case.approver` set; with the client's page.
fn sent_with_room(case: &Case<'_>) -> (String, String) {
    let offer = case.draft_offer();
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver
        .post(
            &format!("{offer}/approve"),
            &json!({"room": usd("1200.00")}),
        )
        .expect(200);
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(&case.app.url).unwrap().to_owned();
    (offer, page)
}

#[test]
fn whoever_wrote_the_clients_wish_down_does_not_approve_it() {
    let app = TestApp::start();
    let wish = json!({"wish": "Twelve hundred, they said", "value": usd("1200.00")});

    // The approver names the amount as the client's, and a colleague accepts it: the room is that
    // same approver's.
    let case = apologized(&app);
    let (offer, _) = sent_with_room(&case);
    case.approver
        .post(&format!("{offer}/counter"), &wish)
        .expect(200);
    let accept = format!("{offer}/accept-counter");
    let asked = case.agent.act(&accept).expect(201);
    assert_eq!(asked["state"], "pending_approval", "{asked}");
    let second = format!("/v1/offers/{}", text(&asked["id"]));
    approve(&case.approver, &second).expect_problem(403, "own_offer");
    // Nor with authority that was lent by them.
    let friend = app.user("approver", &[]);
    lend(&case.approver, &json!({"to_user_id": friend.id})).expect(201);
    approve(&friend, &second).expect_problem(403, "over_limit");
    approve(&app.approver(), &second).expect(200);

    // What the client says on their page is the client's.
    let case = apologized(&app);
    let (offer, page) = sent_with_room(&case);
    let fields = [("wish", "Twelve hundred"), ("amount", "1200.00")];
    let said = app.nobody().form(&format!("{page}/counter"), &fields);
    assert_eq!(said.status, 303, "{}", said.text);
    let accept = format!("{offer}/accept-counter");
    assert_eq!(case.agent.act(&accept).expect(201)["state"], "accepted");
}

#[test]
fn room_is_not_set_by_whose_hands_are_on_the_offer_nor_beyond_their_limit() {
    let app = TestApp::start();
    let case = apologized(&app);
    let offer = case.draft_offer();
    let hand = app.approver();
    hand.patch(&offer, &json!({"message": "Dear client"}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    approve(&case.approver, &offer).expect(200);
    let room = |who: &Caller, amount: &str| {
        who.post(&format!("{offer}/room"), &json!({"room": usd(amount)}))
    };
    room(&hand, "1200.00").expect_problem(403, "own_offer");
    let poor = app.user("approver", &[("1100.00", "USD")]);
    room(&poor, "1200.00").expect_problem(403, "over_limit");
    room(&case.agent, "1200.00").expect_problem(403, "forbidden");
    // Authority that the hand lent sets none either.
    let friend = app.user("approver", &[]);
    lend(&hand, &json!({"to_user_id": friend.id})).expect(201);
    room(&friend, "1200.00").expect_problem(403, "over_limit");
    room(&poor, "1100.00").expect(200);
}

/// The client's address is no part of the digest; all the same nobody redirects what was approved.
#[test]
fn what_was_approved_goes_nowhere_else() {
    let app = TestApp::start();
    let case = apologized(&app);
    let offer = submitted_by(&case, &case.agent, "100.00");
    let client = text(&case.agent.get(&case.path).expect(200)["client_id"]);
    let client = format!("/v1/clients/{client}");
    let redirect = |address: &str| {
        let change = json!({"email": address});
        case.agent.patch(&client, &change).expect(200);
    };
    // Those who decide are told where it would go, and so is the history.
    let mail = app.admin().get("/v1/mail?limit=200").expect(200);
    let asked = mail["items"].as_array().unwrap().iter();
    let asked: Vec<&Value> = asked.filter(|it| it["kind"] == "offer_approval").collect();
    assert!(!asked.is_empty());
    for mail in asked {
        assert!(
            text(&mail["text"]).contains("ines@harbour.example"),
            "{mail}"
        );
    }
    let history = case
        .agent
        .get(&format!("{}/history?limit=200", case.path))
        .expect(200);
    let submitted = history["items"].as_array().unwrap().iter();
    let submitted: Vec<&Value> = submitted
        .filter(|it| it["action"] == "submit_offer")
        .collect();
    assert_eq!(submitted[0]["after"]["recipient"], "ines@harbour.example");

    // Between submission and approval, and between approval and sending.
    redirect("mallory@elsewhere.example");
    let refused = approve(&case.approver, &offer).expect_problem(409, "offer_changed");
    assert!(
        text(&refused["detail"]).contains("e-mail address"),
        "{refused}"
    );
    assert_eq!(refused["state"], "pending_approval");
    redirect("ines@harbour.example");
    approve(&case.approver, &offer).expect(200);
    redirect("mallory@elsewhere.example");
    let send = || case.agent.act(&format!("{offer}/send"));
    let refused = send().expect_problem(409, "offer_changed");
    assert_eq!(refused["state"], "approved");
    assert_eq!(case.state(), "apologized");
    let mail = app.admin().get("/v1/mail?limit=200").expect(200);
    assert!(!mail.to_string().contains("mallory@"), "nothing went there");

    // Submitted and approved again, it goes there with everybody's knowledge.
    case.agent
        .patch(&offer, &json!({"message": "For you."}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    send().expect_problem(409, "wrong_state");
    approve(&case.approver, &offer).expect(200);
    send().expect(200);
}
