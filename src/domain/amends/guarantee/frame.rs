//! Reads the frame of a guarantee: its name, facts, measures, tables and versions, in that order,
//! because each may use what stands before it.

use serde_json::Value as Json;

use crate::domain::amends::guarantee::Guarantee;
use crate::domain::amends::guarantee::calendar::Calendar;
use crate::domain::amends::guarantee::fact::{Fact, Kind};
use crate::domain::amends::guarantee::measure::Measure;
use crate::domain::amends::guarantee::rates;
use crate::domain::amends::guarantee::read::{Node, Object};
use crate::domain::amends::guarantee::rounding::Rounding;
use crate::domain::amends::guarantee::scope::{Scope, is_name};
use crate::domain::amends::guarantee::version::Version;
use crate::domain::error::{Check, FieldError};
use crate::domain::money::Currency;

/// The money facts that the incident knows.
const BUILT_IN: [&str; 2] = ["price", "loss"];
const MAX_FACTS: usize = 60;
const MAX_VERSIONS: usize = 100;

const FIELDS: [&str; 15] = [
    "code", "name", "promise", "sources", "currency", "rounding", "facts", "measures", "weekend",
    "holidays", "rates", "indexes", "dated_by", "versions", "note",
];

impl Guarantee {
    pub(super) fn parse_into(check: &mut Check, value: &Json) -> Option<Self> {
        let object = Node::root(value).object(check, &FIELDS)?;
        let code = read_code(check, &object);
        let name = object.need(check, "name").and_then(|node| node.line(check));
        let promise = object
            .need(check, "promise")
            .and_then(|node| node.prose(check));
        read_sources(check, &object);
        let currency = object.get("currency").and_then(|node| {
            let code = node.text(check)?;
            check.take(&*node.pointer, Currency::parse(code))
        });
        let rounding = object.get("rounding").and_then(|node| {
            let object = node.object(check, &["round", "step"])?;
            Some(Rounding::read(
                check,
                &object,
                Rounding::default(),
                currency,
            ))
        });
        let mut scope = Scope::new(currency, rounding.unwrap_or_default());
        let facts = read_facts(check, &mut scope, &object);
        let calendar = Calendar::read(check, &object);
        let money = |check: &mut Check, node: &Node<'_>| rates::read_money(check, node, currency);
        scope.rates = rates::read(check, object.get("rates"), "amount", money);
        let index = |check: &mut Check, node: &Node<'_>| node.number_above_zero(check);
        scope.indexes = rates::read(check, object.get("indexes"), "value", index);
        let measures = read_measures(check, &mut scope, &object);
        let dated_by = object.get("dated_by").and_then(|node| {
            let is_date = |kind| kind == Kind::Date;
            let slot = scope.slot(check, &node, "a date", is_date)?;
            Some(slot.index)
        });
        let mut versions = read_versions(check, &mut scope, &object);
        for version in &mut versions {
            version.uses = version.looks_at(facts.len(), &measures);
        }
        if currency.is_none() && scope.money_base.is_none() {
            let detail = "name a currency, or make the amount of a price, a loss or a fee";
            check.add("/currency", FieldError::new("required", detail));
        }
        Some(Self {
            code: code?,
            name: name?,
            promise: promise?,
            currency,
            facts,
            measures,
            calendar,
            dated_by,
            versions,
            scope,
            source: value.clone(),
        })
    }
}

fn read_code(check: &mut Check, object: &Object<'_>) -> Option<String> {
    let node = object.need(check, "code")?;
    let code = node.text(check)?;
    let word = |word: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !word.is_empty() && word.bytes().all(plain)
    };
    if code.len() > 60 || !code.split('-').all(word) {
        let detail = "a code is made of small letters and digits, with single hyphens: late-parcel";
        node.refuse(check, "not_a_code", detail);
        return None;
    }
    Some(code.to_owned())
}

fn read_sources(check: &mut Check, object: &Object<'_>) {
    rates::read_provenance(check, object);
    if let Some(node) = object.get("sources") {
        for source in node.list(check, 50) {
            if let Some(object) = source.object(check, &["source", "evidence", "note"]) {
                rates::read_provenance(check, &object);
            }
        }
    }
}

fn read_facts(check: &mut Check, scope: &mut Scope, object: &Object<'_>) -> Vec<Fact> {
    let declared = object
        .get("facts")
        .map(|node| node.members(check, MAX_FACTS));
    let mut facts = Vec::new();
    for (name, node) in declared.unwrap_or_default() {
        refuse_name(check, name, &node);
        let Some(fact) = Fact::read(check, name, &node) else {
            continue;
        };
        if BUILT_IN.contains(&name) && fact.kind != Kind::Money {
            let detail = format!("{name} is what the incident says, and is money");
            node.refuse(check, "reserved", detail);
        }
        facts.push(fact);
    }
    for name in BUILT_IN {
        if !facts.iter().any(|fact| fact.name == name) {
            facts.push(Fact::built_in(name));
        }
    }
    for fact in &facts {
        scope.add(&fact.name, fact.kind, fact.unit.clone());
        scope.limit_words(&fact.name, &fact.one_of);
    }
    facts
}

fn refuse_name(check: &mut Check, name: &str, node: &Node<'_>) {
    if !is_name(name) {
        let detail = "a name is made of small letters, digits and _, and begins with a letter";
        node.refuse(check, "not_a_name", detail);
    }
}

fn read_measures(check: &mut Check, scope: &mut Scope, object: &Object<'_>) -> Vec<Measure> {
    let declared = object
        .get("measures")
        .map(|node| node.members(check, MAX_FACTS));
    let mut measures = Vec::new();
    let mut units = Vec::new();
    for (name, node) in declared.unwrap_or_default() {
        refuse_name(check, name, &node);
        if scope.find(name).is_some() {
            let detail = format!("there is a fact {name:?} already");
            node.refuse(check, "duplicate", detail);
            continue;
        }
        if let Some(measure) = Measure::read(check, scope, name, &node) {
            let unit = node.value.get("unit").and_then(Json::as_str);
            units.push(unit.map(str::to_owned));
            measures.push(measure);
        }
    }
    // Only now, so that a measure is made of facts and never of another measure.
    for (measure, unit) in measures.iter().zip(units) {
        scope.add(&measure.name, measure.kind, unit);
    }
    measures
}

fn read_versions(check: &mut Check, scope: &mut Scope, object: &Object<'_>) -> Vec<Version> {
    let Some(node) = object.need(check, "versions") else {
        return Vec::new();
    };
    let nodes = node.list(check, MAX_VERSIONS);
    if nodes.is_empty() && node.value.is_array() {
        node.refuse(check, "empty", "a guarantee needs at least one version");
    }
    let mut versions: Vec<Version> = Vec::new();
    for node in nodes {
        versions.extend(Version::read(check, scope, &node, versions.last()));
    }
    versions
}
