//! The schema, one numbered step after the other. Every step exists once per engine; a published step never changes.

use std::{
    cmp::Ordering,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::{Connection, StoreError, Tx, Value};

struct Migration {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($number:literal, $name:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../../../migrations/postgres/", $file)),
        }
    };
}

const MIGRATIONS: [Migration; 58] = [
    migration!(1, "foundation", "0001_foundation.sql"),
    migration!(2, "policy_desk", "0002_policy_desk.sql"),
    migration!(3, "portal", "0003_portal.sql"),
    migration!(4, "classes", "0004_classes.sql"),
    migration!(5, "clock_mark", "0005_clock_mark.sql"),
    migration!(6, "course_changes", "0006_course_changes.sql"),
    migration!(7, "leases", "0007_leases.sql"),
    migration!(8, "reminders", "0008_reminders.sql"),
    migration!(9, "short_reads", "0009_short_reads.sql"),
    migration!(10, "forgetting", "0010_forgetting.sql"),
    migration!(11, "listings", "0011_listings.sql"),
    migration!(12, "stage_times", "0012_stage_times.sql"),
    migration!(13, "service_point", "0013_service_point.sql"),
    migration!(14, "paper_uploads", "0014_paper_uploads.sql"),
    migration!(15, "servicing", "0015_servicing.sql"),
    migration!(16, "lessons", "0016_lessons.sql"),
    migration!(17, "settlements", "0017_settlements.sql"),
    migration!(18, "finding", "0018_finding.sql"),
    migration!(19, "people", "0019_people.sql"),
    migration!(22, "training_section", "0022_training_section.sql"),
    migration!(23, "saved_searches", "0023_saved_searches.sql"),
    migration!(24, "templates", "0024_templates.sql"),
    migration!(25, "assignments", "0025_assignments.sql"),
    migration!(26, "re_reviews", "0026_re_reviews.sql"),
    migration!(28, "payment_cards", "0028_payment_cards.sql"),
    migration!(29, "listing_templates", "0029_listing_templates.sql"),
    migration!(30, "duties", "0030_duties.sql"),
    migration!(31, "packages", "0031_packages.sql"),
    migration!(33, "extensions", "0033_extensions.sql"),
    migration!(34, "guarantors", "0034_guarantors.sql"),
    migration!(35, "file_notices", "0035_file_notices.sql"),
    migration!(37, "submissions", "0037_submissions.sql"),
    migration!(38, "rest", "0038_rest.sql"),
    migration!(39, "notices", "0039_notices.sql"),
    migration!(40, "one_person", "0040_one_person.sql"),
    migration!(41, "waits", "0041_waits.sql"),
    migration!(44, "conflicts", "0044_conflicts.sql"),
    migration!(46, "subsidy_batches", "0046_subsidy_batches.sql"),
    migration!(47, "waits_and_appeals", "0047_waits_and_appeals.sql"),
    migration!(48, "corrections", "0048_corrections.sql"),
    migration!(50, "complaints", "0050_complaints.sql"),
    migration!(51, "wait_lists", "0051_wait_lists.sql"),
    migration!(53, "outside_payments", "0053_outside_payments.sql"),
    migration!(54, "listing_words", "0054_listing_words.sql"),
    migration!(55, "closeness", "0055_closeness.sql"),
    migration!(56, "subsidy_looks", "0056_subsidy_looks.sql"),
    migration!(59, "office_papers", "0059_office_papers.sql"),
    migration!(60, "class_subjects", "0060_class_subjects.sql"),
    migration!(61, "package_corrections", "0061_package_corrections.sql"),
    migration!(62, "spot_check_events", "0062_spot_check_events.sql"),
    migration!(63, "training_papers", "0063_training_papers.sql"),
    migration!(64, "agreed_prices", "0064_agreed_prices.sql"),
    migration!(65, "subsidy_digests", "0065_subsidy_digests.sql"),
    migration!(66, "settlement_events", "0066_settlement_events.sql"),
    migration!(67, "listing_photos", "0067_listing_photos.sql"),
    migration!(68, "settlement_payments", "0068_settlement_payments.sql"),
    migration!(73, "given_up_phones", "0073_given_up_phones.sql"),
    migration!(74, "consents_by_person", "0074_consents_by_person.sql"),
];

/// `INTEGER` counts far enough in every engine.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied_ms BIGINT NOT NULL)";

pub(crate) fn known() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.number)
        .max()
        .unwrap_or(0)
}

