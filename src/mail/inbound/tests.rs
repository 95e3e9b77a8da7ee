//! Whatever is handed in: it is read in bounded time, without a panic, into text that any column
//! takes. And the examples of `tests/cases/inbound`, which a person can read and correct.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::domain::inbound::TEXT_MAX;
use crate::domain::inbound::understood::{Known, Nature, understand};

/// Far more than it takes, far less than what is not bounded would.
const SOON: Duration = Duration::from_secs(10);

const REPLY: &str = "From: Ines Moreau <ines@harbour.example>\r\nTo: amends@agency.example\r\nSubject: Re: Our offer (INC-2026-000001)\r\nMessage-ID: <r1@harbour.example>\r\nIn-Reply-To: <m1@agency.example>\r\nReferences: <t1@agency.example> <m1@agency.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nYes, caf=C3=A9.\r\n\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Yes, <b>caf\u{e9}</b>.</p>\r\n\r\n--b1--\r\n";

const REPORT: &str = "From: MAILER-DAEMON@mx.example.net\r\nTo: amends@agency.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <d1@mx.example.net>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n\r\n--b2\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; ines@harbour.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b2\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <m1@agency.example>\r\nTo: ines@harbour.example\r\nSubject: Our offer\r\n\r\nDear Ines\r\n\r\n--b2--\r\n";

