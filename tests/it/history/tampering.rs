//! What can be done to the history with the database in one's hands, and what shows it.

use serde_json::json;

use super::{against, command, disarm, expect_exit, exported, rewrite, verdict};
use crate::support::app::TestApp;
use crate::support::cases::{Case, text};
use crate::support::sql::Sql;

/// A history to go back to after each tampering.
fn save(sql: &mut Sql) {
    sql.execute("CREATE TABLE saved AS SELECT * FROM history");
    sql.execute("CREATE TABLE saved_head AS SELECT * FROM history_head");
}

fn restore(sql: &mut Sql) {
    sql.execute(
        "DELETE FROM history; INSERT INTO history SELECT * FROM saved; \
         DELETE FROM history_head; INSERT INTO history_head SELECT * FROM saved_head",
    );
}

/// One story from a report to a closed incident, and what stands in its history.
struct Told {
    app: TestApp,
    sql: Sql,
    /// The number of the last entry, and of one in the middle: an incident that was owned.
    last: i64,
    middle: i64,
}

fn told() -> Told {
    let app = TestApp::start();
    Case::in_state(&app, "closed");
    let mut sql = Sql::open(&app.database.url);
    disarm(&mut sql);
    save(&mut sql);
    let last = sql.number("SELECT max(sequence) AS value FROM history");
    let middle = sql.number("SELECT sequence AS value FROM history WHERE action = 'own'");
    assert!(middle > 5 && middle + 5 < last, "{middle} of {last}");
    Told {
        app,
        sql,
        last,
        middle,
    }
}

