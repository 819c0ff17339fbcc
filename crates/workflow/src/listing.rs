//! A course listing, from a trainer's draft to a page residents read: states, actions, the table of moves, events.

mod action;
mod detail;
mod file;
mod state;
mod table;

pub use action::ListingAction;
pub use detail::{ListingDefect, ListingDetail, SuspensionCause, Written};
pub use file::{ListingFile, ListingRules};
pub use state::ListingState;
pub use table::{MOVES, allowed};

/// One thing that happened to a listing.
pub type ListingEvent = crate::Step<ListingAction, ListingDetail>;
