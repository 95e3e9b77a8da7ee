//! Which part of the program may know which: the `crate::` paths of every source file are read,
//! and an arrow that points the wrong way is named with its file and line.

use std::fs;
use std::path::{Path, PathBuf};

/// A room (or a file in the root), and the rooms it may know. Its own is always allowed.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("mail", &["domain"]),
    ("services", &["store", "mail", "domain", "clock"]),
    ("http", &["services", "domain"]),
    ("ui", &["services", "domain"]),
    ("workers", &["services", "domain", "mail"]),
    (
        "cli",
        &["app", "config", "clock", "telemetry", "services", "domain"],
    ),
    ("clock", &[]),
    ("telemetry", &[]),
    // Settings are judged by those who use them.
    (
        "config",
        &["domain::text", "mail", "store::database", "telemetry"],
    ),
    (
        "app",
        &[
            "clock", "config", "domain", "http", "mail", "services", "store", "ui", "workers",
        ],
    ),
    ("main", &["app", "cli"]),
    // Declares the rooms, and knows none of them.
    ("lib", &[]),
];

/// A word that only these rooms may write, and why.
const WORDS: &[(&str, &[&str], &str)] = &[
    ("diesel", &["store"], "only the store knows diesel"),
    ("lettre::", &["mail"], "only mail knows lettre"),
    (
        "actix",
        &["http", "ui", "app", "cli"],
        "only what faces the outside knows actix",
    ),
    (
        "update(history::table",
        &[],
        "the history is appended to, and never changed",
    ),
    (
        "delete(history::table",
        &[],
        "the history is appended to, and never changed",
    ),
    ("unsafe ", &[], "nothing here needs it"),
    ("Utc::now", &["clock"], "time is an argument"),
    ("Local::now", &["clock"], "time is an argument"),
    ("SystemTime::now", &["clock"], "time is an argument"),
];

/// Names that say nothing about what is in a file, and so attract everything.
const NAMELESS: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "manager", "misc",
];

struct Source {
    /// Relative to `src`.
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// How many modules lie between the file's and the root of the crate.
    fn depth(&self) -> usize {
        let segments = self.path.split('/').count();
        segments - usize::from(self.path.ends_with("/mod.rs"))
    }

    /// The lines of code, numbered, without comments.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| {
            let code = if line.trim_start().starts_with("//") {
                ""
            } else {
                line.split(" // ").next().unwrap_or_default()
            };
            (index + 1, code)
        })
    }

    /// The code as one text, and the line that each place in it stands on.
    fn code(&self) -> (String, impl Fn(usize) -> usize) {
        let mut code = String::new();
        let mut starts = Vec::new();
        for (number, line) in self.lines() {
            starts.push((code.len(), number));
            code.push_str(line);
            code.push('\n');
        }
        (code, move |place| {
            let index = starts.partition_point(|(start, _)| *start <= place);
            starts[index.max(1) - 1].1
        })
    }
}

/// Every path from the root of the crate that the file names: its line, and the path.
fn arrows(source: &Source) -> Vec<(usize, String)> {
    let (code, line_of) = source.code();
    let mut found = Vec::new();
    // Only the program beside the library calls it by its name.
    let roots: &[&str] = match source.room() {
        "main" => &["crate::", "amends::"],
        _ => &["crate::"],
    };
    for root in roots {
        for (place, _) in code.match_indices(*root) {
            // `self::our_crate::x` ends in the same letters.
            let before = code[..place].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let targets = targets(&code[place + root.len()..]);
            found.extend(targets.into_iter().map(|it| (line_of(place), it)));
        }
    }
    let up = "super::".repeat(source.depth());
    for (place, _) in code.match_indices(&up) {
        let targets = targets(code[place + up.len()..].trim_start_matches("super::"));
        let rooms = targets
            .into_iter()
            .filter(|it| ARROWS.iter().any(|(room, _)| it.starts_with(room)));
        found.extend(rooms.map(|it| (line_of(place), it)));
    }
    found.sort();
    found
}

