//! Mail servers as they are in life: every way in which a conversation goes wrong, at every stage of
//! it, and what becomes of the mail. And processes that are killed while they send.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use amends::app::Amends;
use amends::clock::{Clock, ManualClock, SystemClock};
use amends::mail::{Patience, Transport};
use amends::workers;
use chrono::{DateTime, TimeDelta, Utc};
use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::support::app::{self, ADMIN_TOKEN, Caller, TestApp, TestDatabase};
use crate::support::cases::{Case, STATEMENT, report, text};
use crate::support::process::Process;
use crate::support::smtp::{Encryption, Fault, Kind, ReceivedMail, SmtpServer, Stage};
use crate::support::sql::Sql;
use crate::support::tls::{Authority, self_signed_server};

const ACCOUNT: (&str, &str) = ("amends@agency.example", "hunt#r two");
/// The stages of a conversation, in their order.
const STAGES: [Stage; 8] = [
    Stage::Connect,
    Stage::Hello,
    Stage::StartTls,
    Stage::SignIn,
    Stage::From,
    Stage::Recipient,
    Stage::Data,
    Stage::FinalDot,
];

/// Enough for a busy machine.
fn patient() -> Patience {
    of(Duration::from_secs(20))
}

/// For servers that would try anybody's.
fn impatient() -> Patience {
    of(Duration::from_millis(400))
}

fn of(time: Duration) -> Patience {
    Patience {
        connection: time,
        answer: time,
        message: time,
        verdict: time,
    }
}

fn encrypted_kind(encryption: Encryption) -> Kind {
    Kind {
        encryption,
        account: Some(ACCOUNT),
        ..Kind::open()
    }
}

fn url(scheme: &str, host: &str, port: u16) -> String {
    format!("{scheme}://amends%40agency.example:hunt%23r%20two@{host}:{port}")
}

/// A server with STARTTLS that wants a password, and a way to it that trusts it.
fn provider() -> (SmtpServer, Transport) {
    let authority = Authority::new();
    let kind = encrypted_kind(Encryption::StartTls(authority.server("localhost")));
    let smtp = SmtpServer::start_as(kind);
    let transport = Transport::from_url(&url("smtp", "localhost", smtp.port()))
        .unwrap()
        .trusting(authority.pem.as_bytes())
        .unwrap()
        .with_patience(patient());
    (smtp, transport)
}

fn received(app: &TestApp) -> Vec<ReceivedMail> {
    app.smtp.as_ref().unwrap().take()
}

fn message_id(mail: &ReceivedMail) -> String {
    let parsed = MessageParser::default()
        .parse(mail.data.as_bytes())
        .expect("a mail");
    format!("<{}>", parsed.message_id().expect("a Message-ID"))
}

/// Everything that a list has, the newest first.
fn whole_list(caller: &Caller, path: &str) -> Vec<Value> {
    let list = crate::support::cases::whole_list(caller, path);
    list.as_array().unwrap().clone()
}

fn mail_to(app: &TestApp, to: &str) -> Vec<Value> {
    whole_list(&app.admin(), "/v1/mail")
        .into_iter()
        .filter(|mail| mail["to"] == to)
        .collect()
}

