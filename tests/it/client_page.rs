//! The client's page: reading changes nothing, every answer counts once, and the link is a secret.
//!
//! Whoever calls here has no token, only the link.

use std::sync::Barrier;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Answer, TestApp};
use crate::support::cases::{Case, report, text};

/// Everything that ever happened, and every mail: what a reading must not add to.
fn traces(app: &TestApp) -> (Value, usize) {
    let admin = app.admin();
    let head = admin.get("/v1/history/verify").expect(200)["head"].clone();
    let mail = admin.get("/v1/mail?limit=200").expect(200);
    (head, mail["items"].as_array().unwrap().len())
}

fn forms(page: &Answer) -> usize {
    page.text.matches("<form").count()
}

fn mails_of_kind(app: &TestApp, kind: &str) -> Vec<Value> {
    let mail = app.admin().get("/v1/mail?limit=200").expect(200);
    mail["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|mail| mail["kind"] == kind)
        .cloned()
        .collect()
}

/// A client who reads German, with an offer to answer.
fn german(app: &TestApp) -> (Case<'_>, String, String) {
    let mut incident = report();
    incident["client"]["language"] = json!("de");
    incident["client"]["time_zone"] = json!("Europe/Vienna");
    incident["summary"] = json!("Der Katalog wurde nach einer alten Datei gedruckt");
    incident["loss"] = json!({"amount": "625.25", "currency": "EUR"});
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
            &json!({"statement": "Das war unser Fehler: Wir haben die alte Datei freigegeben."}),
        )
        .expect(200);
    case.apologize();
    let (offer, page) = case.offer_with_link();
    (case, offer, page)
}

#[test]
fn reading_changes_nothing_however_often() {
    let app = TestApp::start();
    for state in ["open", "accepted", "amended", "expired"] {
        let case = Case::in_state(&app, "apologized");
        let (offer, page) = case.offer_with_link();
        match state {
            "accepted" => drop(case.agent.act(&format!("{offer}/accept")).expect(200)),
            "amended" => {
                case.agent.act(&format!("{offer}/accept")).expect(200);
                case.fulfil(&offer);
            }
            "expired" => app.advance(TimeDelta::days(30)),
            _ => {}
        }
        let before = traces(&app);
        let client = app.nobody();
        for _ in 0..3 {
            for path in [page.clone(), format!("{page}?answer=accept")] {
                assert_eq!(client.get(&path).status, 200, "{state}");
                let head = client.call("HEAD", &path, &[], None);
                assert_eq!((head.status, head.text.as_str()), (200, ""));
            }
            for form in ["accept", "decline", "counter", "feedback"] {
                for method in ["GET", "HEAD"] {
                    let path = format!("{page}/{form}?reason=x&wish=x&satisfaction=5");
                    assert_eq!(client.call(method, &path, &[], None).status, 405);
                }
            }
        }
        assert_eq!(traces(&app), before, "{state}");
    }
}

#[test]
fn an_unusable_link_tells_nothing() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    let token = page.strip_prefix("/c/").unwrap();
    let unknown = client.get(&format!("/c/{}", "A".repeat(token.len())));
    assert_eq!(unknown.status, 404);
    assert!(
        unknown
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    let other_case = if token.starts_with('a') { 'A' } else { 'a' };
    let changed = if token.starts_with('c') { 'b' } else { 'c' };
    for bad in [
        token[..token.len() - 1].to_owned(),
        format!("{token}A"),
        format!("{token}%20"),
        format!("%20{token}"),
        format!("{other_case}{}", &token[1..]),
        format!("{changed}{}", &token[1..]),
        format!("{token}%00"),
        "%00".into(),
        "%FF".into(),
        "%zz".into(),
        "%F0%9F%99%88".into(),
        "'%20OR%201=1--".into(),
        case.id.clone(),
        "x".repeat(5_000),
        format!("{token}/nothing"),
        format!("{token}/accept/twice"),
    ] {
        let answer = client.get(&format!("/c/{bad}"));
        assert_eq!((answer.status, &answer.text), (404, &unknown.text), "{bad}");
        if !bad.contains('/') {
            let posted = client.form(&format!("/c/{bad}/accept"), &[]);
            assert_eq!((posted.status, &posted.text), (404, &unknown.text), "{bad}");
        }
    }
    assert_eq!(case.state(), "offered");
}

