//! Where a listing stands.

use crate::Role;
use crate::names::named;

named! {
    /// Where a listing stands.
    #[derive(Default)]
    pub enum ListingState {
        /// Being written; nobody else sees it.
        #[default]
        Draft = "draft",
        /// Handed in; waits for a reviewer.
        Submitted = "submitted",
        /// Sent back with what has to be changed.
        Returned = "returned",
        /// Found right.
        Approved = "approved",
        /// Waits for the day from which residents see it.
        Scheduled = "scheduled",
        /// Residents see it.
        Live = "live",
        /// Residents see it, and a changed version is being written or reviewed.
        LiveWithDraft = "live_with_draft",
        /// Off the list for the time being.
        Suspended = "suspended",
        /// No longer offered.
        Withdrawn = "withdrawn",
        /// Put away.
        Archived = "archived",
    }
}

impl ListingState {
    /// Whose turn it is; nobody's when it has ended. Of a live one with a draft it is the reviewer's only once that is
    /// handed in.
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Draft | Self::Returned | Self::Live | Self::LiveWithDraft => Some(Role::Trainer),
            Self::Submitted | Self::Suspended => Some(Role::TrainingOfficer),
            Self::Approved | Self::Scheduled | Self::Withdrawn => Some(Role::System),
            Self::Archived => None,
        }
    }

    /// Whether residents find it in the catalogue.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Live | Self::LiveWithDraft)
    }

    /// Whether it has ended.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Archived)
    }
}
