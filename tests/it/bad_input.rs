//! Input that is no good, field by field: it is refused with a problem that points at it, all of it
//! at once, and nothing is stored. And input that looks bad and is fine: it is kept as it came.

use serde_json::{Value, json};

use crate::support::app::{Caller, TestApp};
use crate::support::cases::{Case, STATEMENT, late_parcel, report, text};

/// How many of everything there are.
fn counts(admin: &Caller, case: &Case<'_>) -> Vec<usize> {
    let mut lists: Vec<String> = ["users", "clients", "incidents", "offers", "mail", "history"]
        .map(|list| format!("/v1/{list}"))
        .into();
    for below in [
        "accounts",
        "promises",
        "preventions",
        "follow-ups",
        "apologies",
        "offers",
    ] {
        lists.push(format!("{}/{below}", case.path));
    }
    lists.push(format!("/v1/users/{}/tokens", admin.id));
    lists.push("/v1/policy/versions".to_owned());
    let count = |list: &String| {
        let list = admin.get(&format!("{list}?limit=200")).expect(200);
        assert_eq!(list["next_cursor"], Value::Null, "too many to count");
        list["items"].as_array().unwrap().len()
    };
    lists.iter().map(count).collect()
}

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}

/// `whole` with the members of `part` in the place of its own.
fn with(whole: &Value, part: &Value) -> Value {
    let mut body = whole.clone();
    for (name, value) in part.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Money that is none, below the pointer of the money.
fn bad_money() -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (usd("1.005"), "/amount", "currency_digits"),
        (
            json!({"amount": "1.0", "currency": "JPY"}),
            "/amount",
            "currency_digits",
        ),
        (
            json!({"amount": "1.2345", "currency": "BHD"}),
            "/amount",
            "currency_digits",
        ),
        (
            json!({"amount": "1", "currency": "ABC"}),
            "/currency",
            "unknown_currency",
        ),
        (
            json!({"amount": "1", "currency": "usd"}),
            "/currency",
            "unknown_currency",
        ),
        (
            json!({"amount": "1", "currency": "US\u{0}"}),
            "/currency",
            "unknown_currency",
        ),
        (
            json!({"amount": "1", "currency": ""}),
            "/currency",
            "unknown_currency",
        ),
        (
            json!({"amount": "1", "currency": "XAU"}),
            "/currency",
            "currency_without_minor_units",
        ),
        (
            json!({"amount": "1", "currency": "XXX"}),
            "/currency",
            "currency_without_minor_units",
        ),
        (usd("-1"), "/amount", "negative"),
        (usd("-0.01"), "/amount", "negative"),
        (usd("1000000000000.01"), "/amount", "too_large"),
        (
            usd("99999999999999999999999999999999999999999999"),
            "/amount",
            "too_large",
        ),
        (usd("9223372036854775808"), "/amount", "too_large"),
        (usd("1e3"), "/amount", "not_an_amount"),
        (usd("1,000.00"), "/amount", "not_an_amount"),
        (usd("+1"), "/amount", "not_an_amount"),
        (usd(" 1"), "/amount", "not_an_amount"),
        (usd(""), "/amount", "not_an_amount"),
        (usd("."), "/amount", "not_an_amount"),
        (usd("NaN"), "/amount", "not_an_amount"),
        (usd("0x10"), "/amount", "not_an_amount"),
        (usd("\u{0661}"), "/amount", "not_an_amount"),
        (
            json!({"amount": 500, "currency": "USD"}),
            "/amount",
            "wrong_type",
        ),
        (
            json!({"amount": 500.5, "currency": "USD"}),
            "/amount",
            "wrong_type",
        ),
        (
            json!({"amount": null, "currency": "USD"}),
            "/amount",
            "wrong_type",
        ),
        (json!(500), "", "wrong_type"),
        (json!("500"), "", "wrong_type"),
        (json!({}), "/amount", "required"),
    ]
}

const BAD_EMAILS: &[&str] = &[
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "ada@@example.com",
    "Ada <ada@example.com>",
    "ada@example.com, eve@example.com",
    "\"a b\"@example.com",
    "ada@[127.0.0.1]",
    "ada@exa mple.com",
    "ada@example..com",
];

/// What breaks a header or a column: refused in every line of text.
const BROKEN_LINES: &[&str] = &[
    "A\nB",
    "A\r\nBcc: eve@example.com",
    "A\rB",
    "A\tB",
    "A\u{0}B",
    "A\u{7}B",
    "A\u{1b}[31mB",
    "A\u{7f}B",
    "A\u{85}B",
    "A\u{2028}B",
    "A\u{2029}B",
    "A\u{202a}B",
    "A\u{202e}B",
    "A\u{2066}B",
    "A\u{2069}B",
];

/// Refused in texts of several lines too.
const BROKEN_TEXTS: &[&str] = &[
    "A\u{0}B",
    "A\u{7}B",
    "A\u{1b}[31mB",
    "A\u{7f}B",
    "A\u{2028}B",
];

