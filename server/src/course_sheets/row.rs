//! A row as it is stored.

use api::course_sheet::{Difference, RowState, SheetRowView};
use listing::sheet::SheetRow;
use listing::{Finding, Values};
use store::uploads::UploadRow;

use crate::applications::error::while_doing;
use crate::listings::error::has_errors;
use crate::problem::ApiError;

/// A row with what is known of it.
#[derive(Clone, Debug)]
pub struct KnownRow {
    /// Its number and what stands in it.
    pub row: SheetRow,
    /// Where it stands.
    pub state: RowState,
    /// What the check says.
    pub findings: Vec<Finding>,
    /// What taking it in changes.
    pub difference: Difference,
}

/// Notes of how a cell was read, which a later check does not see again.
const OF_READING: [&str; 4] = [
    "from_formula",
    "formula_empty",
    "from_merged",
    "price_free_word",
];

impl KnownRow {
    /// A row that was not looked at yet.
    #[must_use]
    pub fn new(row: SheetRow, notes: Vec<Finding>) -> Self {
        Self {
            row,
            state: RowState::Bad,
            findings: notes,
            difference: Difference::new_course(),
        }
    }

    /// Reads a stored one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(stored: &UploadRow) -> Result<Self, ApiError> {
        let doing = "read a row of a sheet";
        let values: Values = serde_json::from_str(&stored.cells).map_err(while_doing(doing))?;
        let number = u32::try_from(stored.number).map_err(while_doing(doing))?;
        Ok(Self {
            row: SheetRow { number, values },
            state: RowState::from_id(&stored.state).unwrap_or(RowState::Dropped),
            findings: serde_json::from_str(&stored.findings).map_err(while_doing(doing))?,
            difference: serde_json::from_str(&stored.difference).map_err(while_doing(doing))?,
        })
    }

    /// As it is stored.
    ///
    /// # Errors
    /// Never with a row of ours.
    pub fn stored(&self) -> Result<UploadRow, ApiError> {
        let doing = "write a row of a sheet";
        Ok(UploadRow {
            number: i64::from(self.row.number),
            cells: serde_json::to_string(&self.row.values).map_err(while_doing(doing))?,
            findings: serde_json::to_string(&self.findings).map_err(while_doing(doing))?,
            difference: serde_json::to_string(&self.difference).map_err(while_doing(doing))?,
            state: self.state.id().to_owned(),
        })
    }

    /// Takes over what a check found; how the cells were read stays known.
    pub fn judge(&mut self, found: Vec<Finding>, difference: Difference) {
        let is_kept = |note: &Finding| note.is_note && OF_READING.contains(&note.code.as_str());
        self.findings.retain(is_kept);
        for finding in found {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
        // Mistakes before what is only to be known.
        self.findings.sort_by_key(|finding| finding.is_note);
        self.difference = difference;
        self.state = if has_errors(&self.findings) {
            RowState::Bad
        } else {
            RowState::Good
        };
    }

    /// As the wire shows it.
    #[must_use]
    pub fn view(&self) -> SheetRowView {
        SheetRowView {
            number: self.row.number,
            state: self.state,
            values: self.row.values.clone(),
            findings: self.findings.clone(),
            difference: self.difference.clone(),
        }
    }
}
