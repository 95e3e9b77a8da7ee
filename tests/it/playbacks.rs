//! Listening: what we understood is said back to the client before anything is offered, and their
//! yes or their correction is kept. Accounts that are told differently are marked.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::cases::{Case, report, text, whole_list};

/// An incident with everything that a client may have told us.
fn told<'a>(app: &'a TestApp, language: &str) -> Case<'a> {
    let mut case = Case::reported(app);
    let mut told = report();
    told["client"]["language"] = json!(language);
    told["client_account"] = json!("The catalogue shows last year's prices.");
    told["desired_outcome"] = json!("A new print before the fair.");
    told["expected_amends"] = json!({"amount": "800.00", "currency": "USD"});
    told["details"] = json!("Internal: the intern released it.");
    told["fault"] = json!("subcontractor");
    told["subcontractor"] = json!("Quick Print Ltd");
    let incident = case.agent.post("/v1/incidents", &told).expect(201);
    case.id = text(&incident["id"]);
    case.path = format!("/v1/incidents/{}", case.id);
    case
}

fn draft(case: &Case<'_>, body: &Value) -> (String, Value) {
    let playback = case
        .agent
        .post(&format!("{}/playbacks", case.path), body)
        .expect(201);
    (format!("/v1/playbacks/{}", text(&playback["id"])), playback)
}

/// The newest mail of a kind.
#[track_caller]
fn mail_of(case: &Case<'_>, kind: &str) -> Value {
    let all = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    let found = all
        .as_array()
        .unwrap()
        .iter()
        .find(|mail| mail["kind"] == kind);
    found
        .unwrap_or_else(|| panic!("there is no {kind}"))
        .clone()
}

/// Sends it: the path of the client's page.
fn page(case: &Case<'_>, playback: &str) -> String {
    let sent = case.agent.act(&format!("{playback}/send")).expect(200);
    assert_eq!(
        (&sent["state"], &sent["sent_to"]),
        (&json!("sent"), &json!("ines@harbour.example"))
    );
    let mail = text(&mail_of(case, "playback")["text"]);
    let start = mail.find("/c/").expect("a link");
    mail[start..].split_whitespace().next().unwrap().to_owned()
}

#[test]
fn an_unsent_draft_stands_in_the_thread_of_its_case() {
    let app = TestApp::start();
    let case = told(&app, "en");
    let (playback, _) = draft(&case, &json!({}));
    page(&case, &playback);
    case.own();
    let eml = case.agent.get(&format!("{}/draft.eml", case.draft())).text;
    let before = text(&mail_of(&case, "playback")["message_id"]);
    let header = eml.split("\r\n\r\n").next().unwrap();
    let header = header.replace("\r\n ", " ");
    let field = |name: &str| header.lines().find_map(|line| line.strip_prefix(name));
    assert_eq!(field("In-Reply-To: "), Some(before.as_str()));
    assert!(field("References: ").unwrap().ends_with(&before));
}

#[test]
fn what_the_client_told_us_is_said_back_in_their_language() {
    let app = TestApp::start();
    for (language, say) in [
        ("en", "So what you are saying is:"),
        ("de", "Sie sagen also:"),
    ] {
        let case = told(&app, language);
        let (_, playback) = draft(&case, &json!({}));
        let said = text(&playback["text"]);
        for part in [
            say,
            "last year's prices",
            "A new print before the fair.",
            "800",
        ] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!said.contains("intern"), "{said}");
        assert_eq!(playback["language"], language);
    }
    let case = told(&app, "en");
    let (_, own) = draft(&case, &json!({"text": "Quite another text."}));
    assert_eq!(own["text"], "Quite another text.");
}

