//! Who decides on an appeal where the district names a unit above the office that refused: the accounts of that unit, which
//! `fumin admin set-appeals` marks, and nobody else.

use api::{FieldError, ProblemCode};
use catalogue::AppealUnits;
use store::{Connection, StoreError, staff};
use workflow::loan::{LoanState, Stage};

use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// The unit that decides on the appeal a file waits for; none where the office that refused does.
#[must_use]
pub fn unit_of<'a>(units: &'a AppealUnits, file: &ApplicationFile) -> Option<&'a str> {
    if file.loan.state() != LoanState::AppealReview {
        return None;
    }
    let unit = match file.loan.stage()? {
        Stage::Hr => &units.hr,
        Stage::Guarantee => &units.guarantee,
        Stage::Bank => &units.bank,
    };
    unit.as_deref()
}

/// The unit that an appeal is left to, when the officer is none of its people.
///
/// # Errors
/// When the store does not answer.
pub fn left_to<'a>(
    parts: &'a Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer_id: &str,
) -> Result<Option<&'a str>, StoreError> {
    match unit_of(&parts.appeal_units, file) {
        Some(unit) if !staff::decides_appeals(connection, officer_id)? => Ok(Some(unit)),
        _ => Ok(None),
    }
}

/// Refuses whoever is none of the people of the unit that the appeal is left to, also where the decision came on a form.
///
/// # Errors
/// `not_allowed` with `appeal_unit_needed`; when the store does not answer.
pub fn refuse_others(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer_id: &str,
) -> Result<(), ApiError> {
    if left_to(parts, connection, file, officer_id)?.is_none() {
        return Ok(());
    }
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: "appeal_unit_needed".to_owned(),
    };
    Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]))
}
