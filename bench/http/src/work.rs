//! The folder of a run: data, logs, requests. Gone when the run is over.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::Fault;

/// A temporary folder on a disk, as fsync on memory proves nothing.
#[derive(Debug)]
pub struct Work(TempDir);

impl Work {
    /// Makes one; `TMPDIR` says where.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Result<Self, Fault> {
        Ok(Self(
            tempfile::Builder::new().prefix("fumin-bench-").tempdir()?,
        ))
    }

    /// A path in it.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.0.path()
    }
}
