//! Bounds that contradict each other and conditions that can never hold: refused, with their place.

use serde_json::json;

use super::refused::all_refused;
use super::*;

#[test]
fn a_cap_below_a_minimum_however_the_two_are_written() {
    let place = "/versions/0/amount";
    let most = "/versions/0/amount/limit/at_most";
    let least = "/versions/0/amount/limit/at_least";
    let percent = |of: &str, percent: u32| json!({"percent": {"of": of, "percent": percent}});
    let limit = |least: Json, most: Json| json!({"limit": {"amount": {"fact": "price"}, "at_least": least, "at_most": most}});
    let sum = |of: Json| json!({"sum_of": of});
    let around = |bounds: Json, amount: Json| {
        let mut limit = json!({"limit": bounds});
        limit["limit"]["amount"] = amount;
        limit
    };
    let at_most_10 = || around(json!({"at_most": "10.00"}), json!({"fact": "price"}));
    let at_least_20 = || around(json!({"at_least": "20.00"}), json!({"fact": "price"}));
    let code = "cap_below_minimum";
    all_refused(vec![
        (
            place,
            limit(sum(json!(["20.00"])), sum(json!(["10.00"]))),
            most,
            code,
        ),
        (
            place,
            limit(sum(json!(["12.00", "8.00"])), sum(json!(["12.00", "7.99"]))),
            most,
            code,
        ),
        (
            place,
            limit(sum(json!(["12.00", "8.00"])), sum(json!(["12.00", "8.00"]))),
            "",
            "",
        ),
        (
            place,
            limit(percent("price", 20), percent("price", 10)),
            most,
            code,
        ),
        (
            place,
            limit(percent("price", 10), percent("price", 20)),
            "",
            "",
        ),
        // Of different things nobody can tell.
        (
            place,
            limit(percent("loss", 20), percent("price", 10)),
            "",
            "",
        ),
        (place, limit(json!("20.00"), percent("price", 10)), "", ""),
        (
            place,
            limit(json!({"fact": "price"}), percent("price", 99)),
            most,
            code,
        ),
        (
            place,
            limit(
                json!({"factor": {"times": 2, "amount": {"fact": "price"}}}),
                percent("price", 199),
            ),
            most,
            code,
        ),
        (
            place,
            limit(
                json!({"highest_of": ["5.00", "20.00"]}),
                json!({"lowest_of": ["30.00", "19.99"]}),
            ),
            most,
            code,
        ),
        (
            place,
            limit(
                sum(json!([percent("price", 10), "5.00"])),
                percent("price", 10),
            ),
            most,
            code,
        ),
        // The minimum stands outside, the cap within, and the other way round.
        (
            place,
            around(json!({"at_least": "20.00"}), at_most_10()),
            least,
            code,
        ),
        (
            place,
            around(json!({"at_least": "10.00"}), at_most_10()),
            "",
            "",
        ),
        (
            place,
            around(json!({"at_most": "10.00"}), at_least_20()),
            most,
            code,
        ),
        (
            place,
            around(
                json!({"at_most": "10.00", "per": "month"}),
                around(json!({"at_most": "30.00"}), at_least_20()),
            ),
            most,
            code,
        ),
        (
            place,
            around(
                json!({"at_most": "10.00"}),
                json!({"choose": [{"when": "count > 1", "amount": at_least_20()}, {"amount": "5.00"}]}),
            ),
            most,
            code,
        ),
        (
            place,
            around(
                json!({"at_least": "20.00"}),
                json!({"bands": {"by": "size", "of": [{"below": 1, "amount": at_most_10()}, {"from": 1, "amount": "30.00"}]}}),
            ),
            least,
            code,
        ),
        // A cap on a part is none on the sum.
        (
            place,
            around(
                json!({"at_least": "20.00"}),
                sum(json!([at_most_10(), {"fact": "price"}])),
            ),
            "",
            "",
        ),
    ]);
}

#[test]
fn a_text_is_never_what_it_cannot_be() {
    let when = "/versions/0/when";
    let code = "unknown_word";
    all_refused(vec![
        (when, json!("grade == 'a'"), "", ""),
        (when, json!("grade == 'zebra'"), when, code),
        (when, json!("'zebra' == grade"), when, code),
        (when, json!("grade != 'zebra'"), when, code),
        (when, json!("grade in ['zebra']"), when, code),
        (when, json!("grade in ['a', 'zebra']"), when, code),
        (
            when,
            json!(["count > 1", "grade == 'zebra'"]),
            "/versions/0/when/1",
            code,
        ),
        (
            when,
            json!("count > 1 && facts.grade == 'zebra'"),
            when,
            code,
        ),
        // A text without a list may be anything.
        (when, json!("word == 'zebra'"), "", ""),
    ]);
}

#[test]
fn an_amount_is_a_text() {
    for (amount, told) in [
        (json!(10), "\"10.00\""),
        (json!(9.5), "\"9.50\""),
        (json!({"percent": {"of": 10, "percent": 5}}), "\"10.00\""),
    ] {
        let mut guarantee = serde_json::to_value(&known()["late-parcel"]).unwrap();
        guarantee["versions"][0]["amount"] = amount;
        let Err(Invalid(fields)) = Guarantee::parse(&guarantee) else {
            panic!("{guarantee}");
        };
        assert_eq!(fields[0].code, "wrong_type");
        assert!(fields[0].detail.contains(told), "{}", fields[0].detail);
    }
}
