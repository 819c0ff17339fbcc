//! The people an enterprise newly hired, by sheet: the template, reading, what counts, who sees it.

pub mod column;
pub mod judge;
pub mod keep;
pub mod share;
pub mod sheet;
pub mod template;
pub mod view;
pub mod words;
