//! The README: its tour is run word by word, and its workflow is the one that is enforced.

const README: &str = include_str!("../../README.md");

/// Needs bash and curl, as its reader does.
#[cfg(feature = "browser-tests")]
mod tour {
    use std::process::Command;

    use super::README;
    use crate::support::app::{ADMIN_TOKEN, TestApp};

    /// The shell commands between two marks.
    fn commands(from: &str, to: &str) -> String {
        let (_, rest) = README.split_once(from).expect("the mark in the README");
        let (part, _) = rest.split_once(to).expect("the mark in the README");
        part.split("```sh\n")
            .skip(1)
            .map(|block| block.split("```").next().unwrap())
            .collect()
    }

    #[test]
    fn the_tour_works_as_printed() {
        let app = TestApp::start();
        // The clock of the tests stands in 2026.
        let tour =
            commands("<!-- tour -->", "<!-- end of tour -->").replace("$(date --utc +%Y)", "2026");
        let script = format!("set -euo pipefail\n{tour}");
        let done = Command::new("bash")
            .args(["-c", &script])
            .env("URL", &app.url)
            .env("TOKEN", ADMIN_TOKEN)
            .output()
            .expect("bash");
        let (out, err) = (
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        );
        assert!(done.status.success(), "{out}\n{err}");
        let incident = app.admin().get("/v1/incidents/INC-2026-000001").expect(200);
        assert_eq!(incident["state"], "closed");
        assert!(
            out.contains(r#""total":{"amount":"1000.00","currency":"USD"}"#),
            "{out}"
        );
    }
}

#[test]
fn the_workflow_is_the_one_that_is_enforced() {
    use amends::domain::workflow::TABLE;
    let (_, rest) = README
        .split_once("<!-- workflow -->")
        .expect("the mark in the README");
    let rows: Vec<&str> = rest
        .trim_start()
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    let expected: Vec<String> = TABLE
        .iter()
        .map(|rule| {
            format!(
                "| {} | `{}` | {} | {} |",
                rule.from_word(),
                rule.action,
                rule.to,
                rule.requires
            )
        })
        .collect();
    assert_eq!(rows, expected);
}
