//! Reads JSON more strictly than serde does by itself: an array does not stand for an object, and
//! a field is given once, wherever it is.
//!
//! Knows no field of any body; it says where one is wrong, or holds more than anything here needs.

use std::cell::Cell;
use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny,
    IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Error, Map, Value};
use serde_path_to_error::Segment;

use crate::domain::error::{FieldError, Invalid};
use crate::http::problem::{Code, Problem};

/// Most values in one body: a small one in text takes much more room once it is read.
const VALUES_MAX: usize = 10_000;
/// Most entries of one array; where fewer make sense the field says so.
const ENTRIES_MAX: usize = 1_000;
/// Longest name of a field, in bytes. No field of ours has a longer one, and what is wrong with it is
/// said back.
const NAME_MAX: usize = 200;

/// Reads JSON text; what is no JSON at all is told apart from what has a wrong field.
pub(super) fn read_text<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problem> {
    // No JSON further on comes before a field that is given twice here.
    within_bounds(text)?;
    let mut source = serde_json::Deserializer::from_slice(text);
    let Strict(value) =
        serde_path_to_error::deserialize(&mut source).map_err(|error| wrong_field(&error))?;
    Ok(read_value(value)?)
}

pub(super) fn read_value<T: DeserializeOwned>(value: Value) -> Result<T, Invalid> {
    serde_path_to_error::deserialize(Strict(value)).map_err(|error| wrong_field(&error))
}

/// Reads all of it and keeps nothing, so that a body is small before anything is made of it.
fn within_bounds(text: &[u8]) -> Result<(), Problem> {
    let bounds = Bounds {
        left: Cell::new(VALUES_MAX),
        passed: Cell::new(None),
    };
    let mut source = serde_json::Deserializer::from_slice(text);
    let read = Counted(&bounds).deserialize(&mut source);
    read.and_then(|()| source.end())
        .map_err(|error| match bounds.passed.take() {
            Some(passed) => Invalid::at("", passed).into(),
            None => Problem::new(Code::MalformedJson, error.to_string()),
        })
}

/// How much a body may still hold.
struct Bounds {
    /// In values.
    left: Cell<usize>,
    /// Which bound it does not keep to.
    passed: Cell<Option<FieldError>>,
}

impl Bounds {
    fn pass<E: serde::de::Error>(&self, code: &'static str, detail: String) -> E {
        self.passed.set(Some(FieldError::new(code, detail)));
        E::custom("out of bounds")
    }
}

#[derive(Clone, Copy)]
struct Counted<'a>(&'a Bounds);

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        let Some(left) = self.0.left.get().checked_sub(1) else {
            let detail = format!("a body holds at most {VALUES_MAX} values; send it in parts");
            return Err(self.0.pass("too_many_values", detail));
        };
        self.0.left.set(left);
        source.deserialize_any(self)
    }
}

/// The name of a field, which is read like any other text: what is no text in it is no JSON.
struct Name<'a>(&'a Bounds);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<(), E> {
        if name.len() <= NAME_MAX {
            return Ok(());
        }
        let detail = format!("no field has a name of more than {NAME_MAX} bytes");
        Err(self.0.pass("unknown_field", detail))
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key_seed(Name(self.0))?.is_some() {
            members.next_value_seed(self)?;
        }
        Ok(())
    }
}

/// Any JSON.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Strict;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Strict, E> {
        Ok(Strict(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    /// JSON has one kind of number: `5.0` is the integer 5 (JSON Schema 2020-12, section 4.2.3).
    fn visit_f64<E>(self, value: f64) -> Result<Strict, E> {
        // Beyond 2^53 a binary fraction is no exact integer any more.
        let whole = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
        Ok(Strict(if whole {
            (value as i64).into()
        } else {
            value.into()
        }))
    }

    fn visit_str<E>(self, value: &str) -> Result<Strict, E> {
        Ok(Strict(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Strict, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            array.push(item);
            if array.len() == ENTRIES_MAX && items.next_element::<IgnoredAny>()?.is_some() {
                return Err(A::Error::custom("too many entries"));
            }
        }
        Ok(Strict(array.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Strict, A::Error> {
        let mut object = Map::new();
        while let Some((name, Strict(value))) = members.next_entry::<String, Strict>()? {
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!("duplicate field `{name}`")));
            }
            object.insert(name, value);
        }
        Ok(Strict(object.into()))
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (name, Self(value)));
                visitor.visit_map(MapDeserializer::new(members))
            }
            Value::Array(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Self)))
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &"an object")),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Says where a field is that has the wrong type, is missing, or has no business there.
fn wrong_field(error: &serde_path_to_error::Error<Error>) -> Invalid {
    let mut pointer = String::new();
    for segment in error.path() {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => pointer.push_str(&format!("/{}", escaped(key))),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    let message = error.inner().to_string();
    let named = message.split_once('`').map_or("", |(_, rest)| rest);
    let (code, detail) = if message.starts_with("unknown field") {
        let (name, known) = named.split_once("`, ").unwrap_or((named, ""));
        point_at(&mut pointer, name.trim_end_matches('`'));
        let detail = format!("there is no such field here; {}", position_less(known));
        ("unknown_field", detail)
    } else if message.starts_with("missing field") {
        let name = named.split('`').next().unwrap_or_default();
        pointer.push_str(&format!("/{}", escaped(name)));
        ("required", "this field is required".to_owned())
    } else if message.starts_with("too many entries") {
        let detail = format!("an array holds at most {ENTRIES_MAX} entries");
        ("too_many", detail)
    } else if message.starts_with("duplicate field") {
        let (name, _) = named.rsplit_once('`').unwrap_or((named, ""));
        point_at(&mut pointer, name);
        ("duplicate_field", "give this field once".to_owned())
    } else {
        ("wrong_type", position_less(&message).to_owned())
    };
    Invalid::at(pointer, FieldError::new(code, detail))
}

/// The path may end in the field already, or above it.
fn point_at(pointer: &mut String, name: &str) {
    let field = format!("/{}", escaped(name));
    if !pointer.ends_with(&field) {
        pointer.push_str(&field);
    }
}

/// The message without "at line 1 column 2", which the pointer says better.
fn position_less(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// RFC 6901.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
