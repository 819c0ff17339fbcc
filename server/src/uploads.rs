//! The sealed bytes of papers, named `uploads/<application>/<document>`: files below the data folder, or objects in a
//! bucket that several servers share. A paper is there whole or not at all, and what was written stays.

use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;

use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};

use crate::config::places::Bucket;
use crate::ids;

mod bucket;
mod error;
mod folder;
mod reader;
mod refusal;

pub use self::error::UploadsError;
use self::folder::Folder;
pub(crate) use self::reader::BucketPapers;
pub use self::reader::PaperReader;
pub use self::refusal::UploadsRefusal;

/// Folder of the papers in the data folder, and what their names begin with everywhere.
pub const UPLOADS: &str = "uploads";
/// What the names of objects begin with that a start writes to see whether it may.
const START_CHECK: &str = "start-check";

/// Variables of the environment, by name.
pub type Environment = BTreeMap<String, String>;

/// The variables this process was started with; one that is no text is none of ours.
#[must_use]
pub fn environment() -> Environment {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// What a paper is called; this is what the database keeps.
#[must_use]
pub fn storage_path(application_id: &str, document_id: &str) -> String {
    format!("{UPLOADS}/{application_id}/{document_id}")
}

/// What a part of a paper on its way is called: no paper yet, so neither a backup nor `fumin verify` counts it.
#[must_use]
pub fn part_path(application_id: &str, upload_id: &str, number: i64) -> String {
    format!("{UPLOADS}/{application_id}/{upload_id}.{number}")
}

/// Where papers lie. Clones share it.
#[derive(Clone, Debug)]
pub struct Uploads {
    objects: Arc<dyn ObjectStore>,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

impl Uploads {
    /// Opens the bucket that was named, or the folder in the data folder.
    ///
    /// # Errors
    /// When settings are missing or wrong, or the bucket cannot be read.
    pub async fn open(
        data: &FilePath,
        bucket: Option<&Bucket>,
        environment: &Environment,
    ) -> Result<Self, UploadsRefusal> {
        let Some(bucket) = bucket else {
            let (folder, objects) = Folder::open(data)?;
            return Ok(Self {
                objects: Arc::new(objects),
                place: Place::Folder(folder),
            });
        };
        let uploads = Self {
            objects: Arc::new(bucket::connect(bucket, environment)?),
            place: Place::Bucket(bucket.clone()),
        };
        let top = (!bucket.prefix().is_empty()).then(|| Path::from(bucket.prefix()));
        let listed = uploads.objects.list_with_delimiter(top.as_ref()).await;
        listed.map_err(|error| refusal::of(bucket, &error))?;
        Ok(uploads)
    }

    /// Makes sure that papers can be written and removed; a folder was made with the data folder.
    ///
    /// # Errors
    /// When the bucket does not take them.
    pub async fn check_writing(&self) -> Result<(), UploadsRefusal> {
        let Place::Bucket(bucket) = &self.place else {
            return Ok(());
        };
        let name = self.name_of(&format!("{START_CHECK}/{}", ids::fresh()));
        let written = self.objects.put(&name, START_CHECK.into()).await;
        written.map_err(|error| refusal::of(bucket, &error))?;
        let removed = self.objects.delete(&name).await;
        removed.map_err(|error| refusal::of(bucket, &error))
    }

    /// Keeps a paper; it is durable when this returns.
    ///
    /// # Errors
    /// When there is no room or the place does not answer; then nothing half is there.
    pub async fn write(&self, storage_path: &str, sealed: Vec<u8>) -> Result<(), UploadsError> {
        if let Place::Folder(folder) = &self.place {
            folder.prepare(storage_path).await?;
        }
        let name = self.name_of(storage_path);
        let put = self.objects.put(&name, sealed.into()).await;
        put.map_err(|error| self.explain(error))?;
        if let Place::Folder(folder) = &self.place {
            folder.sync_names().await?;
        }
        Ok(())
    }

    /// Reads a paper.
    ///
    /// # Errors
    /// `Missing` when there is none; otherwise when the place does not answer.
    pub async fn read(&self, storage_path: &str) -> Result<Vec<u8>, UploadsError> {
        let explain = |error| self.explain(error);
        let found = self.objects.get(&self.name_of(storage_path)).await;
        let bytes = found.map_err(explain)?.bytes().await.map_err(explain)?;
        Ok(bytes.into())
    }

    /// Removes a paper; one that was gone already is gone.
    ///
    /// # Errors
    /// When the place does not answer; it may be there still.
    pub async fn remove(&self, storage_path: &str) -> Result<(), UploadsError> {
        let removed = self.objects.delete(&self.name_of(storage_path)).await;
        match removed.map_err(|error| self.explain(error)) {
            Err(UploadsError::Missing) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => match &self.place {
                Place::Folder(folder) => folder.sync_of(storage_path).await,
                Place::Bucket(_) => Ok(()),
            },
        }
    }

    /// Whether no paper lies there. Only the first names are asked for.
    ///
    /// # Errors
    /// When the place does not answer.
    pub async fn is_empty(&self) -> Result<bool, UploadsError> {
        let found = self
            .objects
            .list_with_delimiter(Some(&self.name_of(UPLOADS)))
            .await;
        let found = found.map_err(|error| self.explain(error))?;
        Ok(found.common_prefixes.is_empty() && found.objects.is_empty())
    }

    /// Whether papers share a disk with the database.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    fn name_of(&self, storage_path: &str) -> Path {
        match &self.place {
            Place::Bucket(bucket) if !bucket.prefix().is_empty() => {
                Path::from(format!("{}/{storage_path}", bucket.prefix()))
            }
            _ => Path::from(storage_path),
        }
    }

    fn explain(&self, error: object_store::Error) -> UploadsError {
        UploadsError::of(error, matches!(self.place, Place::Bucket(_)))
    }
}

#[cfg(test)]
mod tests;
