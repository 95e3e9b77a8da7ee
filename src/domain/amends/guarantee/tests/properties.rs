//! What holds for every guarantee and all facts.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use super::*;

fn day() -> NaiveDate {
    "2024-05-01".parse().unwrap()
}

fn sound(evaluation: &Evaluation, guarantee: &Guarantee) {
    assert!(evaluation.adds_up(), "{evaluation:#?}");
    assert_eq!(evaluation.due, !evaluation.amount.is_zero());
    assert!(evaluation.steps <= guarantee.most_steps());
    if let Some(other) = &evaluation.in_kind {
        assert!(other.worth.minor() >= evaluation.amount.minor());
        assert_eq!(other.or_cash, evaluation.amount);
    }
}

fn any_currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::all().collect::<Vec<_>>())
}

/// A value that fits the fact, most of the time.
fn any_value(fact: &Fact, currency: Option<Currency>) -> BoxedStrategy<Json> {
    let number = prop_oneof![9 => 0..400_i64, 1 => Just(1_000_000_000_000)];
    match fact.kind {
        Kind::Integer => number.prop_map(|n| json!(n)).boxed(),
        Kind::Number => (0..100_000_i64)
            .prop_map(|n| json!(Decimal::new(n, 3).to_string()))
            .boxed(),
        Kind::Money => {
            let dollar = Currency::parse("USD").unwrap();
            let currency = currency.unwrap_or(dollar);
            let currencies = prop_oneof![30 => Just(currency), 1 => Just(dollar)];
            let amount = prop_oneof![9 => 0..100_000_i64, 1 => Just(100_000_000_000_000)];
            (currencies, amount)
                .prop_map(|(currency, minor)| json!(Money::from_minor(minor, currency).unwrap()))
                .boxed()
        }
        Kind::Boolean => any::<bool>().prop_map(|b| json!(b)).boxed(),
        Kind::Text if !fact.one_of.is_empty() => proptest::sample::select(fact.one_of.clone())
            .prop_map(|word| json!(word))
            .boxed(),
        Kind::Text => "[a-z]{1,5}".prop_map(|word| json!(word)).boxed(),
        Kind::Date => (0..4_000_u64)
            .prop_map(|n| {
                let first: NaiveDate = "2018-01-01".parse().unwrap();
                json!((first + chrono::Days::new(n)).to_string())
            })
            .boxed(),
        Kind::Time => (0..24, 0..60)
            .prop_map(|(hour, minute)| json!(format!("{hour:02}:{minute:02}")))
            .boxed(),
        Kind::Duration => (0..2_000).prop_map(|m| json!(format!("{m}m"))).boxed(),
    }
}

/// Facts of a guarantee, some of them left out.
fn any_facts(guarantee: &Guarantee) -> BoxedStrategy<Map<String, Json>> {
    let facts = guarantee.facts.iter().map(|fact| {
        let name = fact.name.clone();
        let weight = if fact.required { 0.98 } else { 0.5 };
        proptest::option::weighted(weight, any_value(fact, guarantee.currency))
            .prop_map(move |value| value.map(|value| (name.clone(), value)))
            .boxed()
    });
    let facts: Vec<BoxedStrategy<Option<(String, Json)>>> = facts.collect();
    facts
        .prop_map(|facts| facts.into_iter().flatten().collect())
        .boxed()
}

#[test]
fn random_facts_end_within_the_bound_and_add_up() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let mut answered = 0;
    for guarantee in all().values() {
        let (mut some, facts) = (0, any_facts(guarantee));
        let paid = proptest::option::of(0..10_000_i64);
        let outcome = runner.run(&(facts, paid), |(facts, paid)| {
            let currency = guarantee.currency;
            let money = |(minor, currency)| Money::from_minor(minor, currency).unwrap();
            let paid = Paid {
                this_month: paid.zip(currency).map(money),
                ..Paid::default()
            };
            let context = Context {
                paid,
                ..Context::default()
            };
            if let Ok(evaluation) = guarantee.evaluate(&facts, day(), &context) {
                sound(&evaluation, guarantee);
            }
            Ok(())
        });
        outcome.unwrap();
        let mut sample = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..300 {
            let facts = any_facts(guarantee)
                .new_tree(&mut sample)
                .unwrap()
                .current();
            some += usize::from(
                guarantee
                    .evaluate(&facts, day(), &Context::default())
                    .is_ok(),
            );
        }
        assert!(some > 10, "{}: {some} of 300", guarantee.code);
        answered += some;
    }
    assert!(answered > 1_000, "{answered}");
}

