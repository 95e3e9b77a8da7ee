//! Apologies: drafted in the client's language, judged, edited, and given: by mail, or by voice.
//!
//! What the client reads never names who made the mistake for us.

use chrono::TimeDelta;
use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::support::app::{TestApp, beginning};
use crate::support::cases::{Case, STATEMENT, report, text};

const SOUND: &str = "Dear Ines,\n\nIt was our mistake: we printed your catalogue from an old file. \
                     I am sorry. We will make it right.\n\nYours";
const BLOCKED: &str = "We are sorry if this caused you any trouble.";

/// The history of the incident.
fn history(case: &Case<'_>) -> Vec<Value> {
    let history = case
        .agent
        .get(&format!("{}/history?limit=200", case.path))
        .expect(200);
    history["items"].as_array().unwrap().clone()
}

/// The mails that went, or would go, to this address.
fn mail_to(app: &TestApp, address: &str) -> Vec<Value> {
    let list = app.admin().get("/v1/mail?limit=200").expect(200);
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mail| mail["to"] == address)
        .cloned()
        .collect()
}

/// An owned incident that a subcontractor caused.
fn caused_by_northern_print<'a>(app: &'a TestApp, language: &str, statement: &str) -> Case<'a> {
    let mut incident = report();
    incident["client"]["language"] = json!(language);
    incident["summary"] = json!(if language == "de" {
        "Der Katalog wurde von Northern Print nach einer alten Datei gedruckt"
    } else {
        "The catalogue was printed by Northern Print from an old file"
    });
    incident["details"] = json!("Northern Print used the file of the first proof.");
    incident["fault"] = json!("subcontractor");
    incident["subcontractor"] = json!("Northern Print Ltd");
    let (agent, approver) = (app.agent(), app.approver());
    let reported = agent.post("/v1/incidents", &incident).expect(201);
    let id = text(&reported["id"]);
    let case = Case {
        app,
        agent,
        approver,
        path: format!("/v1/incidents/{id}"),
        id,
    };
    case.agent
        .post(
            &format!("{}/own", case.path),
            &json!({"statement": statement}),
        )
        .expect(200);
    case
}

#[test]
fn the_draft_is_written_in_the_clients_language_and_names_no_subcontractor() {
    let app = TestApp::with_mail();
    for (language, statement, said) in [
        (
            "en",
            STATEMENT,
            ["our mistake", "from an old file", "Ines Moreau"],
        ),
        (
            "de",
            "Das war unser Fehler: Wir haben die alte Datei freigegeben, ohne sie zu prüfen.",
            ["unser Fehler", "nach einer alten Datei", "Ines Moreau"],
        ),
    ] {
        let case = caused_by_northern_print(&app, language, statement);
        let draft = case.agent.get(&case.draft()).expect(200);
        assert_eq!(draft["language"], language);
        assert_eq!(draft["state"], "draft");
        assert_eq!(draft["ready"], true, "{draft}");
        assert_eq!(draft["to"], "ines@harbour.example");
        let letter = text(&draft["text"]);
        for words in said {
            assert!(letter.contains(words), "{words}: {letter}");
        }
        assert!(!draft.to_string().contains("Northern"), "{draft}");
        let eml = case.agent.get(&format!("{}/draft.eml", case.draft()));
        assert_eq!(eml.status, 200);
        let unsent = MessageParser::default().parse(&eml.text).unwrap();
        let unsent = unsent.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(unsent.trim(), letter.trim());

        case.apologize();
        let (_, page) = case.offer_with_link();
        app.send_mail();
        let received = app.smtp.as_ref().unwrap().take();
        let to_client: Vec<_> = received
            .iter()
            .filter(|mail| mail.to == ["ines@harbour.example"])
            .collect();
        assert_eq!(to_client.len(), 2);
        for mail in to_client {
            let parsed = MessageParser::default()
                .parse(mail.data.as_bytes())
                .unwrap();
            for part in [
                parsed.subject().unwrap().to_owned(),
                parsed.body_text(0).unwrap().into_owned(),
                parsed.body_html(0).unwrap().into_owned(),
            ] {
                assert!(!part.contains("Northern"), "{part}");
            }
        }
        let shown = app.nobody().get(&page);
        assert_eq!(shown.status, 200);
        assert!(shown.text.contains(said[1]), "{}", shown.text);
        assert!(!shown.text.contains("Northern"), "{}", shown.text);
    }
}

