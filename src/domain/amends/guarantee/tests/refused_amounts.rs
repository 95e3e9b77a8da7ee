//! Amounts and bands that are refused: what is wrong, where, and under which code.

use serde_json::json;

use super::refused::all_refused;
use super::*;

#[test]
fn amounts_and_bands() {
    let amount = "/versions/0/amount";
    let bands = |of: Json| json!({"bands": {"by": "size", "of": of}});
    let counted = |of: Json| json!({"bands": {"by": "count", "of": of}});
    let deep = (0..30).fold(json!("1.00"), |inner, _| json!({"sum_of": [inner]}));
    let table: Vec<(&str, Json, &str, &str)> = vec![
        // Amounts.
        (amount, json!("10"), "", ""),
        (amount, json!("10.005"), amount, "currency_digits"),
        (amount, json!("-1"), amount, "negative"),
        (amount, json!(10), amount, "wrong_type"),
        (
            amount,
            json!({"fixed": "1.00"}),
            "/versions/0/amount/fixed",
            "unknown_field",
        ),
        (amount, json!({}), amount, "not_one_operator"),
        (
            amount,
            json!({"rate": "daily", "fact": "fee"}),
            amount,
            "not_one_operator",
        ),
        (
            amount,
            json!({"rate": "weekly"}),
            "/versions/0/amount/rate",
            "unknown_rate",
        ),
        (
            "/versions/0",
            json!({"from": "2023-01-01", "amount": {"rate": "daily"}}),
            "/versions/0/amount/rate",
            "no_rate_then",
        ),
        (
            amount,
            json!({"fact": "count"}),
            "/versions/0/amount/fact",
            "type_mismatch",
        ),
        (
            amount,
            json!({"amount": "1.00", "currency": "USD"}),
            "/versions/0/amount/currency",
            "mixed_currencies",
        ),
        (
            amount,
            json!({"percent": {"of": "cost", "percent": 5}}),
            "/versions/0/amount/percent/of",
            "unknown_fact",
        ),
        (
            amount,
            json!({"percent": {"of": "price", "percent": 0}}),
            "/versions/0/amount/percent/percent",
            "not_positive",
        ),
        (
            amount,
            json!({"percent": {"of": "price", "percent": 5, "round": "up_a_bit"}}),
            "/versions/0/amount/percent/round",
            "unknown_rounding",
        ),
        (
            amount,
            json!({"per_unit": {"count": "days", "amount": "1.00"}}),
            "/versions/0/amount/per_unit/count",
            "unknown_fact",
        ),
        (
            amount,
            json!({"per_unit": {"count": "word", "amount": "1.00"}}),
            "/versions/0/amount/per_unit/count",
            "type_mismatch",
        ),
        (
            amount,
            json!({"per_unit": {"count": "size", "amount": "1.00"}}),
            "/versions/0/amount/per_unit/round",
            "required",
        ),
        (
            amount,
            json!({"per_unit": {"count": "wait", "amount": "1.00", "round": "up"}}),
            "/versions/0/amount/per_unit/every",
            "required",
        ),
        (
            amount,
            json!({"per_unit": {"count": "wait", "every": "0m", "amount": "1.00", "round": "up"}}),
            "/versions/0/amount/per_unit/every",
            "not_positive",
        ),
        (
            amount,
            json!({"per_unit": {"count": "wait", "every": 3, "amount": "1.00", "round": "up"}}),
            "/versions/0/amount/per_unit/every",
            "wrong_type",
        ),
        (
            amount,
            json!({"limit": {"amount": "1.00", "at_least": "5.00", "at_most": "4.99"}}),
            "/versions/0/amount/limit/at_most",
            "cap_below_minimum",
        ),
        (
            amount,
            json!({"limit": {"amount": {"limit": {"amount": "1.00", "at_least": "5.00"}}, "at_most": "4.99"}}),
            "/versions/0/amount/limit/at_most",
            "cap_below_minimum",
        ),
        (
            amount,
            json!({"limit": {"amount": "1.00", "at_least": {"rate": "daily"}, "at_most": "4.99"}}),
            "/versions/0/amount/limit/at_most",
            "cap_below_minimum",
        ),
        (
            amount,
            json!({"limit": {"amount": "1.00"}}),
            "/versions/0/amount/limit",
            "required",
        ),
        (
            amount,
            json!({"choose": []}),
            "/versions/0/amount/choose",
            "empty",
        ),
        (
            amount,
            json!({"choose": [{"amount": "1.00"}, {"amount": "2.00"}]}),
            "/versions/0/amount/choose/0/when",
            "required",
        ),
        (
            amount,
            json!({"indexed": {"base": "1.00", "index": "wages", "base_on": "2024-01-01"}}),
            "/versions/0/amount/indexed/index",
            "unknown_index",
        ),
        (
            amount,
            json!({"indexed": {"base": "1.00", "index": "prices", "base_on": "2023-12-31"}}),
            "/versions/0/amount/indexed/base_on",
            "no_rate_then",
        ),
        (
            amount,
            json!({"late_payment": {"amount": "1.00", "days": "count"}}),
            "/versions/0/amount/late_payment",
            "not_one_operator",
        ),
        // Bands.
        (
            amount,
            bands(
                json!([{"from": 1, "up_to": 2, "amount": "1.00"}, {"from": 2, "amount": "2.00"}]),
            ),
            "/versions/0/amount/bands/of/1/from",
            "overlapping_bands",
        ),
        (
            amount,
            bands(
                json!([{"from": 1, "below": 2, "amount": "1.00"}, {"above": 2, "amount": "2.00"}]),
            ),
            "/versions/0/amount/bands/of/1/above",
            "gap_between_bands",
        ),
        (
            amount,
            bands(
                json!([{"from": 1, "up_to": 29, "amount": "1.00"}, {"from": 30, "amount": "2.00"}]),
            ),
            "/versions/0/amount/bands/of/1/from",
            "gap_between_bands",
        ),
        (
            amount,
            bands(json!([{"from": 1, "amount": "1.00"}, {"from": 30, "amount": "2.00"}])),
            "/versions/0/amount/bands/of/1/from",
            "overlapping_bands",
        ),
        (
            amount,
            bands(json!([{"below": 5, "amount": "1.00"}, {"below": 9, "amount": "2.00"}])),
            "/versions/0/amount/bands/of/1/from",
            "overlapping_bands",
        ),
        (
            amount,
            bands(json!([{"from": 5, "below": 5, "amount": "1.00"}])),
            "/versions/0/amount/bands/of/0",
            "empty_band",
        ),
        (
            amount,
            bands(json!([{"from": 5, "above": 5, "amount": "1.00"}])),
            "/versions/0/amount/bands/of/0/above",
            "not_one_edge",
        ),
        (
            amount,
            bands(json!([])),
            "/versions/0/amount/bands/of",
            "empty",
        ),
        (
            amount,
            counted(
                json!([{"from": 1, "up_to": 29, "amount": "1.00"}, {"from": 31, "amount": "2.00"}]),
            ),
            "/versions/0/amount/bands/of/1/from",
            "gap_between_bands",
        ),
        (
            amount,
            counted(
                json!([{"from": 1, "up_to": 29, "amount": "1.00"}, {"above": 28, "amount": "2.00"}]),
            ),
            "/versions/0/amount/bands/of/1/above",
            "overlapping_bands",
        ),
        (
            amount,
            counted(
                json!([{"from": 1, "up_to": 29, "amount": "1.00"}, {"from": 30, "amount": "2.00"}]),
            ),
            "",
            "",
        ),
        (
            amount,
            json!({"bands": {"by": "word", "of": [{"amount": "1.00"}]}}),
            "/versions/0/amount/bands/by",
            "type_mismatch",
        ),
        // Too much.
        (
            amount,
            deep,
            "/versions/0/amount/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0/sum_of/0",
            "too_deep",
        ),
        (
            amount,
            json!({"sum_of": vec!["1.00"; 101]}),
            "/versions/0/amount/sum_of",
            "too_many",
        ),
    ];
    all_refused(table);
}
