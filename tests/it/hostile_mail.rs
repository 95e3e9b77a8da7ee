//! Hostile text through every field that reaches a mail. Either it is refused, and the field is
//! named; or the mail has the one reader and the headers of a harmless one, and says what was said.

use std::collections::BTreeMap;

use amends::domain::apology::check::{self, check};
use amends::domain::inbound::understood::{Known, understand};
use amends::domain::language::Language;
use amends::services::inbound;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use mail_parser::{HeaderValue, MessageParser};
use serde_json::{Value, json};

use crate::support::app::{ADMIN_TOKEN, Answer, Caller, TestApp, unique};
use crate::support::cases::{Case, STATEMENT, text};
use crate::support::smtp::ReceivedMail;

const CLIENT: &str = "ines@harbour.example";
const HARMLESS: &str = "Harmless words";
/// Databases at the same time, so that a machine with several cores is done sooner.
const AT_ONCE: usize = 4;

/// What could break out of where it stands.
fn atoms() -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    let controls = (0..=0x1f).chain(0x7f..=0x9f).filter_map(char::from_u32);
    atoms.extend(controls.map(String::from));
    for unseen in [
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{115f}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{2029}',
        '\u{202a}',
        '\u{202b}',
        '\u{202d}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2069}',
        '\u{3164}',
        '\u{feff}',
        '\u{fff9}',
        '\u{fffc}',
        '\u{fffd}',
        '\u{fffe}',
        '\u{ffff}',
        '\u{e000}',
        '\u{e0001}',
        '\u{10ffff}',
        '\u{301}',
        '\u{20dd}',
        '\u{fe0f}',
        '\u{1f1e6}',
        '\u{a0}',
        '\u{3000}',
        '\u{212a}',
        '\u{130}',
        '\u{df}',
        '\u{1d400}',
        '\u{fdfa}',
    ] {
        atoms.push(unseen.into());
    }
    for line_end in [
        "\r\n",
        "\n",
        "\r",
        "\n\r",
        "\r\r\n",
        "\u{2028}",
        "\u{85}",
        "\u{b}",
        "\\r\\n",
        "%0d%0a",
        "=0D=0A",
        "&#13;&#10;",
    ] {
        for what in [
            "Bcc: eve@evil.example",
            "X-Evil: 1",
            ".",
            ".\r\nMAIL FROM:<eve@evil.example>",
            "\r\n<b>the body</b>",
            " folded: on",
            "--amends",
            "Content-Type: text/html",
        ] {
            atoms.push(format!("{line_end}{what}"));
        }
    }
    for charset in ["utf-8", "us-ascii", "utf-7", "iso-2022-jp", "no-such", ""] {
        for encoded in [
            "q?=0D=0ABcc:_eve@evil.example?=",
            "b?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
            "q?unfinished",
            "x?what?=",
        ] {
            atoms.push(format!("=?{charset}?{encoded}"));
        }
    }
    for special in "()<>[]:;@\\,.\"'`~!#$%^&*=+{}|/?-_".chars() {
        atoms.push(special.into());
        atoms.push(special.to_string().repeat(3));
    }
    for trick in [
        "Eve <eve@evil.example>",
        "\"Eve\" <eve@evil.example>",
        "<eve@evil.example>, <mallory@evil.example>",
        "eve@evil.example, mallory@evil.example",
        "group: eve@evil.example, mallory@evil.example;",
        "(comment) <eve@evil.example>",
        "\\\" <eve@evil.example>",
        "@evil.example:eve@evil.example",
        "mailto:eve@evil.example?bcc=mallory@evil.example",
        "RCPT TO:<eve@evil.example>",
        "From eve@evil.example Mon Mar  2 09:00:00 2026",
        ">From eve",
        "begin 644 virus.exe",
        "-----BEGIN PGP MESSAGE-----",
        "--",
        "-- ",
        "--amends-0000-alternative--",
        "{{ 7 * 7 }}",
        "{% for x in y %}",
        "{# note #}",
        "${7*7}",
        "%s%n%x",
        "<script>alert(1)</script>",
        "</p></body></html>",
        "<!-- ",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;&amp;&#0;",
        "<a href=\"javascript:alert(1)\">here</a>",
        "]]>",
        "'; DROP TABLE mail; --",
        "\\u0000",
        "null",
        "undefined",
        "=",
        "=\n",
        "=3D",
        "=2E",
        "tab\there",
        "trailing space \nand tab\t\n.",
        "\n.\n",
        "\n..\n",
        "\n.\r\n.\n",
        "a\n\n\n\n\nb",
        "  two  spaces  ",
        "xn--mller-kva.example",
        "müller.example",
        "日本語テキスト",
        "العربية مع English",
        "עברית",
        "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
        "INC-2026-000001",
        "Re: Re: Fwd: [INC-2026-999999]",
        "\u{1b}[31mred\u{1b}[0m",
        "\u{202e}elpmaxe.live@eve",
        "ﷺﷺﷺ",
        "ﬀ ﬁ ﬂ",
        "İıſK",
    ] {
        atoms.push(trick.to_owned());
    }
    for (word, times) in [
        ("x", 78),
        ("x", 199),
        ("x", 200),
        ("x", 201),
        ("x", 998),
        ("x", 1_000),
        ("x", 19_000),
        ("ä", 76),
        ("ä", 200),
        ("ä", 1_000),
        ("👩‍🚀", 66),
        ("👩‍🚀", 900),
        ("a ", 99),
        ("a ", 1_000),
        ("=", 200),
        ("=", 1_000),
        (".", 200),
        (".\n", 500),
        (" ", 150),
        ("\t", 60),
        ("=?", 99),
        ("\"", 199),
        ("\\", 199),
        ("<", 199),
        ("&", 199),
        ("\u{301}", 199),
        ("\u{200d}", 199),
        ("日本", 100),
        ("-", 200),
        ("\n", 300),
    ] {
        atoms.push(word.repeat(times));
    }
    atoms
}

