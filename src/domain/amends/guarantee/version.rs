//! One version of a guarantee: when it is due, when it is not, and what it comes to.
//!
//! The version in force on the day of the event judges it.

use chrono::{Days, Months, NaiveDate};

use crate::domain::amends::guarantee::amount::Amount;
use crate::domain::amends::guarantee::compute::Run;
use crate::domain::amends::guarantee::condition::Condition;
use crate::domain::amends::guarantee::evaluation::{Fault, InKind, Line};
use crate::domain::amends::guarantee::expression::known;
use crate::domain::amends::guarantee::fact::{Kind, Value};
use crate::domain::amends::guarantee::needs::Slots;
use crate::domain::amends::guarantee::rates::read_provenance;
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::scope::Scope;
use crate::domain::error::{Check, FieldError};
use crate::domain::money::Money;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Version {
    pub(super) from: NaiveDate,
    until: Option<NaiveDate>,
    pub(super) when: Vec<Condition>,
    pub(super) exemptions: Vec<(Condition, String)>,
    pub(super) claim: Option<Claim>,
    pub(super) amount: Amount,
    pub(super) in_kind: Option<(String, Amount)>,
    /// The facts that may play a part; others are nothing to it, whatever they say.
    pub(super) uses: Slots,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    pub(super) claimed_on: usize,
    within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Days(u32),
    Months(u32),
}

/// What a version makes of the facts.
pub(super) struct Judged {
    pub(super) amount: Money,
    pub(super) lines: Vec<Line>,
    pub(super) in_kind: Option<InKind>,
}

impl Version {
    pub(super) fn read(
        check: &mut Check,
        scope: &mut Scope,
        node: &Node<'_>,
        last: Option<&Self>,
    ) -> Option<Self> {
        let known = [
            "from",
            "until",
            "when",
            "exemptions",
            "claim",
            "amount",
            "in_kind",
            "source",
            "evidence",
            "note",
        ];
        let object = node.object(check, &known)?;
        read_provenance(check, &object);
        let from = object.need(check, "from").and_then(|node| node.date(check));
        let until = object.get("until").and_then(|node| node.date(check));
        if let Some(from) = from {
            refuse_disorder(check, &object, last, from, until);
        }
        scope.spend(check, node);
        scope.version_from = from;
        let when = read_when(check, scope, &object);
        let exemptions = read_exemptions(check, scope, &object);
        let claim = object
            .get("claim")
            .and_then(|node| Claim::read(check, scope, &node));
        let in_kind = object
            .get("in_kind")
            .and_then(|node| read_in_kind(check, scope, &node));
        let amount = object
            .need(check, "amount")
            .and_then(|node| Amount::read(check, scope, &node));
        Some(Self {
            from: from?,
            until,
            when,
            exemptions,
            claim,
            amount: amount.unwrap_or(Amount::Choose(Vec::new())),
            in_kind,
            uses: Slots::new(),
        })
    }

    pub(super) fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    pub(super) fn judge(&self, run: &mut Run<'_>) -> Result<Judged, Fault> {
        let mut judged = Judged {
            amount: Money::zero(run.currency),
            lines: Vec::new(),
            in_kind: None,
        };
        for condition in &self.when {
            if !condition.holds(run.facts, &mut run.steps)? {
                let detail = format!("not due: {condition} does not hold");
                judged.lines.push(Line::notes("condition", detail));
                return Ok(judged);
            }
        }
        for (when, reason) in &self.exemptions {
            if when.holds(run.facts, &mut run.steps)? {
                let detail = format!("not due: {reason}");
                judged.lines.push(Line::notes("exemption", detail));
                return Ok(judged);
            }
        }
        if let Some(claim) = &self.claim {
            let (in_time, line) = claim.judge(run)?;
            judged.lines.push(line);
            if !in_time {
                return Ok(judged);
            }
        }
        let outcome = run.amount(&self.amount)?;
        judged.lines.extend(outcome.lines);
        judged.amount = outcome.amount;
        if let Some((what, worth)) = &self.in_kind
            && !judged.amount.is_zero()
        {
            let worth = run.amount(worth)?.amount;
            let detail = if worth.minor() >= judged.amount.minor() {
                judged.in_kind = Some(InKind {
                    what: what.clone(),
                    worth,
                    or_cash: judged.amount,
                });
                format!("{what} worth {worth} may be given instead, if the client agrees")
            } else {
                format!("{what} worth {worth} would be less than the money due")
            };
            judged.lines.push(Line::notes("in_kind", detail));
        }
        Ok(judged)
    }
}

