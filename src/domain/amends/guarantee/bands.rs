//! Bands over a fact: edges that are open or closed, without overlap and without gap.

use std::fmt;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::domain::amends::guarantee::amount::Amount;
use crate::domain::amends::guarantee::fact::{Kind, Value};
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::reading::Reader;
use crate::domain::error::{Check, FieldError};

const MAX_BANDS: usize = 100;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    lower: Option<Edge>,
    upper: Option<Edge>,
    pub(super) amount: Amount,
}

#[derive(Debug, Clone, PartialEq)]
struct Edge {
    at: Decimal,
    /// Whether the edge itself belongs to the band.
    closed: bool,
    written: Value,
}

impl Band {
    pub(super) fn holds(&self, value: Decimal) -> bool {
        let above = self
            .lower
            .as_ref()
            .is_none_or(|edge| value > edge.at || (edge.closed && value == edge.at));
        let below = self
            .upper
            .as_ref()
            .is_none_or(|edge| value < edge.at || (edge.closed && value == edge.at));
        above && below
    }

    pub(super) fn same_edges(&self, other: &Self) -> bool {
        (&self.lower, &self.upper) == (&other.lower, &other.upper)
    }

    /// Where it begins, to put bands into their order.
    fn begins(&self) -> Option<(Decimal, bool)> {
        self.lower.as_ref().map(|edge| (edge.at, !edge.closed))
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if let Some(edge) = &self.lower {
            let word = if edge.closed { "from" } else { "above" };
            write!(f, "{word} {}", edge.written)?;
            between = " ";
        }
        if let Some(edge) = &self.upper {
            let word = if edge.closed { "up to" } else { "below" };
            write!(f, "{between}{word} {}", edge.written)?;
        }
        Ok(())
    }
}

pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>, depth: usize) -> Option<Amount> {
    let object = node.object(reader.check, &["by", "of"])?;
    let by = object.need(reader.check, "by").and_then(|node| {
        let wanted = "a value that has an order";
        reader
            .scope
            .slot(reader.check, &node, wanted, Kind::is_ordered)
    });
    let of = object.need(reader.check, "of")?;
    let nodes = of.list(reader.check, MAX_BANDS);
    if nodes.is_empty() && of.value.is_array() {
        of.refuse(reader.check, "empty", "write at least one band");
    }
    let by = by?;
    if refuse_text_as_money(reader.check, &nodes, by.kind) {
        return None;
    }
    let mut bands: Vec<(Band, String)> = Vec::new();
    let mut is_whole = true;
    for node in nodes {
        let known = ["from", "above", "up_to", "below", "amount"];
        let Some(object) = node.object(reader.check, &known) else {
            is_whole = false;
            continue;
        };
        let lower = edge(reader.check, &object, by.kind, ["from", "above"]);
        let upper = edge(reader.check, &object, by.kind, ["up_to", "below"]);
        let amount = object
            .need(reader.check, "amount")
            .and_then(|node| reader.amount(&node, depth));
        let (Ok(lower), Ok(upper)) = (lower, upper) else {
            is_whole = false;
            continue;
        };
        if let (Some(lower), Some(upper)) = (&lower, &upper) {
            refuse_empty(reader.check, &node, lower, upper);
        }
        // A band without an amount still has its edges, which the next one is held against.
        let amount = amount.unwrap_or(Amount::Choose(Vec::new()));
        let band = Band {
            lower,
            upper,
            amount,
        };
        bands.push((band, object.pointer.clone()));
    }
    // Largest first is as good an order as smallest first.
    bands.sort_by_key(|(band, _)| band.begins());
    // What an edge that cannot be read leaves open is no gap.
    if is_whole {
        for pair in bands.windows(2) {
            if let [(last, _), (band, pointer)] = pair {
                refuse_misfit(reader.check, pointer, last, band.lower.as_ref(), by.kind);
            }
        }
    }
    let bands = bands.into_iter().map(|(band, _)| band).collect();
    Some(Amount::Bands { by, bands })
}

/// Says once how edges of money are written, where the first of them is a text.
fn refuse_text_as_money(check: &mut Check, bands: &[Node<'_>], kind: Kind) -> bool {
    if kind != Kind::Money {
        return false;
    }
    for band in bands {
        for name in ["from", "above", "up_to", "below"] {
            if band.value.get(name).is_some_and(Json::is_string) {
                let detail = "write every edge as {\"amount\": \"10.00\", \"currency\": \"EUR\"}: these bands are over money";
                let pointer = format!("{}/{name}", band.pointer);
                check.add(pointer, FieldError::new("wrong_type", detail));
                return true;
            }
        }
    }
    false
}

/// The edge of a band, where it has one; an error where that could not be read.
fn edge(
    check: &mut Check,
    object: &Object<'_>,
    kind: Kind,
    [closed, open]: [&str; 2],
) -> Result<Option<Edge>, ()> {
    let (closed, node) = match (object.get(closed), object.get(open)) {
        (Some(_), Some(node)) => {
            let detail = format!("write either {closed} or {open}");
            node.refuse(check, "not_one_edge", detail);
            return Err(());
        }
        (Some(node), None) => (true, node),
        (None, Some(node)) => (false, node),
        (None, None) => return Ok(None),
    };
    let written = check.nested(&node.pointer, kind.parse(node.value));
    let edge = written.and_then(|written| {
        Some(Edge {
            at: written.scalar()?,
            closed,
            written,
        })
    });
    edge.map(Some).ok_or(())
}

fn refuse_empty(check: &mut Check, node: &Node<'_>, lower: &Edge, upper: &Edge) {
    let empty = upper.at < lower.at || (upper.at == lower.at && !(upper.closed && lower.closed));
    if empty {
        node.refuse(check, "empty_band", "nothing can lie within this band");
    }
}

/// A band begins exactly where the one before it ends.
fn refuse_misfit(check: &mut Check, pointer: &str, last: &Band, lower: Option<&Edge>, kind: Kind) {
    let mut refuse = |code, detail: String| {
        let name = if lower.is_some_and(|edge| !edge.closed) {
            "above"
        } else {
            "from"
        };
        check.add(format!("{pointer}/{name}"), FieldError::new(code, detail));
    };
    let Some(upper) = &last.upper else {
        return refuse(
            "overlapping_bands",
            format!("the band before ({last}) has no upper edge"),
        );
    };
    let Some(lower) = lower else {
        return refuse(
            "overlapping_bands",
            "only the first band may be without a lower edge".to_owned(),
        );
    };
    // Of whole numbers and days, 29 and 30 are neighbours: every edge can be seen as a closed one.
    let (upper_at, upper_closed, lower_at, lower_closed) = if kind.is_stepped() {
        let upper_at = upper.at - Decimal::from(u8::from(!upper.closed));
        let lower_at = lower.at - Decimal::from(u8::from(lower.closed));
        (upper_at, true, lower_at, false)
    } else {
        (upper.at, upper.closed, lower.at, lower.closed)
    };
    let overlap = lower_at < upper_at || (lower_at == upper_at && lower_closed && upper_closed);
    let gap = lower_at > upper_at || (lower_at == upper_at && !lower_closed && !upper_closed);
    if overlap {
        refuse(
            "overlapping_bands",
            format!("this overlaps the band before ({last})"),
        );
    } else if gap {
        refuse(
            "gap_between_bands",
            format!("nothing covers what lies between this and the band before ({last})"),
        );
    }
}