/// Five hundred: every atom in the middle of something, and as many of them alone as that leaves
/// room for.
fn strings() -> Vec<String> {
    let atoms = atoms();
    let framed = atoms.iter().map(|atom| format!("a{atom}b"));
    // From the end, where those are that are more than a character.
    let alone = atoms.iter().rev().filter(|atom| atom.chars().count() < 100);
    let strings: Vec<String> = framed.chain(alone.cloned()).take(500).collect();
    assert_eq!(strings.len(), 500, "{} atoms", atoms.len());
    strings
}

/// A member of a body, and what stands around the words that are put into it.
type Field = (&'static str, fn(&str) -> String);

/// Sends a body with `hostile` in each of these members. Those that are refused have to be named, and
/// are sent again with harmless words. Gives the answer, and which members were taken.
fn put_through(
    send: impl Fn(&Value) -> Answer,
    frame: &Value,
    fields: &[Field],
    hostile: &str,
) -> (Value, Vec<&'static str>) {
    let fill = |refused: &[String]| {
        let mut body = frame.clone();
        for (pointer, around) in fields {
            let is_refused = refused.iter().any(|it| it == pointer);
            let words = around(if is_refused { HARMLESS } else { hostile });
            *body.pointer_mut(pointer).expect("a member of the frame") = json!(words);
        }
        body
    };
    let mut refused = Vec::new();
    let mut answer = send(&fill(&[]));
    if answer.status == 422 {
        let problem = answer.expect_problem(422, "invalid");
        for error in problem["errors"].as_array().unwrap() {
            let pointer = text(&error["pointer"]);
            let is_ours = fields.iter().any(|(field, _)| *field == pointer);
            assert!(is_ours, "{pointer} is none of ours: {problem}");
            refused.push(pointer);
        }
        answer = send(&fill(&refused));
    }
    let taken = fields.iter().map(|(pointer, _)| *pointer);
    let taken = taken.filter(|pointer| !refused.iter().any(|it| it == pointer));
    assert!(
        matches!(answer.status, 200 | 201),
        "{hostile:.80?}: {answer:?}"
    );
    (answer.json(), taken.collect())
}

/// What one incident's mail must say.
struct Expected {
    incident: String,
    reference: String,
    /// Where they were taken: the name of the reader, the letter's subject, the letter's text.
    contact_name: Option<String>,
    subject: Option<String>,
    letter: Option<String>,
    /// What has to be found in one mail or another.
    said: Vec<String>,
}

impl Expected {
    /// An incident of which nothing is expected but sound mail.
    fn of(incident: &Value) -> Self {
        Self {
            incident: text(&incident["id"]),
            reference: text(&incident["reference"]),
            contact_name: None,
            subject: None,
            letter: None,
            said: Vec::new(),
        }
    }
}

fn bare(words: &str) -> String {
    words.to_owned()
}

fn statement(words: &str) -> String {
    format!("{STATEMENT}\n\n{words}\n\nThat is all.")
}

fn letter(words: &str) -> String {
    format!("It was our mistake. I am sorry. We will make it right.\n\n{words}\n\nYours sincerely")
}

/// The name of a subcontractor, no part of which is an ordinary word. Without letters that are others
/// in disguise (tied together, wide, mathematical): with their neighbours they are a word by which the
/// name is told wherever it stands.
fn subcontractor(words: &str) -> String {
    let disguised = |letter| {
        matches!(letter,
            '\u{fb00}'..='\u{fb06}' | '\u{ff01}'..='\u{ff5e}'
            | '\u{24b6}'..='\u{24e9}' | '\u{1d400}'..='\u{1d7ff}')
    };
    format!("Zwqx {} Vkjh", words.replace(disguised, ""))
}

fn phone(words: &str) -> String {
    let harmless = words == HARMLESS;
    (if harmless { "+44 20 7946 0958" } else { words }).to_owned()
}

fn booking_url(words: &str) -> String {
    let path = if words == HARMLESS { "ada" } else { words };
    format!("https://calendar.example/{path}")
}

/// A whole case, with `hostile` in every field; the mail waits.
fn go_through(app: &TestApp, hostile: &str) -> Expected {
    let admin = app.caller(ADMIN_TOKEN);
    let (user, _) = put_through(
        |body| admin.post("/v1/users", body),
        &json!({
            "name": "", "email": format!("agent-{}@agency.example", unique()), "role": "agent",
            "approval_limits": [], "active": true, "phone": "", "booking_url": "",
        }),
        &[
            ("/name", bare),
            ("/phone", phone),
            ("/booking_url", booking_url),
        ],
        hostile,
    );
    let tokens = format!("/v1/users/{}/tokens", text(&user["id"]));
    let token = admin.post(&tokens, &json!({"label": "test"})).expect(201);
    let agent = app.caller(&text(&token["token"]));

    let (incident, reported) = put_through(
        |body| agent.post("/v1/incidents", body),
        &json!({
            "client": {"name": "", "contact_name": "", "email": CLIENT},
            "summary": "", "details": "", "client_account": "", "desired_outcome": "",
            "loss": {"amount": "500.00", "currency": "USD"},
            "fault": "subcontractor", "subcontractor": "",
        }),
        &[
            ("/subcontractor", subcontractor),
            ("/client/name", bare),
            ("/client/contact_name", bare),
            ("/summary", bare),
            ("/details", bare),
            ("/client_account", bare),
            ("/desired_outcome", bare),
        ],
        hostile,
    );
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let mut expected = Expected::of(&incident);
    tell(&agent, &path, hostile);
    play_back(app, &agent, &path, hostile, &mut expected);
    put_through(
        |body| agent.post(&format!("{path}/own"), body),
        &json!({"statement": "", "root_cause": ""}),
        &[("/statement", statement), ("/root_cause", bare)],
        hostile,
    );
    let drafts = agent.get(&format!("{path}/apologies")).expect(200);
    let draft = format!("/v1/apologies/{}", text(&drafts["items"][0]["id"]));
    let (_, written) = put_through(
        |body| agent.patch(&draft, body),
        &json!({"subject": "", "text": ""}),
        &[("/subject", bare), ("/text", letter)],
        hostile,
    );
    agent.act(&format!("{draft}/send")).expect(200);

    let (offer, offered) = put_through(
        |body| agent.post(&format!("{path}/offers"), body),
        &json!({
            "items": [{
                "kind": "gift", "description": "",
                "value": {"amount": "100.00", "currency": "USD"},
            }],
            "message": "", "justification": "",
        }),
        &[
            ("/items/0/description", bare),
            ("/message", bare),
            ("/justification", bare),
        ],
        hostile,
    );
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    agent.act(&format!("{offer}/submit")).expect(200);
    put_through(
        |body| admin.post(&format!("{offer}/approve"), body),
        &json!({"note": ""}),
        &[("/note", bare)],
        hostile,
    );
    agent.act(&format!("{offer}/send")).expect(200);
    put_through(
        |body| agent.post(&format!("{offer}/counter"), body),
        &json!({"wish": ""}),
        &[("/wish", bare)],
        hostile,
    );
    let of = |taken: &[&str], pointer| taken.contains(&pointer).then(|| hostile.to_owned());
    expected.contact_name = of(&reported, "/client/contact_name");
    expected.subject = of(&written, "/subject");
    expected.letter = of(&written, "/text").map(|words| letter(&words));
    expected.said.extend(of(&offered, "/message"));
    expected
}

/// What is told, promised and prevented, which letters are composed from.
fn tell(agent: &Caller, path: &str, hostile: &str) {
    let (account, _) = put_through(
        |body| agent.post(&format!("{path}/accounts"), body),
        &json!({"by": "", "side": "client", "text": ""}),
        &[("/by", bare), ("/text", bare)],
        hostile,
    );
    let account = format!("/v1/accounts/{}", text(&account["id"]));
    put_through(
        |body| agent.post(&format!("{account}/dispute"), body),
        &json!({"points": ""}),
        &[("/points", bare)],
        hostile,
    );
    put_through(
        |body| agent.post(&format!("{path}/promises"), body),
        &json!({"text": "", "due_at": "2030-03-10T10:00:00Z"}),
        &[("/text", bare)],
        hostile,
    );
    put_through(
        |body| agent.post(&format!("{path}/preventions"), body),
        &json!({"description": "", "due_on": "2030-04-01"}),
        &[("/description", bare)],
        hostile,
    );
}

/// What is said back to the client, and what they say to that on their page.
fn play_back(app: &TestApp, agent: &Caller, path: &str, hostile: &str, expected: &mut Expected) {
    let (playback, said) = put_through(
        |body| agent.post(&format!("{path}/playbacks"), body),
        &json!({"text": ""}),
        &[("/text", bare)],
        hostile,
    );
    let playback = format!("/v1/playbacks/{}", text(&playback["id"]));
    agent.act(&format!("{playback}/send")).expect(200);
    let mail = format!("/v1/mail?limit=1&incident_id={}", expected.incident);
    let mail = text(&agent.get(&mail).expect(200)["items"][0]["text"]);
    let prefix = format!("{}/c/", app.url);
    let link = mail
        .split_whitespace()
        .find(|word| word.starts_with(&prefix));
    let page = link.unwrap().strip_prefix(&app.url).unwrap();
    // Pages are asked for so often a minute and no more.
    app.advance(TimeDelta::minutes(1));
    let answer = |correction: &str| {
        let said = [("agreed", "no"), ("correction", correction)];
        app.nobody().form(&format!("{page}/playback"), &said).status
    };
    let heard = answer(hostile) == 303;
    if !heard {
        assert_eq!(answer(HARMLESS), 303, "{hostile:.80?}");
    }
    if heard || !said.is_empty() {
        expected.said.push(hostile.to_owned());
    }
}

/// Everything that colleagues and clients say to offers, and what comes back by mail.
fn go_through_answers(app: &TestApp, agent: &Caller, approver: &Caller, hostile: &str) -> Expected {
    let case = Case::reported_by(app, agent.clone(), approver.clone());
    let mut expected = Expected::of(&agent.get(&case.path).expect(200));
    case.bring_to("apologized");
    app.send_mail();
    come_back(&case, hostile, &mut expected);

    let say = |who: &Caller, path: &str, pointer: &'static str| {
        let (_, taken) = put_through(
            |body| who.post(path, body),
            &json!({&pointer[1..]: ""}),
            &[(pointer, bare)],
            hostile,
        );
        !taken.is_empty()
    };
    let offer = case.draft_offer();
    agent.act(&format!("{offer}/submit")).expect(200);
    let mut heard = say(approver, &format!("{offer}/reject"), "/reason");
    heard &= say(agent, &format!("{}/decline", case.offer()), "/reason");
    say(agent, &format!("{}/withdraw", case.offer()), "/reason");
    let (offer, page) = case.offer_with_link();
    heard &= say(agent, &format!("{offer}/accept"), "/note");
    case.fulfil(&offer);
    // Pages are asked for so often a minute and no more.
    app.advance(TimeDelta::minutes(1));
    let told = app.nobody().form(
        &format!("{page}/feedback"),
        &[("satisfaction", "5"), ("note", hostile)],
    );
    assert!(matches!(told.status, 303 | 422), "{hostile:.80?}: {told:?}");
    if told.status == 422 {
        let five = [("satisfaction", "5")];
        let told = app.nobody().form(&format!("{page}/feedback"), &five);
        assert_eq!(told.status, 303);
    }
    if heard {
        expected.said.push(hostile.to_owned());
    }
    expected
}

