//! What a resident does to the own file.

use api::ProblemCode;
use api::application::{MOST_REASON_CHARS, ResidentActionRequest};
use store::Tx;
use workflow::loan::{CannotSupply, EventDetail, LoanAction, next};

use super::act::{act, check_version};
use super::actor::Actor;
use super::anticipated;
use super::empty::empty;
use super::error::refused_transition;
use super::file::ApplicationFile;
use super::submit::make_submission;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it. A draft thrown away is emptied: what was typed and the papers are gone at once.
///
/// # Errors
/// When the version is old, something is missing, or the workflow refuses.
pub fn act_as_resident(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
    request: &ResidentActionRequest,
) -> Result<(), ApiError> {
    check_version(file, request.version)?;
    let detail = match request.action {
        LoanAction::Submit | LoanAction::Resubmit => {
            // Refused before numbers are drawn for a file that cannot be handed in now.
            next(file.loan.state(), request.action, actor.role)
                .map_err(|refused| refused_transition(refused.into()))?;
            let declaration = request.declaration_version.as_deref();
            let submission = make_submission(tx, parts, file, actor, declaration)?;
            if let Some(sent) = &request.anticipated_receipt {
                anticipated::note(tx, parts, file, actor, sent)?;
            }
            EventDetail::Submission(submission)
        }
        LoanAction::CannotSupply => EventDetail::CannotSupply(CannotSupply {
            field: request
                .field
                .clone()
                .ok_or_else(|| ApiError::invalid_field("/field", "required"))?,
            reason: reason(request)?
                .ok_or_else(|| ApiError::invalid_field("/reason", "required"))?,
        }),
        LoanAction::Appeal => EventDetail::Reason {
            text: reason(request)?.ok_or_else(|| ApiError::invalid_field("/reason", "required"))?,
        },
        LoanAction::Withdraw
        | LoanAction::Discard
        | LoanAction::Reopen
        | LoanAction::DeclineOffer
        | LoanAction::RequestExtension => {
            reason(request)?.map_or(EventDetail::None, |text| EventDetail::Reason { text })
        }
        _ => return Err(ProblemCode::ActionNotPossible.into()),
    };
    if request.action == LoanAction::Discard {
        empty(tx, file, actor.now_ms)?;
    }
    act(
        tx,
        parts,
        file,
        actor,
        request.version,
        (request.action, detail),
    )
}

fn reason(request: &ResidentActionRequest) -> Result<Option<String>, ApiError> {
    match request
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        None => Ok(None),
        Some(text) if text.chars().count() > MOST_REASON_CHARS => {
            Err(ApiError::invalid_field("/reason", "too_long"))
        }
        Some(text) => Ok(Some(text.to_owned())),
    }
}