/// `store::database::Db` of the text that begins so; each branch of `{http, ui::{self, home}}`.
fn targets(text: &str) -> Vec<String> {
    let Some(group) = text.strip_prefix('{') else {
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let path: String = text.chars().take_while(|c| is_path(*c)).collect();
        return vec![path.trim_end_matches(':').to_owned()];
    };
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let branch = group[start..place].trim();
                if !branch.is_empty() {
                    found.extend(targets(branch));
                }
                start = place + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

fn wrong_arrows(source: &Source) -> Vec<String> {
    let room = source.room();
    let Some((_, may)) = ARROWS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("src/{}:1: there is no room {room}", source.path)];
    };
    let within = |path: &str, room: &str| {
        path.strip_prefix(room)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    arrows(source)
        .into_iter()
        .filter(|(_, path)| !within(path, room) && !may.iter().any(|room| within(path, room)))
        .map(|(line, path)| format!("src/{}:{line}: {room} must not know {path}", source.path))
        .collect()
}

fn wrong_words(source: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    for (word, rooms, why) in WORDS {
        if rooms.contains(&source.room()) {
            continue;
        }
        for (line, code) in source.lines() {
            if code.contains(word) {
                wrong.push(format!("src/{}:{line}: {word}: {why}", source.path));
            }
        }
    }
    wrong
}

fn wrong_name(source: &Source) -> Option<String> {
    let nameless = source
        .path
        .trim_end_matches(".rs")
        .split('/')
        .find(|part| NAMELESS.contains(part))?;
    Some(format!(
        "src/{}:1: {nameless} says nothing about what is in it",
        source.path
    ))
}

