//! Mail that comes back: bounces, automatic answers and replies, by HTTP and by the command line.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use amends::domain::inbound::address;
use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};
use crate::support::cases::{Case, stray_message, text, whole_list};

const CLIENT: &str = "ines@harbour.example";

/// An apology that has gone out, and its Message-ID.
fn apologized(app: &TestApp) -> (Case<'_>, Value) {
    let case = Case::in_state(app, "apologized");
    app.send_mail();
    let mail = mail_of(&case, "apology");
    (case, mail)
}

/// The newest mail of a kind.
#[track_caller]
fn mail_of(case: &Case<'_>, kind: &str) -> Value {
    let mut found = mails(case, kind);
    assert!(!found.is_empty(), "there is no {kind}");
    found.remove(0)
}

fn mails(case: &Case<'_>, kind: &str) -> Vec<Value> {
    let all = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    let of_kind = |mail: &&Value| mail["kind"] == kind;
    all.as_array()
        .unwrap()
        .iter()
        .filter(of_kind)
        .cloned()
        .collect()
}

fn actions(case: &Case<'_>) -> Vec<String> {
    let history = whole_list(&case.agent, &format!("{}/history", case.path));
    history
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| text(&entry["action"]))
        .collect()
}

fn reference(case: &Case<'_>) -> String {
    text(&case.agent.get(&case.path).expect(200)["reference"])
}

fn owner_address(case: &Case<'_>) -> String {
    text(&case.agent.get("/v1/me").expect(200)["email"])
}

/// A report of a server about `mail`.
fn report_about(mail: &Value, id: &str, action: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.net\r\nTo: amends@agency.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <{id}@mx.example.net>\r\nAuto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 no such mailbox\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\nTo: {to}\r\n\r\n--b--\r\n",
        to = text(&mail["to"]),
        message_id = text(&mail["message_id"]),
    )
}

/// A person's message.
fn message(from: &str, to: &str, subject: &str, in_reply_to: Option<&str>, body: &str) -> String {
    let thread = in_reply_to.map_or(String::new(), |id| {
        format!("In-Reply-To: {id}\r\nReferences: {id}\r\n")
    });
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Mon, 2 Mar 2026 12:00:00 +0000\r\n{thread}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    )
}

const US: &str = "amends@agency.example";

#[test]
fn a_bounce_marks_the_mail_as_failed_and_tells_the_owner_once() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    assert_eq!(mail["state"], "sent");
    let report = report_about(&mail, "d1", "failed", "5.1.1");
    let filed = case.agent.hand_in(&report).expect(201);
    assert_eq!(filed["kind"], "bounce");
    assert_eq!(filed["incident_id"], json!(case.id));
    assert_eq!(filed["mail_id"], mail["id"]);
    assert_eq!(filed["recipients"], json!([CLIENT]));
    let failed = mail_of(&case, "apology");
    assert_eq!(failed["state"], "failed");
    assert_eq!(failed["last_error"], "5.1.1 smtp; 550 no such mailbox");
    let notice = mail_of(&case, "delivery_failed");
    assert_eq!(notice["to"], json!(owner_address(&case)));
    assert!(text(&notice["text"]).contains("550 no such mailbox"));
    assert_eq!(actions(&case)[5..], ["file_bounce", "mail_failed"]);
    // The workflow is a person's.
    assert_eq!(case.state(), "apologized");

    // The same again, and another report of the same.
    let again = case.agent.hand_in(&report).expect(200);
    assert_eq!(again["id"], filed["id"]);
    case.agent
        .hand_in(&report_about(&mail, "d2", "failed", "5.1.1"))
        .expect(201);
    assert_eq!(mails(&case, "delivery_failed").len(), 1);
    assert_eq!(
        whole_list(&case.agent, "/v1/inbound")
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_bounce_of_the_notice_makes_no_other_notice() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    case.agent
        .hand_in(&report_about(&mail, "d1", "failed", "5.1.1"))
        .expect(201);
    app.send_mail();
    let notice = mail_of(&case, "delivery_failed");
    case.agent
        .hand_in(&report_about(&notice, "d2", "failed", "5.1.1"))
        .expect(201);
    assert_eq!(mail_of(&case, "delivery_failed")["state"], "failed");
    assert_eq!(mails(&case, "delivery_failed").len(), 1);
    assert_eq!(mails(&case, "reply").len(), 0);
}

