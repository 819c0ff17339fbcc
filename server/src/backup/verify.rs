//! Whether a backup could be restored, found out without restoring it.

use std::path::Path;

use store::applications;
use store::backup::{self, Copy, Reads as _};
use store::file_keys::{self, StoredFileKey};
use vault::{Keyring, OpenError};

use super::files::{Fingerprint, fingerprint};
use super::index;
use super::{BackupError, Manifest};
use crate::uploads::PaperReader;
use crate::whole::{self, Whole};

/// Files asked for at a time.
const PART: i64 = 1000;

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// What is inside; none when the database is of an earlier program, which only restoring brings up to date.
    pub report: Option<Whole>,
}

/// Reads every part of a backup again and compares it with what was written, then looks into the database: with keys at
/// everything, without at the chains.
///
/// # Errors
/// When the backup is not whole, not of this district, or does not open with these keys.
pub fn verify(from: &Path, keys: Option<&Path>, district: &str) -> Result<Checked, BackupError> {
    let manifest = Manifest::read(from)?;
    manifest.check_district(district)?;
    compare(from, backup::DATABASE, &manifest.database)?;
    compare(from, index::NAME, &manifest.index)?;
    for line in index::read(from)? {
        let line = line?;
        if read_part(from, &line.path)?.sha256 != line.sha256 {
            return Err(BackupError::damaged(
                from,
                format!("{} has changed", line.path),
            ));
        }
    }
    let copy = Copy::open(&from.join(backup::DATABASE)).map_err(BackupError::database(from))?;
    let damage = copy
        .read(backup::find_damage)
        .map_err(BackupError::database(from))?;
    if let Some(line) = damage.first() {
        return Err(BackupError::damaged(from, format!("its database: {line}")));
    }
    let keyring = keys.map(Keyring::load_file).transpose()?;
    if let (Some(keyring), Some(path)) = (&keyring, keys) {
        if keyring.fingerprint() != manifest.keys {
            return Err(BackupError::WrongKeys {
                path: path.to_owned(),
                what: "they are of another portal".to_owned(),
            });
        }
        if copy.is_current() {
            check_keys(&copy, keyring, path)?;
        }
    }
    let report = copy
        .is_current()
        .then(|| whole::verify(&copy, keyring.as_ref(), &PaperReader::in_folder(from)))
        .transpose()
        .map_err(BackupError::database(from))?;
    Ok(Checked { manifest, report })
}

fn compare(from: &Path, name: &str, wanted: &Fingerprint) -> Result<(), BackupError> {
    if read_part(from, name)? == *wanted {
        Ok(())
    } else {
        Err(BackupError::damaged(from, format!("{name} has changed")))
    }
}

fn read_part(from: &Path, name: &str) -> Result<Fingerprint, BackupError> {
    let path = from.join(name);
    if !path.is_file() {
        return Err(BackupError::damaged(from, format!("{name} is missing")));
    }
    fingerprint(&path).map_err(BackupError::io("read", &path))
}

/// Whether the keyring has every key that a file's own key is wrapped with. Damage of a single file is no such sign.
pub(super) fn check_keys(copy: &Copy, keyring: &Keyring, path: &Path) -> Result<(), BackupError> {
    let mut after = String::new();
    loop {
        let (last, unknown) = copy
            .read(|connection| {
                let ids = applications::list_ids(connection, &after, PART)?;
                for id in &ids {
                    if let Some(StoredFileKey::Wrapped(wrapped)) = file_keys::find(connection, id)?
                        && let Err(error @ OpenError::UnknownKey(_)) =
                            keyring.unwrap_file_key(id, &wrapped)
                    {
                        return Ok((None, Some(error)));
                    }
                }
                Ok((ids.last().cloned(), None))
            })
            .map_err(BackupError::database(path))?;
        if let Some(error) = unknown {
            return Err(BackupError::WrongKeys {
                path: path.to_owned(),
                what: error.to_string(),
            });
        }
        match last {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}