/// A link opens nothing any more 90 days after the last change of its offer, whatever became of it;
/// a year after it was accepted, while what was accepted is still owed.
#[test]
fn a_link_ends() {
    let app = TestApp::start();
    let client = app.nobody();
    let unknown = client.get("/c/unknown");
    let (quarter, year) = (TimeDelta::days(90), TimeDelta::days(365));
    for (ending, shown_for) in [
        // Nobody looked through the offers meanwhile, or somebody did.
        ("expired", TimeDelta::days(30) + quarter),
        ("swept", quarter),
        ("withdrawn", quarter),
        ("declined", quarter),
        ("countered", quarter),
        ("accepted", year),
        ("fulfilled", quarter),
    ] {
        let case = Case::in_state(&app, "apologized");
        let (offer, page) = case.offer_with_link();
        let act = |way: &str, body: &Value| {
            let done = case.agent.post(&format!("{offer}/{way}"), body);
            done.expect(200);
        };
        match ending {
            "swept" => {
                app.advance(TimeDelta::days(30));
                app.keep_deadlines();
            }
            "withdrawn" => act("withdraw", &json!({"reason": "A slip"})),
            "declined" => act("decline", &json!({"reason": "No"})),
            "countered" => act("counter", &json!({"wish": "Time"})),
            "accepted" => act("accept", &json!({})),
            "fulfilled" => {
                act("accept", &json!({}));
                // It took us long; the client is asked how it went all the same.
                app.advance(year - TimeDelta::days(1));
                case.fulfil(&offer);
            }
            _ => {}
        }
        app.advance(shown_for - TimeDelta::seconds(1));
        assert_eq!(client.get(&page).status, 200, "{ending}");
        app.advance(TimeDelta::seconds(1));
        let before = traces(&app);
        let mut answers = vec![client.get(&page)];
        for form in ["accept", "decline", "counter", "feedback"] {
            let fields = [("reason", "x"), ("wish", "x"), ("satisfaction", "5")];
            answers.push(client.form(&format!("{page}/{form}"), &fields));
        }
        for answer in answers {
            assert_eq!(
                (answer.status, &answer.text),
                (404, &unknown.text),
                "{ending}"
            );
        }
        assert_eq!(traces(&app), before, "{ending}");
    }
}

#[test]
fn the_client_accepts() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    let client = app.nobody();
    assert_eq!(forms(&client.get(&page)), 3);
    let answer = client.form(&format!("{page}/accept"), &[("note", "  Thank you.  ")]);
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), Some(page.clone()));
    let kept = case.agent.get(&offer).expect(200);
    assert_eq!(kept["state"], "accepted");
    assert_eq!(kept["answer"]["words"], "Thank you.");
    assert_eq!(kept["answer"]["by_client"], true);
    assert_eq!(case.state(), "accepted");
    let after = client.get(&page);
    assert_eq!(forms(&after), 0);
    assert!(after.text.contains("You have accepted our offer."));
    assert_eq!(mails_of_kind(&app, "offer_answered").len(), 1);

    // It was the client, and no user of ours.
    let history = case
        .agent
        .get(&format!("{}/history?limit=200", case.path))
        .expect(200);
    let accepts: Vec<&Value> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["action"] == "accept")
        .collect();
    assert_eq!(accepts.len(), 1);
    assert_eq!(accepts[0]["by"], Value::Null);
}