#[test]
fn the_client_says_yes_on_their_page_once() {
    let app = TestApp::start();
    let case = told(&app, "en");
    let (playback, _) = draft(&case, &json!({}));
    let path = page(&case, &playback);
    let nobody = app.nobody();
    for _ in 0..2 {
        let shown = nobody.get(&path);
        assert_eq!(shown.status, 200);
        assert!(
            shown.text.contains("last year&#39;s prices"),
            "{}",
            shown.text
        );
    }
    assert_eq!(case.agent.get(&playback).expect(200)["state"], "sent");
    let answer = format!("{path}/playback");
    let empty = nobody.form(&answer, &[("agreed", "no"), ("correction", " ")]);
    assert_eq!(empty.status, 422);
    assert!(empty.text.contains("correction-problem"));
    assert_eq!(nobody.form(&answer, &[("agreed", "yes")]).status, 303);
    assert_eq!(nobody.form(&answer, &[("agreed", "yes")]).status, 409);
    let shown = nobody.get(&path).text;
    assert!(
        shown.contains("we understood you") && !shown.contains("<form"),
        "{shown}"
    );

    let kept = case.agent.get(&playback).expect(200);
    assert_eq!(kept["state"], "answered");
    assert_eq!(kept["answer"]["agreed"], true);
    assert_eq!(kept["answer"]["recorded_by"], Value::Null);
    assert!(text(&mail_of(&case, "playback_answered")["text"]).contains("understood them"));
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    let last = history.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["action"], &last["by"]),
        (&json!("answer_playback"), &Value::Null)
    );
    case.agent
        .post(&format!("{playback}/answer"), &json!({"agreed": true}))
        .expect_problem(409, "wrong_state");
    assert_eq!(case.state(), "reported");
}

/// A year after it was sent, to the second, whether it was answered or not.
#[test]
fn the_link_of_a_playback_ends() {
    let app = TestApp::start();
    let nobody = app.nobody();
    let unknown = nobody.get("/c/unknown");
    for answered in [false, true] {
        let case = told(&app, "en");
        let (playback, _) = draft(&case, &json!({}));
        let path = page(&case, &playback);
        let answer = format!("{path}/playback");
        if answered {
            assert_eq!(nobody.form(&answer, &[("agreed", "yes")]).status, 303);
        }
        app.advance(TimeDelta::days(365) - TimeDelta::seconds(1));
        assert_eq!(nobody.get(&path).status, 200);
        app.advance(TimeDelta::seconds(1));
        let late = [
            nobody.get(&path),
            nobody.form(&answer, &[("agreed", "yes")]),
        ];
        for late in late {
            assert_eq!((late.status, &late.text), (404, &unknown.text));
        }
        let kept = case.agent.get(&playback).expect(200);
        assert_eq!(kept["state"], if answered { "answered" } else { "sent" });
    }
}

#[test]
fn the_client_puts_us_right() {
    let app = TestApp::start();
    let case = told(&app, "de");
    let (playback, _) = draft(&case, &json!({}));
    let path = page(&case, &playback);
    let said = [
        ("agreed", "no"),
        ("correction", "Es waren <b>zwei</b> Kataloge."),
    ];
    assert_eq!(
        app.nobody().form(&format!("{path}/playback"), &said).status,
        303
    );
    let kept = case.agent.get(&playback).expect(200);
    assert_eq!(
        kept["answer"]["correction"],
        "Es waren <b>zwei</b> Kataloge."
    );
    assert!(!app.nobody().get(&path).text.contains("<b>zwei"));
    assert!(text(&mail_of(&case, "playback_answered")["text"]).contains("zwei"));
}

#[test]
fn an_answer_by_telephone_is_recorded() {
    let app = TestApp::start();
    let case = told(&app, "en");
    let (playback, _) = draft(&case, &json!({}));
    let answer = format!("{playback}/answer");
    case.agent
        .post(&answer, &json!({"agreed": false}))
        .expect_invalid("/correction", "required");
    let both = json!({"agreed": true, "correction": "no"});
    case.agent
        .post(&answer, &both)
        .expect_invalid("/correction", "conflicting");
    let stale = case
        .agent
        .post_with(&answer, &[("If-Match", "\"7\"")], &json!({"agreed": true}));
    stale.expect_problem(412, "precondition_failed");
    let said = json!({"agreed": false, "correction": "It was Tuesday."});
    let kept = case.agent.post(&answer, &said).expect(200);
    assert_eq!(kept["answer"]["recorded_by"], json!(case.agent.id));
    case.agent
        .post(&answer, &said)
        .expect_problem(409, "wrong_state");
    case.agent
        .act(&format!("{playback}/send"))
        .expect_problem(409, "wrong_state");
}

