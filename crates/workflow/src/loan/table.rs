//! The table of transitions: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{LoanAction, LoanState};
use crate::table::{Refused, row};
use crate::{Move, Role};
use LoanAction as A;
use LoanState as S;

/// One row.
pub type Transition = Move<LoanState, LoanAction>;

const RESIDENT: &[Role] = &[Role::Resident];
const HR: &[Role] = &[Role::HrOfficer];
const GUARANTEE: &[Role] = &[Role::GuaranteeOfficer];
const BANK: &[Role] = &[Role::BankOfficer];
const LENDERS: &[Role] = &[Role::GuaranteeOfficer, Role::BankOfficer];
const SYSTEM: &[Role] = &[Role::System];

/// Every move a loan file can make. A state, an action and a role determine the next state; only an appeal, which goes
/// back to whichever agency refused, needs the role for it. What waits for quota goes back to the stage it left, which
/// the file alone remembers: the end of a wait has a row for each.
pub const TRANSITIONS: &[Transition] = &[
    row(S::Draft, A::Submit, S::Submitted, RESIDENT),
    row(S::Draft, A::Discard, S::Discarded, RESIDENT),
    row(S::Draft, A::Expire, S::Discarded, SYSTEM),
    row(S::Submitted, A::AcceptForReview, S::HrReview, HR),
    row(S::Submitted, A::Return, S::ReturnedHr, HR),
    row(S::Submitted, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::HrReview, A::Pass, S::GuaranteeReview, HR),
    row(S::HrReview, A::PostPublicNotice, S::PublicNotice, HR),
    row(S::HrReview, A::Return, S::ReturnedHr, HR),
    row(S::HrReview, A::ProposeRefusal, S::HrReview, HR),
    row(S::HrReview, A::DismissRefusal, S::HrReview, HR),
    row(S::HrReview, A::ConfirmRefusal, S::Rejected, HR),
    row(S::HrReview, A::HoldForQuota, S::QuotaWait, HR),
    row(S::HrReview, A::HoldForFund, S::QuotaWait, HR),
    row(S::HrReview, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ReturnedHr, A::Resubmit, S::HrReview, RESIDENT),
    row(S::ReturnedHr, A::CannotSupply, S::ReturnedHr, RESIDENT),
    row(S::ReturnedHr, A::RequestExtension, S::ReturnedHr, RESIDENT),
    row(S::ReturnedHr, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ReturnedHr, A::Expire, S::ClosedIncomplete, SYSTEM),
    row(
        S::PublicNotice,
        A::EndPublicNotice,
        S::GuaranteeReview,
        SYSTEM,
    ),
    row(S::PublicNotice, A::AcceptObjection, S::HrReview, HR),
    row(S::PublicNotice, A::Withdraw, S::Withdrawn, RESIDENT),
    row(
        S::GuaranteeReview,
        A::BookVisit,
        S::GuaranteeReview,
        GUARANTEE,
    ),
    row(S::GuaranteeReview, A::Pass, S::BankReview, GUARANTEE),
    row(
        S::GuaranteeReview,
        A::Return,
        S::ReturnedGuarantee,
        GUARANTEE,
    ),
    row(
        S::GuaranteeReview,
        A::ProposeRefusal,
        S::GuaranteeReview,
        GUARANTEE,
    ),
    row(
        S::GuaranteeReview,
        A::DismissRefusal,
        S::GuaranteeReview,
        GUARANTEE,
    ),
    row(
        S::GuaranteeReview,
        A::ConfirmRefusal,
        S::Declined,
        GUARANTEE,
    ),
    row(S::GuaranteeReview, A::HoldForQuota, S::QuotaWait, GUARANTEE),
    row(S::GuaranteeReview, A::HoldForFund, S::QuotaWait, GUARANTEE),
    row(S::GuaranteeReview, A::Withdraw, S::Withdrawn, RESIDENT),
    row(
        S::ReturnedGuarantee,
        A::Resubmit,
        S::GuaranteeReview,
        RESIDENT,
    ),
    row(
        S::ReturnedGuarantee,
        A::CannotSupply,
        S::ReturnedGuarantee,
        RESIDENT,
    ),
    row(
        S::ReturnedGuarantee,
        A::RequestExtension,
        S::ReturnedGuarantee,
        RESIDENT,
    ),
    row(S::ReturnedGuarantee, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ReturnedGuarantee, A::Expire, S::ClosedIncomplete, SYSTEM),
    row(S::BankReview, A::Approve, S::ContractReady, BANK),
    row(S::BankReview, A::Return, S::ReturnedBank, BANK),
    row(S::BankReview, A::ProposeRefusal, S::BankReview, BANK),
    row(S::BankReview, A::DismissRefusal, S::BankReview, BANK),
    row(S::BankReview, A::ConfirmRefusal, S::Declined, BANK),
    row(S::BankReview, A::HoldForQuota, S::QuotaWait, BANK),
    row(S::BankReview, A::HoldForFund, S::QuotaWait, BANK),
    row(S::BankReview, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ReturnedBank, A::Resubmit, S::BankReview, RESIDENT),
    row(S::ReturnedBank, A::CannotSupply, S::ReturnedBank, RESIDENT),
    row(
        S::ReturnedBank,
        A::RequestExtension,
        S::ReturnedBank,
        RESIDENT,
    ),
    row(S::ReturnedBank, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ReturnedBank, A::Expire, S::ClosedIncomplete, SYSTEM),
    row(S::QuotaWait, A::EndWait, S::HrReview, HR),
    row(S::QuotaWait, A::EndWait, S::GuaranteeReview, HR),
    row(S::QuotaWait, A::EndWait, S::BankReview, HR),
    row(S::QuotaWait, A::Withdraw, S::Withdrawn, RESIDENT),
    row(
        S::ContractReady,
        A::MeetCondition,
        S::ContractReady,
        LENDERS,
    ),
    row(S::ContractReady, A::Sign, S::ContractReady, BANK),
    row(S::ContractReady, A::DeclineOffer, S::Withdrawn, RESIDENT),
    row(S::ContractReady, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::ContractReady, A::Expire, S::ClosedIncomplete, SYSTEM),
    row(
        S::ContractReady,
        A::ProposeDisbursement,
        S::ContractReady,
        BANK,
    ),
    row(S::ContractReady, A::ConfirmDisbursement, S::Disbursed, BANK),
    row(
        S::ContractReady,
        A::ProposeRefusal,
        S::ContractReady,
        LENDERS,
    ),
    row(
        S::ContractReady,
        A::DismissRefusal,
        S::ContractReady,
        LENDERS,
    ),
    row(S::ContractReady, A::ConfirmRefusal, S::Declined, LENDERS),
    row(S::Rejected, A::Appeal, S::AppealReview, RESIDENT),
    row(S::Declined, A::Appeal, S::AppealReview, RESIDENT),
    row(S::AppealReview, A::UpholdRefusal, S::Rejected, HR),
    row(S::AppealReview, A::UpholdRefusal, S::Declined, GUARANTEE),
    row(S::AppealReview, A::UpholdRefusal, S::Declined, BANK),
    row(S::AppealReview, A::OverturnRefusal, S::HrReview, HR),
    row(
        S::AppealReview,
        A::OverturnRefusal,
        S::GuaranteeReview,
        GUARANTEE,
    ),
    row(S::AppealReview, A::OverturnRefusal, S::BankReview, BANK),
    row(S::Withdrawn, A::Reopen, S::Draft, RESIDENT),
    row(S::ClosedIncomplete, A::Reopen, S::Draft, RESIDENT),
];