#[test]
fn the_client_declines_and_says_why() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    let client = app.nobody();
    let before = traces(&app);
    for reason in ["", "   \r\n "] {
        let refused = client.form(&format!("{page}/decline"), &[("reason", reason)]);
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("Please write a few words here."));
        assert_eq!(forms(&refused), 3);
    }
    let endless = "No ".repeat(7_000);
    let refused = client.form(&format!("{page}/decline"), &[("reason", &endless)]);
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("This text is too long"));
    assert!(
        refused.text.contains(endless.trim()),
        "nobody types that twice"
    );
    assert_eq!(traces(&app), before);

    let answer = client.form(
        &format!("{page}/decline"),
        &[("reason", "Money does not help.\r\n\r\nTime would.")],
    );
    assert_eq!(answer.status, 303);
    let kept = case.agent.get(&offer).expect(200);
    assert_eq!(kept["state"], "declined");
    assert_eq!(
        kept["answer"]["words"],
        "Money does not help.\n\nTime would."
    );
    assert_eq!(case.state(), "apologized");
    let shown = client.get(&page);
    assert_eq!(forms(&shown), 0);
    assert!(shown.text.contains("Money does not help."));
}

#[test]
fn the_client_asks_for_something_else_with_an_amount_as_they_write_it() {
    let app = TestApp::start();
    let (case, offer, page) = german(&app);
    let client = app.nobody();
    let ask = |wish: &str, amount: &str| {
        client.form(
            &format!("{page}/counter"),
            &[("wish", wish), ("amount", amount)],
        )
    };
    let refused = ask("Den Druck noch einmal", "viel");
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text
            .contains("Bitte schreiben Sie den Betrag als Zahl, zum Beispiel 250.")
    );
    assert!(refused.text.contains("Den Druck noch einmal"));
    assert!(refused.text.contains("value=\"viel\""));
    assert_eq!(ask("", "250").status, 422);
    assert_eq!(ask("Mehr", "1,2345").status, 422);
    assert_eq!(case.state(), "offered");

    assert_eq!(ask("Den Druck noch einmal", "1.250,50").status, 303);
    let kept = case.agent.get(&offer).expect(200);
    assert_eq!(kept["state"], "countered");
    assert_eq!(kept["answer"]["words"], "Den Druck noch einmal");
    assert_eq!(
        kept["answer"]["value"],
        json!({"amount": "1250.50", "currency": "EUR"})
    );
    assert_eq!(case.state(), "apologized");

    let shown = client.get(&page);
    for words in ["Den Druck noch einmal", "1.250,50\u{a0}€"] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }

    // Without an amount it is a wish all the same.
    let other = Case::in_state(&app, "apologized");
    let (offer, page) = other.offer_with_link();
    let asked = client.form(
        &format!("{page}/counter"),
        &[("wish", "Please call me"), ("amount", " ")],
    );
    assert_eq!(asked.status, 303);
    let kept = other.agent.get(&offer).expect(200);
    assert_eq!(kept["answer"]["value"], Value::Null);
}

#[test]
fn the_client_says_once_how_it_went() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    let client = app.nobody();
    let tell = |fields: &[(&str, &str)]| client.form(&format!("{page}/feedback"), fields);
    let five = [
        ("satisfaction", "5"),
        ("retained", "yes"),
        ("note", "All is well."),
        ("testimonial", "yes"),
    ];
    assert_eq!(tell(&five).status, 409, "there is nothing to judge yet");
    client.form(&format!("{page}/accept"), &[]);
    assert_eq!(tell(&five).status, 409);
    case.fulfil(&offer);

    assert_eq!(forms(&client.get(&page)), 1);
    for satisfaction in ["", "0", "6", "very", "4.5"] {
        let refused = tell(&[("satisfaction", satisfaction), ("note", "My own words")]);
        assert_eq!(refused.status, 422, "{satisfaction}");
        assert!(refused.text.contains("Please choose one of the answers."));
        assert!(refused.text.contains("My own words"));
    }
    assert_eq!(tell(&five).status, 303);
    let said = case
        .agent
        .get(&format!("{}/follow-ups", case.path))
        .expect(200);
    assert_eq!(said["items"].as_array().unwrap().len(), 1);
    assert_eq!(said["items"][0]["satisfaction"], 5);
    assert_eq!(said["items"][0]["retained"], true);
    assert_eq!(said["items"][0]["testimonial"], "All is well.");

    let again = tell(&[("satisfaction", "1")]);
    assert_eq!(again.status, 409);
    assert!(again.text.contains("already answered"));
    let said = case
        .agent
        .get(&format!("{}/follow-ups", case.path))
        .expect(200);
    assert_eq!(said["items"].as_array().unwrap().len(), 1);
    assert_eq!(mails_of_kind(&app, "feedback").len(), 1);
}

