//! The worked examples in `tests/cases/guarantees/`: tables that a person can read and correct.

use std::fs;

use serde_json::json;

use super::*;

/// The name of a column, and what stands in it on one line.
type Row<'a> = Vec<(&'a str, &'a str)>;

/// `40.00 GBP`.
fn money(text: &str) -> Money {
    let (amount, currency) = text.split_once(' ').unwrap();
    Money::parse(amount, currency).unwrap()
}

/// What a cell says, as the JSON of the fact's type.
fn cell(kind: Kind, text: &str) -> Json {
    match kind {
        Kind::Boolean => json!(text.parse::<bool>().unwrap()),
        Kind::Money => json!(money(text)),
        Kind::Integer => json!(text.parse::<i64>().unwrap()),
        _ => json!(text),
    }
}

fn evaluate(guarantee: &Guarantee, row: &Row<'_>) -> Evaluation {
    let (mut facts, mut on) = (Map::new(), None);
    let mut context = Context::default();
    for (column, text) in row.iter().filter(|(_, text)| !text.is_empty()) {
        match *column {
            "on" => on = Some(text.parse().unwrap()),
            "paid_month" => context.paid.this_month = Some(money(text)),
            "paid_year" => context.paid.this_year = Some(money(text)),
            "paid_client" => context.paid.this_client = Some(money(text)),
            "due" | "in_kind" | "why" => {}
            name => {
                let fact = guarantee.facts.iter().find(|fact| fact.name == name);
                let kind = fact.unwrap_or_else(|| panic!("no fact {name}")).kind;
                facts.insert(name.to_owned(), cell(kind, text));
            }
        }
    }
    let on = on.unwrap_or("1999-01-01".parse().unwrap());
    guarantee.evaluate(&facts, on, &context).unwrap()
}

