//! Reads the tree of an amount from JSON, with every mistake named by its place.
//!
//! Counted units are read by `reading_counts`, limits and penalties by `reading_limits`.

use serde_json::Value as Json;

use crate::domain::amends::guarantee::amount::{Amount, Best};
use crate::domain::amends::guarantee::bands;
use crate::domain::amends::guarantee::condition::Condition;
use crate::domain::amends::guarantee::fact::Kind;
use crate::domain::amends::guarantee::rates::read_money;
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::rounding::Rounding;
use crate::domain::amends::guarantee::scope::{Scope, Slot};
use crate::domain::error::{Check, FieldError};
use crate::domain::money::Money;

const MAX_DEPTH: usize = 16;
const MAX_BRANCHES: usize = 100;

const OPERATORS: [&str; 15] = [
    "rate",
    "fact",
    "percent",
    "divide",
    "per_unit",
    "first_then",
    "bands",
    "choose",
    "factor",
    "highest_of",
    "lowest_of",
    "sum_of",
    "limit",
    "late_payment",
    "indexed",
];

impl Amount {
    pub(super) fn read(check: &mut Check, scope: &mut Scope, node: &Node<'_>) -> Option<Self> {
        Reader { check, scope }.amount(node, MAX_DEPTH)
    }
}

/// Reads amounts; `bands` reads its part with it.
pub(super) struct Reader<'a> {
    pub(super) check: &'a mut Check,
    pub(super) scope: &'a mut Scope,
}