fn guarantee(currency: Currency, amount: Json) -> Guarantee {
    let value = json!({
        "code": "any", "name": "Any", "promise": "Any.", "currency": currency.code(),
        "facts": {
            "count": {"type": "number"},
            "whole": {"type": "integer"},
            "flag": {"type": "boolean"},
            "fee": {"type": "money"}
        },
        "versions": [{"from": "2024-01-01", "amount": amount}]
    });
    Guarantee::parse(&value).unwrap()
}

fn come_to(guarantee: &Guarantee, count: Decimal, fee: Money) -> Money {
    let facts = json!({
        "count": count.to_string(),
        "whole": count.trunc().to_string(),
        "flag": count > Decimal::TEN,
        "fee": fee
    });
    let facts = facts.as_object().unwrap();
    let evaluation = guarantee
        .evaluate(facts, day(), &Context::default())
        .unwrap();
    sound(&evaluation, guarantee);
    evaluation.amount
}

/// An amount of any shape, in a currency with two digits.
fn any_amount() -> impl Strategy<Value = Json> {
    let money = || (0..5_000_i64).prop_map(|n| format!("{}.{:02}", n / 100, n % 100));
    let leaf = prop_oneof![
        money().prop_map(|m| json!(m)),
        Just(json!({"fact": "fee"})),
        Just(json!({"fact": "loss"})),
    ];
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let rounding = proptest::sample::select(vec!["half_up", "half_even", "down", "up"]);
        let units = proptest::sample::select(vec!["up", "down"]);
        prop_oneof![
            (inner.clone(), 1..300_u32, rounding.clone()).prop_map(|(of, percent, round)| {
                json!({"percent": {"of": of, "percent": percent, "round": round}})
            }),
            (inner.clone(), units.clone(), 0..5, 0..9).prop_map(|(amount, round, after, most)| {
                json!({"per_unit": {"count": "count", "after": after, "every": "1.5", "round": round, "amount": amount, "at_most": most}})
            }),
            (inner.clone(), inner.clone(), units).prop_map(|(first, then, round)| {
                json!({"first_then": {"count": "count", "after": 2, "every": 2, "round": round, "first": first, "then": then}})
            }),
            (inner.clone(), inner.clone(), 1..20).prop_map(|(a, b, edge)| {
                json!({"bands": {"by": "count", "of": [{"from": 1, "up_to": edge, "amount": a}, {"above": edge, "amount": b}]}})
            }),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| {
                json!({"choose": [{"when": "count > 5 || flag", "amount": a}, {"amount": b}]})
            }),
            (inner.clone(), 1..30_i64, rounding).prop_map(|(amount, times, round)| {
                json!({"factor": {"amount": amount, "times": Decimal::new(times, 1).to_string(), "when": "!flag", "round": round, "step": "0.05"}})
            }),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|all| json!({"highest_of": all})),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|all| json!({"lowest_of": all})),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|all| json!({"sum_of": all})),
            (inner.clone(), 0..2_000_i64, 2_000..9_000_i64).prop_map(|(amount, least, most)| {
                let cents = |n: i64| format!("{}.{:02}", n / 100, n % 100);
                json!({"limit": {"amount": {"sum_of": [amount]}, "at_least": cents(least), "at_most": cents(most)}})
            }),
            (inner, 1..50).prop_map(|(amount, percent)| {
                json!({"late_payment": {"amount": amount, "days": "whole", "after": 3, "percent_per_day": percent, "at_most": "9.00"}})
            }),
        ]
    })
}

