//! Durations as people write them: `90m`, `3h10m`, `2d`, `45s`.
//!
//! A day is 24 hours here; calendar days are counted between dates.

use crate::domain::error::FieldError;

const UNITS: [(char, i64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];
/// About a hundred years.
const MAX_SECONDS: i64 = 36_525 * 86_400;

/// Reads a duration into seconds; the units in this order, each at most once.
pub(super) fn parse(text: &str) -> Result<i64, FieldError> {
    let refused = || {
        FieldError::new(
            "not_a_duration",
            "write a duration like \"90m\", \"3h10m\", \"2d\" or \"45s\"",
        )
    };
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut total = 0_i64;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, tail) = rest.split_at(digits);
        let unit = tail.chars().next().ok_or_else(refused)?;
        let (_, seconds) = units.find(|(name, _)| *name == unit).ok_or_else(refused)?;
        let number: i64 = number.parse().map_err(|_| refused())?;
        total = number
            .checked_mul(*seconds)
            .and_then(|part| total.checked_add(part))
            .filter(|total| *total <= MAX_SECONDS)
            .ok_or_else(|| FieldError::new("too_large", "at most a hundred years are accepted"))?;
        rest = &tail[1..];
    }
    if text.is_empty() {
        return Err(refused());
    }
    Ok(total)
}

pub(super) fn write(seconds: i64) -> String {
    let mut rest = seconds.abs();
    let mut text = String::from(if seconds < 0 { "-" } else { "" });
    for (unit, size) in UNITS {
        if rest >= size {
            text.push_str(&format!("{}{unit}", rest / size));
            rest %= size;
        }
    }
    if seconds == 0 {
        text.push_str("0m");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, seconds, written) in [
            ("90m", 5_400, "1h30m"),
            ("3h10m", 11_400, "3h10m"),
            ("2d", 172_800, "2d"),
            ("45s", 45, "45s"),
            ("0m", 0, "0m"),
        ] {
            assert_eq!(parse(text), Ok(seconds), "{text}");
            assert_eq!(write(seconds), written);
        }
        for (text, code) in [
            ("", "not_a_duration"),
            ("90", "not_a_duration"),
            ("m", "not_a_duration"),
            ("10m3h", "not_a_duration"),
            ("1h1h", "not_a_duration"),
            ("-1h", "not_a_duration"),
            ("1.5h", "not_a_duration"),
            ("1\u{fc}", "not_a_duration"),
            ("99999999d", "too_large"),
            ("99999999999999999999d", "not_a_duration"),
        ] {
            assert_eq!(parse(text).map_err(|e| e.code), Err(code), "{text}");
        }
    }
}
