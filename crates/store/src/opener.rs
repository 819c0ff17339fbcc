//! How connections are made to one database.

use std::{path::PathBuf, sync::Arc, thread, time::Duration};

use crate::{Connection, Location, StoreError, Tx, connection::Engine, postgres::Pool, sqlite};

/// Makes connections to one database.
#[derive(Clone, Debug)]
pub(crate) enum Opener {
    Sqlite(PathBuf),
    Postgres(Arc<Pool>),
}

impl Opener {
    pub(crate) fn new(location: &Location) -> Result<Self, StoreError> {
        Ok(match location {
            Location::Sqlite(path) => {
                sqlite::check_version()?;
                Self::Sqlite(path.clone())
            }
            Location::Postgres(address) => Self::Postgres(Arc::new(Pool::new(address)?)),
        })
    }

    /// A connection that writes.
    pub(crate) fn writer(&self) -> Result<Tx, StoreError> {
        let engine = match self {
            Self::Sqlite(path) => Engine::Sqlite(sqlite::open_writer(path)?),
            Self::Postgres(pool) => Engine::Postgres(pool.connect()?),
        };
        Ok(Tx::new(Connection::new(engine)))
    }

    /// A connection that reads.
    pub(crate) fn reader(&self) -> Result<Connection, StoreError> {
        let engine = match self {
            Self::Sqlite(path) => Engine::Sqlite(sqlite::open_reader(path)?),
            Self::Postgres(pool) => Engine::Postgres(pool.connect()?),
        };
        Ok(Connection::new(engine))
    }

    /// Waits, on whatever thread this is.
    pub(crate) fn pause(&self, time: Duration) {
        match self {
            Self::Sqlite(_) => thread::sleep(time),
            Self::Postgres(pool) => pool.pause(time),
        }
    }
}
