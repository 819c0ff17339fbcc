//! What a guarantee agency answers to whoever asked to do without a guarantor.

use api::people::WaiverAnswerView;
use api::staff::StaffActionRequest;
use workflow::loan::{LoanAction, Stage, WaiverAnswer};

use super::super::check::Check;
use super::NOTE_CHARS;
use crate::applications::file::ApplicationFile;

/// Whether an action has to answer it.
pub(super) fn is_asked(file: &ApplicationFile, action: LoanAction) -> bool {
    let is_agency = file.loan.state().stage() == Some(Stage::Guarantee);
    action == LoanAction::Pass && is_agency && file.draft.people.waiver.is_some()
}

/// The answer; a no has its reason, a yes has none.
pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) -> Option<WaiverAnswer> {
    if !is_asked(file, request.action) {
        return None;
    }
    let Some(WaiverAnswerView { is_granted, reason }) = &request.waiver else {
        check.refuse("/waiver", "required");
        return None;
    };
    let reason = if *is_granted {
        let is_blank = reason.trim().is_empty();
        check.holds(is_blank, "/waiver/reason", "not_expected");
        String::new()
    } else {
        check.text("/waiver/reason", reason, NOTE_CHARS)
    };
    Some(WaiverAnswer {
        is_granted: *is_granted,
        reason,
    })
}
