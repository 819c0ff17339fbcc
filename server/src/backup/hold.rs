//! While a backup copies papers, none of them is removed: the row in the copied database would have lost its bytes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

const NAME: &str = "fumin.papers.lock";

fn open(data: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(data.join(NAME))
}

/// Keeps all papers where they are until dropped; waits for a removal that is under way.
pub(super) fn hold_papers(data: &Path) -> io::Result<File> {
    let file = open(data)?;
    file.lock_shared()?;
    Ok(file)
}

/// For whoever removes papers; none while a backup is being made. Hold it until they are gone.
///
/// # Errors
/// What the system says.
pub(crate) fn hold_sweep(data: &Path) -> io::Result<Option<File>> {
    let file = open(data)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_share_and_removal_waits() {
        let data = tempfile::tempdir().unwrap();
        let first = hold_papers(data.path()).unwrap();
        let second = hold_papers(data.path()).unwrap();
        assert!(hold_sweep(data.path()).unwrap().is_none());
        drop((first, second));
        assert!(hold_sweep(data.path()).unwrap().is_some());
    }
}
