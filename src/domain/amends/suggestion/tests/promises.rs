//! What a guarantee does to a suggestion, and what is said where little is known.

use super::*;
use crate::domain::amends::guarantee::{Context, Guarantee};
use crate::domain::offer::ItemKind;

const CASES: &str = include_str!("../../../../../tests/cases/promises.txt");

/// What the lines that count come to; each line's own lines come to the line.
fn sum(basis: &[Basis]) -> i64 {
    let signed = |line: &Basis| match line.effect {
        Effect::Adds => line.amount.minor(),
        Effect::Takes => -line.amount.minor(),
        Effect::None => 0,
    };
    basis.iter().map(signed).sum()
}

#[test]
fn the_worked_examples() {
    let examples = examples::<10>(CASES);
    assert!(examples.len() >= 40, "{}", examples.len());
    for (policy, columns, line) in examples {
        let [
            _,
            loss,
            price,
            expected,
            severity,
            client,
            guarantee,
            total,
            rules,
            missing,
        ] = columns;
        let known = Known {
            loss: money(loss),
            price: money(price),
            expected: money(expected),
            guarantee: money(guarantee).map(promised),
            severity: severity.parse().unwrap(),
            client_currency: Currency::parse(client).ok(),
            ..nothing()
        };
        let suggestion = suggest(&known, &policy, 1, Language::English).unwrap();
        assert_eq!(suggestion.total, money(total), "{line}");
        let counting = suggestion
            .basis
            .iter()
            .filter(|line| line.effect != Effect::None)
            .map(|line| line.rule);
        let counting: Vec<&str> = counting.collect();
        let or_dash = |text: String| if text.is_empty() { "-".into() } else { text };
        assert_eq!(or_dash(counting.join("+")), rules, "{line}");
        assert_eq!(or_dash(suggestion.missing.join(", ")), missing, "{line}");
        let total = suggestion.total.map_or(0, Money::minor);
        assert_eq!(sum(&suggestion.basis), total, "{line}");
        // Whatever became of the guarantee, its line is there.
        let told = |line: &&Basis| line.rule == "guarantee";
        let told = suggestion.basis.iter().filter(told).count();
        assert_eq!(told, usize::from(known.guarantee.is_some()), "{line}");
    }
}

fn evaluated(amount: &str, exempt: bool, in_kind: Option<&str>) -> Evaluation {
    let mut guarantee = serde_json::json!({
        "code": "late", "name": "Late", "promise": "Never late.", "currency": "EUR",
        "facts": {"days": {"type": "integer"}, "storm": {"type": "boolean"}},
        "versions": [{
            "from": "2024-01-01",
            "exemptions": [{"when": "storm", "reason": "there was a storm"}],
            "amount": {"limit": {"amount": {"per_unit": {"count": "days", "amount": amount}}, "at_most": "25.00"}}
        }]
    });
    if let Some(worth) = in_kind {
        let in_kind = serde_json::json!({"what": "A free weekend", "worth": worth});
        guarantee["versions"][0]["in_kind"] = in_kind;
    }
    let facts = serde_json::json!({"days": 3, "storm": exempt});
    let day = "2024-05-01".parse().unwrap();
    Guarantee::parse(&guarantee)
        .unwrap()
        .evaluate(facts.as_object().unwrap(), day, &Context::default())
        .unwrap()
}

#[test]
fn a_guarantee_explains_itself_line_by_line() {
    let evaluation = evaluated("10.00", false, None);
    let known = Known {
        guarantee: Some(Promised::of("late", &evaluation)),
        ..nothing()
    };
    let suggestion = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
    let [line] = &suggestion.basis[..] else {
        panic!("{:?}", suggestion.basis);
    };
    assert_eq!(line.detail, "the guarantee late: 25.00 EUR");
    assert_eq!(line.lines, evaluation.basis);
    let told: Vec<String> = line.lines.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "  10.00 EUR",
            "+ 30.00 EUR  days 3: 3 x 10.00 EUR",
            "- 5.00 EUR  cap 25.00 EUR per incident"
        ]
    );

    let evaluation = evaluated("10.00", true, None);
    let known = Known {
        guarantee: Some(Promised::of("late", &evaluation)),
        loss: money("4.00 EUR"),
        ..nothing()
    };
    let suggestion = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
    let line = suggestion
        .basis
        .iter()
        .find(|line| line.rule == "guarantee")
        .unwrap();
    assert_eq!(
        (&*line.detail, line.amount, line.effect),
        (
            "the guarantee late: not due: there was a storm",
            Money::zero(Currency::parse("EUR").unwrap()),
            Effect::None
        )
    );
}

