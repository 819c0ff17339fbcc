//! Room kept back on the disk. When the rest is full it is given up, so that people can still look at their files, which
//! is written down, and sign out; whatever else would write is refused until there is room again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::fs::{FallocateFlags, fallocate, statvfs};
use store::{StoreError, Tx};

use crate::state::AppState;

/// Name of the file in the data folder.
pub const FILE_NAME: &str = "reserve";
/// Some ten thousand looks.
const BYTES: u64 = 8 * 1024 * 1024;
/// How often somebody looks whether there is room again.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The room kept back beside one portal's data.
#[derive(Debug)]
pub struct Reserve {
    file: PathBuf,
    /// When it was given up, or looked for in vain; empty while it is there.
    spent: Mutex<Option<Instant>>,
}

impl Reserve {
    /// Keeps room back in the data folder; without room for it, it counts as given up.
    #[must_use]
    pub fn keep(data: &Path) -> Self {
        let file = data.join(FILE_NAME);
        let spent = allocate(&file).is_err().then(Instant::now);
        Self {
            file,
            spent: Mutex::new(spent),
        }
    }

    /// Gives the room up to what must be written.
    pub fn spend(&self) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.is_none() && fs::remove_file(&self.file).is_ok() {
            tracing::error!(
                "the disk is full: only looks and signing out are written until there is room"
            );
        }
        *spent = Some(Instant::now());
    }

    /// Whether it is given up. Now and then it is put back, once as much again is free beside it.
    pub fn is_spent(&self) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = spent.is_some_and(|since| since.elapsed() >= LOOK_AGAIN);
        if is_due {
            let is_back = self.has_room() && allocate(&self.file).is_ok();
            *spent = (!is_back).then(Instant::now);
            if is_back {
                tracing::info!("there is room on the disk again");
            }
        }
        spent.is_some()
    }

    fn has_room(&self) -> bool {
        let folder = self.file.parent().unwrap_or(&self.file);
        statvfs(folder).is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= 2 * BYTES)
    }
}

/// Takes the room on disk, not only in the name.
fn allocate(path: &Path) -> io::Result<()> {
    let file = File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)?;
    let taken = match fallocate(&file, FallocateFlags::empty(), 0, BYTES) {
        // Some file systems only know how to write.
        Err(rustix::io::Errno::OPNOTSUPP) => {
            io::copy(&mut io::Read::take(io::repeat(b'0'), BYTES), &mut &file).map(drop)
        }
        taken => taken.map_err(io::Error::from),
    };
    if taken.is_err() {
        let _ = fs::remove_file(path);
    }
    taken
}

/// A write that must not fail for want of room: on a full disk it uses what was kept back.
///
/// # Errors
/// Those of the work; `DiskFull` when that is used up as well.
pub async fn write_in_any_case<F>(state: &AppState, work: F) -> Result<(), StoreError>
where
    F: Fn(&Tx) -> Result<(), StoreError> + Clone + Send + 'static,
{
    match state.store.write::<_, _, StoreError>(work.clone()).await {
        Err(StoreError::DiskFull) => {
            // Somebody else may have given it up in this moment.
            state.reserve.spend();
            state.store.write(work).await
        }
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_kept_given_up_once_and_put_back() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join(FILE_NAME);
        let reserve = Reserve::keep(data.path());
        assert_eq!(fs::metadata(&file).unwrap().len(), BYTES);
        assert!(!reserve.is_spent());
        reserve.spend();
        assert!(reserve.is_spent() && !file.exists());
        *reserve.spent.lock().unwrap() = Instant::now().checked_sub(LOOK_AGAIN);
        assert!(!reserve.is_spent() && file.exists());
    }

    #[test]
    fn a_folder_without_room_starts_without() {
        let data = tempfile::tempdir().unwrap();
        let reserve = Reserve::keep(&data.path().join("missing"));
        assert!(reserve.is_spent());
    }
}
