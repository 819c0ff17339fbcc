//! Making a backup while a server may be at work.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use store::backup::Reads as _;
use store::{Location, Store, documents};
use vault::Keyring;

use super::files::{self, fingerprint};
use super::hold::hold_papers;
use super::index::{self, Line};
use super::moment::Moment;
use super::papers::Papers;
use super::{BackupError, Manifest, database};
use crate::config::places::Bucket;
use crate::whole::Whole;

/// Papers asked for at a time.
const PART: i64 = 100;
/// What a backup on the portal's own disk leaves to the portal.
const SPARE_BYTES: u64 = 64 * 1024 * 1024;

/// What is to be saved, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The data folder.
    pub data: &'a Path,
    /// Where the database is.
    pub location: &'a Location,
    /// The key file.
    pub key_file: &'a Path,
    /// The bucket of the papers, if they are not in the data folder.
    pub bucket: Option<&'a Bucket>,
    /// Whether what is in PostgreSQL is looked into before it is called a backup; a file of SQLite can be at any time.
    pub looks_inside: bool,
    /// The backup; must not be there yet.
    pub to: &'a Path,
    /// Where a copy of the keys goes, if one is wanted.
    pub keys_to: Option<&'a Path>,
    /// Division code of the portal's district.
    pub district: &'a str,
    /// The time.
    pub now_ms: i64,
    /// Turns true when there is no time to finish.
    pub stop: &'a AtomicBool,
}

/// A finished backup.
#[derive(Debug)]
pub struct Made {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Where a copy of the keys lies, and whether it lay there before.
    pub keys: Option<(PathBuf, bool)>,
    /// What was found inside, if it was looked into.
    pub report: Option<Whole>,
}

/// Makes a backup. A failure leaves nothing under its name; a crash leaves a folder without a manifest.
///
/// # Errors
/// When there is no portal, the name is taken, or the disk does not take it.
pub fn make(wanted: Wanted<'_>) -> Result<Made, BackupError> {
    let Wanted { to, location, .. } = wanted;
    if !Store::exists(location).map_err(BackupError::server(location))? {
        return Err(BackupError::NoPortal(location.to_string()));
    }
    let keyring = Keyring::load_file(wanted.key_file)?;
    files::make_folder(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => BackupError::TargetExists(to.to_owned()),
        _ => BackupError::io("make", to)(error),
    })?;
    let made = fill(wanted, &keyring);
    if made.is_err() {
        // What is left says itself that it is half.
        let _ = fs::remove_dir_all(to);
    }
    made
}

fn fill(wanted: Wanted<'_>, keyring: &Keyring) -> Result<Made, BackupError> {
    let Wanted { data, to, .. } = wanted;
    refuse_inside(
        to,
        data,
        "it would be lost with the data; give another disk with --to",
    )?;
    let keys = wanted
        .keys_to
        .map(|path| copy_keys(wanted, path))
        .transpose()?;
    // Before the database is copied: from here on no paper of a row that the copy has can go.
    let _held = hold_papers(data).map_err(BackupError::io("hold the papers in", data))?;
    let (moment, mut manifest) = database::copy(wanted, keyring)?;
    // Every row of the copy was written after the bytes it names were on disk.
    copy_papers(wanted, &moment, &mut manifest)?;
    let index = to.join(index::NAME);
    manifest.index = fingerprint(&index).map_err(BackupError::io("read", &index))?;
    let report = database::look_inside(wanted, &moment, keyring)?;
    files::sync_filesystem(to).map_err(BackupError::io("put on disk", to))?;
    manifest.write(to)?;
    files::sync_parent(to).map_err(BackupError::io("put on disk", to))?;
    Ok(Made {
        manifest,
        keys,
        report,
    })
}

fn copy_papers(
    wanted: Wanted<'_>,
    moment: &Moment,
    manifest: &mut Manifest,
) -> Result<(), BackupError> {
    let source = Papers::open(wanted)?;
    let path = wanted.to.join(index::NAME);
    let unwritable = || BackupError::io("write", &path);
    let mut out = BufWriter::new(fs::File::create_new(&path).map_err(unwritable())?);
    let mut after = String::new();
    loop {
        let part = moment
            .read(|connection| documents::list_storage_paths(connection, false, &after, PART))
            .map_err(BackupError::database(wanted.to))?;
        let Some(last) = part.last() else { break };
        after.clone_from(last);
        leave_room(wanted, 0)?;
        for paper in part {
            if wanted.stop.load(Ordering::Relaxed) {
                return Err(BackupError::Stopped);
            }
            match source.copy(wanted.to, &paper)? {
                None => manifest.missing.push(paper),
                Some(copied) => {
                    manifest.papers.files += 1;
                    manifest.papers.bytes += copied.bytes;
                    let line = Line {
                        sha256: copied.sha256,
                        path: paper,
                    };
                    out.write_all(line.to_text().as_bytes())
                        .map_err(unwritable())?;
                }
            }
        }
    }
    out.flush().map_err(unwritable())
}

/// A backup on the portal's own disk must not be what fills it.
pub(super) fn leave_room(wanted: Wanted<'_>, needed_bytes: u64) -> Result<(), BackupError> {
    let room = files::room_shared(wanted.to, wanted.data);
    match room.map_err(BackupError::io("look at the disk of", wanted.to))? {
        Some(free) if free < needed_bytes.saturating_add(SPARE_BYTES) => Err(BackupError::NoRoom {
            path: wanted.to.to_owned(),
            free,
        }),
        _ => Ok(()),
    }
}

fn copy_keys(wanted: Wanted<'_>, to: &Path) -> Result<(PathBuf, bool), BackupError> {
    let to = if to.is_dir() {
        Keyring::path_in(to)
    } else {
        to.to_owned()
    };
    let folder = parent(&to);
    refuse_inside(
        folder,
        wanted.to,
        "whoever stores the backup could read it; give another place with --keys-to",
    )?;
    refuse_inside(
        folder,
        wanted.data,
        "it would be lost with the data; give another place with --keys-to",
    )?;
    let is_new = Keyring::copy_file(wanted.key_file, &to)?;
    Ok((to, !is_new))
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Both are there; links are followed.
fn refuse_inside(inner: &Path, outer: &Path, why: &'static str) -> Result<(), BackupError> {
    let real = |path: &Path| path.canonicalize().map_err(BackupError::io("find", path));
    if real(inner)?.starts_with(real(outer)?) {
        return Err(BackupError::Inside {
            inner: inner.to_owned(),
            outer: outer.to_owned(),
            why,
        });
    }
    Ok(())
}
