//! The list of papers in a backup, in the form that `sha256sum -c` reads.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Component, Path};

use super::BackupError;
use crate::uploads::UPLOADS;

/// The list in a backup.
pub(super) const NAME: &str = "uploads.sha256";
const HASH_LETTERS: usize = 64;
/// What stands between hash and name: text mode, two blanks.
const GAP: &str = "  ";

/// A paper and its hash.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) sha256: String,
    /// `uploads/<application>/<document>`.
    pub(super) path: String,
}

impl Line {
    pub(super) fn to_text(&self) -> String {
        format!("{}{GAP}{}\n", self.sha256, self.path)
    }

    fn parse(text: &str) -> Option<Self> {
        let (sha256, path) = text.split_once(GAP)?;
        let is_hash =
            sha256.len() == HASH_LETTERS && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_hash && is_paper(path)).then(|| Self {
            sha256: sha256.to_owned(),
            path: path.to_owned(),
        })
    }
}

/// Whether a name stays where papers lie: neither a manifest nor a row may lead out of the folder.
pub(super) fn is_paper(path: &str) -> bool {
    let parts: Vec<_> = Path::new(path).components().collect();
    let is_plain = |part: &Component<'_>| matches!(part, Component::Normal(_));
    matches!(parts.as_slice(), [Component::Normal(first), _, _] if *first == UPLOADS)
        && parts.iter().all(is_plain)
        && !path.contains(['\\', '\n', '\r'])
}

/// The papers of a backup, one by one; a line that is none is damage.
pub(super) fn read(
    backup: &Path,
) -> Result<impl Iterator<Item = Result<Line, BackupError>>, BackupError> {
    let path = backup.join(NAME);
    let file = File::open(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => BackupError::damaged(backup, format!("{NAME} is missing")),
        _ => BackupError::io("read", &path)(error),
    })?;
    let backup = backup.to_owned();
    let lines = BufReader::new(file).lines();
    Ok(lines.map(move |line| {
        let line = line.map_err(BackupError::io("read", &path))?;
        Line::parse(&line)
            .ok_or_else(|| BackupError::damaged(&backup, format!("{NAME} has a line that is none")))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = Line {
            sha256: "0".repeat(64),
            path: "uploads/a1/d1".into(),
        };
        let text = line.to_text();
        let read = Line::parse(text.trim_end()).unwrap();
        assert_eq!((read.sha256, read.path), (line.sha256, line.path));
    }

    #[test]
    fn no_line_leads_out_of_the_folder() {
        for path in [
            "uploads/../keyring.json",
            "/etc/passwd",
            "uploads//etc/passwd",
            "uploads/a",
            "uploads/a/b/c",
            "keyring.json",
            "other/a/b",
            "",
        ] {
            let text = format!("{}  {path}", "0".repeat(64));
            assert!(
                Line::parse(&text).is_none() || path == "uploads//etc/passwd",
                "{path}"
            );
            assert!(
                !Path::new("/data").join(path).starts_with("/etc") || !is_paper(path),
                "{path}"
            );
        }
        assert!(Line::parse("uploads/a/b").is_none());
    }
}
