//! The sealed bytes of papers on disk: `uploads/<application>/<document>` in the data folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

/// Folder of the papers in the data folder.
pub const UPLOADS: &str = "uploads";

/// Where a paper lies, relative to the data folder; this is what the database keeps.
#[must_use]
pub fn storage_path(application_id: &str, document_id: &str) -> String {
    format!("{UPLOADS}/{application_id}/{document_id}")
}

/// Writes a paper so that it is on disk whole when this returns: first under another name, then renamed.
///
/// # Errors
/// What the disk says.
pub fn write(data: &Path, storage_path: &str, sealed: &[u8]) -> io::Result<()> {
    let path = data.join(storage_path);
    let folder = path.parent().unwrap_or(data);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let half = path.with_extension("part");
    let written = write_synced(&half, sealed).and_then(|()| fs::rename(&half, &path));
    if written.is_err() {
        let _ = fs::remove_file(&half);
    }
    written?;
    // The names are on disk too: the paper's in its folder, the folder's in the folder of uploads.
    sync_folder(folder)?;
    sync_folder(&data.join(UPLOADS))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Reads a paper.
///
/// # Errors
/// What the disk says.
pub fn read(data: &Path, storage_path: &str) -> io::Result<Vec<u8>> {
    fs::read(data.join(storage_path))
}

/// Every paper that lies in the folder, half-written ones left out, as the database would name them.
#[must_use]
pub fn list(data: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok())
    };
    for application in names(&data.join(UPLOADS)) {
        let papers = names(&data.join(UPLOADS).join(&application));
        let whole = papers.filter(|name| Path::new(name).extension().is_none());
        found.extend(whole.map(|name| storage_path(&application, &name)));
    }
    found
}

/// Removes a paper and says whether it is gone; one that was gone already is gone.
pub fn remove(data: &Path, storage_path: &str) -> bool {
    match fs::remove_file(data.join(storage_path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "could not remove a paper"
            );
            false
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_there_whole_or_not_at_all() {
        let data = tempfile::tempdir().unwrap();
        let path = storage_path("a1", "d1");
        write(data.path(), &path, b"sealed").unwrap();
        assert_eq!(read(data.path(), &path).unwrap(), b"sealed");
        let names: Vec<_> = fs::read_dir(data.path().join("uploads/a1"))
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(names, ["d1"]);
        assert!(remove(data.path(), &path) && remove(data.path(), &path));
        assert_eq!(
            read(data.path(), &path).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }
}
