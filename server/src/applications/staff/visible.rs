//! Which files an officer sees: those handed in, that came as far as the own stage, at the own office. Others are the
//! same to the officer as files that never were.

use api::ProblemCode;
use store::Connection;
use workflow::loan::{LoanEvent, LoanFile, LoanState, Stage};

use super::conflict::conflict_declared;
use super::officer::Officer;
use crate::applications::agency::office_of;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// Whether the file was passed to the officer's office, and the officer has not declared to be close to the applicant.
/// One that is a draft again is the resident's alone.
#[must_use]
pub fn is_visible(parts: &Parts, file: &ApplicationFile, officer: &Officer) -> bool {
    is_passed(parts, file, officer) && !file.conflicts.is_declared(&officer.id)
}

fn is_passed(parts: &Parts, file: &ApplicationFile, officer: &Officer) -> bool {
    let office = office_of(&parts.district, officer.stage, file);
    let is_ours = office.is_some_and(|office| office.id == officer.agency_id);
    is_ours && has_reached(&file.events, officer.stage)
}

/// Opens a file that the officer may see.
///
/// # Errors
/// `not_found` for files of others and for those that never were; `not_allowed` to whoever has declared to be close to the
/// applicant.
pub fn open_visible(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    officer: &Officer,
) -> Result<ApplicationFile, ApiError> {
    let file = ApplicationFile::load(parts, connection, id)?
        .filter(|file| is_passed(parts, file, officer))
        .ok_or(ProblemCode::NotFound)?;
    if file.conflicts.is_declared(&officer.id) {
        return Err(conflict_declared());
    }
    Ok(file)
}

/// Whether the application, as last handed in, came as far as a stage.
fn has_reached(events: &[LoanEvent], stage: Stage) -> bool {
    // A file whose log does not fold is not loaded at all.
    let states = LoanFile::states(events).unwrap_or_default();
    let is_draft = |state: LoanState| matches!(state, LoanState::Draft | LoanState::Discarded);
    states
        .into_iter()
        .rev()
        .take_while(|&state| !is_draft(state))
        .any(|state| state.stage() == Some(stage))
}
