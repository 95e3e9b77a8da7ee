//! Signatures under mail, checked by another implementation of DKIM (the crate `mail-auth`) on what
//! came over the wire, against the records that we say to publish.

use std::collections::HashMap;
use std::hash::Hash;
use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use amends::mail::{Dkim, Transport};
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::{
    AuthenticatedMessage, DkimResult, MessageAuthenticator, Parameters, ResolverCache, Txt,
};

use crate::support::app::{TestApp, config};
use crate::support::cases::Case;
use crate::support::smtp::SmtpServer;

fn key(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

fn path(name: &str) -> String {
    format!("{}/tests/cases/dkim/{name}.pem", env!("CARGO_MANIFEST_DIR"))
}

/// Signs for the domain of the tests with these keys, each named as its file.
fn dkim(keys: &[&str]) -> Dkim {
    let dkim = Dkim::of("agency.example").unwrap();
    keys.iter().fold(dkim, |dkim, name| {
        dkim.named(name).unwrap().with_key(&key(name)).unwrap()
    })
}

/// What DNS would say.
#[derive(Default)]
struct Published(Mutex<HashMap<Box<str>, Txt>>);

impl ResolverCache<Box<str>, Txt> for Published {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.lock().unwrap().get(name).cloned()
    }

    fn remove<Q>(&self, _: &Q) -> Option<Txt>
    where
        Box<str>: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, name: Box<str>, record: Txt, _: Instant) {
        self.0.lock().unwrap().insert(name, record);
    }
}

/// How each signature under a message fares, from the top.
fn verdicts(message: &str, records: &[(String, String)]) -> Vec<DkimResult> {
    let published = Published::default();
    for (name, record) in records {
        let record = DomainKey::parse(record.as_bytes()).expect("a record");
        published.insert(format!("{name}.").into(), record.into(), Instant::now());
    }
    let parsed = AuthenticatedMessage::parse(message.as_bytes()).expect("a message");
    let nobody = ResolverConfig::from_parts(None, Vec::new(), Vec::new());
    let checker = MessageAuthenticator::new(nobody, ResolverOpts::default()).unwrap();
    let checking = checker.verify_dkim(Parameters::new(&parsed).with_txt_cache(&published));
    actix_web::rt::System::new()
        .block_on(checking)
        .iter()
        .map(|output| output.result().clone())
        .collect()
}

/// Every mail of a whole case, as it came over the wire.
fn mails_of_a_case(dkim: Dkim) -> Vec<String> {
    let smtp = SmtpServer::start();
    let transport = Transport::from_url(&smtp.url()).unwrap().signing(dkim);
    let app = TestApp::with_server(smtp, transport);
    Case::in_state(&app, "accepted");
    app.send_mail();
    let mails = app.smtp.as_ref().unwrap().take();
    mails.into_iter().map(|mail| mail.data).collect()
}

#[test]
fn every_signature_verifies_after_transport() {
    for keys in [
        &["rsa"][..],
        &["rsa-pkcs1"],
        &["ed25519"],
        &["rsa", "ed25519"],
    ] {
        let dkim = dkim(keys);
        let records = dkim.records();
        let mails = mails_of_a_case(dkim);
        assert!(mails.len() >= 5, "{}", mails.len());
        for mail in mails {
            let verdicts = verdicts(&mail, &records);
            assert_eq!(
                verdicts,
                vec![DkimResult::Pass; keys.len()],
                "{keys:?}: {mail}"
            );
        }
    }
}

