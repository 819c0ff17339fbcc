//! What keeps one SQL text good for every engine.

/// `$1`, `$2`… must appear in that order for the first time: SQLite numbers parameters as it meets them, PostgreSQL
/// by their digits.
pub(crate) fn placeholders_in_order(sql: &str) -> bool {
    let mut highest = 0;
    for piece in sql.split('$').skip(1) {
        let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(number) if number >= 1 && number <= highest + 1 => highest = highest.max(number),
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// Words of one engine that no aggregate and no migration may use.
    const FOREIGN: [&str; 17] = [
        "AUTOINCREMENT",
        "INSERT OR",
        "REPLACE INTO",
        "DATETIME(",
        "STRFTIME(",
        "JULIANDAY(",
        "ROWID",
        " GLOB ",
        "IFNULL(",
        "PRAGMA",
        "LAST_INSERT",
        "SERIAL",
        "JSONB",
        "::TEXT",
        "NOW()",
        "ILIKE",
        "JSON_EXTRACT",
    ];
    /// The files that talk to an engine on purpose.
    const ENGINE: [&str; 11] = [
        "backlog.rs",
        "sqlite.rs",
        "reserve.rs",
        "portable.rs",
        "migrations.rs",
        "writer.rs",
        "reader.rs",
        "store.rs",
        "patience.rs",
        "testing.rs",
        "postgres.rs",
    ];

    fn files(folder: &str, kind: &str) -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let paths = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|found| found == kind))
            .map(|path| {
                (
                    path.file_name().unwrap().to_string_lossy().into_owned(),
                    fs::read_to_string(path).unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn placeholders() {
        for (sql, good) in [
            ("SELECT 1", true),
            ("SELECT $1, $2, $1, $3", true),
            ("SELECT $2, $1", false),
            ("SELECT $1, $3", false),
            ("SELECT $0", false),
            ("SELECT $name", false),
        ] {
            assert_eq!(placeholders_in_order(sql), good, "{sql}");
        }
    }

    #[test]
    fn aggregates_speak_to_every_engine() {
        let mut statements = 0;
        for (name, text) in files("src", "rs")
            .iter()
            .filter(|(name, _)| !ENGINE.contains(&name.as_str()))
        {
            for literal in text
                .split('"')
                .skip(1)
                .step_by(2)
                .filter(|literal| literal.contains('$'))
            {
                statements += 1;
                assert!(placeholders_in_order(literal), "{name}: {literal}");
            }
            let upper = text.to_uppercase();
            for word in FOREIGN {
                assert!(!upper.contains(word), "{name}: {word}");
            }
            assert!(!text.contains("?1") && !text.contains("= ?"), "{name}");
        }
        assert!(
            statements > 40,
            "the scan found only {statements} statements"
        );
    }

    #[test]
    fn migrations_use_no_foreign_words() {
        for folder in ["../../migrations/sqlite", "../../migrations/postgres"] {
            for (name, text) in files(folder, "sql") {
                let upper = text.to_uppercase();
                for word in FOREIGN {
                    assert!(!upper.contains(word), "{folder}/{name}: {word}");
                }
            }
        }
    }
}
