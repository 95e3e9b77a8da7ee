//! Outgoing mail against a real SMTP server that fails on demand: no mail is lost, none is sent
//! twice where that can be known, and none goes to a client that nobody sent.

use std::collections::{BTreeMap, BTreeSet};

use amends::services::outbox;
use chrono::{DateTime, TimeDelta, Utc};
use mail_parser::{Address, MessageParser};
use serde_json::{Value, json};

use crate::support::app::{TestApp, beginning};
use crate::support::cases::{Case, STATEMENT, report, text};
use crate::support::smtp::{Fault, ReceivedMail, Stage};

const CLIENT: &str = "ines@harbour.example";
/// The tries that follow the first one, in seconds after the one before.
const SCHEDULE: [i64; 9] = [5, 30, 120, 600, 3_600, 10_800, 28_800, 86_400, 172_800];

fn refuse(stage: Stage, code: u16, text: &'static str) -> Fault {
    Fault::Refuse { stage, code, text }
}

/// An app with one mail that waits: an apology draft to its owner.
fn with_one_mail() -> TestApp {
    let app = TestApp::with_mail();
    Case::in_state(&app, "owned");
    app
}

fn all_mail(app: &TestApp) -> Vec<Value> {
    let list = app.admin().get("/v1/mail?limit=200").expect(200);
    list["items"].as_array().unwrap().clone()
}

fn only_mail(app: &TestApp) -> Value {
    let mut all = all_mail(app);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn received(app: &TestApp) -> Vec<ReceivedMail> {
    app.smtp.as_ref().unwrap().take()
}

fn script(app: &TestApp, faults: Vec<Fault>) {
    app.smtp.as_ref().unwrap().script(faults);
}

fn connections(app: &TestApp) -> usize {
    app.smtp.as_ref().unwrap().connections()
}

fn message_id(mail: &ReceivedMail) -> String {
    let parsed = MessageParser::default()
        .parse(mail.data.as_bytes())
        .expect("a mail");
    format!("<{}>", parsed.message_id().expect("a Message-ID"))
}

fn moment(value: &Value) -> DateTime<Utc> {
    text(value).parse().unwrap()
}

/// Moves the clock to the next try, which must come `seconds` from now, or up to a fifth later.
fn wait_for_next_try(app: &TestApp, mail: &Value, seconds: i64) {
    let next = moment(&mail["next_try_at"]);
    let wait = (next - app.services.now()).num_milliseconds();
    assert!(
        (seconds * 1_000..=seconds * 1_200).contains(&wait),
        "{wait} ms instead of {seconds} s: {mail}"
    );
    let before = connections(app);
    app.advance(TimeDelta::milliseconds(wait - 1));
    app.send_mail();
    assert_eq!(connections(app), before, "it was tried too early");
    app.advance(TimeDelta::milliseconds(1));
}

#[test]
fn mail_that_was_kept_can_be_sent_once_there_is_a_mail_server() {
    let mut app = TestApp::start();
    Case::in_state(&app, "owned");
    let kept = only_mail(&app);
    assert_eq!(kept["state"], "kept");
    assert_eq!(kept["allowed_actions"], json!([]));
    let retry = format!("/v1/mail/{}/retry", text(&kept["id"]));
    let told = app.admin().act(&retry).expect_problem(409, "wrong_state");
    assert!(text(&told["detail"]).contains("AMENDS_SMTP_URL"), "{told}");

    // As somebody else: its Message-ID is still of the one before.
    app.restart_with_mail(Some("Amends <amends@elsewhere.example>"));
    assert_eq!(only_mail(&app)["allowed_actions"], json!([]));
    let told = app.admin().act(&retry).expect_problem(409, "wrong_state");
    assert!(text(&told["detail"]).contains("AMENDS_MAIL_FROM"), "{told}");

    app.restart_with_mail(None);
    assert_eq!(only_mail(&app)["allowed_actions"], json!(["retry"]));
    app.send_mail();
    assert!(received(&app).is_empty(), "nobody has asked for it");
    let retried = app.admin().act(&retry).expect(200);
    assert_eq!(retried["state"], "waiting");
    app.send_mail();
    let sent = received(&app);
    assert_eq!(sent.len(), 1);
    assert_eq!(message_id(&sent[0]), text(&kept["message_id"]));
    assert_eq!(only_mail(&app)["state"], "sent");
}

#[test]
fn a_mail_is_delivered_once() {
    let app = with_one_mail();
    let waiting = only_mail(&app);
    assert_eq!(waiting["state"], "waiting");
    assert_eq!(waiting["attempts"], 0);
    app.advance(TimeDelta::seconds(3));
    for _ in 0..3 {
        app.send_mail();
        app.advance(TimeDelta::days(3));
    }
    let mails = received(&app);
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].from, "amends@agency.example");
    let sent = only_mail(&app);
    assert_eq!(sent["state"], "sent");
    assert_eq!(sent["attempts"], 1);
    assert_eq!(
        moment(&sent["sent_at"]),
        beginning() + TimeDelta::seconds(3)
    );
    assert_eq!(sent["next_try_at"], Value::Null);
    assert_eq!(sent["last_error"], Value::Null);
    assert_eq!(text(&sent["message_id"]), message_id(&mails[0]));
    assert_eq!(json!(mails[0].to), json!([sent["to"]]));
}

