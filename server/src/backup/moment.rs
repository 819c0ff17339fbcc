//! The database of a portal as of one moment, whichever engine it is in.

use store::backup::{Copy, Reads, Snapshot};
use store::{Connection, StoreError};

/// The moment.
#[derive(Debug)]
pub(super) enum Moment {
    /// A file of SQLite, copied.
    Copy(Copy),
    /// A schema of PostgreSQL, held.
    Snapshot(Snapshot),
}

impl Moment {
    pub(super) fn district(&self) -> Result<Option<String>, StoreError> {
        match self {
            Self::Copy(copy) => copy.district(),
            Self::Snapshot(snapshot) => snapshot.district(),
        }
    }
}

impl Reads for Moment {
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::Copy(copy) => copy.read(work),
            Self::Snapshot(snapshot) => snapshot.read(work),
        }
    }
}