/// What clients write of parcels is what servers write of mail.
#[test]
fn a_client_who_writes_of_failed_deliveries_is_heard() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let id = text(&mail["message_id"]);
    let reference = reference(&case);
    let titled = format!("Re: Our apology: delivery failed again ({reference})");
    let alone = format!("Undelivered parcel ({reference})");
    let absent = format!("AW: Abwesenheit Ihres Monteurs ({reference})");
    let words = "It was not delivered today either; they were unable to deliver. Ask depot@harbour.example.";
    for (number, (subject, thread)) in
        [(&titled, Some(&*id)), (&alone, None), (&absent, Some(&*id))]
            .into_iter()
            .enumerate()
    {
        let filed = case
            .agent
            .hand_in(&message(CLIENT, US, subject, thread, words))
            .expect(201);
        assert_eq!(filed["kind"], "reply", "{subject}");
        assert_eq!(filed["sender"], "client", "{subject}");
        assert_eq!(filed["incident_id"], json!(case.id), "{subject}");
        let notices = mails(&case, "reply");
        assert_eq!(notices.len(), number + 1, "{subject}");
        assert!(text(&notices[0]["text"]).contains("unable to deliver"));
        assert_eq!(notices[0]["to"], json!(owner_address(&case)));
    }
    let replies = whole_list(&case.agent, &format!("{}/replies", case.path));
    assert_eq!(replies.as_array().unwrap().len(), 3);
    assert_eq!(mail_of(&case, "apology")["state"], "sent");
    assert_eq!(mails(&case, "delivery_failed").len(), 0);
}

/// What lists and mail services set on everything says nothing of an answer to us.
#[test]
fn a_reply_through_a_list_or_a_mail_service_is_told_to_the_owner() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let id = text(&mail["message_id"]);
    let own = address::for_incident(US, &reference(&case), case.id.parse().unwrap()).unwrap();
    let header = "List-Id: <office.harbour.example>\r\nPrecedence: list\r\nList-Unsubscribe: <mailto:x@crm.example>\r\nFeedback-ID: 1:AmazonSES\r\n";
    for (number, (from, to, thread)) in [
        ("colleague@harbour.example", US, Some(&*id)),
        ("colleague@harbour.example", &*own, None),
        (CLIENT, US, None),
    ]
    .into_iter()
    .enumerate()
    {
        let subject = format!("Re: {}", reference(&case));
        let body = format!("Call me, {number}.");
        let raw = format!("{header}{}", message(from, to, &subject, thread, &body));
        let filed = case.agent.hand_in(&raw).expect(201);
        assert_eq!(filed["kind"], "reply", "{from} to {to}");
        assert_eq!(mails(&case, "reply").len(), number + 1, "{from} to {to}");
    }
    // What says that a machine answers still counts, and so does a list that we know nothing of.
    let away = format!(
        "Auto-Submitted: auto-replied\r\n{}",
        message(CLIENT, US, "Re", Some(&id), "Away.")
    );
    assert_eq!(case.agent.hand_in(&away).expect(201)["kind"], "automatic");
    let news = format!(
        "{header}{}",
        message("news@shop.example", US, "News", None, "Buy.")
    );
    assert_eq!(case.agent.hand_in(&news).expect(201)["kind"], "automatic");
    assert_eq!(mails(&case, "reply").len(), 3);
}

#[test]
fn a_report_about_others_fails_no_mail_and_is_told() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let passed_on = report_about(&mail, "d1", "failed", "5.1.1")
        .replace(&format!("rfc822; {CLIENT}"), "rfc822; gone@harbour.example");
    let filed = case.agent.hand_in(&passed_on).expect(201);
    assert_eq!(filed["kind"], "bounce");
    assert_eq!(filed["mail_id"], mail["id"]);
    assert_eq!(filed["recipients"], json!(["gone@harbour.example"]));
    assert_eq!(mail_of(&case, "apology")["state"], "sent");
    let notice = mail_of(&case, "delivery_failed");
    assert_eq!(notice["to"], json!(owner_address(&case)));
    assert!(text(&notice["text"]).contains("did not reach gone@harbour.example"));
    // The owner's mailbox passes the news on to somebody who is gone: that is told to nobody.
    app.send_mail();
    let notice = mail_of(&case, "delivery_failed");
    let of_notice = report_about(&notice, "d2", "failed", "5.1.1")
        .replace(&text(&notice["to"]), "gone@agency.example");
    case.agent.hand_in(&of_notice).expect(201);
    assert_eq!(mails(&case, "delivery_failed").len(), 1);
}