#[test]
fn a_temporary_refusal_at_any_stage_is_retried_with_the_same_message_id() {
    let app = with_one_mail();
    let stages = [
        (Stage::Connect, 421, "come back later"),
        (Stage::Hello, 421, "too busy to greet"),
        (Stage::From, 451, "cannot check the sender"),
        (Stage::Recipient, 450, "greylisted"),
        (Stage::Data, 452, "out of storage"),
        (Stage::FinalDot, 451, "cannot queue"),
    ];
    let id = text(&only_mail(&app)["message_id"]);
    for (tried, (stage, code, words)) in stages.into_iter().enumerate() {
        script(&app, vec![refuse(stage, code, words)]);
        app.send_mail();
        assert!(received(&app).is_empty(), "{stage:?}");
        let mail = only_mail(&app);
        assert_eq!(mail["state"], "retrying", "{stage:?}: {mail}");
        assert_eq!(mail["attempts"], tried + 1);
        assert_eq!(text(&mail["message_id"]), id);
        let told = text(&mail["last_error"]);
        assert!(told.contains(&code.to_string()), "{stage:?}: {told}");
        assert!(told.contains(words), "{stage:?}: {told}");
        wait_for_next_try(&app, &mail, SCHEDULE[tried]);
    }
    app.send_mail();
    let mails = received(&app);
    assert_eq!(mails.len(), 1);
    assert_eq!(message_id(&mails[0]), id);
    let sent = only_mail(&app);
    assert_eq!(sent["state"], "sent");
    assert_eq!(sent["attempts"], stages.len() + 1);
    assert_eq!(sent["last_error"], Value::Null);
}

#[test]
fn after_the_last_try_a_mail_has_failed_and_a_person_can_start_anew() {
    let app = with_one_mail();
    let busy = refuse(Stage::Connect, 421, "try again later");
    for (tried, seconds) in SCHEDULE.into_iter().enumerate() {
        script(&app, vec![busy]);
        app.send_mail();
        let mail = only_mail(&app);
        assert_eq!(mail["state"], "retrying", "after try {}", tried + 1);
        assert_eq!(mail["attempts"], tried + 1);
        wait_for_next_try(&app, &mail, seconds);
    }
    script(&app, vec![busy]);
    app.send_mail();
    let failed = only_mail(&app);
    assert_eq!(failed["state"], "failed");
    assert_eq!(failed["attempts"], 10);
    assert_eq!(failed["next_try_at"], Value::Null);
    assert!(text(&failed["last_error"]).contains("try again later"));
    app.advance(TimeDelta::days(30));
    app.send_mail();
    assert_eq!(connections(&app), 10);

    let retried = app
        .admin()
        .act(&format!("/v1/mail/{}/retry", text(&failed["id"])))
        .expect(200);
    assert_eq!(retried["state"], "waiting");
    app.send_mail();
    assert_eq!(received(&app).len(), 1);
    assert_eq!(only_mail(&app)["state"], "sent");
}

