//! Working days: which days of the week and which holidays do not count.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::amends::guarantee::read::Object;
use crate::domain::error::Check;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Calendar {
    weekend: Vec<Weekday>,
    holidays: BTreeSet<NaiveDate>,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl Calendar {
    /// Reads `weekend` (Saturday and Sunday where it is left out) and `holidays`.
    pub(super) fn read(check: &mut Check, object: &Object<'_>) -> Self {
        let mut weekend = vec![Weekday::Sat, Weekday::Sun];
        if let Some(node) = object.get("weekend") {
            let days = node.list(check, 6);
            weekend = days
                .iter()
                .filter_map(|day| day.word(check, &WEEKDAYS))
                .collect();
            weekend.sort_by_key(Weekday::num_days_from_monday);
            weekend.dedup();
        }
        let holidays = object.get("holidays").map_or_else(Vec::new, |node| {
            let days = node.list(check, 1_000);
            days.iter().filter_map(|day| day.date(check)).collect()
        });
        Self {
            weekend,
            holidays: holidays.into_iter().collect(),
        }
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains(&day)
    }

    /// The last of the `count` working days after `day`.
    pub(super) fn after(&self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        let mut last = day;
        let mut left = count;
        // Every week has a working day, so a week a day, and the holidays, are always enough.
        let most = count as usize * 7 + self.holidays.len() * 7;
        for next in day.iter_days().skip(1).take(most) {
            if left == 0 {
                break;
            }
            last = next;
            left -= u32::from(self.is_working(next));
        }
        (left == 0).then_some(last)
    }

    /// The working days after `start`, up to and with `end`.
    pub(super) fn between(&self, start: NaiveDate, end: NaiveDate) -> i64 {
        let days = (end - start).num_days();
        if days <= 0 {
            return 0;
        }
        let (weeks, rest) = (days / 7, days % 7);
        let a_week = 7 - i64::try_from(self.weekend.len()).unwrap_or(0);
        let tail = (0..rest).filter_map(|back| {
            let day = end.checked_sub_days(Days::new(u64::try_from(back).ok()?))?;
            (!self.weekend.contains(&day.weekday())).then_some(())
        });
        let tail = i64::try_from(tail.count()).unwrap_or(0);
        let holidays = self
            .holidays
            .range((
                std::ops::Bound::Excluded(start),
                std::ops::Bound::Included(end),
            ))
            .filter(|day| !self.weekend.contains(&day.weekday()));
        let holidays = i64::try_from(holidays.count()).unwrap_or(0);
        weeks * a_week + tail - holidays
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use crate::domain::amends::guarantee::read::Node;

    use super::*;

    fn calendar() -> Calendar {
        let value = json!({"holidays": ["2024-12-25", "2024-12-26", "2024-12-28"]});
        let mut check = Check::default();
        let object = Node::root(&value)
            .object(&mut check, &["holidays"])
            .unwrap();
        Calendar::read(&mut check, &object)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn working_days_after_a_day() {
        for (from, count, last) in [
            ("2024-11-04", 2, "2024-11-06"),
            ("2024-11-08", 2, "2024-11-12"),
            ("2024-11-09", 1, "2024-11-11"),
            ("2024-12-24", 1, "2024-12-27"),
            ("2024-12-24", 2, "2024-12-30"),
            ("2024-11-04", 0, "2024-11-04"),
        ] {
            assert_eq!(
                calendar().after(day(from), count),
                Some(day(last)),
                "{from}"
            );
        }
    }

    proptest! {
        #[test]
        fn counting_agrees_with_looking_at_every_day(from in 0..800_u64, days in 0..60_u64) {
            let calendar = calendar();
            let start = day("2024-01-01") + Days::new(from);
            let end = start + Days::new(days);
            let looked_at = start.iter_days().skip(1).take(days as usize);
            let working = looked_at.filter(|day| calendar.is_working(*day)).count();
            prop_assert_eq!(calendar.between(start, end), working as i64);
        }
    }
}
