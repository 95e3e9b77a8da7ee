//! A body for every operation that takes one, an id for every path, and an answer for every schema
//! that is answered: whoever reads the document sees what to send and what comes. A test sends each
//! of the bodies, and wrote the answers down.

use serde_json::{Map, Value, json};

/// What stands for an id in examples.
const EXAMPLE_ID: &str = "01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77";

/// What a server answered in a test, by the name of its schema; see `tests/it/contract.rs`.
const ANSWERS: &str = include_str!("answers.json");

/// A message as a mail server hands it in.
const MESSAGE: &str = "From: Ines Moreau <ines@harbour.example>\r\nTo: amends@agency.example\r\n\
    Subject: Re: What happened to your catalogue\r\nMessage-ID: <4711@harbour.example>\r\n\r\n\
    Thank you for the quick answer.\r\n";

pub(super) fn give(document: &mut Value) {
    give_bodies(document);
    give_answers(document);
}

/// Shows each answer once, and refers to it wherever its schema is answered.
fn give_answers(document: &mut Value) {
    let answers: Map<String, Value> =
        serde_json::from_str(ANSWERS).expect("a test wrote it down as JSON");
    let paths = document["paths"].as_object_mut();
    let operations = paths
        .into_iter()
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
        .flat_map(Map::values_mut);
    for operation in operations {
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        for response in responses.into_iter().flat_map(Map::values_mut) {
            let Some(content) = response.pointer_mut("/content/application~1json") else {
                continue;
            };
            let schema = content["schema"]["$ref"].as_str().unwrap_or_default();
            let name = schema.rsplit('/').next().unwrap_or_default();
            if answers.contains_key(name) {
                let reference = format!("#/components/examples/{name}");
                content["examples"] = json!({"answer": {"$ref": reference}});
            }
        }
    }
    let named = answers
        .into_iter()
        .map(|(name, answer)| (name, json!({"value": answer})));
    document["components"]["examples"] = Value::Object(named.collect());
}

fn give_bodies(document: &mut Value) {
    let paths = document["paths"].as_object_mut();
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let parameters = operation
                .get_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                let example = match parameter["name"].as_str().unwrap_or_default() {
                    "code" => "late-parcel".into(),
                    "id" | "item_id" => EXAMPLE_ID.into(),
                    "limit" => 20.into(),
                    "If-Match" if parameter["required"] == true => "\"1\"".into(),
                    _ => continue,
                };
                parameter["example"] = example;
            }
            if let Some(content) = operation.pointer_mut("/requestBody/content/message~1rfc822") {
                content["examples"] = json!({"reply": {"value": MESSAGE}});
            }
            let Some(content) = operation.pointer_mut("/requestBody/content/application~1json")
            else {
                continue;
            };
            let schema = content["schema"]["$ref"].as_str().unwrap_or_default();
            let schema = schema.rsplit('/').next().unwrap_or_default().to_owned();
            let given: Map<String, Value> = bodies(method, path, &schema)
                .into_iter()
                .map(|(name, body)| (name.to_owned(), json!({"value": body})))
                .collect();
            if !given.is_empty() {
                content["examples"] = given.into();
            }
        }
    }
}