#[test]
fn a_final_refusal_at_any_stage_fails_at_once_and_keeps_the_servers_words() {
    for (stage, code, words) in [
        (Stage::From, 550, "we know no such sender"),
        (Stage::Recipient, 550, "no such user here"),
        (Stage::Data, 554, "not this one"),
        (Stage::FinalDot, 554, "this looks like spam"),
    ] {
        let app = with_one_mail();
        script(&app, vec![refuse(stage, code, words)]);
        app.send_mail();
        let mail = only_mail(&app);
        assert_eq!(mail["state"], "failed", "{stage:?}: {mail}");
        assert_eq!(mail["attempts"], 1);
        let told = text(&mail["last_error"]);
        assert!(
            told.contains(words) && told.contains(&code.to_string()),
            "{told}"
        );
        app.advance(TimeDelta::days(3));
        app.send_mail();
        assert!(received(&app).is_empty());
        assert_eq!(connections(&app), 1);
    }
}

#[test]
fn a_connection_that_dies_is_tried_again() {
    let app = with_one_mail();
    let stages = [
        Stage::Connect,
        Stage::Hello,
        Stage::From,
        Stage::Recipient,
        Stage::Data,
        Stage::FinalDot,
    ];
    for (tried, stage) in stages.into_iter().enumerate() {
        script(&app, vec![Fault::DropBefore(stage)]);
        app.send_mail();
        let mail = only_mail(&app);
        assert_eq!(mail["state"], "retrying", "{stage:?}: {mail}");
        assert!(!text(&mail["last_error"]).is_empty());
        assert!(received(&app).is_empty(), "{stage:?}");
        wait_for_next_try(&app, &mail, SCHEDULE[tried]);
    }
    app.send_mail();
    assert_eq!(received(&app).len(), 1);
    assert_eq!(only_mail(&app)["state"], "sent");
}

#[test]
fn an_answer_that_is_lost_leads_to_the_same_mail_again_under_the_same_message_id() {
    let app = with_one_mail();
    script(&app, vec![Fault::DropAfterFinalDot]);
    app.send_mail();
    let mail = only_mail(&app);
    assert_eq!(mail["state"], "retrying");
    wait_for_next_try(&app, &mail, SCHEDULE[0]);
    app.send_mail();
    let mails = received(&app);
    assert_eq!(mails.len(), 2, "nobody could know that the first arrived");
    // Byte for byte the same, so that the reader's mailbox can tell.
    assert_eq!(mails[0], mails[1]);
    assert_eq!(message_id(&mails[0]), text(&mail["message_id"]));
    assert_eq!(only_mail(&app)["state"], "sent");
}

