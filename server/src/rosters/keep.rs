//! Keeping a roster: with what was typed, sealed under the file's key, so that it goes when the file goes.

use api::ProblemCode;
use application::{Product, Roster};
use store::Tx;

use crate::applications::file::ApplicationFile;
use crate::applications::pinned::is_roster_open;
use crate::problem::ApiError;
use crate::state::Parts;

/// Refuses files that have no roster.
///
/// # Errors
/// `not_found` where the product asks for none.
pub fn check_product(file: &ApplicationFile) -> Result<(), ApiError> {
    if file.product == Product::StartupLoanEnterprise {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// Puts a roster in the place of the one before, or takes it away.
///
/// # Errors
/// When the product asks for none, or the file is not the resident's to change now.
pub fn keep(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    roster: Option<Roster>,
    now_ms: i64,
) -> Result<(), ApiError> {
    check_product(file)?;
    if !is_roster_open(file) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    file.draft.roster = roster;
    file.save_draft(tx, parts, now_ms)
}