impl Reader<'_> {
    pub(super) fn amount(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        if depth == 0 {
            node.refuse(self.check, "too_deep", "this is nested too deeply");
            return None;
        }
        if !self.scope.spend(self.check, node) {
            return None;
        }
        let depth = depth - 1;
        let is_money = node.value.get("amount").is_some() && node.value.get("currency").is_some();
        if node.value.is_string() || is_money {
            return read_money(self.check, node, self.scope.currency).map(Amount::Fixed);
        }
        if let Json::Number(number) = node.value {
            let detail = format!(
                "write the amount as a text, in quotes: {}",
                self.as_text(number)
            );
            node.refuse(self.check, "wrong_type", detail);
            return None;
        }
        let object = node.object(self.check, &OPERATORS)?;
        let mut found = OPERATORS.iter().filter_map(|name| {
            let node = object.get(name)?;
            Some((*name, node))
        });
        let (Some((name, inner)), None) = (found.next(), found.next()) else {
            let detail = format!(
                "write an amount like \"10.00\", or an object with one of: {}",
                OPERATORS.join(", ")
            );
            node.refuse(self.check, "not_one_operator", detail);
            return None;
        };
        match name {
            "rate" => self.rate(&inner),
            "fact" => self.money_fact(&inner),
            "percent" => self.percent(&inner, depth),
            "divide" => self.divide(&inner, depth),
            "per_unit" => self.per_unit(&inner, depth),
            "first_then" => self.first_then(&inner, depth),
            "bands" => bands::read(self, &inner, depth),
            "choose" => self.choose(&inner, depth),
            "factor" => self.factor(&inner, depth),
            "highest_of" => self.best(&inner, Best::Highest, depth),
            "lowest_of" => self.best(&inner, Best::Lowest, depth),
            "sum_of" => self.best(&inner, Best::Sum, depth),
            "limit" => self.limit(&inner, depth),
            "late_payment" => self.late_payment(&inner, depth),
            _ => self.indexed(&inner),
        }
    }

    /// `10` as `"10.00"`, with the digits of the currency, where nothing is lost.
    fn as_text(&self, number: &serde_json::Number) -> String {
        let plain = number.to_string();
        let money = self
            .scope
            .currency
            .and_then(|currency| Money::parse_amount(&plain, currency).ok());
        format!("{:?}", money.map_or(plain, Money::amount))
    }

    pub(super) fn need(
        &mut self,
        object: Option<&Object<'_>>,
        name: &str,
        depth: usize,
    ) -> Option<Box<Amount>> {
        let node = object?.need(self.check, name)?;
        self.amount(&node, depth).map(Box::new)
    }

    pub(super) fn may(
        &mut self,
        object: &Object<'_>,
        name: &str,
        depth: usize,
    ) -> Option<Box<Amount>> {
        let node = object.get(name)?;
        self.amount(&node, depth).map(Box::new)
    }

    pub(super) fn slot(
        &mut self,
        object: &Object<'_>,
        name: &str,
        wanted: &str,
        will_do: impl Fn(Kind) -> bool,
    ) -> Option<Slot> {
        let node = object.need(self.check, name)?;
        self.scope.slot(self.check, &node, wanted, will_do)
    }

    pub(super) fn rounding(&mut self, object: &Object<'_>) -> Rounding {
        let (standing, currency) = (self.scope.rounding, self.scope.currency);
        Rounding::read(self.check, object, standing, currency)
    }

    fn when(&mut self, object: &Object<'_>) -> Option<Option<Condition>> {
        match object.get("when") {
            None => Some(None),
            Some(node) => Condition::read(self.check, self.scope, &node).map(Some),
        }
    }

    fn rate(&mut self, node: &Node<'_>) -> Option<Amount> {
        let name = node.text(self.check)?;
        let table = self.scope.rates.iter().position(|table| table.name == name);
        let Some(table) = table else {
            let detail = format!("there is no table {name:?} in `rates`");
            node.refuse(self.check, "unknown_rate", detail);
            return None;
        };
        if let Some(from) = self.scope.version_from
            && self.scope.rates[table].on(from).is_none()
        {
            let detail = format!("{name} has no rate on {from}, when this version begins");
            node.refuse(self.check, "no_rate_then", detail);
        }
        Some(Amount::Rate(table))
    }

    fn money_fact(&mut self, node: &Node<'_>) -> Option<Amount> {
        self.scope.spend(self.check, node);
        let is_money = |kind| kind == Kind::Money;
        let slot = self.scope.slot(self.check, node, "money", is_money)?;
        self.scope.money_base.get_or_insert(slot.index);
        Some(Amount::Fact(slot.index))
    }

    fn percent(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let object = node.object(self.check, &["of", "percent", "round", "step"])?;
        let rounding = self.rounding(&object);
        let percent = object
            .need(self.check, "percent")
            .and_then(|node| node.number_above_zero(self.check));
        let of = object.need(self.check, "of")?;
        // A name here is a fact, not an amount: `"of": "price"` reads as it is said.
        let is_name = matches!(of.value, Json::String(text)
            if !text.starts_with(|c: char| c.is_ascii_digit()));
        let of = match is_name {
            true => self.money_fact(&of),
            false => self.amount(&of, depth),
        };
        Some(Amount::Percent {
            of: Box::new(of?),
            percent: percent?,
            rounding,
        })
    }

    fn divide(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let object = node.object(self.check, &["amount", "by", "round", "step"])?;
        let rounding = self.rounding(&object);
        let by = self.slot(&object, "by", "a number", Kind::is_numeric);
        let amount = self.need(Some(&object), "amount", depth);
        Some(Amount::Divide {
            amount: amount?,
            by: by?.index,
            rounding,
        })
    }

    fn choose(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let cases = node.list(self.check, MAX_BRANCHES);
        let last = cases.len().saturating_sub(1);
        self.refuse_empty(node, cases.len());
        let mut read = Vec::new();
        for (index, case) in cases.iter().enumerate() {
            let Some(object) = case.object(self.check, &["when", "amount"]) else {
                continue;
            };
            if index < last {
                object.need(self.check, "when");
            }
            let when = self.when(&object);
            let amount = self.need(Some(&object), "amount", depth);
            if let (Some(when), Some(amount)) = (when, amount) {
                read.push((when, *amount));
            }
        }
        Some(Amount::Choose(read))
    }

    fn refuse_empty(&mut self, node: &Node<'_>, length: usize) {
        if length == 0 && node.value.is_array() {
            node.refuse(self.check, "empty", "write at least one");
        }
    }

    fn factor(&mut self, node: &Node<'_>, depth: usize) -> Option<Amount> {
        let known = ["times", "amount", "when", "reason", "round", "step"];
        let object = node.object(self.check, &known)?;
        let rounding = self.rounding(&object);
        let times = object
            .need(self.check, "times")
            .and_then(|node| node.number_above_zero(self.check));
        let reason = object.get("reason").and_then(|node| node.line(self.check));
        let when = self.when(&object);
        let amount = self.need(Some(&object), "amount", depth);
        Some(Amount::Factor {
            amount: amount?,
            times: times?,
            when: when?,
            reason,
            rounding,
        })
    }

    fn best(&mut self, node: &Node<'_>, best: Best, depth: usize) -> Option<Amount> {
        let nodes = node.list(self.check, MAX_BRANCHES);
        self.refuse_empty(node, nodes.len());
        let amounts: Vec<Option<Amount>> =
            nodes.iter().map(|node| self.amount(node, depth)).collect();
        let amounts: Option<Vec<Amount>> = amounts.into_iter().collect();
        Some(Amount::Best(best, amounts?))
    }

    fn indexed(&mut self, node: &Node<'_>) -> Option<Amount> {
        let object = node.object(self.check, &["base", "index", "base_on", "round", "step"])?;
        let rounding = self.rounding(&object);
        let base = object
            .need(self.check, "base")
            .and_then(|node| read_money(self.check, &node, self.scope.currency));
        let base_on = object
            .need(self.check, "base_on")
            .and_then(|node| node.date(self.check));
        let index = object.need(self.check, "index")?;
        let name = index.text(self.check)?;
        let table = self
            .scope
            .indexes
            .iter()
            .position(|table| table.name == name);
        let Some(table) = table else {
            let detail = format!("there is no table {name:?} in `indexes`");
            index.refuse(self.check, "unknown_index", detail);
            return None;
        };
        if let Some(from) = self.scope.version_from
            && self.scope.indexes[table].on(from).is_none()
        {
            let detail = format!("{name} has no value on {from}, when this version begins");
            index.refuse(self.check, "no_rate_then", detail);
        }
        let base_on = base_on?;
        if self.scope.indexes[table].on(base_on).is_none() {
            let detail = format!("{name} has no value on {base_on}");
            let pointer = format!("{}/base_on", object.pointer);
            self.check
                .add(pointer, FieldError::new("no_rate_then", detail));
            return None;
        }
        Some(Amount::Indexed {
            base: base?,
            index: table,
            base_on,
            rounding,
        })
    }
}
