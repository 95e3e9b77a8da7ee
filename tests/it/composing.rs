//! What a draft is composed from, over HTTP: the owner's settings, what was promised and changed,
//! what the client heard before, and the operator's templates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use amends::app::Amends;
use amends::clock::ManualClock;
use amends::config::Config;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp, TestDatabase, beginning, config, unique};
use crate::support::cases::{Case, STATEMENT, report, text};

/// A directory of its own, gone with the value.
struct Directory(PathBuf);

impl Directory {
    fn with(files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("amends-templates-{}", unique()));
        fs::create_dir_all(&path).unwrap();
        for (name, content) in files {
            fs::write(path.join(name), content).unwrap();
        }
        Self(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Reports an incident and owns it; answers with its path and its draft.
fn owned(agent: &Caller, incident: &Value) -> (String, Value) {
    let incident = agent.post("/v1/incidents", incident).expect(201);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    agent
        .post(&format!("{path}/own"), &json!({"statement": STATEMENT}))
        .expect(200);
    let drafts = agent.get(&format!("{path}/apologies")).expect(200);
    (path, drafts["items"][0].clone())
}

fn send(agent: &Caller, draft: &Value) {
    let path = format!("/v1/apologies/{}/send", text(&draft["id"]));
    agent.act(&path).expect(200);
}

#[test]
fn the_owner_says_how_clients_reach_them() {
    let app = TestApp::start();
    let agent = app.agent();
    let before = agent.get("/v1/me");
    assert_eq!(before.expect(200)["phone"], Value::Null);
    let etag = before.header("etag").unwrap();
    let contact =
        json!({"phone": "+44 20 7946 0958", "booking_url": "https://calendar.example.com/ada"});
    let patch =
        |body: &Value, etag: &str| agent.call("PATCH", "/v1/me", &[("If-Match", etag)], Some(body));
    agent
        .call("PATCH", "/v1/me", &[], Some(&contact))
        .expect_problem(428, "precondition_required");
    for (body, pointer, code) in [
        (json!({"phone": "call me"}), "/phone", "not_a_phone"),
        (
            json!({"booking_url": "javascript:alert(1)"}),
            "/booking_url",
            "not_a_url",
        ),
        (json!({"role": "admin"}), "/role", "unknown_field"),
    ] {
        patch(&body, &etag).expect_invalid(pointer, code);
    }
    let changed = patch(&contact, &etag);
    assert_eq!(changed.expect(200)["phone"], contact["phone"]);
    patch(&contact, &etag).expect_problem(412, "precondition_failed");
    // An admin sees it, and may change it as well.
    let user = format!("/v1/users/{}", agent.id);
    let kept = app.admin().get(&user);
    assert_eq!(kept.expect(200)["booking_url"], contact["booking_url"]);
    let (_, draft) = owned(&agent, &report());
    let letter = text(&draft["text"]);
    assert!(letter.contains("on +44 20 7946 0958."), "{letter}");
    assert!(
        letter.contains("suits you: https://calendar.example.com/ada"),
        "{letter}"
    );
    let html = text(&draft["html"]);
    assert!(
        html.contains("<a href=\"https://calendar.example.com/ada\">"),
        "{html}"
    );

    let etag = kept.header("etag").unwrap();
    let cleared = app.admin().call(
        "PATCH",
        &user,
        &[("If-Match", &etag)],
        Some(&json!({"phone": null, "booking_url": null})),
    );
    assert_eq!(cleared.expect(200)["phone"], Value::Null);
    let (_, draft) = owned(&agent, &report());
    assert!(!text(&draft["text"]).contains("7946"));
}

#[test]
fn a_letter_tells_what_is_promised_and_changed() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    case.agent
        .post(
            &format!("{}/promises", case.path),
            &json!({"text": "We print the catalogue again.", "due_at": "2026-03-09T23:30:00Z"}),
        )
        .expect(201);
    case.agent
        .post(
            &format!("{}/preventions", case.path),
            &json!({"description": "Two people check every file", "due_on": "2026-04-01"}),
        )
        .expect(201);
    case.agent
        .post(
            &format!("{}/accounts", case.path),
            &json!({"by": "Ines Moreau", "side": "client", "text": "Half of the prices are wrong"}),
        )
        .expect(201);
    let draft = case
        .agent
        .act(&format!("{}/apologies", case.path))
        .expect(201);
    let letter = text(&draft["text"]);
    for told in [
        "- We print the catalogue again (by 9 March 2026)",
        "- Two people check every file (by 1 April 2026)",
        "\u{201c}Half of the prices are wrong.\u{201d}",
        "it has cost you USD 500.00",
    ] {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    assert_eq!(draft["ready"], true);
    assert_eq!(draft["template"], "apology");
    assert_eq!(draft["notes"], json!([]));
}

#[test]
fn days_are_those_of_the_client() {
    let app = TestApp::start();
    let mut incident = report();
    incident["client"]["time_zone"] = json!("Asia/Tokyo");
    incident["occurred_at"] = json!("2026-02-20T20:00:00Z");
    let (_, draft) = owned(&app.agent(), &incident);
    assert!(
        text(&draft["text"]).contains("What happened on 21 February 2026:"),
        "{draft}"
    );
}

#[test]
fn drafts_are_written_in_french_and_spanish() {
    let app = TestApp::start();
    let agent = app.agent();
    for (language, statement, said) in [
        (
            "fr-CH",
            "C’est notre erreur : nous avons envoyé l’ancien fichier.",
            ["Bonjour Ines Moreau,", "Nos excuses", "500,00\u{a0}USD"],
        ),
        (
            "es",
            "Fue un error nuestro: enviamos el archivo antiguo.",
            [
                "Buenos días, Ines Moreau:",
                "Nuestras disculpas",
                "500,00\u{a0}USD",
            ],
        ),
    ] {
        let mut incident = report();
        incident["client"]["language"] = json!(language);
        let incident = agent.post("/v1/incidents", &incident).expect(201);
        let path = format!("/v1/incidents/{}", text(&incident["id"]));
        agent
            .post(&format!("{path}/own"), &json!({"statement": statement}))
            .expect(200);
        let drafts = agent.get(&format!("{path}/apologies")).expect(200);
        let draft = &drafts["items"][0];
        assert_eq!(draft["language"], language);
        let whole = format!("{}\n{}", text(&draft["subject"]), text(&draft["text"]));
        for words in said {
            assert!(whole.contains(words), "{words}: {whole}");
        }
    }
}

#[test]
fn the_owner_hears_that_the_client_had_an_apology_before() {
    let app = TestApp::start();
    let agent = app.agent();
    let client = agent.post("/v1/clients", &report()["client"]).expect(201);
    let incident = |category: &str| {
        json!({
            "client_id": client["id"],
            "summary": "The catalogue was printed from an old file",
            "category": category,
        })
    };
    let (first, draft) = owned(&agent, &incident("Printing"));
    assert_eq!(draft["notes"], json!([]));
    // A draft is no apology.
    let (_, beside) = owned(&agent, &incident("printing"));
    assert_eq!(beside["notes"], json!([]));
    send(&agent, &draft);

    app.advance(TimeDelta::days(30));
    let (_, other) = owned(&agent, &incident("billing"));
    assert_eq!(other["notes"], json!([]));
    let (second, again) = owned(&agent, &incident("printing"));
    let letter = text(&again["text"]);
    assert!(
        letter.contains("This is the second time within a year"),
        "{letter}"
    );
    assert!(
        letter.contains("I am finding out why it happened again"),
        "{letter}"
    );
    assert_eq!(again["ready"], true);
    let note = text(&again["notes"][0]);
    assert!(
        note.contains("once") && note.contains("No prevention is known"),
        "{note}"
    );
    let mails = agent
        .get(&format!(
            "/v1/mail?incident_id={}",
            text(&again["incident_id"])
        ))
        .expect(200);
    for part in ["text", "html"] {
        let told = text(&mails["items"][0][part]);
        assert!(told.contains("No prevention is known"), "{told}");
    }

    app.advance(TimeDelta::days(1));
    // What is changed because of the first one makes the second different.
    let prevention = agent
        .post(
            &format!("{first}/preventions"),
            &json!({"description": "Two people check every file", "due_on": "2026-05-01"}),
        )
        .expect(201);
    agent
        .post(
            &format!("/v1/preventions/{}/done", text(&prevention["id"])),
            &json!({"evidence": "checklist"}),
        )
        .expect(200);
    let changed = agent.act(&format!("{second}/apologies")).expect(201);
    let letter = text(&changed["text"]);
    assert!(
        letter.contains("different from now on:\n- Two people check every file (done)"),
        "{letter}"
    );
    assert!(!text(&changed["notes"][0]).contains("No prevention is known"));
    let own = agent
        .post(
            &format!("{second}/apologies"),
            &json!({"text": "It was our mistake. We are sorry. We will put it right."}),
        )
        .expect(201);
    assert_eq!(own["template"], Value::Null);
    assert!(text(&own["notes"][0]).contains("once"), "{own}");

    // A year later it is forgotten.
    app.advance(TimeDelta::days(366));
    let (_, later) = owned(&agent, &incident("printing"));
    assert_eq!(later["notes"], json!([]));
    assert!(!text(&later["text"]).contains("within a year"));
}

const VIP: &str = "Subject: {{ greeted }}, we let you down ({{ reference }})\n\n\
                   {{ greeted }},\n\nit was our mistake: {{ summary or \"we failed you\" }}\n\
                   We are sorry, and we will put it right.\n\n{{ owner.name }}\n";

#[test]
fn an_operator_writes_templates() {
    let directory = Directory::with(&[("apology-vip.en.txt", VIP), ("README.md", "{{ nonsense")]);
    let app = TestApp::with_templates(&directory.0);
    let case = Case::in_state(&app, "owned");
    let apologies = format!("{}/apologies", case.path);
    let draft = |body: Value| case.agent.post(&apologies, &body);
    let own = draft(json!({"template": "apology-vip"})).expect(201);
    assert_eq!(own["template"], "apology-vip");
    assert_eq!(own["ready"], true, "{own}");
    assert!(
        text(&own["text"]).starts_with(
            "Ines Moreau,\n\nit was our mistake: The catalogue was printed from an old file. We are"
        ),
        "{own}"
    );
    let short = draft(json!({"template": "short"})).expect(201);
    let standard = draft(json!({})).expect(201);
    let words = |draft: &Value| text(&draft["text"]).split_whitespace().count();
    assert!(words(&short) < words(&standard));
    // It is there in English only, and nothing else is written instead.
    draft(json!({"template": "apology-vip", "language": "de"}))
        .expect_invalid("/template", "unknown");
    draft(json!({"template": "../../etc/passwd"})).expect_invalid("/template", "unknown");
}

#[test]
fn a_mistake_in_a_template_stops_the_start() {
    let directory =
        Directory::with(&[("apology.en.txt", "Subject: Sorry\n\nDear {{ gretted }},\n")]);
    let database = TestDatabase::create();
    let config = Config {
        templates: Some(directory.0.clone()),
        ..config(&database, None)
    };
    let clock = std::sync::Arc::new(ManualClock::at(beginning()));
    let refused = Amends::prepare(&config, clock).err().unwrap().to_string();
    assert_eq!(
        refused,
        "AMENDS_TEMPLATES: apology.en.txt:3: gretted is not a name that templates know; did you \
         mean greeted?"
    );
}

fn amends(arguments: &[&str], directory: Option<&Path>) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amends"));
    command.args(arguments).args(directory).env_clear();
    let done = command.output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_command_line_exports_and_checks_templates() {
    let directory = Directory::with(&[]);
    let at = Some(directory.0.as_path());
    let (done, _) = amends(&["templates", "export"], at);
    assert!(done);
    let english = directory.0.join("apology.en.txt");
    let exported = fs::read_to_string(&english).unwrap();
    // What was exported is sound, and is never overwritten.
    let (sound, said) = amends(&["templates", "check"], at);
    assert!(sound && said.matches("is sound").count() == 8, "{said}");
    fs::write(
        &english,
        exported.replace("We are sorry.", "We regret any inconvenience."),
    )
    .unwrap();
    let (_, said) = amends(&["templates", "export"], at);
    assert!(said.contains("apology.en.txt: is there already"), "{said}");
    let (sound, said) = amends(&["templates", "check"], at);
    assert!(!sound, "{said}");
    assert!(
        said.contains("apology.en.txt: the apology check refuses the letter: no_explicit_apology"),
        "{said}"
    );
    let list = ["templates", "list", "--templates"];
    assert!(!amends(&list, at).0);
    fs::write(&english, &exported).unwrap();
    let (done, said) = amends(&list, at);
    assert!(done && said.contains("short (fr): "), "{said}");
    let (done, said) = amends(&["templates", "check"], None);
    assert!(!done && said.contains("AMENDS_TEMPLATES"), "{said}");
}

#[test]
fn a_letter_states_only_what_is_not_in_dispute() {
    let app = TestApp::start();
    let agent = app.agent();
    let mut incident = report();
    incident["client_account"] = json!("Four hundred copies were unusable.");
    let incident = agent.post("/v1/incidents", &incident).expect(201);
    let path = format!("/v1/incidents/{}", text(&incident["id"]));
    let said = json!({"by": "Ines", "side": "client", "text": "All four hundred were unusable."});
    let account = agent.post(&format!("{path}/accounts"), &said).expect(201);
    agent
        .post(&format!("{path}/own"), &json!({"statement": STATEMENT}))
        .expect(200);
    let composed = || agent.act(&format!("{path}/apologies")).expect(201);
    assert!(text(&composed()["text"]).contains("hundred copies"));

    let account = format!("/v1/accounts/{}", text(&account["id"]));
    let points = json!({"points": "We count 350 copies."});
    agent
        .post(&format!("{account}/dispute"), &points)
        .expect(200);
    let careful = composed();
    assert!(!text(&careful["text"]).contains("hundred"), "{careful}");
    let notes = careful["notes"].as_array().unwrap();
    assert!(
        notes.iter().any(|note| text(note).contains("350 copies")),
        "{careful}"
    );

    agent.act(&format!("{account}/settle")).expect(200);
    assert!(text(&composed()["text"]).contains("hundred copies"));
}
