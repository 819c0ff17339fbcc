//! Conditions of an offer: set with a finding in favour, and said to be met.

use api::staff::StaffActionRequest;
use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, Met};

use super::super::check::Check;
use super::NOTE_CHARS;
use crate::applications::file::ApplicationFile;

const MOST: usize = 10;
const CHARS: usize = 200;

/// Those of a request, each with words.
pub(super) fn set(check: &mut Check, request: &StaffActionRequest) -> Vec<String> {
    check.holds(request.conditions.len() <= MOST, "/conditions", "too_long");
    let sent = request.conditions.iter().take(MOST).enumerate();
    sent.map(|(at, text)| check.text(&format!("/conditions/{at}"), text, CHARS))
        .collect()
}

/// Which one is met, and what shows it.
pub(super) fn met(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) -> EventDetail {
    let Some(condition) = request.condition else {
        check.refuse("/condition", "required");
        return EventDetail::None;
    };
    let at = usize::try_from(condition).unwrap_or(usize::MAX);
    let known = file.loan.conditions().get(at);
    check.holds(
        known.is_some_and(|known| known.met_on.is_none()),
        "/condition",
        "not_an_option",
    );
    let note = request.note.as_deref().unwrap_or_default();
    EventDetail::Met(Met {
        condition,
        note: check.optional("/note", note, NOTE_CHARS),
        tells_resident: true,
    })
}

/// Whether an action takes back what the guarantee agency asked for before an appeal brought the file back to it.
pub(super) fn has_earlier(file: &ApplicationFile, action: LoanAction) -> bool {
    let mut known = file.loan.conditions().iter();
    is_set_with(file, action) && known.any(|one| one.set_by == Role::GuaranteeOfficer)
}

/// Whether an action sets conditions: an offer, and the guarantee agency's finding.
pub(super) fn is_set_with(file: &ApplicationFile, action: LoanAction) -> bool {
    use workflow::loan::Stage;
    let is_agency = file.loan.state().stage() == Some(Stage::Guarantee);
    action == LoanAction::Approve || (action == LoanAction::Pass && is_agency)
}
