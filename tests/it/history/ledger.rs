//! Every change leaves one entry for each thing that it changed, and nothing else leaves any.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use amends::http::endpoints;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::verdict;
use crate::support::app::{Answer, Caller, TestApp};
use crate::support::cases::{
    Case, STATEMENT, late_parcel, report, stray_message, text, whole_list,
};
use crate::support::sql::Sql;

/// What a call leaves in the history, and which routes were called.
struct Ledger<'a> {
    app: &'a TestApp,
    admin: Caller,
    seen: Cell<i64>,
    routes: RefCell<BTreeSet<String>>,
    /// Calls that left something else.
    wrong: RefCell<Vec<String>>,
}

impl<'a> Ledger<'a> {
    fn open(app: &'a TestApp) -> Self {
        let ledger = Self {
            app,
            admin: app.admin(),
            seen: Cell::new(0),
            routes: RefCell::default(),
            wrong: RefCell::default(),
        };
        ledger.new_entries();
        ledger
    }

    /// What came since the last look: `action subject`, in the order of the alphabet.
    fn new_entries(&self) -> Vec<String> {
        let list = self.admin.get("/v1/history?limit=200").expect(200);
        let newest = list["items"].as_array().unwrap();
        let mut entries: Vec<String> = newest
            .iter()
            .filter(|entry| entry["sequence"].as_i64().unwrap() > self.seen.get())
            .map(|entry| format!("{} {}", text(&entry["action"]), text(&entry["subject"])))
            .collect();
        self.seen.set(newest[0]["sequence"].as_i64().unwrap());
        entries.sort();
        entries
    }

    /// The answer of a call that left exactly these entries.
    #[track_caller]
    fn expect(&self, route: &str, entries: &[&str], answer: Answer) -> Value {
        assert!((200..400).contains(&answer.status), "{route}: {answer:?}");
        self.routes.borrow_mut().insert(route.to_owned());
        let mut expected = entries.to_vec();
        expected.sort_unstable();
        let left = self.new_entries();
        if left != expected {
            let wrong = format!("{route} left {left:?}, not {expected:?}");
            self.wrong.borrow_mut().push(wrong);
        }
        // The client's page answers with HTML, or nothing.
        serde_json::from_str(&answer.text).unwrap_or(Value::Null)
    }

    #[track_caller]
    fn expect_nothing_of(&self, answer: &Answer) {
        assert!(answer.status >= 400, "{answer:?}");
        assert_eq!(self.new_entries(), [""; 0], "{answer:?}");
    }
}

/// POSTs that change nothing.
const LEAVE_NOTHING: [&str; 3] = [
    "POST /v1/apologies/check",
    "POST /v1/guarantees/{code}/evaluate",
    "POST /v1/policy/simulate",
];

#[test]
fn every_change_leaves_one_entry_for_each_thing_that_changed() {
    let app = TestApp::start();
    let ledger = Ledger::open(&app);
    people(&ledger);
    rules(&ledger);
    let (agent, approver) = (app.agent(), app.approver());
    ledger.new_entries();
    to_an_offer(&ledger, &agent, &approver);
    answers(&ledger, &agent, &approver);
    counters(&ledger, &agent, &approver);
    dismissed_and_recorded(&ledger, &agent, &approver);
    mail(&ledger, &agent);

    // A route that is not among them would change something unseen.
    let called = ledger.routes.borrow();
    for endpoint in endpoints() {
        for (method, _) in endpoint.methods {
            let route = format!("{method} {}", endpoint.path);
            let known = method == "GET"
                || called.contains(&route)
                || LEAVE_NOTHING.contains(&route.as_str());
            assert!(known, "{route} is not among the changes that are counted");
        }
    }
    assert_eq!(*ledger.wrong.borrow(), [""; 0]);
    assert_eq!(verdict(&app)["ok"], true);
}