/// A reply in whose name, subject and text it stands, and a report whose reason it is: well written,
/// and then as it is.
fn come_back(case: &Case<'_>, hostile: &str, expected: &mut Expected) {
    let all = case
        .agent
        .get(&format!("/v1/mail?incident_id={}", case.id))
        .expect(200);
    let of_apology = |mail: &&Value| mail["kind"] == "apology";
    let apology = all["items"].as_array().unwrap().iter().find(of_apology);
    let id = text(&apology.unwrap()["message_id"]);
    let word = format!("=?utf-8?b?{}?=", STANDARD.encode(hostile));
    let body = STANDARD.encode(format!("It says: {hostile}"));
    let written = format!(
        "From: {word} <{CLIENT}>\r\nTo: amends@agency.example\r\nSubject: {word}\r\nIn-Reply-To: {id}\r\nMessage-ID: <{unique}@harbour.example>\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n",
        unique = unique(),
    );
    let filed = case.agent.hand_in(&written).expect(201);
    assert_eq!(filed["incident_id"], json!(case.id), "{hostile:.80?}");
    let kind = text(&filed["kind"]);
    assert!(
        matches!(&*kind, "reply" | "automatic"),
        "{hostile:.80?}: {kind}"
    );
    let text_now = text(&filed["text"]);
    if kind == "reply" {
        expected.said.push(text_now);
    }
    let raw = format!(
        "From: {hostile} <{CLIENT}>\r\nSubject: {hostile}\r\nIn-Reply-To: {id}\r\n\r\n{hostile}\r\n"
    );
    let answer = case.agent.hand_in(&raw);
    assert!(
        matches!(answer.status, 200 | 201 | 422),
        "{hostile:.80?}: {answer:?}"
    );
    let report = format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered\r\nMessage-ID: <{unique}@mx.example.net>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; {CLIENT}\r\nAction: failed\r\nDiagnostic-Code: smtp; 550 {reason}\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {id}\r\n\r\n--b--\r\n",
        unique = unique(),
        // What ends a field would end it here as anywhere.
        reason = one_spaced(&hostile.replace(|c: char| c.is_control(), " ")),
    );
    let filed = case.agent.hand_in(&report).expect(201);
    assert_eq!(filed["kind"], "bounce", "{hostile:.80?}");
}