/// A ticket system that answers every mail from an address of its own, without saying so.
#[test]
fn two_machines_do_not_write_to_each_other() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let first = message(
        CLIENT,
        US,
        "Re",
        Some(&text(&mail["message_id"])),
        "Thank you.",
    );
    case.agent.hand_in(&first).expect(201);
    let notice = text(&mail_of(&case, "reply")["message_id"]);
    let receipt = message(
        "tickets@agency.example",
        US,
        "We have got your mail",
        Some(&notice),
        "Ticket 7",
    );
    let filed = case.agent.hand_in(&receipt).expect(201);
    assert_eq!(filed["incident_id"], json!(case.id));
    assert_eq!(mails(&case, "reply").len(), 1);
}

#[test]
fn a_delay_is_noted_and_changes_nothing() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let filed = case
        .agent
        .hand_in(&report_about(&mail, "d1", "delayed", "4.4.1"))
        .expect(201);
    assert_eq!(
        (&filed["kind"], &filed["mail_id"]),
        (&json!("delay"), &mail["id"])
    );
    assert_eq!(mail_of(&case, "apology")["state"], "sent");
    assert_eq!(mails(&case, "delivery_failed").len(), 0);
    assert_eq!(actions(&case)[5..], ["file_delay"]);
}

#[test]
fn a_report_without_the_id_is_matched_by_recipient_and_reference() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let words = |to: &str, subject: &str| {
        format!(
            "From: postmaster@mx.example.net\r\nTo: {US}\r\nSubject: Undeliverable: {subject}\r\n\r\nYour message could not be delivered to:\r\n\r\n  {to}\r\n    550 no such mailbox\r\n"
        )
    };
    let stray = case.agent.hand_in(&words(CLIENT, "a mail")).expect(201);
    assert_eq!(
        (&stray["kind"], &stray["incident_id"]),
        (&json!("bounce"), &Value::Null)
    );
    let other = case
        .agent
        .hand_in(&words("x@elsewhere.example", &reference(&case)))
        .expect(201);
    assert_eq!(other["incident_id"], Value::Null);
    assert_eq!(mail_of(&case, "apology")["state"], "sent");
    let found = case
        .agent
        .hand_in(&words(CLIENT, &reference(&case)))
        .expect(201);
    assert_eq!(found["mail_id"], mail["id"]);
    assert_eq!(mail_of(&case, "apology")["state"], "failed");
}

#[test]
fn a_reply_is_put_on_its_incident_and_the_owner_is_told() {
    let app = TestApp::with_mail();
    let case = Case::in_state(&app, "offered");
    app.send_mail();
    let mail = mail_of(&case, "offer");
    let body = "We accept!\r\n\r\nOn 2 March 2026 at 10:00, Amends <amends@agency.example> wrote:\r\n> Dear Ines";
    let id = text(&mail["message_id"]);
    let filed = case
        .agent
        .hand_in(&message(CLIENT, US, "Re: your offer", Some(&id), body))
        .expect(201);
    assert_eq!(filed["kind"], "reply");
    assert_eq!(filed["placed_by"], "thread");
    assert_eq!(filed["sender"], "client");
    assert_eq!(filed["text"], "We accept!");
    assert!(text(&filed["quoted"]).contains("Dear Ines"));
    let notice = mail_of(&case, "reply");
    assert!(text(&notice["text"]).contains("We accept!"));
    assert!(!text(&notice["text"]).contains("Dear Ines"));
    assert_eq!(notice["to"], json!(owner_address(&case)));
    // An offer is accepted on the client's page.
    assert_eq!(case.state(), "offered");
    let replies = whole_list(&case.agent, &format!("{}/replies", case.path));
    assert_eq!(replies[0]["id"], filed["id"]);
    assert_eq!(actions(&case).last().unwrap(), "file_reply");
}