fn only(mut all: Vec<Value>) -> Value {
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

/// What goes wrong, and what becomes of the mail at each of [`STAGES`]: `r`, it is tried again; `F`,
/// it has failed for good, and the owner is told.
///
/// Only an answer about the mail itself ends the attempts. What is refused before (`MAIL` is the
/// first command that speaks of it) concerns every mail, and is for the operator to mend.
type Row = (&'static str, fn(Stage) -> Fault, &'static str);

const MATRIX: [Row; 8] = [
    ("refused for now", |stage| refuse(stage, 451), "rrrrrrrr"),
    (
        "refused for now, and cut off",
        |stage| refuse(stage, 421),
        "rrrrrrrr",
    ),
    ("refused for good", |stage| refuse(stage, 554), "rrrrFFFF"),
    (
        "refused for want of a password",
        |stage| refuse(stage, 530),
        "rrrrrrrr",
    ),
    ("cut off", Fault::DropBefore, "rrrrrrrr"),
    ("another kind of answer", Fault::OutOfStep, "rrrrrrrr"),
    ("no kind of answer", Fault::Babble, "rrrrrrrr"),
    ("an answer without end", Fault::Endless, "rrrrrrrr"),
];

/// The same for servers that take their time; these cost a test's patience each.
const SLOW_MATRIX: [Row; 2] = [
    ("no answer", Fault::Silent, "rrrrrrrr"),
    ("an answer drop by drop", Fault::Drip, "rrrrrrrr"),
];

fn refuse(stage: Stage, code: u16) -> Fault {
    Fault::Refuse {
        stage,
        code,
        text: "these are the server's own words",
    }
}

#[test]
fn every_fault_at_every_stage() {
    let (smtp, transport) = provider();
    go_through(
        &MATRIX,
        "mail server",
        &TestApp::with_server(smtp, transport.clone()),
        &transport,
        &transport,
    );
}

#[test]
fn every_kind_of_slowness_at_every_stage() {
    let (smtp, transport) = provider();
    let hasty = transport.clone().with_patience(impatient());
    go_through(
        &SLOW_MATRIX,
        "did not answer within",
        &TestApp::with_server(smtp, transport.clone()),
        &hasty,
        &transport,
    );
}

/// Has each cell's fault strike one mail, sent by the way `first`, and looks at what became of it and
/// was said of it.
fn go_through(matrix: &[Row], words: &str, app: &TestApp, first: &Transport, then: &Transport) {
    let case = Case::in_state(app, "owned");
    app.send_mail_by(then);
    received(app);
    for (name, fault, outcomes) in matrix {
        for (stage, outcome) in STAGES.into_iter().zip(outcomes.chars()) {
            let at = format!("{name}, at {stage:?}");
            let reader = text(&app.agent().get("/v1/me").expect(200)["email"]);
            case.agent
                .post(
                    &format!("{}/mail-draft", case.draft()),
                    &json!({"to": reader}),
                )
                .expect(200);
            let id = text(&only(mail_to(app, &reader))["message_id"]);
            app.smtp.as_ref().unwrap().script(vec![fault(stage)]);
            app.send_mail_by(first);
            let mail = only(mail_to(app, &reader));
            let told = text(&mail["last_error"]);
            assert_eq!(mail["attempts"], 1, "{at}: {mail}");
            assert!(!told.contains("hunt#r"), "{at}: {told}");
            assert!(told.contains(words), "{at}: {told}");
            let news = |told: &Value| {
                told["kind"] == "delivery_failed" && text(&told["text"]).contains(&reader)
            };
            let owner_told = whole_list(&app.admin(), "/v1/mail")
                .iter()
                .filter(|m| news(m))
                .count();
            let in_history = whole_list(&case.agent, &format!("{}/history", case.path))
                .iter()
                .filter(|entry| entry["action"] == "mail_failed" && entry["after"]["to"] == *reader)
                .count();
            match outcome {
                'r' => {
                    assert_eq!(mail["state"], "retrying", "{at}: {mail}");
                    let next: DateTime<Utc> = text(&mail["next_try_at"]).parse().unwrap();
                    let wait = (next - app.services.now()).num_milliseconds();
                    assert!((5_000..=6_000).contains(&wait), "{at}: {wait} ms");
                    assert_eq!((owner_told, in_history), (0, 0), "{at}");
                    assert!(received(app).is_empty(), "{at}");
                    app.advance(TimeDelta::seconds(6));
                    app.send_mail_by(then);
                    let mails = received(app);
                    assert_eq!(mails.len(), 1, "{at}");
                    assert_eq!(message_id(&mails[0]), id, "{at}");
                    assert_eq!(mails[0].to, [reader.as_str()], "{at}");
                    assert_eq!(only(mail_to(app, &reader))["state"], "sent", "{at}");
                }
                _ => {
                    assert_eq!(mail["state"], "failed", "{at}: {mail}");
                    assert_eq!(mail["next_try_at"], Value::Null, "{at}");
                    assert!(
                        told.contains("554 these are the server's own words"),
                        "{at}: {told}"
                    );
                    assert_eq!((owner_told, in_history), (1, 1), "{at}");
                    app.advance(TimeDelta::days(3));
                    app.send_mail_by(then);
                    // The news, and nothing else.
                    assert_eq!(received(app).len(), 1, "{at}");
                }
            }
        }
    }
}

#[test]
fn a_mail_that_was_taken_without_a_word_is_sent_again_as_it_was() {
    let (smtp, transport) = provider();
    let app = TestApp::with_server(smtp, transport.clone());
    let hasty = transport.clone().with_patience(impatient());
    for fault in [Fault::DropAfterFinalDot, Fault::SilentAfterFinalDot] {
        Case::in_state(&app, "owned");
        app.smtp.as_ref().unwrap().script(vec![fault]);
        app.send_mail_by(&hasty);
        app.advance(TimeDelta::seconds(6));
        app.send_mail_by(&transport);
        let mails = received(&app);
        assert_eq!(
            mails.len(),
            2,
            "{fault:?}: nobody could know that the first arrived"
        );
        assert_eq!(mails[0], mails[1], "{fault:?}");
    }
}

#[test]
fn greylisting_is_waited_out() {
    let app = TestApp::with_mail();
    Case::in_state(&app, "owned");
    let smtp = app.smtp.as_ref().unwrap();
    let (mut waited, mut tries) = (TimeDelta::zero(), 0);
    // Five minutes are what is usual.
    while smtp.take().is_empty() {
        tries += 1;
        assert!(tries < 10, "it was given up");
        if waited < TimeDelta::minutes(5) {
            smtp.script(vec![Fault::Refuse {
                stage: Stage::Recipient,
                code: 450,
                text: "4.2.0 greylisted, see you in five minutes",
            }]);
        }
        app.send_mail();
        let mail = only(whole_list(&app.admin(), "/v1/mail"));
        if mail["state"] == "sent" {
            break;
        }
        let next: DateTime<Utc> = text(&mail["next_try_at"]).parse().unwrap();
        let wait = next - app.services.now();
        waited += wait;
        app.advance(wait);
    }
    assert_eq!(tries, 5, "at once, after 5 s, 30 s, 2 min and 10 min");
}

#[test]
fn a_wrong_password_fails_no_mail_and_is_mended_by_the_operator() {
    let (smtp, right) = provider();
    let authority = Authority::new();
    let wrong = Transport::from_url(&format!("smtp://amends:oops@localhost:{}", smtp.port()))
        .unwrap()
        .trusting(authority.pem.as_bytes())
        .unwrap();
    let app = TestApp::with_server(smtp, right.clone());
    Case::in_state(&app, "owned");
    // Not even trusted, to begin with.
    app.send_mail_by(&wrong);
    let mail = only(whole_list(&app.admin(), "/v1/mail"));
    assert_eq!(mail["state"], "retrying");
    app.smtp.as_ref().unwrap().script(vec![Fault::Refuse {
        stage: Stage::SignIn,
        code: 535,
        text: "5.7.8 the password of aHVudCNyIHR3bw== (hunt#r two) has expired",
    }]);
    app.advance(TimeDelta::minutes(1));
    app.send_mail_by(&right);
    let mail = only(whole_list(&app.admin(), "/v1/mail"));
    assert_eq!(mail["state"], "retrying");
    let told = text(&mail["last_error"]);
    assert!(
        told.contains("refused the user name or password: 535"),
        "{told}"
    );
    assert!(
        !told.contains("hunt") && !told.contains("aHVudCNyIHR3bw"),
        "{told}"
    );
    app.advance(TimeDelta::minutes(1));
    app.send_mail_by(&right);
    assert_eq!(received(&app).len(), 1);
}

/// One attempt over this way; whether it was delivered, and what was said.
fn attempt(transport: &Transport) -> (bool, String) {
    use amends::domain::mail::Attempt;
    let message = b"Subject: hello\r\n\r\nhello\r\n";
    match transport.send("amends@agency.example", "ada@example.com", message) {
        Attempt::Delivered => (true, String::new()),
        Attempt::Temporary(why) => (false, why),
        Attempt::Permanent(why) => panic!("given up: {why}"),
    }
}

#[test]
fn nothing_but_the_right_server_gets_a_mail_or_a_password() {
    let authority = Authority::new();
    let stranger = Authority::new();
    let right = || authority.server("localhost");
    type MakeKind = fn(Arc<rustls::ServerConfig>) -> Encryption;
    let ways: [(&str, MakeKind); 2] = [
        ("smtp", |config| Encryption::StartTls(config)),
        ("smtps", |config| Encryption::Implicit(config)),
    ];
    for (scheme, encryption) in ways {
        for (what, config, told) in [
            ("right", right(), None),
            (
                "another name",
                authority.server("mail.example.com"),
                Some("for another name"),
            ),
            (
                "expired",
                authority.expired_server("localhost"),
                Some("expired"),
            ),
            (
                "self-signed",
                self_signed_server("localhost"),
                Some("signed by nobody that this machine trusts"),
            ),
            (
                "an authority's own",
                stranger.itself("localhost"),
                Some("vouches for other certificates"),
            ),
            (
                "a stranger's",
                stranger.server("localhost"),
                Some("signed by nobody that this machine trusts"),
            ),
        ] {
            let smtp = SmtpServer::start_as(encrypted_kind(encryption(config)));
            let transport = Transport::from_url(&url(scheme, "localhost", smtp.port()))
                .unwrap()
                .trusting(authority.pem.as_bytes())
                .unwrap()
                .with_patience(patient());
            let (delivered, why) = attempt(&transport);
            assert_eq!(delivered, told.is_none(), "{scheme}, {what}: {why}");
            if let Some(told) = told {
                assert!(
                    why.contains("no encrypted connection"),
                    "{scheme}, {what}: {why}"
                );
                assert!(why.contains(told), "{scheme}, {what}: {why}");
            }
            assert_eq!(
                smtp.take().len(),
                usize::from(told.is_none()),
                "{scheme}, {what}"
            );
            expect_nothing_told(&smtp, what);
        }
    }
}

/// That nothing but a greeting went over the line in clear.
fn expect_nothing_told(smtp: &SmtpServer, what: &str) {
    for line in smtp.heard_in_clear() {
        assert!(
            line.starts_with("EHLO ") || line == "STARTTLS" || line == "QUIT",
            "{what}: it heard {line:?}"
        );
    }
}

#[test]
fn a_server_that_would_have_it_in_clear_gets_nothing() {
    let authority = Authority::new();
    let config = || authority.server("localhost");
    let injected = "250-localhost\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n235 welcome\r\n250 ok\r\n\
                    250 ok\r\n354 go on\r\n250 accepted";
    for (what, encryption, in_clear, told) in [
        ("no STARTTLS", Encryption::None, false, "STARTTLS"),
        (
            "no STARTTLS, but signing in",
            Encryption::None,
            true,
            "STARTTLS",
        ),
        (
            "STARTTLS that is none",
            Encryption::Pretended,
            true,
            "no encrypted connection",
        ),
        (
            "words behind STARTTLS",
            Encryption::Injecting(config(), injected),
            false,
            "went on talking",
        ),
    ] {
        let smtp = SmtpServer::start_as(Kind {
            offers_sign_in_in_clear: in_clear,
            ..encrypted_kind(encryption)
        });
        let transport = Transport::from_url(&url("smtp", "localhost", smtp.port()))
            .unwrap()
            .trusting(authority.pem.as_bytes())
            .unwrap()
            .with_patience(of(Duration::from_secs(2)));
        let (delivered, why) = attempt(&transport);
        assert!(!delivered, "{what}");
        assert!(why.contains(told), "{what}: {why}");
        assert!(smtp.take().is_empty(), "{what}");
        if what != "STARTTLS that is none" {
            expect_nothing_told(&smtp, what);
        }
        for line in smtp.heard_in_clear() {
            assert!(
                !line.contains("AUTH") && !line.contains("MAIL"),
                "{what}: {line:?}"
            );
        }
    }
}

#[test]
fn a_server_is_signed_in_to_in_a_way_that_both_know() {
    let authority = Authority::new();
    for (mechanisms, known) in [
        ("PLAIN", true),
        ("LOGIN", true),
        ("CRAM-MD5 LOGIN PLAIN", true),
        ("CRAM-MD5 XOAUTH2", false),
    ] {
        let smtp = SmtpServer::start_as(Kind {
            mechanisms,
            ..encrypted_kind(Encryption::Implicit(authority.server("127.0.0.1")))
        });
        let transport = Transport::from_url(&url("smtps", "127.0.0.1", smtp.port()))
            .unwrap()
            .trusting(authority.pem.as_bytes())
            .unwrap()
            .with_patience(patient());
        let (delivered, why) = attempt(&transport);
        assert_eq!(delivered, known, "{mechanisms}: {why}");
        assert!(known || why.contains("no way to sign in"), "{why}");
    }
}

#[test]
fn the_owner_is_told_in_their_own_mailbox_and_not_about_that_mailbox() {
    let app = TestApp::with_mail();
    let case = Case::in_state(&app, "owned");
    let me = case.agent.get("/v1/me").expect(200);
    let failing = Fault::Refuse {
        stage: Stage::Recipient,
        code: 550,
        text: "no such user",
    };
    let smtp = app.smtp.as_ref().unwrap();
    // The draft to the owner fails: they are not written to about it, but history has it.
    smtp.script(vec![failing]);
    app.send_mail();
    let mails = whole_list(&app.admin(), "/v1/mail");
    assert_eq!(only(mails)["state"], "failed");
    let history = || whole_list(&case.agent, &format!("{}/history", case.path));
    let last = history().pop().unwrap();
    assert_eq!(last["action"], "mail_failed");
    assert_eq!(last["by"], Value::Null);
    assert_eq!(last["before"], json!({"state": "sending"}));
    assert_eq!(last["after"]["state"], "failed");
    assert!(text(&last["note"]).contains("550 no such user"));

    // The letter to the client fails, and so does the news of it.
    case.apologize();
    smtp.script(vec![failing]);
    app.send_mail();
    let news = only(
        mail_to(&app, &text(&me["email"]))
            .into_iter()
            .filter(|mail| mail["kind"] == "delivery_failed")
            .collect(),
    );
    for fact in ["ines@harbour.example", "550 no such user", "/v1/mail/"] {
        for part in ["text", "html"] {
            assert!(text(&news[part]).contains(fact), "{part}: {news}");
        }
    }
    assert!(text(&news["subject"]).contains("could not be delivered"));
    let path = format!("/v1/mail/{}", text(&news["id"]));
    assert_eq!(app.admin().get(&path).expect(200)["state"], "sent");
    app.admin().get("/v1/history/verify").expect(200);
}

#[test]
fn news_of_a_failure_that_fail_themselves_end_there() {
    let app = TestApp::with_mail();
    let case = Case::in_state(&app, "owned");
    app.send_mail();
    case.apologize();
    let failing = Fault::Refuse {
        stage: Stage::Recipient,
        code: 550,
        text: "nobody here",
    };
    app.smtp.as_ref().unwrap().script(vec![failing, failing]);
    app.send_mail();
    app.send_mail();
    let mails = whole_list(&app.admin(), "/v1/mail");
    let of = |kind: &str| mails.iter().filter(|mail| mail["kind"] == kind).count();
    assert_eq!((of("apology"), of("delivery_failed")), (1, 1));
    for mail in mails.iter().filter(|mail| mail["kind"] != "apology_draft") {
        assert_eq!(mail["state"], "failed", "{mail}");
    }
}

#[test]
fn a_mail_that_cannot_be_written_is_parked_and_holds_up_nothing() {
    use diesel::connection::SimpleConnection;
    let app = TestApp::with_mail();
    let case = Case::in_state(&app, "owned");
    app.send_mail();
    received(&app);
    // No address comes in like this; one that an older version let in may be there.
    let sql = "UPDATE clients SET email = 'ines@harbour..example'";
    if app.database.is_postgres() {
        let mut db: diesel::PgConnection =
            diesel::Connection::establish(&app.database.url).unwrap();
        db.batch_execute(sql).unwrap();
    } else {
        let file = app.database.url.trim_start_matches("sqlite://");
        let mut db: diesel::SqliteConnection = diesel::Connection::establish(file).unwrap();
        db.batch_execute(sql).unwrap();
    }
    case.apologize();
    let other = Case::in_state(&app, "owned");
    app.send_mail();
    let parked = only(mail_to(&app, "ines@harbour..example"));
    assert_eq!(parked["state"], "failed");
    assert_eq!(parked["attempts"], 0);
    assert!(
        text(&parked["last_error"]).contains("cannot be written"),
        "{parked}"
    );
    assert!(
        text(&parked["text"]).contains("old file"),
        "what it would have said is kept"
    );
    let kinds: Vec<String> = received(&app).iter().map(subject).collect();
    assert_eq!(
        kinds.len(),
        2,
        "the news, and the other incident's draft: {kinds:?}"
    );
    assert_eq!(other.state(), "owned");
    // Trying again changes nothing, and sends nothing.
    app.admin()
        .act(&format!("/v1/mail/{}/retry", text(&parked["id"])))
        .expect(200);
    app.send_mail();
    let parked = only(mail_to(&app, "ines@harbour..example"));
    assert_eq!(parked["state"], "failed");
    assert!(
        text(&parked["last_error"]).contains("cannot be written"),
        "{parked}"
    );
}

fn subject(mail: &ReceivedMail) -> String {
    let parsed = MessageParser::default()
        .parse(mail.data.as_bytes())
        .unwrap();
    parsed.subject().unwrap().to_owned()
}

fn ids(header: &mail_parser::HeaderValue<'_>) -> Vec<String> {
    header
        .as_text_list()
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn everything_about_one_incident_is_one_conversation() {
    let app = TestApp::with_mail();
    let case = Case::in_state(&app, "offered");
    let reference = text(&case.agent.get(&case.path).expect(200)["reference"]);
    app.send_mail();
    let mails = received(&app);
    assert!(mails.len() >= 5, "{}", mails.len());
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    let mut roots = std::collections::BTreeSet::new();
    for mail in &mails {
        let parsed = MessageParser::default()
            .parse(mail.data.as_bytes())
            .unwrap();
        assert!(subject(mail).contains(&reference), "{}", subject(mail));
        let (references, reply) = (ids(parsed.references()), ids(parsed.in_reply_to()));
        roots.insert(references[0].clone());
        let before = last.get(&mail.to[0]);
        assert_eq!(references.get(1), before, "{}", mail.data);
        assert_eq!(reply, references[references.len() - 1..], "{}", mail.data);
        let id = parsed.message_id().unwrap().to_owned();
        assert!(id.ends_with("@agency.example"), "{id}");
        last.insert(mail.to[0].clone(), id);
        let automatic = parsed.header_raw("Auto-Submitted").map(str::trim);
        let by_a_person = mail.to == ["ines@harbour.example"];
        assert_eq!(automatic, (!by_a_person).then_some("auto-generated"));
        assert!(parsed.date().is_some());
    }
    assert_eq!(roots.len(), 1);
    assert!(last.len() >= 3, "the owner, the approver, the client");
    // Another incident is another conversation.
    Case::in_state(&app, "owned");
    app.send_mail();
    let other = MessageParser::default();
    let mail = received(&app).remove(0);
    let references = ids(other.parse(mail.data.as_bytes()).unwrap().references());
    assert!(!roots.contains(&references[0]));
}

/// How many mails are on their way at the same time.
const AT_ONCE: usize = 4;

/// Every fault at every stage, those first that do not hold up whoever is spoken to.
fn all_faults() -> (Vec<Fault>, Vec<Fault>) {
    let cells = |matrix: &[Row]| -> Vec<Fault> {
        let rows = matrix.iter().map(|(_, fault, _)| fault);
        rows.flat_map(|fault| STAGES.map(fault)).collect()
    };
    let (mut passing, mut holding) = (cells(&MATRIX), cells(&SLOW_MATRIX));
    passing.push(Fault::DropAfterFinalDot);
    holding.push(Fault::SilentAfterFinalDot);
    (passing, holding)
}

/// Amends as a program of its own, on a database and before a mail server that outlive it.
struct Mortal<'a> {
    database: &'a TestDatabase,
    smtp_url: &'a str,
    authority: &'a str,
}

impl Mortal<'_> {
    fn start(&self) -> (Process, Caller) {
        let settings = [
            ("AMENDS_SMTP_URL", self.smtp_url),
            ("AMENDS_SMTP_CA_FILE", self.authority),
            ("AMENDS_MAIL_FROM", "Amends <amends@agency.example>"),
            ("AMENDS_BOOTSTRAP_TOKEN", ADMIN_TOKEN),
            ("AMENDS_LOG", "off"),
        ];
        let process = Process::start(self.database, &settings);
        let admin = Caller::of(&process.url, Some(ADMIN_TOKEN));
        (process, admin)
    }

    /// Has what is due within days be due, and claims run out, as if that time had passed.
    fn let_time_pass(&self) {
        Sql::open(&self.database.url).execute(
            "UPDATE mail SET next_try_at = created_at WHERE state = 'retrying'; \
             UPDATE mail SET lease_until = created_at WHERE state = 'sending'",
        );
    }
}

