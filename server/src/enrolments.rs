//! Classes and who is in them: between the routes and the store.
//!
//! Everything that gives or frees a seat opens a [`Room`](room::Room) inside one write, does its work on it, and
//! settles it: whoever heads the wait-list is offered what came free before the write ends.

pub mod act;
pub(crate) mod alternatives;
pub mod calendar;
pub mod eligibility;
pub mod enrol;
pub mod error;
pub mod follow;
pub mod history;
pub mod member;
pub mod moves;
pub mod notice;
pub(crate) mod place;
pub mod remind;
pub mod retold;
pub mod room;
pub mod rules;
pub mod seed;
pub(crate) mod subject;
pub mod telling;
pub mod verify;
pub mod view;
