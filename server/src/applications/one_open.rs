//! One application at a time for a person and a product.
//!
//! A number can be typed by anybody, so it stands in nobody's way before an officer has checked whose it is: until then
//! only the own account is looked at. From then on whoever would move a second file of the same number on is refused.

use api::{FieldError, ProblemCode};
use store::{Connection, applications};
use workflow::loan::{LoanAction, LoanState};

use super::file::ApplicationFile;
use super::staff::history::is_checked;
use super::start::has_open_draft;
use crate::problem::ApiError;
use crate::state::Parts;

/// Refuses a second file of the same person and product.
///
/// # Errors
/// `already_open` to a resident who has one under way in the same account and the same name, or would take one up again
/// beside a draft; `action_not_possible` with `person_has_open_application` to an officer.
pub fn check(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    action: LoanAction,
) -> Result<(), ApiError> {
    match action {
        LoanAction::Submit => check_own(connection, file),
        LoanAction::Reopen => check_drafts(connection, file),
        LoanAction::Pass
        | LoanAction::PostPublicNotice
        | LoanAction::Approve
        | LoanAction::ProposeDisbursement
        | LoanAction::ConfirmDisbursement => check_others(parts, connection, file),
        _ => Ok(()),
    }
}

/// A file that is taken up again is a draft, and of those there is one for each product.
fn check_drafts(connection: &Connection, file: &ApplicationFile) -> Result<(), ApiError> {
    if has_open_draft(connection, &file.row.person_id, &file.row.product)? {
        return Err(ProblemCode::AlreadyOpen.into());
    }
    Ok(())
}

/// What this account has handed in for the same person. Who hands in for a neighbour is not stopped: it is another number.
fn check_own(connection: &Connection, file: &ApplicationFile) -> Result<(), ApiError> {
    let mine = applications::list_by_person(connection, &file.row.person_id)?;
    let is_same = |other: &applications::Application| {
        let state: Option<LoanState> = other.state.parse().ok();
        other.id != file.row.id
            && other.product == file.row.product
            && other.id_number_index.is_some()
            && other.id_number_index == file.row.id_number_index
            && state.is_some_and(is_under_way)
    };
    if mine.iter().any(is_same) {
        return Err(ProblemCode::AlreadyOpen.into());
    }
    Ok(())
}

fn check_others(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<(), ApiError> {
    let Some(index) = &file.row.id_number_index else {
        return Ok(());
    };
    for row in applications::list_by_id_number(connection, index)? {
        if row.id == file.row.id || row.product != file.row.product {
            continue;
        }
        let other = ApplicationFile::open(parts, connection, row)?;
        if other.is_some_and(|other| is_in_the_way(&other)) {
            let error = FieldError {
                pointer: "/action".to_owned(),
                code: "person_has_open_application".to_owned(),
            };
            return Err(ApiError::Fields(
                ProblemCode::ActionNotPossible,
                vec![error],
            ));
        }
    }
    Ok(())
}

/// A file whose number an officer has checked, and that is under way or whose loan somebody still owes.
fn is_in_the_way(other: &ApplicationFile) -> bool {
    let is_owed = || {
        let loan = other.servicing.as_ref();
        loan.is_some_and(|loan| loan.file.state().holder().is_some())
    };
    is_checked(&other.events) && (is_under_way(other.loan.state()) || is_owed())
}

/// Handed in and not ended. A refused one is not, even while an appeal is looked at.
fn is_under_way(state: LoanState) -> bool {
    state.is_under_way()
}
