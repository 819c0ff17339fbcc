//! Why there is no backup, or none that can be used. Each line says what to do.

use std::io;
use std::path::{Path, PathBuf};

use store::StoreError;
use vault::KeyringError;

/// Why a backup was not made, checked or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing to save.
    #[error("there is no portal, {0} is not there: give its data folder with --data")]
    NoPortal(String),
    /// An engine whose copies are made by its own tools.
    #[error("{0} is saved with pg_dump, not with this command")]
    OtherEngine(String),
    /// A backup is never replaced.
    #[error("{} is there already: give a new name with --to, no backup is ever replaced", .0.display())]
    TargetExists(PathBuf),
    /// What would be lost together, or read together.
    #[error("{} lies inside {}: {why}", inner.display(), outer.display())]
    Inside {
        /// What was to be written.
        inner: PathBuf,
        /// Where it may not be.
        outer: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// Nothing is ever restored over something.
    #[error("{} is not empty: give a new folder with --data, nothing is ever overwritten", .0.display())]
    NotEmpty(PathBuf),
    /// Another restore into the same place.
    #[error("another restore into {} is at work: let it finish", .0.display())]
    Busy(PathBuf),
    /// No manifest, so it was never finished.
    #[error("{} has no manifest.json: it is no backup, or one that was broken off; take another one", .0.display())]
    Half(PathBuf),
    /// A part is missing, cut or changed.
    #[error("the backup {} is damaged: {what}; take another one", path.display())]
    Damaged {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Made by a program that knows more.
    #[error("the backup {} was made by a newer program ({what}): use that one", path.display())]
    TooNew {
        /// The backup.
        path: PathBuf,
        /// What this program does not know.
        what: String,
    },
    /// Of other people.
    #[error(
        "the backup is of district {found}, this portal is of district {wanted}: give the folder of {found} with \
         --district, or take a backup of {wanted}"
    )]
    OtherDistrict {
        /// The code in the manifest.
        found: String,
        /// The code of this portal.
        wanted: String,
    },
    /// The key file cannot be read or written.
    #[error("{0}")]
    Keys(#[from] KeyringError),
    /// Keys of another portal, or too old.
    #[error("the keys in {} do not open this backup ({what}): give the key file of that portal with --keys", path.display())]
    WrongKeys {
        /// The key file.
        path: PathBuf,
        /// How it was seen.
        what: String,
    },
    /// The database does not answer.
    #[error("{}: {source}", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What the store said.
        source: StoreError,
    },
    /// The system refused something.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// Completes "cannot".
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The rest of the disk is the portal's.
    #[error("{} is on the portal's own disk, which has only {free} bytes left: give another disk", path.display())]
    NoRoom {
        /// The backup.
        path: PathBuf,
        /// What is left.
        free: u64,
    },
    /// What was just made and does not hold together, so that no earlier one was removed.
    #[error("{} is made, but {count} things in it do not hold together; no earlier one was removed, look with fumin verify", path.display())]
    Doubtful {
        /// The backup.
        path: PathBuf,
        /// How many things.
        count: usize,
    },
    /// The server is going down.
    #[error("stopped before it was finished")]
    Stopped,
}

impl BackupError {
    /// The exit code, after `sysexits.h`.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Inside { .. } | Self::OtherEngine(_) => 64,
            Self::Half(_)
            | Self::Damaged { .. }
            | Self::TooNew { .. }
            | Self::OtherDistrict { .. } => 65,
            Self::NoPortal(_) => 66,
            Self::TargetExists(_) | Self::NotEmpty(_) => 73,
            Self::Database { .. } | Self::NoRoom { .. } => 74,
            Self::Doubtful { .. } => 1,
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => 77,
                _ => 74,
            },
            Self::Busy(_) | Self::Stopped => 75,
            Self::Keys(_) | Self::WrongKeys { .. } => 78,
        }
    }

    /// For `map_err` on what the system says.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` on what the store says of a database in a folder.
    pub(super) fn database(folder: &Path) -> impl FnOnce(StoreError) -> Self {
        move |source| match source {
            StoreError::SchemaTooNew { found, known } => Self::TooNew {
                path: folder.to_owned(),
                what: format!("its database has schema {found}, this program knows only {known}"),
            },
            source => Self::Database {
                path: folder.to_owned(),
                source,
            },
        }
    }

    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.into(),
        }
    }
}
