//! All that is SQLite's own: how a connection is set up, how values travel, what its errors mean.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path, sync::Arc, time::Duration};

use rusqlite::{
    ErrorCode, OpenFlags, ToSql,
    config::DbConfig,
    ffi, params_from_iter,
    types::{ToSqlOutput, ValueRef},
};

use crate::{Row, StoreError, Value};

pub(crate) const FILE_NAME: &str = "fumin.sqlite3";
/// Earlier ones can corrupt a WAL database when a checkpoint meets a writer.
const OLDEST: i32 = 3_051_003;
const BUSY: Duration = Duration::from_secs(5);
const CACHED_STATEMENTS: usize = 128;

pub(crate) fn check_version() -> Result<(), StoreError> {
    refuse_older(rusqlite::version_number(), rusqlite::version())
}

/// Refuses a library by its number, 3051003 for 3.51.3.
fn refuse_older(number: i32, name: &str) -> Result<(), StoreError> {
    if number < OLDEST {
        return Err(StoreError::EngineTooOld {
            found: name.to_owned(),
        });
    }
    Ok(())
}

/// The connection that writes; makes the file, for its owner only, if there is none.
pub(crate) fn open_writer(path: &Path) -> Result<rusqlite::Connection, StoreError> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    drop(file.map_err(|source| StoreError::folder(path, source))?);
    let engine = open(path)?;
    // secure_delete: what is erased must not stay in free pages.
    engine
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;")
        .map_err(from_engine)?;
    Ok(engine)
}

/// A connection that only reads.
pub(crate) fn open_reader(path: &Path) -> Result<rusqlite::Connection, StoreError> {
    let engine = open(path)?;
    engine
        .execute_batch("PRAGMA query_only=ON;")
        .map_err(from_engine)?;
    Ok(engine)
}

/// A database that nobody writes and that may lie in a folder which takes no files.
pub(crate) fn open_copy(path: &Path) -> Result<rusqlite::Connection, StoreError> {
    open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// A database in a file of its own, before a server has it.
pub(crate) fn open_restored(path: &Path) -> Result<rusqlite::Connection, StoreError> {
    let engine = open(path)?;
    engine
        .execute_batch("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;")
        .map_err(from_engine)?;
    Ok(engine)
}

/// `VACUUM INTO` reads as of one moment and goes through once, however much is written meanwhile; the backup API starts
/// again with every write of another connection. It also leaves out free pages, which may hold what was erased.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let unusable = |source| StoreError::folder(to, source);
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)
        .map_err(unusable)?;
    let name = to.to_str().ok_or_else(|| {
        unusable(std::io::Error::new(
            std::io::ErrorKind::InvalidFilename,
            "the name is not UTF-8",
        ))
    })?;
    let engine = open(from)?;
    engine
        .execute("VACUUM INTO ?1", [name])
        .map_err(from_engine)?;
    // SQLite leaves this to whoever asked for the copy.
    file.sync_all().map_err(unusable)
}

/// What the engine itself finds wrong.
pub(crate) fn find_damage(engine: &rusqlite::Connection) -> Result<Vec<String>, StoreError> {
    let pages = query(engine, "PRAGMA integrity_check(20)", &[])?;
    let lines = pages.iter().map(|row| row.get::<String>(0));
    let mut found: Vec<String> = lines.collect::<Result<_, _>>()?;
    found.retain(|line| line != "ok");
    for row in query(engine, "PRAGMA foreign_key_check", &[])? {
        let (table, parent) = (row.get::<String>(0)?, row.get::<String>(2)?);
        found.push(format!(
            "a row of {table} names a row of {parent} that is not there"
        ));
    }
    Ok(found)
}

