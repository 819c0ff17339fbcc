//! Where a re-review stands, and what can be done to it.

use crate::names::named;

named! {
    /// Where a re-review stands.
    #[derive(Default)]
    pub enum ReReviewState {
        /// Not drawn yet.
        #[default]
        New = "new",
        /// Drawn; nobody has looked yet.
        Waiting = "waiting",
        /// Somebody looked and agrees.
        Agreed = "agreed",
        /// Somebody looked and found something.
        Found = "found",
    }
}

named! {
    /// What can be done to a re-review. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum ReReviewAction {
        /// Record that the lot fell on the decision.
        Draw = "draw",
        /// Agree with the decision.
        Agree = "agree",
        /// Record what is not right about it.
        RecordFinding = "record_finding",
    }
}
