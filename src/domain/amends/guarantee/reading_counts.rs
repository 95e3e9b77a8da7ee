//! Reads what is counted: units after a grace, a first amount and then more.

use rust_decimal::Decimal;

use crate::domain::amends::guarantee::amount::{Amount, Count};
use crate::domain::amends::guarantee::fact::Kind;
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::reading::Reader;
use crate::domain::amends::guarantee::rounding::Mode;
use crate::domain::error::FieldError;

impl Reader<'_> {
    fn count(&mut self, object: &Object<'_>) -> Option<Count> {
        let counts = |kind: Kind| kind.is_numeric() || kind == Kind::Duration;
        let by = self.slot(object, "count", "a number or a duration", counts)?;
        let after = self.scalar(object, "after", by.kind).unwrap_or_default();
        let every = match object.get("every") {
            None if by.kind == Kind::Duration => {
                object.need(self.check, "every");
                None
            }
            None => Some(Decimal::ONE),
            Some(node) => self.scalar(object, "every", by.kind).filter(|every| {
                if every.is_zero() {
                    node.refuse(self.check, "not_positive", "this must be more than zero");
                }
                !every.is_zero()
            }),
        };
        let whole = by.kind == Kind::Integer && every == Some(Decimal::ONE) && after.is_integer();
        let round = match object.get("round") {
            None if whole => Some(Mode::Down),
            None => {
                let detail = "say whether a started unit counts: up or down";
                let pointer = format!("{}/round", object.pointer);
                self.check.add(pointer, FieldError::new("required", detail));
                None
            }
            Some(node) => {
                let found = match node.text(self.check)? {
                    "up" => Some(Mode::Up),
                    "down" => Some(Mode::Down),
                    _ => None,
                };
                if found.is_none() {
                    let detail = "write up or down";
                    node.refuse(self.check, "unknown_rounding", detail);
                }
                found
            }
        };
        Some(Count {
            by,
            after,
            every: every?,
            round: round?,
        })
    }

    /// A count or a duration, as `kind` asks; never below zero.
    pub(super) fn scalar(
        &mut self,
        object: &Object<'_>,
        name: &str,
        kind: Kind,
    ) -> Option<Decimal> {
        let node = object.get(name)?;
        let value = self.check.nested(&node.pointer, kind.parse(node.value))?;
        let scalar = value.scalar()?;
        if scalar < Decimal::ZERO {
            node.refuse(self.check, "negative", "this must not be negative");
            return None;
        }
        Some(scalar)
    }

    pub(super) fn units(&mut self, object: &Object<'_>) -> Option<u32> {
        object.get("at_most")?.count(self.check, 1_000_000)
    }

    pub(super) fn per_unit(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let known = ["count", "after", "every", "round", "amount", "at_most"];
        let object = node.object(self.check, &known)?;
        let count = self.count(&object);
        let amount = self.need(Some(&object), "amount", depth);
        let at_most = self.units(&object);
        Some(Amount::PerUnit {
            count: count?,
            amount: amount?,
            at_most,
        })
    }

    pub(super) fn first_then(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let known = [
            "count",
            "after",
            "every",
            "round",
            "first",
            "first_covers",
            "then",
            "at_most",
        ];
        let object = node.object(self.check, &known)?;
        let count = self.count(&object);
        let first = self.need(Some(&object), "first", depth);
        let then = self.need(Some(&object), "then", depth);
        let at_most = self.units(&object);
        let count = count?;
        let covers = self.scalar(&object, "first_covers", count.by.kind);
        Some(Amount::FirstThen {
            count,
            covers: covers.unwrap_or_default(),
            first: first?,
            then: then?,
            at_most,
        })
    }
}