#[test]
fn something_in_kind_is_worth_at_least_the_money_and_the_money_may_be_had() {
    for (worth, loss, items, total) in [
        (
            "30.00",
            None,
            &[(ItemKind::Other, "30.00 EUR")][..],
            Some("30.00 EUR"),
        ),
        (
            "25.00",
            None,
            &[(ItemKind::Other, "25.00 EUR")],
            Some("25.00 EUR"),
        ),
        ("24.99", None, &[], None),
        (
            "30.00",
            Some("20.00 EUR"),
            &[
                (ItemKind::Other, "30.00 EUR"),
                (ItemKind::Refund, "10.00 EUR"),
            ],
            Some("40.00 EUR"),
        ),
        ("30.00", Some("20.00 GBP"), &[], None),
    ] {
        let evaluation = evaluated("10.00", false, Some(worth));
        let known = Known {
            loss: loss.and_then(money),
            guarantee: Some(Promised::of("late", &evaluation)),
            ..nothing()
        };
        let suggestion = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
        let cash = suggestion.total.unwrap();
        let option = suggestion.option("in_kind").ok();
        assert_eq!(
            option.map(|option| option.total),
            total.and_then(money),
            "{worth} {loss:?}"
        );
        let given = option.map_or(Vec::new(), |option| {
            let items = option.items.iter();
            items
                .map(|item| (item.kind, item.value.to_string()))
                .collect()
        });
        let wanted = items
            .iter()
            .map(|(kind, value)| (*kind, (*value).to_owned()));
        assert_eq!(given, wanted.collect::<Vec<_>>(), "{worth} {loss:?}");
        // The money stands beside it, first, and the item says so.
        assert_eq!(suggestion.options[0].name, "money_back");
        if let Some(option) = option {
            assert!(option.total.minor() >= cash.minor());
            let told = &option.items[0].description;
            let or = format!("A free weekend (or EUR {} in money", cash.amount());
            assert!(told.starts_with(&or), "{told}");
        }
    }
}

#[test]
fn what_a_guarantee_comes_to_may_be_had_in_money_whatever_is_offered() {
    let lamp = crate::domain::amends::policy::Product {
        code: "lamp".to_owned(),
        name: "A desk lamp".to_owned(),
        price: money("8.00 EUR").unwrap(),
    };
    let policy = Policy {
        products: vec![lamp],
        ..Policy::default()
    };
    let evaluation = evaluated("10.00", false, None);
    let told = |loss: Option<Money>| {
        let known = Known {
            loss,
            guarantee: Some(Promised::of("late", &evaluation)),
            ..nothing()
        };
        suggest(&known, &policy, 1, Language::English).unwrap()
    };
    let suggestion = told(None);
    for option in &suggestion.options {
        let offers = "; the client may have 25.00 EUR in money instead";
        let is_money = option.name == "money_back";
        assert_eq!(option.label.ends_with(offers), !is_money, "{option:?}");
        for item in &option.items {
            let or = format!(
                " (or EUR {} in money, if you would rather have that)",
                item.value.amount()
            );
            let is_money = item.kind == ItemKind::Refund;
            assert_eq!(item.description.ends_with(&or), !is_money, "{item:?}");
        }
    }
    let names: Vec<&str> = suggestion.options.iter().map(|it| &*it.name).collect();
    assert_eq!(
        names,
        [
            "money_back",
            "credit",
            "additional_time",
            "half_and_half",
            "product:lamp"
        ]
    );
    // Where something else counts, it is for us to say how it is given.
    let suggestion = told(money("20.00 EUR"));
    assert!(
        suggestion
            .options
            .iter()
            .all(|it| !it.label.contains("instead"))
    );
}

proptest! {
    #[test]
    fn never_less_than_was_promised((known, policy) in any_case(), minor in 0..10_000_000_i64) {
        let currency = known.loss.unwrap().currency();
        let amount = Money::from_minor(minor, currency).unwrap();
        let known = Known { guarantee: Some(promised(amount)), ..known };
        let (total, basis) = super::amount(&known, &policy).unwrap().unwrap();
        prop_assert!(total.minor() >= minor);
        prop_assert_eq!(sum(&basis), total.minor());
        let (without, _) = super::amount(&Known { guarantee: None, ..known }, &policy).unwrap().unwrap();
        prop_assert!(total.minor() >= without.minor());
    }
}
