//! The folder in which a portal is put together, beside the place where it is to be.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::backup::{BackupError, files};

/// The name by which a server holds its folder; held here too, so that none starts in a folder that is half there.
const LOCK: &str = "fumin.lock";

/// Refuses a data folder in which something is.
pub(super) fn refuse_taken(data: &Path) -> Result<(), BackupError> {
    match fs::read_dir(data) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(BackupError::NotEmpty(data.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(BackupError::io("use", data)(error)),
    }
}

/// The folder beside the data folder in which it is put together.
pub(super) struct Place {
    pub(super) folder: PathBuf,
    _lock: File,
}

impl Place {
    pub(super) fn take(data: &Path) -> Result<Self, BackupError> {
        let folder = beside(data);
        match files::make_folder(&folder) {
            // What a restore left that was killed, or one at work: the lock tells.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made.map_err(BackupError::io("make", &folder))?,
        }
        let path = folder.join(LOCK);
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(BackupError::io("make", &path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::Busy(data.to_owned())),
            Err(TryLockError::Error(error)) => return Err(BackupError::io("hold", &path)(error)),
        }
        let place = Self {
            folder,
            _lock: lock,
        };
        // The restore that held it before may have just moved it into place.
        if let Err(error) = refuse_taken(data) {
            place.give_up();
            return Err(error);
        }
        Ok(place)
    }

    /// Removes what an earlier restore left.
    pub(super) fn clear(&self) -> Result<(), BackupError> {
        let unclear = || BackupError::io("clear", &self.folder);
        for entry in fs::read_dir(&self.folder).map_err(unclear())? {
            let entry = entry.map_err(unclear())?;
            let path = entry.path();
            let removed = match entry.file_type() {
                _ if entry.file_name() == LOCK => Ok(()),
                Ok(kind) if kind.is_dir() => fs::remove_dir_all(&path),
                _ => fs::remove_file(&path),
            };
            removed.map_err(unclear())?;
        }
        Ok(())
    }

    /// A folder that is not empty is never replaced: the system sees to it.
    pub(super) fn move_to(&self, data: &Path) -> Result<(), BackupError> {
        fs::rename(&self.folder, data).map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty => BackupError::NotEmpty(data.to_owned()),
            _ => BackupError::io("move everything to", data)(error),
        })?;
        files::sync_parent(data).map_err(BackupError::io("put on disk", data))
    }

    pub(super) fn give_up(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `/srv/fumin` is put together as `/srv/fumin.restoring`: on the same disk, so that moving is one step.
fn beside(data: &Path) -> PathBuf {
    let mut name: OsString = data.components().collect::<PathBuf>().into_os_string();
    name.push(".restoring");
    name.into()
}
