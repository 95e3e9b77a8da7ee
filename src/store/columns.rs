//! Between columns and domain values: words, ids, money, moments and JSON. Nowhere else.

use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::money::{Currency, Money};
use crate::domain::time::Timestamp;
use crate::store::error::Error;

/// An id or a word of ours that was stored as text.
pub(super) fn parse<T: FromStr>(column: &'static str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| corrupt(column))
}

pub(super) fn parse_maybe<T: FromStr>(
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, Error> {
    text.map(|text| parse(column, text)).transpose()
}

pub(super) fn from_json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| corrupt(column))
}

pub(super) fn from_json_maybe<T: DeserializeOwned>(
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, Error> {
    text.map(|text| from_json(column, text)).transpose()
}

pub(super) fn to_json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("what is stored can be written as JSON")
}

pub(super) fn money(column: &'static str, minor: i64, currency: &str) -> Result<Money, Error> {
    Currency::parse(currency)
        .ok()
        .and_then(|currency| Money::from_minor(minor, currency).ok())
        .ok_or_else(|| corrupt(column))
}

pub(super) fn money_maybe(
    column: &'static str,
    minor: Option<i64>,
    currency: Option<&str>,
) -> Result<Option<Money>, Error> {
    match (minor, currency) {
        (None, None) => Ok(None),
        (Some(minor), Some(currency)) => money(column, minor, currency).map(Some),
        _ => Err(corrupt(column)),
    }
}

/// The two columns of an amount that may be missing.
pub(super) fn split(money: Option<Money>) -> (Option<i64>, Option<String>) {
    money
        .map(|money| (money.minor(), money.currency().code().to_owned()))
        .unzip()
}

pub(super) fn utc(moment: NaiveDateTime) -> Timestamp {
    moment.and_utc()
}

/// Small letters for a search, so that both databases compare alike.
pub(super) fn folded<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let words: Vec<&str> = parts.into_iter().flatten().collect();
    words.join("\n").to_lowercase()
}

/// A LIKE pattern for "contains", to be used with `\` as the escape character.
pub(super) fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn corrupt(column: &'static str) -> Error {
    Error::Corrupt(column.to_owned())
}
