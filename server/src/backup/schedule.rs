//! Backups that the server makes by itself: one more, looked at, and only then the oldest one less.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use store::Location;

use super::manifest::stamp;
use super::{BackupError, Manifest, Wanted, make, verify};
use crate::config::places::Bucket;

/// After a failure it is tried again this soon, or after the ordinary time if that is sooner.
const AGAIN: Duration = Duration::from_secs(10 * 60);
const LOCK: &str = ".fumin-backups.lock";
const MANIFEST: &str = "manifest.json";

/// What is made by itself.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The data folder.
    pub data: PathBuf,
    /// Where the database is.
    pub location: Location,
    /// The key file.
    pub key_file: PathBuf,
    /// The bucket of the papers, if they are not in the data folder.
    pub bucket: Option<Bucket>,
    /// The folder of the backups.
    pub folder: PathBuf,
    /// How often.
    pub every: Duration,
    /// How many stay.
    pub keep: usize,
    /// Division code of the portal's district.
    pub district: String,
}

/// How it is going, for the administrator.
#[derive(Debug, Default)]
pub struct BackupStatus(Mutex<Standing>);

/// The last of each.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Standing {
    /// Whether the server makes backups at all.
    pub is_scheduled: bool,
    /// When the last one that was made and found whole is of.
    pub last_good_ms: Option<i64>,
    /// The failure since then, if the last try failed.
    pub failure: Option<Failure>,
}

/// A try that came to nothing.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Failure {
    /// When.
    pub at_ms: i64,
    /// Why; names folders, never people.
    pub why: String,
}

impl BackupStatus {
    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.lock().clone()
    }

    pub(crate) fn begin(&self, last_good_ms: Option<i64>) {
        *self.lock() = Standing {
            is_scheduled: true,
            last_good_ms,
            failure: None,
        };
    }

    pub(crate) fn note(&self, result: &Result<PathBuf, BackupError>, at_ms: i64) {
        let mut standing = self.lock();
        match result {
            Ok(_) => {
                standing.last_good_ms = Some(at_ms);
                standing.failure = None;
            }
            Err(error) => {
                let why = error.to_string();
                standing.failure = Some(Failure { at_ms, why });
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Standing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Plan {
    /// The time of the newest finished backup in the folder.
    #[must_use]
    pub fn newest_ms(&self) -> Option<i64> {
        let finished = self.list().unwrap_or_default().into_iter();
        finished.filter_map(|(_, made_ms)| made_ms).max()
    }

    /// How long until the next one when the server starts.
    #[must_use]
    pub fn wait(&self, now_ms: i64) -> Duration {
        let Some(newest_ms) = self.newest_ms() else {
            return Duration::ZERO;
        };
        // One of a later time than now says that a clock was wrong, not that none is needed.
        let age = u64::try_from(now_ms - newest_ms).map(Duration::from_millis);
        age.map_or(Duration::ZERO, |age| self.every.saturating_sub(age))
    }

    /// How long to wait after a failure.
    #[must_use]
    pub fn again(&self) -> Duration {
        self.every.min(AGAIN)
    }

    /// Makes one, looks at it, and removes what is one too many.
    ///
    /// # Errors
    /// When it could not be made, or does not hold together. No earlier one is removed then.
    pub fn run_once(&self, now_ms: i64, stop: &AtomicBool) -> Result<PathBuf, BackupError> {
        // The folder is not made: where its disk is not there, the backup would land on the wrong one.
        let path = self.folder.join(LOCK);
        let lock = File::create(&path).map_err(BackupError::io("write", &path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupError::Busy(self.folder.clone())),
            Err(TryLockError::Error(error)) => return Err(BackupError::io("hold", &path)(error)),
        }
        let to = self
            .folder
            .join(format!("{}{}", self.prefix(), stamp(now_ms)));
        let made = make(Wanted {
            data: &self.data,
            location: &self.location,
            key_file: &self.key_file,
            bucket: self.bucket.as_ref(),
            looks_inside: true,
            to: &to,
            keys_to: None,
            district: &self.district,
            now_ms,
            stop,
        })?;
        let checked = verify(&to, Some(&self.key_file), &self.district, None)?;
        let report = checked.report.or(made.report);
        let findings = report.map_or(0, |report| report.findings().count());
        let count = findings.max(made.manifest.missing.len());
        if count > 0 {
            return Err(BackupError::Doubtful { path: to, count });
        }
        self.prune(&to)?;
        Ok(to)
    }

    fn prefix(&self) -> String {
        format!("fumin-{}-", self.district)
    }

    /// Our backups in the folder with the time each is of; none for one that was broken off.
    fn list(&self) -> Result<Vec<(PathBuf, Option<i64>)>, BackupError> {
        let unreadable = || BackupError::io("read", &self.folder);
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(unreadable())? {
            let entry = entry.map_err(unreadable())?;
            let name = entry.file_name();
            let is_ours = name.to_string_lossy().starts_with(&self.prefix());
            if !is_ours || !entry.path().is_dir() {
                continue;
            }
            match Manifest::read(&entry.path()) {
                Ok(manifest) => found.push((entry.path(), Some(manifest.made_ms))),
                Err(BackupError::Half(_)) => found.push((entry.path(), None)),
                // Of a newer program, or damaged: not for us to judge.
                Err(_) => {}
            }
        }
        Ok(found)
    }

    /// Removes what was broken off and the oldest beyond those to keep, but never the newest.
    fn prune(&self, newest: &Path) -> Result<(), BackupError> {
        let mut all = self.list()?;
        all.retain(|(path, _)| path != newest);
        let (mut finished, broken_off): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(_, made_ms)| made_ms.is_some());
        finished.sort_by_key(|(_, made_ms)| std::cmp::Reverse(*made_ms));
        let stays = self.keep.saturating_sub(1);
        for (path, _) in broken_off
            .into_iter()
            .chain(finished.into_iter().skip(stays))
        {
            // The manifest first: one that is half removed is no backup.
            let manifest = match fs::remove_file(path.join(MANIFEST)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
            manifest
                .and_then(|()| fs::remove_dir_all(&path))
                .map_err(BackupError::io("remove the old backup", &path))?;
        }
        Ok(())
    }
}
