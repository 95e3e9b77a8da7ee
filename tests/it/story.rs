//! The whole story, told once over HTTP and SMTP: from a client and a loss of 500.00 USD to
//! `closed`, reading every mail.

use chrono::TimeDelta;
use mail_parser::{Message, MessageParser, MimeHeaders};
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::cases::text;
use crate::support::smtp::ReceivedMail;

fn parsed(mail: &ReceivedMail) -> Message<'_> {
    MessageParser::default()
        .parse(mail.data.as_bytes())
        .expect("a mail that can be read")
}

/// Sends what is due and returns the mails that arrived, by the address they went to.
fn delivered(app: &TestApp) -> Vec<ReceivedMail> {
    app.send_mail();
    app.smtp.as_ref().unwrap().take()
}

#[test]
fn from_a_loss_to_closed() {
    let app = TestApp::with_mail();
    let agent = app.agent();
    let approver = app.user("approver", &[("2000.00", "USD")]);
    let agent_mail = text(&agent.get("/v1/me").expect(200)["email"]);
    let approver_mail = text(&approver.get("/v1/me").expect(200)["email"]);

    // Report.
    let client = agent
        .post(
            "/v1/clients",
            &json!({"name": "Harbour Books", "contact_name": "Ines Moreau", "email": "ines@harbour.example"}),
        )
        .expect(201);
    let incident = agent
        .post(
            "/v1/incidents",
            &json!({
                "client_id": client["id"],
                "summary": "The catalogue was printed from an old file",
                "details": "Northern Print used the file of the first proof.",
                "fault": "subcontractor",
                "subcontractor": "Northern Print",
                "discovered_by": "client",
                "price": {"amount": "800", "currency": "USD"},
                "loss": {"amount": "500.00", "currency": "USD"},
            }),
        )
        .expect(201);
    assert_eq!(incident["reference"], "INC-2026-000001");
    assert_eq!(incident["state"], "reported");
    assert_eq!(incident["allowed_actions"], json!(["own", "dismiss"]));
    assert_eq!(incident["due"][0]["what"], "own");
    let path = format!("/v1/incidents/{}", text(&incident["id"]));

    // Listen.
    agent
        .post(
            &format!("{path}/accounts"),
            &json!({"by": "Ines Moreau", "side": "client", "text": "We had to throw away 400 copies."}),
        )
        .expect(201);

    // Own up. An excuse does not do.
    let refused = agent
        .post(
            &format!("{path}/own"),
            &json!({"statement": "We are sorry, but Northern Print made the error."}),
        )
        .expect_problem(409, "ownership_not_ready");
    assert_eq!(refused["state"], "reported");
    assert!(!refused["findings"].as_array().unwrap().is_empty());
    let owned = agent
        .post(
            &format!("{path}/own"),
            &json!({
                "statement": "It was our mistake: we released the wrong file and did not check the proof.",
                "root_cause": "The release list named the file of the first proof.",
            }),
        )
        .expect(200);
    assert_eq!(owned["state"], "owned");
    assert_eq!(owned["owner_id"].as_str(), Some(&*agent.id));

    // The owner gets the draft, as text and HTML, with the letter attached as an unsent message.
    let mails = delivered(&app);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, std::slice::from_ref(&agent_mail));
    let draft = parsed(&mails[0]);
    assert!(draft.subject().unwrap().contains("INC-2026-000001"));
    assert_eq!(
        draft.header_raw("Auto-Submitted").map(str::trim),
        Some("auto-generated")
    );
    let attached = draft.attachment(0).unwrap();
    assert!(attached.attachment_name().unwrap().ends_with(".eml"));
    let letter = attached.message().expect("a message in the message");
    assert_eq!(letter.header_raw("X-Unsent").map(str::trim), Some("1"));
    assert_eq!(
        letter.to().unwrap().first().unwrap().address(),
        Some("ines@harbour.example")
    );
    let words = letter.body_text(0).unwrap().into_owned();
    for said in ["Ines Moreau", "our mistake", "old file"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("Northern Print"), "{words}");
    assert!(draft.body_html(0).unwrap().contains("INC-2026-000001"));

    // Apologise, in the owner's own words.
    let drafts = agent.get(&format!("{path}/apologies")).expect(200);
    let apology = &drafts["items"][0];
    assert_eq!(apology["ready"], true);
    let apology_path = format!("/v1/apologies/{}", text(&apology["id"]));
    let eml = agent.get(&format!("{apology_path}/draft.eml"));
    assert_eq!(
        eml.header("content-type").as_deref(),
        Some("message/rfc822")
    );
    assert!(eml.text.contains("X-Unsent: 1"));
    agent
        .patch(
            &apology_path,
            &json!({"text": "We are sorry if this caused you any trouble."}),
        )
        .expect(200);
    agent
        .act(&format!("{apology_path}/send"))
        .expect_problem(409, "apology_not_ready");
    let own_words = "Dear Ines,\n\nIt was our mistake: we printed your catalogue from an old file. \
                     I am sorry. We will make it right, and I will call you on Tuesday.\n\nYours";
    agent
        .patch(&apology_path, &json!({"text": own_words}))
        .expect(200);
    let sent = agent.act(&format!("{apology_path}/send")).expect(200);
    assert_eq!(sent["state"], "sent");
    assert_eq!(agent.get(&path).expect(200)["state"], "apologized");
    let mails = delivered(&app);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, ["ines@harbour.example"]);
    let letter = parsed(&mails[0]);
    assert!(
        letter
            .body_text(0)
            .unwrap()
            .contains("we printed your catalogue from an old file")
    );
    assert_eq!(
        letter.reply_to().unwrap().first().unwrap().address(),
        Some(&*agent_mail)
    );

    // Make generous amends: double the loss, and why.
    let suggestion = agent.get(&format!("{path}/suggestion")).expect(200);
    assert_eq!(
        suggestion["total"],
        json!({"amount": "1000.00", "currency": "USD"})
    );
    assert_eq!(suggestion["basis"][0]["detail"], "500.00 USD x 2");
    assert_eq!(suggestion["gauge"]["of_loss_percent"], 200);
    assert_eq!(suggestion["gauge"]["of_price_percent"], 125);
    let offer = agent
        .post(
            &format!("{path}/offers"),
            &json!({"use_suggestion": "additional_time", "message": "Ten hours for whatever you need next."}),
        )
        .expect(201);
    assert_eq!(offer["items"][0]["quantity"], "10");
    assert_eq!(
        offer["total"],
        json!({"amount": "1000.00", "currency": "USD"})
    );
    let offer_path = format!("/v1/offers/{}", text(&offer["id"]));
    agent.act(&format!("{offer_path}/submit")).expect(200);

    // Four eyes.
    let mails = delivered(&app);
    let to: Vec<&str> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
    assert!(
        to.contains(&&*approver_mail) && to.contains(&"admin@example.com"),
        "{to:?}"
    );
    assert!(parsed(&mails[0]).body_text(0).unwrap().contains("1,000.00"));
    agent
        .act(&format!("{offer_path}/approve"))
        .expect_problem(403, "forbidden");
    let seen = approver.get(&offer_path).expect(200);
    approver
        .post(
            &format!("{offer_path}/approve"),
            &json!({"digest": seen["digest"], "note": "Fair."}),
        )
        .expect(200);
    assert_eq!(delivered(&app)[0].to, std::slice::from_ref(&agent_mail));
    let sent = agent.act(&format!("{offer_path}/send")).expect(200);
    let link = text(&sent["client_link"]);
    assert_eq!(agent.get(&path).expect(200)["state"], "offered");
    let mails = delivered(&app);
    assert_eq!(mails[0].to, ["ines@harbour.example"]);
    assert!(parsed(&mails[0]).body_text(0).unwrap().contains(&link));

    // The client reads, and accepts.
    let ines = app.nobody();
    let page = link.strip_prefix(&app.url).unwrap();
    let shown = ines.get(page);
    assert_eq!(shown.status, 200);
    for said in [
        "The catalogue was printed from an old file",
        "I am sorry",
        "1,000.00",
        "Ten hours",
    ] {
        assert!(shown.text.contains(said), "{said}: {}", shown.text);
    }
    assert!(!shown.text.contains("Northern Print"));
    let answered = ines.form(&format!("{page}/accept"), &[("note", "Thank you.")]);
    assert_eq!(answered.status, 303);
    assert_eq!(agent.get(&path).expect(200)["state"], "accepted");
    assert!(!ines.get(page).text.contains("<form"));
    assert_eq!(
        ines.form(&format!("{page}/decline"), &[("reason", "No.")])
            .status,
        409
    );
    let mails = delivered(&app);
    assert_eq!(mails[0].to, std::slice::from_ref(&agent_mail));
    assert!(
        parsed(&mails[0])
            .body_text(0)
            .unwrap()
            .contains("Thank you.")
    );

    // Keep the promise.
    app.advance(TimeDelta::days(2));
    let item = text(&offer["items"][0]["id"]);
    let fulfilled = agent
        .post(
            &format!("{offer_path}/items/{item}/fulfil"),
            &json!({"evidence": "Ten hours booked on their account"}),
        )
        .expect(200);
    assert_eq!(fulfilled["state"], "fulfilled");
    assert_eq!(agent.get(&path).expect(200)["state"], "amended");

    // The client says how it went.
    assert!(ines.get(page).text.contains("<form"));
    let told = ines.form(
        &format!("{page}/feedback"),
        &[
            ("satisfaction", "5"),
            ("retained", "yes"),
            ("note", "Better than if nothing had happened."),
        ],
    );
    assert_eq!(told.status, 303);
    let mails = delivered(&app);
    assert!(
        parsed(&mails[0])
            .body_text(0)
            .unwrap()
            .contains("Better than if nothing had happened.")
    );

    // Learn, and close.
    let lacking = agent
        .act(&format!("{path}/close"))
        .expect_problem(409, "not_ready_to_close");
    assert_eq!(lacking["missing"], json!(["prevention"]));
    let prevention = agent
        .post(
            &format!("{path}/preventions"),
            &json!({"description": "Two people check every file", "due_on": "2026-04-01"}),
        )
        .expect(201);
    let prevention = format!("/v1/preventions/{}", text(&prevention["id"]));
    agent
        .post(
            &format!("{prevention}/done"),
            &json!({"evidence": "Checklist in use"}),
        )
        .expect(200);
    approver
        .post(
            &format!("{prevention}/verify"),
            &json!({"evidence": "Saw three"}),
        )
        .expect(200);
    let closed = agent.act(&format!("{path}/close")).expect(200);
    assert_eq!(closed["state"], "closed");
    assert_eq!(closed["due"], json!([]));

    // What happened can be told, and nobody has rewritten it.
    let history = agent.get(&format!("{path}/history?limit=200")).expect(200);
    let moves: Vec<&str> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["after"].get("state").is_some() && entry["subject"] == "incident")
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        moves,
        [
            "report",
            "own",
            "apologize",
            "offer",
            "accept",
            "fulfil",
            "close"
        ]
    );
    let verdict = app.admin().get("/v1/history/verify").expect(200);
    assert_eq!(verdict["ok"], true);
    assert_eq!(verdict["checked"], verdict["head"]["sequence"]);

    // Every mail went out, each once.
    let mail = agent.get("/v1/mail?limit=200").expect(200);
    let states: Vec<&str> = mail["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| mail["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, vec!["sent"; 8], "{mail}");
    assert!(delivered(&app).is_empty());
}