fn people(ledger: &Ledger<'_>) {
    let admin = &ledger.admin;
    let reached = admin.patch("/v1/me", &json!({"phone": "+44 20 7946 0958"}));
    ledger.expect("PATCH /v1/me", &["change_user user"], reached);
    let user = json!({"name": "Ruth", "email": "ruth@agency.example", "role": "approver"});
    let made = admin.post("/v1/users", &user);
    let made = ledger.expect("POST /v1/users", &["create_user user"], made);
    ledger.expect_nothing_of(&admin.post("/v1/users", &user));
    let path = format!("/v1/users/{}", text(&made["id"]));
    let changed = admin.patch(&path, &json!({"name": "Ruth Clerk"}));
    ledger.expect("PATCH /v1/users/{id}", &["change_user user"], changed);
    let token = admin.post(&format!("{path}/tokens"), &json!({"label": "laptop"}));
    let token = ledger.expect("POST /v1/users/{id}/tokens", &["create_token token"], token);
    let token = format!("/v1/tokens/{}", text(&token["id"]));
    let delete = || admin.call("DELETE", &token, &[], None);
    ledger.expect("DELETE /v1/tokens/{id}", &["revoke_token token"], delete());
    ledger.expect("DELETE /v1/tokens/{id}", &[], delete());

    let lent = admin.post(
        "/v1/delegations",
        &json!({
            "to_user_id": made["id"], "reason": "A holiday", "ends_at": "2026-03-09T10:00:00Z",
        }),
    );
    let lent = ledger.expect("POST /v1/delegations", &["delegate delegation"], lent);
    let end = admin.act(&format!("/v1/delegations/{}/end", text(&lent["id"])));
    ledger.expect(
        "POST /v1/delegations/{id}/end",
        &["end_delegation delegation"],
        end,
    );
}

fn rules(ledger: &Ledger<'_>) {
    let admin = &ledger.admin;
    let shown = admin.get("/v1/policy");
    let etag = shown.header("etag").unwrap();
    let mut policy = shown.expect(200);
    policy["loss_multiplier"] = json!("2.5");
    let put = |path: &str, etag: &str, body: &Value| {
        admin.call("PUT", path, &[("If-Match", etag)], Some(body))
    };
    let changed = put("/v1/policy", &etag, &policy);
    ledger.expect("PUT /v1/policy", &["change_policy policy"], changed);
    ledger.expect_nothing_of(&put("/v1/policy", &etag, &policy));

    let guarantee = admin.post("/v1/guarantees", &late_parcel("late-parcel"));
    ledger.expect(
        "POST /v1/guarantees",
        &["create_guarantee guarantee"],
        guarantee,
    );
    let etag = admin
        .get("/v1/guarantees/late-parcel")
        .header("etag")
        .unwrap();
    let mut other = late_parcel("late-parcel");
    other["name"] = json!("A parcel that came late");
    let changed = put("/v1/guarantees/late-parcel", &etag, &other);
    ledger.expect(
        "PUT /v1/guarantees/{code}",
        &["change_guarantee guarantee"],
        changed,
    );
}

