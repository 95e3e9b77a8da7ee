//! Facts: what has to be known about an event, each with its type.
//!
//! Reads the declaration of a fact and the value that is given for it.

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::domain::amends::guarantee::duration;
use crate::domain::amends::guarantee::read::{Node, Object, exact_number};
use crate::domain::error::{Check, FieldError, Invalid};
use crate::domain::money::Money;
use crate::domain::text::Line;
use crate::domain::time::parse_date;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Integer,
    Money,
    Boolean,
    Text,
    Date,
    Time,
    Duration,
}

const KINDS: [(&str, Kind); 8] = [
    ("number", Kind::Number),
    ("integer", Kind::Integer),
    ("money", Kind::Money),
    ("boolean", Kind::Boolean),
    ("text", Kind::Text),
    ("date", Kind::Date),
    ("time", Kind::Time),
    ("duration", Kind::Duration),
];

/// What a fact is, as the guarantee declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub name: String,
    pub kind: Kind,
    /// What a number counts: `km`, `minutes`.
    pub unit: Option<String>,
    pub required: bool,
    pub description: Option<String>,
    /// The only values that a text may have; empty where any will do.
    pub one_of: Vec<String>,
    pub(super) default: Option<Value>,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(Decimal),
    Money(Money),
    Boolean(bool),
    Text(Arc<str>),
    Date(NaiveDate),
    Time(NaiveTime),
    /// In seconds.
    Duration(i64),
}

impl Kind {
    pub fn name(self) -> &'static str {
        KINDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Integer)
    }

    /// Whether values of this kind stand in an order, so that bands make sense.
    pub(super) fn is_ordered(self) -> bool {
        !matches!(self, Self::Boolean | Self::Text)
    }

    /// Whether values of this kind come in whole steps, so that 29 and 30 are neighbours.
    pub(super) fn is_stepped(self) -> bool {
        matches!(self, Self::Integer | Self::Date)
    }

    pub(super) fn parse(self, raw: &Json) -> Result<Value, Invalid> {
        let here = |error| Invalid::at("", error);
        if self == Self::Money {
            return parse_money(raw).map(Value::Money);
        }
        if let Self::Number | Self::Integer = self {
            let number = exact_number(raw).map_err(here)?;
            if self == Self::Integer && !number.is_integer() {
                return Err(here(FieldError::new(
                    "not_an_integer",
                    "write a whole number",
                )));
            }
            return Ok(Value::Number(number));
        }
        if self == Self::Boolean {
            let refused = || here(FieldError::new("wrong_type", "write true or false"));
            return raw.as_bool().map(Value::Boolean).ok_or_else(refused);
        }
        let text = raw.as_str().ok_or_else(|| {
            let detail = format!("write a {} in quotes", self.name());
            here(FieldError::new("wrong_type", detail))
        })?;
        let value = match self {
            Self::Date => parse_date(text).map(Value::Date),
            Self::Time => parse_time(text).map(Value::Time),
            Self::Duration => duration::parse(text).map(Value::Duration),
            _ => Line::parse(text).map(|line| Value::Text(line.as_str().into())),
        };
        value.map_err(here)
    }
}

fn parse_money(raw: &Json) -> Result<Money, Invalid> {
    let mut check = Check::default();
    let node = Node::root(raw);
    let object = node.object(&mut check, &["amount", "currency"]);
    let mut field = |name| {
        let object = object.as_ref()?;
        object.need(&mut check, name)?.text(&mut check)
    };
    let (amount, currency) = (field("amount"), field("currency"));
    check.finish()?;
    match (amount, currency) {
        (Some(amount), Some(currency)) => Money::parse(amount, currency),
        _ => Err(Invalid::at("", FieldError::required())),
    }
}

pub(super) fn parse_time(text: &str) -> Result<NaiveTime, FieldError> {
    let refused = || FieldError::new("not_a_time", "write a time of day as HH:MM, like 14:30");
    if text.len() != 5 {
        return Err(refused());
    }
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| refused())
}