#[test]
fn nothing_is_played_back_once_an_offer_is_out() {
    let app = TestApp::start();
    for state in ["reported", "owned", "apologized"] {
        let case = Case::in_state(&app, state);
        let (playback, _) = draft(&case, &json!({}));
        page(&case, &playback);
    }
    let case = Case::in_state(&app, "apologized");
    let (playback, _) = draft(&case, &json!({}));
    case.offer();
    case.agent
        .act(&format!("{playback}/send"))
        .expect_problem(409, "wrong_state");
    case.agent
        .act(&format!("{}/playbacks", case.path))
        .expect_problem(409, "wrong_state");
}

#[test]
fn what_is_told_differently_is_marked_and_settled() {
    let app = TestApp::start();
    let case = Case::reported(&app);
    let accounts = format!("{}/accounts", case.path);
    let account = json!({"by": "Ines", "side": "client", "text": "It came on Tuesday."});
    let made = case.agent.post(&accounts, &account).expect(201);
    assert_eq!(
        (&made["disputed"], &made["disputed_points"]),
        (&json!(false), &Value::Null)
    );
    let path = format!("/v1/accounts/{}", text(&made["id"]));
    case.agent
        .post(&format!("{path}/dispute"), &json!({}))
        .expect_invalid("/points", "required");
    let points = json!({"points": "Our driver says Monday."});
    let marked = case
        .agent
        .post(&format!("{path}/dispute"), &points)
        .expect(200);
    assert_eq!(marked["disputed"], true);
    assert_eq!(marked["text"], "It came on Tuesday.");
    assert_eq!(
        whole_list(&case.agent, &accounts)[0]["disputed_points"],
        "Our driver says Monday."
    );
    assert_eq!(
        case.agent.act(&format!("{path}/settle")).expect(200)["disputed"],
        false
    );
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    let actions: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| text(&entry["action"]))
        .collect();
    assert_eq!(
        actions[1..],
        ["add_account", "dispute_account", "settle_account"]
    );
}

/// An incident that is told in three ways, and owned.
fn told_in_three_ways(app: &TestApp) -> (Case<'_>, [String; 2]) {
    let mut case = Case::reported(app);
    let mut told = report();
    told["summary"] = json!("400 catalogues were printed wrong on Tuesday");
    told["client_account"] = json!("All 400 were wrong on Tuesday.");
    told["loss"] = json!({"amount": "500.00", "currency": "USD"});
    told["occurred_at"] = json!("2026-02-17T08:00:00Z");
    let incident = case.agent.post("/v1/incidents", &told).expect(201);
    case.id = text(&incident["id"]);
    case.path = format!("/v1/incidents/{}", case.id);
    let account = |by: &str, side: &str, text_: &str| {
        let body = json!({"by": by, "side": side, "text": text_});
        let made = case
            .agent
            .post(&format!("{}/accounts", case.path), &body)
            .expect(201);
        text(&made["id"])
    };
    let client = account("Ines", "client", "All 400 were wrong on Tuesday.");
    let staff = account("Otto", "staff", "350 were wrong, on Monday.");
    let own = json!({
        "statement": "It was our mistake: we released the wrong file.",
        "root_cause": "Otto printed on Monday",
    });
    case.agent
        .post(&format!("{}/own", case.path), &own)
        .expect(200);
    (case, [client, staff])
}

fn draft_now(case: &Case<'_>) -> Value {
    case.agent
        .act(&format!("{}/apologies", case.path))
        .expect(201)
}

fn notes(draft: &Value) -> String {
    draft["notes"].to_string()
}

