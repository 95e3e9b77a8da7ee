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
    let rules = ["loss_multiplier", "expectation", "guarantee", "floor"];
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

/// Nothing is known but that it was something small.
fn nothing() -> Known<'static> {
    Known {
        loss: None,
        loss_kind: None,
        price: None,
        expected: None,
        guarantee: None,
        severity: Severity::Minor,
        earlier_incidents: 0,
        client_currency: None,
    }
}

/// The examples with so many columns, each with its policy in place of the policy's name.
fn examples<const COLUMNS: usize>(
    cases: &'static str,
) -> Vec<(Policy, [&'static str; COLUMNS], &'static str)> {
    let mut policies = std::collections::BTreeMap::new();
    let mut examples = Vec::new();
    for line in cases
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
        assert!([7, 10].contains(&columns.len()), "{line}");
        if let Ok(columns) = <[&str; COLUMNS]>::try_from(columns) {
            examples.push((policies[columns[0]].clone(), columns, line));
        }
    }
    examples
}

#[test]
fn the_worked_examples() {
    let examples = examples::<7>(CASES);
    assert!(examples.len() >= 60, "{}", examples.len());
    for (policy, [_, loss, expected, severity, earlier, total, rule], line) in examples {
        let known = Known {
            loss: money(loss),
            expected: money(expected),
            severity: severity.parse().unwrap(),
            earlier_incidents: earlier.parse().unwrap(),
            ..nothing()
        };
        let suggestion = suggest(&known, &policy, 1, Language::English).unwrap();
        assert_eq!(suggestion.total, money(total), "{line}");
        assert_eq!(counting(&suggestion.basis), rule, "{line}");
    }
}

#[test]
fn the_worked_examples_with_a_guarantee_a_price_and_a_kind_of_loss() {
    let examples = examples::<10>(CASES);
    assert!(examples.len() >= 30, "{}", examples.len());
    for (policy, columns, line) in examples {
        let [
            _,
            loss,
            kind,
            price,
            expected,
            guaranteed,
            total,
            rule,
            gauge,
            options,
        ] = columns;
        let known = Known {
            loss: money(loss),
            loss_kind: (kind != "-").then(|| kind.parse().unwrap()),
            price: money(price),
            expected: money(expected),
            guarantee: money(guaranteed).map(promised),
            severity: Severity::Moderate,
            ..nothing()
        };
        let suggestion = suggest(&known, &policy, 1, Language::English).unwrap();
        assert_eq!(suggestion.total, money(total), "{line}");
        assert_eq!(counting(&suggestion.basis), rule, "{line}");
        assert_eq!(gauged(&suggestion.gauge), gauge, "{line}");
        let found: Vec<String> = suggestion
            .options
            .iter()
            .map(|option| format!("{}{}", if option.matches { "*" } else { "" }, option.name))
            .collect();
        let none = || "-".to_owned();
        let found = Some(found.join(", ")).filter(|found| !found.is_empty());
        assert_eq!(found.unwrap_or_else(none), options, "{line}");
    }
}

fn promised(amount: Money) -> Promised<'static> {
    Promised {
        code: "late-parcel",
        amount,
        lines: &[],
        in_kind: None,
    }
}

/// `200, 33.3 low`: in percent of the loss and of the price.
fn gauged(gauge: &Gauge) -> String {
    let percent = |share: Option<Decimal>| share.map_or("-".to_owned(), |share| share.to_string());
    let word = |note: &String| match note.split_once(' ') {
        Some(("Under", _)) => " low",
        Some(("Over", _)) => " high",
        _ => "",
    };
    let notes: String = gauge.notes.iter().map(word).collect();
    format!(
        "{}, {}{notes}",
        percent(gauge.of_loss_percent),
        percent(gauge.of_price_percent)
    )
}