#[test]
fn worked_examples() {
    let guarantees = all();
    let (mut count, mut wrong, mut from_norms) = (0, Vec::new(), 0);
    for entry in fs::read_dir(root().join("tests/cases/guarantees")).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap();
        let guarantee = &guarantees[code];
        let text = fs::read_to_string(&path).unwrap();
        let mut columns: Option<Vec<&str>> = None;
        for (index, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#'))
        {
            if line.is_empty() {
                columns = None;
                continue;
            }
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let Some(columns) = &columns else {
                columns = Some(cells);
                continue;
            };
            assert_eq!(cells.len(), columns.len(), "{code}:{}", index + 1);
            let row: Row<'_> = columns.iter().copied().zip(cells).collect();
            let evaluation = evaluate(guarantee, &row);
            count += 1;
            let expected = |name| row.iter().find(|(column, _)| *column == name);
            let (_, due) = expected("due").unwrap();
            let (_, why) = expected("why").unwrap();
            from_norms += usize::from(why.starts_with("norms:"));
            let in_kind = evaluation
                .in_kind
                .as_ref()
                .map(|other| other.worth.amount());
            let kind_fits = expected("in_kind")
                .is_none_or(|(_, wanted)| in_kind.as_deref().unwrap_or("-") == *wanted);
            if evaluation.amount.amount() != *due || !kind_fits {
                let basis: Vec<String> = evaluation.basis.iter().map(ToString::to_string).collect();
                wrong.push(format!(
                    "{code}:{}: {why}: {} instead of {due}\n{}",
                    index + 1,
                    evaluation.amount,
                    basis.join("\n")
                ));
            }
            assert!(evaluation.adds_up(), "{code}: {why}");
            assert_eq!(evaluation.due, !evaluation.amount.is_zero());
            assert!(evaluation.steps <= guarantee.most_steps(), "{code}: {why}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count >= 120, "only {count} examples");
    assert_eq!(from_norms, 18, "every vector of the published rules");
}

#[test]
fn the_basis_tells_the_whole_sum() {
    let guarantee = &all()["ofcom-repair"];
    let facts =
        json!({"reported_on": "2024-11-04", "repaired_on": "2025-01-06", "total_loss": true});
    let evaluation = guarantee
        .evaluate(
            facts.as_object().unwrap(),
            "2025-01-06".parse().unwrap(),
            &Context::default(),
        )
        .unwrap();
    let basis: Vec<String> = evaluation.basis.iter().map(ToString::to_string).collect();
    assert_eq!(
        basis,
        [
            "  days_out: 61 days from 2024-11-06 to 2025-01-06",
            "  repair: 9.76 GBP since 2024-04-01",
            "+ 595.36 GBP  days_out 61 days: 61 x 9.76 GBP",
            "- 9.76 GBP  cap 60 days",
        ]
    );
}

#[test]
fn what_is_wrong_with_the_facts_is_named() {
    let guarantees = all();
    let day = "2024-05-01".parse().unwrap();
    for (code, facts, wrong) in [
        (
            "ofcom-repair",
            json!({}),
            vec![
                ("/facts/repaired_on", "required"),
                ("/facts/reported_on", "required"),
                ("/facts/total_loss", "required"),
            ],
        ),
        (
            "ofcom-repair",
            json!({"reported_on": "2024-05-01", "repaired_on": "May", "total_loss": true}),
            vec![("/facts/repaired_on", "not_a_date")],
        ),
        (
            "late-parcel",
            json!({"promised_on": 1, "delivered_on": "2024-05-02", "a/b": 1}),
            vec![
                ("/facts/a~1b", "unknown_fact"),
                ("/facts/promised_on", "wrong_type"),
            ],
        ),
        (
            "eu-261-2004",
            json!({"flight_on": "2024-05-01", "distance_km": "1.5", "disruption": "delay", "delay_minutes": 200}),
            vec![("/facts/distance_km", "not_an_integer")],
        ),
        (
            "eu-261-2004",
            json!({"flight_on": "2024-05-01", "distance_km": -1, "disruption": "delay", "delay_minutes": 200}),
            vec![("/facts/distance_km", "out_of_range")],
        ),
        (
            "eu-261-2004",
            json!({"flight_on": "2024-05-01", "distance_km": 1, "disruption": "lost", "delay_minutes": 200}),
            vec![("/facts/disruption", "unknown_word")],
        ),
        (
            "uk-delay-repay",
            json!({"price": {"amount": "1.00", "currency": "EUR"}, "ticket": "single", "delay_minutes": 20, "from_15_minutes": true}),
            vec![("/facts/price/currency", "mixed_currencies")],
        ),
        (
            "uk-delay-repay",
            json!({"price": {"amount": "1.005", "currency": "GBP"}, "ticket": "single", "delay_minutes": 20, "from_15_minutes": true}),
            vec![("/facts/price/amount", "currency_digits")],
        ),
        (
            "uk-delay-repay",
            json!({"price": "1.00", "ticket": "single", "delay_minutes": 20, "from_15_minutes": true}),
            vec![("/facts/price", "wrong_type")],
        ),
        (
            "uk-delay-repay",
            json!({"price": {"amount": "1.00", "currency": "GBP"}, "ticket": "season", "delay_minutes": 20, "from_15_minutes": true}),
            vec![("/facts/journeys", "required")],
        ),
        (
            "late-concert",
            json!({"delay": "1h"}),
            vec![("/facts/price", "required")],
        ),
        (
            "aws-compute-region",
            json!({"month_ends_on": "2024-05-31", "uptime_percent": 100.1, "monthly_charge": {"amount": "1", "currency": "USD"}}),
            vec![("/facts/uptime_percent", "out_of_range")],
        ),
    ] {
        let answer =
            guarantees[code].evaluate(facts.as_object().unwrap(), day, &Context::default());
        let Err(EvaluationError::Invalid(Invalid(fields))) = answer else {
            panic!("{code} {facts}: {answer:?}");
        };
        let mut found: Vec<(&str, &str)> = fields.iter().map(|f| (&*f.pointer, f.code)).collect();
        found.sort_unstable();
        assert_eq!(found, wrong, "{code} {facts}");
    }
}

#[test]
fn the_incident_stands_in_for_price_and_loss() {
    let context = Context {
        price: Some(money("80.00 EUR")),
        ..Context::default()
    };
    let facts = json!({"delay": "20m"});
    let day = "2024-05-01".parse().unwrap();
    let guarantee = &all()["late-concert"];
    let evaluation = guarantee.evaluate(facts.as_object().unwrap(), day, &context);
    assert_eq!(evaluation.unwrap().amount, money("20.00 EUR"));
    let paid = Paid {
        this_month: Some(money("1.00 USD")),
        ..Paid::default()
    };
    let context = Context { paid, ..context };
    let answer = guarantee.evaluate(facts.as_object().unwrap(), day, &context);
    let Err(EvaluationError::Invalid(Invalid(fields))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(fields[0].pointer, "/paid/this_month/currency");
}

#[test]
fn what_does_not_fit_is_an_error() {
    let guarantee = &all()["slow-internet"];
    let day = "2024-05-01".parse().unwrap();
    let facts = json!({"slow_days": "1000000000000"});
    let answer = guarantee.evaluate(facts.as_object().unwrap(), day, &Context::default());
    assert_eq!(answer, Err(EvaluationError::Overflow));
}