/// The last step applied, inside a transaction.
pub(crate) fn found(connection: &Connection) -> Result<i64, StoreError> {
    if !connection.has_table("schema_migrations")? {
        return Ok(0);
    }
    let sql = "SELECT coalesce(max(number), 0) FROM schema_migrations";
    connection
        .query_one(sql, &[])?
        .map_or(Ok(0), |row| row.get(0))
}

/// The same outside one.
pub(crate) fn found_now(connection: &Connection) -> Result<i64, StoreError> {
    connection.begin_read()?;
    let found = found(connection);
    connection.roll_back()?;
    found
}

/// Whether there is a schema at all.
pub(crate) fn is_any(connection: &Connection) -> Result<bool, StoreError> {
    Ok(found_now(connection)? > 0)
}

/// Refuses a schema that only a newer program can read.
pub(crate) fn refuse_newer(found: i64) -> Result<(), StoreError> {
    let known = known();
    if found > known {
        return Err(StoreError::SchemaTooNew { found, known });
    }
    Ok(())
}

/// Refuses a schema that is not the one this program was written for.
pub(crate) fn check(connection: &Connection) -> Result<(), StoreError> {
    let (found, known) = (found_now(connection)?, known());
    match found.cmp(&known) {
        Ordering::Less => Err(StoreError::SchemaTooOld { found, known }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(StoreError::SchemaTooNew { found, known }),
    }
}

/// Applies what is missing, each step in a transaction of its own. Nobody else does at the same time.
pub(crate) fn apply(tx: &Tx) -> Result<(), StoreError> {
    loop {
        tx.begin_schema_change()?;
        let applied = apply_next(tx);
        if !matches!(applied, Ok(Some(_))) {
            tx.roll_back()?;
        }
        let Some(migration) = applied? else {
            return Ok(());
        };
        tx.commit()?;
        tracing::info!(migration.number, migration.name, "applied a migration");
    }
}

fn apply_next(tx: &Tx) -> Result<Option<&'static Migration>, StoreError> {
    let found = found(tx)?;
    refuse_newer(found)?;
    let Some(next) = MIGRATIONS.iter().find(|step| step.number > found) else {
        return Ok(None);
    };
    tx.batch(TABLE)?;
    tx.batch(if tx.is_postgres() {
        next.postgres
    } else {
        next.sqlite
    })?;
    let sql = "INSERT INTO schema_migrations (number, name, applied_ms) VALUES ($1, $2, $3)";
    let values = [Value::Int(next.number), next.name.into(), now_ms().into()];
    tx.execute(sql, &values)?;
    Ok(Some(next))
}

