//! The bank's offer: never more nor longer than was asked for and than the product allows.

use api::staff::StaffActionRequest;
use application::Field;
use workflow::loan::{EventDetail, LoanTerms};

use super::super::check::Check;
use super::super::queue::asked;
use crate::applications::file::ApplicationFile;

const BRANCH_CHARS: usize = 100;
/// Catches `31` typed for `3.1`; the cap that binds the bank is dated policy and not decided here.
const RATE_MOST_BASIS_POINTS: u32 = 2_400;

pub(super) fn read(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) -> EventDetail {
    let Some(sent) = &request.terms else {
        check.refuse("/terms", "required");
        return EventDetail::None;
    };
    let asked_fen = asked(file.draft.answers.text(Field::AmountYuan)).unwrap_or(i64::MAX);
    check.within("/terms/amount_fen", &sent.amount_fen, &1, &asked_fen);
    check.within(
        "/terms/rate_basis_points",
        &sent.rate_basis_points,
        &1,
        &RATE_MOST_BASIS_POINTS,
    );
    check.within(
        "/terms/months",
        &sent.months,
        &1,
        &file.product.max_term_months(),
    );
    EventDetail::Terms(LoanTerms {
        amount_fen: sent.amount_fen,
        rate_basis_points: sent.rate_basis_points,
        months: sent.months,
        bank_branch: check.text("/terms/bank_branch", &sent.bank_branch, BRANCH_CHARS),
    })
}