#[test]
fn a_letter_states_nothing_that_is_in_dispute_whoever_told_it() {
    let app = TestApp::start();
    let (case, [client, staff]) = told_in_three_ways(&app);
    let before = draft_now(&case);
    assert!(text(&before["text"]).contains("400 catalogues"), "{before}");
    let dispute = |id: &str, points: &str| {
        let path = format!("/v1/accounts/{id}/dispute");
        case.agent
            .post(&path, &json!({"points": points}))
            .expect(200)
    };
    let settle = |id: &str| {
        let path = format!("/v1/accounts/{id}/settle");
        case.agent.act(&path).expect(200)
    };
    for (id, points) in [
        (&client, "400 copies, Tuesday, 500 USD"),
        (&staff, "how many and which day; the loss is not 500"),
    ] {
        dispute(id, points);
        let drafted = draft_now(&case);
        let letter = format!("{} {}", drafted["subject"], drafted["text"]);
        for stated in [
            "400 cat",
            "All 400",
            "Tuesday",
            "USD 500",
            "Monday",
            "17 February",
        ] {
            assert!(!letter.contains(stated), "{stated}: {letter}");
        }
        for named in [
            points,
            "the loss",
            "the summary",
            "the day",
            "the root cause",
        ] {
            assert!(
                notes(&drafted).contains(named),
                "{named}: {}",
                notes(&drafted)
            );
        }
        let settled = settle(id);
        assert_eq!(settled["settled_points"], points);
        assert_eq!(settled["disputed"], false);
    }
    assert!(text(&draft_now(&case)["text"]).contains("400 catalogues"));
}

#[test]
fn the_sides_stand_beside_each_other() {
    let app = TestApp::start();
    let (case, [client, _]) = told_in_three_ways(&app);
    let points = json!({"points": "which day it was"});
    let compared = format!("{}/accounts/compared", case.path);
    case.agent
        .post(&format!("/v1/accounts/{client}/dispute"), &points)
        .expect(200);
    let shown = case.agent.get(&compared).expect(200);
    let sides: Vec<(&str, usize)> = shown["sides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| {
            let accounts = side["accounts"].as_array().unwrap().len();
            (side["side"].as_str().unwrap(), accounts)
        })
        .collect();
    assert_eq!(sides, [("client", 1), ("staff", 1), ("subcontractor", 0)]);
    assert_eq!(shown["disputed"][0]["points"], "which day it was");
    assert_eq!(shown["settled"], json!([]));

    let drafted = draft_now(&case);
    let path = format!("/v1/apologies/{}/mail-draft", text(&drafted["id"]));
    case.agent.act(&path).expect(200);
    let mail = text(&mail_of(&case, "apology_draft")["text"]);
    for part in [
        "The client:",
        "Our staff:",
        "350 were wrong",
        "[in dispute: which day it was]",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }

    case.agent
        .act(&format!("/v1/accounts/{client}/settle"))
        .expect(200);
    let shown = case.agent.get(&compared).expect(200);
    assert_eq!(shown["disputed"], json!([]));
    assert_eq!(shown["settled"][0]["account_id"], json!(client));
}

#[test]
fn what_the_client_said_at_the_report_stands_among_their_accounts() {
    let app = TestApp::start();
    let agent = app.agent();
    let mut told = report();
    told["client_account"] = json!("Half of the boxes were empty.");
    let incident = agent.post("/v1/incidents", &told).expect(201);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let later = json!({"by": "Ines", "side": "client", "text": "It was six boxes."});
    agent.post(&format!("{path}/accounts"), &later).expect(201);
    let shown = agent.get(&format!("{path}/accounts/compared")).expect(200);
    let accounts = &shown["sides"][0]["accounts"];
    assert_eq!(accounts[0]["text"], "Half of the boxes were empty.");
    assert_eq!(accounts[0]["id"], Value::Null);
    assert_eq!(accounts[0]["recorded_at"], incident["reported_at"]);
    assert_eq!(accounts[1]["text"], "It was six boxes.");
    assert_eq!(shown["sides"][1]["accounts"], json!([]));
}