/// The thread's own id is enough where a mail program drops the nearer one.
#[test]
fn the_thread_names_the_incident() {
    let app = TestApp::with_mail();
    let (case, _) = apologized(&app);
    let thread = format!("<{}@agency.example>", case.id);
    let filed = case
        .agent
        .hand_in(&message(
            "colleague@harbour.example",
            US,
            "Fwd",
            Some(&thread),
            "For you.",
        ))
        .expect(201);
    assert_eq!(
        (&filed["kind"], &filed["sender"]),
        (&json!("reply"), &json!("other"))
    );
    assert!(text(&mail_of(&case, "reply")["text"]).contains("not the client's"));
}

#[test]
fn a_reference_in_the_subject_opens_nothing_to_a_stranger() {
    let app = TestApp::with_mail();
    let (case, _) = apologized(&app);
    let about = format!("Re: {}", reference(&case));
    let stranger = case
        .agent
        .hand_in(&message(
            "eve@elsewhere.example",
            US,
            &about,
            None,
            "Send the money to me.",
        ))
        .expect(201);
    assert_eq!(stranger["kind"], "stranger");
    assert_eq!(stranger["incident_id"], Value::Null);
    assert_eq!(stranger["allowed_actions"], json!(["place"]));
    assert_eq!(mails(&case, "reply").len(), 0);
    assert_eq!(
        whole_list(&case.agent, &format!("{}/replies", case.path)),
        json!([])
    );

    for (from, sender) in [
        (CLIENT.to_uppercase(), "client"),
        (owner_address(&case), "user"),
    ] {
        let filed = case
            .agent
            .hand_in(&message(&from, US, &about, None, "Thank you."))
            .expect(201);
        assert_eq!(filed["kind"], "reply");
        assert_eq!(filed["placed_by"], "subject");
        assert_eq!(filed["sender"], sender);
    }
    // The owner's own words are no news to the owner.
    assert_eq!(mails(&case, "reply").len(), 1);
}

#[test]
fn a_person_places_what_could_not_be_placed_once() {
    let app = TestApp::with_mail();
    let (case, _) = apologized(&app);
    let stray = case.agent.hand_in(&stray_message("s1")).expect(201);
    assert_eq!(stray["kind"], "unmatched");
    let path = format!("/v1/inbound/{}", text(&stray["id"]));
    let place = format!("{path}/place");
    let on = json!({"incident_id": case.id});
    case.agent
        .post(&place, &json!({"incident_id": "x"}))
        .expect_invalid("/incident_id", "not_an_id");
    let nothing = json!({"incident_id": stray["id"]});
    case.agent
        .post(&place, &nothing)
        .expect_invalid("/incident_id", "unknown");
    case.agent
        .post_with(&place, &[("If-Match", "\"old\"")], &on)
        .expect_problem(412, "precondition_failed");
    let placed = case.agent.post(&place, &on).expect(200);
    assert_eq!(placed["placed_by"], "person");
    assert_eq!(placed["kind"], "reply");
    assert_eq!(case.agent.get(&path).expect(200), placed);
    case.agent
        .post(&place, &on)
        .expect_problem(409, "wrong_state");
    assert_eq!(mails(&case, "reply").len(), 1);
    assert_eq!(actions(&case).last().unwrap(), "place_message");
}

#[test]
fn an_incidents_own_address_needs_its_tag() {
    let app = TestApp::with_mail();
    let (case, _) = apologized(&app);
    let id = case.id.parse().unwrap();
    let address = address::for_incident(US, &reference(&case), id).unwrap();
    let filed = case
        .agent
        .hand_in(&message(
            "other@harbour.example",
            &address,
            "Hello",
            None,
            "It is me.",
        ))
        .expect(201);
    assert_eq!(
        (&filed["kind"], &filed["placed_by"]),
        (&json!("reply"), &json!("address"))
    );
    let guessed = format!(
        "amends+{}.0123456789abcdef@agency.example",
        reference(&case)
    );
    let filed = case
        .agent
        .hand_in(&message(
            "eve@elsewhere.example",
            &guessed,
            "Hello",
            None,
            "It is me.",
        ))
        .expect(201);
    assert_eq!(filed["kind"], "unmatched");
}