#[test]
fn what_is_changed_on_the_way_does_not_verify() {
    let dkim = dkim(&["rsa", "ed25519"]);
    let records = dkim.records();
    let message = "From: Amends <amends@agency.example>\r\nTo: ada@example.com\r\n\
                   Subject: An  offer\r\n for you\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\
                   Message-ID: <1@agency.example>\r\n\r\n100.00 USD\r\n\r\n";
    let signed = String::from_utf8(dkim.sign(message.as_bytes()).unwrap()).unwrap();
    let passes = |message: &str| {
        let verdicts = verdicts(message, &records);
        assert_eq!(verdicts.len(), 2, "{message}");
        let passed = verdicts
            .iter()
            .filter(|&it| *it == DkimResult::Pass)
            .count();
        assert!(passed == 0 || passed == 2, "{verdicts:?}");
        passed == 2
    };
    assert!(passes(&signed));
    // What relays do, and relaxed signatures bear.
    assert!(passes(&signed.replace(
        "Subject: An  offer\r\n for",
        "subject:  An offer for"
    )));
    assert!(passes(
        &signed.replace("USD\r\n\r\n", "USD  \r\n\r\n\r\n\r\n")
    ));
    assert!(passes(&format!("Received: from a by b\r\n{signed}")));
    // What nobody may do.
    for (what, changed) in [
        ("the amount", signed.replace("100.00", "900.00")),
        ("the subject", signed.replace("offer", "order")),
        ("the sender", signed.replace("Amends <amends@", "Eve <eve@")),
        (
            "another sender",
            format!("From: eve@evil.example\r\n{signed}"),
        ),
        ("another subject", format!("Subject: Pay now\r\n{signed}")),
        (
            "a place to answer to",
            format!("Reply-To: eve@evil.example\r\n{signed}"),
        ),
        (
            "another reader",
            format!("Cc: eve@evil.example\r\n{signed}"),
        ),
        ("more text", format!("{signed}and another thing\r\n")),
    ] {
        assert_ne!(changed, signed, "{what}");
        assert!(!passes(&changed), "{what}");
    }
    // A body of nothing but line ends is signed as what it is.
    for empty in ["", "\r\n", "\r\n\r\n"] {
        let message = format!("From: amends@agency.example\r\n\r\n{empty}");
        let signed = dkim.sign(message.as_bytes()).unwrap();
        assert!(passes(std::str::from_utf8(&signed).unwrap()), "{empty:?}");
    }
}

#[test]
fn a_signature_keeps_to_short_lines_and_is_the_same_each_time() {
    let dkim = dkim(&["rsa", "ed25519"]);
    let message = b"From: a@agency.example\r\nSubject: s\r\n\r\nhello\r\n";
    let signed = String::from_utf8(dkim.sign(message).unwrap()).unwrap();
    for line in signed.split("\r\n") {
        assert!(line.len() <= 78, "{line}");
        assert!(line.is_ascii());
    }
    assert_eq!(dkim.sign(message).unwrap(), signed.into_bytes());
    assert!(dkim.sign(b"no body").is_err());
}