/// A body that is accepted as it is, its fields that hold a line, and those that hold a text.
struct Form {
    path: String,
    body: Value,
    lines: &'static [&'static str],
    texts: &'static [&'static str],
}

/// Every address that takes words, ready to take them, with somebody who may send them there.
fn forms(case: &Case<'_>, admin: &Caller) -> Vec<Form> {
    let form = |path: String, body: Value, lines, texts| Form {
        path,
        body,
        lines,
        texts,
    };
    let below = |name: &str| format!("{}/{name}", case.path);
    vec![
        form(
            "/v1/users".into(),
            json!({"name": "Ada", "email": "ada@agency.example", "role": "agent"}),
            &["/name"],
            &[],
        ),
        form(
            format!("/v1/users/{}/tokens", admin.id),
            json!({"label": "laptop"}),
            &["/label"],
            &[],
        ),
        form(
            "/v1/clients".into(),
            json!({"name": "Harbour Books", "email": "ines@harbour.example", "contact_name": "Ines",
                   "notes": "Call.", "external_id": "C-1"}),
            &["/name", "/contact_name", "/external_id"],
            &["/notes"],
        ),
        form(
            "/v1/incidents".into(),
            with(
                &report(),
                &json!({"details": "D", "client_account": "C", "category": "print",
                        "subcontractor": "Northern Print", "desired_outcome": "A reprint",
                        "external_id": "I-1"}),
            ),
            &[
                "/summary",
                "/category",
                "/subcontractor",
                "/external_id",
                "/client/name",
                "/client/contact_name",
            ],
            &["/details", "/client_account", "/desired_outcome"],
        ),
        form(
            below("accounts"),
            json!({"by": "Ines", "side": "client", "text": "400 copies."}),
            &["/by"],
            &["/text"],
        ),
        form(
            below("promises"),
            json!({"text": "We call.", "due_at": "2026-03-10T10:00:00Z"}),
            &[],
            &["/text"],
        ),
        form(
            below("preventions"),
            json!({"description": "Two people check", "due_on": "2026-04-01"}),
            &[],
            &["/description"],
        ),
        form(
            below("follow-ups"),
            json!({"satisfaction": 5, "retained": true, "testimonial": "Fine.", "note": "N"}),
            &[],
            &["/testimonial", "/note"],
        ),
        form(
            below("apologies"),
            json!({"subject": "Our mistake", "text": "It was our mistake. We are sorry."}),
            &["/subject"],
            &["/text"],
        ),
        form(
            below("offers"),
            json!({"items": [{"kind": "refund", "description": "Money back", "value": usd("1"),
                              "quantity": "1", "unit": "piece"}],
                   "message": "For you.", "justification": "Because."}),
            &["/items/0/description", "/items/0/unit"],
            &["/message", "/justification"],
        ),
    ]
}

/// What is sent to a case that is owned, without a change of its own when it is accepted.
fn action_forms(case: &Case<'_>) -> Vec<Form> {
    let form = |path: String, body: Value, texts| Form {
        path,
        body,
        lines: &[],
        texts,
    };
    let (draft, offer) = (case.draft(), case.draft_offer());
    vec![
        form(
            format!("{}/own", case.path),
            json!({"statement": STATEMENT, "root_cause": "R"}),
            &["/statement", "/root_cause"],
        ),
        form(
            format!("{}/dismiss", case.path),
            json!({"reason": "R"}),
            &["/reason"],
        ),
        form(
            format!("{}/reopen", case.path),
            json!({"reason": "R"}),
            &["/reason"],
        ),
        form(
            format!("{}/close", case.path),
            json!({"root_cause": "R"}),
            &["/root_cause"],
        ),
        form(
            format!("{draft}/record"),
            json!({"channel": "phone", "note": "N"}),
            &["/note"],
        ),
        form(
            format!("{draft}/send"),
            json!({"override": ["but_excuse"], "reason": "R"}),
            &["/reason"],
        ),
        form(format!("{offer}/approve"), json!({"note": "N"}), &["/note"]),
        form(
            format!("{offer}/reject"),
            json!({"reason": "R"}),
            &["/reason"],
        ),
        form(
            format!("{offer}/withdraw"),
            json!({"reason": "R"}),
            &["/reason"],
        ),
        form(format!("{offer}/accept"), json!({"note": "N"}), &["/note"]),
        form(
            format!("{offer}/decline"),
            json!({"reason": "R"}),
            &["/reason"],
        ),
        form(format!("{offer}/counter"), json!({"wish": "W"}), &["/wish"]),
    ]
}

fn put(body: &Value, pointer: &str, value: &str) -> Value {
    let mut body = body.clone();
    if let Some(place) = body.pointer_mut(pointer) {
        *place = json!(value);
    } else {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = json!(value);
    }
    body
}

