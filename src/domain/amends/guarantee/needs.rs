//! Which facts a version looks at, and which of those that are not known it cannot do without.
//!
//! Both are read off the version without judging by it, so that everything that is missing can be
//! named at once.

use std::collections::BTreeSet;

use crate::domain::amends::guarantee::amount::{Amount, Penalty};
use crate::domain::amends::guarantee::condition::Condition;
use crate::domain::amends::guarantee::evaluation::Fault;
use crate::domain::amends::guarantee::expression::{Expr, known};
use crate::domain::amends::guarantee::fact::Value;
use crate::domain::amends::guarantee::measure::{Less, Measure, Source};
use crate::domain::amends::guarantee::version::Version;

/// Facts and measures, by their slots.
pub(super) type Slots = BTreeSet<usize>;

impl Version {
    /// Every fact that may play a part, also through a measure. Measures come after the facts.
    pub(super) fn looks_at(&self, facts: usize, measures: &[Measure]) -> Slots {
        let mut slots = Slots::new();
        let exempt = self.exemptions.iter().map(|(when, _)| when);
        for condition in self.when.iter().chain(exempt) {
            condition.expr().looks_at(&mut slots);
        }
        slots.extend(self.claim.as_ref().map(|claim| claim.claimed_on));
        self.amount.looks_at(&mut slots);
        if let Some((_, worth)) = &self.in_kind {
            worth.looks_at(&mut slots);
        }
        let mut looked = Slots::new();
        for slot in slots {
            match slot.checked_sub(facts).and_then(|at| measures.get(at)) {
                Some(measure) => measure.looks_at(&mut looked),
                None => _ = looked.insert(slot),
            }
        }
        looked
    }

    /// What is not known and is needed, whatever it will turn out to be.
    pub(super) fn lacks(&self, facts: &[Option<Value>]) -> Slots {
        let mut slots = Slots::new();
        for condition in &self.when {
            match condition.decided(facts) {
                Ok(false) => return Slots::new(),
                Ok(true) => {}
                Err(_) => condition.expr().lacks(facts, &mut slots),
            }
        }
        for (condition, _) in &self.exemptions {
            match condition.decided(facts) {
                Ok(true) => return slots,
                Ok(false) => {}
                Err(_) => condition.expr().lacks_in_turn(facts, &mut slots),
            }
        }
        slots.append(&mut self.amount.lacks(facts));
        if let Some((_, worth)) = &self.in_kind {
            slots.append(&mut worth.lacks(facts));
        }
        slots
    }
}

impl Condition {
    fn decided(&self, facts: &[Option<Value>]) -> Result<bool, Fault> {
        self.holds(facts, &mut 0)
    }
}

impl Measure {
    fn looks_at(&self, slots: &mut Slots) {
        slots.extend(self.source.facts());
        for stop in &self.stops {
            if let Some(when) = &stop.when {
                when.expr().looks_at(slots);
            }
            match stop.less {
                Less::Count(index) => _ = slots.insert(index),
                Less::Period { from, to } => slots.extend([from, to]),
            }
        }
    }

    /// A stop whose facts are not given did not happen, so only the count itself is needed, the
    /// conditions of stops that may have happened, and the other end of a period that has one.
    pub(super) fn lacks(&self, facts: &[Option<Value>]) -> Slots {
        let unknown = |index: &usize| known(facts, *index).is_err();
        let mut slots: Slots = self.source.facts().into_iter().filter(unknown).collect();
        for stop in &self.stops {
            let happened = match stop.less {
                Less::Count(index) => !unknown(&index),
                Less::Period { from, to } => !unknown(&from) || !unknown(&to),
            };
            if !happened {
                continue;
            }
            if let Some(when) = &stop.when {
                when.expr().lacks(facts, &mut slots);
            }
            if let Less::Period { from, to } = stop.less
                && stop.may_apply(facts)
            {
                slots.extend([from, to].into_iter().filter(unknown));
            }
        }
        slots
    }
}

impl Source {
    fn facts(&self) -> Vec<usize> {
        match self {
            Self::Count(index) => vec![*index],
            Self::Days { from, to, .. } => vec![*from, *to],
        }
    }
}

impl Expr {
    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Literal(_) | Self::Fact(_) | Self::Has(_) => Vec::new(),
            Self::Not(a) | Self::Negate(a) | Self::Days(a) | Self::DayOfWeek(a) => vec![a],
            Self::And(a, b)
            | Self::Or(a, b)
            | Self::Sum(_, a, b)
            | Self::Compare(_, a, b)
            | Self::Text(_, a, b) => vec![a, b],
            Self::If(a, b, c) => vec![a, b, c],
            Self::In(a, list) => std::iter::once(&**a).chain(list).collect(),
        }
    }

    fn looks_at(&self, slots: &mut Slots) {
        if let Self::Fact(index) | Self::Has(index) = self {
            slots.insert(*index);
        }
        self.parts().iter().for_each(|part| part.looks_at(slots));
    }

    fn is_unknown(&self, facts: &[Option<Value>]) -> bool {
        matches!(self.value(facts, &mut 0), Err(Fault::Missing(_)))
    }

    /// What it lacks, where what stands first guards the rest: that is asked for once the first holds.
    fn lacks_in_turn(&self, facts: &[Option<Value>], slots: &mut Slots) {
        match self {
            _ if !self.is_unknown(facts) => {}
            Self::And(a, _) if a.is_unknown(facts) => a.lacks_in_turn(facts, slots),
            Self::And(_, b) => b.lacks_in_turn(facts, slots),
            _ => self.lacks(facts, slots),
        }
    }

    fn lacks(&self, facts: &[Option<Value>], slots: &mut Slots) {
        if !self.is_unknown(facts) {
            return;
        }
        match self {
            Self::Fact(index) => _ = slots.insert(*index),
            Self::If(condition, ..) if condition.is_unknown(facts) => condition.lacks(facts, slots),
            Self::If(condition, a, b) => {
                let holds = condition.value(facts, &mut 0) == Ok(Value::Boolean(true));
                if holds { a } else { b }.lacks(facts, slots);
            }
            _ => self
                .parts()
                .iter()
                .for_each(|part| part.lacks(facts, slots)),
        }
    }
}

