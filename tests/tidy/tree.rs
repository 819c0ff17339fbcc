//! The files git knows, read once per test.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One text file.
pub(crate) struct Source {
    /// From the root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The text files with this ending below these folders; every file when `below` is empty.
pub(crate) fn sources(ending: &str, below: &[&str]) -> Vec<Source> {
    let listing = Command::new("git")
        .args(["ls-files", "-co", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(listing.status.success(), "git cannot list the files");
    let found: Vec<Source> = String::from_utf8(listing.stdout)
        .unwrap()
        .lines()
        .filter(|path| path.ends_with(ending))
        .filter(|path| below.is_empty() || below.iter().any(|folder| path.starts_with(folder)))
        .filter_map(|path| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some(Source {
                path: path.to_owned(),
                text,
            })
        })
        .collect();
    assert!(
        !found.is_empty(),
        "no {ending} below {below:?}: the rule checks nothing"
    );
    found
}

/// The lines of a Rust file that are neither comment nor test: what stands before `#[cfg(test)]`.
pub(crate) fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .text
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(number, line)| (number + 1, line))
}

/// Fails with every finding at once.
pub(crate) fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
