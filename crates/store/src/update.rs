//! Rows that several people change: written only if the row still is what the writer saw.

use thiserror::Error;

use crate::{StoreError, Tx, Value};

/// Why an update was not done.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum UpdateError {
    /// Somebody else changed it first; the newer state must be shown.
    #[error("it has version {current} by now")]
    Stale { current: i64 },
    #[error("there is no such thing")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Tx {
    /// Changes one row by a statement that names the version seen; `current` finds the version that it has by now.
    ///
    /// # Errors
    /// `Stale` with that version, or `NotFound` where there is none.
    pub(crate) fn compare_and_set(
        &self,
        sql: &str,
        values: &[Value],
        current: impl FnOnce() -> Result<Option<i64>, StoreError>,
    ) -> Result<(), UpdateError> {
        if self.execute(sql, values)? == 1 {
            return Ok(());
        }
        let current = current()?.ok_or(UpdateError::NotFound)?;
        Err(UpdateError::Stale { current })
    }
}
