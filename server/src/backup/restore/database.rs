//! The database on its way back out of a backup: a file in the data folder, or a schema under a passing name.

use std::fs;
use std::path::{Path, PathBuf};

use store::backup::{self, Copy, Reads, Staging};
use store::{Address, Connection, Location, StoreError};

use super::Source;
use crate::backup::manifest::{Dumped, Engine};
use crate::backup::programs::Programs;
use crate::backup::verify::compare;
use crate::backup::{BackupError, Manifest, files};

/// What has been put back and is not in its place yet.
#[derive(Debug)]
pub(crate) enum Staged {
    /// A file in the folder that is put together.
    File(Copy),
    /// A schema.
    Schema(Staging),
}

impl Staged {
    pub(super) fn district(&self) -> Result<Option<String>, StoreError> {
        match self {
            Self::File(copy) => copy.district(),
            Self::Schema(staging) => staging.district(),
        }
    }

    /// Gives a schema its name; a file moves with its folder.
    pub(super) fn move_into_place(&self, location: &Location) -> Result<(), BackupError> {
        match self {
            Self::File(_) => Ok(()),
            Self::Schema(staging) => staging
                .move_into_place()
                .map_err(BackupError::server(location)),
        }
    }

    pub(super) fn move_back(&self) {
        if let Self::Schema(staging) = self {
            let _ = staging.move_back();
        }
    }

    /// Removes a schema; a file goes with its folder.
    pub(super) fn give_up(&self) {
        if let Self::Schema(staging) = self {
            let _ = staging.clear();
        }
    }
}

impl Reads for Staged {
    fn read<T, E: From<StoreError>>(
        &self,
        work: impl Fn(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::File(copy) => copy.read(work),
            Self::Schema(staging) => staging.read(work),
        }
    }
}

/// Refuses a place that the saved database cannot go to.
pub(super) fn check_place(source: Source<'_>, manifest: &Manifest) -> Result<(), BackupError> {
    let own = source.data.join(backup::DATABASE);
    match (manifest.engine, source.location) {
        (Engine::Sqlite, Location::Sqlite(path)) if *path == own => Ok(()),
        (Engine::Sqlite, Location::Sqlite(_)) => Err(BackupError::NeedsNoFile),
        (Engine::Sqlite | Engine::Postgres, Location::Postgres(_)) => Ok(()),
        (Engine::Postgres, Location::Sqlite(_)) => Err(BackupError::NeedsPostgres),
    }
}

/// Puts the database back and brings it to the schema of this program; nobody is signed in there.
pub(super) fn put_back(
    source: Source<'_>,
    folder: &Path,
    manifest: &Manifest,
) -> Result<Staged, BackupError> {
    let name = manifest.engine.file();
    match (source.location, &manifest.postgres) {
        (Location::Postgres(address), Some(dumped)) => {
            compare(source.from, name, &manifest.database)?;
            let staging = stage(address, &source.from.join(name), dumped, source.now_ms)?;
            Ok(Staged::Schema(staging))
        }
        (Location::Postgres(address), None) => {
            let path = copy_in(source, folder, manifest)?;
            take_over(source, address, &path).map(Staged::Schema)
        }
        (Location::Sqlite(_), _) => {
            let path = copy_in(source, folder, manifest)?;
            let copy = Copy::open(&path).map_err(BackupError::database(source.from))?;
            Ok(Staged::File(copy))
        }
    }
}

/// Copies the saved file into the folder and brings it to the schema of this program.
fn copy_in(source: Source<'_>, folder: &Path, manifest: &Manifest) -> Result<PathBuf, BackupError> {
    let name = manifest.engine.file();
    let (from, to) = (source.from.join(name), folder.join(name));
    if !from.is_file() {
        let what = format!("{name} is missing");
        return Err(BackupError::damaged(source.from, what));
    }
    let copied = files::copy(&from, &to).map_err(BackupError::io("copy", &to))?;
    if copied != manifest.database {
        let what = format!("{name} has changed");
        return Err(BackupError::damaged(source.from, what));
    }
    backup::prepare_restored(&to, source.now_ms).map_err(BackupError::database(source.from))?;
    Ok(to)
}

/// Moves the rows of a file into a schema under a passing name; the file goes.
fn take_over(source: Source<'_>, address: &Address, path: &Path) -> Result<Staging, BackupError> {
    let copy = Copy::open(path).map_err(BackupError::database(source.from))?;
    let damage = copy.read(backup::find_damage);
    let damage = damage.map_err(BackupError::database(source.from))?;
    if let Some(line) = damage.first() {
        let what = format!("its database: {line}");
        return Err(BackupError::damaged(source.from, what));
    }
    let unusable = || BackupError::server(address);
    let staging = Staging::take(address, address.schema()).map_err(unusable())?;
    if let Err(error) = staging.take_over(&copy) {
        let _ = staging.clear();
        return Err(unusable()(error));
    }
    drop(copy);
    fs::remove_file(path).map_err(BackupError::io("remove", path))?;
    Ok(staging)
}

/// Puts a dump back as a schema under a passing name.
pub(crate) fn stage(
    address: &Address,
    dump: &Path,
    dumped: &Dumped,
    now_ms: i64,
) -> Result<Staging, BackupError> {
    let staging = Staging::take(address, &dumped.schema_name);
    let staging = staging.map_err(BackupError::server(address))?;
    let programs = Programs::find(staging.server().max(dumped.program))?;
    programs.restore(address, dump)?;
    staging.adopt().map_err(BackupError::server(address))?;
    if let Err(error) = staging.prepare(now_ms) {
        let _ = staging.clear();
        return Err(BackupError::server(address)(error));
    }
    Ok(staging)
}
