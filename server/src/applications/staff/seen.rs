//! The files that lists of an officer are made of. Whoever has declared to be close to an applicant sees no line of that file
//! anywhere, so every list opens its files here; the check of the tree refuses one that opens them itself.

use std::collections::BTreeSet;

use store::applications::{self, Application};
use store::{Connection, StoreError, conflicts};

use super::officer::Officer;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// What an officer's lists may open. Which office a file lies at is asked by each list itself.
#[derive(Debug)]
pub struct Seen<'a> {
    parts: &'a Parts,
    connection: &'a Connection,
    hidden: BTreeSet<String>,
}

impl<'a> Seen<'a> {
    /// Those of an officer.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn of(
        parts: &'a Parts,
        connection: &'a Connection,
        officer: &Officer,
    ) -> Result<Self, StoreError> {
        let hidden = conflicts::list_declared(connection, &officer.id)?;
        Ok(Self {
            parts,
            connection,
            hidden: hidden.into_iter().collect(),
        })
    }

    /// Whether the officer has declared to be close to the applicant of a file.
    #[must_use]
    pub fn hides(&self, application_id: &str) -> bool {
        self.hidden.contains(application_id)
    }

    /// Whether there is any such file.
    #[must_use]
    pub fn hides_any(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// The file of a row; none when it is hidden or its key was destroyed.
    ///
    /// # Errors
    /// When something of it does not open.
    pub fn open(&self, row: Application) -> Result<Option<ApplicationFile>, ApiError> {
        if self.hides(&row.id) {
            return Ok(None);
        }
        ApplicationFile::open(self.parts, self.connection, row)
    }

    /// The file with an id; none when there is none, it is hidden or its key was destroyed.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn load(&self, id: &str) -> Result<Option<ApplicationFile>, ApiError> {
        if self.hides(id) {
            return Ok(None);
        }
        ApplicationFile::load(self.parts, self.connection, id)
    }

    /// A hidden file, for counting what is left to others; nothing of it is shown.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn load_hidden(&self, id: &str) -> Result<Option<ApplicationFile>, ApiError> {
        if !self.hides(id) {
            return Ok(None);
        }
        ApplicationFile::load(self.parts, self.connection, id)
    }

    /// How many of the hidden files a count of the store has in it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn count_hidden(
        &self,
        is_counted: impl Fn(&Application) -> bool,
    ) -> Result<usize, StoreError> {
        let mut count = 0;
        for id in &self.hidden {
            let row = applications::find(self.connection, id)?;
            count += usize::from(row.is_some_and(|row| is_counted(&row)));
        }
        Ok(count)
    }
}
