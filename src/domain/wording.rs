//! Amounts, days, moments and kinds of items as a client reads them, in their language.
//!
//! Mail, letters and pages share it. Whole sentences belong to them. The forms are those of
//! Unicode's CLDR, but for English, where the currency's code stands first.

use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::time::Timestamp;

/// Keeps an amount and its currency on one line.
const NO_BREAK: char = '\u{a0}';
/// Groups digits in French.
const NARROW_NO_BREAK: char = '\u{202f}';

/// `USD 1,000.00`; in the other languages the currency stands behind: `1.000,00 €`.
pub fn money(money: Money, language: Language) -> String {
    let (group, point) = match language {
        Language::English => (',', '.'),
        Language::German | Language::Spanish => ('.', ','),
        Language::French => (NARROW_NO_BREAK, ','),
    };
    let amount = money.amount();
    let (whole, fraction) = amount.split_once('.').unwrap_or((&amount, ""));
    // Spanish groups from five digits on.
    let groups = language != Language::Spanish || whole.len() > 4;
    let mut written = String::new();
    for (index, digit) in whole.char_indices() {
        if groups && index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    let code = money.currency().code();
    match language {
        Language::English => format!("{code} {written}"),
        // The euro has a sign of its own; a dollar is one of twenty.
        _ if code == "EUR" => format!("{written}{NO_BREAK}€"),
        _ => format!("{written}{NO_BREAK}{code}"),
    }
}

/// What happened, where more than that is not to be said.
pub fn our_mistake(language: Language) -> &'static str {
    let words = [
        "A mistake in our work for you",
        "Ein Fehler bei unserer Arbeit für Sie",
        "Une erreur dans notre travail pour vous",
        "Un error en nuestro trabajo para usted",
    ];
    of(words, language)
}

/// What parts a label from what it labels.
pub fn colon(language: Language) -> &'static str {
    match language {
        Language::English | Language::German | Language::Spanish => ": ",
        Language::French => "\u{a0}: ",
    }
}

/// A decimal such as `2.5` with the language's decimal mark.
pub fn decimal(number: &str, language: Language) -> String {
    match language {
        Language::English => number.to_owned(),
        Language::German | Language::French | Language::Spanish => number.replace('.', ","),
    }
}

/// `21 November 2026`, `21. November 2026`, `1er décembre 2026`, `21 de noviembre de 2026`.
pub fn date(date: NaiveDate, language: Language) -> String {
    let (day, year) = (date.day(), date.year());
    let month = month(date.month0() as usize, language);
    match language {
        Language::English => format!("{day} {month} {year}"),
        Language::German => format!("{day}. {month} {year}"),
        Language::French if day == 1 => format!("1er {month} {year}"),
        Language::French => format!("{day} {month} {year}"),
        Language::Spanish => format!("{day} de {month} de {year}"),
    }
}

/// `21 November 2026, 10:00 UTC`, `21. November 2026, 10:00 Uhr (UTC)`,
/// `21 novembre 2026 à 10 h 00 (UTC)`, `21 de noviembre de 2026, 10:00 h (UTC)`.
pub fn moment(moment: Timestamp, time_zone: Tz, language: Language) -> String {
    let local = moment.with_timezone(&time_zone);
    let (hour, minute) = (local.hour(), local.minute());
    let day = date(local.date_naive(), language);
    let zone = zone(&local.format("%Z").to_string(), language);
    match language {
        Language::English => format!("{day}, {hour:02}:{minute:02} {zone}"),
        Language::German => format!("{day}, {hour:02}:{minute:02} Uhr ({zone})"),
        Language::French => {
            format!("{day} à {hour}{NO_BREAK}h{NO_BREAK}{minute:02} ({zone})")
        }
        Language::Spanish => format!("{day}, {hour}:{minute:02}{NO_BREAK}h ({zone})"),
    }
}

/// What an item of this kind is called; a kind that is not known is an `other`.
pub fn item_kind(kind: &str, language: Language) -> &'static str {
    let names = match kind {
        "refund" => ["Money back", "Geld zurück", "Remboursement", "Reembolso"],
        "credit" => ["Credit", "Guthaben", "Avoir", "Saldo a su favor"],
        "discount" => ["Discount", "Rabatt", "Remise", "Descuento"],
        "additional_time" => [
            "Additional time",
            "Zusätzliche Zeit",
            "Temps supplémentaire",
            "Tiempo adicional",
        ],
        "product" => ["Product", "Produkt", "Produit", "Producto"],
        "free_work" => [
            "Free work",
            "Kostenlose Arbeit",
            "Travail offert",
            "Trabajo sin coste",
        ],
        "gift" => ["Gift", "Geschenk", "Cadeau", "Regalo"],
        _ => [
            "Something else",
            "Etwas anderes",
            "Autre chose",
            "Otra cosa",
        ],
    };
    of(names, language)
}

/// `A free weekend (or EUR 180.00 in money, if you would rather have that)`.
pub fn or_money(what: &str, instead: Money, language: Language) -> String {
    let instead = money(instead, language);
    match language {
        Language::English => {
            format!("{what} (or {instead} in money, if you would rather have that)")
        }
        Language::German => format!("{what} (oder {instead} in Geld, wenn Ihnen das lieber ist)"),
        Language::French => format!("{what} (ou {instead} en argent, si vous préférez)"),
        Language::Spanish => format!("{what} (o {instead} en dinero, si lo prefiere)"),
    }
}

/// What time of ours is counted in.
pub fn hours(language: Language) -> &'static str {
    of(["hours", "Stunden", "heures", "horas"], language)
}

