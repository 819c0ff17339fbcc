//! Where a spot check stands, and what can be done to it.

use crate::Role;
use crate::names::named;

named! {
    /// Where a spot check stands.
    #[derive(Default)]
    pub enum SpotCheckState {
        /// Not drawn yet.
        #[default]
        New = "new",
        /// Drawn; nobody has noted anything yet.
        Drawn = "drawn",
        /// Everything was in order.
        InOrder = "in_order",
        /// Something was not.
        Faulty = "faulty",
    }
}

named! {
    /// What can be done to a spot check. Who may do it, and when, is in [`MOVES`](super::MOVES).
    pub enum SpotCheckAction {
        /// Record that the lot fell on the class.
        Draw = "draw",
        /// Note that everything was in order.
        FindInOrder = "find_in_order",
        /// Note what was not.
        FindFault = "find_fault",
    }
}

impl SpotCheckState {
    /// Whose turn it is; nobody's before it is drawn and once it is noted.
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Drawn => Some(Role::TrainingOfficer),
            Self::New | Self::InOrder | Self::Faulty => None,
        }
    }
}
