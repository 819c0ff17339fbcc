//! The money paid, as the bank's books say, and how it comes back.

use api::staff::StaffActionRequest;
use domain::Date;
use workflow::loan::{Disbursement, EventDetail, RepaymentTerms};

use super::super::check::Check;
use crate::applications::file::ApplicationFile;

/// Longest number of a loan in a bank's books.
const LOAN_NUMBER_CHARS: usize = 40;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
    today: Date,
) -> EventDetail {
    let repayment = repayment(check, request);
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
        repayment,
    })
}

/// How it is paid back, as the contract says.
fn repayment(check: &mut Check, request: &StaffActionRequest) -> Option<RepaymentTerms> {
    let Some(sent) = &request.repayment else {
        check.refuse("/repayment", "required");
        return None;
    };
    let effects = sent.method.early_effects();
    check.holds(
        effects.contains(&sent.early_effect),
        "/repayment/early_effect",
        "early_effect_of_method",
    );
    let pointer = "/repayment/loan_number";
    Some(RepaymentTerms {
        method: sent.method,
        counting: sent.counting,
        early_effect: sent.early_effect,
        loan_number: check.optional(pointer, &sent.loan_number, LOAN_NUMBER_CHARS),
    })
}