#[test]
fn mail_is_stopped_and_retried_by_hand() {
    let app = with_one_mail();
    let agent = app.agent();
    let path = format!("/v1/mail/{}", text(&only_mail(&app)["id"]));
    let (stop, retry) = (format!("{path}/stop"), format!("{path}/retry"));

    // Waiting.
    let refused = agent.act(&retry).expect_problem(409, "wrong_state");
    assert_eq!(refused["state"], "waiting");
    assert_eq!(refused["allowed_actions"], json!(["stop"]));
    assert_eq!(agent.act(&stop).expect(200)["state"], "stopped");
    app.send_mail();
    assert_eq!(connections(&app), 0);
    let refused = agent.act(&stop).expect_problem(409, "wrong_state");
    assert_eq!(refused["allowed_actions"], json!(["retry"]));
    assert_eq!(agent.act(&retry).expect(200)["state"], "waiting");

    // Retrying.
    script(&app, vec![refuse(Stage::From, 451, "later")]);
    app.send_mail();
    assert_eq!(agent.get(&path).expect(200)["state"], "retrying");
    agent.act(&stop).expect(200);
    app.advance(TimeDelta::days(1));
    app.send_mail();
    assert_eq!(connections(&app), 1);
    agent.act(&retry).expect(200);

    // Being sent.
    let claimed = app.services.write(|work| outbox::claim(work, 10)).unwrap();
    assert_eq!(claimed.len(), 1);
    for action in [&stop, &retry] {
        let refused = agent.act(action).expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "sending");
    }

    // Sent.
    app.advance(TimeDelta::seconds(60));
    app.send_mail();
    for action in [&stop, &retry] {
        let refused = agent.act(action).expect_problem(409, "wrong_state");
        assert_eq!(refused["state"], "sent");
        assert_eq!(refused["allowed_actions"], json!([]));
    }
    assert_eq!(received(&app).len(), 1);
    for who in [app.user("reporter", &[]), app.user("auditor", &[])] {
        who.act(&retry).expect_problem(403, "forbidden");
    }
}

#[test]
fn without_a_mail_server_mail_is_kept_and_shown() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let mails = all_mail(&app);
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        assert_eq!(mail["state"], "kept");
        assert_eq!(mail["next_try_at"], Value::Null);
        for action in ["retry", "stop"] {
            case.agent
                .act(&format!("/v1/mail/{}/{action}", text(&mail["id"])))
                .expect_problem(409, "wrong_state");
        }
    }
    let letter = case
        .agent
        .get(&format!("/v1/mail?state=kept&incident_id={}", case.id))
        .expect(200)["items"][0]
        .clone();
    assert_eq!(letter["to"], CLIENT);
    assert!(text(&letter["text"]).contains("old file"));
}

#[test]
fn what_a_process_that_died_was_sending_is_taken_up_within_a_minute() {
    let app = with_one_mail();
    // It claims the mail, and is never heard of again.
    let claimed = app.services.write(|work| outbox::claim(work, 10)).unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(only_mail(&app)["state"], "sending");

    app.send_mail();
    app.advance(TimeDelta::seconds(30));
    app.send_mail();
    assert_eq!(
        connections(&app),
        0,
        "it may still be on its way, and must not go out twice"
    );
    app.advance(TimeDelta::seconds(29));
    app.send_mail();
    let mails = received(&app);
    assert_eq!(mails.len(), 1);
    assert_eq!(message_id(&mails[0]), claimed[0].message_id);
    assert_eq!(only_mail(&app)["state"], "sent");
}

#[test]
fn a_claim_that_is_renewed_is_nobody_elses() {
    let app = with_one_mail();
    let claimed = app.services.write(|work| outbox::claim(work, 10)).unwrap();
    for _ in 0..6 {
        app.advance(TimeDelta::seconds(30));
        let ids: Vec<_> = claimed.iter().map(|mail| mail.id).collect();
        app.services
            .write(move |work| outbox::renew(work, &ids))
            .unwrap();
        app.send_mail();
    }
    assert_eq!(connections(&app), 0);
}

#[test]
fn a_worker_that_comes_back_late_does_not_have_a_mail_sent_again() {
    use amends::domain::mail::Attempt;
    let app = with_one_mail();
    let claim = || {
        app.services
            .write(|work| outbox::claim(work, 10))
            .unwrap()
            .remove(0)
    };
    // The first loses its claim while its connection hangs; the second takes the mail up.
    let first = claim();
    app.advance(TimeDelta::seconds(59));
    let second = claim();
    let late = app.services.write(move |work| {
        outbox::settle_attempt(work, first, Attempt::Temporary("timed out".into()))
    });
    assert!(late.is_err(), "it has no claim any more");
    app.services
        .write(move |work| outbox::settle_attempt(work, second, Attempt::Delivered))
        .unwrap();
    assert_eq!(only_mail(&app)["state"], "sent");
    app.advance(TimeDelta::days(1));
    app.send_mail();
    assert_eq!(connections(&app), 0);
}

