//! The client's page in a real browser: it needs no JavaScript, and it fits a telephone.
//!
//! `AMENDS_TEST_SHOTS` names a folder for pictures of every stage, for people to look at.

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::cases::{Case, text};

const PHONE: (u32, u32) = (390, 844);
const DESK: (u32, u32) = (1280, 900);

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

#[test]
fn the_documentation_opens() {
    let app = TestApp::start();
    let browser = Browser::open(true);
    browser.go(&format!("{}/docs/", app.url));
    assert!(browser.text("#swagger-ui .title").contains("Amends"));
    picture(&browser, "docs");
}
