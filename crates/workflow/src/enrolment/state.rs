//! Where an enrolment stands.

use crate::Role;
use crate::names::named;

named! {
    /// Where an enrolment stands.
    #[derive(Default)]
    pub enum EnrolmentState {
        /// Begun, not sent yet.
        #[default]
        Draft = "draft",
        /// Sent; a seat is found or the person checked.
        Applied = "applied",
        /// The officer asked the resident to fix something; the seat is kept.
        Returned = "returned",
        /// No seat was left: waits for one.
        Waitlisted = "waitlisted",
        /// A seat came free and is this person's to accept for a while.
        Offered = "offered",
        /// Has a seat.
        Held = "held",
        /// Has come to the class.
        Attending = "attending",
        /// Was there often enough; the result is to come.
        Completed = "completed",
        /// The assessment was not passed; it can be taken again.
        Failed = "failed",
        /// Has the certificate.
        Certified = "certified",
        /// Has said what came of it.
        FollowedUp = "followed_up",
        /// The resident stepped back, or passed an offer on.
        Withdrawn = "withdrawn",
        /// A time ran out without an answer.
        Lapsed = "lapsed",
        /// The officer found that the class is not for this person.
        NotEligible = "not_eligible",
        /// Never came.
        NoShow = "no_show",
        /// Stopped coming.
        Dropped = "dropped",
        /// The class was given up.
        ClassCancelled = "class_cancelled",
    }
}

named! {
    /// What an enrolment counts as when seats are counted.
    pub enum Seat {
        /// Takes a seat: held, offered, or kept while something is checked.
        Taken = "taken",
        /// Waits for one.
        Waiting = "waiting",
        /// Neither.
        None = "none",
    }
}

impl EnrolmentState {
    /// What it counts as when seats are counted.
    #[must_use]
    pub const fn seat(self) -> Seat {
        match self {
            Self::Applied
            | Self::Returned
            | Self::Offered
            | Self::Held
            | Self::Attending
            | Self::Completed
            | Self::Failed
            | Self::Certified
            | Self::FollowedUp => Seat::Taken,
            Self::Waitlisted => Seat::Waiting,
            Self::Draft
            | Self::Withdrawn
            | Self::Lapsed
            | Self::NotEligible
            | Self::NoShow
            | Self::Dropped
            | Self::ClassCancelled => Seat::None,
        }
    }

    /// Whether it stands in the way of another enrolment of the same person in the same class.
    #[must_use]
    pub const fn is_active(self) -> bool {
        match self.seat() {
            Seat::Taken | Seat::Waiting => true,
            Seat::None => matches!(self, Self::Draft),
        }
    }

    /// Whether the person is or was in the class, and has not only asked for it.
    #[must_use]
    pub const fn was_in(self) -> bool {
        matches!(
            self,
            Self::Held
                | Self::Attending
                | Self::Completed
                | Self::Failed
                | Self::Certified
                | Self::FollowedUp
                | Self::NoShow
                | Self::Dropped
                | Self::ClassCancelled
        )
    }

    /// Whose turn it is; nobody's when the enrolment has ended.
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Draft | Self::Returned | Self::Offered => Some(Role::Resident),
            Self::Applied | Self::NotEligible => Some(Role::TrainingOfficer),
            Self::Waitlisted | Self::Held => Some(Role::System),
            Self::Attending | Self::Failed => Some(Role::Trainer),
            Self::Completed | Self::Certified => Some(Role::TrainingOfficer),
            Self::FollowedUp
            | Self::Withdrawn
            | Self::Lapsed
            | Self::NoShow
            | Self::Dropped
            | Self::ClassCancelled => None,
        }
    }
}
