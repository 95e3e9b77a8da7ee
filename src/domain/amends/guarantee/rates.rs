//! Tables by date: what a rate or an index was from which day on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::scope::is_name;
use crate::domain::error::{Check, FieldError};
use crate::domain::money::{Currency, Money};

const MAX_TABLES: usize = 50;
const MAX_ENTRIES: usize = 400;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table<T> {
    pub(super) name: String,
    entries: Vec<(NaiveDate, T)>,
}

pub(super) type AmountTable = Table<Money>;
pub(super) type IndexTable = Table<Decimal>;

impl<T: Copy> Table<T> {
    /// What was in force on `day`.
    pub(super) fn on(&self, day: NaiveDate) -> Option<(NaiveDate, T)> {
        let after = self.entries.partition_point(|(from, _)| *from <= day);
        self.entries[..after].last().copied()
    }

    pub(super) fn starts(&self) -> impl Iterator<Item = NaiveDate> {
        self.entries.iter().map(|(from, _)| *from)
    }
}

/// Reads `{name: [{from, <field>}, ...]}`.
pub(super) fn read<T: Copy>(
    check: &mut Check,
    node: Option<Node<'_>>,
    field: &str,
    mut value: impl FnMut(&mut Check, &Node<'_>) -> Option<T>,
) -> Vec<Table<T>> {
    let Some(node) = node else {
        return Vec::new();
    };
    let mut tables = Vec::new();
    for (name, node) in node.members(check, MAX_TABLES) {
        if !is_name(name) {
            let detail = "a name is made of small letters, digits and _";
            node.refuse(check, "not_a_name", detail);
        }
        let mut entries: Vec<(NaiveDate, T)> = Vec::new();
        let list = node.list(check, MAX_ENTRIES);
        if list.is_empty() {
            node.refuse(check, "empty", "a table needs at least one entry");
        }
        for entry in list {
            let known = ["from", field, "source", "evidence", "note"];
            let Some(object) = entry.object(check, &known) else {
                continue;
            };
            read_provenance(check, &object);
            let from = object.need(check, "from").and_then(|node| node.date(check));
            let read = object
                .need(check, field)
                .and_then(|node| value(check, &node));
            let Some(from) = from else { continue };
            refuse_disorder(check, &object, entries.last().map(|(date, _)| *date), from);
            if let Some(read) = read {
                entries.push((from, read));
            }
        }
        tables.push(Table {
            name: name.to_owned(),
            entries,
        });
    }
    tables
}

/// `source`, `evidence` and `note`: for readers, never for the sum.
pub(super) fn read_provenance(check: &mut Check, object: &Object<'_>) {
    for name in ["source", "evidence", "note"] {
        let Some(node) = object.get(name) else {
            continue;
        };
        match node.value {
            Json::Array(_) => {
                for line in node.list(check, 20) {
                    line.prose(check);
                }
            }
            _ => {
                node.prose(check);
            }
        }
    }
}

/// Dates stand in ascending order, each once.
pub(super) fn refuse_disorder(
    check: &mut Check,
    object: &Object<'_>,
    last: Option<NaiveDate>,
    from: NaiveDate,
) {
    if let Some(last) = last
        && from <= last
    {
        let detail = format!("this must be after {last}; the oldest stands first");
        let pointer = format!("{}/from", object.pointer);
        check.add(pointer, FieldError::new("out_of_order", detail));
    }
}

/// Money as `"8.40"` in the currency of the guarantee, or as `{amount, currency}`.
pub(super) fn read_money(
    check: &mut Check,
    node: &Node<'_>,
    currency: Option<Currency>,
) -> Option<Money> {
    if let Json::Object(_) = node.value {
        let raw: BTreeMap<&str, Node<'_>> = node.members(check, 2).into_iter().collect();
        let (Some(amount), Some(written)) = (raw.get("amount"), raw.get("currency")) else {
            node.refuse(check, "wrong_type", "write {\"amount\", \"currency\"}");
            return None;
        };
        let (amount, code) = (amount.text(check)?, written.text(check)?);
        let money = check.nested(&node.pointer, Money::parse(amount, code))?;
        if Some(money.currency()) != currency {
            let detail = match currency {
                Some(currency) => format!("this guarantee is in {currency}"),
                None => "name the currency of the guarantee first".to_owned(),
            };
            written.refuse(check, "mixed_currencies", detail);
            return None;
        }
        return Some(money);
    }
    if let Json::Number(number) = node.value {
        let detail = format!("write the amount as a text, in quotes: \"{number}\"");
        node.refuse(check, "wrong_type", detail);
        return None;
    }
    let text = node.text(check)?;
    let Some(currency) = currency else {
        let detail = "an amount needs the currency of the guarantee";
        node.refuse(check, "currency_missing", detail);
        return None;
    };
    check.take(&*node.pointer, Money::parse_amount(text, currency))
}
