//! `amends apologies evaluate FILE...`: how well the apology check does on texts that people have
//! labelled.
//!
//! A file has one JSON object a line: a labelled text, or a single sentence that has to be left
//! alone. Fields that are not named in [`Line`] are not looked at.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::say;
use crate::domain::apology::check::evaluation::{Evaluation, Expected, Label, Tally};
use crate::domain::language::{Language, LanguageTag};

/// One line of a file.
#[derive(Debug, Deserialize)]
struct Line {
    id: Option<String>,
    /// The text to be checked; of a sentence that is left alone, `sentence`.
    #[serde(alias = "sentence")]
    text: String,
    language: Option<String>,
    /// Codes that have to be found.
    #[serde(default)]
    markers: Vec<String>,
    /// Codes that must not be found. What is in neither list is not judged.
    #[serde(default)]
    not_markers: Vec<String>,
    #[serde(default)]
    components: Vec<String>,
    #[serde(default)]
    not_components: Vec<String>,
    /// Of a sentence that looks like it and is not: the code that must not be found.
    must_not_flag: Option<String>,
    /// Whether it is a whole text. Of an excerpt nobody can say what is missing from it.
    #[serde(default = "whole")]
    complete: bool,
}

fn whole() -> bool {
    true
}

pub(super) fn evaluate(files: &[PathBuf], show_wrong: bool) -> Result<(), String> {
    let mut evaluation = Evaluation::default();
    let mut wrong = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let place = format!("{}:{}", path.display(), index + 1);
            let line = read(line).map_err(|why| format!("{place}: {why}"))?;
            let name = line.id.clone().unwrap_or_default();
            let expected = expected(line).map_err(|why| format!("{place}: {why}"))?;
            for mistake in evaluation.add(&expected) {
                wrong.push(format!("{place}: {name}: {mistake}"));
            }
        }
    }
    if evaluation.texts + evaluation.traps == 0 {
        let names: Vec<_> = files.iter().map(|path| shown(path)).collect();
        return Err(format!("no text to evaluate in {}", names.join(", ")));
    }
    let mut page = table(&evaluation);
    if show_wrong {
        page.push('\n');
        for line in &wrong {
            page.push_str(line);
            page.push('\n');
        }
    }
    say(&page);
    Ok(())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn read(line: &str) -> Result<Line, String> {
    serde_json::from_str(line).map_err(|error| {
        // The line within the line is always the first.
        let why = error.to_string();
        let why = why.replace(" at line 1 column ", " at column ");
        format!("{why}; write one JSON object a line, with a \"text\" or a \"sentence\"")
    })
}

fn expected(line: Line) -> Result<Expected, String> {
    let language = match &line.language {
        None => Language::English,
        Some(tag) => LanguageTag::parse(tag)
            .map_err(|error| format!("language {tag:?}: {}", error.detail))?
            .written(),
    };
    let labels = |names: &[String], parse: fn(&str) -> Option<Label>, field: &str| {
        let known = |name: &String| parse(name).ok_or_else(|| unknown(field, name));
        names.iter().map(known).collect::<Result<Vec<_>, _>>()
    };
    let (is_trap, left_alone) = match &line.must_not_flag {
        None => (false, Vec::new()),
        Some(code) => (
            true,
            labels(std::slice::from_ref(code), Label::marker, "must_not_flag")?,
        ),
    };
    let mut present = labels(&line.markers, Label::marker, "markers")?;
    present.extend(labels(&line.components, Label::component, "components")?);
    let mut absent = labels(&line.not_markers, Label::marker, "not_markers")?;
    absent.extend(labels(
        &line.not_components,
        Label::component,
        "not_components",
    )?);
    absent.extend(left_alone);
    if !line.complete {
        present.retain(|label| !label.is_absence());
        absent.retain(|label| !label.is_absence());
    }
    if let Some(both) = present.iter().find(|label| absent.contains(label)) {
        return Err(format!(
            "{:?} is both expected and forbidden; write it in one list",
            both.name
        ));
    }
    Ok(Expected {
        text: line.text,
        language,
        present,
        absent,
        is_trap,
    })
}

