//! What an officer does to a file.

use api::staff::StaffActionRequest;
use api::{FieldError, ProblemCode};
use store::{Tx, staff};
use workflow::loan::{LoanAction, next};

use super::conflict::{deny, unanswered};
use super::officer::Officer;
use super::own_file::is_own_file;
use super::request::{Ground, event_detail};
use crate::applications::act::{act, check_version};
use crate::applications::actor::Actor;
use crate::applications::error::refused_transition;
use crate::applications::file::ApplicationFile;
use crate::people::need;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it. Whether the officer sees the file was asked before.
///
/// # Errors
/// When the version is old, the action is another role's, a supervisor's or not possible now, the file is the officer's
/// own, a consent or a part is missing or wrong, or the workflow refuses.
pub fn act_as_officer(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    officer: &Officer,
    actor: &Actor,
    request: &StaffActionRequest,
) -> Result<(), ApiError> {
    check_version(file, request.version)?;
    next(file.loan.state(), request.action, actor.role)
        .map_err(|refused| refused_transition(refused.into()))?;
    if is_own_file(officer, file) {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "own_file".to_owned(),
        };
        return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
    }
    if request.action == LoanAction::Return
        && has_returned(file)
        && !staff::is_supervisor(tx, &officer.id)?
    {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "supervisor_needed".to_owned(),
        };
        return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
    }
    need::check(file, request.action)?;
    need::check_guarantors(tx, file, request.action, request.note.as_deref())?;
    parts.packs.follow(tx, actor.today())?;
    let missing = unanswered(file, officer, request.no_conflict);
    let detail = event_detail(file, request, &Ground::of(parts, actor.today()));
    let detail = with_missing(detail, missing)?;
    deny(tx, file, officer, actor.now_ms)?;
    act(
        tx,
        parts,
        file,
        actor,
        request.version,
        (request.action, detail),
    )
}

/// Everything that is wrong with a request, what the officer has not said of the applicant among it.
fn with_missing<T>(
    detail: Result<T, ApiError>,
    missing: Option<FieldError>,
) -> Result<T, ApiError> {
    let Some(missing) = missing else {
        return detail;
    };
    match detail {
        Err(ApiError::Fields(ProblemCode::InvalidInput, mut errors)) => {
            errors.push(missing);
            Err(ApiError::invalid(errors))
        }
        Err(other) => Err(other),
        Ok(_) => Err(ApiError::invalid(vec![missing])),
    }
}

/// Whether the stage has used the return that an officer makes alone: one more is a supervisor's.
#[must_use]
pub fn has_returned(file: &ApplicationFile) -> bool {
    let stage = file.loan.state().stage();
    stage.is_some_and(|stage| file.loan.returns_used().of(stage) > 0)
}