/// The program with these settings, and what it says.
fn amends(command: &[&str], settings: &[(&str, &str)]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_amends"))
        .args(command)
        .env_clear()
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    let text = |octets| String::from_utf8(octets).unwrap();
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_records_to_publish_are_printed() {
    let (rsa, ed25519) = (path("rsa"), path("ed25519"));
    let settings = [
        ("AMENDS_DKIM_DOMAIN", "agency.example"),
        ("AMENDS_DKIM_SELECTOR", "rsa"),
        ("AMENDS_DKIM_KEY_FILE", &*rsa),
        ("AMENDS_DKIM_SECOND_SELECTOR", "ed25519"),
        ("AMENDS_DKIM_SECOND_KEY_FILE", &*ed25519),
    ];
    let (done, said, _) = amends(&["dkim", "record"], &settings);
    assert!(done);
    // Read back as a name server would: the strings of each line, joined.
    let records: Vec<(String, String)> = said
        .lines()
        .map(|line| {
            let (name, strings) = line.split_once(". IN TXT ( ").expect("a TXT record");
            let strings = strings.strip_suffix(" )").unwrap().split(' ');
            let whole = strings.collect::<Vec<_>>().join(" ");
            for string in whole.split("\" \"") {
                assert!(string.trim_matches('"').len() <= 255);
            }
            (name.to_owned(), whole.replace("\" \"", "").replace('"', ""))
        })
        .collect();
    let dkim = dkim(&["rsa", "ed25519"]);
    assert_eq!(records, dkim.records());
    assert_eq!(records[0].0, "rsa._domainkey.agency.example");
    for mail in mails_of_a_case(dkim).iter().take(1) {
        assert_eq!(
            verdicts(mail, &records),
            [DkimResult::Pass, DkimResult::Pass]
        );
    }

    let (done, _, why) = amends(&["dkim", "record"], &[]);
    assert!(!done && why.contains("AMENDS_DKIM_KEY_FILE"), "{why}");
}

#[test]
fn wrong_keys_are_refused_at_the_start_in_one_line_that_names_the_setting() {
    let (rsa, weak, ecdsa) = (path("rsa"), path("weak"), path("ecdsa"));
    let missing = path("nowhere");
    let (domain, selector, file) = (
        "AMENDS_DKIM_DOMAIN",
        "AMENDS_DKIM_SELECTOR",
        "AMENDS_DKIM_KEY_FILE",
    );
    let (second_selector, second_file) =
        ("AMENDS_DKIM_SECOND_SELECTOR", "AMENDS_DKIM_SECOND_KEY_FILE");
    let whole = [(domain, "agency.example"), (selector, "one"), (file, &*rsa)];
    for (changes, named, why) in [
        (vec![(file, &*weak)], file, "fewer than 2048 bits"),
        (vec![(file, &*ecdsa)], file, "use RSA or Ed25519"),
        (vec![(file, &*missing)], file, "cannot be read"),
        (vec![(file, "Cargo.toml")], file, "no private key"),
        (vec![(file, "")], file, "missing"),
        (vec![(selector, "")], selector, "missing"),
        (vec![(domain, " ")], domain, "missing"),
        (vec![(selector, "a;b")], selector, "DNS"),
        (vec![(domain, "two words")], domain, "DNS"),
        (vec![(second_selector, "two")], second_file, "missing"),
        (vec![(second_file, &*rsa)], second_selector, "missing"),
        (
            vec![(second_selector, "one"), (second_file, &*rsa)],
            second_selector,
            "one name",
        ),
        (
            vec![(second_selector, "two"), (second_file, &*weak)],
            second_file,
            "fewer than 2048 bits",
        ),
    ] {
        let settings = [&whole[..], &changes[..]].concat();
        let (done, _, said) = amends(&["dkim", "record"], &settings);
        assert!(!done, "{changes:?}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(
            said.starts_with(&format!("amends: {named}: ")),
            "{changes:?}: {said}"
        );
        assert!(said.contains(why), "{changes:?}: {said}");
    }
    // The certificates that a mail server may be signed by are read at the start, too.
    for (ca, why) in [
        (&*missing, "cannot be read"),
        (&*rsa, "certificates in PEM"),
    ] {
        let settings = [
            ("AMENDS_SMTP_URL", "smtps://mail.example.com"),
            ("AMENDS_SMTP_CA_FILE", ca),
        ];
        let (done, _, said) = amends(&["dkim", "record"], &settings);
        assert!(!done && said.contains(why), "{said}");
        assert!(said.starts_with("amends: AMENDS_SMTP_CA_FILE: "), "{said}");
    }
}

#[test]
fn without_a_key_nothing_is_signed() {
    let smtp = SmtpServer::start();
    let transport = Transport::from_url(&smtp.url()).unwrap();
    let app = TestApp::with_server(smtp, transport.clone());
    assert!(config(&app.database, Some(transport)).dkim.is_none());
    Case::in_state(&app, "owned");
    app.send_mail();
    let mail = app.smtp.as_ref().unwrap().take().remove(0);
    assert!(!mail.data.contains("DKIM-Signature"));
}
