//! The files of a policy folder, as texts.

use std::{fs, path::Path};

use serde::Deserialize;

use crate::compile::CompileError;

/// One file of the folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, for messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The largest file that is read. The largest of the district's is 60 KB; what is larger was not written by hand.
const LARGEST: usize = 1_000_000;

impl File {
    fn read(path: &Path) -> Result<Self, CompileError> {
        let shown = path.display().to_string();
        let bytes = fs::metadata(path).map_or(0, |found| found.len());
        if usize::try_from(bytes).map_or(true, |bytes| bytes > LARGEST) {
            return Err(CompileError::whole(&shown, &too_large(bytes)));
        }
        match fs::read_to_string(path) {
            Ok(text) => Ok(Self { path: shown, text }),
            Err(error) => Err(CompileError::whole(
                &shown,
                &format!("cannot be read: {error}"),
            )),
        }
    }

    /// The line of a byte offset.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.text
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
            + 1
    }

    pub(crate) fn error(&self, offset: usize, key: &str, message: String) -> CompileError {
        CompileError {
            file: self.path.clone(),
            line: self.line(offset),
            key: key.into(),
            message,
        }
    }

    pub(crate) fn parse<'a, T: Deserialize<'a>>(&'a self) -> Result<T, CompileError> {
        if self.text.len() > LARGEST {
            return Err(CompileError::whole(&self.path, &too_large(self.text.len())));
        }
        toml::from_str(&self.text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            self.error(offset, "", error.message().trim().to_owned())
        })
    }
}

fn too_large(bytes: impl std::fmt::Display) -> String {
    format!(
        "has {bytes} bytes, and a policy file at most {LARGEST}; split it, or look what got into it"
    )
}

/// The files of a policy folder and its district.
#[derive(Clone, Debug)]
pub struct Sources {
    /// `documents.toml`.
    pub documents: File,
    /// `facts.toml`.
    pub facts: File,
    /// `parameters.toml`.
    pub parameters: File,
    /// `policy.toml` of the district, when there is one: its parameters replace those of the folder.
    pub district: Option<File>,
    /// `programmes/*.toml`, in the order of their names.
    pub programmes: Vec<File>,
    /// `cases/*.toml`, in the order of their names: the officers' examples. Compiling does not read them.
    pub cases: Vec<File>,
}

impl Sources {
    /// Reads the folder.
    ///
    /// # Errors
    /// When a file is missing or unreadable.
    pub fn read(policies: &Path, district: &Path) -> Result<Self, Vec<CompileError>> {
        let one = |name: &str| File::read(&policies.join(name)).map_err(|error| vec![error]);
        let overrides = district.join("policy.toml");
        Ok(Self {
            documents: one("documents.toml")?,
            facts: one("facts.toml")?,
            parameters: one("parameters.toml")?,
            district: if overrides.exists() {
                Some(File::read(&overrides).map_err(|error| vec![error])?)
            } else {
                None
            },
            programmes: toml_files(&policies.join("programmes"))?,
            cases: if policies.join("cases").is_dir() {
                toml_files(&policies.join("cases"))?
            } else {
                Vec::new()
            },
        })
    }
}

/// The `.toml` files of a folder, by name.
pub(crate) fn toml_files(folder: &Path) -> Result<Vec<File>, Vec<CompileError>> {
    let shown = folder.display().to_string();
    let entries = fs::read_dir(folder).map_err(|error| {
        vec![CompileError::whole(
            &shown,
            &format!("cannot be read: {error}"),
        )]
    })?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    paths.sort();
    paths
        .iter()
        .map(|path| File::read(path).map_err(|error| vec![error]))
        .collect()
}
