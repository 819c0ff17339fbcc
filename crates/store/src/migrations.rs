//! The schema, one numbered step after the other. Every step exists once per engine; a published step never changes.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

use crate::{StoreError, sqlite::from_engine};

struct Migration {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
}

const MIGRATIONS: [Migration; 2] = [
    Migration {
        number: 1,
        name: "foundation",
        sqlite: include_str!("../../../migrations/sqlite/0001_foundation.sql"),
    },
    Migration {
        number: 2,
        name: "policy_desk",
        sqlite: include_str!("../../../migrations/sqlite/0002_policy_desk.sql"),
    },
];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied_ms INTEGER NOT NULL)";

fn known() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.number)
        .max()
        .unwrap_or(0)
}

fn found(engine: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'";
    if engine
        .query_row(sql, [], |row| row.get::<_, i64>(0))
        .map_err(from_engine)?
        == 0
    {
        return Ok(0);
    }
    let sql = "SELECT coalesce(max(number), 0) FROM schema_migrations";
    engine
        .query_row(sql, [], |row| row.get(0))
        .map_err(from_engine)
}

/// Refuses a schema that is not the one this program was written for.
pub(crate) fn check(engine: &Connection) -> Result<(), StoreError> {
    let (found, known) = (found(engine)?, known());
    match found.cmp(&known) {
        std::cmp::Ordering::Less => Err(StoreError::SchemaTooOld { found, known }),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::SchemaTooNew { found, known }),
    }
}

/// Applies what is missing, each step in a transaction of its own. The caller holds the folder.
pub(crate) fn apply(engine: &mut Connection) -> Result<(), StoreError> {
    let (found, known) = (found(engine)?, known());
    if found > known {
        return Err(StoreError::SchemaTooNew { found, known });
    }
    for migration in MIGRATIONS
        .iter()
        .filter(|migration| migration.number > found)
    {
        let step = engine.transaction().map_err(from_engine)?;
        step.execute_batch(TABLE).map_err(from_engine)?;
        step.execute_batch(migration.sqlite).map_err(from_engine)?;
        let sql = "INSERT INTO schema_migrations (number, name, applied_ms) VALUES (?1, ?2, ?3)";
        step.execute(sql, (migration.number, migration.name, now_ms()))
            .map_err(from_engine)?;
        step.commit().map_err(from_engine)?;
        tracing::info!(migration.number, migration.name, "applied a migration");
    }
    Ok(())
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
        let numbers: Vec<i64> = MIGRATIONS.iter().map(|step| step.number).collect();
        assert_eq!(numbers, (1..=known()).collect::<Vec<_>>());
    }

    #[test]
    fn every_step_has_its_pair_with_the_same_columns() {
        assert_eq!(names("sqlite"), names("postgres"));
        for name in names("sqlite") {
            let [sqlite, postgres] = ["sqlite", "postgres"]
                .map(|engine| tables(&fs::read_to_string(folder(engine).join(&name)).unwrap()));
            assert!(!sqlite.is_empty(), "{name}");
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

    #[test]
    fn the_parser_of_this_test_sees_what_sqlite_sees() {
        let mut engine = Connection::open_in_memory().unwrap();
        apply(&mut engine).unwrap();
        for step in MIGRATIONS {
            for (table, columns) in tables(step.sqlite) {
                let mut statement = engine
                    .prepare("SELECT name FROM pragma_table_info(?1)")
                    .unwrap();
                let names: Vec<String> = statement
                    .query_map([&table], |row| row.get(0))
                    .unwrap()
                    .map(Result::unwrap)
                    .collect();
                assert_eq!(
                    names,
                    columns
                        .into_iter()
                        .map(|(name, _)| name)
                        .collect::<Vec<_>>(),
                    "{table}"
                );
            }
        }
    }

    /// Packs of a database that is older than publications stay in force as they were.
    #[test]
    fn packs_stored_before_publications_get_theirs() {
        let mut engine = Connection::open_in_memory().unwrap();
        engine.execute_batch(MIGRATIONS[0].sqlite).unwrap();
        engine.execute_batch(TABLE).unwrap();
        engine
            .execute_batch(
                "INSERT INTO schema_migrations VALUES (1, 'foundation', 1);
                INSERT INTO policy_packs VALUES ('b', '2026-11-24', '{}', 2), ('a', '2026-11-01', '{}', 1)",
            )
            .unwrap();
        apply(&mut engine).unwrap();
        let mut statement = engine
            .prepare(
                "SELECT seq, pack_hash, effective_on, kind FROM policy_publications ORDER BY seq",
            )
            .unwrap();
        let rows: Vec<(i64, String, String, String)> = statement
            .query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let row = |seq, hash: &str, day: &str| (seq, hash.into(), day.into(), "seed".into());
        assert_eq!(rows, [row(1, "a", "2026-11-01"), row(2, "b", "2026-11-24")]);
        let sql = "SELECT last FROM sequences WHERE name = 'policy_publications'";
        let last: i64 = engine.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(last, 2);
    }

    #[test]
    fn applying_twice_changes_nothing() {
        let mut engine = Connection::open_in_memory().unwrap();
        apply(&mut engine).unwrap();
        apply(&mut engine).unwrap();
        assert_eq!(found(&engine).unwrap(), known());
        assert_eq!(check(&engine), Ok(()));
    }
}