#[test]
fn drafts_stand_side_by_side_and_one_is_sent() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let apologies = format!("{}/apologies", case.path);
    let composed = case.draft();
    let answer = case.agent.post(
        &apologies,
        &json!({"subject": "Our mistake", "text": SOUND, "language": "en"}),
    );
    let own = answer.expect(201);
    let path = format!("/v1/apologies/{}", text(&own["id"]));
    assert_eq!(answer.header("location"), Some(path.clone()));
    assert_eq!(own["text"], SOUND);
    assert_eq!(own["subject"], "Our mistake");
    let list = case.agent.get(&apologies).expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let german = case
        .agent
        .post(&apologies, &json!({"language": "de"}))
        .expect(201);
    assert_eq!(german["language"], "de");
    assert!(
        text(&german["text"]).contains("Guten Tag") || text(&german["text"]).contains("geehrte")
    );
    case.agent
        .post(&apologies, &json!({"template": "baroque"}))
        .expect_invalid("/template", "unknown");

    let sent = case.agent.act(&format!("{path}/send")).expect(200);
    assert_eq!(sent["state"], "sent");
    assert_eq!(sent["sent_at"], "2026-03-02T09:00:00.000000Z");
    assert_eq!(case.state(), "apologized");
    // The incident has its apology: a second one is not sent beside it.
    let refused = case
        .agent
        .act(&format!("{composed}/send"))
        .expect_problem(409, "wrong_state");
    assert_eq!(refused["state"], "apologized");
    case.agent
        .act(&format!("{path}/send"))
        .expect_problem(409, "wrong_state");
    assert_eq!(mail_to(&app, "ines@harbour.example").len(), 1);
}

#[test]
fn drafts_are_written_only_while_the_incident_is_owned() {
    let app = TestApp::start();
    for state in [
        "reported",
        "dismissed",
        "apologized",
        "offered",
        "accepted",
        "amended",
        "closed",
    ] {
        let case = Case::in_state(&app, state);
        let refused = case
            .agent
            .act(&format!("{}/apologies", case.path))
            .expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], state);
        assert!(refused["allowed_actions"].is_array());
    }
}

#[test]
fn a_draft_is_edited_in_the_version_that_was_seen() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let draft = case.draft();
    let seen = case.agent.get(&draft).header("etag").unwrap();
    let change = |etag: Option<&str>, body: &Value| {
        let headers: Vec<(&str, &str)> = etag.map(|etag| ("If-Match", etag)).into_iter().collect();
        case.agent.call("PATCH", &draft, &headers, Some(body))
    };
    change(None, &json!({"text": SOUND})).expect_problem(428, "precondition_required");
    let answer = change(Some(&seen), &json!({"text": SOUND}));
    let edited = answer.expect(200);
    assert_eq!(edited["text"], SOUND);
    assert_eq!(edited["version"], 2);
    assert_ne!(answer.header("etag"), Some(seen.clone()));
    assert_eq!(answer.header("etag"), case.agent.get(&draft).header("etag"));
    change(Some(&seen), &json!({"text": "Mine"})).expect_problem(412, "precondition_failed");
    let subject = case
        .agent
        .patch(&draft, &json!({"subject": "Our mistake"}))
        .expect(200);
    assert_eq!(subject["text"], SOUND, "what is left out stays");
    case.agent
        .call(
            "PATCH",
            &draft,
            &[("If-Match", "*")],
            Some(&json!({"text": null})),
        )
        .expect_invalid("/text", "required");
    case.agent
        .call(
            "PATCH",
            &draft,
            &[("If-Match", "*")],
            Some(&json!({"to": "eve@evil.example"})),
        )
        .expect_problem(422, "invalid");

    // An action honours the version too.
    case.agent
        .post_with(&format!("{draft}/send"), &[("If-Match", &seen)], &json!({}))
        .expect_problem(412, "precondition_failed");
    case.apologize();
    case.agent
        .call(
            "PATCH",
            &draft,
            &[("If-Match", "*")],
            Some(&json!({"text": SOUND})),
        )
        .expect_problem(409, "wrong_state");
}

#[test]
fn a_text_with_an_excuse_is_not_sent_and_the_refusal_says_why() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let draft = case.draft();
    let edited = case
        .agent
        .patch(&draft, &json!({"text": BLOCKED}))
        .expect(200);
    assert_eq!(edited["ready"], false);
    let refused = case
        .agent
        .act(&format!("{draft}/send"))
        .expect_problem(409, "apology_not_ready");
    let conditional = refused["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == "conditional")
        .unwrap_or_else(|| panic!("{refused}"));
    assert_eq!(conditional["severity"], "block");
    assert!(BLOCKED.contains(&text(&conditional["excerpt"])));
    assert!(!text(&conditional["advice"]).is_empty());
    assert_eq!(refused["state"], "draft");
    assert_eq!(case.state(), "owned");
    assert!(mail_to(&app, "ines@harbour.example").is_empty());

    // By voice it would be no better.
    case.agent
        .post(
            &format!("{draft}/record"),
            &json!({"channel": "phone", "note": "Called"}),
        )
        .expect_problem(409, "apology_not_ready");
}

