//! Query parameters, and the part of a list that a request asks for.

use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::error::{Check, FieldError};
use crate::http::call::shown;
use crate::http::problem::{Code, Problem};
use crate::http::views::ListView;
use crate::services::Page;
use crate::services::once::Answer;

const LIMIT_DEFAULT: i64 = 50;
const LIMIT_MAX: i64 = 200;

/// The query parameters of a request, each known and given once.
#[derive(Debug)]
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn parse(text: &str, known: &'static [&'static str]) -> Result<Self, Problem> {
        let mut check = Check::default();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
            let pointer = format!("/{name}");
            if !known.contains(&name.as_ref()) {
                let detail = match known {
                    [] => "this address takes no query parameters".to_owned(),
                    _ => format!(
                        "there is no such query parameter; there are: {}",
                        known.join(", ")
                    ),
                };
                check.add(pointer, FieldError::new("unknown_parameter", detail));
            } else if pairs.iter().any(|(other, _)| *other == name) {
                check.add(
                    pointer,
                    FieldError::new("duplicate_parameter", "give it once"),
                );
            } else {
                pairs.push((name.into_owned(), value.into_owned()));
            }
        }
        check.finish()?;
        Ok(Self(pairs))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// A parameter read by `parse`, if it is there.
    pub fn read<T>(
        &self,
        check: &mut Check,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        check.maybe(format!("/{name}"), self.get(name), parse)
    }

    pub fn id<T: FromStr>(&self, check: &mut Check, name: &str) -> Option<T> {
        self.read(check, name, |text| {
            text.parse()
                .map_err(|_| FieldError::new("not_an_id", "write an id"))
        })
    }

    pub fn flag(&self, check: &mut Check, name: &str) -> Option<bool> {
        self.read(check, name, |text| {
            text.parse()
                .map_err(|_| FieldError::new("not_a_boolean", "write true or false"))
        })
    }

    /// Free text to search for; without control characters, which PostgreSQL would not take.
    pub fn text(&self, check: &mut Check, name: &str) -> Option<String> {
        self.read(check, name, |text| {
            crate::domain::text::Line::parse(text).map(String::from)
        })
    }

    /// The filters without the place in the list, as they are repeated in a link.
    fn filters(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().filter(|(name, _)| name != "cursor")
    }
}

/// What a list goes by, and its cursors therefore hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Ids,
    Numbers,
    /// What people name things by, in small letters.
    Names,
}

impl Keys {
    /// Whether it is a key as this list writes it. Cursors can be made up.
    fn takes(self, key: &str) -> bool {
        match self {
            Self::Ids => {
                let id = key.parse::<uuid::fmt::Hyphenated>();
                id.is_ok_and(|id| id.to_string() == key)
            }
            Self::Numbers => {
                let number = key.parse::<i64>();
                number.is_ok_and(|number| number > 0 && number.to_string() == key)
            }
            Self::Names => {
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
                let word = |word: &str| !word.is_empty() && word.bytes().all(plain);
                key.len() <= 60 && key.split('-').all(word)
            }
        }
    }
}

/// The part of a list that is asked for.
#[derive(Debug, Clone)]
pub struct Window {
    pub limit: i64,
    /// Where the part before this one ended.
    pub after: Option<String>,
    /// Path and filters, which a cursor belongs to.
    list: String,
    link: String,
}

impl Window {
    pub fn parse(path: &str, query: &Query, keys: Keys) -> Result<Self, Problem> {
        Self::parse_up_to(path, query, keys, (LIMIT_DEFAULT, LIMIT_MAX))
    }

    /// With another default and another limit of the limit.
    pub fn parse_up_to(
        path: &str,
        query: &Query,
        keys: Keys,
        (usual, most): (i64, i64),
    ) -> Result<Self, Problem> {
        let mut check = Check::default();
        let limit = query.read(&mut check, "limit", |text| {
            text.parse()
                .ok()
                .filter(|limit| (1..=most).contains(limit))
                .ok_or_else(|| {
                    FieldError::new("out_of_range", format!("write a number from 1 to {most}"))
                })
        });
        check.finish()?;
        let mut link = url::form_urlencoded::Serializer::new(String::new());
        let mut list = path.to_owned();
        for (name, value) in query.filters() {
            link.append_pair(name, value);
            if name != "limit" {
                list.push_str(&format!("\n{name}\n{value}"));
            }
        }
        let after = query
            .get("cursor")
            .map(|cursor| {
                let key = open(cursor, &list).filter(|key| keys.takes(key));
                key.ok_or_else(|| {
                    Problem::new(
                        Code::InvalidCursor,
                        "use a next_cursor as it was given, with the same filters",
                    )
                })
            })
            .transpose()?;
        Ok(Self {
            limit: limit.unwrap_or(usual),
            after,
            list,
            link: format!("{path}?{}", link.finish()),
        })
    }