/// What somebody does, the entry that shows it first, and how it is done in SQL. `{M}` stands for the
/// number of an entry in the middle, `{L}` for that of the last one, `{COPY n, hash}` for an entry
/// that is forged after another one's likeness.
const TAMPERINGS: &str = "
sequence                         | M+1 | UPDATE history SET sequence = 100000 WHERE sequence = {M}
id                               | M   | UPDATE history SET id = '01890000-0000-7000-8000-000000000000' WHERE sequence = {M}
id, written in capitals          | M   | UPDATE history SET id = upper(id) WHERE sequence = {M}
at                               | M   | UPDATE history SET at = '2020-01-01 00:00:00' WHERE sequence = {M}
by_id                            | M   | UPDATE history SET by_id = '01890000-0000-7000-8000-000000000000' WHERE sequence = {M}
by_id, taken away                | M   | UPDATE history SET by_id = NULL WHERE sequence = {M}
by_name                          | M   | UPDATE history SET by_name = 'Somebody Else' WHERE sequence = {M}
by_name, where nobody was        | 1   | UPDATE history SET by_name = 'Somebody Else' WHERE sequence = 1
by_role                          | M   | UPDATE history SET by_role = 'admin' WHERE sequence = {M}
by whom, taken away              | M   | UPDATE history SET by_id = NULL, by_name = NULL, by_role = NULL WHERE sequence = {M}
action                           | M   | UPDATE history SET action = 'dismiss' WHERE sequence = {M}
incident_id                      | M   | UPDATE history SET incident_id = '01890000-0000-7000-8000-000000000000' WHERE sequence = {M}
incident_id, taken away          | M   | UPDATE history SET incident_id = NULL WHERE sequence = {M}
subject_kind                     | M   | UPDATE history SET subject_kind = 'offer' WHERE sequence = {M}
subject_id                       | M   | UPDATE history SET subject_id = '1' WHERE sequence = {M}
before                           | M   | UPDATE history SET before = '{\"state\":\"dismissed\"}' WHERE sequence = {M}
before, taken away               | M   | UPDATE history SET before = NULL WHERE sequence = {M}
after                            | M   | UPDATE history SET after = '{\"state\":\"dismissed\"}' WHERE sequence = {M}
after, with a space behind it    | M   | UPDATE history SET after = after || ' ' WHERE sequence = {M}
after, unreadable                | M   | UPDATE history SET after = 'no JSON' WHERE sequence = {M}
note                             | M   | UPDATE history SET note = 'It was all different.' WHERE sequence = {M}
previous_hash                    | M   | UPDATE history SET previous_hash = hash WHERE sequence = {M}
hash                             | M   | UPDATE history SET hash = previous_hash WHERE sequence = {M}
hash, written in capitals        | L   | UPDATE history SET hash = upper(hash) WHERE sequence = {L}
the first deleted                | 2   | DELETE FROM history WHERE sequence = 1
one in the middle deleted        | M+1 | DELETE FROM history WHERE sequence = {M}
the last deleted                 | L   | DELETE FROM history WHERE sequence = {L}
the tail cut off                 | M   | DELETE FROM history WHERE sequence >= {M}
everything deleted               | 1   | DELETE FROM history
one deleted and the gap closed   | M   | DELETE FROM history WHERE sequence = {M}; UPDATE history SET sequence = -sequence WHERE sequence > {M}; UPDATE history SET sequence = -sequence - 1 WHERE sequence < 0
two swapped                      | M   | UPDATE history SET sequence = -1 WHERE sequence = {M}; UPDATE history SET sequence = {M} WHERE sequence = {M} + 1; UPDATE history SET sequence = {M} + 1 WHERE sequence = -1
one forged behind the end        | L+1 | {COPY {L} + 1, hash} WHERE sequence = {L}
one forged as the end            | L+1 | {COPY {L} + 1, hash} WHERE sequence = {L}; UPDATE history_head SET sequence = sequence + 1
one forged before the beginning  | -5  | {COPY -5, previous_hash} WHERE sequence = 1
one forged in the middle         | M+1 | UPDATE history SET sequence = -sequence - 1 WHERE sequence > {M}; UPDATE history SET sequence = -sequence WHERE sequence < 0; {COPY {M} + 1, hash} WHERE sequence = {M}; UPDATE history_head SET sequence = sequence + 1
another hash recorded as the end | L   | UPDATE history_head SET hash = (SELECT hash FROM history WHERE sequence = {M})
the recorded end moved back      | M+1 | UPDATE history_head SET sequence = {M}
the recorded end moved on        | L+1 | UPDATE history_head SET sequence = sequence + 1
no recorded end                  | L   | DELETE FROM history_head
another record beside the end    | L   | INSERT INTO history_head (name, sequence, hash) VALUES ('tail', 1, 'x')
";

/// SQLite takes anything into any column.
const ON_SQLITE_ALONE: &str = "
at, unreadable                   | M   | UPDATE history SET at = 'yesterday' WHERE sequence = {M}
at, by less than is hashed       | M   | UPDATE history SET at = at || '.0000001' WHERE sequence = {M}
sequence, unreadable             | M+1 | UPDATE history SET sequence = 'x' WHERE sequence = {M}
half a sequence                  | M+1 | UPDATE history SET sequence = {M} + 1.5 WHERE sequence = {M}
at, written in another way       | M   | UPDATE history SET at = replace(at, ' ', 'T') WHERE sequence = {M}
at, with a zero behind it        | M   | UPDATE history SET at = at || '.0' WHERE sequence = {M}
at, as a number                  | M   | UPDATE history SET at = julianday(at) WHERE sequence = {M}
after, with a NUL behind it      | M   | UPDATE history SET after = after || char(0) WHERE sequence = {M}
incident_id, a NUL behind it     | M   | UPDATE history SET incident_id = incident_id || char(0) WHERE sequence = {M}
action, with a NUL behind it     | M   | UPDATE history SET action = action || char(0) || 'x' WHERE sequence = {M}
the hash of the end, as a BLOB   | L   | UPDATE history_head SET hash = CAST(hash AS BLOB)
";