#[test]
fn an_approver_may_answer_for_what_blocks_a_letter_and_history_says_so() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let draft = case.draft();
    let blocked = case
        .agent
        .patch(&draft, &json!({"text": BLOCKED}))
        .expect(200);
    let codes: Vec<Value> = blocked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "block")
        .map(|finding| finding["code"].clone())
        .collect();
    assert!(codes.len() >= 2, "{blocked}");
    let send = format!("{draft}/send");
    let why = "The client asked for exactly these words";

    case.agent
        .post(&send, &json!({"override": codes, "reason": why}))
        .expect_problem(403, "forbidden");
    case.approver
        .post(&send, &json!({"override": codes}))
        .expect_invalid("/reason", "required");
    // Each finding is answered for by name.
    case.approver
        .post(&send, &json!({"override": codes[..1], "reason": why}))
        .expect_problem(409, "apology_not_ready");
    assert_eq!(case.state(), "owned");

    let sent = case
        .approver
        .post(&send, &json!({"override": codes, "reason": why}))
        .expect(200);
    assert_eq!(sent["state"], "sent");
    assert_eq!(sent["overridden"].as_array().unwrap().len(), codes.len());
    let entry = history(&case)
        .into_iter()
        .find(|entry| entry["action"] == "send_apology")
        .unwrap();
    let note = text(&entry["note"]);
    assert!(note.contains(why), "{note}");
    for code in &codes {
        assert!(note.contains(&text(code)), "{note}");
    }
    assert_eq!(entry["by"]["id"].as_str(), Some(&*case.approver.id));
}

#[test]
fn an_apology_by_telephone_is_recorded_and_nothing_is_mailed() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let record = format!("{}/record", case.draft());
    app.advance(TimeDelta::hours(2));
    let call = |body: &Value| case.agent.post(&record, body);
    call(&json!({"channel": "phone", "at": "2026-03-02T11:00:01Z", "note": "Called"}))
        .expect_invalid("/at", "in_the_future");
    call(&json!({"channel": "pigeon", "note": "Called"}))
        .expect_invalid("/channel", "unknown_value");
    call(&json!({"channel": "phone"})).expect_invalid("/note", "required");
    assert_eq!(case.state(), "owned");

    let recorded = call(&json!({
        "channel": "phone",
        "at": "2026-03-02T10:30:00Z",
        "note": "She was glad that we called.",
    }))
    .expect(200);
    assert_eq!(recorded["state"], "recorded");
    assert_eq!(recorded["channel"], "phone");
    assert_eq!(recorded["given_at"], "2026-03-02T10:30:00.000000Z");
    assert_eq!(recorded["sent_at"], Value::Null);
    assert_eq!(case.state(), "apologized");
    assert!(mail_to(&app, "ines@harbour.example").is_empty());

    // The client's page does not show a letter that nobody sent.
    let (_, page) = case.offer_with_link();
    let shown = app.nobody().get(&page);
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("already apologised to you directly"));
}

#[test]
fn a_discarded_draft_is_of_no_more_use() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let draft = case.draft();
    let discarded = case.agent.act(&format!("{draft}/discard")).expect(200);
    assert_eq!(discarded["state"], "discarded");
    assert_eq!(discarded["allowed_actions"], json!([]));
    for action in ["send", "discard", "mail-draft"] {
        case.agent
            .act(&format!("{draft}/{action}"))
            .expect_problem(409, "wrong_state");
    }
    case.agent
        .post(
            &format!("{draft}/record"),
            &json!({"channel": "phone", "note": "Called"}),
        )
        .expect_problem(409, "wrong_state");
    assert_eq!(case.state(), "owned");
    // There is always another.
    case.agent
        .act(&format!("{}/apologies", case.path))
        .expect(201);
    case.apologize();
}

