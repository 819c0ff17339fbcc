//! A schema of PostgreSQL as of one moment, which its own programs can be shown too.

use std::sync::Arc;

use super::{Reads, district_of};
use crate::{
    Address, Connection, StoreError,
    connection::Engine,
    migrations,
    opener::Opener,
    postgres::{Pool, major_of},
};

/// It lives as long as papers are copied, and says nothing for most of that time.
const SETTINGS: &str = "SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0";
/// Before the moment is taken: from here on nobody removes a paper of a row that the moment has.
const HOLD_PAPERS: &str = "SELECT pg_advisory_lock_shared(hashtext('fumin papers'), hashtext(current_setting('search_path')))";
const PAPERS_ARE_HELD: &str = "SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = CAST(CAST(hashtext('fumin papers') AS BIGINT) & 4294967295 AS OID)
    AND objid = CAST(CAST(hashtext(current_setting('search_path')) AS BIGINT) & 4294967295 AS OID)";

/// Whether somebody is making a backup of this schema, wherever that is. Asked for after the rows that were taken back
/// have been read: a row that a backup's moment still has was taken back after it, so the backup is seen here.
///
/// # Errors
/// When the database does not answer.
pub fn is_being_made(connection: &Connection) -> Result<bool, StoreError> {
    if !connection.is_postgres() {
        return Ok(false);
    }
    let held = connection.find(PAPERS_ARE_HELD, &[], |row| row.get::<i64>(0))?;
    Ok(held.is_some_and(|count| count > 0))
}

/// The moment; it is gone, and papers may go, when this is dropped.
#[derive(Debug)]
pub struct Snapshot {
    /// Dropped before what made it.
    connection: Connection,
    _opener: Opener,
    id: String,
    schema: i64,
    server: u32,
}

impl Snapshot {
    /// Takes it.
    ///
    /// # Errors
    /// When the database does not answer, or its schema is newer than this program.
    pub fn take(address: &Address) -> Result<Self, StoreError> {
        let pool = Arc::new(Pool::new(address)?);
        let connection = Connection::new(Engine::Postgres(pool.connect()?));
        connection.control(SETTINGS)?;
        connection.control(HOLD_PAPERS)?;
        connection.begin_read()?;
        let id = connection.find("SELECT pg_export_snapshot()", &[], |row| row.get(0))?;
        let schema = migrations::found(&connection)?;
        migrations::refuse_newer(schema)?;
        let server = major_of(&connection)?;
        Ok(Self {
            connection,
            _opener: Opener::Postgres(pool),
            id: id.ok_or(StoreError::Abandoned)?,
            schema,
            server,
        })
    }

    /// How another connection asks for the same moment.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Which schema it has, by the number of the last migration.
    #[must_use]
    pub fn schema(&self) -> i64 {
        self.schema
    }

    /// Major version of the server.
    #[must_use]
    pub fn server(&self) -> u32 {
        self.server
    }

    /// Which district it says it is of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn district(&self) -> Result<Option<String>, StoreError> {
        self.read(district_of)
    }

    /// Whether the aggregates can read it.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.schema == migrations::known()
    }
}

impl Reads for Snapshot {
    /// In the one transaction, for as long as there is one.
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        work(&self.connection)
    }
}
