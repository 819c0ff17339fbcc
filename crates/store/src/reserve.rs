//! Room kept back on the disk. When the disk is full it is given up, and only small writes that people cannot do without go
//! on in it: signing out, noting who looked at what. It is made again once there is room.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rustix::fs::{FallocateFlags, fallocate, statvfs};
use rustix::io::Errno;

use crate::Location;

/// Holds the room while there is some; empty while the disk is full, so that a restart knows; absent if never made.
const NAME: &str = "fumin.reserve";
/// With less than this a database cannot even be opened.
const LEAST_TO_OPEN_BYTES: u64 = 1024 * 1024;
/// How often a full disk is looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The room of one data folder.
#[derive(Debug)]
pub(crate) struct Reserve {
    path: PathBuf,
    /// What is kept back; 0 keeps nothing back and closes nothing.
    bytes: AtomicU64,
    is_full: AtomicBool,
    looked: Mutex<Option<Instant>>,
}

impl Reserve {
    /// That of a database's disk; a server of PostgreSQL looks after its own.
    pub(crate) fn beside(location: &Location) -> Self {
        match location {
            Location::Sqlite(path) => Self::of(path.parent().unwrap_or(path)),
            Location::Postgres(_) => Self::of(Path::new("")),
        }
    }

    fn of(folder: &Path) -> Self {
        Self {
            path: folder.join(NAME),
            bytes: AtomicU64::new(0),
            is_full: AtomicBool::new(false),
            looked: Mutex::new(None),
        }
    }

    /// Before the database is opened: gives the room up if nothing else is left.
    pub(crate) fn make_way(&self) {
        let is_tight = self.room().is_some_and(|room| room < LEAST_TO_OPEN_BYTES);
        if is_tight && self.length().is_some_and(|length| length > 0) {
            self.give_up();
        }
    }

    /// Keeps so much back from now on.
    pub(crate) fn keep(&self, bytes: u64) {
        self.bytes.store(bytes, Ordering::SeqCst);
        if bytes == 0 {
            self.is_full.store(false, Ordering::SeqCst);
            let _ = std::fs::remove_file(&self.path);
            return;
        }
        self.is_full
            .store(self.length() == Some(0), Ordering::SeqCst);
        if self.length() != Some(bytes) && !self.make() {
            tracing::warn!(bytes, "the disk has no room to keep anything back");
        }
    }

    /// Whether only small writes go on. Looks now and then whether there is room again.
    pub(crate) fn is_full(&self) -> bool {
        if !self.is_full.load(Ordering::SeqCst) {
            return false;
        }
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.is_none_or(|then| then.elapsed() >= LOOK_AGAIN) {
            *looked = Some(Instant::now());
            return !self.make();
        }
        self.is_full.load(Ordering::SeqCst)
    }

    /// The disk did not take a write.
    pub(crate) fn release(&self) {
        if self.bytes.load(Ordering::SeqCst) == 0 || self.is_full.swap(true, Ordering::SeqCst) {
            return;
        }
        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        tracing::error!(
            "the disk is full: only signing in and out and reading go on until there is room"
        );
        self.give_up();
    }

    fn give_up(&self) {
        let emptied = OpenOptions::new().write(true).open(&self.path);
        if let Err(error) = emptied.and_then(|file| file.set_len(0)) {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "could not give up the room kept back"
            );
        }
    }

    /// Makes it, if half as much again would be left; else the next write would take it away at once.
    fn make(&self) -> bool {
        let bytes = self.bytes.load(Ordering::SeqCst);
        let held = self.length().unwrap_or_default();
        let room = self.room().unwrap_or_default().saturating_add(held);
        if room < bytes.saturating_add(bytes / 2) {
            return false;
        }
        if let Err(error) = self.allocate(bytes) {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "could not keep room back"
            );
            self.give_up();
            return false;
        }
        if self.is_full.swap(false, Ordering::SeqCst) {
            tracing::info!("there is room on the disk again");
        }
        true
    }

    fn allocate(&self, bytes: u64) -> io::Result<()> {
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.path)?;
        match fallocate(&file, FallocateFlags::empty(), 0, bytes) {
            // A file system without it takes the room by being written to.
            Err(Errno::OPNOTSUPP) => fill(&mut file, bytes),
            result => Ok(result?),
        }
    }

    fn length(&self) -> Option<u64> {
        let metadata = std::fs::metadata(&self.path);
        metadata.ok().map(|metadata| metadata.len())
    }

    /// What others than the administrator may still write.
    fn room(&self) -> Option<u64> {
        let folder = self.path.parent()?;
        let found = statvfs(folder).ok()?;
        Some(found.f_bavail.saturating_mul(found.f_frsize))
    }
}

fn fill(file: &mut File, bytes: u64) -> io::Result<()> {
    io::copy(&mut io::Read::take(io::repeat(0), bytes), file)?;
    file.flush()?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: u64 = 100_000;

    fn reserve() -> (tempfile::TempDir, Reserve) {
        let folder = tempfile::tempdir().unwrap();
        let reserve = Reserve::of(folder.path());
        (folder, reserve)
    }

    #[test]
    fn it_is_given_up_once_and_made_again_when_there_is_room() {
        let (_folder, reserve) = reserve();
        reserve.keep(BYTES);
        assert_eq!((reserve.is_full(), reserve.length()), (false, Some(BYTES)));
        reserve.release();
        assert_eq!((reserve.is_full(), reserve.length()), (true, Some(0)));
        // The disk of this test has room; it is only not looked at for a second.
        *reserve.looked.lock().unwrap() = None;
        assert_eq!((reserve.is_full(), reserve.length()), (false, Some(BYTES)));
    }

    #[test]
    fn a_restart_knows_that_the_disk_was_full() {
        let (folder, first) = reserve();
        first.keep(BYTES);
        first.release();
        let second = Reserve::of(folder.path());
        // More than any disk has: there is no room yet.
        second.keep(1 << 60);
        assert!(second.is_full());
        second.keep(BYTES);
        assert!(!second.is_full());
        assert_eq!(second.length(), Some(BYTES));
    }

    #[test]
    fn a_disk_that_never_had_room_is_not_closed() {
        let (_folder, reserve) = reserve();
        reserve.keep(1 << 60);
        assert_eq!((reserve.is_full(), reserve.length()), (false, None));
    }

    #[test]
    fn nothing_kept_back_closes_nothing() {
        let (_folder, reserve) = reserve();
        reserve.keep(BYTES);
        reserve.keep(0);
        reserve.release();
        assert_eq!((reserve.is_full(), reserve.length()), (false, None));
    }
}
