//! The names that conditions and amounts may use: the facts, the measures, and the tables by date.
//!
//! Every name becomes a slot once, when a guarantee is read; nothing is looked up afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::amends::guarantee::fact::Kind;
use crate::domain::amends::guarantee::rates::{AmountTable, IndexTable};
use crate::domain::amends::guarantee::read::Node;
use crate::domain::amends::guarantee::rounding::Rounding;
use crate::domain::error::Check;
use crate::domain::money::Currency;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) index: usize,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scope {
    names: BTreeMap<String, Slot>,
    /// The name and the unit of every slot.
    labels: Vec<(String, Option<String>)>,
    /// The only values of a text, by its slot.
    words: BTreeMap<usize, Vec<String>>,
    pub(super) currency: Option<Currency>,
    pub(super) rounding: Rounding,
    pub(super) rates: Vec<AmountTable>,
    pub(super) indexes: Vec<IndexTable>,
    /// The first money fact that an amount is made of; it tells the currency where the guarantee
    /// does not.
    pub(super) money_base: Option<usize>,
    /// The first day of the version that is being read: its tables must reach back to it.
    pub(super) version_from: Option<NaiveDate>,
    /// Nodes of conditions and amounts read so far.
    cost: u32,
}

/// More than any scheme we know needs, and little enough to be evaluated at once.
pub(super) const MAX_COST: u32 = 5_000;

impl Scope {
    pub(super) fn new(currency: Option<Currency>, rounding: Rounding) -> Self {
        Self {
            names: BTreeMap::new(),
            labels: Vec::new(),
            words: BTreeMap::new(),
            currency,
            rounding,
            rates: Vec::new(),
            indexes: Vec::new(),
            money_base: None,
            version_from: None,
            cost: 0,
        }
    }

    /// Gives the name the next slot; `false` where the name is taken.
    pub(super) fn add(&mut self, name: &str, kind: Kind, unit: Option<String>) -> bool {
        let index = self.names.len();
        let slot = Slot { index, kind };
        if self.names.contains_key(name) {
            return false;
        }
        self.names.insert(name.to_owned(), slot);
        self.labels.push((name.to_owned(), unit));
        true
    }

    /// Keeps which values the text called `name` may have; none: any.
    pub(super) fn limit_words(&mut self, name: &str, words: &[String]) {
        if let Some(slot) = self.find(name).filter(|_| !words.is_empty()) {
            self.words.insert(slot.index, words.to_vec());
        }
    }

    pub(super) fn words(&self, index: usize) -> Option<&[String]> {
        self.words.get(&index).map(Vec::as_slice)
    }

    pub(super) fn name(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", |(name, _)| name)
    }

    pub(super) fn unit(&self, index: usize) -> Option<&str> {
        self.labels.get(index)?.1.as_deref()
    }

    pub(super) fn find(&self, name: &str) -> Option<Slot> {
        self.names.get(name).copied()
    }

    /// The slot of a fact or measure that `node` names, of a kind that will do.
    pub(super) fn slot(
        &self,
        check: &mut Check,
        node: &Node<'_>,
        wanted: &str,
        will_do: impl Fn(Kind) -> bool,
    ) -> Option<Slot> {
        let name = node.text(check)?;
        let Some(slot) = self.find(name) else {
            let detail = format!("there is no fact or measure {name:?}");
            node.refuse(check, "unknown_fact", detail);
            return None;
        };
        if !will_do(slot.kind) {
            let detail = format!("{name} is a {}; this needs {wanted}", slot.kind.name());
            node.refuse(check, "type_mismatch", detail);
            return None;
        }
        Some(slot)
    }

    /// Counts one more node; refuses the first that is too many.
    pub(super) fn spend(&mut self, check: &mut Check, node: &Node<'_>) -> bool {
        self.cost += 1;
        if self.cost == MAX_COST + 1 {
            let detail = format!("this guarantee has more than {MAX_COST} parts");
            node.refuse(check, "too_costly", detail);
        }
        self.cost <= MAX_COST
    }

    pub(super) fn cost(&self) -> u32 {
        self.cost
    }
}

pub(super) fn is_name(text: &str) -> bool {
    const RESERVED: [&str; 21] = [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "package",
        "namespace",
        "null",
        "return",
        "true",
        "var",
        "void",
        "while",
    ];
    let shaped = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    shaped && text.len() <= 40 && text != "facts" && !RESERVED.contains(&text)
}
