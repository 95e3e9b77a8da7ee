//! What guarantees come to and what is refused, on the shipped schemes, on the examples of
//! `docs/guarantees.md` and on random ones.

mod cases;
mod needs;
mod properties;
mod refused;
mod refused_amounts;
mod refused_bounds;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::Map;

use crate::domain::money::Money;

use super::*;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(what: &str, text: &str) -> Guarantee {
    Guarantee::read(text).unwrap_or_else(|Invalid(fields)| {
        let told = fields.iter().map(|field| {
            let line = position(text, &field.pointer);
            format!("{what}:{line:?} {}: {}", field.pointer, field.detail)
        });
        panic!("{}", told.collect::<Vec<_>>().join("\n"))
    })
}

fn shipped() -> Vec<Guarantee> {
    let mut guarantees = Vec::new();
    for entry in fs::read_dir(root().join("guarantees")).unwrap() {
        let path = entry.unwrap().path();
        let guarantee = read(
            &path.display().to_string(),
            &fs::read_to_string(&path).unwrap(),
        );
        assert_eq!(path.file_stem().unwrap().to_str(), Some(&*guarantee.code));
        guarantees.push(guarantee);
    }
    guarantees
}

/// The examples of the documentation, each as it is printed there.
fn documented() -> Vec<Guarantee> {
    let text = fs::read_to_string(root().join("docs/guarantees.md")).unwrap();
    let blocks = text.split("```json\n").skip(1);
    let blocks = blocks.map(|block| block.split_once("```").unwrap().0);
    blocks
        .map(|block| read("docs/guarantees.md", block))
        .collect()
}

fn all() -> BTreeMap<String, Guarantee> {
    let all = shipped().into_iter().chain(documented());
    all.map(|guarantee| (guarantee.code.clone(), guarantee))
        .collect()
}

/// All of them, read once.
fn known() -> &'static BTreeMap<String, Guarantee> {
    static KNOWN: std::sync::OnceLock<BTreeMap<String, Guarantee>> = std::sync::OnceLock::new();
    KNOWN.get_or_init(all)
}

#[test]
fn the_shipped_schemes_and_the_documented_examples_are_read() {
    assert!(shipped().len() >= 7);
    assert!(documented().len() >= 12);
    for guarantee in all().values() {
        let again = Guarantee::parse(&serde_json::to_value(guarantee).unwrap()).unwrap();
        assert_eq!(&again, guarantee);
    }
}
