//! The bank's offer: never more nor longer than was asked for and than the product allows, nor dearer than the rules do.

use api::staff::StaffActionRequest;
use application::Field;
use workflow::loan::{EventDetail, LoanTerms};

use super::super::check::Check;
use super::{Ground, conditions};
use crate::applications::file::ApplicationFile;
use crate::people::need::terms_asked;

const BRANCH_CHARS: usize = 100;
/// Catches `31` typed for `3.1` where no cap is known.
const RATE_MOST_BASIS_POINTS: u32 = 2_400;

pub(super) fn read(
    check: &mut Check,
    (file, ground): (&ApplicationFile, &Ground),
    request: &StaffActionRequest,
) -> EventDetail {
    let Some(sent) = &request.terms else {
        check.refuse("/terms", "required");
        return EventDetail::None;
    };
    let asked_fen = terms_asked(file).0.unwrap_or(i64::MAX);
    check.within("/terms/amount_fen", &sent.amount_fen, &1, &asked_fen);
    check.within(
        "/terms/rate_basis_points",
        &sent.rate_basis_points,
        &1,
        &RATE_MOST_BASIS_POINTS,
    );
    let most = ground.rate_cap.map(|cap| cap.most_basis_points);
    check.holds(
        most.is_none_or(|most| sent.rate_basis_points <= most)
            || sent.rate_basis_points > RATE_MOST_BASIS_POINTS,
        "/terms/rate_basis_points",
        "rate_above_cap",
    );
    // Who consented to the loan consented to the term that was asked for, or a shorter one.
    let asked_months = file.draft.answers.text(Field::TermMonths).parse::<u32>();
    let most_months = file.product.max_term_months();
    let most_months = asked_months.map_or(most_months, |asked| asked.min(most_months));
    check.within("/terms/months", &sent.months, &1, &most_months);
    EventDetail::Terms(LoanTerms {
        amount_fen: sent.amount_fen,
        rate_basis_points: sent.rate_basis_points,
        months: sent.months,
        bank_branch: check.text("/terms/bank_branch", &sent.bank_branch, BRANCH_CHARS),
        conditions: conditions::set(check, request),
    })
}
