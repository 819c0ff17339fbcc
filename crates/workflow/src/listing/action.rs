//! What can be done to a listing.

use crate::names::named;

named! {
    /// What can be done to a listing. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum ListingAction {
        /// Write it, or write it anew; of a live one this begins a pending draft beside it.
        Write = "write",
        /// Change what reviewers need not see: a typo, what to bring. It is live at once.
        Correct = "correct",
        /// Hand it in for review.
        Submit = "submit",
        /// Take it back before it was reviewed.
        TakeBack = "take_back",
        /// Send it back with everything that has to be changed.
        Return = "return",
        /// Find it right.
        Approve = "approve",
        /// Set the day from which residents see it.
        Schedule = "schedule",
        /// Show it to residents.
        GoLive = "go_live",
        /// Throw the draft away; of a live listing only the pending one.
        Discard = "discard",
        /// Record that nobody worked on it for too long.
        Expire = "expire",
        /// Take it off the list for the time being.
        Suspend = "suspend",
        /// Say something to its being off the list, once, before an officer decides.
        Answer = "answer",
        /// Put it on the list again.
        Resume = "resume",
        /// Take it off the list for good.
        Withdraw = "withdraw",
        /// Put it away.
        Archive = "archive",
    }
}