fn refuse_disorder(
    check: &mut Check,
    object: &Object<'_>,
    last: Option<&Version>,
    from: NaiveDate,
    until: Option<NaiveDate>,
) {
    let mut refuse = |name: &str, detail: String| {
        let pointer = format!("{}/{name}", object.pointer);
        check.add(pointer, FieldError::new("out_of_order", detail));
    };
    if let Some(last) = last {
        let end = last.until.unwrap_or(last.from).max(last.from);
        if from <= end {
            let detail = format!("this must be after {end}; the oldest version stands first");
            refuse("from", detail);
        }
    }
    if until.is_some_and(|until| until < from) {
        refuse("until", format!("this must not be before {from}"));
    }
}

fn read_when(check: &mut Check, scope: &mut Scope, object: &Object<'_>) -> Vec<Condition> {
    let Some(node) = object.get("when") else {
        return Vec::new();
    };
    let nodes = match node.value.is_array() {
        true => node.list(check, 50),
        false => vec![node],
    };
    let read = |node: &Node<'_>| Condition::read(check, scope, node);
    nodes.iter().filter_map(read).collect()
}

fn read_exemptions(
    check: &mut Check,
    scope: &mut Scope,
    object: &Object<'_>,
) -> Vec<(Condition, String)> {
    let Some(node) = object.get("exemptions") else {
        return Vec::new();
    };
    let mut exemptions = Vec::new();
    for node in node.list(check, 50) {
        let known = ["when", "reason", "source", "evidence", "note"];
        let Some(object) = node.object(check, &known) else {
            continue;
        };
        read_provenance(check, &object);
        let reason = object
            .need(check, "reason")
            .and_then(|node| node.line(check));
        let when = object
            .need(check, "when")
            .and_then(|node| Condition::read(check, scope, &node));
        exemptions.extend(when.zip(reason));
    }
    exemptions
}

fn read_in_kind(check: &mut Check, scope: &mut Scope, node: &Node<'_>) -> Option<(String, Amount)> {
    let object = node.object(check, &["what", "worth"])?;
    let what = object.need(check, "what").and_then(|node| node.line(check));
    let worth = object
        .need(check, "worth")
        .and_then(|node| Amount::read(check, scope, &node));
    what.zip(worth)
}

impl Claim {
    fn read(check: &mut Check, scope: &mut Scope, node: &Node<'_>) -> Option<Self> {
        let known = ["claimed_on", "days", "months", "source", "evidence", "note"];
        let object = node.object(check, &known)?;
        read_provenance(check, &object);
        let is_date = |kind| kind == Kind::Date;
        let claimed_on = object
            .need(check, "claimed_on")
            .and_then(|node| scope.slot(check, &node, "a date", is_date));
        let within = match (object.get("days"), object.get("months")) {
            (Some(days), None) => days.count(check, 36_525).map(Within::Days),
            (None, Some(months)) => months.count(check, 1_200).map(Within::Months),
            _ => {
                node.refuse(check, "not_one_operator", "write either days or months");
                None
            }
        };
        Some(Self {
            claimed_on: claimed_on?.index,
            within: within?,
        })
    }

    /// The last day still counts.
    fn judge(&self, run: &mut Run<'_>) -> Result<(bool, Line), Fault> {
        run.steps += 1;
        let last = match self.within {
            Within::Days(days) => run.day.checked_add_days(Days::new(u64::from(days))),
            Within::Months(months) => run.day.checked_add_months(Months::new(months)),
        };
        let last = last.ok_or(Fault::Overflow)?;
        let claimed = match known(run.facts, self.claimed_on) {
            Ok(Value::Date(claimed)) => *claimed,
            _ => {
                let detail = format!("to be claimed by {last}");
                return Ok((true, Line::notes("claim", detail)));
            }
        };
        let in_time = (run.day..=last).contains(&claimed);
        let detail = if in_time {
            format!("claimed on {claimed}, by {last} at the latest")
        } else if claimed > last {
            format!("not due: claimed on {claimed}, which is after {last}")
        } else {
            let day = run.day;
            format!("not due: claimed on {claimed}, which is before the event, on {day}")
        };
        Ok((in_time, Line::notes("claim", detail)))
    }
}
