//! Whether a backup could be restored, found out without restoring it.

use std::path::Path;

use store::backup::{self, Copy, Reads};
use store::file_keys::{self, StoredFileKey};
use store::{Address, applications};
use vault::{Keyring, OpenError};

use super::files::{Fingerprint, fingerprint};
use super::index;
use super::restore::database::stage;
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
    /// What is inside; none when only restoring could tell: the database is of an earlier
    /// program, or a dump.
    pub report: Option<Whole>,
}

/// Reads every part of a backup again and compares it with what was written, then looks into the database: with keys at
/// everything, without at the chains. A dump is looked into where `scratch` says, and leaves nothing there.
///
/// # Errors
/// When the backup is not whole, not of this district, or does not open with these keys.
pub fn verify(
    from: &Path,
    keys: Option<&Path>,
    district: &str,
    scratch: Option<&Address>,
) -> Result<Checked, BackupError> {
    let manifest = Manifest::read(from)?;
    manifest.check_district(district)?;
    let database = manifest.engine.file();
    compare(from, database, &manifest.database)?;
    compare(from, index::NAME, &manifest.index)?;
    for line in index::read(from)? {
        let line = line?;
        if read_part(from, &line.path)?.sha256 != line.sha256 {
            let what = format!("{} has changed", line.path);
            return Err(BackupError::damaged(from, what));
        }
    }
    let keyring = keys.map(Keyring::load_file).transpose()?;
    let keyring = keyring.as_ref().zip(keys);
    if let Some((keyring, path)) = keyring
        && keyring.fingerprint() != manifest.keys
    {
        return Err(BackupError::WrongKeys {
            path: path.to_owned(),
            what: "they are of another portal".to_owned(),
        });
    }
    let path = from.join(database);
    let report = match (&manifest.postgres, scratch) {
        (Some(dumped), Some(scratch)) => {
            let staging = stage(scratch, &path, dumped, manifest.made_ms)?;
            let report = look_inside(from, &staging, keyring);
            staging.clear().map_err(BackupError::server(scratch))?;
            Some(report?)
        }
        (Some(_), None) => None,
        (None, _) => look_into_file(from, &path, keyring)?,
    };
    Ok(Checked { manifest, report })
}

/// A database of an earlier program is looked at by its engine only.
fn look_into_file(
    from: &Path,
    path: &Path,
    keyring: Option<(&Keyring, &Path)>,
) -> Result<Option<Whole>, BackupError> {
    let copy = Copy::open(path).map_err(BackupError::database(from))?;
    if copy.is_current() {
        return look_inside(from, &copy, keyring).map(Some);
    }
    refuse_damage(from, &copy)?;
    Ok(None)
}

fn look_inside(
    from: &Path,
    inside: &impl Reads,
    keyring: Option<(&Keyring, &Path)>,
) -> Result<Whole, BackupError> {
    refuse_damage(from, inside)?;
    if let Some((keyring, path)) = keyring {
        check_keys(inside, keyring, path)?;
    }
    let keyring = keyring.map(|(keyring, _)| keyring);
    whole::verify(inside, keyring, &PaperReader::in_folder(from))
        .map_err(BackupError::database(from))
}

fn refuse_damage(from: &Path, inside: &impl Reads) -> Result<(), BackupError> {
    let damage = inside.read(backup::find_damage);
    match damage.map_err(BackupError::database(from))?.first() {
        None => Ok(()),
        Some(line) => Err(BackupError::damaged(from, format!("its database: {line}"))),
    }
}

/// Whether a part is as it was written.
pub(super) fn compare(from: &Path, name: &str, wanted: &Fingerprint) -> Result<(), BackupError> {
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
pub(super) fn check_keys(
    inside: &impl Reads,
    keyring: &Keyring,
    path: &Path,
) -> Result<(), BackupError> {
    let mut after = String::new();
    loop {
        let (last, unknown) = inside
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
