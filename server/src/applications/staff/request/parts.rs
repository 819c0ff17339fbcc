//! Which action takes which part.

use api::staff::StaffActionRequest;
use workflow::loan::LoanAction;

use super::super::check::Check;

/// Refuses parts that would be lost: an officer who filled them in meant another action.
pub(super) fn refuse_unneeded(check: &mut Check, request: &StaffActionRequest) {
    use LoanAction as A;
    let takes_note = matches!(
        request.action,
        A::Pass | A::DismissRefusal | A::AcceptObjection | A::UpholdRefusal | A::OverturnRefusal
    );
    let parts = [
        (
            "/defects",
            !request.defects.is_empty(),
            request.action == A::Return,
        ),
        (
            "/supervisor_reason",
            request.supervisor_reason.is_some(),
            request.action == A::Return,
        ),
        (
            "/refusal",
            request.refusal.is_some(),
            request.action == A::ProposeRefusal,
        ),
        (
            "/terms",
            request.terms.is_some(),
            request.action == A::Approve,
        ),
        (
            "/visit",
            request.visit.is_some(),
            request.action == A::BookVisit,
        ),
        (
            "/disbursement",
            request.disbursement.is_some(),
            request.action == A::ProposeDisbursement,
        ),
        (
            "/repayment",
            request.repayment.is_some(),
            request.action == A::ProposeDisbursement,
        ),
        ("/note", request.note.is_some(), takes_note),
    ];
    for (pointer, is_there, is_taken) in parts {
        check.holds(!is_there || is_taken, pointer, "not_expected");
    }
}
