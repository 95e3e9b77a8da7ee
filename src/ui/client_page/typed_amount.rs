//! Turns an amount as a client types it (`1.250,50`, `USD 1,250.50`) into a plain decimal.
//!
//! Judges nothing: what is no amount stays none, and `domain::money` refuses it.

use crate::domain::language::Language;

/// The decimal with a point and without grouping, as far as there is one to be read.
pub fn plain(typed: &str, language: Language) -> String {
    let bare = bare(typed);
    match decimal_mark(&bare, language) {
        Some(at) => {
            let (whole, fraction) = bare.split_at(at);
            format!("{}.{}", without_marks(whole), without_marks(fraction))
        }
        None => without_marks(&bare),
    }
}

/// Without currency, spaces and the apostrophes that group digits in Switzerland.
fn bare(typed: &str) -> String {
    typed
        .trim_matches(|c: char| c.is_whitespace() || c.is_alphabetic() || "$€£¥".contains(c))
        .chars()
        .filter(|c| !c.is_whitespace() && !"'’".contains(*c))
        .collect()
}

fn decimal_mark(bare: &str, language: Language) -> Option<usize> {
    let last = bare.rfind(['.', ','])?;
    let mark = &bare[last..=last];
    let grouping = match language {
        Language::English | Language::French | Language::Spanish => ",",
        Language::German => ".",
    };
    let marks = bare.matches(['.', ',']).count();
    let repeated = bare.matches(mark).count() > 1;
    // "1.250" is a thousand and more to a German reader, and "1,250" to an English one.
    let one_group = marks == 1 && mark == grouping && bare.len() - last == 4;
    (!repeated && !one_group).then_some(last)
}

fn without_marks(text: &str) -> String {
    text.replace(['.', ','], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_read_in_its_own_way() {
        use Language::{English, German};
        for (typed, language, amount) in [
            ("250", English, "250"),
            ("250.00", English, "250.00"),
            ("250.5", German, "250.5"),
            ("250,00", German, "250.00"),
            ("250,00", English, "250.00"),
            ("1,250", English, "1250"),
            ("1.250", German, "1250"),
            ("1.250", English, "1.250"),
            ("1,250", German, "1.250"),
            ("1,250.50", English, "1250.50"),
            ("1.250,50", English, "1250.50"),
            ("1.250,50", German, "1250.50"),
            ("1.250.000", German, "1250000"),
            ("1,250,000.00", English, "1250000.00"),
            ("1'250.50", German, "1250.50"),
            ("1\u{a0}250,50 €", German, "1250.50"),
            (" USD 1,250.50 ", English, "1250.50"),
            ("$750", English, "750"),
        ] {
            assert_eq!(plain(typed, language), amount, "{typed:?} {language:?}");
        }
    }

    #[test]
    fn what_is_no_amount_stays_none() {
        for language in Language::ALL {
            for typed in ["", "a lot", "-5", "5-10", "1e3x4", ".", ",", "٥"] {
                let plain = plain(typed, language);
                let read = crate::domain::money::Money::parse(&plain, "USD");
                assert!(read.is_err(), "{typed:?} became {plain:?}");
            }
        }
    }
}