#[test]
fn each_field_of_each_resource() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let admin = app.admin();
    let before = counts(&admin, &case);
    let item = json!({"kind": "refund", "description": "Money back", "value": usd("1")});
    let offer = |part: Value| json!({"items": [with(&item, &part)]});
    let valued = |part: Value| {
        let mut item = with(&item, &part);
        if item["value"].is_null() {
            item.as_object_mut().unwrap().remove("value");
        }
        json!({"items": [item]})
    };
    let far = "2999-01-01T00:00:00Z";

    let user = json!({"name": "Ada", "email": "ada@agency.example", "role": "approver"});
    let twice = json!([usd("1"), {"amount": "1", "currency": "EUR"}, usd("2")]);
    let client = json!({"name": "A", "email": "a@b.example"});
    let account = json!({"by": "Ines", "side": "client", "text": "400 copies."});
    let promise = json!({"text": "We call.", "due_at": "2026-03-10T10:00:00Z"});
    let prevention = json!({"description": "Check", "due_on": "2026-04-01"});
    let follow_up = json!({"satisfaction": 5, "retained": true});
    let (users, clients, incidents) = ("/v1/users", "/v1/clients", "/v1/incidents");
    let below = |name: &str| format!("{}/{name}", case.path);
    let tokens = format!("/v1/users/{}/tokens", admin.id);
    let known = report()["client"].clone();
    let client_id = admin.get(&case.path).expect(200)["client_id"].clone();
    let nobodys = json!({"summary": "S"});

    let mut table: Vec<(&str, Value, &str, &str)> = vec![
        (
            users,
            with(&user, &json!({"role": "king"})),
            "/role",
            "unknown_value",
        ),
        (
            users,
            with(&user, &json!({"role": "Admin"})),
            "/role",
            "unknown_value",
        ),
        (
            users,
            with(&user, &json!({"active": "yes"})),
            "/active",
            "wrong_type",
        ),
        (
            users,
            with(&user, &json!({"password": "x"})),
            "/password",
            "unknown_field",
        ),
        (
            users,
            with(&user, &json!({"approval_limits": twice})),
            "/approval_limits/2/currency",
            "duplicate_currency",
        ),
        (
            users,
            with(&user, &json!({"approval_limits": usd("1")})),
            "/approval_limits",
            "wrong_type",
        ),
        (
            &tokens,
            json!({"label": "x", "expires_at": "2026-03-02T08:59:59Z"}),
            "/expires_at",
            "in_the_past",
        ),
        (
            &tokens,
            json!({"label": "x", "expires_at": far}),
            "/expires_at",
            "out_of_range",
        ),
        (
            &tokens,
            json!({"label": "x", "expires_at": "tomorrow"}),
            "/expires_at",
            "not_a_time",
        ),
        (&tokens, json!({}), "/label", "required"),
        (
            clients,
            with(&client, &json!({"language": "english"})),
            "/language",
            "not_a_language",
        ),
        (
            clients,
            with(&client, &json!({"language": "en\u{0}"})),
            "/language",
            "not_a_language",
        ),
        (
            clients,
            with(&client, &json!({"currency": "XAU"})),
            "/currency",
            "currency_without_minor_units",
        ),
        (
            clients,
            with(&client, &json!({"currency": "euro"})),
            "/currency",
            "unknown_currency",
        ),
        (
            clients,
            with(&client, &json!({"time_zone": "Mars/Olympus"})),
            "/time_zone",
            "unknown_time_zone",
        ),
        (
            clients,
            with(&client, &json!({"time_zone": "Europe/Vienna\u{0}"})),
            "/time_zone",
            "unknown_time_zone",
        ),
        (incidents, nobodys.clone(), "/client_id", "required"),
        (
            incidents,
            with(&nobodys, &json!({"client_id": client_id, "client": known})),
            "/client",
            "one_of",
        ),
        (
            incidents,
            with(&report(), &json!({"discovered_by": "nobody"})),
            "/discovered_by",
            "unknown_value",
        ),
        (
            incidents,
            with(&report(), &json!({"severity": "apocalyptic"})),
            "/severity",
            "unknown_value",
        ),
        (
            incidents,
            with(&report(), &json!({"fault": "theirs"})),
            "/fault",
            "unknown_value",
        ),
        (
            incidents,
            with(&report(), &json!({"occurred_at": far})),
            "/occurred_at",
            "out_of_range",
        ),
        (
            incidents,
            with(&report(), &json!({"noticed_at": "0001-01-01T00:00:00Z"})),
            "/noticed_at",
            "out_of_range",
        ),
        (
            incidents,
            with(&report(), &json!({"noticed_at": "2026-03-02"})),
            "/noticed_at",
            "not_a_time",
        ),
        (
            incidents,
            with(&report(), &json!({"noticed_at": 1_772_000_000})),
            "/noticed_at",
            "wrong_type",
        ),
        (
            incidents,
            with(
                &report(),
                &json!({"breach": {"guarantee": "g", "facts": {"a\u{0}": 1}}}),
            ),
            "/breach/facts",
            "control_character",
        ),
        (
            incidents,
            with(
                &report(),
                &json!({"breach": {"guarantee": "g", "facts": {"a": [{"b": "\u{0}"}]}}}),
            ),
            "/breach/facts",
            "control_character",
        ),
        (
            incidents,
            with(
                &report(),
                &json!({"breach": {"guarantee": "g".repeat(201), "facts": {}}}),
            ),
            "/breach/guarantee",
            "too_long",
        ),
        (
            incidents,
            with(&report(), &json!({"breach": {"guarantee": "g"}})),
            "/breach/facts",
            "required",
        ),
    ];
    let (accounts, promises, preventions) =
        (below("accounts"), below("promises"), below("preventions"));
    let (follow_ups, apologies, offers) =
        (below("follow-ups"), below("apologies"), below("offers"));
    table.extend([
        (&*accounts, with(&account, &json!({"side": "judge"})), "/side", "unknown_value"),
        (&accounts, with(&account, &json!({"incident_id": "x"})), "/incident_id", "unknown_field"),
        (&promises, with(&promise, &json!({"due_at": far})), "/due_at", "out_of_range"),
        (&promises, with(&promise, &json!({"due_at": "2026-03-10"})), "/due_at", "not_a_time"),
        (&preventions, with(&prevention, &json!({"due_on": "soon"})), "/due_on", "not_a_date"),
        (&preventions, with(&prevention, &json!({"due_on": "2026-02-30"})), "/due_on", "not_a_date"),
        (&preventions, with(&prevention, &json!({"due_on": "2026-04-01T00:00:00Z"})), "/due_on", "not_a_date"),
        (&preventions, with(&prevention, &json!({"due_on": "2500-01-01"})), "/due_on", "out_of_range"),
        (&follow_ups, with(&follow_up, &json!({"satisfaction": 0})), "/satisfaction", "out_of_range"),
        (&follow_ups, with(&follow_up, &json!({"satisfaction": 6})), "/satisfaction", "out_of_range"),
        (&follow_ups, with(&follow_up, &json!({"satisfaction": 4.5})), "/satisfaction", "wrong_type"),
        (&follow_ups, with(&follow_up, &json!({"satisfaction": "5"})), "/satisfaction", "wrong_type"),
        (&follow_ups, with(&follow_up, &json!({"retained": null})), "/retained", "wrong_type"),
        (&apologies, json!({"language": "e"}), "/language", "not_a_language"),
        (&apologies, json!({"template": "formal"}), "/template", "unknown"),
        (&offers, json!({}), "/items", "required"),
        (&offers, json!({"items": []}), "/items", "required"),
        (&offers, json!({"items": vec![item.clone(); 51]}), "/items", "too_many"),
        (&offers, json!({"items": [item], "use_suggestion": "money_back"}), "/use_suggestion", "one_of"),
        (&offers, offer(json!({"kind": "bribe"})), "/items/0/kind", "unknown_value"),
        (&offers, valued(json!({"value": null})), "/items/0/value", "required"),
        (&offers, valued(json!({"value": null, "quantity": "2"})), "/items/0/value", "required"),
        (&offers, offer(json!({"quantity": "2.5", "unit_value": usd("3")})), "/items/0/value", "value_mismatch"),
        (&offers, offer(json!({"quantity": "2.5001", "unit_value": usd("3")})), "/items/0/quantity", "too_many_digits"),
        (&offers, offer(json!({"quantity": "0"})), "/items/0/quantity", "not_positive"),
        (&offers, offer(json!({"quantity": "-1"})), "/items/0/quantity", "negative"),
        (&offers, offer(json!({"quantity": "1e2"})), "/items/0/quantity", "not_an_amount"),
        (&offers, offer(json!({"quantity": "1000001"})), "/items/0/quantity", "too_large"),
        (&offers, offer(json!({"quantity": "9".repeat(60)})), "/items/0/quantity", "too_large"),
        (&offers, offer(json!({"quantity": 2})), "/items/0/quantity", "wrong_type"),
        (&offers, valued(json!({"value": null, "quantity": "1000000", "unit_value": usd("1000000000000")})), "/items/0/value", "too_large"),
        (&offers, json!({"items": [item, with(&item, &json!({"value": {"amount": "1", "currency": "EUR"}}))]}), "/items/1/value/currency", "mixed_currencies"),
        (&offers, offer(json!({"unit_value": {"amount": "1", "currency": "EUR"}, "quantity": "1"})), "/items/0/unit_value/currency", "mixed_currencies"),
        (&offers, json!({"items": vec![with(&item, &json!({"value": usd("1000000000000")})); 2]}), "/items", "too_large"),
        (&offers, json!({"items": [item], "expires_at": "2026-03-02T09:00:00Z"}), "/expires_at", "in_the_past"),
        (&offers, json!({"items": [item], "expires_at": "2027-03-04T09:00:00Z"}), "/expires_at", "out_of_range"),
        (&offers, json!({"items": [item], "expires_at": far}), "/expires_at", "out_of_range"),
        (&offers, json!({"items": [with(&item, &json!({"id": "x"}))]}), "/items/0/id", "unknown_field"),
        (&offers, json!({"items": [item], "total": usd("1")}), "/total", "unknown_field"),
    ]);
    for (path, body, pointer, code) in &table {
        admin.post(path, body).expect_invalid(pointer, code);
    }
    for (money, below, code) in bad_money() {
        let limits = json!({"approval_limits": [usd("1"), money]});
        admin
            .post(users, &with(&user, &limits))
            .expect_invalid(&format!("/approval_limits/1{below}"), code);
        for field in ["loss", "price", "expected_amends"] {
            admin
                .post(incidents, &with(&report(), &json!({field: money})))
                .expect_invalid(&format!("/{field}{below}"), code);
        }
        for field in ["value", "unit_value"] {
            admin
                .post(&offers, &offer(json!({field: money})))
                .expect_invalid(&format!("/items/0/{field}{below}"), code);
        }
    }
    for email in BAD_EMAILS {
        let part = json!({"email": email});
        admin
            .post(users, &with(&user, &part))
            .expect_invalid("/email", "not_an_email");
        admin
            .post(clients, &with(&client, &part))
            .expect_invalid("/email", "not_an_email");
        let nested = json!({"client": with(&client, &part)});
        admin
            .post(incidents, &with(&report(), &nested))
            .expect_invalid("/client/email", "not_an_email");
    }
    for email in [
        "a@b.example\nBcc: x@y.example",
        "a@b.example\u{0}",
        "a\u{2028}@b.example",
    ] {
        admin
            .post(clients, &with(&client, &json!({"email": email})))
            .expect_invalid("/email", "control_character");
    }
    assert_eq!(counts(&admin, &case), before);
}

