//! The worked examples, and what holds for every policy and every loss.

mod promises;

use proptest::prelude::*;

use super::*;
use crate::domain::amends::policy::{Floor, Repeat, Rounding};
use crate::domain::money::RoundingMode;

const CASES: &str = include_str!("../../../../tests/cases/suggestions.txt");

fn money(text: &str) -> Option<Money> {
    let (amount, currency) = text.split_once(' ')?;
    Some(Money::parse(amount, currency).unwrap())
}

fn counting(basis: &[Basis]) -> String {
    let rules = ["loss_multiplier", "expectation", "floor"];
    let names: Vec<&str> = basis
        .iter()
        .filter(|line| line.effect == Effect::Adds && rules.contains(&line.rule))
        .map(|line| line.rule)
        .collect();
    if names.is_empty() {
        "-".to_owned()
    } else {
        names.join("+")
    }
}

#[test]
fn the_worked_examples() {
    let mut policies = std::collections::BTreeMap::new();
    let mut examples = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(policy) = line.strip_prefix("policy ") {
            let (name, body) = policy.split_once(" = ").unwrap();
            let policy: Policy = serde_json::from_str(body).unwrap();
            policies.insert(name, policy.checked().unwrap());
            continue;
        }
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [policy, loss, expected, severity, earlier, total, rule] = columns[..] else {
            panic!("seven columns: {line}");
        };
        let known = Known {
            loss: money(loss),
            loss_kind: None,
            price: None,
            expected: money(expected),
            guarantee: None,
            severity: severity.parse().unwrap(),
            earlier_incidents: earlier.parse().unwrap(),
            client_currency: None,
        };
        let suggestion = suggest(&known, &policies[policy], 1, Language::English).unwrap();
        assert_eq!(suggestion.total, money(total), "{line}");
        assert_eq!(counting(&suggestion.basis), rule, "{line}");
        examples += 1;
    }
    assert!(examples >= 60, "{examples}");
}

#[test]
fn what_is_missing_is_named_and_never_guessed() {
    let mut known = Known {
        loss: None,
        loss_kind: None,
        price: money("100.00 USD"),
        expected: None,
        guarantee: None,
        severity: Severity::Critical,
        earlier_incidents: 3,
        client_currency: None,
    };
    let nothing = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
    assert_eq!(
        (nothing.total, nothing.missing),
        (None, vec!["loss".to_owned()])
    );
    assert!(nothing.basis.is_empty() && nothing.options.is_empty());

    known.loss = money("10.00 USD");
    known.expected = money("900.00 EUR");
    let mixed = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
    assert_eq!(mixed.total, money("20.00 USD"));
    assert_eq!(
        mixed.missing,
        ["expected_amends_in_the_currency_of_the_loss"]
    );
}

#[test]
fn the_gauge_speaks_up_outside_of_what_research_found() {
    for (loss, price, of_price, notes) in [
        ("29.99 USD", "100.00 USD", "60", 0),
        ("29.97 USD", "100.00 USD", "59.9", 1),
        ("75.00 USD", "100.00 USD", "150", 0),
        ("75.05 USD", "100.00 USD", "150.1", 1),
    ] {
        let known = Known {
            loss: money(loss),
            loss_kind: None,
            price: money(price),
            expected: None,
            guarantee: None,
            severity: Severity::Minor,
            earlier_incidents: 0,
            client_currency: None,
        };
        let gauge = suggest(&known, &Policy::default(), 1, Language::English)
            .unwrap()
            .gauge;
        assert_eq!(gauge.of_price_percent.unwrap().to_string(), of_price);
        assert_eq!(gauge.of_loss_percent.unwrap().to_string(), "200");
        assert_eq!(gauge.notes.len(), notes, "{loss}");
    }
}

#[test]
fn a_guarantee_is_one_of_the_rules_and_the_highest_wins() {
    for (guaranteed, total, rule) in [
        ("19.99 USD", "20.00 USD", "loss_multiplier"),
        ("20.01 USD", "20.01 USD", "guarantee"),
        ("90.00 EUR", "20.00 USD", "loss_multiplier"),
    ] {
        let known = Known {
            loss_kind: None,
            loss: money("10.00 USD"),
            price: None,
            expected: None,
            guarantee: money(guaranteed).map(|amount| Promised {
                code: "late-parcel",
                amount,
                lines: &[],
                in_kind: None,
            }),
            severity: Severity::Minor,
            earlier_incidents: 0,
            client_currency: None,
        };
        let suggestion = suggest(&known, &Policy::default(), 1, Language::English).unwrap();
        assert_eq!(suggestion.total, money(total), "{guaranteed}");
        let winner = suggestion
            .basis
            .iter()
            .find(|line| line.effect == Effect::Adds)
            .unwrap();
        assert_eq!(winner.rule, rule, "{guaranteed}");
    }
    let alone = Known {
        loss: None,
        loss_kind: None,
        price: None,
        expected: None,
        guarantee: money("10.00 EUR").map(|amount| Promised {
            code: "late-parcel",
            amount,
            lines: &[],
            in_kind: None,
        }),
        severity: Severity::Minor,
        earlier_incidents: 0,
        client_currency: None,
    };
    let suggestion = suggest(&alone, &Policy::default(), 1, Language::English).unwrap();
    assert_eq!(suggestion.total, money("10.00 EUR"));
}

