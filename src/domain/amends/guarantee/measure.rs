//! Measures: how facts become the count that an amount is about, and when the clock stands still.
//!
//! Days between two dates, or a count that is a fact itself, less what stopped the clock.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::amends::guarantee::calendar::Calendar;
use crate::domain::amends::guarantee::condition::Condition;
use crate::domain::amends::guarantee::evaluation::{Fault, Line};
use crate::domain::amends::guarantee::expression::{add, known};
use crate::domain::amends::guarantee::fact::{Kind, Value};
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::scope::{Scope, Slot};
use crate::domain::error::Check;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) source: Source,
    pub(super) stops: Vec<Stop>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    Count(usize),
    Days {
        from: usize,
        to: usize,
        working: bool,
        after_working_days: u32,
    },
}

/// What the clock does not count.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stop {
    reason: String,
    pub(super) when: Option<Condition>,
    pub(super) less: Less,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Less {
    Count(usize),
    Period { from: usize, to: usize },
}

impl Measure {
    pub(super) fn read(
        check: &mut Check,
        scope: &mut Scope,
        name: &str,
        node: &Node<'_>,
    ) -> Option<Self> {
        let known = [
            "of",
            "from",
            "to",
            "count",
            "after_working_days",
            "stops",
            "unit",
            "description",
        ];
        let object = node.object(check, &known)?;
        for name in ["unit", "description"] {
            object.get(name).and_then(|node| node.prose(check));
        }
        let (source, kind) = match object.get("of") {
            Some(of) => {
                for name in ["from", "to", "count", "after_working_days"] {
                    if let Some(node) = object.get(name) {
                        node.refuse(check, "not_for_this_type", "not beside `of`");
                    }
                }
                let counts = |kind: Kind| kind.is_numeric() || kind == Kind::Duration;
                let slot = scope.slot(check, &of, "a number or a duration", counts)?;
                (Source::Count(slot.index), slot.kind)
            }
            None => (read_days(check, scope, &object)?, Kind::Integer),
        };
        let days = matches!(source, Source::Days { .. });
        let stops = object.get("stops").map_or_else(Vec::new, |node| {
            let stops = node.list(check, 20);
            let read = |stop: &Node<'_>| Stop::read(check, scope, stop, kind, days);
            stops.iter().filter_map(read).collect()
        });
        scope.spend(check, node);
        Some(Self {
            name: name.to_owned(),
            kind,
            source,
            stops,
        })
    }

    /// The value of the measure, with a line for every time the clock stood still.
    pub(super) fn value(
        &self,
        facts: &[Option<Value>],
        calendar: &Calendar,
        lines: &mut Vec<Line>,
        steps: &mut u32,
    ) -> Result<Value, Fault> {
        *steps += 1;
        match self.source {
            Source::Count(index) => {
                let mut value = known(facts, index)?.clone();
                for stop in &self.stops {
                    if let Some(less) = stop.count(facts, steps)? {
                        let detail = format!("{}: {value} less {less}: {}", self.name, stop.reason);
                        lines.push(Line::notes("clock_stop", detail));
                        value = less_of(&value, less)?;
                    }
                }
                Ok(value)
            }
            Source::Days {
                from,
                to,
                working,
                after_working_days,
            } => {
                let (start, end) = (date(facts, from)?, date(facts, to)?);
                let start = calendar
                    .after(start, after_working_days)
                    .ok_or(Fault::Overflow)?;
                let count = |from: NaiveDate, to: NaiveDate| match working {
                    true => calendar.between(from, to),
                    false => (to - from).num_days().max(0),
                };
                let counted = count(start, end);
                let kind = if working { "working days" } else { "days" };
                let detail = format!("{}: {counted} {kind} from {start} to {end}", self.name);
                lines.push(Line::notes("measure", detail));
                let mut left = Decimal::from(counted);
                let mut periods = Vec::new();
                for stop in &self.stops {
                    if let Some(less) = stop.count(facts, steps)? {
                        let detail = format!("{}: less {less}: {}", self.name, stop.reason);
                        lines.push(Line::notes("clock_stop", detail));
                        left = add(left, -less.scalar().unwrap_or_default())?;
                    }
                    if let Some((from, to)) = stop.period(facts, steps)? {
                        let (from, to) = (from.clamp(start, end.max(start)), to.min(end));
                        let detail = format!(
                            "{}: less {} from {from} to {to}: {}",
                            self.name,
                            count(from, to),
                            stop.reason
                        );
                        lines.push(Line::notes("clock_stop", detail));
                        periods.push((from, to));
                    }
                }
                for (from, to) in apart(periods) {
                    left = add(left, -Decimal::from(count(from, to)))?;
                }
                Ok(Value::Number(left.max(Decimal::ZERO)))
            }
        }
    }
}

