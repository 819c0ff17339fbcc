//! What is wrong with a policy file, said so that a policy officer can mend it.

use std::fmt;

use serde::Serialize;

/// One mistake: where it is, and what to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompileError {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it concerns the whole file.
    pub line: usize,
    /// The key, such as `condition.age.when`.
    pub key: String,
    /// What is wrong and what to write.
    pub message: String,
}

impl CompileError {
    pub(crate) fn whole(file: &str, message: &str) -> Self {
        Self {
            file: file.into(),
            line: 0,
            key: String::new(),
            message: message.into(),
        }
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        if !self.key.is_empty() {
            write!(out, ": {}", self.key)?;
        }
        write!(out, ": {}", self.message)
    }
}

impl std::error::Error for CompileError {}