#[test]
fn an_answer_that_comes_too_late_gets_the_page_that_says_so() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    client.form(&format!("{page}/accept"), &[]);
    let before = traces(&app);
    for (form, fields) in [
        ("accept", &[][..]),
        ("decline", &[("reason", "No")]),
        ("counter", &[("wish", "More")]),
    ] {
        let late = client.form(&format!("{page}/{form}"), fields);
        assert_eq!(late.status, 409, "{form}");
        assert!(late.text.contains("already answered"), "{}", late.text);
        assert_eq!(forms(&late), 0);
    }
    assert_eq!(traces(&app), before);
}

#[test]
fn what_has_ended_shows_nothing_of_the_case() {
    let app = TestApp::start();
    for ending in ["expired", "swept", "withdrawn"] {
        let case = Case::in_state(&app, "apologized");
        let (offer, page) = case.offer_with_link();
        match ending {
            "withdrawn" => drop(
                case.agent
                    .post(&format!("{offer}/withdraw"), &json!({"reason": "A slip"}))
                    .expect(200),
            ),
            _ => app.advance(TimeDelta::days(30)),
        }
        if ending == "swept" {
            app.keep_deadlines();
        }
        let client = app.nobody();
        let shown = client.get(&page);
        assert_eq!(shown.status, 200);
        assert_eq!(forms(&shown), 0);
        assert!(shown.text.contains("This offer has ended"));
        for secret in ["1,000.00", "old file", "INC-2026", "A slip", "Money back"] {
            assert!(!shown.text.contains(secret), "{ending}: {secret}");
        }
        let before = traces(&app);
        let late = client.form(&format!("{page}/accept"), &[]);
        assert_eq!(late.status, 409);
        assert!(late.text.contains("Your answer came too late"));
        assert!(!late.text.contains("old file"));
        assert_eq!(traces(&app), before, "{ending}");
    }
}

#[test]
fn the_token_is_shown_once_and_kept_nowhere() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    let token = page.strip_prefix("/c/").unwrap();
    assert!(token.len() >= 32, "{token}");
    let admin = app.admin();
    for path in [
        offer.clone(),
        "/v1/offers?limit=200".into(),
        format!("{}/offers", case.path),
        case.path.clone(),
        format!("{}/history?limit=200", case.path),
        "/v1/history?limit=200".into(),
        format!("{}/apologies", case.path),
    ] {
        let answer = admin.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.text.contains(token), "{path}");
    }
    let accepted = case.agent.act(&format!("{offer}/accept"));
    assert!(!accepted.text.contains(token));
    assert_eq!(accepted.expect(200)["client_link"], Value::Null);
}