fn any_policy(currency: Currency) -> impl Strategy<Value = Policy> {
    let amount = move |range: std::ops::Range<i64>| {
        range.prop_map(move |minor| Money::from_minor(minor, currency).unwrap())
    };
    let percent = || (0..2_000_i64).prop_map(|tenths| Decimal::new(tenths, 1));
    (
        (1..400_i64, percent(), any::<bool>()),
        (
            proptest::option::of(amount(1..50_000)),
            proptest::option::of(amount(50_000..5_000_000)),
        ),
        proptest::option::of(amount(1..50_000)),
        proptest::option::of((1..400_u16, percent())),
        proptest::option::of((
            amount(1..5_000),
            proptest::sample::select(RoundingMode::ALL),
        )),
    )
        .prop_map(
            |((multiplier, margin, sum), (minimum, maximum), floor, repeat, step)| Policy {
                loss_multiplier: Decimal::new(multiplier, 2),
                expectation_margin_percent: margin,
                combine: if sum { Combine::Sum } else { Combine::Highest },
                minimums: minimum.into_iter().collect(),
                maximums: maximum.into_iter().collect(),
                floors: floor
                    .map(|amount| Floor {
                        severity: Severity::Major,
                        amount,
                    })
                    .into_iter()
                    .collect(),
                repeat: repeat.map(|(within_days, extra_percent)| Repeat {
                    within_days,
                    extra_percent,
                }),
                rounding: step
                    .map(|(step, mode)| Rounding { step, mode })
                    .into_iter()
                    .collect(),
                ..Policy::default()
            },
        )
}

fn any_case() -> impl Strategy<Value = (Known<'static>, Policy)> {
    let currencies: Vec<Currency> = Currency::all().collect();
    proptest::sample::select(currencies).prop_flat_map(|currency| {
        let amount = move || {
            (0..10_000_000_i64).prop_map(move |minor| Money::from_minor(minor, currency).unwrap())
        };
        let known = (
            amount(),
            proptest::option::of(amount()),
            any::<bool>(),
            0..5_u32,
        )
            .prop_map(|(loss, expected, major, earlier_incidents)| Known {
                loss_kind: None,
                loss: Some(loss),
                price: None,
                expected,
                guarantee: None,
                severity: if major {
                    Severity::Major
                } else {
                    Severity::Minor
                },
                earlier_incidents,
                client_currency: None,
            });
        (known, any_policy(currency))
    })
}

proptest! {
    #[test]
    fn the_lines_that_count_add_up_to_the_total((known, policy) in any_case()) {
        let (total, basis) = amount(&known, &policy).unwrap().unwrap();
        let sum: i64 = basis
            .iter()
            .map(|line| match line.effect {
                Effect::Adds => line.amount.minor(),
                Effect::Takes => -line.amount.minor(),
                Effect::None => 0,
            })
            .sum();
        prop_assert_eq!(sum, total.minor());
        prop_assert!(basis.iter().all(|line| line.amount.currency() == total.currency()));
    }

    #[test]
    fn never_under_the_minimum_or_over_the_maximum((known, policy) in any_case()) {
        let (total, _) = amount(&known, &policy).unwrap().unwrap();
        for minimum in &policy.minimums {
            prop_assert!(total.minor() >= minimum.minor());
        }
        for maximum in &policy.maximums {
            prop_assert!(total.minor() <= maximum.minor());
        }
    }

    #[test]
    fn a_greater_loss_is_never_worth_less((known, policy) in any_case(), more in 0..1_000_000_i64) {
        let (less, _) = amount(&known, &policy).unwrap().unwrap();
        let loss = known.loss.unwrap();
        let greater = Known {
            loss_kind: None,
            loss: Some(Money::from_minor(loss.minor() + more, loss.currency()).unwrap()),
            ..known
        };
        let (total, _) = amount(&greater, &policy).unwrap().unwrap();
        prop_assert!(total.minor() >= less.minor());
    }

    #[test]
    fn every_option_is_worth_the_total((known, mut policy) in any_case(), share in 0..=100_u32) {
        policy.time_share_percent = Decimal::from(share);
        let suggestion = suggest(&known, &policy, 1, Language::German).unwrap();
        let total = suggestion.total.unwrap();
        for option in &suggestion.options {
            let items = option.items.iter().map(|item| item.value);
            prop_assert_eq!(Money::sum(total.currency(), items).unwrap(), total, "{}", option.name);
        }
        // Everything that is worth something can be given in money, as credit, or as both.
        prop_assert_eq!(suggestion.options.is_empty(), total.is_zero());
    }
}
