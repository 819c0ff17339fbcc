//! Where a complaint stands, and what can be done to it.

use crate::names::named;

named! {
    /// Where a complaint stands.
    #[derive(Default)]
    pub enum ComplaintState {
        /// Not handed in yet.
        #[default]
        New = "new",
        /// Handed in; waits for the training section.
        Open = "open",
        /// Found true.
        Upheld = "upheld",
        /// Not found true.
        Dismissed = "dismissed",
    }
}

named! {
    /// What can be done to a complaint. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum ComplaintAction {
        /// Hand it in.
        File = "file",
        /// Find it true.
        Uphold = "uphold",
        /// Find it not true.
        Dismiss = "dismiss",
    }
}