#[test]
fn the_policy() {
    let app = TestApp::start();
    let admin = app.admin();
    let policy = admin.get("/v1/policy").expect(200);
    let rate = |money: Value| json!({"hourly_rates": [money]});
    for (part, pointer, code) in [
        (
            json!({"loss_multiplier": "0"}),
            "/loss_multiplier",
            "not_positive",
        ),
        (
            json!({"loss_multiplier": "-2"}),
            "/loss_multiplier",
            "negative",
        ),
        (
            json!({"loss_multiplier": "101"}),
            "/loss_multiplier",
            "too_large",
        ),
        (
            json!({"loss_multiplier": "1.00001"}),
            "/loss_multiplier",
            "too_many_digits",
        ),
        (
            json!({"loss_multiplier": 2}),
            "/loss_multiplier",
            "wrong_type",
        ),
        (
            json!({"loss_multiplier": "two"}),
            "/loss_multiplier",
            "not_an_amount",
        ),
        (
            json!({"offer_valid_days": 0}),
            "/offer_valid_days",
            "out_of_range",
        ),
        (
            json!({"offer_valid_days": 366}),
            "/offer_valid_days",
            "out_of_range",
        ),
        (
            json!({"offer_valid_days": 70_000}),
            "/offer_valid_days",
            "wrong_type",
        ),
        (rate(usd("0")), "/hourly_rates/0/amount", "not_positive"),
        (
            rate(usd("1.005")),
            "/hourly_rates/0/amount",
            "currency_digits",
        ),
        (
            json!({"hourly_rates": [usd("1"), usd("2")]}),
            "/hourly_rates/1/currency",
            "duplicate_currency",
        ),
        (
            json!({"expectation_margin_percent": "1000.1"}),
            "/expectation_margin_percent",
            "too_large",
        ),
        (json!({"combine": "lowest"}), "/combine", "unknown_value"),
        (
            json!({"minimums": [usd("10.01")], "maximums": [usd("10.00")]}),
            "/minimums/0/amount",
            "above_maximum",
        ),
        (
            json!({"maximums": [usd("10"), usd("11")]}),
            "/maximums/1/currency",
            "duplicate_currency",
        ),
        (
            json!({"floors": [{"severity": "terrible", "amount": usd("1")}]}),
            "/floors/0/severity",
            "unknown_value",
        ),
        (
            json!({"floors": [
                {"severity": "minor", "amount": usd("1")},
                {"severity": "minor", "amount": usd("2")},
            ]}),
            "/floors/1/amount/currency",
            "duplicate_currency",
        ),
        (
            json!({"rounding": [{"step": usd("0"), "mode": "up"}]}),
            "/rounding/0/step/amount",
            "not_positive",
        ),
        (
            json!({"rounding": [{"step": usd("5"), "mode": "sideways"}]}),
            "/rounding/0/mode",
            "unknown_value",
        ),
        (
            json!({"repeat": {"within_days": 0, "extra_percent": "10"}}),
            "/repeat/within_days",
            "not_positive",
        ),
        (
            json!({"time_share_percent": "100.5"}),
            "/time_share_percent",
            "out_of_range",
        ),
        (
            json!({"generosity": "high"}),
            "/generosity",
            "unknown_field",
        ),
    ] {
        let headers = [("If-Match", "\"1\"")];
        admin
            .call("PUT", "/v1/policy", &headers, Some(&with(&policy, &part)))
            .expect_invalid(pointer, code);
    }
    assert_eq!(admin.get("/v1/policy").expect(200), policy);
}