/// The first incident: from its report to an offer that was approved, step by step.
fn to_an_offer(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let client = json!({"name": "Harbour Books", "email": "ines@harbour.example"});
    let client = agent.post("/v1/clients", &client);
    let client = ledger.expect("POST /v1/clients", &["create_client client"], client);
    let path = format!("/v1/clients/{}", text(&client["id"]));
    let changed = agent.patch(&path, &json!({"notes": "Prefers the telephone"}));
    ledger.expect("PATCH /v1/clients/{id}", &["change_client client"], changed);

    let both = ["create_client client", "report incident"];
    ledger.expect(
        "POST /v1/incidents",
        &both,
        agent.post("/v1/incidents", &report()),
    );
    let known = json!({"client_id": client["id"], "summary": "A late parcel", "loss": {"amount": "500.00", "currency": "USD"}});
    let incident = agent.post("/v1/incidents", &known);
    let incident = ledger.expect("POST /v1/incidents", &["report incident"], incident);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let post = |way: &str, body: &Value| agent.post(&format!("{path}/{way}"), body);
    let changed = agent.patch(&path, &json!({"category": "delivery"}));
    ledger.expect("PATCH /v1/incidents/{id}", &["edit incident"], changed);

    let account = post(
        "accounts",
        &json!({"by": "Ines", "side": "client", "text": "Nobody rang."}),
    );
    let account = ledger.expect(
        "POST /v1/incidents/{id}/accounts",
        &["add_account account"],
        account,
    );
    let account = format!("/v1/accounts/{}", text(&account["id"]));
    let disputed = agent.post(
        &format!("{account}/dispute"),
        &json!({"points": "We did ring."}),
    );
    let entries = ["dispute_account account"];
    ledger.expect("POST /v1/accounts/{id}/dispute", &entries, disputed);
    let settled = agent.act(&format!("{account}/settle"));
    let entries = ["settle_account account"];
    ledger.expect("POST /v1/accounts/{id}/settle", &entries, settled);
    let playback = post("playbacks", &json!({}));
    let entries = ["draft_playback playback"];
    let playback = ledger.expect("POST /v1/incidents/{id}/playbacks", &entries, playback);
    let playback = format!("/v1/playbacks/{}", text(&playback["id"]));
    let sent = agent.act(&format!("{playback}/send"));
    let entries = ["send_playback playback"];
    ledger.expect("POST /v1/playbacks/{id}/send", &entries, sent);
    let answered = agent.post(&format!("{playback}/answer"), &json!({"agreed": true}));
    let entries = ["answer_playback playback"];
    ledger.expect("POST /v1/playbacks/{id}/answer", &entries, answered);
    let promise = post(
        "promises",
        &json!({"text": "We call back", "due_at": "2026-03-03T09:00:00Z"}),
    );
    let promise = ledger.expect(
        "POST /v1/incidents/{id}/promises",
        &["promise promise"],
        promise,
    );
    let keep = agent.post(
        &format!("/v1/promises/{}/keep", text(&promise["id"])),
        &json!({"note": "Called"}),
    );
    ledger.expect(
        "POST /v1/promises/{id}/keep",
        &["keep_promise promise"],
        keep,
    );

    ledger.expect_nothing_of(&post("own", &json!({"statement": "The printer did it."})));
    let own = post("own", &json!({"statement": STATEMENT}));
    ledger.expect(
        "POST /v1/incidents/{id}/own",
        &["own incident", "draft_apology apology"],
        own,
    );
    let drafted = post("apologies", &json!({}));
    let drafted = ledger.expect(
        "POST /v1/incidents/{id}/apologies",
        &["draft_apology apology"],
        drafted,
    );
    let apology = format!("/v1/apologies/{}", text(&drafted["id"]));
    let edited = agent.patch(&apology, &json!({"subject": "Our mistake"}));
    ledger.expect(
        "PATCH /v1/apologies/{id}",
        &["edit_apology apology"],
        edited,
    );
    let mailed = agent.act(&format!("{apology}/mail-draft"));
    ledger.expect(
        "POST /v1/apologies/{id}/mail-draft",
        &["mail_draft apology"],
        mailed,
    );
    let discarded = agent.act(&format!("{apology}/discard"));
    ledger.expect(
        "POST /v1/apologies/{id}/discard",
        &["discard_apology apology"],
        discarded,
    );
    let list = whole_list(agent, &format!("{path}/apologies"));
    let first = list
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["state"] == "draft")
        .unwrap();
    let sent = agent.act(&format!("/v1/apologies/{}/send", text(&first["id"])));
    ledger.expect(
        "POST /v1/apologies/{id}/send",
        &["send_apology apology", "apologize incident"],
        sent,
    );

    let offer = post("offers", &json!({"use_suggestion": "money_back"}));
    let offer = ledger.expect(
        "POST /v1/incidents/{id}/offers",
        &["draft_offer offer"],
        offer,
    );
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    let edited = agent.patch(&offer, &json!({"message": "With our thanks"}));
    ledger.expect("PATCH /v1/offers/{id}", &["edit_offer offer"], edited);
    let submit = || agent.act(&format!("{offer}/submit"));
    ledger.expect(
        "POST /v1/offers/{id}/submit",
        &["submit_offer offer"],
        submit(),
    );
    ledger.expect_nothing_of(&submit());
    let rejected = approver.post(&format!("{offer}/reject"), &json!({"reason": "Too little"}));
    ledger.expect(
        "POST /v1/offers/{id}/reject",
        &["reject_offer offer"],
        rejected,
    );
    let withdrawn = agent.post(&format!("{offer}/withdraw"), &json!({"reason": "Anew"}));
    ledger.expect(
        "POST /v1/offers/{id}/withdraw",
        &["withdraw_offer offer"],
        withdrawn,
    );
    assert_eq!(agent.get(&path).expect(200)["state"], "apologized");
}

