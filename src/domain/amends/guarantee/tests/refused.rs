//! Guarantees that are refused: what is wrong, where, and under which code.

use serde_json::json;

use super::*;

/// A guarantee with nothing wrong, to be spoilt.
fn sound() -> Json {
    json!({
        "code": "sound",
        "name": "Sound",
        "promise": "All is well.",
        "currency": "EUR",
        "facts": {
            "count": {"type": "integer"},
            "size": {"type": "number"},
            "wait": {"type": "duration"},
            "word": {"type": "text"},
            "grade": {"type": "text", "one_of": ["a", "b"]},
            "day": {"type": "date"},
            "fee": {"type": "money", "required": false}
        },
        "rates": {"daily": [{"from": "2024-01-01", "amount": "5.00"}]},
        "indexes": {"prices": [{"from": "2024-01-01", "value": 100}]},
        "versions": [{"from": "2024-01-01", "when": "count > 1", "amount": "10.00"}]
    })
}

pub(super) fn spoilt(pointer: &str, value: Json) -> Json {
    let mut guarantee = sound();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match guarantee.pointer_mut(parent).unwrap() {
        Json::Object(map) => {
            map.insert(name.to_owned(), value);
        }
        Json::Array(list) => list[name.parse::<usize>().unwrap()] = value,
        other => panic!("{other}"),
    }
    guarantee
}

pub(super) fn complaints(value: &Json) -> Vec<(String, &'static str)> {
    match Guarantee::parse(value) {
        Ok(_) => Vec::new(),
        Err(Invalid(fields)) => fields.into_iter().map(|f| (f.pointer, f.code)).collect(),
    }
}