#[test]
fn an_answer_to_a_mail_of_ours_finds_its_way_back() {
    let app = TestApp::with_a_mailbox("replies@agency.example");
    let case = Case::in_state(&app, "apologized");
    app.send_mail();
    let sent = app.smtp.as_ref().unwrap().take();
    let apology = sent.iter().find(|mail| mail.to == [CLIENT]).unwrap();
    let parsed = mail_parser::MessageParser::default()
        .parse(apology.data.as_bytes())
        .unwrap();
    let reply_to = parsed.reply_to().unwrap().first().unwrap();
    let address = reply_to.address().unwrap();
    assert!(
        address.starts_with(&format!("replies+{}.", reference(&case))),
        "{address}"
    );
    // What is sent there arrives, whoever sends it and whatever becomes of the thread.
    let answer = message(
        "office@harbour.example",
        address,
        "Hello",
        None,
        "Thank you.",
    );
    let filed = case.agent.hand_in(&answer).expect(201);
    assert_eq!(
        (&filed["incident_id"], &filed["placed_by"]),
        (&json!(case.id), &json!("address"))
    );
    // The owner's own mail is answered as ever.
    let to_owner = sent
        .iter()
        .find(|mail| mail.to == [owner_address(&case)])
        .unwrap();
    assert!(!to_owner.data.contains("replies+"));
}

#[test]
fn automatic_answers_tell_nobody_and_what_is_ours_is_known() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    let before = whole_list(&case.agent, "/v1/mail")
        .as_array()
        .unwrap()
        .len();
    let id = text(&mail["message_id"]);
    let away = message(
        CLIENT,
        US,
        "Abwesenheitsnotiz: Re",
        Some(&id),
        "Ich bin nicht da.",
    );
    let filed = case.agent.hand_in(&away).expect(201);
    assert_eq!(
        (&filed["kind"], &filed["incident_id"]),
        (&json!("automatic"), &json!(case.id))
    );
    // Every mail that went out comes back as it went out.
    let sent = app.smtp.as_ref().unwrap().take();
    assert!(sent.len() >= 2);
    for mail in sent {
        let filed = case.agent.hand_in(&mail.data).expect(201);
        assert_eq!(
            (&filed["kind"], &filed["incident_id"]),
            (&json!("own"), &Value::Null)
        );
    }
    let from_us = message(
        &format!("Amends <{US}>"),
        US,
        &reference(&case),
        Some(&id),
        "Hello",
    );
    assert_eq!(case.agent.hand_in(&from_us).expect(201)["kind"], "own");
    assert_eq!(
        whole_list(&case.agent, "/v1/mail")
            .as_array()
            .unwrap()
            .len(),
        before
    );
    assert_eq!(
        whole_list(&case.agent, &format!("{}/replies", case.path)),
        json!([])
    );
}

#[test]
fn lists_are_filtered_and_paged() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    for number in 0..3 {
        case.agent
            .hand_in(&stray_message(&number.to_string()))
            .expect(201);
    }
    case.agent
        .hand_in(&report_about(&mail, "d1", "failed", "5.1.1"))
        .expect(201);
    let count = |path: &str| whole_list(&case.agent, path).as_array().unwrap().len();
    assert_eq!(count("/v1/inbound?kind=unmatched"), 3);
    assert_eq!(count("/v1/inbound?placed=false"), 3);
    assert_eq!(count(&format!("/v1/inbound?incident_id={}", case.id)), 1);
    let first = case.agent.get("/v1/inbound?limit=3").expect(200);
    let cursor = text(&first["next_cursor"]);
    let rest = case
        .agent
        .get(&format!("/v1/inbound?limit=3&cursor={cursor}"))
        .expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    case.agent
        .get("/v1/inbound?kind=letter")
        .expect_invalid("/kind", "unknown_value");
}