impl Fact {
    /// A money fact that every guarantee knows without declaring it.
    pub(super) fn built_in(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kind::Money,
            unit: None,
            required: false,
            description: None,
            one_of: Vec::new(),
            default: None,
            min: None,
            max: None,
        }
    }

    pub(super) fn read(check: &mut Check, name: &str, node: &Node<'_>) -> Option<Self> {
        let object = node.object(
            check,
            &[
                "type",
                "unit",
                "required",
                "default",
                "description",
                "one_of",
                "min",
                "max",
            ],
        )?;
        let kind = object
            .need(check, "type")
            .and_then(|node| node.word(check, &KINDS));
        let unit = object.get("unit").and_then(|node| node.line(check));
        let description = object.get("description").and_then(|node| node.prose(check));
        let required = object.get("required").and_then(|node| node.boolean(check));
        let kind = kind?;
        let (min, max) = read_range(check, &object, kind);
        let mut fact = Self {
            name: name.to_owned(),
            kind,
            unit,
            required: required.unwrap_or(true),
            description,
            one_of: read_one_of(check, &object, kind),
            default: None,
            min,
            max,
        };
        if let Some(default) = object.get("default") {
            fact.default = check.nested(&default.pointer, fact.parse(default.value));
        }
        fact.required &= fact.default.is_none();
        Some(fact)
    }

    /// Reads a value given for this fact; pointers are relative to it.
    pub(super) fn parse(&self, raw: &Json) -> Result<Value, Invalid> {
        let value = self.kind.parse(raw)?;
        let refused = |code, detail: String| Err(Invalid::at("", FieldError::new(code, detail)));
        match &value {
            Value::Number(number) => {
                if let Some(min) = self.min.filter(|min| number < min) {
                    return refused("out_of_range", format!("this must be at least {min}"));
                }
                if let Some(max) = self.max.filter(|max| number > max) {
                    return refused("out_of_range", format!("this must be at most {max}"));
                }
            }
            Value::Text(text)
                if !self.one_of.is_empty()
                    && !self.one_of.iter().any(|known| **known == **text) =>
            {
                let detail = format!("write one of: {}", self.one_of.join(", "));
                return refused("unknown_word", detail);
            }
            _ => {}
        }
        Ok(value)
    }
}

/// Counts start at zero unless the guarantee says otherwise.
fn read_range(
    check: &mut Check,
    object: &Object<'_>,
    kind: Kind,
) -> (Option<Decimal>, Option<Decimal>) {
    let mut bound = |name| {
        let node = object.get(name)?;
        if !kind.is_numeric() {
            node.refuse(check, "not_for_this_type", "only numbers have a range");
            return None;
        }
        node.number(check)
    };
    let (min, max) = (bound("min"), bound("max"));
    let min = min.or(kind.is_numeric().then_some(Decimal::ZERO));
    if let (Some(min), Some(max), Some(node)) = (min, max, object.get("max"))
        && max < min
    {
        node.refuse(check, "out_of_range", format!("this is less than {min}"));
    }
    (min, max)
}

fn read_one_of(check: &mut Check, object: &Object<'_>, kind: Kind) -> Vec<String> {
    let Some(node) = object.get("one_of") else {
        return Vec::new();
    };
    if kind != Kind::Text {
        let detail = "only a text has a list of values";
        node.refuse(check, "not_for_this_type", detail);
        return Vec::new();
    }
    let values = node.list(check, 50);
    values
        .iter()
        .filter_map(|value| value.line(check))
        .collect()
}

impl Value {
    /// Where the value stands on the scale of its kind: seconds, minor units, days.
    pub(super) fn scalar(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Money(money) => Some(Decimal::from(money.minor())),
            Self::Date(date) => Some(Decimal::from(date.num_days_from_ce())),
            Self::Time(time) => Some(Decimal::from(time.num_seconds_from_midnight())),
            Self::Duration(seconds) => Some(Decimal::from(*seconds)),
            Self::Boolean(_) | Self::Text(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{}", number.normalize()),
            Self::Money(money) => write!(f, "{money}"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Time(time) => write!(f, "{}", time.format("%H:%M")),
            Self::Duration(seconds) => f.write_str(&duration::write(*seconds)),
        }
    }
}
