//! Papers as commands read and put them back: one after the other, outside of async code, of a portal or of a backup.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use super::{Environment, UPLOADS, Uploads, UploadsError, UploadsRefusal, storage_path};
use crate::config::places::Bucket;

/// Where the papers are.
#[derive(Debug)]
pub struct PaperReader(Place);

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Bucket(BucketPapers),
}

/// Papers in a bucket, for code that waits. It must not be used in async code.
#[derive(Clone, Debug)]
pub(crate) struct BucketPapers {
    uploads: Uploads,
    runtime: Arc<Runtime>,
}

impl BucketPapers {
    pub(crate) fn open(
        data: &Path,
        bucket: &Bucket,
        environment: &Environment,
    ) -> Result<Self, UploadsRefusal> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| UploadsRefusal::Folder {
            path: data.to_owned(),
            source,
        })?;
        let uploads = runtime.block_on(Uploads::open(data, Some(bucket), environment))?;
        Ok(Self {
            uploads,
            runtime: Arc::new(runtime),
        })
    }

    pub(crate) fn read(&self, storage_path: &str) -> Result<Vec<u8>, UploadsError> {
        self.runtime.block_on(self.uploads.read(storage_path))
    }

    pub(crate) fn write(&self, storage_path: &str, sealed: Vec<u8>) -> Result<(), UploadsError> {
        self.runtime
            .block_on(self.uploads.write(storage_path, sealed))
    }

    pub(crate) fn remove(&self, storage_path: &str) -> Result<(), UploadsError> {
        self.runtime.block_on(self.uploads.remove(storage_path))
    }

    /// Whether no paper lies there yet.
    pub(crate) fn is_empty(&self) -> Result<bool, UploadsError> {
        self.runtime.block_on(self.uploads.is_empty())
    }
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
        match bucket {
            None => Ok(Self::in_folder(data)),
            Some(bucket) => BucketPapers::open(data, bucket, environment).map(Self::in_bucket),
        }
    }

    pub(crate) fn in_bucket(papers: BucketPapers) -> Self {
        Self(Place::Bucket(papers))
    }

    /// A paper's sealed bytes.
    pub(crate) fn read(&self, storage_path: &str) -> Result<Vec<u8>, UploadsError> {
        match &self.0 {
            Place::Folder(data) => match fs::read(data.join(storage_path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Err(UploadsError::Missing),
                found => found.map_err(UploadsError::of_disk),
            },
            Place::Bucket(papers) => papers.read(storage_path),
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