#[test]
fn words_that_would_break_something() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let admin = app.admin();
    let mut forms = forms(&case, &admin);
    forms.extend(action_forms(&case));
    let before = counts(&admin, &case);
    for form in &forms {
        for (fields, broken) in [(form.lines, BROKEN_LINES), (form.texts, BROKEN_TEXTS)] {
            for field in fields {
                for words in broken {
                    admin
                        .post(&form.path, &put(&form.body, field, words))
                        .expect_invalid(field, "control_character");
                }
                for blank in ["", " ", "\u{a0}\u{3000}"] {
                    admin
                        .post(&form.path, &put(&form.body, field, blank))
                        .expect_invalid(field, "blank");
                }
            }
        }
    }
    assert_eq!(counts(&admin, &case), before);
}

#[test]
fn words_that_are_too_long_by_one() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let admin = app.admin();
    let mut refused = forms(&case, &admin);
    refused.extend(action_forms(&case));
    let before = counts(&admin, &case);
    for form in &refused {
        for (fields, longest) in [(form.lines, 200), (form.texts, 20_000)] {
            for field in fields {
                admin
                    .post(
                        &form.path,
                        &put(&form.body, field, &"\u{e4}".repeat(longest + 1)),
                    )
                    .expect_invalid(field, "too_long");
            }
        }
    }
    assert_eq!(counts(&admin, &case), before);
    for form in forms(&case, &admin) {
        let mut body = form.body.clone();
        for (fields, longest) in [(form.lines, 200), (form.texts, 20_000)] {
            for field in fields {
                body = put(&body, field, &"\u{1f600}".repeat(longest));
            }
        }
        let kept = admin.post(&form.path, &body).expect(201);
        for field in form.lines.iter().chain(form.texts) {
            let expected = body.pointer(field);
            if !field.starts_with("/client/") {
                assert_eq!(kept.pointer(field), expected, "{} {field}", form.path);
            }
        }
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "apologized");
    let admin = app.admin();
    let before = counts(&admin, &case);
    let pointers = |path: &str, body: Value| -> Vec<String> {
        let problem = admin.post(path, &body).expect_problem(422, "invalid");
        let errors = problem["errors"].as_array().unwrap();
        errors.iter().map(|error| text(&error["pointer"])).collect()
    };
    assert_eq!(
        pointers(
            "/v1/incidents",
            json!({
                "client": {"name": "", "email": "x", "currency": "XAU"},
                "summary": "\u{0}",
                "severity": "x",
                "loss": {"amount": "1.005", "currency": "USD"},
                "price": {"amount": "x", "currency": "ABC"},
                "occurred_at": "x",
                "owner_id": "x",
            }),
        ),
        [
            "/client/name",
            "/client/email",
            "/client/currency",
            "/summary",
            "/severity",
            "/occurred_at",
            "/price/currency",
            "/price/amount",
            "/loss/amount",
            "/owner_id",
        ]
    );
    assert_eq!(
        pointers(
            "/v1/users",
            json!({"name": "", "email": "x", "role": "x", "approval_limits": [usd("x"), usd("-1")]}),
        ),
        [
            "/name",
            "/email",
            "/role",
            "/approval_limits/0/amount",
            "/approval_limits/1/amount"
        ]
    );
    assert_eq!(
        pointers(
            &format!("{}/offers", case.path),
            json!({
                "items": [{"kind": "x", "description": ""}, {"kind": "gift", "description": "G", "quantity": "x"}],
                "message": "",
                "expires_at": "x",
            }),
        ),
        [
            "/items/0/kind",
            "/items/0/description",
            "/items/1/quantity",
            "/message",
            "/expires_at"
        ]
    );
    assert_eq!(counts(&admin, &case), before);
}