#[test]
fn what_is_missing_is_named_and_never_guessed() {
    let mut known = Known {
        price: money("100.00 USD"),
        severity: Severity::Critical,
        earlier_incidents: 3,
        ..nothing()
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
        // What is shown is rounded; what is said is not.
        ("29.99 USD", "100.00 USD", "60", 1),
        ("299.94 USD", "1000.00 USD", "60", 1),
        ("30.00 USD", "100.00 USD", "60", 0),
        ("29.97 USD", "100.00 USD", "59.9", 1),
        ("75.00 USD", "100.00 USD", "150", 0),
        ("15000.15 USD", "20000.00 USD", "150", 1),
        ("75.05 USD", "100.00 USD", "150.1", 1),
    ] {
        let known = Known {
            loss: money(loss),
            price: money(price),
            ..nothing()
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
            loss: money("10.00 USD"),
            guarantee: money(guaranteed).map(promised),
            ..nothing()
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
        guarantee: money("10.00 EUR").map(promised),
        ..nothing()
    };
    let suggestion = suggest(&alone, &Policy::default(), 1, Language::English).unwrap();
    assert_eq!(suggestion.total, money("10.00 EUR"));
}

#[test]
fn what_comes_to_too_much_names_the_rule() {
    let known = Known {
        loss: money("600000000000.00 USD"),
        expected: money("1000000000000.00 USD"),
        earlier_incidents: 1,
        ..nothing()
    };
    let rule = |known: &Known<'_>, policy: &Policy| amount(known, policy).unwrap_err();
    let twice = rule(&known, &Policy::default());
    assert_eq!(
        twice.to_string(),
        "loss_multiplier: 600000000000.00 USD x 2 is more than Amends accepts"
    );
    let once = Policy {
        loss_multiplier: Decimal::ONE,
        ..Policy::default()
    };
    assert_eq!(rule(&known, &once).rule, "expectation");
    let summed = Policy {
        combine: Combine::Sum,
        expectation_margin_percent: Decimal::ZERO,
        ..once.clone()
    };
    assert_eq!(rule(&known, &summed).rule, "sum");
    let repeated = Policy {
        expectation_margin_percent: Decimal::ZERO,
        repeat: Some(Repeat {
            within_days: 30,
            extra_percent: Decimal::ONE,
        }),
        ..once.clone()
    };
    assert_eq!(rule(&known, &repeated).rule, "repeat_extra");
    let stepped = Policy {
        expectation_margin_percent: Decimal::ZERO,
        rounding: vec![Rounding {
            step: money("700000000000.00 USD").unwrap(),
            mode: RoundingMode::HalfEven,
        }],
        ..once
    };
    let found = amount(&known, &stepped).unwrap().unwrap();
    assert_eq!(Some(found.0), money("700000000000.00 USD"));
    let stepped = Policy {
        rounding: vec![Rounding {
            mode: RoundingMode::Up,
            ..stepped.rounding[0].clone()
        }],
        ..stepped
    };
    assert_eq!(rule(&known, &stepped).rule, "rounding");
}

#[test]
fn a_line_says_what_it_does_not_show() {
    let known = Known {
        loss: money("9.99 USD"),
        ..nothing()
    };
    let policy = Policy {
        loss_multiplier: Decimal::new(25, 2),
        rounding: vec![Rounding {
            step: money("5.00 USD").unwrap(),
            mode: RoundingMode::HalfUp,
        }],
        ..Policy::default()
    };
    let (total, basis) = amount(&known, &policy).unwrap().unwrap();
    let lines: Vec<(&str, String, Effect)> = basis
        .iter()
        .map(|line| (&*line.detail, line.amount.to_string(), line.effect))
        .collect();
    assert_eq!(Some(total), money("0.00 USD"));
    assert_eq!(
        lines,
        [
            (
                "9.99 USD x 0.25 = 2.4975 USD",
                "2.50 USD".to_owned(),
                Effect::Adds
            ),
            (
                "2.4975 USD to 5.00 USD (half_up)",
                "2.50 USD".to_owned(),
                Effect::Takes
            ),
        ]
    );
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

/// An amount of any size, or one that lies at a bound of the policy once it is multiplied.
fn any_amount(currency: Currency, policy: &Policy) -> impl Strategy<Value = Money> + use<> {
    let hundredths = (policy.loss_multiplier * Decimal::ONE_HUNDRED).mantissa();
    let hundredths = i64::try_from(hundredths).unwrap().max(1);
    let floors = policy.floors.iter().map(|floor| &floor.amount);
    let bounds = policy.minimums.iter().chain(&policy.maximums).chain(floors);
    let mut bounds: Vec<i64> = bounds.map(|bound| bound.minor()).collect();
    bounds.push(100);
    let near = (proptest::sample::select(bounds), any::<bool>(), -3..=3_i64).prop_map(
        move |(bound, divided, off)| {
            let at = if divided {
                bound * 100 / hundredths
            } else {
                bound
            };
            (at + off).max(0)
        },
    );
    let minor = prop_oneof![2 => near, 1 => 0..100_000_i64, 1 => 0..10_000_000_i64];
    minor.prop_map(move |minor| Money::from_minor(minor, currency).unwrap())
}

fn any_case() -> impl Strategy<Value = (Known<'static>, Policy)> {
    let currencies: Vec<Currency> = Currency::all().collect();
    proptest::sample::select(currencies)
        .prop_flat_map(|currency| (Just(currency), any_policy(currency)))
        .prop_flat_map(|(currency, policy)| {
            let amount = || any_amount(currency, &policy);
            let maybe = || proptest::option::of(amount());
            // One in eight is in another currency, which counts for nothing.
            let guarantee = (maybe(), 0..8_u8).prop_map(|(amount, other)| {
                let amount = match other {
                    0 => Money::parse("77", "XOF").ok(),
                    _ => amount,
                };
                amount.map(promised)
            });
            let kind = proptest::option::of(proptest::sample::select(LossKind::ALL));
            let severity = proptest::sample::select(vec![Severity::Major, Severity::Minor]);
            let known = (
                amount(),
                kind,
                maybe(),
                maybe(),
                guarantee,
                severity,
                0..4_u32,
            )
                .prop_map(
                    |(loss, loss_kind, price, expected, guarantee, severity, earlier_incidents)| {
                        Known {
                            loss: Some(loss),
                            loss_kind,
                            price,
                            expected,
                            guarantee,
                            severity,
                            earlier_incidents,
                            client_currency: None,
                        }
                    },
                );
            (known, Just(policy))
        })
}

/// The least that the step of the policy can tell apart.
fn step_of(policy: &Policy) -> i64 {
    policy
        .rounding
        .first()
        .map_or(1, |rounding| rounding.step.minor())
}

/// The total by whole numbers alone: everything in 10^-12 of a minor unit.
fn by_whole_numbers(known: &Known<'_>, policy: &Policy) -> i128 {
    const ONE: i128 = 10_i128.pow(12);
    // A decimal in ten-thousandths.
    let parts = |decimal: Decimal| (decimal * Decimal::from(10_000)).to_string();
    let parts = |decimal| {
        let whole = parts(decimal);
        whole.split('.').next().unwrap().parse::<i128>().unwrap()
    };
    let loss = known.loss.unwrap();
    let here = |money: &Money| money.currency() == loss.currency();
    let minor = |money: Money| i128::from(money.minor());
    let margin = 1_000_000 + parts(policy.expectation_margin_percent);
    let yields: Vec<i128> = [
        Some(minor(loss) * parts(policy.loss_multiplier) * (ONE / 10_000)),
        known
            .expected
            .filter(here)
            .map(|expected| minor(expected) * margin * (ONE / 1_000_000)),
        known
            .guarantee
            .map(|promised| promised.amount)
            .filter(here)
            .map(|amount| minor(amount) * ONE),
        policy
            .floors
            .iter()
            .find(|floor| floor.severity == known.severity)
            .map(|floor| minor(floor.amount) * ONE),
    ]
    .into_iter()
    .flatten()
    .collect();
    let base: i128 = match policy.combine {
        Combine::Sum => yields.iter().sum(),
        Combine::Highest => *yields.iter().max().unwrap(),
    };
    let percent = policy.repeat.as_ref().map_or(0, |repeat| {
        parts(repeat.extra_percent) * i128::from(known.earlier_incidents)
    });
    let exact = base + base / 1_000_000 * percent;
    let step = i128::from(step_of(policy)) * ONE;
    let (down, over) = (exact / step, exact % step);
    let mode = policy
        .rounding
        .first()
        .map_or(RoundingMode::HalfUp, |rounding| rounding.mode);
    let up = match mode {
        RoundingMode::Down => false,
        RoundingMode::Up => over != 0,
        RoundingMode::HalfUp => over >= step - over,
        RoundingMode::HalfEven if over == step - over => down % 2 != 0,
        RoundingMode::HalfEven => over > step - over,
    };
    let mut total = (down + i128::from(up)) * step / ONE;
    for minimum in &policy.minimums {
        total = total.max(minor(*minimum));
    }
    for maximum in &policy.maximums {
        total = total.min(minor(*maximum));
    }
    // A promise is a promise.
    let promised = known.guarantee.map(|promised| promised.amount);
    promised
        .filter(here)
        .map_or(total, |amount| total.max(minor(amount)))
}

proptest! {
    #[test]
    fn the_total_is_exact_in_every_currency((known, policy) in any_case()) {
        let (total, _) = amount(&known, &policy).unwrap().unwrap();
        prop_assert_eq!(i128::from(total.minor()), by_whole_numbers(&known, &policy));
    }

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
        // What is in another currency stands beside it.
        let mut counting = basis.iter().filter(|line| line.effect != Effect::None);
        prop_assert!(counting.all(|line| line.amount.currency() == total.currency()));
    }

    #[test]
    fn never_under_the_minimum_or_over_the_maximum((known, policy) in any_case()) {
        let (total, _) = amount(&known, &policy).unwrap().unwrap();
        for minimum in &policy.minimums {
            prop_assert!(total.minor() >= minimum.minor());
        }
        let promised = known.due_in(total.currency()).map_or(0, |promised| promised.amount.minor());
        for maximum in &policy.maximums {
            prop_assert!(total.minor() <= maximum.minor().max(promised));
        }
    }

    /// Rounding moves a total by less than its step.
    #[test]
    fn never_under_the_floor_or_what_was_promised((known, policy) in any_case()) {
        let (total, _) = amount(&known, &policy).unwrap().unwrap();
        let currency = total.currency();
        let most = policy.maximum(currency).map_or(i64::MAX, Money::minor);
        let promised = known.guarantee.map(|promised| promised.amount);
        let promised = promised.filter(|amount| amount.currency() == currency);
        for least in policy.floor(known.severity, currency).into_iter().chain(promised) {
            prop_assert!(total.minor() + step_of(&policy) > least.minor().min(most));
        }
    }

    #[test]
    fn a_greater_loss_is_never_worth_less((known, policy) in any_case(), more in 0..1_000_000_i64) {
        let (less, _) = amount(&known, &policy).unwrap().unwrap();
        let loss = known.loss.unwrap();
        let greater = Known {
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
            prop_assert!(!option.matches || known.loss_kind.is_some());
        }
        let unmatched = suggestion.options.iter().skip_while(|option| option.matches);
        prop_assert!(unmatched.into_iter().all(|option| !option.matches));
        // Everything that is worth something can be given in money, as credit, or as both.
        prop_assert_eq!(suggestion.options.is_empty(), total.is_zero());
    }

    /// The nearest tenth of a percent.
    #[test]
    fn the_gauge_is_the_nearest_share((known, policy) in any_case()) {
        let suggestion = suggest(&known, &policy, 1, Language::French).unwrap();
        let total = suggestion.total.unwrap();
        let gauge = &suggestion.gauge;
        for (share, whole) in [
            (gauge.of_loss_percent, known.loss),
            (gauge.of_price_percent, known.price),
        ] {
            let whole = whole.filter(|whole| !whole.is_zero());
            prop_assert_eq!(share.is_some(), whole.is_some());
            let (Some(share), Some(whole)) = (share, whole) else { continue };
            let off = share * Decimal::from(whole.minor())
                - Decimal::from(total.minor()) * Decimal::ONE_HUNDRED;
            prop_assert!(off.abs() * Decimal::from(20) <= Decimal::from(whole.minor()));
        }
    }
}

#[test]
fn every_rule_that_was_looked_at_has_its_line_also_where_it_does_not_bind() {
    let amount_of = |text: &str| money(text).unwrap();
    let policy = Policy {
        minimums: vec![amount_of("50.00 USD"), amount_of("60.00 EUR")],
        maximums: vec![amount_of("5000.00 USD")],
        floors: vec![
            Floor {
                severity: Severity::Minor,
                amount: amount_of("20.00 USD"),
            },
            Floor {
                severity: Severity::Major,
                amount: amount_of("400.00 USD"),
            },
        ],
        repeat: Some(Repeat {
            within_days: 30,
            extra_percent: Decimal::TEN,
        }),
        rounding: vec![Rounding {
            step: amount_of("5.00 USD"),
            mode: RoundingMode::Up,
        }],
        ..Policy::default()
    };
    let known = Known {
        loss: money("100.00 USD"),
        expected: money("300.00 EUR"),
        ..nothing()
    };
    let (total, basis) = amount(&known, &policy).unwrap().unwrap();
    assert_eq!(total, amount_of("200.00 USD"));
    let lines: Vec<String> = basis
        .iter()
        .map(|line| {
            let (rule, amount, effect) = (line.rule, line.amount, line.effect);
            format!("{rule} {amount} {effect}: {}", line.detail)
        })
        .collect();
    assert_eq!(
        lines,
        [
            "loss_multiplier 200.00 USD adds: 100.00 USD x 2",
            "floor 20.00 USD none: a minor mistake: at least 20.00 USD",
            "repeat_extra 0.00 USD none: 0 earlier in 30 days: 200.00 USD x 0 %",
            "expectation 330.00 EUR none: 300.00 EUR expected + 10 %, beside this total: what is in another currency is not converted",
            "rounding 0.00 USD none: 200.00 USD to 5.00 USD (up)",
            "minimum 50.00 USD none: 200.00 USD: at least 50.00 USD",
            "maximum 5000.00 USD none: 200.00 USD: at most 5000.00 USD",
        ]
    );
}
