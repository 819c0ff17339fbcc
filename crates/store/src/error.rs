//! What can go wrong in the store.

use std::{error::Error, io, path::PathBuf, sync::Arc};

use thiserror::Error;

/// Why the database did not answer. Clonable, because one failed commit answers many writers.
#[derive(Clone, Debug, Error)]
pub enum StoreError {
    /// Another server works on this file.
    #[error("another server uses the database {}", .0.display())]
    InUse(PathBuf),
    /// The folder or a file in it cannot be used.
    #[error("{} cannot be used", path.display())]
    Folder {
        path: PathBuf,
        source: Arc<io::Error>,
    },
    /// The database was written by a newer version of this program.
    #[error("the database has schema {found}, this program knows only {known}")]
    SchemaTooNew { found: i64, known: i64 },
    /// A command beside a running server needs the schema that the server has not made yet.
    #[error(
        "the database has schema {found}, this program needs {known}: stop the server and start its new version"
    )]
    SchemaTooOld { found: i64, known: i64 },
    /// Nothing is ever put back over a schema.
    #[error(
        "the schema {0} is there already: name another database, or another schema with ?schema="
    )]
    SchemaTaken(String),
    /// Another restore puts the same schema back.
    #[error("another restore into the schema {0} is at work")]
    RestoreAtWork(String),
    /// The SQLite library has bugs that this product must not meet.
    #[error(
        "SQLite {found} is too old: build with 3.51.3 or newer, earlier ones can corrupt a database"
    )]
    EngineTooOld { found: String },
    /// PostgreSQL is older than what the portal was tried with.
    #[error("PostgreSQL {found} is too old; 13 is the oldest that will do")]
    ServerTooOld { found: String },
    /// Nobody answers at that address, or not as a PostgreSQL server does.
    #[error("cannot reach {address}: {source}{}", cause(source.as_ref()))]
    Unreachable {
        address: String,
        source: Arc<dyn Error + Send + Sync>,
    },
    /// The server answers, and does not let us in; in its own words.
    #[error("the database server refuses: {0}")]
    Refused(String),
    /// A file of root certificates without any.
    #[error("{} holds no certificate in PEM", .0.display())]
    NoCertificates(PathBuf),
    /// The database does not answer now; trying again later helps.
    #[error("the database does not answer")]
    Unavailable,
    /// The connection or the disk failed while the change was being made durable: it may stand or not. A write with an
    /// idempotency key finds out by being done again.
    #[error("nobody knows whether the change was kept")]
    OutcomeUnknown,
    /// Reading or writing the file failed.
    #[error("the disk failed")]
    DiskFailed,
    /// More writes wait than the queue holds; trying again later helps.
    #[error("too many writes are waiting")]
    Overloaded,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// The disk is full; nothing of the write was kept.
    #[error("the disk is full")]
    DiskFull,
    /// The database ended the transaction by itself after a failure; nothing of the write was kept.
    #[error("the database gave up the transaction")]
    Abandoned,
    /// A bug in a write; nothing of it was kept.
    #[error("a write panicked")]
    Panicked,
    /// A unique column has that value already.
    #[error("{constraint} has that value already")]
    Duplicate { constraint: String },
    /// A column holds something else than the code expects.
    #[error("column {column} holds no {expected}")]
    Column {
        column: usize,
        expected: &'static str,
    },
    /// Whatever else the database says.
    #[error("the database failed")]
    Database(#[source] Arc<dyn Error + Send + Sync>),
}

impl StoreError {
    /// Whether the same may go well in a moment.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::Unavailable | Self::Unreachable { .. })
    }

    pub(crate) fn folder(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Folder {
            path: path.into(),
            source: Arc::new(source),
        }
    }
}

/// So that tests can compare answers; two failures of the engine are never taken for the same.
impl PartialEq for StoreError {
    fn eq(&self, other: &Self) -> bool {
        !matches!(
            self,
            Self::Database(_) | Self::Folder { .. } | Self::Unreachable { .. }
        ) && format!("{self:?}") == format!("{other:?}")
    }
}

/// The innermost cause, which is what an administrator can act on.
fn cause(error: &(dyn Error + Send + Sync)) -> String {
    let mut inner = error.source();
    let mut text = String::new();
    while let Some(source) = inner {
        text = format!(" ({source})");
        inner = source.source();
    }
    text
}
