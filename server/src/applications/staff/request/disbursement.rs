//! The money paid, as the bank's books say.

use api::staff::StaffActionRequest;
use domain::Date;
use workflow::loan::{Disbursement, EventDetail};

use super::super::check::Check;
use crate::applications::file::ApplicationFile;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
    today: Date,
) -> EventDetail {
    let Some(sent) = &request.disbursement else {
        check.refuse("/disbursement", "required");
        return EventDetail::None;
    };
    let offered_fen = file.loan.terms().map_or(0, |terms| terms.amount_fen);
    check.within(
        "/disbursement/amount_fen",
        &sent.amount_fen,
        &1,
        &offered_fen,
    );
    let is_tail =
        sent.account_tail.len() == 4 && sent.account_tail.bytes().all(|byte| byte.is_ascii_digit());
    check.holds(is_tail, "/disbursement/account_tail", "account_tail");
    let Some(on) = Date::parse_iso(&sent.on) else {
        check.refuse("/disbursement/on", "date_unreadable");
        return EventDetail::None;
    };
    check.holds(on <= today, "/disbursement/on", "date_in_future");
    check.holds(
        file.loan
            .signed_on()
            .is_none_or(|signed_on| on >= signed_on),
        "/disbursement/on",
        "date_before_contract",
    );
    EventDetail::Disbursement(Disbursement {
        amount_fen: sent.amount_fen,
        on,
        account_tail: sent.account_tail.clone(),
    })
}
