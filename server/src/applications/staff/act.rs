//! What an officer does to a file.

use api::staff::StaffActionRequest;
use api::{FieldError, ProblemCode};
use store::{Tx, staff};
use workflow::loan::{LoanAction, LoanEvent, next};

use super::appeal_unit;
use super::assign::supervisor_needed;
use super::conflict::answered;
use super::office_papers;
use super::officer::Officer;
use super::own_file::is_own_file;
use super::passing;
use super::request::{Ground, event_detail};
use crate::applications::act::{check_version, record};
use crate::applications::actor::Actor;
use crate::applications::error::refused_transition;
use crate::applications::file::ApplicationFile;
use crate::people::need;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it. Whether the officer sees the file was asked before.
///
/// # Errors
/// When the version is old, the action is another role's, a supervisor's, the appeal unit's or not possible now, the file is the officer's
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
    refuse_own_file(officer, file)?;
    appeal_unit::refuse_others(parts, tx, file, &officer.id)?;
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
    // Who is next once there is quota again is not each officer's to say.
    if request.action == LoanAction::EndWait && !staff::is_supervisor(tx, &officer.id)? {
        return Err(supervisor_needed("/action"));
    }
    need::check(file, request.action)?;
    need::check_guarantors(tx, file, request.action, request.note.as_deref())?;
    passing::check(parts, tx, file, &officer.id, request.action)?;
    parts.packs.follow(tx, actor.today())?;
    let detail = event_detail(file, request, &Ground::of(parts, actor.today()));
    let detail = office_papers::check_named(file, officer, &request.papers, detail);
    let said = (request.no_conflict, actor.now_ms);
    let detail = answered(tx, file, officer, said, detail)?;
    office_papers::attach(tx, file, &request.papers)?;
    let event = LoanEvent {
        papers: request.papers.clone(),
        ..actor.event(request.action, detail)
    };
    record(tx, parts, file, (actor, request.version), event)
}

/// Refuses whoever bears the name of somebody whose file it is.
///
/// # Errors
/// `not_allowed` with `own_file`.
pub fn refuse_own_file(officer: &Officer, file: &ApplicationFile) -> Result<(), ApiError> {
    if !is_own_file(officer, file) {
        return Ok(());
    }
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: "own_file".to_owned(),
    };
    Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]))
}

/// Whether the stage has used the return that an officer makes alone: one more is a supervisor's.
#[must_use]
pub fn has_returned(file: &ApplicationFile) -> bool {
    let stage = file.loan.state().stage();
    stage.is_some_and(|stage| file.loan.returns_used().of(stage) > 0)
}
