//! Stories: what a file goes through, event by event, and what is refused on the way.

mod appeal;
mod clock;
mod conditions;
mod contract;
mod details;
mod hand_over;
mod rules;
pub(super) mod story;
mod way;
