//! What an officer sent with an action, checked part by part and all at once.

mod conditions;
mod contract;
mod disbursement;
mod parts;
mod refusal;
mod returning;
mod terms;
mod visit;
mod waiver;

use api::particulars::RateCapView;
use api::staff::StaffActionRequest;
use domain::Date;
use workflow::loan::{EventDetail, Finding, LoanAction};

use super::check::Check;
use crate::applications::file::ApplicationFile;
use crate::applications::rate_cap::rate_cap;
use crate::problem::ApiError;
use crate::state::Parts;

/// Longest words of an officer in one box.
const NOTE_CHARS: usize = 500;

/// What a request is measured against, beside the file.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    today: Date,
    rate_cap: Option<RateCapView>,
}

impl Ground {
    /// That of a day.
    #[must_use]
    pub fn of(parts: &Parts, today: Date) -> Self {
        Self {
            today,
            rate_cap: rate_cap(parts, today),
        }
    }
}

/// The event's detail.
///
/// # Errors
/// Everything that is missing, wrong or not asked for.
pub fn event_detail(
    file: &ApplicationFile,
    request: &StaffActionRequest,
    ground: &Ground,
) -> Result<EventDetail, ApiError> {
    let today = ground.today;
    let mut check = Check::default();
    parts::refuse_unneeded(&mut check, file, request);
    let detail = match request.action {
        LoanAction::Return => EventDetail::Return(returning::read(&mut check, file, request)),
        LoanAction::ProposeRefusal => refusal::read(&mut check, file, request),
        LoanAction::BookVisit => visit::read(&mut check, request, today),
        LoanAction::Approve => terms::read(&mut check, (file, ground), request),
        LoanAction::MeetCondition => conditions::met(&mut check, file, request),
        LoanAction::Sign => contract::read(&mut check, file, request, today),
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
        LoanAction::HoldForQuota | LoanAction::HoldForFund => {
            let note = request.note.as_deref().unwrap_or_default();
            let text = check.optional("/note", note, NOTE_CHARS);
            if text.is_empty() {
                EventDetail::None
            } else {
                EventDetail::Reason { text }
            }
        }
        LoanAction::Pass => {
            let note = request.note.as_deref().unwrap_or_default();
            let text = check.optional("/note", note, NOTE_CHARS);
            let has_earlier = conditions::has_earlier(file, request.action);
            let conditions = conditions::set(&mut check, request);
            let waiver = waiver::read(&mut check, file, request);
            if has_earlier || !conditions.is_empty() || waiver.is_some() {
                EventDetail::Finding(Finding {
                    text,
                    conditions,
                    waiver,
                })
            } else if text.is_empty() {
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
