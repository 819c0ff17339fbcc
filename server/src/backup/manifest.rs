//! What a backup says of itself. Written last, so a backup without one was broken off.

use std::fs;
use std::io;
use std::path::Path;

use domain::Date;
use serde::{Deserialize, Serialize};

use super::BackupError;
use super::files::{Fingerprint, write_whole};

const NAME: &str = "manifest.json";
/// The newest that this program can restore. An engine's format is counted up when an older program could no longer
/// restore what a newer one saves; PostgreSQL began with the second.
const FORMAT: u32 = 2;
const SECOND_MS: i64 = 1000;

/// The kinds of database there are.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// A file of SQLite.
    Sqlite,
    /// A schema of PostgreSQL.
    Postgres,
}

impl Engine {
    /// What the database is called in a backup.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Sqlite => store::backup::DATABASE,
            Self::Postgres => "fumin.pgdump",
        }
    }

    fn format(self) -> u32 {
        match self {
            Self::Sqlite => 1,
            Self::Postgres => 2,
        }
    }
}

/// What only a schema of PostgreSQL has.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Dumped {
    /// The name of the schema.
    pub schema_name: String,
    /// Major version of the server.
    pub server: u32,
    /// Major version of the program that wrote the dump; an older one cannot read it.
    pub program: u32,
}

/// The papers as a whole.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Papers {
    /// How many.
    pub files: u64,
    /// How long all of them are.
    pub bytes: u64,
}

/// What a backup says of itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Manifest {
    /// How to read the rest.
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// What the database is in.
    pub engine: Engine,
    /// Of a schema of PostgreSQL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postgres: Option<Dumped>,
    /// Number of the last migration.
    pub schema: i64,
    /// Division code of the district.
    pub district: String,
    /// The moment it is of, Unix milliseconds.
    pub made_ms: i64,
    /// The same for people, in the district's time.
    pub made: String,
    /// Names the keys that open it; tells nothing about them.
    pub keys: String,
    /// The database file.
    pub database: Fingerprint,
    /// The list of the papers' hashes.
    pub index: Fingerprint,
    /// The papers.
    pub papers: Papers,
    /// Papers that the database names but whose bytes were not there to copy.
    pub missing: Vec<String>,
}

impl Manifest {
    /// A manifest that still lacks its parts.
    pub(super) fn begin(engine: Engine, district: &str, keys: String, now_ms: i64) -> Self {
        let nothing = Fingerprint {
            bytes: 0,
            sha256: String::new(),
        };
        Self {
            format: engine.format(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            engine,
            postgres: None,
            schema: 0,
            district: district.to_owned(),
            made_ms: now_ms,
            made: say_time(now_ms),
            keys,
            database: nothing.clone(),
            index: nothing,
            papers: Papers::default(),
            missing: Vec::new(),
        }
    }

    /// Reads the manifest of a backup that this program can use.
    ///
    /// # Errors
    /// When there is none, it cannot be read, or it is of a newer program.
    pub fn read(backup: &Path) -> Result<Self, BackupError> {
        let path = backup.join(NAME);
        let text = fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                BackupError::Half(backup.to_owned())
            }
            _ => BackupError::io("read", &path)(error),
        })?;
        let unreadable = |error: serde_json::Error| {
            BackupError::damaged(backup, format!("{NAME} cannot be read: {error}"))
        };
        let value: serde_json::Value = serde_json::from_slice(&text).map_err(unreadable)?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if format.is_some_and(|format| format > u64::from(FORMAT)) {
            return Err(BackupError::TooNew {
                path: backup.to_owned(),
                what: format!("format {}", format.unwrap_or_default()),
            });
        }
        let manifest: Self = serde_json::from_value(value).map_err(unreadable)?;
        if manifest.schema > store::backup::known_schema() {
            return Err(BackupError::TooNew {
                path: backup.to_owned(),
                what: format!("schema {}", manifest.schema),
            });
        }
        if manifest.engine == Engine::Postgres && manifest.postgres.is_none() {
            let what = format!("{NAME} does not name its schema");
            return Err(BackupError::damaged(backup, what));
        }
        Ok(manifest)
    }

    /// Whether it is of this district.
    pub(super) fn check_district(&self, district: &str) -> Result<(), BackupError> {
        if self.district == district {
            return Ok(());
        }
        Err(BackupError::OtherDistrict {
            found: self.district.clone(),
            wanted: district.to_owned(),
        })
    }

    pub(super) fn write(&self, backup: &Path) -> Result<(), BackupError> {
        let path = backup.join(NAME);
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::from);
        text.and_then(|text| write_whole(&path, &text))
            .map_err(BackupError::io("write", &path))
    }
}

/// An instant as part of a name, in the district's time: `20261124-100000`.
pub(super) fn stamp(unix_ms: i64) -> String {
    let text = say_time(unix_ms);
    let digits: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
    let (day, time) = digits.split_at_checked(8).unwrap_or((&digits, ""));
    format!("{day}-{time}")
}

/// An instant in the district's time, to the second: `2026-11-24 10:00:00 +08:00`.
fn say_time(unix_ms: i64) -> String {
    let day = Date::from_unix_ms_shanghai(unix_ms);
    let seconds = (unix_ms - day.start_ms_shanghai()) / SECOND_MS;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{day} {hours:02}:{minutes:02}:{:02} +08:00", seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_as_people_in_the_district_say_it() {
        assert_eq!(say_time(1_795_485_600_000), "2026-11-24 10:00:00 +08:00");
        assert_eq!(say_time(1_795_449_599_999), "2026-11-23 23:59:59 +08:00");
        assert_eq!(stamp(1_795_449_599_999), "20261123-235959");
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = Manifest::begin(Engine::Sqlite, "620602", "keys".into(), 1_795_485_600_000);
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), manifest);
    }

    #[test]
    fn what_cannot_be_used_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            fs::write(folder.path().join(NAME), text).unwrap();
            Manifest::read(folder.path()).unwrap_err()
        };
        for (text, code) in [("{", 65), ("{}", 65), ("[1]", 65)] {
            let error = read(text);
            assert!(
                matches!(error, BackupError::Damaged { .. }),
                "{text}: {error}"
            );
            assert_eq!(error.exit_code(), code);
        }
        let newer = read(r#"{"format":3,"anything":"else"}"#);
        assert!(matches!(newer, BackupError::TooNew { .. }), "{newer}");
        fs::remove_file(folder.path().join(NAME)).unwrap();
        let half = Manifest::read(folder.path()).unwrap_err();
        assert!(matches!(half, BackupError::Half(_)), "{half}");
    }
}