impl Amount {
    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Fixed(_) | Self::Rate(_) | Self::Fact(_) | Self::Indexed { .. } => Vec::new(),
            Self::Percent { of: amount, .. }
            | Self::Divide { amount, .. }
            | Self::PerUnit { amount, .. }
            | Self::Factor { amount, .. } => vec![amount],
            Self::FirstThen { first, then, .. } => vec![first, then],
            Self::Bands { bands, .. } => bands.iter().map(|band| &band.amount).collect(),
            Self::Choose(cases) => cases.iter().map(|(_, amount)| amount).collect(),
            Self::Best(_, amounts) => amounts.iter().collect(),
            Self::Limit {
                amount,
                at_least,
                at_most,
                ..
            } => {
                let bounds = [at_least, at_most].into_iter().flatten();
                bounds.chain([amount]).map(|part| &**part).collect()
            }
            Self::LatePayment {
                amount,
                add,
                at_most,
                ..
            } => {
                let mut parts: Vec<&Self> = vec![amount];
                if let Penalty::Fixed(fixed) = add {
                    parts.push(fixed);
                }
                parts.extend(at_most.as_deref());
                parts
            }
        }
    }

    /// The fact or measure that the amount itself turns on.
    fn own_slot(&self) -> Option<usize> {
        match self {
            Self::Fact(index) => Some(*index),
            Self::Divide { by, .. } => Some(*by),
            Self::PerUnit { count, .. } | Self::FirstThen { count, .. } => Some(count.by.index),
            Self::Bands { by, .. } => Some(by.index),
            Self::LatePayment { days, .. } => Some(*days),
            _ => None,
        }
    }

    fn looks_at(&self, slots: &mut Slots) {
        slots.extend(self.own_slot());
        match self {
            Self::Choose(cases) => {
                for when in cases.iter().filter_map(|(when, _)| when.as_ref()) {
                    when.expr().looks_at(slots);
                }
            }
            Self::Factor {
                when: Some(when), ..
            } => when.expr().looks_at(slots),
            _ => {}
        }
        self.parts().iter().for_each(|part| part.looks_at(slots));
    }

    fn lacks(&self, facts: &[Option<Value>]) -> Slots {
        let own = self.own_slot();
        let mut slots: Slots = own
            .filter(|index| known(facts, *index).is_err())
            .into_iter()
            .collect();
        let scalar = own.and_then(|index| known(facts, index).ok()?.scalar());
        match self {
            Self::Bands { bands, .. } => match scalar {
                None => slots.append(&mut in_all(self.parts(), facts)),
                Some(scalar) => {
                    if let Some(band) = bands.iter().find(|band| band.holds(scalar)) {
                        slots.append(&mut band.amount.lacks(facts));
                    }
                }
            },
            Self::Choose(cases) => slots.append(&mut case_lacks(cases, facts)),
            Self::FirstThen { count, .. } if scalar.is_some_and(|it| it <= count.after) => {}
            Self::LatePayment { amount, after, .. } if scalar.is_some_and(|it| it <= *after) => {
                slots.append(&mut amount.lacks(facts));
            }
            _ => {
                if let Self::Factor {
                    when: Some(when), ..
                } = self
                {
                    when.expr().lacks_in_turn(facts, &mut slots);
                }
                for part in self.parts() {
                    slots.append(&mut part.lacks(facts));
                }
            }
        }
        slots
    }

    /// The tables by date that it is made of.
    pub(super) fn rates(&self, tables: &mut Vec<usize>) {
        if let Self::Rate(table) = self {
            tables.push(*table);
        }
        self.parts().iter().for_each(|part| part.rates(tables));
    }

    /// The same for tables of an index.
    pub(super) fn indexes(&self, tables: &mut Vec<usize>) {
        if let Self::Indexed { index, .. } = self {
            tables.push(*index);
        }
        self.parts().iter().for_each(|part| part.indexes(tables));
    }

    /// The first money fact that the amount is made of.
    pub(super) fn money_base(&self) -> Option<usize> {
        match self {
            Self::Fact(index) => Some(*index),
            _ => self.parts().iter().find_map(|part| part.money_base()),
        }
    }
}

fn case_lacks(cases: &[(Option<Condition>, Amount)], facts: &[Option<Value>]) -> Slots {
    for (index, (when, amount)) in cases.iter().enumerate() {
        match when.as_ref().map(|when| (when, when.decided(facts))) {
            None | Some((_, Ok(true))) => return amount.lacks(facts),
            Some((_, Ok(false))) => {}
            Some((when, Err(_))) => {
                let left = cases[index..].iter().map(|(_, amount)| amount);
                let mut slots = in_all(left.collect(), facts);
                when.expr().lacks(facts, &mut slots);
                return slots;
            }
        }
    }
    Slots::new()
}

/// What each of them lacks.
fn in_all(amounts: Vec<&Amount>, facts: &[Option<Value>]) -> Slots {
    let each = amounts.into_iter().map(|amount| amount.lacks(facts));
    each.reduce(|a, b| &a & &b).unwrap_or_default()
}
