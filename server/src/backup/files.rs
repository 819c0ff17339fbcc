//! Copying so that what was copied can be told from what is there later, and so that it is on disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

const BUFFER_BYTES: usize = 128 * 1024;

/// How long a file is and what it hashes to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Fingerprint {
    /// Length.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Reads a file to its end, hashing, and writes it to `out`.
fn pour(from: &Path, out: &mut impl Write) -> io::Result<Fingerprint> {
    let mut file = File::open(from)?;
    let mut buffer = vec![0; BUFFER_BYTES];
    let (mut hasher, mut bytes) = (Sha256::new(), 0_u64);
    loop {
        let count = file.read(&mut buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        hasher.update(read);
        out.write_all(read)?;
        bytes += u64::try_from(count).unwrap_or_default();
    }
    let sha256 = hex(&hasher.finalize());
    Ok(Fingerprint { bytes, sha256 })
}

/// What is in a file.
pub(super) fn fingerprint(path: &Path) -> io::Result<Fingerprint> {
    pour(path, &mut io::sink())
}

/// Copies a file to a new place, for its owner only. It is on disk after [`sync_filesystem`].
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<Fingerprint> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    pour(from, &mut out)
}

/// Writes a new file, for its owner only. It is on disk after [`sync_filesystem`].
pub(super) fn write_new(to: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    out.write_all(bytes)
}

/// What bytes in memory hash to.
pub(super) fn fingerprint_of(bytes: &[u8]) -> Fingerprint {
    Fingerprint {
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        sha256: hex(&Sha256::digest(bytes)),
    }
}

/// What is left on the disk of one folder, if the other one is on it too.
pub(super) fn room_shared(folder: &Path, other: &Path) -> io::Result<Option<u64>> {
    use std::os::unix::fs::MetadataExt as _;
    if fs::metadata(folder)?.dev() != fs::metadata(other)?.dev() {
        return Ok(None);
    }
    let found = rustix::fs::statvfs(folder)?;
    Ok(Some(found.f_bavail.saturating_mul(found.f_frsize)))
}

/// Makes a folder for its owner only; one that is there is an error.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)
}

/// Makes the folder above a file, and those above it.
pub(super) fn make_parents(path: &Path) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    DirBuilder::new().recursive(true).mode(0o700).create(parent)
}

/// Puts everything written below a folder on disk: one call instead of one for each of many thousand papers.
pub(super) fn sync_filesystem(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Writes a file so that it is on disk whole or not at all.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = path.with_extension("part");
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&half, path)?;
    sync_parent(path)
}

/// Puts the name of something on disk.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        File::open(folder)?.sync_all()
    })
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_what_was_there_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        fs::write(&from, &bytes).unwrap();
        let copied = copy(&from, &to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), bytes);
        assert_eq!(copied, fingerprint(&to).unwrap());
        assert_eq!(copied.bytes, 1_200_000);
        assert_eq!(copied.sha256, hex(&Sha256::digest(&bytes)));
        assert_eq!(
            copy(&from, &to).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
    }
}
