//! An enrolment, one person in one class: states, actions, the table of moves, events, and the file they fold into.

mod action;
mod clocks;
mod detail;
mod file;
mod state;
mod table;

pub use action::EnrolmentAction;
pub use clocks::{EnrolmentClocks, EnrolmentRules};
pub use detail::{Absence, EnrolmentDetail, LearnerName, Level, Outcome, Presence};
pub use file::{Appeal, EnrolmentFile, WaitsFor};
pub use state::{EnrolmentState, Seat};
pub use table::{MOVES, allowed};

/// One thing that happened to an enrolment.
pub type EnrolmentEvent = crate::Step<EnrolmentAction, EnrolmentDetail>;