/// An incident in the state `apologized`, and nothing of the way there in the ledger.
fn apologized<'a>(ledger: &Ledger<'a>, agent: &Caller, approver: &Caller) -> Case<'a> {
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    case.bring_to("apologized");
    ledger.new_entries();
    case
}

/// What becomes of offers that were sent: on the client's page, recorded by us, and by time.
fn answers(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let client = ledger.app.nobody();
    let case = apologized(ledger, agent, approver);
    let offer = case.draft_offer();
    agent.act(&format!("{offer}/submit")).expect(200);
    ledger.new_entries();
    let approve = approver.act(&format!("{offer}/approve"));
    ledger.expect(
        "POST /v1/offers/{id}/approve",
        &["approve_offer offer"],
        approve,
    );
    let sent = agent.act(&format!("{offer}/send"));
    let sent = ledger.expect(
        "POST /v1/offers/{id}/send",
        &["send_offer offer", "offer incident"],
        sent,
    );
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(&ledger.app.url).unwrap();
    client.get(page);
    assert_eq!(ledger.new_entries(), [""; 0], "reading");
    let accepted = client.form(&format!("{page}/accept"), &[]);
    ledger.expect(
        "POST /c/{token}/accept",
        &["accept_offer offer", "accept incident"],
        accepted,
    );
    ledger.expect_nothing_of(&client.form(&format!("{page}/accept"), &[]));
    let item = text(&agent.get(&offer).expect(200)["items"][0]["id"]);
    let fulfilled = agent.post(
        &format!("{offer}/items/{item}/fulfil"),
        &json!({"evidence": "transfer 4711"}),
    );
    ledger.expect(
        "POST /v1/offers/{id}/items/{item_id}/fulfil",
        &["fulfil_item offer", "fulfil incident"],
        fulfilled,
    );
    let said = client.form(&format!("{page}/feedback"), &[("satisfaction", "5")]);
    ledger.expect("POST /c/{token}/feedback", &["follow_up follow_up"], said);
    learned(ledger, agent, approver, &case);

    let decline = |page: &str| client.form(&format!("{page}/decline"), &[("reason", "No")]);
    let counter = |page: &str| client.form(&format!("{page}/counter"), &[("wish", "Time")]);
    let (declined, countered) = (
        ["decline_offer offer", "decline incident"],
        ["counter_offer offer", "counter incident"],
    );
    let case = apologized(ledger, agent, approver);
    let next = || {
        let (offer, page) = case.offer_with_link();
        ledger.new_entries();
        (offer, page)
    };
    ledger.expect("POST /c/{token}/decline", &declined, decline(&next().1));
    ledger.expect("POST /c/{token}/counter", &countered, counter(&next().1));
    let recorded = |way: &str, body: Value| agent.post(&format!("{}/{way}", next().0), &body);
    ledger.expect(
        "POST /v1/offers/{id}/decline",
        &declined,
        recorded("decline", json!({"reason": "No"})),
    );
    ledger.expect(
        "POST /v1/offers/{id}/counter",
        &countered,
        recorded("counter", json!({"wish": "Time"})),
    );
    ledger.expect(
        "POST /v1/offers/{id}/withdraw",
        &["withdraw_offer offer", "withdraw incident"],
        recorded("withdraw", json!({"reason": "A slip"})),
    );
    next();
    ledger.app.advance(TimeDelta::days(31));
    ledger.app.keep_deadlines();
    assert_eq!(
        ledger.new_entries(),
        ["expire incident", "expire_offer offer"]
    );
    ledger.expect(
        "POST /v1/offers/{id}/accept",
        &["accept_offer offer", "accept incident"],
        recorded("accept", json!({})),
    );
}

