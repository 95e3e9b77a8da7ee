//! A JSON value together with the place it stands at, so that every complaint names its place.
//!
//! Reads shapes and plain values; knows nothing of what a guarantee means.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::domain::error::{Check, FieldError};
use crate::domain::text::{Line, Text};
use crate::domain::time::parse_date;

/// The largest number, up or down, that a guarantee or a fact may hold.
const MAX_NUMBER: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);
/// Most digits after the point of a number.
const MAX_PLACES: u32 = 6;
/// A binary fraction gives back what was written up to this many digits.
const SAFE_DIGITS: usize = 15;

/// `facts` and `a/b` as one RFC 6901 pointer below `parent`.
pub(super) fn below(parent: &str, name: &str) -> String {
    format!("{parent}/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) pointer: String,
}

#[derive(Debug)]
pub(super) struct Object<'a> {
    map: &'a Map<String, Value>,
    pub(super) pointer: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self {
            value,
            pointer: String::new(),
        }
    }

    pub(super) fn refuse(&self, check: &mut Check, code: &'static str, detail: impl Into<String>) {
        check.add(&*self.pointer, FieldError::new(code, detail));
    }

    /// The object, once every field of it is known.
    pub(super) fn object(&self, check: &mut Check, known: &[&str]) -> Option<Object<'a>> {
        let object = self.map(check)?;
        for name in object.map.keys().filter(|name| !known.contains(&&***name)) {
            let detail = format!("there is no field {name:?} here; {}", one_of(known));
            check.add(
                below(&self.pointer, name),
                FieldError::new("unknown_field", detail),
            );
        }
        Some(object)
    }

    fn map(&self, check: &mut Check) -> Option<Object<'a>> {
        let Value::Object(map) = self.value else {
            self.refuse(check, "wrong_type", "write an object in braces");
            return None;
        };
        Some(Object {
            map,
            pointer: self.pointer.clone(),
        })
    }

    /// The members of an object whose names are the author's.
    pub(super) fn members(&self, check: &mut Check, most: usize) -> Vec<(&'a str, Self)> {
        let Some(object) = self.map(check) else {
            return Vec::new();
        };
        self.refuse_more(check, object.map.len(), most);
        let member = |(name, value): (&'a String, &'a Value)| {
            let pointer = below(&self.pointer, name);
            (&**name, Self { value, pointer })
        };
        object.map.iter().take(most).map(member).collect()
    }

    pub(super) fn list(&self, check: &mut Check, most: usize) -> Vec<Self> {
        let Value::Array(values) = self.value else {
            self.refuse(check, "wrong_type", "write a list in brackets");
            return Vec::new();
        };
        self.refuse_more(check, values.len(), most);
        let entry = |(index, value): (usize, &'a Value)| Self {
            value,
            pointer: format!("{}/{index}", self.pointer),
        };
        values.iter().take(most).enumerate().map(entry).collect()
    }

    fn refuse_more(&self, check: &mut Check, length: usize, most: usize) {
        if length > most {
            let detail = format!("this has {length} entries; at most {most} are allowed");
            self.refuse(check, "too_many", detail);
        }
    }

    pub(super) fn text(&self, check: &mut Check) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.refuse(check, "wrong_type", "write a text in quotes");
        }
        text
    }

    pub(super) fn line(&self, check: &mut Check) -> Option<String> {
        let text = self.text(check)?;
        check
            .take(&*self.pointer, Line::parse(text))
            .map(String::from)
    }

    /// Text of several lines, for people.
    pub(super) fn prose(&self, check: &mut Check) -> Option<String> {
        let text = self.text(check)?;
        check
            .take(&*self.pointer, Text::parse(text))
            .map(String::from)
    }

    pub(super) fn boolean(&self, check: &mut Check) -> Option<bool> {
        let value = self.value.as_bool();
        if value.is_none() {
            self.refuse(check, "wrong_type", "write true or false");
        }
        value
    }

    pub(super) fn date(&self, check: &mut Check) -> Option<NaiveDate> {
        let text = self.text(check)?;
        check.take(&*self.pointer, parse_date(text))
    }

    pub(super) fn number(&self, check: &mut Check) -> Option<Decimal> {
        check.take(&*self.pointer, exact_number(self.value))
    }

    pub(super) fn number_above_zero(&self, check: &mut Check) -> Option<Decimal> {
        let number = self.number(check)?;
        if number <= Decimal::ZERO {
            self.refuse(check, "not_positive", "this must be more than zero");
            return None;
        }
        Some(number)
    }

    /// A whole number from zero to `most`.
    pub(super) fn count(&self, check: &mut Check, most: u32) -> Option<u32> {
        let number = self.number(check)?;
        let count = number
            .is_integer()
            .then(|| u32::try_from(number).ok())
            .flatten();
        let count = count.filter(|count| *count <= most);
        if count.is_none() {
            let detail = format!("write a whole number from 0 to {most}");
            self.refuse(check, "out_of_range", detail);
        }
        count
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, check: &mut Check, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(check)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.refuse(check, "unknown_word", one_of(&words));
        }
        found.map(|(_, meaning)| *meaning)
    }
}

