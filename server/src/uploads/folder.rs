//! The folder of papers: what `LocalFileSystem` leaves open of durability and of who may look.
//!
//! With `with_fsync` it syncs a paper, the paper's own folder, and the folders above when it makes them itself. Two
//! things remain. Folders are made here, for their owner alone. And the name of a paper's folder may not be on disk yet
//! when somebody else has just made it, so the folder above is synced after every paper, whoever made what.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use object_store::local::LocalFileSystem;

use super::{UPLOADS, UploadsError, UploadsRefusal};

/// The data folder, as the place of papers.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    data: PathBuf,
}

impl Folder {
    /// Makes the folder of papers, durably.
    pub(super) fn open(data: &Path) -> Result<(Self, LocalFileSystem), UploadsRefusal> {
        let unusable = |source| UploadsRefusal::Folder {
            path: data.join(UPLOADS),
            source,
        };
        make(&data.join(UPLOADS)).map_err(unusable)?;
        sync(data).map_err(unusable)?;
        let objects = LocalFileSystem::new_with_prefix(data)
            .map_err(|error| unusable(io::Error::from(error)))?
            .with_fsync(true);
        let data = data.to_owned();
        Ok((Self { data }, objects))
    }

    /// Makes the folder a paper goes into.
    pub(super) async fn prepare(&self, storage_path: &str) -> Result<(), UploadsError> {
        let folder = self.folder_of(storage_path);
        off_thread(move || make(&folder)).await
    }

    /// Makes sure that the names of the folders of papers are on disk.
    pub(super) async fn sync_names(&self) -> Result<(), UploadsError> {
        let uploads = self.data.join(UPLOADS);
        off_thread(move || sync(&uploads)).await
    }

    /// Makes sure that a removed paper stays away.
    pub(super) async fn sync_of(&self, storage_path: &str) -> Result<(), UploadsError> {
        let folder = self.folder_of(storage_path);
        off_thread(move || sync(&folder)).await
    }

    fn folder_of(&self, storage_path: &str) -> PathBuf {
        let path = self.data.join(storage_path);
        path.parent().unwrap_or(&self.data).to_owned()
    }
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

async fn off_thread(
    work: impl FnOnce() -> io::Result<()> + Send + 'static,
) -> Result<(), UploadsError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|lost| UploadsError::Failed(lost.into()))?
        .map_err(UploadsError::of_disk)
}
