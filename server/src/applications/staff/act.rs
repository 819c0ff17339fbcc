//! What an officer does to a file.

use api::staff::StaffActionRequest;
use api::{FieldError, ProblemCode};
use store::Tx;
use workflow::loan::next;

use super::officer::Officer;
use super::own_file::is_own_file;
use super::request::event_detail;
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
/// When the version is old, the action is another role's or not possible now, the file is the officer's own, a consent
/// or a part is missing or wrong, or the workflow refuses.
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
    if is_own_file(&officer.display_name, file) {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "own_file".to_owned(),
        };
        return Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]));
    }
    need::check(file, request.action)?;
    need::check_guarantors(tx, file, request.action, request.note.as_deref())?;
    let detail = event_detail(file, request, actor.today())?;
    act(
        tx,
        parts,
        file,
        actor,
        request.version,
        (request.action, detail),
    )
}