fn now_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::PathBuf};

    use super::*;
    use crate::{
        connection::Engine,
        testing::{test_location, unmigrated},
    };

    fn folder(engine: &str) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../migrations")
            .join(engine)
    }

    fn names(engine: &str) -> Vec<String> {
        let entries = fs::read_dir(folder(engine)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Table to its columns and their types, read line by line: our migrations keep one column on each.
    fn tables(sql: &str) -> BTreeMap<String, Vec<(String, String)>> {
        let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut current = None;
        for line in sql.lines().map(str::trim) {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                current = rest.split_whitespace().next().map(str::to_owned);
                continue;
            }
            if let Some(rest) = line.strip_prefix("ALTER TABLE ") {
                let mut words = rest.trim_end_matches(';').split_whitespace();
                let [table, add, kind_of, column, kind] = [(); 5].map(|()| words.next().unwrap());
                assert_eq!([add, kind_of], ["ADD", "COLUMN"], "{line}");
                let columns = tables.entry(table.to_owned()).or_default();
                columns.push((column.to_owned(), kind.to_owned()));
                continue;
            }
            let mut words = line.split_whitespace();
            match (&current, words.next(), words.next()) {
                (Some(_), Some(");"), _) => current = None,
                (Some(table), Some(column), Some(kind))
                    if column
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()) =>
                {
                    tables
                        .entry(table.clone())
                        .or_default()
                        .push((column.to_owned(), kind.trim_end_matches(',').to_owned()));
                }
                _ => {}
            }
        }
        tables
    }

    #[test]
    fn every_step_is_in_the_binary_and_in_order() {
        let listed: Vec<String> = MIGRATIONS
            .iter()
            .map(|step| format!("{:04}_{}.sql", step.number, step.name))
            .collect();
        assert_eq!(listed, names("sqlite"));
        let numbers = MIGRATIONS.map(|step| step.number);
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn every_step_has_its_pair_with_the_same_columns() {
        assert_eq!(names("sqlite"), names("postgres"));
        for name in names("sqlite") {
            let texts = ["sqlite", "postgres"]
                .map(|engine| fs::read_to_string(folder(engine).join(&name)).unwrap());
            let [sqlite, postgres] = texts.each_ref().map(|text| tables(text));
            // A step of indexes alone is the same text for both.
            assert!(!sqlite.is_empty() || texts[0] == texts[1], "{name}");
            let mapped: BTreeMap<_, _> = sqlite
                .into_iter()
                .map(|(table, columns)| {
                    let columns = columns.into_iter().map(|(column, kind)| {
                        let kind = match kind.as_str() {
                            "INTEGER" => "BIGINT",
                            "BLOB" => "BYTEA",
                            "TEXT" => "TEXT",
                            other => panic!("{name}: {table}.{column} is {other}"),
                        };
                        (column, kind.to_owned())
                    });
                    let columns: Vec<_> = columns.collect();
                    (table, columns)
                })
                .collect();
            assert_eq!(mapped, postgres, "{name}");
        }
    }

    /// Both engines order by bytes.
    #[test]
    fn texts_are_compared_by_bytes_on_both() {
        for step in MIGRATIONS {
            for line in step.postgres.lines().map(|line| format!("{line} ")) {
                let is_text = line.contains(" TEXT ") || line.contains(" TEXT,");
                assert!(
                    !is_text || line.contains(" TEXT COLLATE \"C\""),
                    "{}: {line}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn the_parser_of_this_test_sees_what_sqlite_sees() {
        let tx = Tx::new(Connection::new(Engine::Sqlite(
            rusqlite::Connection::open_in_memory().unwrap(),
        )));
        apply(&tx).unwrap();
        tx.begin_read().unwrap();
        let all = MIGRATIONS.map(|step| step.sqlite).join("\n");
        for (table, columns) in tables(&all) {
            let sql = "SELECT name FROM pragma_table_info($1)";
            let names: Vec<String> = tx.list(sql, &[(&table).into()], |row| row.get(0)).unwrap();
            let read: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
            assert_eq!(names, read, "{table}");
        }
    }

    /// Packs of a database that is older than publications stay in force as they were.
    #[test]
    fn packs_stored_before_publications_get_theirs() {
        let (_folder, _opener, tx) = unmigrated();
        tx.begin_schema_change().unwrap();
        tx.batch(TABLE).unwrap();
        let first = &MIGRATIONS[0];
        tx.batch(if tx.is_postgres() {
            first.postgres
        } else {
            first.sqlite
        })
        .unwrap();
        tx.batch(
            "INSERT INTO schema_migrations VALUES (1, 'foundation', 1);
            INSERT INTO policy_packs VALUES ('b', '2026-11-24', '{}', 2), ('a', '2026-11-01', '{}', 1)",
        )
        .unwrap();
        tx.commit().unwrap();
        apply(&tx).unwrap();
        tx.begin_read().unwrap();
        let sql = "SELECT seq, pack_hash, effective_on, kind FROM policy_publications ORDER BY seq";
        let rows: Vec<(i64, String, String, String)> = tx
            .list(sql, &[], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .unwrap();
        let row = |seq, hash: &str, day: &str| (seq, hash.into(), day.into(), "seed".into());
        assert_eq!(rows, [row(1, "a", "2026-11-01"), row(2, "b", "2026-11-24")]);
        let sql = "SELECT last FROM sequences WHERE name = 'policy_publications'";
        let last: Option<i64> = tx.find(sql, &[], |row| row.get(0)).unwrap();
        assert_eq!(last, Some(2));
    }

    #[test]
    fn applying_twice_changes_nothing() {
        let (_folder, _opener, tx) = unmigrated();
        assert_eq!(is_any(&tx), Ok(false));
        apply(&tx).unwrap();
        apply(&tx).unwrap();
        assert_eq!(found_now(&tx), Ok(known()));
        assert_eq!((check(&tx), is_any(&tx)), (Ok(()), Ok(true)));
    }

    /// Several servers may be started at once.
    #[test]
    fn many_make_one_schema() {
        let (_folder, location) = test_location();
        let opened: Vec<_> = (0..4)
            .map(|_| {
                let location = location.clone();
                std::thread::spawn(move || crate::Store::open(&location))
            })
            .collect();
        let opened: Vec<_> = opened
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        let good = opened.iter().filter(|opened| opened.is_ok()).count();
        let expected = if location.is_shared() { 4 } else { 1 };
        assert_eq!(good, expected, "{opened:?}");
    }
}