/// The first time a process reads a statement it makes its rules ready, for which a busy machine may
/// need longer than an answer takes.
fn own(admin: &Caller, incident: &str) {
    let once = [("Idempotency-Key", "own")];
    let statement = json!({"statement": STATEMENT});
    let own = || admin.post_with(&format!("{incident}/own"), &once, &statement);
    let answer = (0..20).map(|_| own()).find(|answer| answer.status != 503);
    answer.expect("an answer").expect(200);
}

/// What is tried again in between is due within seconds.
fn wait_until_all_is_finished(database: &TestDatabase) {
    let mut sql = Sql::open(&database.url);
    let open = "SELECT count(*) AS value FROM mail WHERE state NOT IN ('sent', 'failed')";
    // Nobody sends: only the time runs out.
    let (_open, tick) = std::sync::mpsc::channel::<()>();
    for _ in 0..600 {
        if sql.number(open) == 0 {
            return;
        }
        let _ = tick.recv_timeout(Duration::from_millis(100));
    }
    panic!("{} mails are neither sent nor failed", sql.number(open));
}

/// The whole matrix, with the program killed over and over while it meets it: the first time when it
/// has met all that do not hold it up, then each time that as many hold it up as it speaks to at
/// once. The program that is left alone in the end finishes what is to be finished.
#[test]
fn a_process_that_is_killed_while_it_sends_loses_nothing() {
    let authority = Authority::new();
    let kind = encrypted_kind(Encryption::StartTls(authority.server("localhost")));
    let (database, smtp) = (TestDatabase::create(), SmtpServer::start_as(kind));
    let folder = std::env::temp_dir().join(format!("amends-test-{}", app::unique()));
    std::fs::create_dir_all(&folder).unwrap();
    let pem = folder.join("authority.pem");
    std::fs::write(&pem, &authority.pem).unwrap();
    let mortal = Mortal {
        database: &database,
        smtp_url: &url("smtp", "localhost", smtp.port()),
        authority: pem.to_str().unwrap(),
    };
    let (passing, holding) = all_faults();
    let cells = (MATRIX.len() + SLOW_MATRIX.len()) * STAGES.len();
    assert_eq!(passing.len() + holding.len(), cells + 2);
    let for_good: usize = MATRIX
        .iter()
        .map(|(.., row)| row.matches('F').count())
        .sum();

    let (process, admin) = mortal.start();
    let incident = admin.post("/v1/incidents", &report()).expect(201);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    // Connections that hold it up, so that all mail is there before the first fault is met.
    smtp.script(vec![Fault::Silent(Stage::Connect); AT_ONCE]);
    own(&admin, &path);
    let draft = admin.get(&format!("{path}/apologies")).expect(200);
    let draft = format!("/v1/apologies/{}", text(&draft["items"][0]["id"]));
    // One for each fault that lets it go on, and as many as hold it up then.
    let written = passing.len() + AT_ONCE;
    for number in 1..written {
        let email = format!("reader-{number}@agency.example");
        let user = json!({"name": "A reader", "email": email, "role": "agent"});
        admin.post("/v1/users", &user).expect(201);
        admin
            .post(&format!("{draft}/mail-draft"), &json!({"to": email}))
            .expect(200);
    }
    smtp.wait_for_silences(AT_ONCE);
    drop(process);
    assert!(smtp.take().is_empty());

    mortal.let_time_pass();
    // It is through with all before once the last ones hold it up.
    smtp.script(passing);
    smtp.script(vec![Fault::Silent(Stage::Connect); AT_ONCE]);
    let (process, _) = mortal.start();
    let mut held = 2 * AT_ONCE;
    smtp.wait_for_silences(held);
    drop(process);
    let mut received = smtp.take();
    assert!(!received.is_empty(), "one was taken without a word");

    for some in holding.chunks(AT_ONCE) {
        mortal.let_time_pass();
        smtp.script(some.to_vec());
        held += some.len();
        let (process, admin) = mortal.start();
        smtp.wait_for_silences(held);
        let sending = whole_list(&admin, "/v1/mail?state=sending");
        assert!(sending.len() >= some.len(), "{some:?}: {}", sending.len());
        drop(process);
        received.extend(smtp.take());
    }

    mortal.let_time_pass();
    let (process, admin) = mortal.start();
    wait_until_all_is_finished(&database);
    received.extend(smtp.take());

    let mails = whole_list(&admin, "/v1/mail");
    let drafts = mails.iter().filter(|mail| mail["kind"] == "apology_draft");
    assert_eq!(drafts.count(), written, "none is lost");
    let mut copies: BTreeMap<String, Vec<&ReceivedMail>> = BTreeMap::new();
    for mail in &received {
        copies.entry(message_id(mail)).or_default().push(mail);
    }
    for mail in mails.iter().filter(|mail| mail["state"] == "sent") {
        let copies = copies.get(&text(&mail["message_id"]));
        let copies = copies.unwrap_or_else(|| panic!("it was sent, and never arrived: {mail}"));
        assert_eq!(copies[0].to, [text(&mail["to"])]);
        assert!(
            copies.iter().all(|copy| *copy == copies[0]),
            "a copy differs: {mail}"
        );
    }
    let known = |id: &String| mails.iter().any(|mail| text(&mail["message_id"]) == *id);
    assert!(
        copies.keys().all(known),
        "something arrived that nobody wrote"
    );
    assert!(
        received.len() >= mails.len() - for_good + 2,
        "two were taken without a word"
    );
    let failed: Vec<&Value> = mails
        .iter()
        .filter(|mail| mail["state"] == "failed")
        .collect();
    assert_eq!(failed.len(), for_good, "{failed:#?}");
    let owner = admin.get("/v1/me").expect(200)["email"].clone();
    let history = whole_list(&admin, &format!("{path}/history"));
    for mail in failed {
        let told =
            |entry: &&Value| entry["action"] == "mail_failed" && entry["after"]["to"] == mail["to"];
        assert_eq!(history.iter().filter(told).count(), 1, "{mail}");
        let is_news = |news: &&Value| {
            news["kind"] == "delivery_failed" && text(&news["text"]).contains(&text(&mail["to"]))
        };
        let is_told = mail["kind"] == "delivery_failed"
            || mail["to"] == owner
            || mails.iter().any(|it| is_news(&it));
        assert!(is_told, "{mail}");
    }
    drop(process);
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn a_claim_outlives_its_process_for_less_than_a_minute() {
    for fault in [Fault::Silent(Stage::Data), Fault::SilentAfterFinalDot] {
        let (database, smtp) = (TestDatabase::create(), SmtpServer::start());
        smtp.script(vec![fault]);
        let settings = [
            ("AMENDS_SMTP_URL", &*smtp.url()),
            ("AMENDS_MAIL_FROM", "Amends <amends@agency.example>"),
            ("AMENDS_BOOTSTRAP_TOKEN", ADMIN_TOKEN),
        ];
        let process = Process::start(&database, &settings);
        let admin = Caller::of(&process.url, Some(ADMIN_TOKEN));
        let incident = admin.post("/v1/incidents", &report()).expect(201);
        own(&admin, &format!("/v1/incidents/{}", text(&incident["id"])));
        smtp.wait_for_silences(1);
        let mail = only(whole_list(&admin, "/v1/mail"));
        assert_eq!(mail["state"], "sending", "{fault:?}");
        drop(process);

        let taken = smtp.take();
        let was_taken = usize::from(fault == Fault::SilentAfterFinalDot);
        assert_eq!(taken.len(), was_taken, "{fault:?}");
        let transport = Transport::from_url(&smtp.url()).unwrap();
        let config = app::config(&database, Some(transport.clone()));
        let clock = Arc::new(ManualClock::at(SystemClock.now()));
        let again = Amends::prepare(&config, clock.clone()).unwrap();
        workers::outbox::pass(&again.services, &transport);
        assert!(smtp.take().is_empty(), "{fault:?}: its claim still held");
        clock.advance(TimeDelta::seconds(60));
        workers::outbox::pass(&again.services, &transport);
        let sent = smtp.take();
        assert_eq!(sent.len(), 1, "{fault:?}: it is taken up within a minute");
        assert_eq!(message_id(&sent[0]), text(&mail["message_id"]), "{fault:?}");
        for earlier in taken {
            assert_eq!(earlier, sent[0], "{fault:?}");
        }
    }
}