/// What holds for every message that is read.
#[track_caller]
fn sound(raw: &[u8]) {
    let begun = Instant::now();
    if let Ok(incoming) = read(raw) {
        let understood = understand(&incoming, Known::default());
        let texts = [
            Some(&understood.text),
            understood.quoted.as_ref(),
            understood.reason.as_ref(),
        ];
        for text in texts.into_iter().flatten() {
            assert!(text.chars().count() <= TEXT_MAX);
            assert!(
                text.chars()
                    .all(|c| !c.is_control() || matches!(c, '\n' | '\t')),
                "{text:?}"
            );
        }
        let lines = [
            Some(&understood.subject),
            understood.from_name.as_ref(),
            understood.from_address.as_ref(),
        ];
        for line in lines.into_iter().flatten().chain(&understood.recipients) {
            assert!(line.chars().count() <= 250, "{line}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
        assert!(understood.about.len() <= 10_000);
        assert_eq!(incoming.digest.len(), 64);
    }
    assert!(begun.elapsed() < SOON, "it took {:?}", begun.elapsed());
}

#[test]
fn a_reply_is_taken_apart() {
    let incoming = read(REPLY.as_bytes()).unwrap();
    assert_eq!(incoming.from.name.as_deref(), Some("Ines Moreau"));
    assert_eq!(
        incoming.from.address.as_deref(),
        Some("ines@harbour.example")
    );
    assert_eq!(incoming.message_id.as_deref(), Some("<r1@harbour.example>"));
    assert_eq!(
        incoming.references,
        [
            "<m1@agency.example>",
            "<m1@agency.example>",
            "<t1@agency.example>"
        ]
    );
    assert_eq!(incoming.text.trim(), "Yes, café.");
    assert_eq!(
        understand(&incoming, Known::default()).nature,
        Nature::Personal
    );
}

#[test]
fn a_report_names_the_mail_that_came_back() {
    let incoming = read(REPORT.as_bytes()).unwrap();
    let understood = understand(&incoming, Known::default());
    assert_eq!(understood.nature, Nature::Bounce);
    assert_eq!(understood.recipients, ["ines@harbour.example"]);
    assert!(understood.about.contains(&"<m1@agency.example>".to_owned()));
}

#[test]
fn the_way_it_travelled_makes_no_other_message() {
    let travelled = format!("Received: from a by b\r\nReturn-Path: <x@example.com>\r\n{REPLY}");
    let unix = REPLY.replace("\r\n", "\n");
    let piped = format!("From ines@harbour.example Mon Mar  2 10:00:00 2026\n{unix}");
    let digest = read(REPLY.as_bytes()).unwrap().digest;
    for same in [&travelled, &unix, &piped] {
        assert_eq!(read(same.as_bytes()).unwrap().digest, digest);
    }
    let other = REPLY.replace("Yes,", "No,");
    assert_ne!(read(other.as_bytes()).unwrap().digest, digest);
}

#[test]
fn what_is_no_message_is_refused() {
    for junk in [
        "",
        "\r\n\r\n",
        "hello",
        "{\"a\": 1}",
        "<html>",
        "X-Nothing: 1\r\n\r\nFrom: x\r\n",
        "\0\0\0",
    ] {
        assert_eq!(read(junk.as_bytes()), Err(NotAMessage), "{junk:?}");
    }
    assert!(read(b"Subject: hi").is_ok());
}

#[test]
fn a_date_that_the_parser_stumbles_over_hides_nothing() {
    let raw =
        "Date: Mon, 2 Mar 2026 10:00:00 UT\r\nFrom: Ines <ines@harbour.example>\r\n\r\nHi\r\n";
    assert_eq!(
        read(raw.as_bytes()).unwrap().from.address.as_deref(),
        Some("ines@harbour.example")
    );
}

#[test]
fn a_reply_in_html_alone_is_read_in_lines() {
    let with = |kind: &str, body: &str| {
        let raw = format!("From: a@b.example\r\nContent-Type: {kind}\r\n\r\n{body}");
        read(raw.as_bytes()).unwrap().text
    };
    assert_eq!(
        with("text/html", "<div>Yes</div><div>please call me</div>"),
        "Yes\nplease call me\n"
    );
    assert_eq!(with("text/html", "Yes<br/>please"), "Yes\nplease");
    assert_eq!(with("text/html", "2 < 3\nplain"), "2 < 3\nplain");
    assert_eq!(with("text/plain", "use <br> here"), "use <br> here");
    assert_eq!(with("text/plain", "<html><p>Yes</p><p>No"), "Yes\nNo");
    let reply = "<div>Yes, please.</div><br><div>On 3 March 2026, Zoë wrote:</div>\
                 <blockquote type=\"cite\"><div>Will you take it?</div></blockquote>";
    let separated = crate::domain::inbound::quotation::separate(&with("text/html", reply));
    assert_eq!(separated.new, "Yes, please.");
    assert!(separated.quoted.contains("> Will you take it?"));
}

#[test]
fn undeclared_bytes_are_what_windows_writes() {
    let with = |head: &str, body: &[u8]| {
        let mut raw = format!("From: a@b.example\r\n{head}\r\n").into_bytes();
        raw.extend_from_slice(body);
        read(&raw).unwrap().text
    };
    assert_eq!(with("", b"caf\xe9 \x93yes\x94"), "café \u{201c}yes\u{201d}");
    assert_eq!(with("", "café".as_bytes()), "café");
    assert_eq!(with("", b"caf\xc3\xa9 \xff"), "café \u{fffd}");
    let quoted = "Content-Transfer-Encoding: quoted-printable\r\n";
    assert_eq!(with(quoted, b"caf=E9"), "café");
}

#[test]
fn undeclared_bytes_of_a_field_are_what_windows_writes() {
    let raw = b"From: Ren\xe9e \x96 Caf\xe9 <a@b.example>\r\nSubject: R\xe9ponse\r\n \xe0 vous\r\nTo: Zo\xc3\xab <z@b.example>\r\n\r\nHello";
    let message = read(raw).unwrap();
    assert_eq!(
        message.from.name.as_deref(),
        Some("Ren\u{e9}e \u{2013} Caf\u{e9}")
    );
    assert_eq!(message.from.address.as_deref(), Some("a@b.example"));
    assert_eq!(message.subject, "R\u{e9}ponse \u{e0} vous");
    assert_eq!(message.to, ["z@b.example"]);
}

#[test]
fn charsets_good_and_bad() {
    let with = |charset: &str, body: &[u8]| {
        let mut raw =
            format!("From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n")
                .into_bytes();
        raw.extend_from_slice(body);
        read(&raw).unwrap().text
    };
    assert_eq!(with("iso-8859-1", b"caf\xe9"), "café");
    assert_eq!(with("windows-1252", b"\x80 5"), "€ 5");
    assert_eq!(with("iso-2022-jp", b"\x1b$B$O$$\x1b(B"), "はい");
    assert!(with("no-such-charset", b"caf\xe9").starts_with("caf"));
    assert!(with("utf-8", b"caf\xe9\xff").starts_with("caf"));
    assert_eq!(with("utf-8", b"a\0b\x07c\xe2\x80\xa8d"), "abc\nd");
}

#[test]
fn nested_as_deep_as_anybody_likes() {
    let mut multiparts = String::from("From: a@b.example\r\n");
    let mut messages = String::from("From: a@b.example\r\n");
    let mut same = String::from("From: a@b.example\r\n");
    let mut digests = String::from("From: a@b.example\r\n");
    for level in 0..20_000 {
        multiparts.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"
        ));
        messages.push_str("Content-Type: message/rfc822\r\n\r\n");
        same.push_str("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n");
        digests.push_str("Content-Type: multipart/digest; boundary=\"\"\r\n\r\n--\r\n\r\n");
    }
    for raw in [multiparts, messages, same, digests] {
        sound(raw.as_bytes());
    }
}

