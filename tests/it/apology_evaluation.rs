//! `amends apologies evaluate`: the program as it is called, over a file as people write it.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A file of these lines, removed when it goes out of scope.
struct Labelled(PathBuf);

impl Labelled {
    fn new(name: &str, lines: &[&str]) -> Self {
        let name = format!("amends-{}-{name}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, lines.join("\n")).unwrap();
        Self(path)
    }

    fn evaluate(&self, more: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_amends"));
        let called = program.args(["apologies", "evaluate"]).arg(&self.0);
        called.args(more).output().unwrap()
    }
}

impl Drop for Labelled {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const LINES: &[&str] = &[
    r#"{"id": "tea", "text": "We are sorry if the tea was cold.", "markers": ["conditional"], "not_markers": ["but_excuse"], "components": ["regret"], "source": "ours"}"#,
    r#"{"id": "key", "text": "We lost your key. We are sorry, but you were late.", "markers": ["but_excuse", "conditional"], "not_markers": ["no_responsibility"]}"#,
    "",
    r#"{"id": "milk", "sentence": "Tell me if you take milk.", "must_not_flag": "conditional"}"#,
    r#"{"id": "cross", "sentence": "Sorry if you were cross.", "must_not_flag": "conditional"}"#,
    r#"{"id": "de", "language": "de", "text": "Das war unser Fehler.", "not_markers": ["no_responsibility", "no_explicit_apology"]}"#,
];

#[test]
fn a_table_by_marker_and_the_lines_that_disagree() {
    let file = Labelled::new("table", LINES);
    let done = file.evaluate(&[]);
    let page = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{page}");
    let row = |name: &str| -> Vec<&str> {
        let line = page.lines().find(|line| line.starts_with(name));
        line.unwrap_or_default()
            .split_whitespace()
            .skip(1)
            .collect()
    };
    assert_eq!(
        row("conditional"),
        ["1.000", "0.500", "1", "0", "1"],
        "{page}"
    );
    assert_eq!(row("but_excuse"), ["1.000", "1.000", "1", "0", "0"]);
    assert_eq!(row("no_explicit_apology"), ["0.000", "-", "0", "1", "0"]);
    assert_eq!(row("minimising"), ["-", "-", "0", "0", "0"]);
    assert_eq!(row("regret "), ["1.000", "1.000", "1", "0", "0"]);
    assert!(
        page.contains("all (micro average)        0.667     0.667     2     1     1"),
        "{page}"
    );
    assert!(page.contains("texts: 3\n"), "{page}");
    assert!(
        page.contains("traps: 1 of 2 with a false alarm (50.0 %)"),
        "{page}"
    );
    assert!(!page.contains("missed"), "{page}");

    let wrong = String::from_utf8(file.evaluate(&["--wrong"]).stdout).unwrap();
    let name = file.0.display();
    for line in [
        format!("{name}:2: key: missed conditional"),
        format!("{name}:5: cross: false alarm conditional: Sorry if"),
        format!("{name}:6: de: false alarm no_explicit_apology"),
    ] {
        assert!(wrong.contains(&line), "{line}\n{wrong}");
    }
}

#[test]
fn a_file_of_traps_alone_is_evaluated() {
    let done = Labelled::new("traps", &LINES[3..5]).evaluate(&[]);
    let page = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{page}");
    assert!(page.contains("texts: 0\ntraps: 1 of 2"), "{page}");
}

#[test]
fn a_malformed_file_is_named_with_its_line() {
    let refused = |name: &str, lines: &[&str]| {
        let done = Labelled::new(name, lines).evaluate(&[]);
        assert_eq!(done.status.code(), Some(2));
        String::from_utf8(done.stderr).unwrap()
    };
    let good = r#"{"text": "Sorry."}"#;
    let broken = refused("broken", &[good, "", "{\"text\": "]);
    assert!(broken.contains(".jsonl:3: EOF while parsing"), "{broken}");
    let unknown = refused(
        "unknown",
        &[good, r#"{"text": "Sorry.", "markers": ["rude"]}"#],
    );
    assert!(
        unknown.contains(".jsonl:2: markers: \"rude\" is not known"),
        "{unknown}"
    );
    assert!(refused("empty", &[""]).contains("no text to evaluate"));

    let mut program = Command::new(env!("CARGO_BIN_EXE_amends"));
    let missing = program.args(["apologies", "evaluate", "/nowhere.jsonl"]);
    let missing = missing.output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
    let why = String::from_utf8(missing.stderr).unwrap();
    assert!(why.contains("/nowhere.jsonl: No such file"), "{why}");
}