fn wrong_opening(source: &Source) -> Option<String> {
    let opens = source.text.starts_with("//! ");
    (!opens).then(|| format!("src/{}:1: the file does not say what it owns", source.path))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![folder()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.strip_prefix(folder()).unwrap();
                sources.push(Source::new(
                    name.to_str().unwrap(),
                    &fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(sources.len() > 50, "only {} files", sources.len());
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

#[track_caller]
fn expect_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn arrows_point_inwards() {
    let wrong: Vec<String> = sources().iter().flat_map(wrong_arrows).collect();
    expect_none(&wrong);
}

#[test]
fn each_library_is_known_in_one_place() {
    let wrong: Vec<String> = sources().iter().flat_map(wrong_words).collect();
    expect_none(&wrong);
}

#[test]
fn files_have_names_that_say_something() {
    let wrong: Vec<String> = sources().iter().filter_map(wrong_name).collect();
    expect_none(&wrong);
}

#[test]
fn every_file_says_what_it_owns() {
    let wrong: Vec<String> = sources().iter().filter_map(wrong_opening).collect();
    expect_none(&wrong);
}

/// Only the composition root may know the layers that never meet.
#[test]
fn every_room_is_in_the_table() {
    for source in sources() {
        let known = ARROWS.iter().any(|(room, _)| *room == source.room());
        assert!(known, "src/{} is in a room without rules", source.path);
    }
}

/// What the compiler is told, and keeps on being told.
#[test]
fn unsafe_code_is_forbidden_and_an_overflow_stops_the_program() {
    let manifest = fs::read_to_string(folder().with_file_name("Cargo.toml")).unwrap();
    let section = |name: &str| {
        let (_, rest) = manifest.split_once(&format!("\n[{name}]\n")).expect(name);
        rest.split("\n[").next().unwrap().to_owned()
    };
    let says = |name: &str, line: &str| section(name).lines().any(|it| it == line);
    assert!(says("lints.rust", "unsafe_code = \"forbid\""));
    assert!(says("profile.release", "overflow-checks = true"));
    assert!(!says("profile.release", "overflow-checks = false"));
    // `forbid` cannot be taken back in the code, and nothing else is told to look away.
    for source in sources() {
        for (line, code) in source.lines() {
            assert!(!code.contains("unsafe_code"), "src/{}:{line}", source.path);
        }
    }
}

/// What `cargo deny check` goes by; see SECURITY.md.
#[test]
fn what_the_dependencies_may_be_is_written_down() {
    let rules = fs::read_to_string(folder().with_file_name("deny.toml")).unwrap();
    for line in [
        "unknown-registry = \"deny\"",
        "unknown-git = \"deny\"",
        "wildcards = \"deny\"",
        "yanked = \"deny\"",
        "ignore = []",
    ] {
        assert!(rules.lines().any(|it| it == line), "{line}");
    }
    // None of the licences asks for the source of what is built with it.
    for copyleft in ["GPL", "MPL", "EUPL", "CDDL", "SSPL"] {
        assert!(!rules.contains(copyleft), "{copyleft}");
    }
    let lock = fs::read_to_string(folder().with_file_name("Cargo.lock")).unwrap();
    let from_elsewhere = lock.lines().find(|line| {
        line.starts_with("source = ")
            && *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
    });
    assert_eq!(from_elsewhere, None);
}

/// The tests that `docs/security.md` calls by their names, `file::function`.
#[test]
fn every_test_that_a_promise_names_exists() {
    let root = folder().parent().unwrap().to_owned();
    let promises = fs::read_to_string(root.join("docs/security.md")).unwrap();
    let mut named = 0;
    for name in promises.split('`').filter(|it| it.contains("::")) {
        let Some((place, function)) = name.rsplit_once("::") else {
            continue;
        };
        if function == "..." {
            continue;
        }
        let file = place.trim_end_matches("::tests").replace("::", "/");
        let text = [root.join("tests/it"), folder()]
            .into_iter()
            .find_map(|room| fs::read_to_string(room.join(format!("{file}.rs"))).ok())
            .unwrap_or_else(|| panic!("{name}: there is no such file"));
        assert!(
            text.contains(&format!("fn {function}()")),
            "{name}: there is no such test"
        );
        named += 1;
    }
    assert!(named > 30, "{named}");
}

#[test]
fn a_planted_arrow_is_found() {
    let wrong = |path: &str, text: &str| wrong_arrows(&Source::new(path, text));
    assert_eq!(
        wrong(
            "domain/offer.rs",
            "//! Offers.\n\nuse crate::store::offers;\n"
        ),
        ["src/domain/offer.rs:3: domain must not know store::offers"]
    );
    for (path, text, target) in [
        ("http/mail.rs", "use crate::store::Store;", "store::Store"),
        ("http/mail.rs", "use crate::{ui, services};", "ui"),
        (
            "http/mail.rs",
            "use crate::{\n    services::{\n        mail},\n    mail::Message};",
            "mail::Message",
        ),
        ("http/mail.rs", "let a = crate::store::x();", "store::x"),
        (
            "ui/home/view.rs",
            "pub use crate::http::call;",
            "http::call",
        ),
        ("ui/mod.rs", "use super::http;", "http"),
        ("ui/home.rs", "use super::super::http::call;", "http::call"),
        (
            "store/offers.rs",
            "use crate::services::Error;",
            "services::Error",
        ),
        ("config.rs", "use crate::store::Store;", "store::Store"),
        ("services/offers.rs", "crate::app::open();", "app::open"),
        ("main.rs", "amends::store::open();", "store::open"),
    ] {
        let found = wrong(path, text);
        assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
        assert!(
            found[0].ends_with(&format!("must not know {target}")),
            "{found:?}"
        );
    }
    for (path, text) in [
        (
            "domain/offer.rs",
            "//! See crate::store.\n// crate::http::x\nuse crate::domain::ids;",
        ),
        (
            "store/offers.rs",
            "use super::Error;\nuse crate::domain::{ids, offer::{Offer, Item}};",
        ),
        ("config.rs", "use crate::store::database::DatabaseUrl;"),
        ("http/mail.rs", "let a = our_crate::store::x();"),
    ] {
        assert_eq!(wrong(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn a_planted_library_is_found() {
    let wrong = |path: &str, text: &str| wrong_words(&Source::new(path, text));
    assert_eq!(
        wrong("services/offers.rs", "//! x\nuse diesel::prelude::*;"),
        ["src/services/offers.rs:2: diesel: only the store knows diesel"]
    );
    assert_eq!(wrong("domain/time.rs", "let now = Utc::now();").len(), 1);
    let change = "diesel::update(history::table.find(1))";
    assert_eq!(wrong("store/events.rs", change).len(), 1);
    assert_eq!(wrong("store/offers.rs", "use diesel::prelude::*;").len(), 0);
    assert!(wrong_name(&Source::new("http/utils.rs", "//! x")).is_some());
    assert!(wrong_name(&Source::new("helpers/mod.rs", "//! x")).is_some());
    assert!(wrong_name(&Source::new("http/offers.rs", "//! x")).is_none());
    assert!(wrong_opening(&Source::new("http/offers.rs", "use std::fs;")).is_some());
}
