//! The contract signed on paper.

use api::staff::StaffActionRequest;
use domain::Date;
use workflow::loan::{Contract, EventDetail, LoanAction};

use super::super::check::Check;
use crate::applications::file::ApplicationFile;

/// Longest number of a contract.
const NUMBER_CHARS: usize = 60;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
    today: Date,
) -> EventDetail {
    let Some(sent) = &request.contract else {
        check.refuse("/contract", "required");
        return EventDetail::None;
    };
    let number = check.text("/contract/number", &sent.number, NUMBER_CHARS);
    let guarantee_number = check.optional(
        "/contract/guarantee_number",
        &sent.guarantee_number,
        NUMBER_CHARS,
    );
    let Some(signed_on) = Date::parse_iso(&sent.signed_on) else {
        check.refuse("/contract/signed_on", "date_unreadable");
        return EventDetail::None;
    };
    check.holds(signed_on <= today, "/contract/signed_on", "date_in_future");
    check.holds(
        first_day(file).is_none_or(|first| signed_on >= first),
        "/contract/signed_on",
        "date_before_offer",
    );
    EventDetail::Contract(Contract {
        signed_on,
        number,
        guarantee_number,
    })
}

/// The day of the offer. What an agency without accounts decided is recorded after it was, so there only the application
/// itself is before its contract for certain.
fn first_day(file: &ApplicationFile) -> Option<Date> {
    let mut newest_first = file.events.iter().rev();
    let offer = newest_first.find(|event| event.action == LoanAction::Approve)?;
    match offer.package_id {
        Some(_) => file.loan.submitted_on(),
        None => Some(offer.on),
    }
}
