//! The client's page in a real browser: it needs no JavaScript, and it fits a telephone. And every
//! mail, as a program that shows HTML would show it.
//!
//! `AMENDS_TEST_SHOTS` names a folder for pictures of every stage, for people to look at.

use std::collections::BTreeSet;

use amends::domain::text::Email;
use amends::services::history;
use serde_json::{Value, json};

use crate::support::app::{TestApp, unique};
use crate::support::browser::Browser;
use crate::support::cases::{Case, text, whole_list};

const PHONE: (u32, u32) = (390, 844);
const NARROW_PHONE: (u32, u32) = (360, 740);
const DESK: (u32, u32) = (1280, 900);
/// Every kind of mail that there is.
const MAIL_KINDS: [&str; 13] = [
    "agreement",
    "apology",
    "apology_draft",
    "delivery_failed",
    "feedback",
    "history_head",
    "offer",
    "offer_answered",
    "offer_approval",
    "offer_decided",
    "playback",
    "playback_answered",
    "reply",
];

/// An offer that is with the client, and the address of its page.
fn offered<'a>(app: &'a TestApp, language: &str) -> (Case<'a>, String, String) {
    let mut incident = crate::support::cases::report();
    incident["client"]["language"] = json!(language);
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
    let statement = match language {
        "de" => "Das war unser Fehler: Wir haben die alte Datei freigegeben.",
        "fr" => "C’est notre erreur : nous n’avons pas vérifié le fichier.",
        "es" => "Fue un error nuestro: no habíamos revisado el archivo.",
        _ => crate::support::cases::STATEMENT,
    };
    case.agent
        .post(
            &format!("{}/own", case.path),
            &json!({"statement": statement}),
        )
        .expect(200);
    case.apologize();
    let offer = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"use_suggestion": "half_and_half", "message": "Use it for whatever you need next."}),
        )
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    (case, offer, text(&sent["client_link"]))
}

/// Takes a picture of the whole page at the width of a telephone and of a desk.
fn picture(browser: &Browser, stage: &str) {
    let Ok(folder) = std::env::var("AMENDS_TEST_SHOTS") else {
        return;
    };
    for (width, height) in [PHONE, DESK] {
        browser.resize(width, height);
        let whole = browser.execute("return document.documentElement.scrollHeight", &json!([]));
        let whole = whole.as_u64().and_then(|whole| u32::try_from(whole).ok());
        browser.resize(width, whole.unwrap_or(height).max(height));
        browser.screenshot(format!("{folder}/{stage}-{width}.png"));
    }
}

