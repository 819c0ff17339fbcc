//! Why there is no keyring.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why there is no keyring to work with. Each calls for another remedy, so a start that fails can say which.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "every field is the path or the cause")]
pub enum KeyringError {
    /// No file. With data in the folder this means the key was lost or not restored, and no new one may be made.
    #[error("there is no key file {}", path.display())]
    Missing { path: PathBuf },
    /// The disk or the permissions forbid reading.
    #[error("the key file {} cannot be read", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// Somebody else than the owner may read or write it.
    #[error("the key file {} is open to others (mode {mode:04o}); it must be 0400", path.display())]
    TooOpen { path: PathBuf, mode: u32 },
    /// Not a keyring of this version.
    #[error("the key file {} does not hold a keyring", path.display())]
    Malformed { path: PathBuf },
    /// A keyring is never replaced.
    #[error("there is a key file {} already", path.display())]
    AlreadyThere { path: PathBuf },
    /// The new file could not be written.
    #[error("the key file {} cannot be written", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
}
