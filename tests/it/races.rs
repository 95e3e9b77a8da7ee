//! Several people at once: of those who change one version one wins, and what can be decided once
//! is decided once, with one outcome and one mail.

use std::sync::Barrier;

use serde_json::{Value, json};

use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{Case, STATEMENT, late_parcel, text, whole_list};

const WRITERS: usize = 50;

type Ask<'a> = Box<dyn Fn() -> Answer + Send + Sync + 'a>;

/// All of it in the same moment.
fn at_once(asks: &[Ask<'_>]) -> Vec<Answer> {
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

/// The same person on a connection of their own; on a shared one requests would form a queue.
fn apart(app: &TestApp, who: &Caller) -> Caller {
    app.caller(who.token.as_deref().unwrap())
}

fn lines_of_history(app: &TestApp) -> i64 {
    let verified = app.admin().get("/v1/history/verify").expect(200);
    assert_eq!(verified["ok"], true, "{verified}");
    verified["checked"].as_i64().unwrap()
}

/// Fifty writers read one version of what is at `path`, and each writes `body(number)`.
fn fifty_write(
    app: &TestApp,
    (who, method, path): (&Caller, &str, &str),
    body: &(dyn Fn(usize) -> Value + Sync),
    member: &str,
) {
    let read = who.get(path);
    read.expect(200);
    let etag = read.header("etag").unwrap();
    let lines = lines_of_history(app);
    let asks: Vec<Ask<'_>> = (0..WRITERS)
        .map(|number| -> Ask<'_> {
            let (who, etag) = (apart(app, who), etag.clone());
            Box::new(move || who.call(method, path, &[("If-Match", &etag)], Some(&body(number))))
        })
        .collect();
    let answers = at_once(&asks);
    let (won, lost): (Vec<_>, Vec<_>) = answers
        .iter()
        .enumerate()
        .partition(|(_, answer)| answer.status == 200);
    assert_eq!(won.len(), 1, "{method} {path}: {:?}", statuses(&answers));
    for (_, answer) in lost {
        answer.expect_problem(412, "precondition_failed");
    }
    let (winner, answer) = won[0];
    let kept = who.get(path);
    assert_eq!(kept.expect(200)[member], body(winner)[member], "{path}");
    assert_eq!(kept.header("etag"), answer.header("etag"));
    assert_eq!(lines_of_history(app), lines + 1, "{path}");
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|answer| answer.status).collect()
}

#[test]
fn of_fifty_writers_of_one_version_one_wins() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (admin, agent) = (app.admin(), &case.agent);
    let incident = agent.get(&case.path).expect(200);
    let client = format!("/v1/clients/{}", text(&incident["client_id"]));
    let other = Case::in_state(&app, "owned");
    let apology = other.draft();
    let offer = case.draft_offer();
    let user = format!("/v1/users/{}", agent.id);
    admin
        .post("/v1/guarantees", &late_parcel("late-parcel"))
        .expect(201);

    let named =
        |member: &'static str| move |number: usize| json!({member: format!("Writer {number}")});
    fifty_write(&app, (agent, "PATCH", &client), &named("notes"), "notes");
    fifty_write(
        &app,
        (agent, "PATCH", &case.path),
        &named("details"),
        "details",
    );
    fifty_write(&app, (agent, "PATCH", &apology), &named("text"), "text");
    fifty_write(&app, (agent, "PATCH", &offer), &named("message"), "message");
    fifty_write(&app, (&admin, "PATCH", &user), &named("name"), "name");
    let policy = |number: usize| json!({"loss_multiplier": format!("2.{}", number + 1)});
    let policy = move |number: usize| {
        let mut policy = policy(number);
        let digits = text(&policy["loss_multiplier"]);
        policy["loss_multiplier"] = digits.trim_end_matches('0').into();
        policy
    };
    fifty_write(
        &app,
        (&admin, "PUT", "/v1/policy"),
        &policy,
        "loss_multiplier",
    );
    let guarantee = |number: usize| {
        let mut guarantee = late_parcel("late-parcel");
        guarantee["name"] = format!("Writer {number}").into();
        guarantee
    };
    let path = "/v1/guarantees/late-parcel";
    fifty_write(&app, (&admin, "PUT", path), &guarantee, "name");
}

/// The ways in which an offer that was sent can end.
const ENDS: [&str; 7] = [
    "accept",
    "decline",
    "counter",
    "withdraw",
    "client accept",
    "client decline",
    "client counter",
];