#[test]
fn hostile_words_are_shown_as_words() {
    let app = TestApp::start();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'></textarea>";
    let mut incident = report();
    incident["summary"] = json!(hostile);
    incident["client"]["contact_name"] = json!(hostile);
    let (agent, approver) = (app.agent(), app.approver());
    let reported = agent.post("/v1/incidents", &incident).expect(201);
    let id = text(&reported["id"]);
    let case = Case {
        app: &app,
        agent,
        approver,
        path: format!("/v1/incidents/{id}"),
        id,
    };
    case.own();
    case.apologize();
    let item = json!({
        "kind": "gift", "description": hostile, "unit": hostile, "quantity": "1",
        "unit_value": {"amount": "2000", "currency": "USD"},
    });
    let offer = case
        .agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"items": [item], "message": hostile}),
        )
        .expect(201);
    let offer = format!("/v1/offers/{}", text(&offer["id"]));
    case.agent.act(&format!("{offer}/submit")).expect(200);
    case.approver.act(&format!("{offer}/approve")).expect(200);
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(&app.url).unwrap();

    let client = app.nobody();
    let harmless = |page: &Answer| {
        let html = page.text.to_lowercase();
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains("alert(1)"), "{html}");
    };
    harmless(&client.get(page));
    let refused = client.form(
        &format!("{page}/counter"),
        &[
            ("wish", hostile),
            ("amount", "\"><script>alert(3)</script>"),
        ],
    );
    assert_eq!(refused.status, 422);
    harmless(&refused);
    assert_eq!(
        refused.text.matches("</textarea>").count(),
        client.get(page).text.matches("</textarea>").count()
    );
    client.form(&format!("{page}/decline"), &[("reason", hostile)]);
    harmless(&client.get(page));
}

#[test]
fn every_page_keeps_to_itself() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    for (answer, status) in [
        (client.get(&page), 200),
        (client.get("/c/unknown"), 404),
        (client.form(&format!("{page}/decline"), &[]), 422),
        (
            client.form(&format!("{page}/feedback"), &[("satisfaction", "5")]),
            409,
        ),
        (client.call("DELETE", &page, &[], None), 405),
    ] {
        assert_eq!(answer.status, status);
        let header = |name: &str| {
            answer
                .header(name)
                .unwrap_or_else(|| panic!("{status}: {name}"))
        };
        let policy = header("content-security-policy");
        for part in [
            "default-src 'none'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{status}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("cache-control").contains("no-store"));
        assert!(header("content-type").starts_with("text/html"));
    }
}

#[test]
fn other_methods_are_refused() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    for (method, path, allow) in [
        ("POST", page.clone(), "GET, HEAD"),
        ("PUT", page.clone(), "GET, HEAD"),
        ("DELETE", page.clone(), "GET, HEAD"),
        ("GET", format!("{page}/accept"), "POST"),
        ("PUT", format!("{page}/decline"), "POST"),
        ("PATCH", format!("{page}/counter"), "POST"),
    ] {
        let answer = client.call(method, &path, &[], None);
        assert_eq!(answer.status, 405, "{method} {path}");
        assert_eq!(answer.header("allow").as_deref(), Some(allow));
    }
    assert_eq!(case.state(), "offered");
}

/// Every form of the page, with fields that would do.
const FORMS: [(&str, &str); 5] = [
    ("accept", "note=Yes"),
    ("decline", "reason=No"),
    ("counter", "wish=More"),
    ("feedback", "satisfaction=5"),
    ("playback", "agreed=yes"),
];

