//! The database on its way into a backup.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::atomic::Ordering;

use store::backup::{self, Copy, Reads as _, Snapshot};
use store::{Address, Location, StoreError, portal};
use vault::Keyring;

use super::files::fingerprint;
use super::make::leave_room;
use super::manifest::{Dumped, Engine};
use super::moment::Moment;
use super::programs::Programs;
use super::{BackupError, Manifest, Wanted};
use crate::startup::key_check;
use crate::uploads::PaperReader;
use crate::whole::{self, Whole};

/// Copies the database as of one moment and begins the manifest; the moment stays to be read.
pub(super) fn copy(
    wanted: Wanted<'_>,
    keyring: &Keyring,
) -> Result<(Moment, Manifest), BackupError> {
    let engine = match wanted.location {
        Location::Sqlite(_) => Engine::Sqlite,
        Location::Postgres(_) => Engine::Postgres,
    };
    let keys = keyring.fingerprint();
    let mut manifest = Manifest::begin(engine, wanted.district, keys, wanted.now_ms);
    let to = wanted.to.join(engine.file());
    let moment = match wanted.location {
        Location::Sqlite(original) => copy_file(wanted, original, &to, &mut manifest)?,
        Location::Postgres(address) => dump(wanted, address, &to, &mut manifest)?,
    };
    manifest.database = fingerprint(&to).map_err(BackupError::io("read", &to))?;
    let unreadable = || BackupError::server(wanted.location);
    if let Some(district) = moment.district().map_err(unreadable())? {
        manifest.district = district;
    }
    let claim = |connection: &_| backup::find_claim(connection, portal::KEY_CHECK);
    let claimed = moment.read::<_, StoreError>(claim).map_err(unreadable())?;
    if claimed.is_some_and(|claimed| claimed != key_check(keyring)) {
        return Err(BackupError::OtherKeys {
            path: wanted.key_file.to_owned(),
            database: wanted.location.to_string(),
        });
    }
    Ok((moment, manifest))
}

fn copy_file(
    wanted: Wanted<'_>,
    original: &Path,
    to: &Path,
    manifest: &mut Manifest,
) -> Result<Moment, BackupError> {
    let length = fs::metadata(original).map_err(BackupError::io("read", original))?;
    leave_room(wanted, length.len())?;
    manifest.schema =
        backup::copy_database(original, to).map_err(BackupError::database(original))?;
    let copy = Copy::open(to).map_err(BackupError::database(to))?;
    Ok(Moment::Copy(copy))
}

fn dump(
    wanted: Wanted<'_>,
    address: &Address,
    to: &Path,
    manifest: &mut Manifest,
) -> Result<Moment, BackupError> {
    let snapshot = Snapshot::take(address).map_err(BackupError::server(wanted.location))?;
    let programs = Programs::find(snapshot.server())?;
    manifest.schema = snapshot.schema();
    manifest.postgres = Some(Dumped {
        schema_name: address.schema().to_owned(),
        server: snapshot.server(),
        program: programs.major,
    });
    // The program would make it readable to others.
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to);
    drop(file.map_err(BackupError::io("write", to))?);
    programs.dump(address, snapshot.id(), to, || {
        if wanted.stop.load(Ordering::Relaxed) {
            return Err(BackupError::Stopped);
        }
        leave_room(wanted, 0)
    })?;
    Ok(Moment::Snapshot(snapshot))
}

/// Looks through the very rows that were saved, and the papers that were copied. A file of SQLite is looked into whenever
/// the backup is; a dump has to be put back for that.
pub(super) fn look_inside(
    wanted: Wanted<'_>,
    moment: &Moment,
    keyring: &Keyring,
) -> Result<Option<Whole>, BackupError> {
    match moment {
        Moment::Snapshot(snapshot) if wanted.looks_inside && snapshot.is_current() => {
            let papers = PaperReader::in_folder(wanted.to);
            let report = whole::verify(snapshot, Some(keyring), &papers);
            report
                .map(Some)
                .map_err(BackupError::server(wanted.location))
        }
        _ => Ok(None),
    }
}