fn unknown(field: &str, name: &str) -> String {
    let known = match field {
        "components" | "not_components" => Label::component_names().join(", "),
        _ => Label::marker_names().join(", "),
    };
    format!("{field}: {name:?} is not known; write any of {known}")
}

fn table(evaluation: &Evaluation) -> String {
    let mut page = format!(
        "{:<22} {:>9} {:>9} {:>5} {:>5} {:>5}\n",
        "marker", "precision", "recall", "TP", "FP", "FN"
    );
    rows(&mut page, evaluation, true);
    let _ = writeln!(page);
    let _ = writeln!(page, "component");
    rows(&mut page, evaluation, false);
    let _ = writeln!(page);
    let _ = writeln!(page, "texts: {}", evaluation.texts);
    let _ = writeln!(
        page,
        "traps: {} of {} with a false alarm ({})",
        evaluation.trapped,
        evaluation.traps,
        percent(evaluation.trapped_per_mille())
    );
    let _ = writeln!(
        page,
        "texts without a fault: {} of {} with a false alarm ({})",
        evaluation.clean_alarmed,
        evaluation.clean,
        percent(evaluation.clean_alarmed_per_mille())
    );
    page
}

fn rows(page: &mut String, evaluation: &Evaluation, markers: bool) {
    for (label, tally) in evaluation.tallies(markers) {
        row(page, label.name, &tally);
    }
    row(page, "all (micro average)", &evaluation.total(markers));
}

fn row(page: &mut String, name: &str, tally: &Tally) {
    let _ = writeln!(
        page,
        "{name:<22} {:>9} {:>9} {:>5} {:>5} {:>5}",
        ratio(tally.precision()),
        ratio(tally.recall()),
        tally.hits,
        tally.false_alarms,
        tally.misses
    );
}

/// `0.985` of 985 per thousand; a dash where there is nothing to divide by.
fn ratio(per_mille: Option<u32>) -> String {
    per_mille.map_or_else(
        || "-".to_owned(),
        |share| format!("{}.{:03}", share / 1_000, share % 1_000),
    )
}

/// `4.5 %` of 45 per thousand.
fn percent(per_mille: Option<u32>) -> String {
    per_mille.map_or_else(
        || "-".to_owned(),
        |share| format!("{}.{} %", share / 10, share % 10),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_line_says_what_to_write() {
        let why = |line: &str| read(line).and_then(expected).map(|_| ()).unwrap_err();
        assert!(
            why("{").contains("write one JSON object a line"),
            "{}",
            why("{")
        );
        assert!(why("{}").contains("missing field `text`"), "{}", why("{}"));
        let unknown = why(r#"{"text": "Sorry.", "markers": ["rude"]}"#);
        assert!(unknown.starts_with(r#"markers: "rude" is not known; write any of conditional"#));
        let unknown = why(r#"{"text": "Sorry.", "components": ["conditional"]}"#);
        assert!(unknown.contains("write any of responsibility"), "{unknown}");
        let both = why(r#"{"text": "x", "markers": ["no_repair"], "not_markers": ["no_repair"]}"#);
        assert!(both.contains("both expected and forbidden"), "{both}");
        assert!(why(r#"{"text": "x", "language": "english"}"#).contains("language tag"));
        assert!(why(r#"{"sentence": "x", "must_not_flag": "if"}"#).starts_with("must_not_flag"));
    }

    #[test]
    fn what_is_missing_is_judged_in_whole_texts_alone() {
        let labels = |complete: &str| {
            let line = format!(
                r#"{{"text": "Sorry if so.", {complete} "markers": ["conditional", "no_repair"]}}"#
            );
            let expected = read(&line).and_then(expected).unwrap();
            expected.present.iter().map(|l| l.name).collect::<Vec<_>>()
        };
        assert_eq!(labels(""), ["conditional", "no_repair"]);
        assert_eq!(labels(r#""complete": true,"#), ["conditional", "no_repair"]);
        assert_eq!(labels(r#""complete": false,"#), ["conditional"]);
    }

    #[test]
    fn shares_are_written_exactly() {
        assert_eq!(ratio(Some(985)), "0.985");
        assert_eq!(ratio(Some(1_000)), "1.000");
        assert_eq!(ratio(None), "-");
        assert_eq!(percent(Some(45)), "4.5 %");
    }
}
