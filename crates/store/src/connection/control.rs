//! Beginning and ending transactions, as each engine does it.

use super::{Connection, Engine};
use crate::{StoreError, postgres::Purpose, sqlite};

/// Writers of one district take turns, whichever server they are on: the turn is this row, held until the commit. It
/// is there as soon as there is a schema.
const TAKE_THE_TURN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED;
    SELECT number FROM schema_migrations WHERE number = 1 FOR UPDATE";
/// Migrations take turns too, before there is a row to hold.
const TAKE_THE_SCHEMA: &str = "BEGIN ISOLATION LEVEL READ COMMITTED;
    SELECT pg_advisory_xact_lock(hashtext('fumin ' || current_setting('search_path')))";
const READ_ONE_MOMENT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

impl Connection {
    /// Sets up the engine; SQLite only.
    pub(crate) fn control(&self, sql: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => {
                self.met_full_disk.set(false);
                sqlite::query(engine, sql, &[]).map(drop)
            }
            Engine::Postgres(session) => session.batch(sql),
        }
    }

    /// What the engine itself finds wrong. A server of PostgreSQL is looked after by whoever runs it.
    pub(crate) fn find_damage(&self) -> Result<Vec<String>, StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => sqlite::find_damage(engine),
            Engine::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Several statements of a migration.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.execute_batch(sql).map_err(sqlite::from_engine),
            Engine::Postgres(session) => session.batch(sql),
        }
    }

    /// Begins a transaction that no other change of the schema runs beside; makes the schema itself where there is none.
    pub(crate) fn begin_schema_change(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control("BEGIN IMMEDIATE"),
            Engine::Postgres(session) => {
                session.begin(TAKE_THE_SCHEMA, Purpose::Write);
                let sql = "SELECT count(to_regnamespace(current_setting('search_path')))";
                let known = self.find(sql, &[], |row| row.get::<i64>(0))?;
                if known == Some(0) {
                    session.batch(&format!("CREATE SCHEMA {}", session.schema()))?;
                }
                Ok(())
            }
        }
    }

    pub(crate) fn has_table(&self, name: &str) -> Result<bool, StoreError> {
        let sql = match &self.engine {
            Engine::Sqlite(_) => "SELECT count(*) FROM sqlite_schema WHERE name = $1",
            // By its name, as a statement finds it: the list of all tables may be long where one server has many schemas.
            Engine::Postgres(_) => "SELECT count(to_regclass($1))",
        };
        let known = self.find(sql, &[name.into()], |row| row.get::<i64>(0))?;
        Ok(known.is_some_and(|count| count > 0))
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    pub(crate) fn begin_read(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control("BEGIN"),
            Engine::Postgres(session) => {
                session.begin(READ_ONE_MOMENT, Purpose::Read);
                Ok(())
            }
        }
    }

    /// Lets one statement through without a transaction around it: SQLite looks at one moment for each statement anyway,
    /// and beginning and ending costs as much as finding a row.
    pub(crate) fn with_one_let_through<T>(&self, work: impl FnOnce(&Self) -> T) -> T {
        self.is_alone.set(true);
        let answer = work(self);
        self.is_alone.set(false);
        answer
    }

    pub(crate) fn begin_write(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control("BEGIN IMMEDIATE"),
            Engine::Postgres(session) => {
                self.met_full_disk.set(false);
                session.begin(TAKE_THE_TURN, Purpose::Write);
                Ok(())
            }
        }
    }

    pub(crate) fn savepoint(&self, name: &str) -> Result<(), StoreError> {
        self.say(&format!("SAVEPOINT {name}"))
    }

    pub(crate) fn release(&self, name: &str) -> Result<(), StoreError> {
        self.say(&format!("RELEASE {name}"))
    }

    fn say(&self, sql: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control(sql),
            Engine::Postgres(session) => {
                session.later(sql);
                Ok(())
            }
        }
    }

    pub(crate) fn back_to_savepoint(&self, name: &str) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control(&format!("ROLLBACK TO {name}")),
            Engine::Postgres(session) => session.back_to(name),
        }
    }

    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => self.control("COMMIT"),
            Engine::Postgres(session) => session.commit(),
        }
    }

    pub(crate) fn roll_back(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(_) if !self.is_in_transaction() => Ok(()),
            Engine::Sqlite(_) => self.control("ROLLBACK"),
            Engine::Postgres(session) => {
                session.roll_back();
                Ok(())
            }
        }
    }

    pub(crate) fn is_in_transaction(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(engine) => !engine.is_autocommit(),
            Engine::Postgres(session) => session.is_in_transaction(),
        }
    }

    /// Whether the transaction was lost to something that passes: another writer, a server that restarts.
    pub(crate) fn may_try_again(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(_) => false,
            Engine::Postgres(session) => session.may_try_again(),
        }
    }

    /// Whether a statement failed whose failure the work kept to itself. Only the engine that then refuses all others
    /// says so.
    pub(crate) fn has_failed_statement(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(_) => false,
            Engine::Postgres(session) => session.has_failed_statement(),
        }
    }

    /// Whether nothing more will ever come of this connection.
    pub(crate) fn is_cut(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(_) => false,
            Engine::Postgres(session) => session.is_cut(),
        }
    }
}
