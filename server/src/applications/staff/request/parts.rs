//! Which action takes which part.

use api::staff::StaffActionRequest;
use workflow::loan::LoanAction;

use super::super::check::Check;
use super::{conditions, waiver};
use crate::applications::file::ApplicationFile;

/// Refuses parts that would be lost: an officer who filled them in meant another action.
pub(super) fn refuse_unneeded(
    check: &mut Check,
    file: &ApplicationFile,
    request: &StaffActionRequest,
) {
    use LoanAction as A;
    let takes_note = matches!(
        request.action,
        A::Pass
            | A::HoldForQuota
            | A::HoldForFund
            | A::MeetCondition
            | A::DismissRefusal
            | A::AcceptObjection
            | A::UpholdRefusal
            | A::OverturnRefusal
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
            "/new_facts",
            request.new_facts.is_some(),
            request.action == A::Return,
        ),
        (
            "/refusal",
            request.refusal.is_some(),
            request.action == A::ProposeRefusal,
        ),
        (
            "/would_change",
            request.would_change.is_some(),
            request.action == A::ProposeRefusal,
        ),
        (
            "/conditions",
            !request.conditions.is_empty(),
            conditions::is_set_with(file, request.action),
        ),
        (
            "/waiver",
            request.waiver.is_some(),
            waiver::is_asked(file, request.action),
        ),
        (
            "/condition",
            request.condition.is_some(),
            request.action == A::MeetCondition,
        ),
        (
            "/contract",
            request.contract.is_some(),
            request.action == A::Sign,
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