#[test]
fn what_is_handed_in_must_be_a_message_and_not_too_large() {
    let app = TestApp::start();
    let agent = app.agent();
    let send = |media_type: &str, body: &[u8]| {
        agent.send(
            "POST",
            "/v1/inbound",
            &[("Content-Type", media_type)],
            Some(body),
        )
    };
    let stray = stray_message("s1");
    send("application/json", stray.as_bytes()).expect_problem(415, "unsupported_media_type");
    let refused = send("message/rfc822", b"no header").expect_problem(422, "not_a_message");
    let detail = text(&refused["detail"]);
    assert!(detail.starts_with("this is no message"), "{detail}");
    send("message/rfc822", b"").expect_problem(422, "not_a_message");
    send("message/rfc822", &vec![b'x'; 25 * 1024 * 1024 + 1])
        .expect_problem(413, "payload_too_large");
    let large = format!("{stray}{}", "long\r\n".repeat(500_000));
    let filed = send("text/plain; charset=utf-8", large.as_bytes()).expect(201);
    assert!(text(&filed["text"]).chars().count() <= 20_000);
    let nuls = b"From: a@b.example\r\nSubject: a\0b\r\n\r\nno\0thing\xff\r\n";
    let filed = send("application/octet-stream", nuls).expect(201);
    assert_eq!(filed["text"], "nothing\u{ff}");
}

fn pipe(url: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_amends"))
        .args(["--database-url", url])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who does not read all of it has made up its mind.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn items(caller: &Caller, path: &str) -> usize {
    whole_list(caller, path).as_array().unwrap().len()
}

#[test]
fn a_mail_server_hands_it_in_through_a_pipe() {
    let app = TestApp::start();
    let admin = app.admin();
    let url = app.database.url.clone();
    let stray = stray_message("s1");
    for (input, code, filed) in [
        (stray.as_bytes(), 0, 1),
        (stray.as_bytes(), 0, 1),
        (b"no message", 65, 1),
        (b"", 65, 1),
    ] {
        let output = pipe(&url, &["inbound"], input);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{complaint}");
        assert_eq!(items(&admin, "/v1/inbound"), filed);
    }
    // A database that is away, or a setting that is wrong: the server keeps the mail.
    for away in [
        "postgres://nobody@127.0.0.1:1/none",
        "sqlite:///no/such/folder/amends.db",
        "mysql://x",
    ] {
        let output = pipe(away, &["inbound"], stray.as_bytes());
        assert_eq!(output.status.code(), Some(75), "{away}");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("amends: "));
    }
}

/// The pipe's process has none of the server's settings; the owner is told all the same.
#[test]
fn what_the_pipe_tells_goes_out_as_the_servers_mail_does() {
    let app = TestApp::with_mail();
    let (case, mail) = apologized(&app);
    app.smtp.as_ref().unwrap().take();
    let id = text(&mail["message_id"]);
    let reply = message(CLIENT, US, "Re", Some(&id), "Thank you.");
    let output = pipe(&app.database.url, &["inbound"], reply.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let notice = mail_of(&case, "reply");
    assert_eq!(notice["state"], "waiting");
    let link = format!("{}/v1/incidents/{}", app.url, case.id);
    assert!(text(&notice["text"]).contains(&link), "{notice}");
    // By the clock of the pipe, which is that of the machine.
    app.advance(chrono::TimeDelta::days(3_650));
    app.send_mail();
    let sent = app.smtp.as_ref().unwrap().take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, [owner_address(&case)]);
    assert!(
        sent[0]
            .data
            .contains("From: Amends <amends@agency.example>"),
        "{}",
        sent[0].data
    );
}

#[test]
fn a_pipe_before_any_server_has_the_mail_kept_by_the_mail_server() {
    let database = crate::support::app::TestDatabase::create();
    let output = pipe(&database.url, &["inbound"], stray_message("s1").as_bytes());
    assert_eq!(output.status.code(), Some(75));
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.contains("start the server"), "{complaint}");
}

#[test]
fn a_message_can_be_read_without_being_filed() {
    let app = TestApp::start();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/inbound");
    let file = folder.join("bounce-report.eml").display().to_string();
    let output = pipe(&app.database.url, &["inbound", "read", &file], b"");
    assert!(output.status.success());
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read["message"]["nature"], "bounce");
    assert_eq!(items(&app.admin(), "/v1/inbound"), 0);
    let output = pipe(
        &app.database.url,
        &["inbound", "read", "/no/such/file"],
        b"",
    );
    assert_eq!(output.status.code(), Some(2));
}