#[test]
fn a_client_without_javascript_asks_for_something_else() {
    let app = TestApp::start();
    let (case, offer, link) = offered(&app, "en");
    let browser = Browser::open(false);
    browser.resize(PHONE.0, PHONE.1);
    browser.go(&link);
    assert_eq!(browser.title(), "Our apology, and what we offer you");
    let page = browser.text("main");
    for words in [
        "Dear Ines Moreau,",
        "The catalogue was printed from an old file",
        "our mistake",
        "USD 1,000.00",
        "Use it for whatever you need next.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    picture(&browser, "1-open");

    // Both ways out are there, one click away.
    assert!(!page.contains("Decline the offer"), "{page}");
    browser.click(".others details:nth-of-type(2) summary");
    assert!(browser.text("main").contains("Decline the offer"));
    browser.click(".others details:nth-of-type(1) summary");
    picture(&browser, "2-open-choices");

    // The browser lets a bad amount through, and the page says what is wrong and keeps the words.
    browser.fill("#wish", "Print it again, please");
    browser.fill("#amount", "a lot");
    browser.click("form[action$='/counter'] button");
    assert!(browser.title().starts_with("Not sent yet:"));
    assert!(browser.text(".problems").contains("amount as a number"));
    let kept = browser.execute("return document.querySelector('#wish').value", &json!([]));
    assert_eq!(kept, "Print it again, please");
    picture(&browser, "3-problem");
    assert_eq!(case.state(), "offered");

    browser.fill("#amount", "1,250.50");
    browser.click("form[action$='/counter'] button");
    assert_eq!(browser.url(), link);
    assert!(
        browser
            .text("blockquote")
            .contains("Print it again, please")
    );
    assert!(!browser.exists("form"));
    picture(&browser, "4-countered");
    let kept = case.agent.get(&offer).expect(200);
    assert_eq!(kept["state"], "countered");
    assert_eq!(
        kept["answer"]["value"],
        json!({"amount": "1250.50", "currency": "USD"})
    );
}

#[test]
fn a_client_without_javascript_accepts_and_later_says_how_it_went() {
    let app = TestApp::start();
    let (case, offer, link) = offered(&app, "en");
    let browser = Browser::open(false);
    browser.go(&link);
    browser.fill("#note", "Thank you, that is fair.");
    browser.click("form.accept button");
    assert_eq!(browser.url(), link);
    assert_eq!(browser.text("h1"), "Thank you, Ines Moreau");
    assert!(browser.text("main").contains("Still to come"));
    picture(&browser, "5-accepted");
    assert_eq!(case.state(), "accepted");

    case.fulfil(&offer);
    browser.go(&link);
    assert!(browser.text("h1").contains("is it right now?"));
    picture(&browser, "6-asking");
    // Without a choice the browser itself holds the form back.
    browser.click("input[name='satisfaction'][value='4']");
    browser.click("input[name='retained'][value='yes']");
    browser.fill("#note", "Quick, and kind.");
    browser.click("form[action$='/feedback'] button");
    assert_eq!(browser.url(), link);
    assert!(
        browser
            .text("main")
            .contains("You have told us how it went.")
    );
    picture(&browser, "7-told");
    let said = case
        .agent
        .get(&format!("{}/follow-ups", case.path))
        .expect(200);
    assert_eq!(said["items"][0]["satisfaction"], 4);
    assert_eq!(said["items"][0]["retained"], true);
    assert_eq!(said["items"][0]["testimonial"], Value::Null);
}

#[test]
fn every_stage_fits_a_telephone() {
    let app = TestApp::start();
    let browser = Browser::open(true);
    let fits = |link: &str, stage: &str| {
        for width in [320, PHONE.0] {
            browser.resize(width, PHONE.1);
            browser.go(link);
            let wide = browser.execute("return document.documentElement.scrollWidth", &json!([]));
            assert!(
                wide.as_u64().unwrap() <= width.into(),
                "{stage}: {wide} of {width}"
            );
        }
        picture(&browser, stage);
    };
    for language in ["en", "de"] {
        let (case, offer, link) = offered(&app, language);
        fits(&link, &format!("open-{language}"));
        case.agent.act(&format!("{offer}/accept")).expect(200);
        fits(&link, &format!("accepted-{language}"));
        case.fulfil(&offer);
        fits(&link, &format!("asking-{language}"));
    }
    // The longest words that people write.
    let (case, _, _) = offered(&app, "en");
    let long = "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(4);
    case.agent
        .patch(&case.path, &json!({"summary": long}))
        .expect(200);
    let offers = case.agent.get(&format!("{}/offers", case.path)).expect(200);
    let first = format!("/v1/offers/{}", text(&offers["items"][0]["id"]));
    case.agent
        .post(
            &format!("{first}/withdraw"),
            &json!({"reason": "Too short"}),
        )
        .expect(200);
    let item = json!({"kind": "other", "description": long, "value": {"amount": "999999999.99", "currency": "USD"}});
    let offer = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"items": [item], "message": long}),
        )
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    case.agent.act(&format!("{offer}/submit")).expect(200);
    app.admin().act(&format!("{offer}/approve")).expect(200);
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    fits(&link, "long-words");
    case.agent
        .post(&format!("{offer}/decline"), &json!({"reason": long}))
        .expect(200);
    fits(&link, "declined-long");

    let (case, offer, link) = offered(&app, "en");
    case.agent
        .post(&format!("{offer}/withdraw"), &json!({"reason": "A slip"}))
        .expect(200);
    fits(&link, "ended");
    fits(&format!("{}/c/unknown", app.url), "not-found");
    fits(&app.url, "home");
    fits(&format!("{}/problems", app.url), "problems");
}

/// The path of the client's page that a mail leads to.
fn page_in(app: &TestApp, mail: &str) -> String {
    let link = mail.split_whitespace().find(|word| word.contains("/c/"));
    let path = link.unwrap().strip_prefix(&app.url);
    path.expect("a link to this server").to_owned()
}

