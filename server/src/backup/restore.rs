//! Putting a backup back: beside the place where it is to be, checked there, and moved into place at once.

use std::path::Path;

use store::Location;
use store::backup::{self, Reads as _};
use vault::Keyring;

use self::database::Staged;
use self::place::{Place, refuse_taken};
use super::index;
use super::papers::Papers;
use super::verify::{check_keys, compare};
use super::{BackupError, Manifest, files};
use crate::config::places::Bucket;
use crate::whole::{self, Whole};

pub(super) mod database;
mod place;

/// What is to be put back, and where.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The backup.
    pub from: &'a Path,
    /// The key file.
    pub keys: &'a Path,
    /// The data folder; not there yet, or empty.
    pub data: &'a Path,
    /// Where the database goes.
    pub location: &'a Location,
    /// The bucket of the papers, if they do not go into the data folder; none may be there.
    pub bucket: Option<&'a Bucket>,
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
    database::check_place(source, &manifest)?;
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
        .and_then(|()| fill(source, &place, &manifest, &keyring));
    match restored {
        Ok(report) => Ok(Restored { manifest, report }),
        Err(error) => {
            place.give_up();
            Err(error)
        }
    }
}

fn fill(
    source: Source<'_>,
    place: &Place,
    manifest: &Manifest,
    keyring: &Keyring,
) -> Result<Whole, BackupError> {
    let folder = place.folder.as_path();
    compare(source.from, index::NAME, &manifest.index)?;
    let staged = database::put_back(source, folder, manifest)?;
    let done = Papers::empty(folder, source.bucket).and_then(|papers| {
        let done = complete(source, folder, &staged, &papers, keyring).and_then(|report| {
            staged.move_into_place(source.location)?;
            let moved = place.move_to(source.data);
            if moved.is_err() {
                staged.move_back();
            }
            moved.map(|()| report)
        });
        if done.is_err() {
            papers.take_away(source.from);
        }
        done
    });
    if done.is_err() {
        staged.give_up();
    }
    done
}

/// Papers and keys, then a look at all of it.
fn complete(
    source: Source<'_>,
    folder: &Path,
    staged: &Staged,
    papers: &Papers,
    keyring: &Keyring,
) -> Result<Whole, BackupError> {
    let unreadable = || BackupError::database(source.from);
    check_district(staged, source)?;
    let damage = staged.read(backup::find_damage).map_err(unreadable())?;
    if let Some(line) = damage.first() {
        let what = format!("its database: {line}");
        return Err(BackupError::damaged(source.from, what));
    }
    check_keys(staged, keyring, source.keys)?;
    for line in index::read(source.from)? {
        papers.put_back(source.from, &line?)?;
    }
    Keyring::copy_file(source.keys, &Keyring::path_in(folder))?;
    let report = whole::verify(staged, Some(keyring), &papers.reader());
    let report = report.map_err(unreadable())?;
    files::sync_filesystem(folder).map_err(BackupError::io("put on disk", folder))?;
    Ok(report)
}

/// What the database says of itself counts more than the manifest beside it.
fn check_district(staged: &Staged, source: Source<'_>) -> Result<(), BackupError> {
    let found = staged
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
