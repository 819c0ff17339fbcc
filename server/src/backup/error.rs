//! Why there is no backup, or none that can be used. Each line says what to do.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use store::StoreError;
use vault::KeyringError;

use super::programs::ProgramsError;
use crate::config::places::Bucket;
use crate::uploads::{UploadsError, UploadsRefusal};

/// Why a backup was not made, checked or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing to save.
    #[error("there is no portal, {0} is not there: give its data folder with --data")]
    NoPortal(String),
    /// The programs that save and restore PostgreSQL.
    #[error(transparent)]
    Programs(#[from] ProgramsError),
    /// A schema has no place of its own to go to.
    #[error(
        "the backup is of a PostgreSQL database: say with --database where it goes, such as postgres://USER@HOST/DATABASE"
    )]
    NeedsPostgres,
    /// A file goes into the data folder.
    #[error(
        "the backup is of a SQLite database, which goes into the data folder, or into PostgreSQL: leave out --database \
         (and FUMIN_DATABASE), or give postgres://USER@HOST/DATABASE"
    )]
    NeedsNoFile,
    /// The bucket of papers cannot be used.
    #[error(transparent)]
    Uploads(#[from] UploadsRefusal),
    /// Nothing is ever restored over papers.
    #[error(
        "there are papers in {0} already: give another prefix with --uploads, nothing is ever overwritten"
    )]
    BucketTaken(Bucket),
    /// The bucket failed in the middle.
    #[error("the paper {path} cannot be {doing}: {source}")]
    Paper {
        /// Its name.
        path: String,
        /// Completes "cannot be".
        doing: &'static str,
        /// What the bucket said.
        source: UploadsError,
    },
    /// Keys that the database was not written with.
    #[error("the key file {} is not the one {database} was written with: name the right one with --keys", path.display())]
    OtherKeys {
        /// The key file.
        path: PathBuf,
        /// The database.
        database: String,
    },
    /// Nothing is ever restored over a schema.
    #[error(
        "the schema {0} is there already: give another database with --database, or another schema with ?schema=; nothing is ever overwritten"
    )]
    SchemaTaken(String),
    /// Another restore into the same schema.
    #[error("another restore into the schema {0} is at work: let it finish")]
    SchemaBusy(String),
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
    #[error("{place}: {source}")]
    Database {
        /// The database.
        place: String,
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
            Self::Inside { .. } | Self::NeedsPostgres | Self::NeedsNoFile => 64,
            Self::Half(_)
            | Self::Damaged { .. }
            | Self::TooNew { .. }
            | Self::OtherDistrict { .. } => 65,
            Self::NoPortal(_) => 66,
            Self::Programs(ProgramsError::Missing { .. } | ProgramsError::TooOld { .. })
            | Self::Uploads(UploadsRefusal::Away { .. })
            | Self::Paper { .. } => 69,
            Self::TargetExists(_)
            | Self::NotEmpty(_)
            | Self::BucketTaken(_)
            | Self::SchemaTaken(_) => 73,
            Self::Programs(ProgramsError::Failed { .. })
            | Self::Database { .. }
            | Self::NoRoom { .. } => 74,
            Self::Doubtful { .. } => 1,
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => 77,
                _ => 74,
            },
            Self::Busy(_) | Self::SchemaBusy(_) | Self::Stopped => 75,
            Self::Keys(_) | Self::WrongKeys { .. } | Self::OtherKeys { .. } | Self::Uploads(_) => {
                78
            }
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

    /// For `map_err` on what the store says of a database on a server.
    pub(super) fn server(location: &impl Display) -> impl FnOnce(StoreError) -> Self {
        move |source| match source {
            StoreError::SchemaTaken(name) => Self::SchemaTaken(name),
            StoreError::RestoreAtWork(name) => Self::SchemaBusy(name),
            source => Self::Database {
                place: location.to_string(),
                source,
            },
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
                place: folder.display().to_string(),
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
