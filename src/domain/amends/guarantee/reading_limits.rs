//! Reads what bounds an amount, and what is added when we pay late.

use crate::domain::amends::guarantee::amount::{Amount, Penalty, Per};
use crate::domain::amends::guarantee::fact::Kind;
use crate::domain::amends::guarantee::read::Node;
use crate::domain::amends::guarantee::reading::Reader;

impl Reader<'_> {
    pub(super) fn limit(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let object = node.object(self.check, &["amount", "at_least", "at_most", "per"])?;
        let words = [
            ("incident", Per::Incident),
            ("month", Per::Month),
            ("year", Per::Year),
            ("client", Per::Client),
        ];
        let per = object
            .get("per")
            .and_then(|node| node.word(self.check, &words));
        if object.get("at_least").is_none() && object.get("at_most").is_none() {
            let detail = "a limit needs at_least or at_most";
            node.refuse(self.check, "required", detail);
        }
        let at_least = self.may(&object, "at_least", depth);
        let at_most = self.may(&object, "at_most", depth);
        let amount = self.need(Some(&object), "amount", depth)?;
        let bounds = (at_least.as_deref(), at_most.as_deref());
        self.refuse_contradiction(&object.pointer, bounds, &amount);
        Some(Amount::Limit {
            amount,
            at_least,
            at_most,
            per: per.unwrap_or(Per::Incident),
        })
    }

    pub(super) fn late_payment(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let known = [
            "amount",
            "days",
            "after",
            "add",
            "percent_per_day",
            "at_most",
            "round",
            "step",
        ];
        let object = node.object(self.check, &known)?;
        let rounding = self.rounding(&object);
        let days = self.slot(&object, "days", "an integer", |kind| kind == Kind::Integer);
        let after = self.scalar(&object, "after", Kind::Integer);
        let add = match (object.get("add"), object.get("percent_per_day")) {
            (Some(add), None) => self
                .amount(&add, depth)
                .map(|add| Penalty::Fixed(Box::new(add))),
            (None, Some(percent)) => percent
                .number_above_zero(self.check)
                .map(|percent| Penalty::PercentPerDay(percent, rounding)),
            _ => {
                let detail = "write either add or percent_per_day";
                node.refuse(self.check, "not_one_operator", detail);
                None
            }
        };
        let at_most = self.may(&object, "at_most", depth);
        let amount = self.need(Some(&object), "amount", depth);
        Some(Amount::LatePayment {
            amount: amount?,
            days: days?.index,
            after: after.unwrap_or_default(),
            add: add?,
            at_most,
        })
    }
}
