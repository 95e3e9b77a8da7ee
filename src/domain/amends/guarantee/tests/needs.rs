//! What a version looks at and what it lacks: only that plays a part, and all of it is named.

use serde_json::json;

use super::*;

fn money(text: &str) -> Option<Money> {
    let (amount, currency) = text.split_once(' ')?;
    Some(Money::parse(amount, currency).unwrap())
}

fn asked(code: &str, facts: Json, context: &Context) -> Result<Evaluation, EvaluationError> {
    let day = "2024-05-01".parse().unwrap();
    known()[code].evaluate(facts.as_object().unwrap(), day, context)
}

fn refused(code: &str, facts: Json, context: &Context) -> Vec<String> {
    match asked(code, facts, context) {
        Err(EvaluationError::Invalid(Invalid(fields))) => {
            let mut named: Vec<String> = fields
                .into_iter()
                .map(|field| format!("{} {}", field.pointer, field.code))
                .collect();
            named.sort();
            named
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_version_does_not_look_at_may_be_in_any_currency() {
    let flight = json!({
        "flight_on": "2024-05-01", "distance_km": 1_000, "disruption": "delay", "delay_minutes": 200,
    });
    for (price, loss) in [
        (None, None),
        (money("120.00 GBP"), None),
        (None, money("20.00 GBP")),
        (money("1 JPY"), money("20.00 GBP")),
        (money("120.00 EUR"), money("20.00 EUR")),
    ] {
        let context = Context {
            price,
            loss,
            ..Context::default()
        };
        let evaluation = asked("eu-261-2004", flight.clone(), &context).unwrap();
        assert_eq!(Some(evaluation.amount), money("250.00 EUR"));
    }
    // What it does look at has to fit.
    let context = Context {
        price: money("80.00 GBP"),
        ..Context::default()
    };
    let parcel = json!({"postage": {"amount": "1.00", "currency": "EUR"}, "loss": {"amount": "1.00", "currency": "EUR"}});
    assert_eq!(
        refused("lost-parcel", parcel, &context),
        ["/facts/price/currency mixed_currencies"]
    );
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let none = Context::default();
    for (code, facts, missing) in [
        (
            "lost-parcel",
            json!({}),
            vec!["/facts/loss", "/facts/postage", "/facts/price"],
        ),
        (
            "lost-parcel",
            json!({"postage": {"amount": "1.00", "currency": "EUR"}}),
            vec!["/facts/loss", "/facts/price"],
        ),
        (
            "late-concert",
            json!({}),
            vec!["/facts/delay", "/facts/price"],
        ),
        (
            "closed-pool",
            json!({}),
            vec!["/facts/days_closed", "/facts/price"],
        ),
        // What only some cases need is asked for once it is known that it is needed.
        (
            "uk-delay-repay",
            json!({"ticket": "season"}),
            vec!["/facts/delay_minutes", "/facts/journeys", "/facts/price"],
        ),
        (
            "uk-delay-repay",
            json!({"ticket": "single"}),
            vec!["/facts/delay_minutes", "/facts/price"],
        ),
        (
            "ofcom-repair",
            json!({"reported_on": "2024-05-01", "total_loss": true}),
            vec!["/facts/repaired_on"],
        ),
        (
            "noisy-room",
            json!({"nights": 2}),
            vec!["/facts/price_of_a_night", "/facts/season"],
        ),
    ] {
        let wanted: Vec<String> = missing.iter().map(|it| format!("{it} required")).collect();
        assert_eq!(
            refused(code, facts.clone(), &none),
            wanted,
            "{code} {facts}"
        );
    }
    // Beside what is wrong.
    assert_eq!(
        refused("lost-parcel", json!({"colour": "red", "postage": 1}), &none),
        [
            "/facts/colour unknown_fact",
            "/facts/loss required",
            "/facts/postage wrong_type",
            "/facts/price required"
        ]
    );
}

#[test]
fn a_claim_is_made_after_the_event() {
    for (claimed_on, due) in [
        ("2024-04-30", false),
        ("2024-05-02", true),
        ("2024-06-01", true),
        ("2024-06-02", false),
    ] {
        let facts = json!({"reported_on": "2024-05-02", "repaired_on": "2024-05-20", "claimed_on": claimed_on});
        let evaluation = asked("repair-in-time", facts, &Context::default()).unwrap();
        assert_eq!(evaluation.due, due, "{claimed_on}: {:?}", evaluation.basis);
        assert_eq!(evaluation.day, "2024-05-02".parse().unwrap());
    }
}

#[test]
fn the_day_of_the_event_and_the_currency_are_told_before_anything_is_judged() {
    let guarantees = known();
    let on = "2024-05-01".parse().unwrap();
    let facts = json!({"visit_on": "2023-12-31"});
    let facts = facts.as_object().unwrap();
    let visit = &guarantees["missed-visit"];
    let (day, currency) = visit.counted_in(facts, on, &Context::default());
    assert_eq!(day, "2023-12-31".parse().unwrap());
    assert_eq!(currency, Currency::parse("GBP").ok());
    assert_eq!(visit.dated_by(facts), Some(("visit_on", true)));
    assert_eq!(visit.dated_by(&Map::new()), Some(("visit_on", false)));

    let context = Context {
        price: money("80.00 CHF"),
        ..Context::default()
    };
    let concert = &guarantees["late-concert"];
    let (day, currency) = concert.counted_in(&Map::new(), on, &context);
    assert_eq!((day, currency), (on, Currency::parse("CHF").ok()));
    assert_eq!(concert.dated_by(&Map::new()), None);
}

#[test]
fn no_shipped_scheme_guesses_what_decides_the_amount() {
    for guarantee in shipped() {
        let guessed: Vec<&str> = guarantee
            .facts
            .iter()
            .filter(|fact| fact.default.is_some())
            .map(|fact| &*fact.name)
            .collect();
        assert!(guessed.is_empty(), "{}: {guessed:?}", guarantee.code);
    }
    let none = Context::default();
    let flight = |more: Json| {
        let mut facts = json!({"flight_on": "2024-05-01"});
        let more = more.as_object().unwrap().clone();
        facts.as_object_mut().unwrap().extend(more);
        facts
    };
    let missed = |more: Json| {
        let mut facts = json!({"appointment_on": "2024-05-01"});
        let more = more.as_object().unwrap().clone();
        facts.as_object_mut().unwrap().extend(more);
        facts
    };
    let (eu, ofcom) = ("eu-261-2004", "ofcom-missed-appointment");
    for (code, facts, missing) in [
        (
            eu,
            flight(json!({"distance_km": 1_400})),
            vec!["delay_minutes", "disruption"],
        ),
        (
            eu,
            flight(json!({"distance_km": 1_400, "disruption": "delay"})),
            vec!["delay_minutes"],
        ),
        (
            eu,
            flight(json!({"distance_km": 1_400, "delay_minutes": 200})),
            vec!["disruption"],
        ),
        (
            eu,
            flight(json!({"distance_km": 3_501, "disruption": "delay", "delay_minutes": 200})),
            vec!["intra_eu"],
        ),
        (
            eu,
            flight(json!({"distance_km": 1_400, "disruption": "cancellation"})),
            vec!["notice_days", "rerouted"],
        ),
        (
            eu,
            flight(
                json!({"distance_km": 1_400, "disruption": "cancellation", "notice_days": 8, "rerouted": true}),
            ),
            vec!["delay_minutes", "departs_earlier_minutes"],
        ),
        (
            eu,
            flight(json!({"distance_km": 1_400, "disruption": "denied_boarding"})),
            vec!["rerouted"],
        ),
        (ofcom, missed(json!({})), vec!["appointments", "no_show"]),
        (
            ofcom,
            missed(json!({"no_show": true})),
            vec!["appointments"],
        ),
        (
            ofcom,
            missed(json!({"cancelled_before": "2h"})),
            vec!["appointments"],
        ),
        (
            "ofcom-repair",
            json!({"reported_on": "2024-05-01", "repaired_on": "2024-05-20"}),
            vec!["total_loss"],
        ),
        (
            "uk-delay-repay",
            json!({"ticket": "single", "delay_minutes": 20, "price": {"amount": "40.00", "currency": "GBP"}}),
            vec!["from_15_minutes"],
        ),
    ] {
        let wanted: Vec<String> = missing
            .iter()
            .map(|it| format!("/facts/{it} required"))
            .collect();
        assert_eq!(
            refused(code, facts.clone(), &none),
            wanted,
            "{code} {facts}"
        );
    }
    // What is settled without them is not held up by them.
    for (code, facts) in [
        (
            eu,
            flight(
                json!({"distance_km": 5_000, "extraordinary": true, "disruption": "delay", "delay_minutes": 300}),
            ),
        ),
        (
            eu,
            flight(json!({"distance_km": 5_000, "disruption": "cancellation", "notice_days": 14})),
        ),
        (ofcom, missed(json!({"cancelled_before": "24h"}))),
        (ofcom, missed(json!({"no_show": false}))),
    ] {
        let evaluation = asked(code, facts, &none).unwrap();
        assert!(!evaluation.due, "{:?}", evaluation.basis);
    }
}

#[test]
fn a_stop_of_the_clock_has_two_ends_in_their_order() {
    let none = Context::default();
    let repair = |away: Json| {
        let mut facts = json!({"reported_on": "2024-05-02", "repaired_on": "2024-05-20"});
        let away = away.as_object().unwrap().clone();
        facts.as_object_mut().unwrap().extend(away);
        facts
    };
    let code = "repair-in-time";
    for (away, wanted) in [
        (
            json!({"away_from": "2024-05-10"}),
            "/facts/away_to required",
        ),
        (
            json!({"away_to": "2024-05-10"}),
            "/facts/away_from required",
        ),
        (
            json!({"away_from": "2024-05-10", "away_to": "2024-05-09"}),
            "/facts/away_to out_of_order",
        ),
    ] {
        assert_eq!(
            refused(code, repair(away.clone()), &none),
            [wanted],
            "{away}"
        );
    }
    let due = |away: Json| asked(code, repair(away), &none).unwrap().amount;
    let same_day = json!({"away_from": "2024-05-10", "away_to": "2024-05-10"});
    assert_eq!(due(same_day), due(json!({})));
    assert_ne!(
        due(json!({"away_from": "2024-05-10", "away_to": "2024-05-15"})),
        due(json!({}))
    );
}
