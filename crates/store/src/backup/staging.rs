//! A schema that is put back under a passing name, looked at there, and given its own name at once.

use std::sync::Arc;

use super::{Copy, Reads, district_of, let_nobody_in, takeover};
use crate::{
    Address, Connection, StoreError,
    connection::Engine,
    migrations,
    opener::Opener,
    postgres::{Pool, major_of},
};

const SETTINGS: &str = "SET statement_timeout = 0";
const TAKE_TURN: &str = "SELECT CAST(pg_try_advisory_lock(hashtext('fumin restore'),
    hashtext(current_setting('search_path'))) AS INTEGER)";
/// What the name ends with meanwhile.
const PASSING: &str = "_restoring";
const LONGEST_NAME: usize = 63;

/// The place; its locks go with it.
#[derive(Debug)]
pub struct Staging {
    /// Holds the locks, outside any transaction. Dropped before what made it.
    control: Connection,
    _opener: Opener,
    /// Connections to the schema under its passing name.
    inside: Opener,
    server: u32,
    /// The name that the saved schema has.
    from: String,
    passing: String,
    to: String,
}

impl Staging {
    /// Takes the place for a schema that was saved under the name `from`; clears what a killed restore left there.
    ///
    /// # Errors
    /// When either name is taken, another restore is at work, or the database does not answer.
    pub fn take(address: &Address, from: &str) -> Result<Self, StoreError> {
        let to = address.schema().to_owned();
        let kept = to.len().min(LONGEST_NAME - PASSING.len());
        let passing = format!("{}{PASSING}", to.get(..kept).unwrap_or_default());
        let wrong_name = |_| StoreError::SchemaTaken(from.to_owned());
        let saved = address.in_schema(from).map_err(wrong_name)?;
        let inside = address.in_schema(&passing).map_err(wrong_name)?;
        let pool = Arc::new(Pool::new(address)?);
        let control = Connection::new(Engine::Postgres(pool.connect()?));
        control.control(SETTINGS)?;
        control.begin_read()?;
        let has_turn = control.find(TAKE_TURN, &[], |row| row.get::<i64>(0));
        let server = major_of(&control);
        control.roll_back()?;
        if has_turn? != Some(1) {
            return Err(StoreError::RestoreAtWork(to));
        }
        let staging = Self {
            control,
            _opener: Opener::Postgres(pool),
            inside: Opener::Postgres(Arc::new(Pool::new(&inside)?)),
            server: server?,
            from: saved.schema().to_owned(),
            passing,
            to,
        };
        staging.hold_names()?;
        staging.clear()?;
        for name in [&staging.from, &staging.to] {
            if staging.has_schema(name)? {
                return Err(StoreError::SchemaTaken(name.clone()));
            }
        }
        Ok(staging)
    }

    /// Major version of the server.
    #[must_use]
    pub fn server(&self) -> u32 {
        self.server
    }

    /// A server that starts takes the same lock before it makes or opens a schema, so none opens one that is half there.
    fn hold_names(&self) -> Result<(), StoreError> {
        for name in [&self.from, &self.to] {
            let hold = format!("SELECT pg_advisory_lock(hashtext('fumin {name}'))");
            self.control.control(&hold)?;
        }
        Ok(())
    }

    fn has_schema(&self, name: &str) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM pg_namespace WHERE CAST(nspname AS TEXT) = $1";
        self.control.begin_read()?;
        let count = self
            .control
            .find(sql, &[name.into()], |row| row.get::<i64>(0));
        self.control.roll_back()?;
        Ok(count?.is_some_and(|count| count > 0))
    }

    /// Gives what has just been put back under its old name the passing one. What cannot be renamed is removed again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn adopt(&self) -> Result<(), StoreError> {
        let adopted = self.rename(&self.from, &self.passing);
        if adopted.is_err() {
            let undo = format!("DROP SCHEMA IF EXISTS {} CASCADE", self.from);
            self.control.control(&undo)?;
        }
        adopted
    }

    /// Fills the place from a copy of a SQLite database that is of the schema of this program.
    ///
    /// # Errors
    /// When either database does not answer.
    pub fn take_over(&self, copy: &Copy) -> Result<(), StoreError> {
        copy.check_current()?;
        let to = self.inside.writer()?;
        to.control(SETTINGS)?;
        migrations::apply(&to)?;
        copy.read(|from| takeover::take_over(from, &to))
    }

    /// Brings it to the schema of this program and ends the sessions and sign-in codes in it.
    ///
    /// # Errors
    /// When it is newer than this program, or the database does not answer.
    pub fn prepare(&self, now_ms: i64) -> Result<(), StoreError> {
        let_nobody_in(&self.inside.writer()?, now_ms)
    }

    /// Which district it says it is of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn district(&self) -> Result<Option<String>, StoreError> {
        self.read(district_of)
    }

    /// Gives it its own name.
    ///
    /// # Errors
    /// When the database does not answer, or somebody has made a schema of that name.
    pub fn move_into_place(&self) -> Result<(), StoreError> {
        self.rename(&self.passing, &self.to)
    }

    /// Takes its own name from it again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn move_back(&self) -> Result<(), StoreError> {
        self.rename(&self.to, &self.passing)
    }

    /// Removes what is there under the passing name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn clear(&self) -> Result<(), StoreError> {
        let sql = format!("DROP SCHEMA IF EXISTS {} CASCADE", self.passing);
        self.control.control(&sql)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), StoreError> {
        let sql = format!("ALTER SCHEMA {from} RENAME TO {to}");
        self.control.control(&sql)
    }
}

impl Reads for Staging {
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let connection = self.inside.reader()?;
        connection.begin_read()?;
        work(&connection)
    }
}