/// Holds every spoilt guarantee against the place and the code; none of both: nothing is wrong.
pub(super) fn all_refused(table: Vec<(&str, Json, &str, &str)>) {
    let mut wrong = Vec::new();
    for (place, value, pointer, code) in table {
        let found = complaints(&spoilt(place, value.clone()));
        let fits = match (&*found, code) {
            ([], "") => true,
            ([(found, with), ..], code) => found == pointer && *with == code,
            _ => false,
        };
        if !fits {
            wrong.push(format!("{place} {value}: {found:?}, not {pointer} {code}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_mistake_is_named_by_its_place() {
    assert_eq!(complaints(&sound()), []);
    let when = "/versions/0/when";
    let table: Vec<(&str, Json, &str, &str)> = vec![
        // The frame.
        ("/code", json!("Not A Code"), "/code", "not_a_code"),
        ("/code", json!("a--b"), "/code", "not_a_code"),
        ("/name", json!(" "), "/name", "blank"),
        ("/promise", json!(null), "/promise", "required"),
        ("/extra", json!(1), "/extra", "unknown_field"),
        ("/currency", json!("EURO"), "/currency", "unknown_currency"),
        (
            "/rounding",
            json!({"round": "nearest"}),
            "/rounding/round",
            "unknown_rounding",
        ),
        (
            "/rounding",
            json!({"step": "0.001"}),
            "/rounding/step",
            "currency_digits",
        ),
        ("/dated_by", json!("word"), "/dated_by", "type_mismatch"),
        ("/dated_by", json!("night"), "/dated_by", "unknown_fact"),
        // Facts.
        ("/facts/when", json!({}), "/facts/when/type", "required"),
        (
            "/facts/when",
            json!({"type": "float"}),
            "/facts/when/type",
            "unknown_word",
        ),
        (
            "/facts/When",
            json!({"type": "date"}),
            "/facts/When",
            "not_a_name",
        ),
        (
            "/facts/in",
            json!({"type": "date"}),
            "/facts/in",
            "not_a_name",
        ),
        (
            "/facts/a",
            json!({"type": "date", "default": "soon"}),
            "/facts/a/default",
            "not_a_date",
        ),
        (
            "/facts/a",
            json!({"type": "text", "one_of": ["x"], "default": "y"}),
            "/facts/a/default",
            "unknown_word",
        ),
        (
            "/facts/a",
            json!({"type": "integer", "min": 5, "max": 4}),
            "/facts/a/max",
            "out_of_range",
        ),
        (
            "/facts/price",
            json!({"type": "number"}),
            "/facts/price",
            "reserved",
        ),
        (
            "/measures",
            json!({"count": {"of": "count"}}),
            "/measures/count",
            "duplicate",
        ),
        (
            "/measures",
            json!({"m": {"of": "word"}}),
            "/measures/m/of",
            "type_mismatch",
        ),
        (
            "/measures",
            json!({"m": {"from": "day"}}),
            "/measures/m/to",
            "required",
        ),
        (
            "/measures",
            json!({"m": {"of": "count", "stops": [{"less": "wait", "reason": "x"}]}}),
            "/measures/m/stops/0/less",
            "type_mismatch",
        ),
        ("/weekend", json!(["funday"]), "/weekend/0", "unknown_word"),
        // Tables by date.
        (
            "/rates/daily/0",
            json!({"amount": "5.00"}),
            "/rates/daily/0/from",
            "required",
        ),
        (
            "/rates/daily",
            json!([{"from": "2024-01-01", "amount": "1.00"}, {"from": "2023-01-01", "amount": "2.00"}]),
            "/rates/daily/1/from",
            "out_of_order",
        ),
        (
            "/rates/daily",
            json!([{"from": "2024-01-01", "amount": "1.00"}, {"from": "2024-01-01", "amount": "2.00"}]),
            "/rates/daily/1/from",
            "out_of_order",
        ),
        ("/rates/daily", json!([]), "/rates/daily", "empty"),
        (
            "/rates/daily/0/amount",
            json!({"amount": "5.00", "currency": "USD"}),
            "/rates/daily/0/amount/currency",
            "mixed_currencies",
        ),
        (
            "/indexes/prices/0/value",
            json!(0),
            "/indexes/prices/0/value",
            "not_positive",
        ),
        // Versions.
        ("/versions", json!([]), "/versions", "empty"),
        (
            "/versions",
            json!([{"amount": "1.00"}]),
            "/versions/0/from",
            "required",
        ),
        (
            "/versions",
            json!([{"from": "2024-01-01", "amount": "1.00"}, {"from": "2023-01-01", "amount": "1.00"}]),
            "/versions/1/from",
            "out_of_order",
        ),
        (
            "/versions",
            json!([{"from": "2024-01-01", "until": "2024-06-30", "amount": "1.00"}, {"from": "2024-06-30", "amount": "1.00"}]),
            "/versions/1/from",
            "out_of_order",
        ),
        (
            "/versions/0/until",
            json!("2023-12-31"),
            "/versions/0/until",
            "out_of_order",
        ),
        (
            "/versions/0/amount",
            json!(null),
            "/versions/0/amount",
            "required",
        ),
        (
            "/versions/0/claim",
            json!({"claimed_on": "day"}),
            "/versions/0/claim",
            "not_one_operator",
        ),
        (
            "/versions/0/claim",
            json!({"claimed_on": "count", "days": 3}),
            "/versions/0/claim/claimed_on",
            "type_mismatch",
        ),
        (
            "/versions/0/exemptions",
            json!([{"when": "true"}]),
            "/versions/0/exemptions/0/reason",
            "required",
        ),
        // Conditions.
        (when, json!("colour == 'red'"), when, "unknown_fact"),
        (when, json!("word > 3"), when, "type_mismatch"),
        (when, json!("count == 'three'"), when, "type_mismatch"),
        (when, json!("fee > 10"), when, "type_mismatch"),
        (when, json!("day > '2024-01-01'"), when, "type_mismatch"),
        (when, json!("count in ['a']"), when, "type_mismatch"),
        (when, json!("count + 1"), when, "type_mismatch"),
        (when, json!("count && true"), when, "type_mismatch"),
        (when, json!("count > "), when, "syntax"),
        (when, json!("count / 2 > 1"), when, "not_supported"),
        (
            when,
            json!("[1, 2].all(x, x > count)"),
            when,
            "not_supported",
        ),
        (when, json!("word.matches('a*')"), when, "not_supported"),
        (when, json!("word == 'a\\u0041'"), when, "not_supported"),
        (
            when,
            json!("size > 0.1234567890123456"),
            when,
            "inexact_number",
        ),
        (when, json!("fee > money('1.005')"), when, "currency_digits"),
        (when, json!("day > date('2024-02-30')"), when, "not_a_date"),
        (
            when,
            json!(format!("count == {}1", "1 + ".repeat(200))),
            when,
            "too_long",
        ),
        (
            when,
            json!(format!("{}count > 1{}", "(".repeat(200), ")".repeat(200))),
            when,
            "too_deep",
        ),
        (when, json!(7), when, "wrong_type"),
    ];
    all_refused(table);
}

#[test]
fn costly_guarantees_are_refused() {
    let branch = json!({"sum_of": vec!["1.00"; 100]});
    let amount = json!({"sum_of": vec![branch; 60]});
    let found = complaints(&spoilt("/versions/0/amount", amount));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "too_costly");
    let exemptions = json!(vec![json!({"when": "count >", "reason": "x"}); 50]);
    let version = |year: i32| json!({"from": format!("{year}-01-01"), "exemptions": exemptions, "amount": "1.00"});
    let versions: Vec<Json> = (2000..2100).map(version).collect();
    let found = complaints(&spoilt("/versions", json!(versions)));
    assert!(found.iter().any(|(_, code)| *code == "too_costly"));
    assert!(found.len() < 600, "{}", found.len());
}

#[test]
fn everything_wrong_is_said_at_once_and_by_line() {
    let text = "{\n \"code\": \"x\",\n \"name\": \"X\",\n \"promise\": \"P\",\n \"currency\": \"EUR\",\n \"facts\": {\n  \"a\": {\"type\": \"date\"},\n  \"a\": {\"type\": \"text\"}\n },\n \"versions\": [\n  {\"from\": \"2024-01-01\",\n   \"when\": \"b\",\n   \"amount\": \"1.001\"}\n ]\n}";
    let Err(Invalid(fields)) = Guarantee::read(text) else {
        panic!("read");
    };
    let found: Vec<(Option<usize>, &str)> = fields
        .iter()
        .map(|field| (position(text, &field.pointer), field.code))
        .collect();
    assert_eq!(
        found,
        [
            (Some(8), "duplicate"),
            (Some(12), "unknown_fact"),
            (Some(13), "currency_digits")
        ]
    );
}

#[test]
fn a_guarantee_needs_a_currency_or_something_that_has_one() {
    let value = json!({"code": "x", "name": "X", "promise": "P", "versions": [{"from": "2024-01-01", "amount": "1.00"}]});
    let codes: Vec<&str> = complaints(&value)
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    assert_eq!(codes, ["currency_missing", "required"]);
}