#[test]
fn a_form_of_another_site_is_refused() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    let send = |(form, body): (&str, &str), headers: &[(&str, &str)]| {
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        client.send(
            "POST",
            &format!("{page}/{form}"),
            &headers,
            Some(body.as_bytes()),
        )
    };
    let before = traces(&app);
    let similar = format!("{}.evil.example", app.url);
    let with_name = app.url.replace("http://", "http://evil.example@");
    let other_port = format!("{}0", app.url);
    let foreign_page = format!("https://evil.example/?{}", app.url);
    for form in FORMS {
        for headers in [
            &[("Origin", "https://evil.example")][..],
            &[("Origin", &*similar)],
            &[("Origin", &*other_port)],
            &[("Origin", "")],
            &[("Origin", "nonsense")],
            &[("Origin", &*app.url), ("Origin", "https://evil.example")],
            &[("Referer", "https://evil.example/page")],
            &[("Referer", &*foreign_page)],
            &[("Referer", &*with_name), ("Sec-Fetch-Site", "cross-site")],
            &[("Origin", "null"), ("Referer", "https://evil.example/")],
            &[("Sec-Fetch-Site", "cross-site")],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Sec-Fetch-Site", "")],
            &[("Origin", &*app.url), ("Sec-Fetch-Site", "cross-site")],
            &[("Origin", "null"), ("Sec-Fetch-Site", "cross-site")],
            &[
                ("Origin", "https://evil.example"),
                ("Sec-Fetch-Site", "same-origin"),
            ],
        ] {
            assert_eq!(send(form, headers).status, 403, "{form:?} {headers:?}");
        }
    }
    assert_eq!(traces(&app), before);
    let ours = send(
        FORMS[0],
        &[("Origin", &app.url), ("Sec-Fetch-Site", "same-origin")],
    );
    assert_eq!(ours.status, 303);
    assert_eq!(case.state(), "accepted");
}

/// What browsers send with a form of our own page, newer and older ones.
/// Where the operator said which address is ours, neither another scheme or port nor the name that
/// the request itself gives is.
#[test]
fn a_form_comes_from_the_one_address_that_is_ours() {
    const OURS: &str = "https://amends.example";
    let app = TestApp::with_settings(|config| config.public_url = Some(format!("{OURS}/crm")));
    let case = Case::in_state(&app, "apologized");
    let offer = case.approved_offer();
    let sent = case.agent.act(&format!("{offer}/send")).expect(200);
    let link = text(&sent["client_link"]);
    let page = link.strip_prefix(&format!("{OURS}/crm")).unwrap();
    let send = |form: &str, headers: &[(&str, &str)]| {
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        let path = format!("{page}/{form}");
        app.nobody().send("POST", &path, &headers, Some(b"note=x"))
    };
    for headers in [
        &[("Origin", "http://amends.example")][..],
        &[("Origin", "https://amends.example:8443")],
        &[("Origin", &*app.url)],
        &[("Origin", "http://evil.example"), ("Host", "evil.example")],
        &[("Referer", "http://amends.example/crm/c/x")],
        &[("Referer", &*app.url)],
    ] {
        for form in ["accept", "playback"] {
            assert_eq!(send(form, headers).status, 403, "{form} {headers:?}");
        }
    }
    assert_eq!(case.state(), "offered");
    assert_eq!(send("accept", &[("Origin", OURS)]).status, 303);
    assert_eq!(case.state(), "accepted");
}

#[test]
fn a_form_of_our_own_is_taken() {
    let app = TestApp::start();
    let referer = format!("{}/c/x", app.url);
    for headers in [
        &[][..],
        &[("Origin", &*app.url)],
        &[("Origin", "null"), ("Sec-Fetch-Site", "same-origin")],
        &[("Origin", "null")],
        &[("Origin", &*app.url), ("Referer", &*referer)],
        &[("Referer", &*referer)],
        &[("Sec-Fetch-Site", "none")],
    ] {
        let case = Case::in_state(&app, "apologized");
        let (_, page) = case.offer_with_link();
        let mut headers = headers.to_vec();
        headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        let path = format!("{page}/decline");
        let sent = app
            .nobody()
            .send("POST", &path, &headers, Some(b"reason=No"));
        assert_eq!(sent.status, 303, "{headers:?}");
    }
}

/// No other form exists, and each is sent to an address that only the client knows.
#[test]
fn every_form_goes_to_the_secret_address() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (offer, page) = case.offer_with_link();
    let client = app.nobody();
    let mut seen = Vec::new();
    let mut look = |path: &str| {
        let shown = client.get(path).text;
        for form in shown.split("<form").skip(1) {
            let tag = form.split('>').next().unwrap();
            assert!(tag.contains("method=\"post\""), "{tag}");
            let action = tag.split("action=\"").nth(1).unwrap();
            let action = action.split('"').next().unwrap();
            let form = action.strip_prefix(&format!("{page}/")).expect(action);
            seen.push(form.to_owned());
        }
    };
    look(&page);
    case.agent.act(&format!("{offer}/accept")).expect(200);
    case.fulfil(&offer);
    look(&page);
    for other in ["/", "/problems", "/c/unknown"] {
        look(other);
    }
    seen.sort();
    assert_eq!(seen, ["accept", "counter", "decline", "feedback"]);
}