/// 200 strings that have broken something somewhere.
fn hostile() -> Vec<String> {
    let mut strings: Vec<String> = [
        "'",
        "''",
        "\"",
        "\\",
        "\\\\",
        "\\'",
        "`",
        "O'Hara",
        "Robert'); DROP TABLE clients;--",
        "' OR '1'='1",
        "1; SELECT pg_sleep(9)",
        "$1",
        "?",
        ":name",
        "%s%n",
        "100%",
        "_",
        "%",
        "\\%",
        "a_b",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</textarea>",
        "&amp;",
        "&#0;",
        "<!--",
        "]]>",
        "<?php ?>",
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "{% raw %}",
        "\\u0000",
        "\\x00",
        "%00",
        "%0d%0aSet-Cookie: a=b",
        "../../etc/passwd",
        "C:\\con",
        "file:///",
        "~",
        "--",
        "/*",
        "*/",
        ";",
        "|",
        "$(reboot)",
        "`reboot`",
        "null",
        "NULL",
        "undefined",
        "true",
        "false",
        "0",
        "-1",
        "1e309",
        "NaN",
        "Infinity",
        "0x0",
        "[object Object]",
        "{}",
        "[]",
        "\u{200f}RTL",
        "\u{202e}txt.exe",
        "\u{202a}\u{202c}x",
        "\u{2066}x\u{2069}",
        "\u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629}",
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
        "\u{1f600}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
        "\u{1f1e6}\u{1f1f9}",
        "\u{1f44d}\u{1f3ff}",
        "e\u{301}",
        "\u{e9}",
        "\u{1e9e}\u{df}ss",
        "\u{130}I\u{131}i",
        "\u{39f}\u{3a3}\u{3c3}\u{3c2}",
        "\u{fb01}",
        "\u{212b}\u{c5}",
        "\u{2126}",
        "\u{4f60}\u{597d}",
        "\u{3042}\u{30a2}",
        "\u{ac00}",
        "\u{1100}\u{1161}",
        "\u{20bb7}",
        "\u{feff}BOM",
        "\u{200b}zero",
        "zero\u{200b}",
        "\u{ad}soft",
        "\u{fffd}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "\u{e000}",
        "\u{1f}unit",
        "\u{80}",
        "\u{9f}",
        "a\u{0}b",
        "a\r\nb",
        "a\nb",
        "a\rb",
        "a\n\n\nb",
        "\ta",
        "a\tb",
        "a\u{b}b",
        "a\u{c}b",
        "a\u{85}b",
        "a\u{2028}b",
        "a\u{2029}b",
        ".\r\n",
        "a\r\n.\r\nQUIT",
        "From x",
        "a\nFrom x",
        "=?utf-8?q?x?=",
        "a@b.example",
        "Bcc: eve@example.com",
        "a  b",
        "\u{a0}x",
        "x\u{3000}",
        "-",
        "=1+1",
        "@SUM(A1)",
        "+1",
        "\"quoted, comma\"",
        "a,b;c",
        "\u{2018}curly\u{2019}",
        "https://example.com/?a=b&c=d",
        "javascript:alert(1)",
        "data:text/html,x",
        "INC-2026-000001",
        "amends_token",
        "Bearer x",
    ]
    .map(str::to_owned)
    .into();
    // A letter under a tower of accents, ever higher.
    strings.extend((1..=20).map(|n| format!("Z{}", "\u{350}\u{316}".repeat(n * 4))));
    strings.extend((1..=20).map(|n| "\u{1f469}\u{200d}".repeat(n) + "x"));
    // One of each kind of punctuation and sign.
    strings.extend(
        (0x2190_u32..0x21a0)
            .filter_map(char::from_u32)
            .map(String::from),
    );
    strings.extend(["a".repeat(200), "\u{fdfd}".repeat(200), "'".repeat(199)]);
    let mut number = 0;
    while strings.len() < 200 {
        number += 1;
        strings.push(format!("{number}\u{1f4a5}'\"<&>\\{number}"));
    }
    strings.dedup();
    strings
}

