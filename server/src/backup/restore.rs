//! Putting a backup back: beside the place where it is to be, checked there, and moved into place at once.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use store::backup::{self, Copy, Reads as _};
use vault::Keyring;

use super::index;
use super::verify::check_keys;
use super::{BackupError, Manifest, files};
use crate::uploads::PaperReader;
use crate::whole::{self, Whole};

/// The name by which a server holds its folder; held here too, so that none starts in a folder that is half there.
const LOCK: &str = "fumin.lock";

/// What is to be put back, and where.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The backup.
    pub from: &'a Path,
    /// The key file.
    pub keys: &'a Path,
    /// The data folder; not there yet, or empty.
    pub data: &'a Path,
    /// Division code of the portal's district.
    pub district: &'a str,
    /// The time.
    pub now_ms: i64,
}

/// A portal that is back.
#[derive(Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// What was looked at, and what did not hold together when it was saved.
    pub report: Whole,
}

/// Puts a backup back. Nothing is in place before all of it is there and right.
///
/// # Errors
/// When the place is taken, the backup is not whole or not of this portal, or the keys do not open it.
pub fn restore(source: Source<'_>) -> Result<Restored, BackupError> {
    let Source { from, data, .. } = source;
    refuse_taken(data)?;
    let manifest = Manifest::read(from)?;
    manifest.check_district(source.district)?;
    let keyring = Keyring::load_file(source.keys)?;
    if keyring.fingerprint() != manifest.keys {
        return Err(BackupError::WrongKeys {
            path: source.keys.to_owned(),
            what: "they are of another portal".to_owned(),
        });
    }
    let place = Place::take(data)?;
    let restored = place
        .clear()
        .and_then(|()| fill(source, &place.folder, &manifest, &keyring))
        .and_then(|report| place.move_to(data).map(|()| report));
    match restored {
        Ok(report) => Ok(Restored { manifest, report }),
        Err(error) => {
            place.give_up();
            Err(error)
        }
    }
}

fn refuse_taken(data: &Path) -> Result<(), BackupError> {
    match fs::read_dir(data) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(BackupError::NotEmpty(data.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(BackupError::io("use", data)(error)),
    }
}

fn fill(
    source: Source<'_>,
    folder: &Path,
    manifest: &Manifest,
    keyring: &Keyring,
) -> Result<Whole, BackupError> {
    let from = source.from;
    let database = folder.join(backup::DATABASE);
    copy_checked(from, folder, backup::DATABASE, &manifest.database)?;
    copy_checked(from, folder, index::NAME, &manifest.index)?;
    for line in index::read(folder)? {
        let line = line?;
        let to = folder.join(&line.path);
        files::make_parents(&to).map_err(BackupError::io("make the folder of", &to))?;
        let copied = copy_part(from, folder, &line.path)?;
        if copied.sha256 != line.sha256 {
            return Err(BackupError::damaged(
                from,
                format!("{} has changed", line.path),
            ));
        }
    }
    let list = folder.join(index::NAME);
    fs::remove_file(&list).map_err(BackupError::io("remove", &list))?;
    Keyring::copy_file(source.keys, &Keyring::path_in(folder))?;
    backup::prepare_restored(&database, source.now_ms).map_err(BackupError::database(from))?;
    let copy = Copy::open(&database).map_err(BackupError::database(from))?;
    check_district(&copy, source)?;
    let damage = copy
        .read(backup::find_damage)
        .map_err(BackupError::database(from))?;
    if let Some(line) = damage.first() {
        return Err(BackupError::damaged(from, format!("its database: {line}")));
    }
    check_keys(&copy, keyring, source.keys)?;
    let report = whole::verify(&copy, Some(keyring), &PaperReader::in_folder(folder))
        .map_err(BackupError::database(from))?;
    files::sync_filesystem(folder).map_err(BackupError::io("put on disk", folder))?;
    Ok(report)
}

/// What the database says of itself counts more than the manifest beside it.
fn check_district(copy: &Copy, source: Source<'_>) -> Result<(), BackupError> {
    let found = copy
        .district()
        .map_err(BackupError::database(source.from))?;
    match found {
        Some(found) if found != source.district => Err(BackupError::OtherDistrict {
            found,
            wanted: source.district.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn copy_checked(
    from: &Path,
    folder: &Path,
    name: &str,
    wanted: &files::Fingerprint,
) -> Result<(), BackupError> {
    if copy_part(from, folder, name)? == *wanted {
        Ok(())
    } else {
        Err(BackupError::damaged(from, format!("{name} has changed")))
    }
}

fn copy_part(from: &Path, folder: &Path, name: &str) -> Result<files::Fingerprint, BackupError> {
    let part = from.join(name);
    if !part.is_file() {
        return Err(BackupError::damaged(from, format!("{name} is missing")));
    }
    let to = folder.join(name);
    files::copy(&part, &to).map_err(BackupError::io("copy", &to))
}

/// The folder beside the data folder in which it is put together.
struct Place {
    folder: PathBuf,
    _lock: File,
}

impl Place {
    fn take(data: &Path) -> Result<Self, BackupError> {
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
    fn clear(&self) -> Result<(), BackupError> {
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
    fn move_to(&self, data: &Path) -> Result<(), BackupError> {
        fs::rename(&self.folder, data).map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty => BackupError::NotEmpty(data.to_owned()),
            _ => BackupError::io("move everything to", data)(error),
        })?;
        files::sync_parent(data).map_err(BackupError::io("put on disk", data))
    }

    fn give_up(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `/srv/fumin` is put together as `/srv/fumin.restoring`: on the same disk, so that moving is one step.
fn beside(data: &Path) -> PathBuf {
    let mut name: OsString = data.components().collect::<PathBuf>().into_os_string();
    name.push(".restoring");
    name.into()
}