#[test]
fn two_workers_at_once_send_each_mail_once() {
    let app = TestApp::with_mail();
    let agent = app.agent();
    for _ in 0..20 {
        let incident = agent.post("/v1/incidents", &report()).expect(201);
        agent
            .post(
                &format!("/v1/incidents/{}/own", text(&incident["id"])),
                &json!({"statement": STATEMENT}),
            )
            .expect(200);
    }
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| app.send_mail());
        }
    });
    let mails = received(&app);
    let ids: BTreeSet<String> = mails.iter().map(message_id).collect();
    assert_eq!((mails.len(), ids.len()), (20, 20));
    for mail in all_mail(&app) {
        assert_eq!(mail["state"], "sent");
        assert_eq!(mail["attempts"], 1);
    }
}

#[test]
fn one_bad_mail_does_not_hold_up_the_others() {
    let app = TestApp::with_mail();
    for _ in 0..6 {
        Case::in_state(&app, "owned");
    }
    script(
        &app,
        vec![
            refuse(Stage::Recipient, 550, "no such user"),
            Fault::None,
            refuse(Stage::FinalDot, 451, "later"),
            Fault::DropBefore(Stage::Data),
        ],
    );
    app.send_mail();
    assert_eq!(received(&app).len(), 3);
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for mail in all_mail(&app) {
        *states.entry(text(&mail["state"])).or_default() += 1;
    }
    let expected = [("failed", 1), ("retrying", 2), ("sent", 3)];
    assert_eq!(
        states,
        expected
            .map(|(state, count)| (state.to_owned(), count))
            .into()
    );
}

#[test]
fn no_mail_goes_to_a_client_that_nobody_sent() {
    let app = TestApp::with_mail();
    let case = Case::reported(&app);
    let to_client = || {
        app.send_mail();
        all_mail(&app)
            .iter()
            .filter(|mail| mail["to"] == CLIENT)
            .count()
    };
    case.own();
    case.agent
        .post(&format!("{}/apologies", case.path), &json!({}))
        .expect(201);
    case.agent
        .act(&format!("{}/mail-draft", case.draft()))
        .expect(200);
    assert_eq!(to_client(), 0);
    case.agent.get(&format!("{}/draft.eml", case.draft()));
    case.apologize();
    assert_eq!(to_client(), 1, "the letter, which was sent");
    let offer = case.draft_offer();
    case.agent
        .patch(&offer, &json!({"message": "For you"}))
        .expect(200);
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    assert_eq!(to_client(), 1);
    case.agent.act(&format!("{offer}/send")).expect(200);
    assert_eq!(to_client(), 2, "the offer, which was sent");
    case.agent.act(&format!("{offer}/accept")).expect(200);
    case.fulfil(&offer);
    case.learn();
    assert_eq!(to_client(), 2);
    let over_the_wire = received(&app)
        .iter()
        .filter(|mail| mail.to.iter().any(|to| to == CLIENT))
        .count();
    assert_eq!(over_the_wire, 2);
}

fn addresses(address: Option<&Address<'_>>) -> Vec<String> {
    address.map_or_else(Vec::new, |address| {
        address
            .iter()
            .map(|one| one.address().unwrap_or_default().to_owned())
            .collect()
    })
}

/// One mail, one reader: on the envelope and in the headers, and no header that we did not write.
fn expect_one_reader(mail: &ReceivedMail) {
    assert_eq!(mail.to.len(), 1, "{mail:#?}");
    let parsed = MessageParser::default()
        .parse(mail.data.as_bytes())
        .expect("a mail");
    assert_eq!(addresses(parsed.to()), mail.to, "{}", mail.data);
    assert!(
        parsed.cc().is_none() && parsed.bcc().is_none(),
        "{}",
        mail.data
    );
    assert!(parsed.header_raw("X-Evil").is_none(), "{}", mail.data);
    assert_eq!(
        addresses(parsed.from()),
        ["amends@agency.example"],
        "{}",
        mail.data
    );
}

