//! Where a class stands.

use crate::Role;
use crate::names::named;

named! {
    /// Where a class stands.
    #[derive(Default)]
    pub enum ClassState {
        /// Being planned; nobody can enrol.
        #[default]
        Planned = "planned",
        /// Seats are free.
        Open = "open",
        /// As many seats are taken or offered as there are; a wait-list begins.
        Full = "full",
        /// The last day to enrol has passed; offers to the wait-list go on.
        Closed = "closed",
        /// Put off to later days; those in it may leave or stay.
        Postponed = "postponed",
        /// Being taught.
        Running = "running",
        /// Taught to the end.
        Finished = "finished",
        /// Results, certificates and money are done.
        Settled = "settled",
        /// Will not be taught.
        Cancelled = "cancelled",
    }
}

impl ClassState {
    /// Whose turn it is; nobody's when the class has ended.
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Planned | Self::Open | Self::Full | Self::Closed | Self::Running => {
                Some(Role::Trainer)
            }
            Self::Postponed => Some(Role::Resident),
            Self::Finished => Some(Role::TrainingOfficer),
            Self::Settled | Self::Cancelled => None,
        }
    }

    /// Whether somebody new can be let in, until the last day to enrol.
    #[must_use]
    pub const fn takes_people(self) -> bool {
        matches!(self, Self::Open | Self::Full)
    }

    /// Whether a freed seat goes to the head of the wait-list: on the first day of teaching it still does.
    #[must_use]
    pub const fn offers_seats(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Full | Self::Closed | Self::Postponed | Self::Running
        )
    }
}