fn end<'a>(case: &Case<'_>, (offer, page): (&'a str, &'a str), how: &'static str) -> Ask<'a> {
    let agent = apart(case.app, &case.agent);
    let client = case.app.nobody();
    let act = move |body: Value| agent.post(&format!("{offer}/{how}"), &body);
    let form = move |action: &str, fields: &[(&str, &str)]| {
        client.form(&format!("{page}/{action}"), fields)
    };
    match how {
        "accept" => Box::new(move || act(json!({}))),
        "decline" => Box::new(move || act(json!({"reason": "decline"}))),
        "counter" => Box::new(move || act(json!({"wish": "counter"}))),
        "withdraw" => Box::new(move || act(json!({"reason": "withdraw"}))),
        "client accept" => Box::new(move || form("accept", &[])),
        "client decline" => Box::new(move || form("decline", &[("reason", "client decline")])),
        "client counter" => Box::new(move || form("counter", &[("wish", "client counter")])),
        other => panic!("there is no {other}"),
    }
}

/// What there is once somebody won: the offer's state, the incident's, and mails about the answer.
fn outcome_of(how: &str) -> (&'static str, &'static str, usize) {
    match how.trim_start_matches("client ") {
        "accept" => ("accepted", "accepted", 1),
        "decline" => ("declined", "apologized", 1),
        "counter" => ("countered", "apologized", 1),
        "withdraw" => ("withdrawn", "apologized", 0),
        other => panic!("there is no {other}"),
    }
}

fn mails(case: &Case<'_>, kind: &str) -> usize {
    let mail = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    let mails = mail.as_array().unwrap().iter();
    mails.filter(|mail| mail["kind"] == kind).count()
}

fn all_mails(case: &Case<'_>) -> usize {
    let mail = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    mail.as_array().unwrap().len()
}

fn entries(case: &Case<'_>, actions: &[&str]) -> usize {
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    let entries = history.as_array().unwrap().iter();
    entries
        .filter(|entry| actions.contains(&entry["action"].as_str().unwrap()))
        .count()
}

/// Sends an offer, ends it in all these ways at once, and expects one to have happened.
fn end_at_once(case: &Case<'_>, ways: &[&'static str]) {
    let (offer, page) = case.offer_with_link();
    let asks: Vec<Ask<'_>> = ways
        .iter()
        .map(|how| end(case, (&offer, &page), how))
        .collect();
    let answers = at_once(&asks);
    let won: Vec<&str> = ways
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| matches!(answer.status, 200 | 303))
        .map(|(how, _)| *how)
        .collect();
    let [winner] = won[..] else {
        panic!("{ways:?}: {:?}", statuses(&answers));
    };
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 409).count(),
        ways.len() - 1,
        "{ways:?}: {:?}",
        statuses(&answers)
    );
    let (state, incident, told) = outcome_of(winner);
    let kept = case.agent.get(&offer).expect(200);
    assert_eq!(kept["state"], state, "{ways:?}");
    assert_eq!(case.state(), incident, "{ways:?}");
    assert_eq!(mails(case, "offer_answered"), told, "{ways:?}");
    if state == "accepted" {
        assert_eq!(kept["answer"]["by_client"], winner.starts_with("client"));
    }
    let ends = [
        "accept_offer",
        "decline_offer",
        "counter_offer",
        "withdraw_offer",
    ];
    assert_eq!(entries(case, &ends), 1, "{ways:?}");
    assert_eq!(
        entries(case, &["accept", "decline", "counter", "withdraw"]),
        1
    );
}

#[test]
fn of_two_answers_at_once_one_is_taken_whoever_gives_them() {
    let app = TestApp::start();
    let (agent, approver) = (app.agent(), app.approver());
    for (index, one) in ENDS.iter().enumerate() {
        for other in &ENDS[index..] {
            let case = Case::reported_by(&app, agent.clone(), approver.clone());
            case.bring_to("apologized");
            end_at_once(&case, &[one, other]);
        }
    }
}

#[test]
fn of_all_answers_at_once_one_is_taken() {
    let app = TestApp::start();
    for _ in 0..3 {
        let case = Case::in_state(&app, "apologized");
        end_at_once(&case, &[&ENDS[..], &ENDS[..]].concat());
    }
}

