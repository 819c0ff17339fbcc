//! Where a correction stands, and what can be done to it.

use crate::names::named;

named! {
    /// Where a correction stands.
    #[derive(Default)]
    pub enum CorrectionState {
        /// Not made yet.
        #[default]
        New = "new",
        /// Made; the resident has said nothing.
        Made = "made",
        /// The resident says that it is right.
        Accepted = "accepted",
        /// The resident objects: what stood there before stands there again.
        Objected = "objected",
    }
}

named! {
    /// What can be done to a correction. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum CorrectionAction {
        /// Correct answers.
        Correct = "correct",
        /// Say, as the resident, that it is right.
        Accept = "accept",
        /// Say, as the resident, that it is not.
        Object = "object",
    }
}

named! {
    /// What a correction has come to by a day. Silence is no state of its own: it follows from the day.
    pub enum CorrectionOutcome {
        /// The resident can object.
        Open = "open",
        /// The resident said that it is right.
        Accepted = "accepted",
        /// The resident objected in time.
        Objected = "objected",
        /// Nobody objected in time: it stands.
        Stands = "stands",
    }
}