fn read_days(check: &mut Check, scope: &Scope, object: &Object<'_>) -> Option<Source> {
    let mut date = |name| {
        let node = object.need(check, name)?;
        scope.slot(check, &node, "a date", |kind| kind == Kind::Date)
    };
    let (from, to) = (date("from"), date("to"));
    let working = object.get("count").and_then(|node| {
        let words = [("days", false), ("working_days", true)];
        node.word(check, &words)
    });
    let after = object
        .get("after_working_days")
        .and_then(|node| node.count(check, 366));
    Some(Source::Days {
        from: from?.index,
        to: to?.index,
        working: working.unwrap_or(false),
        after_working_days: after.unwrap_or(0),
    })
}

impl Stop {
    fn read(
        check: &mut Check,
        scope: &mut Scope,
        node: &Node<'_>,
        kind: Kind,
        days: bool,
    ) -> Option<Self> {
        let object = node.object(check, &["reason", "when", "less", "from", "to"])?;
        let reason = object
            .need(check, "reason")
            .and_then(|node| node.line(check));
        let when = match object.get("when") {
            Some(node) => Some(Condition::read(check, scope, &node)?),
            None => None,
        };
        let same = |other: Kind| other == kind || (other.is_numeric() && kind.is_numeric());
        let is_date = |kind| kind == Kind::Date;
        let slot = |check: &mut Check, name, wanted: &str, will_do: &dyn Fn(Kind) -> bool| {
            let node = object.need(check, name)?;
            scope
                .slot(check, &node, wanted, will_do)
                .map(|Slot { index, .. }| index)
        };
        let less = match object.get("from") {
            Some(from) if !days => {
                let detail = "only days between dates have periods; use `less`";
                from.refuse(check, "not_for_this_type", detail);
                None
            }
            Some(_) => {
                let from = slot(check, "from", "a date", &is_date);
                let to = slot(check, "to", "a date", &is_date);
                from.zip(to).map(|(from, to)| Less::Period { from, to })
            }
            None => slot(check, "less", kind.name(), &same).map(Less::Count),
        };
        scope.spend(check, node);
        Some(Self {
            reason: reason?,
            when,
            less: less?,
        })
    }

    fn applies(&self, facts: &[Option<Value>], steps: &mut u32) -> Result<bool, Fault> {
        match &self.when {
            None => Ok(true),
            Some(when) => when.holds(facts, steps),
        }
    }

    /// Whether it applies, or it cannot be told yet.
    pub(super) fn may_apply(&self, facts: &[Option<Value>]) -> bool {
        self.applies(facts, &mut 0) != Ok(false)
    }

    /// A stop whose facts are not given did not happen.
    fn count<'a>(
        &self,
        facts: &'a [Option<Value>],
        steps: &mut u32,
    ) -> Result<Option<&'a Value>, Fault> {
        let Less::Count(index) = self.less else {
            return Ok(None);
        };
        *steps += 1;
        match known(facts, index) {
            Ok(less) if less.scalar() != Some(Decimal::ZERO) => {
                Ok(self.applies(facts, steps)?.then_some(less))
            }
            _ => Ok(None),
        }
    }

    /// The same for a period; where only one of its ends is known, the other is needed.
    fn period(
        &self,
        facts: &[Option<Value>],
        steps: &mut u32,
    ) -> Result<Option<(NaiveDate, NaiveDate)>, Fault> {
        let Less::Period { from, to } = self.less else {
            return Ok(None);
        };
        *steps += 1;
        let (begins, ends) = (date(facts, from), date(facts, to));
        if (begins.is_err() && ends.is_err()) || !self.applies(facts, steps)? {
            return Ok(None);
        }
        let (begins, ends) = (begins?, ends?);
        if ends < begins {
            return Err(Fault::EndsBefore {
                slot: to,
                beginning: begins,
            });
        }
        Ok(Some((begins, ends)))
    }
}

fn date(facts: &[Option<Value>], index: usize) -> Result<NaiveDate, Fault> {
    match known(facts, index)? {
        Value::Date(date) => Ok(*date),
        _ => unreachable!("the types were checked when the guarantee was read"),
    }
}

/// Never less than nothing.
fn less_of(value: &Value, less: &Value) -> Result<Value, Fault> {
    Ok(match (value, less) {
        (Value::Duration(a), Value::Duration(b)) => Value::Duration((a - b).max(0)),
        (Value::Number(a), Value::Number(b)) => Value::Number(add(*a, -*b)?.max(Decimal::ZERO)),
        _ => unreachable!("the types were checked when the guarantee was read"),
    })
}

/// The same days as periods that do not overlap, so that none is taken off twice.
fn apart(mut periods: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    periods.retain(|(from, to)| from < to);
    periods.sort();
    let mut apart: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, to) in periods {
        match apart.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => apart.push((from, to)),
        }
    }
    apart
}
