//! What can be done to an enrolment.

use crate::names::named;

named! {
    /// What can be done to an enrolment. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum EnrolmentAction {
        /// Ask for a seat.
        Enrol = "enrol",
        /// Record what the engine says of a subsidy that the person asks for.
        Judge = "judge",
        /// Ask the resident to fix something.
        Return = "return",
        /// Hand the fixed request back.
        Resubmit = "resubmit",
        /// Find that the class is not for this person.
        Refuse = "refuse",
        /// Ask the bureau to look again.
        Appeal = "appeal",
        /// Find for the resident after all.
        Overturn = "overturn",
        /// Leave a result as it is after looking again.
        Uphold = "uphold",
        /// Give a seat that is free.
        Hold = "hold",
        /// Put at the end of the wait-list.
        WaitList = "wait_list",
        /// Offer a freed seat to the head of the wait-list.
        Offer = "offer",
        /// Take the offered seat.
        Accept = "accept",
        /// Leave the offered seat to the next.
        Pass = "pass",
        /// Step back.
        Withdraw = "withdraw",
        /// End what was not answered in time.
        Expire = "expire",
        /// End it because the class is given up.
        CancelClass = "cancel_class",
        /// Say under which name the person is in the class.
        Name = "name",
        /// Record that the person is there.
        CheckIn = "check_in",
        /// Take back that the person was there on a day.
        UndoCheckIn = "undo_check_in",
        /// Record that the person never came.
        ReportNoShow = "report_no_show",
        /// Say why one did not come, or did not come any more.
        Explain = "explain",
        /// Record that the person stopped coming.
        Drop = "drop",
        /// Record that the person was there often enough.
        Complete = "complete",
        /// Record that the assessment was passed.
        RecordPass = "record_pass",
        /// Record that the assessment was not passed.
        Fail = "fail",
        /// Let the assessment be taken again.
        Retake = "retake",
        /// Issue the certificate.
        Certify = "certify",
        /// Record what came of it.
        FollowUp = "follow_up",
    }
}