fn month(index: usize, language: Language) -> &'static str {
    const NAMES: [[&str; 4]; 12] = [
        ["January", "Januar", "janvier", "enero"],
        ["February", "Februar", "février", "febrero"],
        ["March", "März", "mars", "marzo"],
        ["April", "April", "avril", "abril"],
        ["May", "Mai", "mai", "mayo"],
        ["June", "Juni", "juin", "junio"],
        ["July", "Juli", "juillet", "julio"],
        ["August", "August", "août", "agosto"],
        ["September", "September", "septembre", "septiembre"],
        ["October", "Oktober", "octobre", "octubre"],
        ["November", "November", "novembre", "noviembre"],
        ["December", "Dezember", "décembre", "diciembre"],
    ];
    of(NAMES[index % NAMES.len()], language)
}

/// One of the words for the same thing, in the order of [`Language::ALL`].
fn of(names: [&'static str; 4], language: Language) -> &'static str {
    let [english, german, french, spanish] = names;
    match language {
        Language::English => english,
        Language::German => german,
        Language::French => french,
        Language::Spanish => spanish,
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
    use crate::domain::time::{parse_date, parse_timestamp};

    #[test]
    fn amounts() {
        for (amount, currency, written) in [
            (
                "1000",
                "EUR",
                ["EUR 1,000.00", "1.000,00_€", "1~000,00_€", "1000,00_€"],
            ),
            (
                "1000",
                "USD",
                [
                    "USD 1,000.00",
                    "1.000,00_USD",
                    "1~000,00_USD",
                    "1000,00_USD",
                ],
            ),
            ("0.05", "EUR", ["EUR 0.05", "0,05_€", "0,05_€", "0,05_€"]),
            (
                "999.99",
                "GBP",
                ["GBP 999.99", "999,99_GBP", "999,99_GBP", "999,99_GBP"],
            ),
            (
                "150000",
                "JPY",
                ["JPY 150,000", "150.000_JPY", "150~000_JPY", "150.000_JPY"],
            ),
            (
                "1234.567",
                "BHD",
                [
                    "BHD 1,234.567",
                    "1.234,567_BHD",
                    "1~234,567_BHD",
                    "1234,567_BHD",
                ],
            ),
            (
                "1000000000000",
                "USD",
                [
                    "USD 1,000,000,000,000.00",
                    "1.000.000.000.000,00_USD",
                    "1~000~000~000~000,00_USD",
                    "1.000.000.000.000,00_USD",
                ],
            ),
        ] {
            let amount = Money::parse(amount, currency).unwrap();
            for (language, written) in Language::ALL.into_iter().zip(written) {
                let written = written.replace('_', "\u{a0}").replace('~', "\u{202f}");
                assert_eq!(money(amount, language), written);
            }
        }
    }

    #[test]
    fn decimals() {
        let written = Language::ALL.map(|language| decimal("2.5", language));
        assert_eq!(written, ["2.5", "2,5", "2,5", "2,5"]);
    }

    #[test]
    fn days() {
        for (day, written) in [
            (
                "2026-11-21",
                [
                    "21 November 2026",
                    "21. November 2026",
                    "21 novembre 2026",
                    "21 de noviembre de 2026",
                ],
            ),
            (
                "2026-12-01",
                [
                    "1 December 2026",
                    "1. Dezember 2026",
                    "1er décembre 2026",
                    "1 de diciembre de 2026",
                ],
            ),
        ] {
            let day = parse_date(day).unwrap();
            assert_eq!(Language::ALL.map(|language| date(day, language)), written);
        }
    }

    #[test]
    fn moments() {
        for (at, zone, written) in [
            (
                "2026-11-21T10:00:59Z",
                "UTC",
                [
                    "21 November 2026, 10:00 UTC",
                    "21. November 2026, 10:00 Uhr (UTC)",
                    "21 novembre 2026 à 10_h_00 (UTC)",
                    "21 de noviembre de 2026, 10:00_h (UTC)",
                ],
            ),
            (
                "2026-02-28T23:05:00Z",
                "Europe/Vienna",
                [
                    "1 March 2026, 00:05 CET",
                    "1. März 2026, 00:05 Uhr (MEZ)",
                    "1er mars 2026 à 0_h_05 (CET)",
                    "1 de marzo de 2026, 0:05_h (CET)",
                ],
            ),
            (
                "2026-07-01T10:00:00Z",
                "Europe/Berlin",
                [
                    "1 July 2026, 12:00 CEST",
                    "1. Juli 2026, 12:00 Uhr (MESZ)",
                    "1er juillet 2026 à 12_h_00 (CEST)",
                    "1 de julio de 2026, 12:00_h (CEST)",
                ],
            ),
            (
                "2026-12-31T20:30:00Z",
                "Asia/Dubai",
                [
                    "1 January 2027, 00:30 UTC+04",
                    "1. Januar 2027, 00:30 Uhr (UTC+04)",
                    "1er janvier 2027 à 0_h_30 (UTC+04)",
                    "1 de enero de 2027, 0:30_h (UTC+04)",
                ],
            ),
        ] {
            let at = parse_timestamp(at).unwrap();
            let zone: Tz = zone.parse().unwrap();
            for (language, written) in Language::ALL.into_iter().zip(written) {
                assert_eq!(moment(at, zone, language), written.replace('_', "\u{a0}"));
            }
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(item_kind("refund", Language::German), "Geld zurück");
        assert_eq!(item_kind("free_work", Language::English), "Free work");
        assert_eq!(item_kind("credit", Language::French), "Avoir");
        assert_eq!(item_kind("gift", Language::Spanish), "Regalo");
        assert_eq!(item_kind("?", Language::English), "Something else");
    }
}
