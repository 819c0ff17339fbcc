//! Sheets of courses: read and checked as they come, repaired row by row, taken in, undone.

pub mod check;
pub mod difference;
pub mod export;
pub mod reading;
pub mod repair;
pub mod row;
pub mod take_in;
pub mod template;
pub mod undo;
pub mod view;