    /// One row more than is shown, to know whether there are more.
    pub fn page(&self) -> Page {
        Page {
            before: self.after.clone(),
            limit: self.limit + 1,
        }
    }

    /// Where the part after the row `key` begins.
    pub fn cursor(&self, key: &str) -> String {
        seal(key, &self.list)
    }

    /// The list, as far as it is asked for. `key` tells where the next part begins.
    pub fn answer<T, V: Serialize>(
        &self,
        mut rows: Vec<T>,
        key: impl Fn(&T) -> String,
        view: impl Fn(T) -> V,
    ) -> Answer {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| self.cursor(&key(row)));
        let link = next.as_ref().map(|cursor| {
            let separator = if self.link.ends_with('?') { "" } else { "&" };
            (
                "link".to_owned(),
                format!("<{}{separator}cursor={cursor}>; rel=\"next\"", self.link),
            )
        });
        let items: Vec<V> = rows.into_iter().map(view).collect();
        let list = ListView {
            items,
            next_cursor: next,
        };
        Answer {
            headers: link.into_iter().collect(),
            ..shown(&list, None)
        }
    }
}

/// A cursor carries a checksum over itself and its list: one that was altered, or taken from
/// another list, is noticed. It opens nothing that the caller could not see anyway.
fn seal(key: &str, list: &str) -> String {
    let mut bytes = checksum(key, list).to_vec();
    bytes.extend_from_slice(key.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

fn open(cursor: &str, list: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (sum, key) = bytes.split_at_checked(8)?;
    let key = std::str::from_utf8(key).ok()?;
    (sum == checksum(key, list)).then(|| key.to_owned())
}

fn checksum(key: &str, list: &str) -> [u8; 8] {
    let digest = Sha256::digest(format!("amends cursor\n{key}\n{list}"));
    let mut sum = [0; 8];
    sum.copy_from_slice(&digest[..8]);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_its_own_list_only() {
        let cursor = seal("0191-key", "/v1/offers\nstate\nsent");
        assert_eq!(
            open(&cursor, "/v1/offers\nstate\nsent").as_deref(),
            Some("0191-key")
        );
        assert_eq!(open(&cursor, "/v1/offers"), None);
        for index in 0..cursor.len() {
            let mut bytes = cursor.clone().into_bytes();
            bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
            let tampered = String::from_utf8(bytes).unwrap();
            assert_eq!(open(&tampered, "/v1/offers\nstate\nsent"), None, "{index}");
        }
        for junk in ["", "x", "!!!", "AAAAAAAAAAA"] {
            assert_eq!(open(junk, "/v1/offers\nstate\nsent"), None);
        }
    }

    #[test]
    fn a_cursor_that_was_made_up_holds_a_key_at_least() {
        let id = "01999999-5e8f-7c3b-9d2a-6f1e0c4b8a77";
        assert!(Keys::Ids.takes(id) && Keys::Numbers.takes("4711") && Keys::Names.takes("late-1"));
        let upper = id.to_uppercase();
        for junk in [
            "", "\0", "zzz", "-1", "0", "+7", "007", "'; --", "Late", &upper,
        ] {
            assert!(!Keys::Ids.takes(junk), "{junk}");
            assert!(!Keys::Numbers.takes(junk), "{junk}");
        }
        for junk in ["", "\0", "'; --", "Late", "a b"] {
            assert!(!Keys::Names.takes(junk), "{junk}");
        }
    }

    #[test]
    fn parameters_are_known_and_given_once() {
        assert!(Query::parse("state=sent&limit=2", &["state", "limit"]).is_ok());
        assert!(Query::parse("stat=sent", &["state"]).is_err());
        assert!(Query::parse("state=a&state=b", &["state"]).is_err());
    }
}
