//! What can go wrong in the store.

use std::{error::Error, io, path::PathBuf, sync::Arc};

use thiserror::Error;

/// Why the database did not answer. Clonable, because one failed commit answers many writers.
#[derive(Clone, Debug, Error)]
pub enum StoreError {
    /// Another server works on this folder.
    #[error("another server uses the data folder {}", .0.display())]
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
    /// The SQLite library has bugs that this product must not meet.
    #[error("SQLite {found} is too old")]
    EngineTooOld { found: String },
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
        !matches!(self, Self::Database(_) | Self::Folder { .. })
            && format!("{self:?}") == format!("{other:?}")
    }
}
