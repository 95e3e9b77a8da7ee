//! Amounts, moments and kinds of items as a client reads them, in their language.
//!
//! Mail and pages share it. Whole sentences belong to them.

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;

/// `USD 1,000.00`, and in German `1.000,00 USD`.
pub fn money(money: Money, language: Language) -> String {
    let (group, point) = match language {
        Language::English | Language::French | Language::Spanish => (',', '.'),
        Language::German => ('.', ','),
    };
    let amount = money.amount();
    let (whole, fraction) = amount.split_once('.').unwrap_or((&amount, ""));
    let mut written = String::new();
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    let currency = money.currency();
    match language {
        Language::English | Language::French | Language::Spanish => format!("{currency} {written}"),
        Language::German => format!("{written} {currency}"),
    }
}

/// `21 November 2026, 10:00 UTC`, and in German `21. November 2026, 10:00 Uhr (UTC)`.
pub fn moment(moment: Timestamp, time_zone: Tz, language: Language) -> String {
    let local = moment.with_timezone(&time_zone);
    let (day, year) = (local.day(), local.year());
    let (hour, minute) = (local.hour(), local.minute());
    let month = month(local.month(), language);
    let zone = zone(&local.format("%Z").to_string(), language);
    match language {
        Language::English | Language::French | Language::Spanish => {
            format!("{day} {month} {year}, {hour:02}:{minute:02} {zone}")
        }
        Language::German => format!("{day}. {month} {year}, {hour:02}:{minute:02} Uhr ({zone})"),
    }
}

/// What an item of this kind is called; a kind that is not known is an `other`.
pub fn item_kind(kind: &str, language: Language) -> &'static str {
    let (english, german) = match kind {
        "refund" => ("Money back", "Geld zurück"),
        "credit" => ("Credit", "Guthaben"),
        "discount" => ("Discount", "Rabatt"),
        "additional_time" => ("Additional time", "Zusätzliche Zeit"),
        "product" => ("Product", "Produkt"),
        "free_work" => ("Free work", "Kostenlose Arbeit"),
        "gift" => ("Gift", "Geschenk"),
        _ => ("Something else", "Etwas anderes"),
    };
    match language {
        Language::English | Language::French | Language::Spanish => english,
        Language::German => german,
    }
}

/// What time of ours is counted in.
pub fn hours(language: Language) -> &'static str {
    match language {
        Language::English | Language::French | Language::Spanish => "hours",
        Language::German => "Stunden",
    }
}

fn month(number: u32, language: Language) -> &'static str {
    const NAMES: [(&str, &str); 12] = [
        ("January", "Januar"),
        ("February", "Februar"),
        ("March", "März"),
        ("April", "April"),
        ("May", "Mai"),
        ("June", "Juni"),
        ("July", "Juli"),
        ("August", "August"),
        ("September", "September"),
        ("October", "Oktober"),
        ("November", "November"),
        ("December", "Dezember"),
    ];
    let index = number.saturating_sub(1) as usize;
    let (english, german) = NAMES[index % NAMES.len()];
    match language {
        Language::English | Language::French | Language::Spanish => english,
        Language::German => german,
    }
}

fn zone(abbreviation: &str, language: Language) -> String {
    match (language, abbreviation) {
        (Language::German, "CET") => "MEZ".to_owned(),
        (Language::German, "CEST") => "MESZ".to_owned(),
        // Zones without a name of their own have their offset in its place.
        (_, offset) if offset.starts_with(['+', '-']) => format!("UTC{offset}"),
        (_, name) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_timestamp;

    #[test]
    fn amounts() {
        for (amount, currency, english, german) in [
            ("1000", "USD", "USD 1,000.00", "1.000,00 USD"),
            ("0.05", "EUR", "EUR 0.05", "0,05 EUR"),
            ("999.99", "EUR", "EUR 999.99", "999,99 EUR"),
            ("150000", "JPY", "JPY 150,000", "150.000 JPY"),
            ("1234.567", "BHD", "BHD 1,234.567", "1.234,567 BHD"),
            (
                "1000000000000",
                "USD",
                "USD 1,000,000,000,000.00",
                "1.000.000.000.000,00 USD",
            ),
        ] {
            let amount = Money::parse(amount, currency).unwrap();
            assert_eq!(money(amount, Language::English), english);
            assert_eq!(money(amount, Language::German), german);
        }
    }

    #[test]
    fn moments() {
        for (at, zone, english, german) in [
            (
                "2026-11-21T10:00:59Z",
                "UTC",
                "21 November 2026, 10:00 UTC",
                "21. November 2026, 10:00 Uhr (UTC)",
            ),
            (
                "2026-03-01T23:05:00Z",
                "Europe/Vienna",
                "2 March 2026, 00:05 CET",
                "2. März 2026, 00:05 Uhr (MEZ)",
            ),
            (
                "2026-07-01T10:00:00Z",
                "Europe/Berlin",
                "1 July 2026, 12:00 CEST",
                "1. Juli 2026, 12:00 Uhr (MESZ)",
            ),
            (
                "2026-12-31T20:30:00Z",
                "Asia/Dubai",
                "1 January 2027, 00:30 UTC+04",
                "1. Januar 2027, 00:30 Uhr (UTC+04)",
            ),
        ] {
            let at = parse_timestamp(at).unwrap();
            let zone: Tz = zone.parse().unwrap();
            assert_eq!(moment(at, zone, Language::English), english);
            assert_eq!(moment(at, zone, Language::German), german);
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(item_kind("refund", Language::German), "Geld zurück");
        assert_eq!(item_kind("free_work", Language::English), "Free work");
        assert_eq!(item_kind("?", Language::English), "Something else");
    }
}