/// What is kept of words: their line ends are `\n`, and what surrounds them is gone.
fn tidy(words: &str) -> String {
    let lines = words.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim().to_owned()
}

#[test]
fn hostile_words_are_kept_as_they_are_or_refused() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let agent = &case.agent;
    let strings = hostile();
    assert!(strings.len() >= 200, "{}", strings.len());
    let (mut kept, mut refused) = (0, 0);
    let below = |name: &str| format!("{}/{name}", case.path);
    for (number, words) in strings.iter().enumerate() {
        let client = json!({"name": words, "email": "a@b.example", "contact_name": words});
        let notes = json!({"name": "A", "email": "a@b.example", "notes": words});
        let line = with(
            &report(),
            &json!({"summary": words, "category": words, "subcontractor": words}),
        );
        let long = with(
            &report(),
            &json!({"details": words, "client_account": words, "desired_outcome": words}),
        );
        let account = json!({"by": "A", "side": "client", "text": words});
        let promise = json!({"text": words, "due_at": "2026-03-10T10:00:00Z"});
        let apology = json!({"subject": "S", "text": words});
        let offer = json!({"items": [{"kind": "gift", "description": words, "value": usd("1")}],
                           "justification": "J"});
        for (path, body, fields) in [
            ("/v1/clients", client, &["/name", "/contact_name"][..]),
            ("/v1/clients", notes, &["/notes"]),
            (
                "/v1/incidents",
                line,
                &["/summary", "/category", "/subcontractor"],
            ),
            (
                "/v1/incidents",
                long,
                &["/details", "/client_account", "/desired_outcome"],
            ),
            (&below("accounts"), account, &["/text"]),
            (&below("promises"), promise, &["/text"]),
            (&below("apologies"), apology, &["/text"]),
            (&below("offers"), offer, &["/items/0/description"]),
        ] {
            // The other addresses read words in the same way; a part of them will do.
            if path.starts_with(&case.path) && number % 4 != 0 {
                continue;
            }
            let answer = agent.post(path, &body);
            if answer.status == 422 {
                let problem = answer.expect_problem(422, "invalid");
                let pointer = text(&problem["errors"][0]["pointer"]);
                assert!(fields.contains(&&*pointer), "{words:?}: {pointer}");
                refused += 1;
                continue;
            }
            let made = answer.expect(201);
            let location = answer.header("location").unwrap();
            let newest = match path.starts_with(&case.path) && location.starts_with(&case.path) {
                true => format!("{location}?limit=1"),
                false => location,
            };
            let mut found = agent.get(&newest).expect(200);
            if let Some(items) = found["items"]
                .as_array()
                .filter(|_| found.get("id").is_none())
            {
                found = items
                    .iter()
                    .find(|it| it["id"] == made["id"])
                    .unwrap()
                    .clone();
            }
            for field in fields {
                let there = found.pointer(field).unwrap();
                assert_eq!(there, &json!(tidy(words)), "{path} {field}");
            }
            kept += 1;
        }
        // What was kept is found by the same words; nothing that is asked breaks anything.
        for list in ["clients", "incidents"] {
            let query: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            let answer = agent.get(&format!("/v1/{list}?limit=5&q={query}"));
            if answer.status != 422 {
                let items = answer.expect(200)["items"].as_array().unwrap().clone();
                let named = |it: &Value| it["name"] == tidy(words) || it["summary"] == tidy(words);
                assert!(items.iter().any(named), "{list}: {words:?} is not found");
            }
        }
    }
    assert!(kept > 500 && refused > 50, "{kept} kept, {refused} refused");
}

