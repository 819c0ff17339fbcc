//! The papers on their way into a backup and out of it, between the backup's folder and where a portal keeps them.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{self, Fingerprint};
use super::index::{self, Line};
use super::{BackupError, Wanted};
use crate::config::places::Bucket;
use crate::uploads::{self, BucketPapers, PaperReader, UploadsError};

/// Where the papers of a portal are.
#[derive(Debug)]
pub(super) enum Papers {
    Folder(PathBuf),
    Bucket(BucketPapers, Bucket),
}

impl Papers {
    pub(super) fn open(wanted: Wanted<'_>) -> Result<Self, BackupError> {
        Self::at(wanted.data, wanted.bucket)
    }

    /// Where papers go that are put back: no paper lies there.
    pub(super) fn empty(folder: &Path, bucket: Option<&Bucket>) -> Result<Self, BackupError> {
        let papers = Self::at(folder, bucket)?;
        if let Self::Bucket(papers, bucket) = &papers {
            let is_empty = papers.is_empty();
            if !is_empty.map_err(failed("looked for", uploads::UPLOADS))? {
                return Err(BackupError::BucketTaken(bucket.clone()));
            }
        }
        Ok(papers)
    }

    fn at(folder: &Path, bucket: Option<&Bucket>) -> Result<Self, BackupError> {
        let Some(bucket) = bucket else {
            return Ok(Self::Folder(folder.to_owned()));
        };
        let papers = BucketPapers::open(folder, bucket, &uploads::environment())?;
        Ok(Self::Bucket(papers, bucket.clone()))
    }

    /// Copies a paper into a backup. None if the bytes are not there: the rest is worth saving all the same.
    pub(super) fn copy(&self, to: &Path, paper: &str) -> Result<Option<Fingerprint>, BackupError> {
        let target = to.join(paper);
        if !index::is_paper(paper) {
            return Ok(None);
        }
        let make_parents =
            || files::make_parents(&target).map_err(BackupError::io("make the folder of", &target));
        match self {
            Self::Folder(data) => {
                let from = data.join(paper);
                if !from.is_file() {
                    return Ok(None);
                }
                make_parents()?;
                let copied = files::copy(&from, &target).map_err(BackupError::io("copy", &from))?;
                Ok(Some(copied))
            }
            Self::Bucket(papers, _) => {
                let bytes = match papers.read(paper) {
                    Err(UploadsError::Missing) => return Ok(None),
                    read => read.map_err(failed("read", paper))?,
                };
                make_parents()?;
                files::write_new(&target, &bytes).map_err(BackupError::io("write", &target))?;
                Ok(Some(files::fingerprint_of(&bytes)))
            }
        }
    }

    /// Puts a paper of a backup back.
    pub(super) fn put_back(&self, from: &Path, line: &Line) -> Result<(), BackupError> {
        let source = from.join(&line.path);
        if !source.is_file() {
            let what = format!("{} is missing", line.path);
            return Err(BackupError::damaged(from, what));
        }
        let sha256 = match self {
            Self::Folder(data) => {
                let to = data.join(&line.path);
                files::make_parents(&to).map_err(BackupError::io("make the folder of", &to))?;
                let copied = files::copy(&source, &to).map_err(BackupError::io("copy", &to))?;
                copied.sha256
            }
            Self::Bucket(papers, _) => {
                let bytes = fs::read(&source).map_err(BackupError::io("read", &source))?;
                let sha256 = files::fingerprint_of(&bytes).sha256;
                // What has changed must not get there.
                if sha256 == line.sha256 {
                    let written = papers.write(&line.path, bytes);
                    written.map_err(failed("written", &line.path))?;
                }
                sha256
            }
        };
        if sha256 == line.sha256 {
            return Ok(());
        }
        let what = format!("{} has changed", line.path);
        Err(BackupError::damaged(from, what))
    }

    /// Removes again from a bucket what was put back; a folder goes as a whole.
    pub(super) fn take_away(&self, from: &Path) {
        let Self::Bucket(papers, _) = self else {
            return;
        };
        for line in index::read(from).into_iter().flatten().flatten() {
            if papers.remove(&line.path).is_err() {
                return;
            }
        }
    }

    pub(super) fn reader(&self) -> PaperReader {
        match self {
            Self::Folder(data) => PaperReader::in_folder(data),
            Self::Bucket(papers, _) => PaperReader::in_bucket(papers.clone()),
        }
    }
}

fn failed(doing: &'static str, path: &str) -> impl FnOnce(UploadsError) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Paper {
        path,
        doing,
        source,
    }
}
