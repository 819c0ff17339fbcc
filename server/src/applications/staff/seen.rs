//! The files that lists of an officer are made of. Whoever has declared to be close to an applicant sees no line of that file
//! anywhere, so every list opens its files here; the check of the tree refuses one that opens them itself.

use std::collections::BTreeSet;

use catalogue::AgencyRole;
use store::applications::{self, Application};
use store::{Connection, StoreError, conflicts, loans};
use workflow::loan::{LoanState, Stage};

use super::officer::Officer;
use super::visible::is_visible;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// What an officer's lists may open. Which office a file lies at is asked by
/// [`open_passed`](Self::open_passed), or by the list itself.
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

    /// The file of a row that was passed to the officer's office. Where the columns tell that it was another's, nothing is
    /// opened.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_passed(
        &self,
        row: Application,
        officer: &Officer,
    ) -> Result<Option<ApplicationFile>, ApiError> {
        if self.is_anothers(&row, officer)? {
            return Ok(None);
        }
        let file = self.open(row)?;
        Ok(file.filter(|file| is_visible(self.parts, file, officer)))
    }

    fn is_anothers(&self, row: &Application, officer: &Officer) -> Result<bool, StoreError> {
        let is_other = |id: &str, role: AgencyRole| {
            let agency = self.parts.district.agency(id);
            agency.is_some_and(|agency| agency.role == role && agency.id != officer.agency_id)
        };
        match officer.stage {
            Stage::Guarantee => {
                let passed_to = row.guarantor_id.as_deref();
                Ok(passed_to.is_some_and(|id| is_other(id, AgencyRole::Guarantor)))
            }
            // The bank is one of the sealed answers until the loan names it.
            Stage::Bank if row.state == LoanState::Disbursed.as_str() => {
                let loan = loans::find(self.connection, &row.id)?;
                Ok(loan.is_some_and(|loan| is_other(&loan.bank_id, AgencyRole::Bank)))
            }
            Stage::Hr | Stage::Bank => Ok(false),
        }
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
