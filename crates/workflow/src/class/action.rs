//! What can be done to a class.

use crate::names::named;

named! {
    /// What can be done to a class. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum ClassAction {
        /// Set the days and the seats.
        Plan = "plan",
        /// Let people enrol.
        Open = "open",
        /// Record that the last seat is taken or offered.
        Fill = "fill",
        /// Record that a seat is free again and nobody waits for it.
        FreeSeat = "free_seat",
        /// Set the number of seats.
        ChangeCapacity = "change_capacity",
        /// End enrolling: the last day for it has passed.
        Close = "close",
        /// Record that too few have enrolled shortly before the start; the trainer must choose.
        ReportMinimumNotMet = "report_minimum_not_met",
        /// Teach it all the same.
        Confirm = "confirm",
        /// Put it off to later days.
        Postpone = "postpone",
        /// End the time in which those in a postponed class may leave or stay.
        EndConsent = "end_consent",
        /// Say on which days it is taught.
        SetLessons = "set_lessons",
        /// Begin teaching: the first day has come.
        Start = "start",
        /// End teaching: the last day has passed.
        Finish = "finish",
        /// Record that results, certificates and money are done.
        Settle = "settle",
        /// Give it up.
        Cancel = "cancel",
    }
}