/// What the table lets a role do in a state.
///
/// The file may still refuse, for a reason the table cannot see: [`LoanFile::available`](super::LoanFile::available)
/// is the list to offer as buttons.
///
/// ```
/// use workflow::{Role, loan::{LoanAction, LoanState, allowed}};
/// let actions: Vec<_> = allowed(LoanState::Submitted, Role::HrOfficer).collect();
/// assert_eq!(actions, [LoanAction::AcceptForReview, LoanAction::Return]);
/// ```
pub fn allowed(state: LoanState, role: Role) -> impl Iterator<Item = LoanAction> {
    // The rows that end a wait stand side by side, and are one action.
    let mut last = None;
    crate::table::allowed(TRANSITIONS, state, role)
        .filter(move |action| last.replace(*action) != Some(*action))
}

/// The state after an action; of the rows that end a wait the first, for only the file knows which is its own.
///
/// ```
/// use workflow::{Role, loan::{LoanAction, LoanState, Refused, next}};
/// assert_eq!(next(LoanState::Draft, LoanAction::Submit, Role::Resident), Ok(LoanState::Submitted));
/// assert_eq!(next(LoanState::Draft, LoanAction::Submit, Role::HrOfficer), Err(Refused::WrongRole));
/// assert_eq!(next(LoanState::Draft, LoanAction::Pass, Role::HrOfficer), Err(Refused::NotAllowed));
/// ```
///
/// # Errors
/// When the table has no such row, or has it for another role.
pub fn next(state: LoanState, action: LoanAction, role: Role) -> Result<LoanState, Refused> {
    crate::table::next(TRANSITIONS, state, action, role)
}

#[cfg(test)]
mod tests;