fn open(path: &Path) -> Result<rusqlite::Connection, StoreError> {
    open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

fn open_with(path: &Path, access: OpenFlags) -> Result<rusqlite::Connection, StoreError> {
    // No shared mutex: every connection stays on one thread.
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let engine = rusqlite::Connection::open_with_flags(path, flags).map_err(from_engine)?;
    engine.busy_timeout(BUSY).map_err(from_engine)?;
    engine.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // Otherwise a kept statement is compiled anew each time another value is bound, in case another plan were better.
    engine
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(from_engine)?;
    // Temporary tables hold personal data too: never on disk.
    engine
        .execute_batch("PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;")
        .map_err(from_engine)?;
    Ok(engine)
}

pub(crate) fn query(
    engine: &rusqlite::Connection,
    sql: &str,
    values: &[Value],
) -> Result<Vec<Row>, StoreError> {
    list(engine, sql, values, Ok)
}

pub(crate) fn list<T>(
    engine: &rusqlite::Connection,
    sql: &str,
    values: &[Value],
    make: impl Fn(Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = engine.prepare_cached(sql).map_err(from_engine)?;
    let count = statement.column_count();
    let mut answer = statement
        .query(params_from_iter(values))
        .map_err(from_engine)?;
    let mut rows = Vec::new();
    while let Some(row) = answer.next().map_err(from_engine)? {
        let columns =
            (0..count).map(|column| read(column, row.get_ref(column).map_err(from_engine)?));
        rows.push(make(Row::new(columns.collect::<Result<_, _>>()?))?);
    }
    Ok(rows)
}

pub(crate) fn execute(
    engine: &rusqlite::Connection,
    sql: &str,
    values: &[Value],
) -> Result<usize, StoreError> {
    let mut statement = engine.prepare_cached(sql).map_err(from_engine)?;
    statement
        .execute(params_from_iter(values))
        .map_err(from_engine)
}

fn read(column: usize, value: ValueRef<'_>) -> Result<Value, StoreError> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        // A course is kilobytes of Chinese: checking it byte by byte would cost more than finding it.
        ValueRef::Text(text) => simdutf8::basic::from_utf8(text)
            .map(|text| Value::Text(text.to_owned()))
            .map_err(|_| StoreError::Column {
                column,
                expected: "UTF-8 text",
            }),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(StoreError::Column {
            column,
            expected: "portable value",
        }),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

pub(crate) fn from_engine(error: rusqlite::Error) -> StoreError {
    if let rusqlite::Error::SqliteFailure(code, message) = &error {
        let unique = [
            ffi::SQLITE_CONSTRAINT_UNIQUE,
            ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ];
        if unique.contains(&code.extended_code) {
            let message = message.as_deref().unwrap_or_default();
            let constraint = message
                .strip_prefix("UNIQUE constraint failed: ")
                .unwrap_or(message);
            return StoreError::Duplicate {
                constraint: constraint.to_owned(),
            };
        }
        if code.code == ErrorCode::DiskFull {
            return StoreError::DiskFull;
        }
        if code.code == ErrorCode::SystemIoFailure {
            return StoreError::DiskFailed;
        }
    }
    StoreError::Database(Arc::new(error))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_library_that_can_corrupt_a_database_is_refused() {
        for (number, name, is_good) in [
            (3_007_017, "3.7.17", false),
            (3_050_004, "3.50.4", false),
            (3_051_002, "3.51.2", false),
            (3_051_003, "3.51.3", true),
            (3_052_000, "3.52.0", true),
            (4_000_000, "4.0.0", true),
        ] {
            let refused = refuse_older(number, name);
            assert_eq!(refused.is_ok(), is_good, "{name}");
            if let Err(error) = refused {
                let words = error.to_string();
                assert!(words.contains(name) && words.contains("3.51.3"), "{words}");
            }
        }
        assert_eq!(check_version(), Ok(()), "the one inside this program");
    }

    #[test]
    fn a_kept_statement_is_compiled_once() {
        let folder = tempfile::tempdir().unwrap();
        let engine = open_writer(&folder.path().join(FILE_NAME)).unwrap();
        engine
            .execute_batch("CREATE TABLE t (a TEXT, b INTEGER, PRIMARY KEY (a, b))")
            .unwrap();
        let sql = "SELECT b FROM t WHERE a = $1 ORDER BY b DESC LIMIT 1";
        for value in ["x", "y", "z"] {
            query(&engine, sql, &[value.into()]).unwrap();
        }
        let kept = engine.prepare_cached(sql).unwrap();
        assert_eq!(kept.get_status(StatementStatus::RePrepare), 0);
        assert!(kept.get_status(StatementStatus::Run) >= 3);
    }
}
