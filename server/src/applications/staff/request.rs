//! What an officer sent with an action, checked part by part and all at once.

mod disbursement;
mod parts;
mod refusal;
mod returning;
mod terms;
mod visit;

use api::staff::StaffActionRequest;
use domain::Date;
use workflow::loan::{EventDetail, LoanAction};

use super::check::Check;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;

/// Longest words of an officer in one box.
const NOTE_CHARS: usize = 500;

/// The event's detail.
///
/// # Errors
/// Everything that is missing, wrong or not asked for.
pub fn event_detail(
    file: &ApplicationFile,
    request: &StaffActionRequest,
    today: Date,
) -> Result<EventDetail, ApiError> {
    let mut check = Check::default();
    parts::refuse_unneeded(&mut check, request);
    let detail = match request.action {
        LoanAction::Return => EventDetail::Return(returning::read(&mut check, file, request)),
        LoanAction::ProposeRefusal => refusal::read(&mut check, file, request),
        LoanAction::BookVisit => visit::read(&mut check, request, today),
        LoanAction::Approve => terms::read(&mut check, file, request),
        LoanAction::ProposeDisbursement => disbursement::read(&mut check, file, request, today),
        LoanAction::DismissRefusal
        | LoanAction::AcceptObjection
        | LoanAction::UpholdRefusal
        | LoanAction::OverturnRefusal => EventDetail::Reason {
            text: check.text(
                "/note",
                request.note.as_deref().unwrap_or_default(),
                NOTE_CHARS,
            ),
        },
        LoanAction::Pass => {
            let note = request.note.as_deref().unwrap_or_default();
            let text = check.optional("/note", note, NOTE_CHARS);
            if text.is_empty() {
                EventDetail::None
            } else {
                EventDetail::Reason { text }
            }
        }
        _ => EventDetail::None,
    };
    check.finish(detail)
}

#[cfg(test)]
mod tests;