fn no_cap_below(found: &Invalid) -> bool {
    found
        .0
        .iter()
        .all(|field| field.code == "cap_below_minimum" || field.code == "too_deep")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn amounts_of_any_shape_add_up(amount in any_amount(), count in 0..4_000_i64, fee in 0..100_000_i64, loss in 0..100_000_i64) {
        let euro = Currency::parse("EUR").unwrap();
        let value = json!({
            "code": "any", "name": "Any", "promise": "Any.", "currency": "EUR",
            "facts": {"count": {"type": "number"}, "whole": {"type": "integer"}, "flag": {"type": "boolean"}, "fee": {"type": "money"}},
            "versions": [{"from": "2024-01-01", "amount": amount}]
        });
        match Guarantee::parse(&value) {
            Err(found) => prop_assert!(no_cap_below(&found), "{found}"),
            Ok(guarantee) => {
                let facts = json!({
                    "count": Decimal::new(count, 2).to_string(), "whole": count / 100, "flag": count % 2 == 0,
                    "fee": Money::from_minor(fee, euro).unwrap(), "loss": Money::from_minor(loss, euro).unwrap()
                });
                let evaluation = guarantee.evaluate(facts.as_object().unwrap(), day(), &Context::default());
                match evaluation {
                    Ok(evaluation) => sound(&evaluation, &guarantee),
                    Err(error) => prop_assert_eq!(error, EvaluationError::Overflow),
                }
            }
        }
    }

    #[test]
    fn never_under_the_minimum_nor_over_the_cap(currency in any_currency(), least in 0..5_000_i64, room in 0..5_000_i64, fee in 0..100_000_i64, count in 0..1_000_i64) {
        let money = |minor| Money::from_minor(minor, currency).unwrap();
        let (low, high) = (money(least), money(least + room));
        let amount = json!({"limit": {"at_least": low.amount(), "at_most": high.amount(), "amount":
            {"per_unit": {"count": "count", "round": "up", "amount": {"percent": {"of": "fee", "percent": "12.5"}}}}}});
        let due = come_to(&guarantee(currency, amount), Decimal::new(count, 1), money(fee));
        prop_assert!(due.minor() <= high.minor());
        prop_assert!(due.minor() >= least || count == 0 || fee == 0);
    }

    #[test]
    fn per_unit_grows_with_the_count(currency in any_currency(), each in 0..5_000_i64, a in 0..10_000_i64, b in 0..10_000_i64, round in proptest::sample::select(vec!["up", "down"])) {
        let money = |minor| Money::from_minor(minor, currency).unwrap();
        let amount = json!({"per_unit": {"count": "count", "after": "2.5", "every": "0.7", "round": round, "at_most": 50, "amount": money(each).amount()}});
        let guarantee = guarantee(currency, amount);
        let of = |n| come_to(&guarantee, Decimal::new(n, 2), money(0)).minor();
        prop_assert!(of(a.min(b)) <= of(a.max(b)));
    }

    #[test]
    fn sums_are_exact_in_every_currency(currency in any_currency(), each in 0..1_000_000_i64, count in 0..1_000_i64, fee in 0..1_000_000_i64) {
        let money = |minor| Money::from_minor(minor, currency).unwrap();
        let times = guarantee(currency, json!({"per_unit": {"count": "whole", "amount": money(each).amount()}}));
        prop_assert_eq!(come_to(&times, Decimal::from(count), money(fee)).minor(), each * count);
        let share = guarantee(currency, json!({"percent": {"of": "fee", "percent": "12.5"}}));
        // An eighth, half up.
        prop_assert_eq!(come_to(&share, Decimal::ONE, money(fee)).minor(), (fee + 4) / 8);
    }

    #[test]
    fn conditions_of_any_text_are_read_or_refused(text in "[a-z0-9 .()<>=!&|?:'\"+\\-*/\\[\\]{},]{0,60}") {
        let _ = Guarantee::parse(&json!({"code": "x", "name": "X", "promise": "P", "currency": "EUR",
            "facts": {"a": {"type": "integer"}, "b": {"type": "text"}},
            "versions": [{"from": "2024-01-01", "when": text, "amount": "1.00"}]}));
    }

    #[test]
    fn conditions_of_any_words_are_read_or_refused(words in proptest::collection::vec(proptest::sample::select(vec![
        "a", "b", "has", "facts", ".", "(", ")", "!", "-", "&&", "||", "==", "<", "in", "[", "]", "1", "2.5", "'x'", "+", "*",
        "?", ":", "days", "date", ",", "all", "exists", "map", "size", "{", "}", "r'", "b'", "0x1f", "1u", "null", "true", "\"\"\"", "//", "\n",
    ]), 0..60)) {
        for joint in ["", " "] {
            let text = words.join(joint);
            let _ = Guarantee::parse(&json!({"code": "x", "name": "X", "promise": "P", "currency": "EUR",
                "facts": {"a": {"type": "integer"}, "b": {"type": "text"}},
                "versions": [{"from": "2024-01-01", "when": text, "amount": "1.00"}]}));
        }
    }

    #[test]
    fn any_json_in_any_place_is_read_or_refused(text in "[ -~]{0,40}", number in any::<i64>(), place in 0..8_usize) {
        let value = [json!(text), json!(number), json!([text]), json!({&text: number}), json!(null), json!(true)];
        for value in value {
            let mut spoilt = serde_json::to_value(&known()["repair-in-time"]).unwrap();
            let path = ["/code", "/facts", "/facts/reported_on/type", "/measures/days_late/stops", "/versions/0/amount",
                "/versions/0/exemptions/0/when", "/versions/0/claim", "/versions"][place];
            *spoilt.pointer_mut(path).unwrap() = value;
            let _ = Guarantee::parse(&spoilt);
        }
    }
}