#[test]
fn null_clears_what_may_be_absent_and_nothing_else() {
    let app = TestApp::start();
    let case = Case::in_state(&app, "owned");
    let (agent, admin) = (&case.agent, app.admin());
    let promise = late_parcel("late-parcel");
    admin.post("/v1/guarantees", &promise).expect(201);
    let client = agent
        .post(
            "/v1/clients",
            &json!({"name": "A", "email": "a@b.example", "contact_name": "B", "currency": "USD",
                    "time_zone": "Europe/Vienna", "notes": "N", "external_id": "E"}),
        )
        .header("location")
        .unwrap();
    let offer = agent
        .post(
            &format!("{}/offers", case.path),
            &json!({"use_suggestion": "money_back", "message": "M", "justification": "J"}),
        )
        .header("location")
        .unwrap();
    agent
        .patch(
            &case.path,
            &json!({"details": "D", "client_account": "C", "discovered_by": "us", "category": "c",
                    "subcontractor": "s", "occurred_at": "2026-03-01T00:00:00Z",
                    "noticed_at": "2026-03-01T00:00:00Z", "price": usd("1"),
                    "desired_outcome": "o", "expected_amends": usd("1"), "external_id": "x",
                    "breach": {"guarantee": "late-parcel", "facts": {"promised_on": "2026-03-01"}}}),
        )
        .expect(200);
    let user = format!("/v1/users/{}", app.agent().id);
    for (caller, path, required, optional) in [
        (
            agent,
            &client,
            &["name", "email"][..],
            &[
                "contact_name",
                "currency",
                "time_zone",
                "notes",
                "external_id",
            ][..],
        ),
        (
            agent,
            &case.path,
            &["summary", "client_id"],
            &[
                "details",
                "client_account",
                "discovered_by",
                "category",
                "subcontractor",
                "occurred_at",
                "noticed_at",
                "price",
                "loss",
                "desired_outcome",
                "expected_amends",
                "breach",
                "owner_id",
                "external_id",
            ],
        ),
        (agent, &case.draft(), &["subject", "text"], &[]),
        (
            agent,
            &offer,
            &["items", "expires_at"],
            &["message", "justification"],
        ),
        (
            &admin,
            &user,
            &["name", "email", "role", "active", "approval_limits"],
            &[],
        ),
    ] {
        let before = caller.get(path);
        for field in required {
            let problem = caller.patch(path, &json!({*field: null}));
            let problem = problem.expect_problem(422, "invalid");
            assert_eq!(problem["errors"][0]["pointer"], format!("/{field}"));
        }
        assert_eq!(caller.get(path).said(), before.said());
        for field in optional {
            let here = &before.json()[*field];
            assert!(!here.is_null(), "{path} {field} is empty to begin with");
            let after = caller.patch(path, &json!({*field: null})).expect(200);
            assert_eq!(after[*field], Value::Null, "{path} {field}");
        }
        let cleared = caller.get(path).expect(200);
        for field in optional {
            assert_eq!(cleared[*field], Value::Null, "{path} {field}");
        }
        for other in ["id", "state", "version", "no_such_field"] {
            caller
                .patch(path, &json!({other: "x"}))
                .expect_invalid(&format!("/{other}"), "unknown_field");
        }
        for no_object in [json!([]), json!("x"), json!(null)] {
            caller
                .patch(path, &no_object)
                .expect_invalid("", "wrong_type");
        }
    }
}
