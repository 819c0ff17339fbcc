//! The small part of a database that the aggregates speak to.

use std::{cell::Cell, fmt, ops::Deref};

use crate::{StoreError, portable, postgres, sqlite};

mod control;
mod row;
mod value;

pub use row::{FromValue, Row};
pub use value::Value;

/// A connection to the database, whichever engine it is. SQL is written once for all engines: `$1, $2…` numbered as
/// they first appear, `ON CONFLICT`, `RETURNING`, integers, text and bytes.
pub struct Connection {
    engine: Engine,
    /// Remembered for the writer, which must tell a whole batch why it is lost.
    met_full_disk: Cell<bool>,
    /// The next statement is all there is, so it needs no transaction around it.
    is_alone: Cell<bool>,
}

pub(crate) enum Engine {
    Sqlite(rusqlite::Connection),
    Postgres(postgres::Session),
}

impl Connection {
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            met_full_disk: Cell::new(false),
            is_alone: Cell::new(false),
        }
    }

    /// Every row of the answer.
    pub fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        debug_assert!(portable::placeholders_in_order(sql), "{sql}");
        self.inside(|| match &self.engine {
            Engine::Sqlite(engine) => sqlite::query(engine, sql, values),
            Engine::Postgres(session) => session.query(sql, values),
        })
    }

    /// The first row of the answer, if it has one.
    pub fn query_one(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Reads every row into what the aggregate makes of it.
    pub(crate) fn list<T>(
        &self,
        sql: &str,
        values: &[Value],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        debug_assert!(portable::placeholders_in_order(sql), "{sql}");
        self.inside(|| match &self.engine {
            // Row by row, so that a long answer is not in memory twice.
            Engine::Sqlite(engine) => sqlite::list(engine, sql, values, |row| read(&row)),
            Engine::Postgres(session) => {
                let rows = session.query(sql, values)?;
                rows.into_iter().map(|row| read(&row)).collect()
            }
        })
    }

    /// Reads the first row, if there is one, into what the aggregate makes of it.
    pub(crate) fn find<T>(
        &self,
        sql: &str,
        values: &[Value],
        read: impl Fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.query_one(sql, values)?.as_ref().map(read).transpose()
    }

    /// The number that a statement counts.
    pub(crate) fn count(&self, sql: &str, values: &[Value]) -> Result<i64, StoreError> {
        let count = self.find(sql, values, |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }

    /// Runs a statement of the work, which must never slip out of its transaction and commit by itself.
    fn inside<T>(
        &self,
        statement: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if !self.is_in_transaction() && !self.is_alone.take() {
            return Err(self.why_abandoned());
        }
        statement().inspect_err(|error| {
            self.met_full_disk
                .set(matches!(error, StoreError::DiskFull))
        })
    }

    pub(crate) fn why_abandoned(&self) -> StoreError {
        if self.met_full_disk.get() {
            StoreError::DiskFull
        } else if self.may_try_again() {
            StoreError::Unavailable
        } else {
            StoreError::Abandoned
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Connection")
    }
}

const PART: &str = "part";

/// A connection inside a write. What an aggregate changes takes a `&Tx`, so it cannot be called while reading.
#[derive(Debug)]
pub struct Tx {
    connection: Connection,
}

impl Tx {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// Changes rows and says how many.
    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<usize, StoreError> {
        debug_assert!(portable::placeholders_in_order(sql), "{sql}");
        self.inside(|| match &self.engine {
            Engine::Sqlite(engine) => sqlite::execute(engine, sql, values),
            Engine::Postgres(session) => session.execute(sql, values),
        })
    }

    /// Does a part of the work whose failure does not end the rest: an `Err` undoes the part, and the work may go on
    /// from there. On PostgreSQL nothing else can be done after a statement that failed.
    pub fn attempt<T, E: From<StoreError>>(
        &self,
        part: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.savepoint(PART)?;
        let answer = part(self);
        if !self.is_in_transaction() {
            return answer;
        }
        if answer.is_err() {
            self.back_to_savepoint(PART)?;
        }
        self.release(PART)?;
        answer
    }
}

impl Deref for Tx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}