/// Whatever can be mailed about an incident, with `words` wherever people write.
fn mail_everything(app: &TestApp, language: &str, words: &str) {
    let (case, offer, _) = offered(app, language);
    let say = |path: &str, body: &Value| case.agent.post(path, body).expect(200);
    let wish = json!({"wish": words, "value": {"amount": "1200.00", "currency": "USD"}});
    say(&format!("{offer}/counter"), &wish);
    let playback = case
        .agent
        .post(&format!("{}/playbacks", case.path), &json!({"text": words}))
        .expect(201);
    let playback = format!("/v1/playbacks/{}", text(&playback["id"]));
    case.agent.act(&format!("{playback}/send")).expect(200);
    let said = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    let said = text(&said[0]["text"]);
    let answer = format!("{}/playback", page_in(app, &said));
    let put_right = [("agreed", "no"), ("correction", words)];
    assert_eq!(app.nobody().form(&answer, &put_right).status, 303);
    let item = |amount: &str| json!({"kind": "other", "description": words.replace('\n', " "), "value": {"amount": amount, "currency": "USD"}});
    let body = json!({"items": [item("999.99")], "message": words, "justification": words});
    let second = case
        .agent
        .post(&format!("{}/offers", case.path), &body)
        .expect(201);
    let second = format!("/v1/offers/{}", text(&second["id"]));
    case.agent.act(&format!("{second}/submit")).expect(200);
    let room = json!({"note": words, "room": {"amount": "1200.00", "currency": "USD"}});
    case.approver
        .post(&format!("{second}/approve"), &room)
        .expect(200);
    case.agent.act(&format!("{second}/send")).expect(200);
    say(&format!("{second}/counter"), &wish);
    let agreed = case
        .agent
        .post(
            &format!("{second}/accept-counter"),
            &json!({"items": [item("1200.00")]}),
        )
        .expect(201);
    case.fulfil(&format!("/v1/offers/{}", text(&agreed["id"])));
    app.send_mail();

    let mails = whole_list(&case.agent, &format!("/v1/mail?incident_id={}", case.id));
    let of_kind = |kind: &str| {
        let mut mails = mails.as_array().unwrap().iter();
        mails.find(|mail| mail["kind"] == kind).unwrap().clone()
    };
    let link = text(&of_kind("agreement")["text"]);
    let link = link
        .split_whitespace()
        .find(|word| word.contains("/c/"))
        .unwrap();
    let page = link.strip_prefix(&app.url).unwrap();
    let told = [("satisfaction", "2"), ("note", words)];
    let told = app.nobody().form(&format!("{page}/feedback"), &told);
    assert_eq!(told.status, 303);
    let id = text(&of_kind("apology")["message_id"]);
    let reply = format!(
        "From: ines@harbour.example\r\nSubject: Re\r\nIn-Reply-To: {id}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    );
    assert_eq!(case.agent.hand_in(&reply).expect(201)["kind"], "reply");
    let report = format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.net\r\nSubject: failure notice\r\n\r\nIt could not be delivered.\r\n\r\n<ines@harbour.example>:\r\n550 {words}\r\n\r\nMessage-ID: {id}\r\n"
    );
    assert_eq!(case.agent.hand_in(&report).expect(201)["kind"], "bounce");
}

/// As a mail program shows it: the HTML alone, from a file.
#[test]
fn every_mail_fits_a_telephone_and_a_desk_and_loads_nothing() {
    let app = TestApp::with_mail();
    let long = "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(4);
    for (language, words) in [
        ("en", "As we said on the telephone.\n\n- one\n- two"),
        ("de", &*long),
        ("fr", "Comme convenu au téléphone."),
        ("es", "Como dijimos por teléfono."),
    ] {
        mail_everything(&app, language, words);
    }
    let keeper = Email::parse("keeper@elsewhere.example").unwrap();
    assert!(history::mail_head(&app.services, &keeper).unwrap());

    let folder = std::env::temp_dir().join(format!("amends-test-mail-{}", unique()));
    std::fs::create_dir_all(&folder).unwrap();
    let browser = Browser::open(true);
    let mut kinds = BTreeSet::new();
    for mail in whole_list(&app.admin(), "/v1/mail").as_array().unwrap() {
        let (kind, id) = (text(&mail["kind"]), text(&mail["id"]));
        let file = folder.join(format!("{id}.html"));
        std::fs::write(&file, text(&mail["html"])).unwrap();
        for (width, height) in [NARROW_PHONE, DESK] {
            browser.resize(width, height);
            browser.go(&format!("file://{}", file.display()));
            let shown = browser.execute(
                "return [document.documentElement.scrollWidth,
                    performance.getEntriesByType('resource').length,
                    document.querySelectorAll('[src], [background], link, script, style, iframe, \
                        object, embed, svg, form, [style*=\"url(\"]').length]",
                &json!([]),
            );
            let wide = shown[0].as_u64().unwrap();
            assert!(
                wide <= u64::from(width),
                "{kind} is {wide} wide at {width}: {}",
                mail["html"]
            );
            assert_eq!(
                (&shown[1], &shown[2]),
                (&json!(0), &json!(0)),
                "{kind}: {}",
                mail["html"]
            );
        }
        if kinds.insert(kind.clone()) {
            picture(&browser, &format!("mail-{kind}"));
        }
    }
    assert_eq!(
        kinds.iter().map(String::as_str).collect::<Vec<_>>(),
        MAIL_KINDS
    );
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn the_documentation_opens() {
    let app = TestApp::start();
    let browser = Browser::open(true);
    browser.go(&format!("{}/docs/", app.url));
    assert!(browser.text("#swagger-ui .title").contains("Amends"));
    picture(&browser, "docs");
}