impl<'a> Object<'a> {
    /// A field that may be left out; `null` is the same as leaving it out.
    pub(super) fn get(&self, name: &str) -> Option<Node<'a>> {
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        Some(Node {
            value,
            pointer: below(&self.pointer, name),
        })
    }

    pub(super) fn need(&self, check: &mut Check, name: &str) -> Option<Node<'a>> {
        let node = self.get(name);
        if node.is_none() {
            check.add(below(&self.pointer, name), FieldError::required());
        }
        node
    }
}

fn one_of(words: &[&str]) -> String {
    format!("write one of: {}", words.join(", "))
}

/// Reads `12`, `"12.50"` or `12.5` without ever passing through a binary fraction that could not
/// give back what was written.
pub(super) fn exact_number(value: &Value) -> Result<Decimal, FieldError> {
    let refused = || {
        FieldError::new(
            "not_a_number",
            "write a plain decimal number, like 12 or \"12.50\"",
        )
    };
    let text = match value {
        Value::Number(number) => {
            let text = number.to_string();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            if number.is_f64() && digits > SAFE_DIGITS {
                return Err(FieldError::new(
                    "inexact_number",
                    "this number has too many digits to be exact; write it in quotes",
                ));
            }
            text
        }
        Value::String(text) => text.clone(),
        _ => return Err(refused()),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if !digits(whole) || !digits(fraction) {
        return Err(refused());
    }
    if fraction.trim_end_matches('0').len() > MAX_PLACES as usize {
        return Err(FieldError::new(
            "too_many_digits",
            format!("at most {MAX_PLACES} digits after the point are allowed"),
        ));
    }
    text.parse::<Decimal>()
        .ok()
        .filter(|number| number.abs() <= MAX_NUMBER)
        .map(|number| number.normalize())
        .ok_or_else(|| FieldError::new("too_large", format!("at most {MAX_NUMBER} is accepted")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_read_exactly_or_not_at_all() {
        for (value, read) in [
            (json!(12), Ok("12")),
            (json!(-3), Ok("-3")),
            (json!("12.50"), Ok("12.5")),
            (json!(99.99), Ok("99.99")),
            (json!(0.1), Ok("0.1")),
            (json!("1000000000000"), Ok("1000000000000")),
            (json!("1000000000000.1"), Err("too_large")),
            (json!(u64::MAX), Err("too_large")),
            (json!("0.1234567"), Err("too_many_digits")),
            (json!(0.1234567890123456), Err("inexact_number")),
            (json!(1e300), Err("not_a_number")),
            (json!("1e3"), Err("not_a_number")),
            (json!("+1"), Err("not_a_number")),
            (json!(".5"), Err("not_a_number")),
            (json!(""), Err("not_a_number")),
            (json!(true), Err("not_a_number")),
        ] {
            let answer = exact_number(&value).map(|number| number.to_string());
            let answer = answer.as_deref().map_err(|error| error.code);
            assert_eq!(answer, read, "{value}");
        }
    }
}