/// The lines of a table, for these numbers: what is done, what shows it, and the SQL.
fn tamperings(table: &'static str, middle: i64, last: i64) -> Vec<(&'static str, i64, String)> {
    let mut found = Vec::new();
    for line in table.trim().lines() {
        let [what, shown_by, sql] = line
            .splitn(3, " | ")
            .map(str::trim)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let shown_by = match shown_by {
            "M" => middle,
            "M+1" => middle + 1,
            "L" => last,
            "L+1" => last + 1,
            number => number.parse().unwrap(),
        };
        let sql = sql
            .replace("{M}", &middle.to_string())
            .replace("{L}", &last.to_string());
        found.push((what, shown_by, with_copies(&sql)));
    }
    found
}

/// `{COPY n, hash}`: an entry with this number, chained to this hash, else like another.
fn with_copies(sql: &str) -> String {
    let Some((before, rest)) = sql.split_once("{COPY ") else {
        return sql.to_owned();
    };
    let (copy, behind) = rest.split_once('}').unwrap();
    let (sequence, previous) = copy.split_once(", ").unwrap();
    format!(
        "{before}INSERT INTO history SELECT {sequence}, '01890000-0000-7000-8000-000000000000', \
         at, by_id, by_name, by_role, action, incident_id, subject_kind, subject_id, before, after, \
         note, {previous}, hash FROM history{behind}"
    )
}

#[test]
fn whatever_is_done_to_an_entry_is_found() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let sound = verdict(&app);
    assert_eq!(
        (&sound["ok"], &sound["checked"]),
        (&json!(true), &json!(last))
    );
    assert!(sound.get("first_broken").is_none());
    let mut done = tamperings(TAMPERINGS, middle, last);
    if matches!(sql, Sql::Sqlite(_)) {
        done.extend(tamperings(ON_SQLITE_ALONE, middle, last));
    }
    for (index, (what, first, statements)) in done.into_iter().enumerate() {
        sql.execute(&statements);
        let found = verdict(&app);
        assert_eq!(found["ok"], false, "{what}: {found}");
        assert_eq!(found["first_broken"]["sequence"], first, "{what}: {found}");
        assert!(!text(&found["first_broken"]["reason"]).is_empty());
        assert!(found["checked"].as_i64().unwrap() <= last, "{found}");
        // The command line is the same look through another door: a few are enough.
        if index % 8 == 0 {
            let output = command(&app.database.url, &["verify"]);
            let said = expect_exit(&output, 1);
            assert!(
                said.contains(&format!("at entry {first}:")),
                "{what}: {said}"
            );
        }
        restore(&mut sql);
        assert_eq!(verdict(&app), sound, "after {what}");
    }
}

/// A BLOB reads like the text that it holds, and is found by nothing that looks for text: an entry
/// whose `incident_id` is one is missing from the incident's history.
#[test]
fn a_column_of_another_type_is_found() {
    let Told { app, mut sql, .. } = told();
    if let Sql::Postgres(_) = sql {
        // A column holds what it is of.
        return;
    }
    let sound = verdict(&app);
    let columns = sql.words("SELECT name AS value FROM pragma_table_info('history')");
    assert_eq!(columns.len(), 15);
    for column in columns.iter().filter(|column| *column != "sequence") {
        let some = format!(
            "SELECT COALESCE(max(sequence), 0) AS value FROM history WHERE {column} IS NOT NULL"
        );
        let mut entry = sql.number(&some);
        if entry == 0 {
            entry = 1;
        }
        let (text, nothing) = ("CAST({} AS BLOB)", "CAST('' AS BLOB)");
        let other = if sql.number(&some) == 0 {
            nothing
        } else {
            text
        };
        let other = other.replace("{}", column);
        sql.execute(&format!(
            "UPDATE history SET {column} = {other} WHERE sequence = {entry}"
        ));
        let found = verdict(&app);
        assert_eq!(
            found["first_broken"]["sequence"], entry,
            "{column}: {found}"
        );
        restore(&mut sql);
        assert_eq!(verdict(&app), sound, "after {column}");
    }
}

