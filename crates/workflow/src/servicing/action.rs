//! What can be done to a loan that was paid out.

use crate::names::named;

named! {
    /// What can be done to a loan that was paid out. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum ServicingAction {
        /// Fix the terms and with them the schedule.
        Book = "book",
        /// Record that money came in.
        RecordPayment = "record_payment",
        /// Take a payment back that was recorded by mistake.
        ReversePayment = "reverse_payment",
        /// Note that something due was not paid on its day.
        FallOverdue = "fall_overdue",
        /// Warn the resident of what is overdue.
        Warn = "warn",
        /// Note that nothing is overdue any more.
        Cure = "cure",
        /// Note that everything is paid.
        Close = "close",
        /// Ask for a later last day.
        AskExtension = "ask_extension",
        /// Agree to the later last day, as the bank or as the guarantee agency.
        AgreeExtension = "agree_extension",
        /// Refuse the later last day, with a reason.
        RefuseExtension = "refuse_extension",
        /// Put the later last day into force, to which bank and guarantee agency have agreed.
        Extend = "extend",
        /// Propose a new plan for what is overdue and what is left, to which bank and guarantee agency have to agree.
        ProposePlan = "propose_plan",
        /// Put the new plan into force, to which both have agreed.
        Restructure = "restructure",
        /// Record that the guarantee agency paid the bank in the resident's place.
        Compensate = "compensate",
        /// Record that the resident paid the guarantee agency.
        Recover = "recover",
        /// Note that the guarantee agency has everything back.
        EndRecovery = "end_recovery",
        /// Take to a colleague that the rest will not come back.
        ProposeWriteOff = "propose_write_off",
        /// Agree, as the second person, that the rest is written off.
        ConfirmWriteOff = "confirm_write_off",
        /// Drop the proposed write-off; the agency goes on.
        DismissWriteOff = "dismiss_write_off",
        /// Approve the interest subsidy of a quarter.
        ApproveSubsidy = "approve_subsidy",
        /// Hold the interest subsidy of a quarter back, with a reason.
        StopSubsidy = "stop_subsidy",
        /// Ask the bank or the borrower something before the subsidy of a quarter is decided; the days stand still.
        QuerySubsidy = "query_subsidy",
        /// Answer it.
        AnswerQuery = "answer_query",
        /// Record that the finance office paid the subsidy of a quarter.
        PaySubsidy = "pay_subsidy",
        /// Tell that the business closed, moved or does something else.
        TellChange = "tell_change",
        /// Decide what that means for the subsidy.
        AnswerChange = "answer_change",
        /// Take back, as the second person, that nothing is subsidised from a day on.
        ResumeSubsidy = "resume_subsidy",
        /// Note that whoever is late was called.
        NoteCall = "note_call",
    }
}