/// Sorted, as they stand above the first empty line.
fn header_names(mail: &ReceivedMail) -> Vec<String> {
    let mut names: Vec<String> = mail
        .data
        .split("\r\n")
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As a mail program shows it: without regard to line ends and the space at the ends of lines.
fn unix(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// All mail of the outbox, by Message-ID.
fn outbox(app: &TestApp) -> BTreeMap<String, Value> {
    let admin = app.admin();
    let mut all = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let page = admin
            .get(&format!("/v1/mail?limit=200{cursor}"))
            .expect(200);
        for mail in page["items"].as_array().unwrap() {
            all.insert(text(&mail["message_id"]), mail.clone());
        }
        match page["next_cursor"].as_str() {
            None => return all,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
}

/// Looks at every mail, and gives the headers that each kind has.
fn look_at(app: &TestApp, expected: &[Expected]) -> BTreeMap<String, Vec<String>> {
    app.send_mail();
    let received = app.smtp.as_ref().unwrap().take();
    let outbox = outbox(app);
    assert_eq!(
        received.len(),
        outbox.len(),
        "as many mails as were written"
    );
    let expected: BTreeMap<&str, &Expected> =
        expected.iter().map(|it| (&*it.incident, it)).collect();
    let mut kinds = BTreeMap::new();
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for mail in &received {
        let parsed = MessageParser::default()
            .parse(mail.data.as_bytes())
            .unwrap();
        let id = format!("<{}>", parsed.message_id().expect("a Message-ID"));
        let kept = &outbox[&id];
        let about = expected[&*text(&kept["incident_id"])];
        let data = &mail.data;

        assert_eq!(mail.to.len(), 1, "{data}");
        let to: Vec<_> = parsed.to().unwrap().iter().collect();
        assert_eq!(to.len(), 1, "{data}");
        assert_eq!(to[0].address(), Some(&*mail.to[0]), "{data}");
        let from: Vec<_> = parsed.from().unwrap().iter().collect();
        assert_eq!(from.len(), 1, "{data}");
        assert_eq!(from[0].address(), Some("amends@agency.example"), "{data}");
        assert!(
            data.split("\r\n")
                .all(|line| line.len() <= 998 && line.is_ascii())
        );
        assert!(
            !data.replace("\r\n", "").contains(['\r', '\n', '\0']),
            "{data}"
        );

        let names = header_names(mail);
        let same = kinds
            .entry(text(&kept["kind"]))
            .or_insert_with(|| names.clone());
        assert_eq!(&names, same, "{data}");

        assert_eq!(
            parsed.subject().unwrap(),
            one_spaced(&text(&kept["subject"])),
            "{data}"
        );
        assert!(
            parsed.subject().unwrap().contains(&about.reference),
            "{data}"
        );
        let shown = parsed.body_text(0).unwrap();
        assert_eq!(
            unix(&shown).trim_end(),
            text(&kept["text"]).trim_end(),
            "{data}"
        );
        let shown = parsed.body_html(0).unwrap();
        assert_eq!(
            unix(&shown).trim_end(),
            text(&kept["html"]).trim_end(),
            "{data}"
        );
        for header in parsed.headers() {
            assert!(!matches!(header.value(), HeaderValue::Empty), "{data}");
        }

        if let (true, Some(name)) = (mail.to == [CLIENT], &about.contact_name) {
            let shown = to[0].name().unwrap_or_default();
            assert_eq!(shown, one_spaced(name), "{data}");
        }
        if kept["kind"] == "apology" {
            if let Some(subject) = &about.subject {
                let whole = format!("{} [{}]", one_spaced(subject), about.reference);
                let own = subject.contains(&about.reference);
                let whole = if own { one_spaced(subject) } else { whole };
                assert_eq!(parsed.subject(), Some(&*whole), "{data}");
            }
            if let Some(letter) = &about.letter {
                let said = text(&kept["text"]);
                assert!(
                    said.contains(&unix(letter)),
                    "{said:?} instead of {letter:?}"
                );
            }
        }
        found
            .entry(&about.incident)
            .or_default()
            .push_str(&text(&kept["text"]));
    }
    for (incident, about) in expected {
        let said = one_spaced(&unquoted(&found[incident]));
        for words in &about.said {
            assert!(
                said.contains(&one_spaced(&unix(words))),
                "{words:?} is nowhere in {said:?}"
            );
        }
    }
    kinds
}

/// Without the marks before the lines of a quotation.
fn unquoted(said: &str) -> String {
    let line = |line: &str| -> String {
        let quoted = line.strip_prefix("> ").or(line.strip_prefix('>'));
        quoted.unwrap_or(line).to_owned()
    };
    said.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// What is made ready at its first use, before answers are waited for: on a busy machine that takes an
/// unoptimised program longer than an answer may take.
fn make_ready() {
    for language in Language::ALL {
        check("We are sorry.", None, language, check::Kind::Apology);
    }
    for message in [
        "Hello",
        "On 2 March 2026 Ada <a@b.example> wrote:\r\n> Hello",
    ] {
        for from in ["ada@b.example", "mailer-daemon@b.example"] {
            let raw = format!("From: {from}\r\nSubject: Hello\r\n\r\n{message}\r\n");
            let incoming = inbound::read(raw.as_bytes()).unwrap();
            understand(&incoming, Known::default());
        }
    }
}

/// Has each of the strings go through, on some databases at once; all mail has to be as the harmless
/// one is. On PostgreSQL every fifth: how mail is written does not depend on the database, and what a
/// database makes of words is `bad_input`'s to find, with strings of its own, on both.
fn all_go_through(
    kinds: &[&str],
    go_through: impl Fn(&TestApp, &[String]) -> Vec<Expected> + Sync,
) {
    make_ready();
    let app = TestApp::with_mail();
    let harmless = go_through(&app, &[HARMLESS.to_owned()]);
    let usual = look_at(&app, &harmless);
    assert_eq!(usual.keys().map(String::as_str).collect::<Vec<_>>(), kinds);
    let every = if app.database.is_postgres() { 5 } else { 1 };
    drop(app);

    let strings: Vec<String> = strings().into_iter().step_by(every).collect();
    let share = strings.len().div_ceil(AT_ONCE);
    std::thread::scope(|scope| {
        for strings in strings.chunks(share) {
            let (usual, go_through) = (&usual, &go_through);
            scope.spawn(move || {
                let app = TestApp::with_mail();
                let expected = go_through(&app, strings);
                assert_eq!(&look_at(&app, &expected), usual);
            });
        }
    });
}

#[test]
fn five_hundred_hostile_strings_through_every_field() {
    let kinds = [
        "apology",
        "apology_draft",
        "offer",
        "offer_answered",
        "offer_approval",
        "offer_decided",
        "playback",
        "playback_answered",
    ];
    all_go_through(&kinds, |app, strings| {
        let all = strings.iter();
        all.map(|hostile| go_through(app, hostile)).collect()
    });
}

#[test]
fn five_hundred_hostile_strings_through_every_answer() {
    let kinds = [
        "apology",
        "apology_draft",
        "delivery_failed",
        "feedback",
        "offer",
        "offer_answered",
        "offer_approval",
        "offer_decided",
        "reply",
    ];
    all_go_through(&kinds, |app, strings| {
        let (agent, approver) = (app.agent(), app.approver());
        let all = strings.iter();
        all.map(|hostile| go_through_answers(app, &agent, &approver, hostile))
            .collect()
    });
}
