//! Papers as commands read them: one after the other, outside of async code, of a portal or of a backup.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tokio::runtime::{Builder, Runtime};

use super::{Environment, UPLOADS, Uploads, UploadsError, UploadsRefusal, storage_path};
use crate::config::places::Bucket;

/// Where the papers are.
#[derive(Debug)]
pub struct PaperReader(Place);

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Bucket(Uploads, Runtime),
}

impl PaperReader {
    /// Papers in a data folder or a backup.
    #[must_use]
    pub fn in_folder(data: &Path) -> Self {
        Self(Place::Folder(data.to_owned()))
    }

    /// Papers of a portal. It blocks, so it must not be called from async code.
    ///
    /// # Errors
    /// When the bucket cannot be read.
    pub fn open(
        data: &Path,
        bucket: Option<&Bucket>,
        environment: &Environment,
    ) -> Result<Self, UploadsRefusal> {
        if bucket.is_none() {
            return Ok(Self::in_folder(data));
        }
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| UploadsRefusal::Folder {
            path: data.to_owned(),
            source,
        })?;
        let uploads = runtime.block_on(Uploads::open(data, bucket, environment))?;
        Ok(Self(Place::Bucket(uploads, runtime)))
    }

    /// A paper's sealed bytes.
    pub(crate) fn read(&self, storage_path: &str) -> Result<Vec<u8>, UploadsError> {
        match &self.0 {
            Place::Folder(data) => match fs::read(data.join(storage_path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Err(UploadsError::Missing),
                found => found.map_err(UploadsError::of_disk),
            },
            Place::Bucket(uploads, runtime) => runtime.block_on(uploads.read(storage_path)),
        }
    }

    /// Every paper that lies in the folder, half-written ones left out, as the database would name them. A bucket is not
    /// gone through: what lies there costs by the look.
    pub(crate) fn list(&self) -> Vec<String> {
        let Place::Folder(data) = &self.0 else {
            return Vec::new();
        };
        let names = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.filter_map(|entry| entry.file_name().into_string().ok())
        };
        let mut found = Vec::new();
        for application in names(&data.join(UPLOADS)) {
            let papers = names(&data.join(UPLOADS).join(&application));
            let whole = papers.filter(|name| !name.contains(['#', '.']));
            found.extend(whole.map(|name| storage_path(&application, &name)));
        }
        found
    }
}