/// Cut off together with the record of the end, a chain holds; only somebody who knows how far it
/// reached can tell.
#[test]
fn a_tail_that_is_cut_off_with_its_record_is_found_by_an_exported_head() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let head = exported(&verdict(&app));
    assert_eq!(head.split(':').next(), Some(&*last.to_string()));
    assert_eq!(against(&app, &head)["ok"], true);
    sql.execute(&format!(
        "DELETE FROM history WHERE sequence > {middle}; UPDATE history_head SET sequence = {middle}, \
         hash = (SELECT hash FROM history WHERE sequence = {middle})"
    ));
    assert_eq!(verdict(&app)["ok"], true, "the chain alone cannot tell");
    let found = against(&app, &head);
    assert_eq!(found["ok"], false);
    assert_eq!(found["first_broken"]["sequence"], middle + 1);
    assert_eq!(found["checked"], middle);

    // Also after as many entries again.
    Case::in_state(&app, "closed");
    let now = verdict(&app);
    assert_eq!(now["ok"], true);
    assert!(now["checked"].as_i64().unwrap() > last);
    let found = against(&app, &head);
    assert_eq!(found["first_broken"]["sequence"], last, "{found}");
}

/// Emptied together with the record of its end, a chain holds as well, and so does one that was cut
/// off before it tells of what is there: but what is there cannot have come without an entry.
#[test]
fn a_history_that_lacks_what_is_there_is_found() {
    let Told { app, mut sql, .. } = told();
    let genesis = "0".repeat(64);
    sql.execute(&format!(
        "DELETE FROM history; UPDATE history_head SET sequence = 0, hash = '{genesis}'"
    ));
    let found = verdict(&app);
    assert_eq!(
        (&found["ok"], &found["checked"]),
        (&json!(false), &json!(0))
    );
    assert_eq!(found["first_broken"]["sequence"], 1);
    let said = expect_exit(&command(&app.database.url, &["verify"]), 1);
    assert!(said.contains("users"), "{said}");

    restore(&mut sql);
    let report = sql.number("SELECT sequence AS value FROM history WHERE action = 'report'");
    sql.execute(&format!(
        "DELETE FROM history WHERE sequence >= {report}; UPDATE history_head SET \
         sequence = {report} - 1, \
         hash = (SELECT hash FROM history WHERE sequence = {report} - 1)"
    ));
    let found = verdict(&app);
    assert_eq!(found["first_broken"]["sequence"], report, "{found}");
    let said = expect_exit(&command(&app.database.url, &["verify"]), 1);
    assert!(said.contains("incidents"), "{said}");
    restore(&mut sql);
    assert_eq!(verdict(&app)["ok"], true);
}

/// Whoever computes all hashes anew makes another chain that holds; it is not the one whose head
/// was exported.
#[test]
fn a_chain_that_is_written_anew_is_found_by_an_exported_head() {
    let Told {
        app,
        mut sql,
        last,
        middle,
    } = told();
    let early = sql.words(&format!(
        "SELECT '{0}:' || hash AS value FROM history WHERE sequence = {0}",
        middle - 1
    ));
    let head = exported(&verdict(&app));
    rewrite(&app, &mut sql, middle);

    let now = verdict(&app);
    assert_eq!((&now["ok"], &now["checked"]), (&json!(true), &json!(last)));
    assert_ne!(exported(&now), head);
    let found = against(&app, &head);
    assert_eq!(found["ok"], false);
    assert_eq!(found["first_broken"]["sequence"], last);
    let output = command(&app.database.url, &["verify", "--head", &head]);
    let said = expect_exit(&output, 1);
    assert!(said.contains("written anew"), "{said}");
    assert!(expect_exit(&command(&app.database.url, &["verify"]), 0).contains("holds"));
    // What was exported before the entry that was changed still holds.
    assert_eq!(against(&app, &early[0])["ok"], true);
}
