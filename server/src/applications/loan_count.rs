//! How many guaranteed startup loans somebody has had, and how many the rules in force subsidise in all.

use api::person_history::LoanCountView;
use application::Field;
use domain::Date;
use store::{Connection, StoreError, applications};
use workflow::loan::LoanState;

use super::file::ApplicationFile;
use crate::state::Parts;

/// The parameter of the pack with the most.
const MOST: &str = "prior_loans_max";

/// How many the applicant answered to have had before.
#[must_use]
pub fn told(file: &ApplicationFile) -> Option<u32> {
    file.draft.answers.whole(Field::PriorLoans)
}

/// How many are subsidised in all by the rules of a day; none where no source says.
#[must_use]
pub fn most(parts: &Parts, day: Date) -> Option<u32> {
    let in_force = parts.packs.pack_on(day);
    let most = in_force.pack().parameter(MOST, day)?.value;
    u32::try_from(most).ok()
}

/// Both, beside how many loans of the same ID number were paid out in this portal. Whose number it is was checked for each
/// of those before the money went.
///
/// # Errors
/// When the store does not answer.
pub fn loan_count(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    day: Date,
) -> Result<LoanCountView, StoreError> {
    let same = match &file.row.id_number_index {
        Some(index) => applications::list_by_id_number(connection, index)?,
        None => Vec::new(),
    };
    let is_paid = |row: &&applications::Application| {
        row.id != file.row.id && row.state == LoanState::Disbursed.as_str()
    };
    let known = same.iter().filter(is_paid).count();
    Ok(LoanCountView {
        known: u32::try_from(known).unwrap_or(u32::MAX),
        told: told(file),
        most: most(parts, day),
    })
}