/// The bodies that an operation is shown with, by the schema where it tells enough.
#[rustfmt::skip]
fn bodies(method: &str, path: &str, schema: &str) -> Vec<(&'static str, Value)> {
    let usd = |amount: &str| json!({"amount": amount, "currency": "USD"});
    let client = json!({"name": "Harbour Books", "contact_name": "Ines Moreau", "email": "ines@harbour.example"});
    let item = json!({"kind": "refund", "description": "What the catalogue cost", "value": usd("1000.00")});
    let guarantee = json!({
        "code": "late-parcel",
        "name": "Parcel later than promised",
        "promise": "Your parcel is there on the day we said. If not, you get 10 euros.",
        "currency": "EUR",
        "facts": {"promised_on": {"type": "date"}, "delivered_on": {"type": "date"}},
        "versions": [{"from": "2024-01-01", "when": "delivered_on > promised_on", "amount": "10.00"}],
    });
    let one = |name: &'static str, body: Value| vec![(name, body)];
    match (method, path, schema) {
        (_, "/v1/incidents/{id}/reopen", _) => one("wrongly", json!({"reason": "The client says that it happened after all."})),
        (_, "/v1/incidents/{id}/dismiss", _) => one("twice", json!({"reason": "It was reported twice."})),
        (_, "/v1/offers/{id}/reject", _) => one("too_little", json!({"reason": "It does not cover the freight."})),
        (_, "/v1/offers/{id}/withdraw", _) => one("mistaken", json!({"reason": "It names the wrong item."})),
        (_, "/v1/offers/{id}/decline", _) => one("declined", json!({"reason": "They would rather have a new print."})),
        (_, "/v1/preventions/{id}/done", _) => one("done", json!({"evidence": "The list hangs beside the press."})),
        (_, "/v1/preventions/{id}/verify", _) => one("verified", json!({"evidence": "Twelve jobs went out, each with two names."})),
        (_, _, "UserInput") => vec![
            ("agent", json!({"name": "Noor Haddad", "email": "noor@agency.example", "role": "agent"})),
            ("approver", json!({
                "name": "Tom Weber", "email": "tom@agency.example", "role": "approver",
                "approval_limits": [usd("2000.00")],
                "finer_limits": [{"amount": usd("300.00"), "per": "offer", "kind": "gift"}],
            })),
        ],
        (_, _, "UserPatch") => one("role", json!({"role": "approver", "approval_limits": [usd("500.00")]})),
        (_, _, "TokenInput") => one("shop", json!({"label": "Web shop"})),
        (_, _, "DelegationInput") => one("holiday", json!({
            "to_user_id": EXAMPLE_ID, "ends_at": "2026-12-31T17:00:00Z", "limits": [usd("500.00")], "reason": "On holiday",
        })),
        (_, _, "ClientInput") => one("company", client),
        (_, _, "ClientPatch") => one("notes", json!({"notes": "Call before ten.", "time_zone": "Europe/Vienna"})),
        (_, _, "IncidentInput") => one("loss", json!({
            "client": client,
            "summary": "The catalogue was printed from an old file",
            "discovered_by": "client",
            "severity": "major",
            "price": usd("800.00"),
            "loss": usd("500.00"),
        })),
        (_, _, "IncidentPatch") => one("severity", json!({"severity": "critical", "details": "400 copies were thrown away."})),
        (_, _, "OwnInput") => one("ours", json!({
            "statement": "It was our mistake: we sent the old file to the printer without checking it.",
            "root_cause": "The release list named the first file.",
        })),
        (_, _, "CloseInput") => one("learned", json!({"root_cause": "The release list named the first file."})),
        (_, _, "AccountInput") => one("client", json!({"by": "Ines Moreau", "side": "client", "text": "We had to throw away 400 copies."})),
        (_, _, "PromiseInput") => one("call", json!({"text": "We call you with the new date.", "due_at": "2026-12-31T09:00:00Z"})),
        (_, _, "KeepInput") => one("called", json!({"note": "Called at noon."})),
        (_, _, "PreventionInput") => one("two_people", json!({"description": "Two people check every file.", "due_on": "2026-12-31"})),
        (_, _, "FollowUpInput") => one("stayed", json!({"satisfaction": 5, "retained": true, "referred": false, "note": "They ordered again."})),
        (_, _, "ApologyInput") => one("composed", json!({"language": "en"})),
        (_, _, "ApologyPatch") => one("subject", json!({"subject": "We printed the wrong file, and we are sorry"})),
        (_, _, "MailDraftInput") => one("owner", json!({})),
        (_, _, "SendApologyInput") => one("ready", json!({})),
        (_, _, "RecordApologyInput") => one("phone", json!({"channel": "phone", "note": "Talked with Ines Moreau; said that it was our mistake."})),
        (_, _, "CheckInput") => one("excuse", json!({"text": "We are sorry if you were inconvenienced.", "kind": "apology"})),
        (_, _, "OfferInput") => vec![
            ("suggested", json!({"use_suggestion": "money_back"})),
            ("items", json!({
                "items": [item, {"kind": "free_work", "description": "A new print", "quantity": "2.5", "unit": "hours", "unit_value": usd("80.00")}],
                "message": "With our apology.",
            })),
        ],
        (_, _, "OfferPatch") => one("message", json!({"message": "With our best wishes."})),
        (_, _, "ApproveInput") => one("approved", json!({"note": "They were patient with us."})),
        (_, _, "AcceptInput") => one("accepted", json!({"note": "By telephone."})),
        (_, _, "CounterInput") => one("more", json!({"wish": "And the freight, please.", "value": usd("1100.00")})),
        (_, _, "AcceptCounterInput") => one("as_asked", json!({"note": "The freight is fair."})),
        (_, _, "RoomInput") => one("room", json!({"room": usd("1200.00")})),
        (_, _, "FulfilInput") => one("transfer", json!({"evidence": "Transfer 4711"})),
        (_, _, "PolicyInput") => one("triple", json!({"loss_multiplier": "3", "minimums": [usd("20.00")]})),
        (_, _, "SimulateInput") => one("triple", json!({"policy": {"loss_multiplier": "3"}})),
        (_, _, "EvaluateInput") => one("a_day_late", json!({"facts": {"promised_on": "2026-03-02", "delivered_on": "2026-03-03"}})),
        (_, _, "Guarantee") => one("late_parcel", guarantee),
        (_, _, "MePatch") => one("phone", json!({"phone": "+44 20 7946 0958", "booking_url": "https://calendar.example/nora"})),
        (_, _, "DisputeInput") => one("copies", json!({"points": "We count 350 copies, not 400."})),
        (_, _, "PlaybackInput") => one("composed", json!({})),
        (_, _, "PlaybackAnswerInput") => one("corrected", json!({"agreed": false, "correction": "It was Tuesday, not Monday."})),
        (_, "/v1/inbound/{id}/place", _) => one("placed", json!({"incident_id": EXAMPLE_ID})),
        (_, _, "Empty") => one("nothing", json!({})),
        _ => Vec::new(),
    }
}