#[test]
fn a_draft_is_mailed_to_colleagues_and_to_nobody_else() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let mail_draft = format!("{}/mail-draft", case.draft());
    let address = |who: &crate::support::app::Caller| text(&who.get("/v1/me").expect(200)["email"]);
    let (owner, colleague) = (address(&case.agent), address(&case.approver));
    assert_eq!(
        mail_to(&app, &owner).len(),
        1,
        "the one that came with owning"
    );

    case.agent.act(&mail_draft).expect(200);
    assert_eq!(mail_to(&app, &owner).len(), 2);
    case.agent
        .post(&mail_draft, &json!({"to": colleague.to_uppercase()}))
        .expect(200);
    let mails = mail_to(&app, &colleague);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0]["kind"], "apology_draft");

    let gone = app.user("agent", &[]);
    let former = address(&gone);
    app.admin()
        .patch(&format!("/v1/users/{}", gone.id), &json!({"active": false}))
        .expect(200);
    for stranger in ["ines@harbour.example", "eve@evil.example", &*former] {
        case.agent
            .post(&mail_draft, &json!({"to": stranger}))
            .expect_invalid("/to", "unknown");
        assert!(mail_to(&app, stranger).is_empty());
    }
    assert_eq!(case.state(), "owned");
}

/// The finding of this code, as the check answers it.
fn found(app: &TestApp, body: &Value, code: &str) -> Option<Value> {
    let reporter = app.user("reporter", &[]);
    let answer = reporter.post("/v1/apologies/check", body).expect(200);
    answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["code"] == code)
        .cloned()
}

#[test]
fn the_places_that_the_check_names_count_characters() {
    let app = TestApp::start();
    for before in [
        "",
        "Dear Ines, ",
        "Dear Inès 🙈👩‍👩‍👧, ",
        "親愛なるイネス様 — ",
        "\u{1d4d8}\u{1d4f7} ",
    ] {
        let body = format!("{before}we are sorry if this caused you any trouble. 🙏");
        let finding = found(&app, &json!({"text": body}), "conditional")
            .unwrap_or_else(|| panic!("nothing in {body}"));
        let (start, end) = (
            usize::try_from(finding["start"].as_u64().unwrap()).unwrap(),
            usize::try_from(finding["end"].as_u64().unwrap()).unwrap(),
        );
        let cut: String = body.chars().skip(start).take(end - start).collect();
        assert_eq!(finding["excerpt"], cut);
        assert!(cut.contains("if"), "{cut}");
        assert!(start >= before.chars().count());
    }
}

#[test]
fn the_check_knows_languages_and_kinds_and_stores_nothing() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let lines = history(&case).len();

    let german = "Es tut uns leid, falls Ihnen Unannehmlichkeiten entstanden sind.";
    assert!(
        found(
            &app,
            &json!({"text": german, "language": "de"}),
            "conditional"
        )
        .is_some()
    );
    assert!(
        found(
            &app,
            &json!({"text": german, "language": "de-AT"}),
            "conditional"
        )
        .is_some(),
        "Austria reads German"
    );
    assert!(found(&app, &json!({"text": german}), "conditional").is_none());

    // A statement of ownership need not apologise; an apology must.
    let owning = json!({"text": STATEMENT, "kind": "ownership"});
    assert!(found(&app, &owning, "no_explicit_apology").is_none());
    let apologising = json!({"text": STATEMENT, "kind": "apology"});
    let missing = found(&app, &apologising, "no_explicit_apology").unwrap();
    assert_eq!((&missing["start"], &missing["end"]), (&json!(0), &json!(0)));

    let answer = case
        .agent
        .post("/v1/apologies/check", &json!({"text": SOUND}))
        .expect(200);
    assert_eq!(answer["ready"], true);
    assert!(answer["score"].as_u64().unwrap() > 0);
    for component in [
        "responsibility",
        "repair",
        "regret",
        "explanation",
        "repentance",
        "forgiveness",
    ] {
        assert!(answer["components"][component]["present"].is_boolean());
    }
    assert_eq!(answer["components"]["responsibility"]["present"], true);
    assert!(SOUND.contains(&text(&answer["components"]["regret"]["evidence"])));

    for (body, pointer, code) in [
        (
            json!({"text": "x", "kind": "poem"}),
            "/kind",
            "unknown_value",
        ),
        (json!({"text": " "}), "/text", "blank"),
        (json!({"text": "x".repeat(20_001)}), "/text", "too_long"),
    ] {
        case.agent
            .post("/v1/apologies/check", &body)
            .expect_invalid(pointer, code);
    }
    app.nobody()
        .post("/v1/apologies/check", &json!({"text": SOUND}))
        .expect_problem(401, "unauthenticated");

    assert_eq!(history(&case).len(), lines);
    let drafts = case
        .agent
        .get(&format!("{}/apologies", case.path))
        .expect(200);
    assert_eq!(drafts["items"].as_array().unwrap().len(), 1);
    assert_eq!(app.services.now(), beginning());
}
