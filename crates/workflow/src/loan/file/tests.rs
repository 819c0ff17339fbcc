//! Stories: what a file goes through, event by event, and what is refused on the way.

mod appeal;
mod cells;
mod clock;
mod conditions;
mod contract;
mod desk_clocks;
mod details;
mod hand_over;
mod rules;
pub(super) mod story;
mod wait;
mod way;
