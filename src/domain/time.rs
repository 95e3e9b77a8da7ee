//! Moments and days, in UTC and within a range that a person could mean.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, SubsecRound, Utc};

use crate::domain::error::FieldError;

/// A moment, in UTC, exact to the microsecond (what both databases keep).
pub type Timestamp = DateTime<Utc>;

/// Nothing that Amends deals with lies before or after these years.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

/// Reads an RFC 3339 moment with any offset.
pub fn parse_timestamp(text: &str) -> Result<Timestamp, FieldError> {
    let moment = DateTime::parse_from_rfc3339(text).map_err(|_| {
        FieldError::new(
            "not_a_time",
            "write a time as RFC 3339, like 2026-11-21T10:00:00Z",
        )
    })?;
    in_range(moment.to_utc().year())?;
    Ok(moment.to_utc().trunc_subsecs(6))
}

pub fn parse_date(text: &str) -> Result<NaiveDate, FieldError> {
    let shaped = text.len() == 10;
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| shaped)
        .ok_or_else(|| FieldError::new("not_a_date", "write a date as YYYY-MM-DD"))?;
    in_range(date.year())?;
    Ok(date)
}

/// The form in which every moment leaves: `2026-11-21T10:00:00.123456Z`.
pub fn format_timestamp(moment: Timestamp) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn in_range(year: i32) -> Result<(), FieldError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    Err(FieldError::new(
        "out_of_range",
        format!(
            "the year must lie between {} and {}",
            YEARS.start(),
            YEARS.end()
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_in_any_offset_and_written_in_utc() {
        let moment = parse_timestamp("2026-11-21T12:00:00.1234567+02:00").unwrap();
        assert_eq!(format_timestamp(moment), "2026-11-21T10:00:00.123456Z");
    }

    #[test]
    fn far_centuries_and_other_forms_are_refused() {
        for (text, code) in [
            ("9999-01-01T00:00:00Z", "out_of_range"),
            ("0021-01-01T00:00:00Z", "out_of_range"),
            ("2026-11-21", "not_a_time"),
            ("tomorrow", "not_a_time"),
        ] {
            assert_eq!(parse_timestamp(text).unwrap_err().code, code, "{text}");
        }
        for (text, code) in [
            ("2500-01-01", "out_of_range"),
            ("2026-02-30", "not_a_date"),
            ("2026-2-3", "not_a_date"),
            ("21.11.2026", "not_a_date"),
        ] {
            assert_eq!(parse_date(text).unwrap_err().code, code, "{text}");
        }
    }
}
