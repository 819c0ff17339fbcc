//! What can be done to a loan file.

use crate::names::named;

named! {
    /// What can be done to a loan file. Who may do it, and when, is in [`TRANSITIONS`](super::TRANSITIONS).
    pub enum LoanAction {
        /// Hand the draft in.
        Submit = "submit",
        /// Throw the draft away.
        Discard = "discard",
        /// Open the file for checking.
        AcceptForReview = "accept_for_review",
        /// Ask the resident to fix what is pinned, all at once.
        Return = "return",
        /// Find in favour and hand over to the next agency.
        Pass = "pass",
        /// Find in favour and post the applicants' list first.
        PostPublicNotice = "post_public_notice",
        /// Take a refusal to a colleague.
        ProposeRefusal = "propose_refusal",
        /// Agree, as the second person, that the file is refused.
        ConfirmRefusal = "confirm_refusal",
        /// Drop the proposed refusal; the check goes on.
        DismissRefusal = "dismiss_refusal",
        /// Let the file wait: the year's quota for interest subsidies is used up.
        HoldForQuota = "hold_for_quota",
        /// Let the file wait: the guarantee fund is used up.
        HoldForFund = "hold_for_fund",
        /// End the wait: there is new quota, and the file goes on where it was.
        EndWait = "end_wait",
        /// Hand the fixed file back.
        Resubmit = "resubmit",
        /// Say of one pinned item that it cannot be supplied, and why.
        CannotSupply = "cannot_supply",
        /// Ask for more time to fix.
        RequestExtension = "request_extension",
        /// Take the application back.
        Withdraw = "withdraw",
        /// Take up an application that was withdrawn or closed as incomplete.
        Reopen = "reopen",
        /// Record the date of a visit.
        BookVisit = "book_visit",
        /// Offer a loan: amount, rate, term.
        Approve = "approve",
        /// Record that a condition of the offer is met.
        MeetCondition = "meet_condition",
        /// Record that the resident and the bank have signed the paper contract.
        Sign = "sign",
        /// Turn the offer down.
        DeclineOffer = "decline_offer",
        /// Take a payment to a colleague.
        ProposeDisbursement = "propose_disbursement",
        /// Confirm, as the second person, that the money was paid.
        ConfirmDisbursement = "confirm_disbursement",
        /// End the posting: nobody objected, or the objection failed.
        EndPublicNotice = "end_public_notice",
        /// Take an objection to the posted list as grounds for another check.
        AcceptObjection = "accept_objection",
        /// Ask, as the resident, that somebody else looks at a refusal again.
        Appeal = "appeal",
        /// Leave a refusal as it is after an appeal.
        UpholdRefusal = "uphold_refusal",
        /// Take a refusal back after an appeal: the stage that refused checks again.
        OverturnRefusal = "overturn_refusal",
        /// Close what the resident let run out.
        Expire = "expire",
    }
}