#[test]
fn a_correction_is_what_the_client_says_from_then_on() {
    let app = TestApp::start();
    let (case, _) = told_in_three_ways(&app);
    let said = "It was Wednesday and 700 USD, and only the cover was wrong.";
    let answered = |said: &Value| {
        let (playback, drafted) = draft(&case, &json!({}));
        case.agent
            .post(&format!("{playback}/answer"), said)
            .expect(200);
        text(&drafted["text"])
    };
    answered(&json!({"agreed": false, "correction": said}));
    let shown = case.agent.get(&case.path).expect(200);
    assert_eq!(shown["last_playback"]["answer"]["correction"], said);
    let compared = format!("{}/accounts/compared", case.path);
    let sides = case.agent.get(&compared).expect(200);
    assert_eq!(sides["correction"]["answer"]["correction"], said);
    assert_eq!(sides["agreed"], Value::Null);

    let drafted = draft_now(&case);
    let letter = text(&drafted["text"]);
    assert!(letter.contains(said), "{letter}");
    for stated in ["400 cat", "Tuesday", "500.00", "17 February"] {
        assert!(!letter.contains(stated), "{stated}: {letter}");
    }
    assert!(
        notes(&drafted).contains("corrected what we played back"),
        "{}",
        notes(&drafted)
    );

    // The next playback says back what they said.
    let again = answered(&json!({"agreed": true}));
    assert!(
        again.contains(said) && !again.contains("All 400"),
        "{again}"
    );
    let sides = case.agent.get(&compared).expect(200);
    assert_eq!(sides["correction"], Value::Null);
    assert_eq!(sides["agreed"]["answer"]["agreed"], true);
    assert!(!notes(&draft_now(&case)).contains("corrected what we played back"));
}

/// Our name for whoever made the mistake is ours alone, in whatever is sent.
#[test]
fn nothing_that_goes_to_the_client_names_the_subcontractor() {
    let app = TestApp::start();
    let case = told(&app, "en");
    let (playback, _) = draft(
        &case,
        &json!({"text": "You say that QuickPrint... no, Quick Print lost it."}),
    );
    let refused = case.agent.act(&format!("{playback}/send"));
    let problem = refused.expect_problem(409, "names_subcontractor");
    assert_eq!(problem["errors"][0]["pointer"], "/text");

    let own = json!({"statement": "It was our mistake: we released the wrong file."});
    case.agent
        .post(&format!("{}/own", case.path), &own)
        .expect(200);
    let drafts = case
        .agent
        .get(&format!("{}/apologies", case.path))
        .expect(200);
    let letter = format!("/v1/apologies/{}", text(&drafts["items"][0]["id"]));
    let changed = json!({"text": "It was our mistake. Quick Print lost it. We are sorry. We will replace it."});
    let edited = case.agent.patch(&letter, &changed).expect(200);
    assert_eq!(edited["ready"], false);
    assert!(notes(&edited).contains("Quick Print"), "{edited}");
    let refused = case.agent.act(&format!("{letter}/send"));
    let problem = refused.expect_problem(409, "names_subcontractor");
    assert_eq!(problem["errors"][0]["pointer"], "/text");

    let offer = json!({
        "items": [{"kind": "refund", "description": "Quick Print's refund", "value": {"amount": "5000.00", "currency": "USD"}}],
        "message": "Quick Print pays you back.",
    });
    let offer = case
        .agent
        .post(&format!("{}/offers", case.path), &offer)
        .expect(201);
    let refused = case
        .agent
        .act(&format!("/v1/offers/{}/submit", text(&offer["id"])));
    let problem = refused.expect_problem(409, "names_subcontractor");
    assert_eq!(problem["errors"][0]["pointer"], "/message");
    assert_eq!(problem["errors"][1]["pointer"], "/items/0/description");

    // An approver may answer for it, where the word means something else.
    let over = json!({"override": ["names_subcontractor"], "reason": "The client knows them."});
    case.agent
        .post(&format!("{letter}/send"), &over)
        .expect_problem(403, "forbidden");
    let sent = app
        .approver()
        .post(&format!("{letter}/send"), &over)
        .expect(200);
    assert_eq!(sent["overridden"], json!(["names_subcontractor"]));
}
