//! A class (班次), one dated teaching of a course: states, actions, the table of moves, events, seats.

mod action;
mod chance;
mod detail;
mod file;
mod seats;
mod state;
mod table;

pub use action::ClassAction;
pub use chance::Chance;
pub use detail::{ClassDetail, ClassPlan, Postponement};
pub use file::{ClassFile, ClassRules};
pub use seats::{Placement, Seats};
pub use state::ClassState;
pub use table::MOVES;

/// The most hours taught on one day: a number of the portal's own, no document gives one.
pub const MOST_HOURS_A_DAY: u32 = 10;

/// One thing that happened to a class.
pub type ClassEvent = crate::Step<ClassAction, ClassDetail>;
