//! The resident's word on a correction: it is right, or it is not.

use api::correction::MOST_OBJECTION_CHARS;
use api::{FieldError, ProblemCode};
use store::Tx;
use workflow::correction::{CorrectionAction, CorrectionDetail, Objection};
use workflow::loan::LoanState;

use super::file::write;
use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::check::Check;
use crate::problem::ApiError;
use crate::state::Parts;

/// Whether nothing said now changes anything: the application has ended, or is the resident's own draft again.
#[must_use]
pub fn is_over(file: &ApplicationFile) -> bool {
    file.loan.state().is_final() || file.loan.state() == LoanState::Draft
}

/// Records it; after an objection what stood there before stands there again. That it is the own file was asked before.
///
/// # Errors
/// `not_found` for a correction of another file; when it was answered before, the days are over or the application has
/// ended; when an objection says nothing.
pub fn answer(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    actor: &Actor,
    id: &str,
    (action, text): (CorrectionAction, &str),
) -> Result<(), ApiError> {
    if !file.current_corrections().any(|made| made.row.id == id) {
        return Err(ProblemCode::NotFound.into());
    }
    if is_over(file) {
        let error = FieldError {
            pointer: "/action".to_owned(),
            code: "file_ended".to_owned(),
        };
        return Err(ApiError::Fields(
            ProblemCode::ActionNotPossible,
            vec![error],
        ));
    }
    let mut check = Check::default();
    let detail = match action {
        CorrectionAction::Object => CorrectionDetail::Objection(Objection {
            file_version: file.loan.version(),
            text: check.text("/text", text, MOST_OBJECTION_CHARS),
        }),
        _ => CorrectionDetail::None,
    };
    let event = actor.step(action, detail);
    let mut corrections = file.corrections.iter_mut();
    let made = corrections
        .find(|made| made.row.id == id)
        .ok_or(ProblemCode::NotFound)?;
    // Whoever comes too late is told so, whatever was written.
    if !made.file.is_open(actor.today()) {
        return made.step(tx, &file.key, &event);
    }
    check.finish(())?;
    made.step(tx, &file.key, &event)?;
    if action == CorrectionAction::Object {
        write(&mut file.draft.answers, made.file.put_back());
    }
    file.save_draft(tx, parts, actor.now_ms)
}
