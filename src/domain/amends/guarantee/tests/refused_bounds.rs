//! Bounds that contradict each other and conditions that can never hold: refused, with their place.

use serde_json::json;

use super::refused::{all_refused, complaints, spoilt};
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
fn a_cap_below_a_minimum_that_turns_on_a_count_a_case_an_index_or_bounds_of_its_own() {
    let place = "/versions/0/amount";
    let most = "/versions/0/amount/limit/at_most";
    let least = "/versions/0/amount/limit/at_least";
    let code = "cap_below_minimum";
    let limit = |least: Json, most: Json| json!({"limit": {"amount": {"fact": "price"}, "at_least": least, "at_most": most}});
    let units = |amount: &str, most: Json| {
        let mut per_unit = json!({"count": "count", "amount": amount});
        if !most.is_null() {
            per_unit["at_most"] = most;
        }
        json!({"per_unit": per_unit})
    };
    let case = |when: &str, then: &str, other: &str| json!({"choose": [{"when": when, "amount": then}, {"amount": other}]});
    let bounded = |bounds: Json| {
        let mut limit = json!({"limit": bounds});
        limit["limit"]["amount"] = json!({"fact": "price"});
        limit
    };
    let none = || ("", "");
    let refused = || (most, code);
    for (least, most, (pointer, code)) in [
        // Units: of the same count, and so many at most.
        (
            units("5.00", Json::Null),
            units("3.00", Json::Null),
            refused(),
        ),
        (units("3.00", Json::Null), units("5.00", Json::Null), none()),
        (json!("20.00"), units("3.00", json!(5)), refused()),
        (json!("15.00"), units("3.00", json!(5)), none()),
        (json!("20.00"), units("3.00", Json::Null), none()),
        (units("5.00", json!(3)), json!("10.00"), none()),
        // Cases: one that contradicts is enough where only one of the bounds has any.
        (
            json!("10.00"),
            case("count > 1", "5.00", "50.00"),
            refused(),
        ),
        (json!("5.00"), case("count > 1", "5.00", "50.00"), none()),
        (case("count > 1", "10.00", "2.00"), json!("5.00"), refused()),
        (
            case("count > 1", "10.00", "2.00"),
            case("count > 1", "20.00", "5.00"),
            none(),
        ),
        (
            case("count > 1", "10.00", "6.00"),
            case("count > 1", "20.00", "5.00"),
            refused(),
        ),
        // Of different conditions, every pair.
        (
            case("count > 1", "10.00", "2.00"),
            case("size > 1", "20.00", "5.00"),
            none(),
        ),
        (
            case("count > 1", "10.00", "8.00"),
            case("size > 1", "7.00", "5.00"),
            refused(),
        ),
        // Bounds of the bounds.
        (
            json!("20.00"),
            bounded(json!({"at_most": "10.00"})),
            refused(),
        ),
        (json!("10.00"), bounded(json!({"at_most": "10.00"})), none()),
        (
            bounded(json!({"at_least": "20.00"})),
            json!("10.00"),
            refused(),
        ),
        (
            json!("20.00"),
            json!({"lowest_of": [{"fact": "price"}, "10.00"]}),
            refused(),
        ),
        (
            json!({"highest_of": [{"fact": "price"}, "20.00"]}),
            json!("10.00"),
            refused(),
        ),
    ] {
        all_refused(vec![(place, limit(least, most), pointer, code)]);
    }
    // So many units at most are a cap within.
    let around = json!({"limit": {"at_least": "20.00", "amount": units("3.00", json!(5))}});
    all_refused(vec![(place, around, least, code)]);

    // An index, on some day.
    let mut indexed = serde_json::to_value(&known()["indexed-apology"]).unwrap();
    let amount = indexed["versions"][0]["amount"].clone();
    for (least, refused) in [("53.85", false), ("53.86", true)] {
        // 50.00 x 107.7 / 100, to five centimes.
        let bounds = json!({"at_least": least, "at_most": amount, "amount": "60.00"});
        indexed["versions"][0] = json!({"from": "2024-01-01", "amount": {"limit": bounds}});
        let codes = match Guarantee::parse(&indexed) {
            Ok(_) => Vec::new(),
            Err(Invalid(fields)) => fields.iter().map(|field| field.code).collect(),
        };
        assert_eq!(codes, if refused { vec![code] } else { vec![] }, "{least}");
    }
}

#[test]
fn bands_may_stand_in_any_order_and_a_wrong_edge_is_told_once() {
    let place = "/versions/0/amount";
    let bands = |of: Json| json!({"bands": {"by": "size", "of": of}});
    let at = |index: usize, edge: &str| format!("/versions/0/amount/bands/of/{index}/{edge}");
    let (first_from, first_below) = (at(0, "from"), at(0, "below"));
    all_refused(vec![
        (
            place,
            bands(
                json!([{"from": 9, "amount": "3.00"}, {"from": 5, "below": 9, "amount": "2.00"}, {"below": 5, "amount": "1.00"}]),
            ),
            "",
            "",
        ),
        (
            place,
            bands(
                json!([{"from": 10, "amount": "3.00"}, {"from": 5, "below": 9, "amount": "2.00"}]),
            ),
            &first_from,
            "gap_between_bands",
        ),
        (
            place,
            bands(
                json!([{"from": 8, "amount": "3.00"}, {"from": 5, "below": 9, "amount": "2.00"}]),
            ),
            &first_from,
            "overlapping_bands",
        ),
        (
            place,
            json!({"bands": {"by": "price", "of": [{"below": "5.00", "amount": "1.00"}, {"from": "5.00", "below": "9.00", "amount": "2.00"}, {"from": "9.00", "amount": "3.00"}]}}),
            &first_below,
            "wrong_type",
        ),
    ]);
    let edges = json!({"bands": {"by": "price", "of": [{"below": "5.00", "amount": "1.00"}, {"from": "5.00", "amount": "2.00"}]}});
    assert_eq!(complaints(&spoilt(place, edges)).len(), 1);
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
