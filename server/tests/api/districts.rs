//! Districts of a test's own: the repository's, changed.

use std::path::Path;

use tempfile::TempDir;

/// A copy of the repository's district.
pub(crate) fn copied() -> TempDir {
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/../districts/620602");
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new(from), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