#[test]
fn names_and_subjects_add_neither_headers_nor_readers() {
    let app = TestApp::with_mail();
    // With a line break, a name or a subject is refused where it comes in.
    let agent = app.agent();
    for broken in [
        "Ines\r\nBcc: eve@evil.example",
        "Ines\nX-Evil: 1",
        "Ines\rBcc: eve@evil.example",
        "Ines\u{2028}Bcc: eve@evil.example",
    ] {
        let mut incident = report();
        incident["client"]["contact_name"] = json!(broken);
        agent
            .post("/v1/incidents", &incident)
            .expect_invalid("/client/contact_name", "control_character");
        let mut incident = report();
        incident["summary"] = json!(broken);
        agent
            .post("/v1/incidents", &incident)
            .expect_invalid("/summary", "control_character");
    }
    for address in [
        "ines@harbour.example, eve@evil.example",
        "<ines@harbour.example> eve@evil.example",
        "\"ines\"@harbour.example\r\nBcc: eve@evil.example",
        "ines@harbour.example\nRCPT TO:<eve@evil.example>",
    ] {
        let mut incident = report();
        incident["client"]["email"] = json!(address);
        agent.post("/v1/incidents", &incident).expect(422);
    }

    // Without one, it may be as odd as it likes.
    for odd in [
        "\"Ines\" <eve@evil.example>, Moreau",
        "Ines, eve@evil.example",
        "Ines =?utf-8?Q?=0D=0ABcc:_eve@evil.example?= Moreau",
        "=?utf-8?B?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
        "Ines %0d%0aBcc: eve@evil.example \\r\\nX-Evil: 1",
        "Inès; Moreau: (Bcc: eve@evil.example)",
    ] {
        let mut incident = report();
        incident["client"]["name"] = json!(odd);
        incident["client"]["contact_name"] = json!(odd);
        incident["summary"] = json!(odd);
        let incident = agent.post("/v1/incidents", &incident).expect(201);
        let path = format!("/v1/incidents/{}", text(&incident["id"]));
        agent
            .post(&format!("{path}/own"), &json!({"statement": STATEMENT}))
            .expect(200);
        let draft = agent.get(&format!("{path}/apologies")).expect(200)["items"][0].clone();
        let draft = format!("/v1/apologies/{}", text(&draft["id"]));
        agent
            .patch(
                &draft,
                &json!({
                    "subject": odd,
                    "text": "It was our mistake. I am sorry. We will make it right.",
                }),
            )
            .expect(200);
        agent.act(&format!("{draft}/send")).expect(200);
        let offer = agent
            .post(
                &format!("{path}/offers"),
                &json!({"use_suggestion": "money_back", "message": odd}),
            )
            .expect(201);
        let offer = format!("/v1/offers/{}", text(&offer["id"]));
        agent.act(&format!("{offer}/submit")).expect(200);
        app.admin().act(&format!("{offer}/approve")).expect(200);
        agent.act(&format!("{offer}/send")).expect(200);
        app.send_mail();
        let mails = received(&app);
        assert!(mails.len() >= 5, "{}", mails.len());
        for mail in &mails {
            expect_one_reader(mail);
        }
        let to_client: Vec<_> = mails.iter().filter(|mail| mail.to == [CLIENT]).collect();
        assert_eq!(to_client.len(), 2);
        let letter = MessageParser::default()
            .parse(to_client[0].data.as_bytes())
            .unwrap();
        let reference = text(&incident["reference"]);
        assert_eq!(letter.subject(), Some(&*format!("{odd} [{reference}]")));
    }
}
