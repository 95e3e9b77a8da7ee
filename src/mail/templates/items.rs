//! The items of an offer, as lines with their amounts.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::wording;

/// One line of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    pub label: String,
    pub value: Money,
}

/// A line of an offer with its amount as it is read.
pub(super) struct Item<'a> {
    pub(super) label: &'a str,
    /// Empty where nothing was put on it: "USD 0.00" beside a gift would sound like an insult.
    pub(super) value: String,
}

pub(super) fn item_lines(items: &[ItemLine], language: Language) -> Vec<Item<'_>> {
    items
        .iter()
        .map(|item| Item {
            label: &item.label,
            value: if item.value.is_zero() {
                String::new()
            } else {
                wording::money(item.value, language)
            },
        })
        .collect()
}