#[test]
fn what_is_no_form_is_refused_with_a_page() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let (_, page) = case.offer_with_link();
    let client = app.nobody();
    let before = traces(&app);
    let json = client.post(&format!("{page}/accept"), &json!({"note": "x"}));
    assert_eq!(json.status, 415);
    assert!(json.text.contains("This form could not be read"));
    let huge = format!("note={}", "x".repeat(300_000));
    for (kind, body, status) in [
        ("application/x-www-form-urlencoded", &*huge, 413),
        (
            "application/x-www-form-urlencoded; charset=no-such-charset",
            "note=x",
            415,
        ),
        ("multipart/form-data; boundary=x", "--x--", 415),
        ("text/plain", "note=x", 415),
    ] {
        let headers = [("Content-Type", kind)];
        let path = format!("{page}/accept");
        let refused = client.send("POST", &path, &headers, Some(body.as_bytes()));
        assert_eq!(refused.status, status, "{kind}");
        assert!(refused.text.contains("This form could not be read"));
    }
    assert_eq!(traces(&app), before);
}

#[test]
fn two_tabs_at_once_end_in_one_answer() {
    let app = TestApp::start();
    for _ in 0..5 {
        let case = Case::in_state(&app, "apologized");
        let (offer, page) = case.offer_with_link();
        let answered = mails_of_kind(&app, "offer_answered").len();
        let start = Barrier::new(2);
        let client = app.nobody();
        let send = |form: &str, field: (&str, &str)| {
            start.wait();
            client.form(&format!("{page}/{form}"), &[field])
        };
        let (yes, no) = std::thread::scope(|scope| {
            let yes = scope.spawn(|| send("accept", ("note", "Yes")));
            let no = scope.spawn(|| send("decline", ("reason", "No")));
            (yes.join().unwrap(), no.join().unwrap())
        });
        let mut statuses = [yes.status, no.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let kept = case.agent.get(&offer).expect(200);
        if yes.status == 303 {
            assert_eq!(
                (&kept["state"], case.state()),
                (&json!("accepted"), "accepted".into())
            );
        } else {
            assert_eq!(
                (&kept["state"], case.state()),
                (&json!("declined"), "apologized".into())
            );
        }
        assert_eq!(mails_of_kind(&app, "offer_answered").len(), answered + 1);
    }
}

#[test]
fn a_german_client_reads_german() {
    let app = TestApp::start();
    let (_, _, page) = german(&app);
    let client = app.nobody();
    let shown = client.get(&page);
    for words in [
        "<html lang=\"de\"",
        "Guten Tag, Ines Moreau",
        "Unsere Entschuldigung",
        "Der Katalog wurde nach einer alten Datei gedruckt",
        "1.250,50\u{a0}€",
        "Ja, ich nehme das Angebot an",
        "1. April 2026, 11:00 Uhr (MESZ)",
    ] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    for english in [
        "Our apology",
        "Dear",
        "EUR 1,250",
        "Money back",
        "(optional)",
    ] {
        assert!(!shown.text.contains(english), "{english}: {}", shown.text);
    }
    let refused = client.form(&format!("{page}/decline"), &[]);
    assert!(
        refused
            .text
            .contains("Ihre Antwort ist noch nicht gesendet")
    );
    client.form(&format!("{page}/accept"), &[]);
    assert!(
        client
            .get(&page)
            .text
            .contains("Sie haben unser Angebot angenommen.")
    );
}
