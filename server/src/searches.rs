//! Searches of the course list that residents keep, and the word they get when a new class fits.

pub mod follow;
pub mod keep;