/// What is learned from an incident whose amends were made, until it is closed.
fn learned(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller, case: &Case<'_>) {
    let post = |way: &str, body: &Value| agent.post(&format!("{}/{way}", case.path), body);
    let planned = post(
        "preventions",
        &json!({"description": "Two people check", "due_on": "2026-04-01"}),
    );
    let planned = ledger.expect(
        "POST /v1/incidents/{id}/preventions",
        &["plan_prevention prevention"],
        planned,
    );
    let path = format!("/v1/preventions/{}", text(&planned["id"]));
    let evidence = json!({"evidence": "A checklist"});
    let done = agent.post(&format!("{path}/done"), &evidence);
    ledger.expect(
        "POST /v1/preventions/{id}/done",
        &["prevention_done prevention"],
        done,
    );
    let verified = approver.post(&format!("{path}/verify"), &evidence);
    ledger.expect(
        "POST /v1/preventions/{id}/verify",
        &["prevention_verified prevention"],
        verified,
    );
    let said = post("follow-ups", &json!({"satisfaction": 5, "retained": true}));
    ledger.expect(
        "POST /v1/incidents/{id}/follow-ups",
        &["follow_up follow_up"],
        said,
    );
    let closed = post("close", &json!({"root_cause": "No check"}));
    ledger.expect("POST /v1/incidents/{id}/close", &["close incident"], closed);
    let reopened = post("reopen", &json!({"reason": "It came back"}));
    ledger.expect(
        "POST /v1/incidents/{id}/reopen",
        &["reopen incident"],
        reopened,
    );
}

/// A counter-proposal that is within the room that was left: every step of the new offer is a line.
fn counters(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let case = apologized(ledger, agent, approver);
    let (offer, page) = case.offer_with_link();
    ledger.new_entries();
    let room = approver.post(
        &format!("{offer}/room"),
        &json!({"room": {"amount": "1500.00", "currency": "USD"}}),
    );
    ledger.expect("POST /v1/offers/{id}/room", &["set_room offer"], room);
    ledger.app.nobody().form(
        &format!("{page}/counter"),
        &[("wish", "More"), ("amount", "1300")],
    );
    ledger.new_entries();
    let agreed = agent.act(&format!("{offer}/accept-counter"));
    ledger.expect(
        "POST /v1/offers/{id}/accept-counter",
        &[
            "draft_offer offer",
            "submit_offer offer",
            "approve_offer offer",
            "send_offer offer",
            "offer incident",
            "accept_offer offer",
            "accept incident",
        ],
        agreed,
    );
}

fn dismissed_and_recorded(ledger: &Ledger<'_>, agent: &Caller, approver: &Caller) {
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    ledger.new_entries();
    let dismissed = approver.post(
        &format!("{}/dismiss", case.path),
        &json!({"reason": "Reported twice"}),
    );
    ledger.expect(
        "POST /v1/incidents/{id}/dismiss",
        &["dismiss incident"],
        dismissed,
    );
    let case = Case::reported_by(ledger.app, agent.clone(), approver.clone());
    case.own();
    ledger.new_entries();
    let recorded = agent.post(
        &format!("{}/record", case.draft()),
        &json!({"channel": "phone", "note": "Called Ines"}),
    );
    ledger.expect(
        "POST /v1/apologies/{id}/record",
        &["record_apology apology", "apologize incident"],
        recorded,
    );
}

/// Mail that comes from somebody, and is put where it belongs; mail that a person stops and tries
/// again. Mail that goes out on its own leaves nothing.
fn mail(ledger: &Ledger<'_>, agent: &Caller) {
    let stray = agent.hand_in(&stray_message("ledger"));
    let stray = ledger.expect("POST /v1/inbound", &["file_message message"], stray);
    let incidents = agent.get("/v1/incidents?limit=1").expect(200);
    let placed = agent.post(
        &format!("/v1/inbound/{}/place", text(&stray["id"])),
        &json!({"incident_id": incidents["items"][0]["id"]}),
    );
    let entries = ["place_message message"];
    ledger.expect("POST /v1/inbound/{id}/place", &entries, placed);

    // There is no mail server here: what would wait is kept, and made to wait.
    let kept = agent.get("/v1/mail?limit=1").expect(200);
    let id = text(&kept["items"][0]["id"]);
    let mut sql = Sql::open(&ledger.app.database.url);
    sql.execute(&format!(
        "UPDATE mail SET state = 'waiting', next_try_at = created_at WHERE id = '{id}'"
    ));
    for (way, entry) in [("stop", "stop_mail mail"), ("retry", "retry_mail mail")] {
        let done = agent.act(&format!("/v1/mail/{id}/{way}"));
        ledger.expect(&format!("POST /v1/mail/{{id}}/{way}"), &[entry], done);
    }
}
