//! How fast amends are counted, beside the time that the same arithmetic takes without the engine.
//!
//! `cargo bench --bench amends`. One core; every figure is the best of several rounds, and every
//! pair of figures comes from one run. What is done by hand answers the same, and that is checked.

#![expect(
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::unwrap_used,
    reason = "a benchmark prints figures, and there is nobody to hand an error to"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use amends::app;
use amends::clock::ManualClock;
use amends::config::{Config, Patience};
use amends::domain::amends::guarantee::{Context, Guarantee};
use amends::domain::amends::policy::{Policy, Repeat};
use amends::domain::amends::suggestion::{Known, amount, suggest};
use amends::domain::incident::{Breach, Fault, IncidentDetails, Severity};
use amends::domain::language::Language;
use amends::domain::money::{Currency, Money};
use amends::domain::text::Line;
use amends::mail::Sender;
use amends::services::policy::simulation::{self, Trial};
use amends::services::{Awaited, Error, Page, Services, guarantees, incidents, users};
use amends::store::database::DatabaseUrl;
use amends::telemetry::LogFormat;
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Map, Value, json};

const INCIDENTS: usize = 100_000;
const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` hands over `--test`; there is nothing to test here.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let losses = losses();
    suggestions(&losses);
    evaluations();
    simulation(&losses);
    simulation_from_a_file(&losses);
}

/// Losses and expectations in cents, of every size.
fn losses() -> Vec<(i64, Option<i64>)> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state % below).unwrap()
    };
    (0..INCIDENTS)
        .map(|index| {
            let loss = random(1_000_000) + 1;
            (loss, (index % 3 == 0).then(|| random(2_000_000) + 1))
        })
        .collect()
}

fn eur() -> Currency {
    Currency::parse("EUR").unwrap()
}

fn known(&(loss, expected): &(i64, Option<i64>)) -> Known<'static> {
    let money = |minor| Money::from_minor(minor, eur()).unwrap();
    Known {
        loss: Some(money(loss)),
        loss_kind: None,
        price: Some(money(loss)),
        expected: expected.map(money),
        guarantee: None,
        severity: Severity::Moderate,
        earlier_incidents: 0,
        client_currency: None,
    }
}

/// The default policy without the engine: twice the loss, or ten percent over what is expected.
fn by_hand(one: &(i64, Option<i64>), times: i64) -> i64 {
    (tenths_by_hand(one, times) + 5) / 10
}

/// The same before it is rounded, in tenths of a cent.
fn tenths_by_hand(&(loss, expected): &(i64, Option<i64>), times: i64) -> i64 {
    (loss * times * 10).max(expected.unwrap_or(0) * 11)
}

/// The shortest time that `work` takes, and what it answers.
fn best<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut once = || {
        let start = Instant::now();
        let answer = black_box(work());
        (start.elapsed(), answer)
    };
    let first = once();
    (1..ROUNDS).map(|_| once()).fold(
        first,
        |best, next| {
            if next.0 < best.0 { next } else { best }
        },
    )
}

fn report(what: &str, count: usize, engine: Duration, plain: Duration) {
    let count_f = u32::try_from(count).map(f64::from).unwrap();
    println!(
        "{what}: {:.0} a second, {:.2} us each; without the engine {:.4} us; ratio {:.0}",
        count_f / engine.as_secs_f64(),
        engine.as_secs_f64() * 1e6 / count_f,
        plain.as_secs_f64() * 1e6 / count_f,
        engine.as_secs_f64() / plain.as_secs_f64(),
    );
}

fn suggestions(losses: &[(i64, Option<i64>)]) {
    let policy = Policy::default();
    let sum = |minors: &mut dyn Iterator<Item = i64>| minors.sum::<i64>();
    let (plain, expected) = best(|| sum(&mut losses.iter().map(|one| by_hand(black_box(one), 2))));
    let (engine, found) = best(|| {
        sum(&mut losses.iter().map(|one| {
            let suggestion = suggest(&known(one), &policy, 1, Language::English).unwrap();
            black_box(suggestion).total.unwrap().minor()
        }))
    });
    assert_eq!(found, expected);
    report(
        "suggestions, with basis, options and gauge",
        losses.len(),
        engine,
        plain,
    );
}

/// EU 261/2004 for a delay, without the engine, on facts that were read already.
fn eu_261_by_hand(facts: &Map<String, Value>) -> i64 {
    let number = |name: &str| facts[name].as_i64().unwrap();
    let (distance, delay) = (number("distance_km"), number("delay_minutes"));
    if delay < 180 {
        0
    } else if distance <= 1500 {
        25_000
    } else if distance <= 3500 {
        40_000
    } else if delay <= 240 {
        30_000
    } else {
        60_000
    }
}

fn eu_261() -> Guarantee {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guarantees");
    let text = std::fs::read_to_string(folder.join("eu-261-2004.json")).unwrap();
    Guarantee::read(&text).unwrap()
}

/// The facts of so many flights, of every distance and delay.
fn flights(count: i64) -> Vec<Map<String, Value>> {
    let flight = |index: i64| {
        let facts = json!({
            "flight_on": "2026-03-02",
            "disruption": "delay",
            "distance_km": index * 7919 % 6_000,
            "intra_eu": false,
            "delay_minutes": index * 104_729 % 500,
        });
        facts.as_object().unwrap().clone()
    };
    (0..count).map(flight).collect()
}

fn evaluations() {
    let guarantee = eu_261();
    let on = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let flights = flights(20_000);
    let (plain, expected) = best(|| -> i64 {
        let due = flights.iter().map(|facts| eu_261_by_hand(black_box(facts)));
        due.sum()
    });
    let (engine, found) = best(|| -> i64 {
        let due = flights.iter().map(|facts| {
            let evaluation = guarantee.evaluate(facts, on, &Context::default()).unwrap();
            black_box(evaluation).amount.minor()
        });
        due.sum()
    });
    assert_eq!(found, expected);
    report(
        "evaluations of EU 261/2004, with basis",
        flights.len(),
        engine,
        plain,
    );
}

/// What 100,000 incidents cost under two policies, line by line, in memory.
fn simulation(losses: &[(i64, Option<i64>)]) {
    let (before, after) = policies();
    let (plain, expected) = best(|| -> (i64, i64) {
        losses.iter().fold((0, 0), |(before, after), one| {
            let one = black_box(one);
            (before + by_hand(one, 2), after + by_hand(one, 3))
        })
    });
    let (engine, found) = best(|| -> (i64, i64) {
        losses.iter().fold((0, 0), |sums, one| {
            let known = known(one);
            let total = |policy| amount(&known, policy).unwrap().unwrap().0.minor();
            (sums.0 + total(&before), sums.1 + total(&after))
        })
    });
    assert_eq!(found, expected);
    println!(
        "100,000 incidents under two policies, in memory: {:.0} ms; without the engine {:.2} ms; ratio {:.0}",
        engine.as_secs_f64() * 1e3,
        plain.as_secs_f64() * 1e3,
        engine.as_secs_f64() / plain.as_secs_f64(),
    );
}

fn policies() -> (Policy, Policy) {
    let after = Policy {
        loss_multiplier: 3.into(),
        ..Policy::default()
    };
    (Policy::default(), after)
}

/// Clients who take turns in being let down.
const CLIENTS: usize = 200;
/// Incidents that are reported at the same moment.
const AT_ONCE: usize = 1_000;
/// Hours in which an incident counts as an earlier one, and what each adds.
const REPEAT: (usize, i64) = (48, 1);

/// What came of one incident by hand, under the policy before and the one after: every second one
/// is a flight, and the policy after adds something for each earlier one.
fn simulated_by_hand(
    index: usize,
    one: &(i64, Option<i64>),
    flight: Option<&Map<String, Value>>,
) -> (i64, i64) {
    let due = flight.map_or(0, eu_261_by_hand) * 10;
    let earlier = (index / AT_ONCE).min(REPEAT.0) * (AT_ONCE / CLIENTS);
    let percent = 100 + i64::try_from(earlier).unwrap() * REPEAT.1;
    let (before, after) = (
        tenths_by_hand(one, 2).max(due),
        tenths_by_hand(one, 3).max(due),
    );
    ((before + 5) / 10, (after * percent + 500) / 1_000)
}

/// The same as `POST /v1/policy/simulate` does it, from a SQLite file, with breaches of a guarantee
/// and extra for repetition; beside the arithmetic alone, and beside reading that file.
fn simulation_from_a_file(losses: &[(i64, Option<i64>)]) {
    let folder = std::env::temp_dir().join(format!("amends-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let flights = flights(i64::try_from(losses.len()).unwrap());
    let flight = |index: usize| (index % 2 == 1).then(|| &flights[index]);
    let services = filled(&folder.join("amends.db"), losses, flight);
    let admin = services.read(users::first_admin).unwrap().unwrap().actor();
    let trial = Trial {
        policy: Policy {
            repeat: Some(Repeat {
                within_days: u16::try_from(REPEAT.0 / 24).unwrap(),
                extra_percent: REPEAT.1.into(),
            }),
            ..policies().1
        },
        from: None,
        to: None,
    };

    let (plain, expected) = best(|| -> (i64, i64) {
        let each = losses
            .iter()
            .enumerate()
            .map(|(index, one)| simulated_by_hand(index, black_box(one), black_box(flight(index))));
        each.fold((0, 0), |sums, one| (sums.0 + one.0, sums.1 + one.1))
    });
    let (reading, _) = best(|| {
        let permit = admin.permit().unwrap();
        services
            .read(|work| {
                let mut page = Page {
                    before: None,
                    limit: 1_000,
                };
                let mut seen = 0;
                loop {
                    let filter = incidents::Filter::default();
                    let kept = incidents::list(work, &permit, filter, &page)?;
                    let Some(last) = kept.last() else {
                        return Ok(seen);
                    };
                    page.before = Some(last.incident.id.to_string());
                    seen += kept.len();
                }
            })
            .unwrap()
    });
    let (simulated, found) = best(|| {
        let permit = admin.permit().unwrap();
        let page = Page {
            before: None,
            limit: 1_000,
        };
        let (awaited, _waiting) = Awaited::for_at_most(Duration::from_secs(600));
        simulation::run(&services, &permit, &trial, &page, &awaited).unwrap()
    });
    let totals = found.totals[&eur()];
    let expected = (expected.0.unsigned_abs(), expected.1.unsigned_abs());
    assert_eq!((found.incidents, found.failed), (losses.len(), 0));
    assert_eq!(
        (totals.before, totals.after),
        (expected.0.into(), expected.1.into())
    );
    println!(
        "100,000 incidents simulated from a SQLite file, half of them breaches, with repetition: {:.2} s; without the engine {:.2} ms, ratio {:.0}; reading them alone {:.2} s, ratio {:.2}",
        simulated.as_secs_f64(),
        plain.as_secs_f64() * 1e3,
        simulated.as_secs_f64() / plain.as_secs_f64(),
        reading.as_secs_f64(),
        simulated.as_secs_f64() / reading.as_secs_f64(),
    );
    drop(services);
    std::fs::remove_dir_all(&folder).unwrap();
}

fn filled<'a>(
    file: &Path,
    losses: &[(i64, Option<i64>)],
    flight: impl Fn(usize) -> Option<&'a Map<String, Value>>,
) -> Services {
    let config = Config {
        database: DatabaseUrl::parse(&format!("sqlite://{}", file.display())).unwrap(),
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: None,
        transport: None,
        sender: Sender::parse("Amends <amends@localhost>").unwrap(),
        history_head_to: None,
        bootstrap_token: None,
        templates: None,
        dkim: None,
        inbound_address: None,
        rate_limit: None,
        trusted_proxies: 0,
        patience: Patience::default(),
        log: "off".into(),
        log_format: LogFormat::Text,
    };
    let begin = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let begin = begin.and_hms_opt(9, 0, 0).unwrap().and_utc();
    let clock = Arc::new(ManualClock::at(begin));
    let url = "http://localhost".to_owned();
    let services = app::open(&config, clock.clone(), url).unwrap();
    services.write(|work| users::bootstrap(work, None)).unwrap();
    let clients = services
        .write(move |work| {
            let admin = users::first_admin(work)?.unwrap().actor();
            guarantees::create(work, &admin.permit()?, eu_261())?;
            let client = |_| {
                let client = amends::services::clients::create(work, &admin.permit()?, client())?;
                Ok(client.id)
            };
            (0..CLIENTS).map(client).collect::<Result<Vec<_>, Error>>()
        })
        .unwrap();
    let details = losses
        .iter()
        .enumerate()
        .map(|(index, one)| (clients[index % CLIENTS], details(one, flight(index))));
    let details: Vec<_> = details.collect();
    for reported in details.chunks(AT_ONCE) {
        let reported = reported.to_vec();
        services
            .write(move |work| {
                let admin = users::first_admin(work)?.unwrap().actor();
                for (client, details) in reported {
                    let client = incidents::ForClient::Known(client);
                    incidents::report(work, &admin.permit()?, client, details)?;
                }
                Ok(())
            })
            .unwrap();
        clock.advance(TimeDelta::hours(1));
    }
    services
}

fn client() -> amends::domain::client::ClientDetails {
    amends::domain::client::ClientDetails {
        name: Line::parse("Harbour Books").unwrap(),
        contact_name: None,
        email: amends::domain::text::Email::parse("ines@harbour.example").unwrap(),
        language: amends::domain::language::LanguageTag::parse("en").unwrap(),
        currency: None,
        time_zone: None,
        notes: None,
        external_id: None,
    }
}

fn details(one: &(i64, Option<i64>), flight: Option<&Map<String, Value>>) -> IncidentDetails {
    let known = known(one);
    IncidentDetails {
        summary: Line::parse("The catalogue was printed from an old file").unwrap(),
        details: None,
        client_account: None,
        discovered_by: None,
        category: None,
        severity: known.severity,
        fault: Fault::Own,
        subcontractor: None,
        occurred_at: None,
        noticed_at: None,
        price: known.price,
        loss: known.loss,
        loss_kind: None,
        desired_outcome: None,
        expected_amends: known.expected,
        breach: flight.map(|facts| Breach {
            guarantee: "eu-261-2004".to_owned(),
            facts: facts.clone(),
        }),
        owner_id: None,
        external_id: None,
    }
}