#[test]
fn of_those_who_decide_at_once_one_decides() {
    let app = TestApp::start();
    for _ in 0..5 {
        let case = Case::in_state(&app, "apologized");
        let offer = case.draft_offer();
        case.agent.act(&format!("{offer}/submit")).expect(200);
        let (approve, reject) = (format!("{offer}/approve"), format!("{offer}/reject"));
        let asks: Vec<Ask<'_>> = (0..6)
            .map(|number| -> Ask<'_> {
                let approver = app.approver();
                if number % 2 == 0 {
                    let approve = &approve;
                    Box::new(move || approver.act(approve))
                } else {
                    let reject = &reject;
                    Box::new(move || approver.post(reject, &json!({"reason": "No"})))
                }
            })
            .collect();
        let answers = at_once(&asks);
        let won: Vec<usize> = (0..6).filter(|&it| answers[it].status == 200).collect();
        assert_eq!(won.len(), 1, "{:?}", statuses(&answers));
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            lost.expect_problem(409, "wrong_state");
        }
        let state = if won[0].is_multiple_of(2) {
            "approved"
        } else {
            "rejected"
        };
        assert_eq!(case.agent.get(&offer).expect(200)["state"], state);
        assert_eq!(mails(&case, "offer_decided"), 1);
        assert_eq!(entries(&case, &["approve_offer", "reject_offer"]), 1);
    }
}

/// Ten ask for the same, without a key; one is heard.
fn one_of_ten(case: &Case<'_>, path: &str, body: &Value, kind: &str) {
    let before = mails(case, kind);
    let asks: Vec<Ask<'_>> = (0..10)
        .map(|_| -> Ask<'_> {
            let agent = apart(case.app, &case.agent);
            Box::new(move || agent.post(path, body))
        })
        .collect();
    let answers = at_once(&asks);
    let won = answers
        .iter()
        .filter(|answer| (200..300).contains(&answer.status));
    assert_eq!(won.count(), 1, "{path}: {:?}", statuses(&answers));
    for lost in answers.iter().filter(|answer| answer.status >= 300) {
        lost.expect_problem(409, "wrong_state");
    }
    assert_eq!(mails(case, kind), before + 1, "{path}");
}

#[test]
fn what_is_sent_is_sent_once_however_many_send_it() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let own = json!({"statement": STATEMENT});
    one_of_ten(&case, &format!("{}/own", case.path), &own, "apology_draft");
    let none = json!({});
    one_of_ten(&case, &format!("{}/send", case.draft()), &none, "apology");
    let offer = case.draft_offer();
    let submit = format!("{offer}/submit");
    let before = mails(&case, "offer_approval");
    let asks: Vec<Ask<'_>> = (0..10)
        .map(|_| -> Ask<'_> {
            let (agent, submit) = (apart(&app, &case.agent), &submit);
            Box::new(move || agent.act(submit))
        })
        .collect();
    let answers = at_once(&asks);
    let won = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(won, 1, "{:?}", statuses(&answers));
    // The approver and the admin.
    assert_eq!(mails(&case, "offer_approval"), before + 2);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    one_of_ten(&case, &format!("{offer}/send"), &none, "offer");
}

#[test]
fn a_counter_proposal_is_accepted_once_however_many_accept_it() {
    let app = TestApp::start();
    let usd = |amount: &str| json!({"amount": amount, "currency": "USD"});
    for room in ["1200.00", "1000.00"] {
        let case = Case::in_state(&app, "apologized");
        let offer = case.draft_offer();
        case.agent.act(&format!("{offer}/submit")).expect(200);
        let body = json!({"room": usd(room)});
        case.approver
            .post(&format!("{offer}/approve"), &body)
            .expect(200);
        case.agent.act(&format!("{offer}/send")).expect(200);
        let wish = json!({"wish": "More", "value": usd("1100.00")});
        case.agent
            .post(&format!("{offer}/counter"), &wish)
            .expect(200);
        let (approvals, before) = (mails(&case, "offer_approval"), all_mails(&case));
        let accept = format!("{offer}/accept-counter");
        let asks: Vec<Ask<'_>> = (0..10)
            .map(|_| -> Ask<'_> {
                let (agent, accept) = (apart(&app, &case.agent), &accept);
                Box::new(move || agent.act(accept))
            })
            .collect();
        let answers = at_once(&asks);
        let won = answers.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(won, 1, "{:?}", statuses(&answers));
        for lost in answers.iter().filter(|answer| answer.status != 201) {
            lost.expect_problem(409, "wrong_state");
        }
        let offers = whole_list(&case.agent, &format!("{}/offers", case.path));
        assert_eq!(offers.as_array().unwrap().len(), 2);
        // One to the client, or as many to approvers as were asked about the first offer.
        let expected = if room == "1200.00" { 1 } else { approvals };
        assert_eq!(all_mails(&case) - before, expected);
    }
}