#[test]
fn ten_thousand_parts_and_giant_headers() {
    let part = "--b\r\nContent-Type: text/plain\r\n\r\nHello again.\r\n";
    let parts = format!(
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n",
        part.repeat(10_000)
    );
    assert!(
        understand(&read(parts.as_bytes()).unwrap(), Known::default())
            .text
            .starts_with("Hello again.")
    );
    sound(parts.as_bytes());
    for (name, value) in [
        ("From", "(".repeat(300_000)),
        ("From", "\"<a@b.example>, ".repeat(20_000)),
        ("To", "a@b.example, ".repeat(25_000)),
        ("Subject", "=?utf-8?q?=C3".repeat(25_000)),
        ("Subject", "=?".repeat(150_000)),
        ("References", "<a@b.example> ".repeat(25_000)),
        (
            "Content-Type",
            "multipart/mixed; boundary*0*=".repeat(10_000),
        ),
        ("Received", "from (".repeat(50_000)),
    ] {
        sound(format!("Date: x\r\n{name}: {value}\r\n\r\nHello\r\n").as_bytes());
        let folded: String = value
            .as_bytes()
            .chunks(60)
            .map(|chunk| format!("{}\r\n ", String::from_utf8_lossy(chunk)))
            .collect();
        sound(format!("Date: x\r\n{name}: {folded}\r\n\r\nHello\r\n").as_bytes());
    }
    let fields: String = (0..30_000)
        .map(|number| format!("X-{number}: a\r\n"))
        .collect();
    sound(format!("Subject: x\r\n{fields}\r\nHello").as_bytes());
}

#[test]
fn texts_that_patterns_could_stumble_over() {
    // More of a text than this is not read.
    for line in [
        "On ",
        "> ",
        "On Mon, 2 Mar 2026 at 10:00, Ines\n",
        "From: a\nTo: b\n",
        "a@b.example ",
        "-----",
        "```\n",
        "<",
        "550 ",
        "Message-ID: <a@b.example>\n",
        "\n",
        "é",
    ] {
        let text = line.repeat(260_000 / line.len());
        sound(format!("From: a@b.example\r\n\r\n{text}").as_bytes());
        sound(
            format!("From: MAILER-DAEMON@b.example\r\nSubject: Undeliverable\r\n\r\n{text}")
                .as_bytes(),
        );
        sound(
            format!("From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>{text}</p>").as_bytes(),
        );
    }
    sound(format!("From: a@b.example\r\n\r\n{}", "x".repeat(4 * 1024 * 1024)).as_bytes());
}

#[test]
fn a_message_may_break_off_anywhere() {
    for sample in [REPLY, REPORT] {
        for end in (0..sample.len()).step_by(3) {
            sound(&sample.as_bytes()[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_bytes(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        sound(&raw);
        let mut with_a_header = b"Subject: x\r\n".to_vec();
        with_a_header.extend_from_slice(&raw);
        sound(&with_a_header);
    }

    #[test]
    fn damaged_messages(
        which in any::<bool>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..40), 0..4),
    ) {
        let mut raw = if which { REPLY } else { REPORT }.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(raw.len());
            raw[at] = byte;
        }
        for (at, length) in cuts {
            let at = at.index(raw.len());
            let end = (at + length).min(raw.len());
            raw.drain(at..end);
            if raw.is_empty() {
                break;
            }
        }
        sound(&raw);
    }

    #[test]
    fn any_text_comes_apart_without_loss_of_words(text in "[a-z >\n:@0-9-]{0,400}") {
        let reply = crate::domain::inbound::quotation::separate(&text);
        let words = |text: &str| text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        prop_assert_eq!(words(&reply.new) + words(&reply.quoted), words(&text));
    }
}

/// `NAME.eml`, and what it is in `NAME.json`; there `known` is what is known of it beside what it
/// says.
#[test]
fn the_examples_are_understood() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/inbound");
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "eml") {
            continue;
        }
        let raw = std::fs::read(&path).unwrap();
        let expected: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap())
                .unwrap();
        let known = |name: &str| expected["known"][name] == true;
        let known = Known {
            from_a_person: known("from_a_person"),
            answers_us: known("answers_us"),
            names_incident: known("names_incident"),
        };
        let understood = serde_json::to_value(understand(&read(&raw).unwrap(), known)).unwrap();
        let members = expected.as_object().unwrap();
        for (member, value) in members.iter().filter(|(member, _)| *member != "known") {
            assert_eq!(&understood[member], value, "{}: {member}", path.display());
        }
        // As it stands, and with the line ends that a server sends.
        let text = String::from_utf8_lossy(&raw).replace('\n', "\r\n");
        assert_eq!(
            serde_json::to_value(understand(&read(text.as_bytes()).unwrap(), known)).unwrap(),
            understood
        );
        seen += 1;
    }
    assert!(seen >= 12, "only {seen} examples");
}
