//! A complaint of somebody who was in a class about its course. The training section finds it true or not; two found true
//! within a year take the course off the list.

mod event;
mod file;
mod state;
mod table;

pub use event::{ComplaintDetail, ComplaintEvent};
pub use file::ComplaintFile;
pub use state::{ComplaintAction, ComplaintState};
pub use table::{MOVES, allowed, next};

use domain::Date;

/// So many complaints found true take a course off the list.
pub const UPHELD_TO_SUSPEND: u32 = 2;
/// For so many calendar days a complaint that was found true counts.
pub const COUNTED_DAYS: i32 = 365;

/// The day after which a complaint must have been found true to count on another day.
///
/// ```
/// let day = |text| domain::Date::parse_iso(text).unwrap();
/// assert_eq!(workflow::complaint::counted_after(day("2026-11-24")), day("2025-11-24"));
/// ```
#[must_use]
pub fn counted_after(today: Date) -> Date {
    today.add_days(-COUNTED_DAYS)
}

/// Whether a course goes off the list with so many complaints found true.
///
/// ```
/// use workflow::complaint::suspends;
/// assert!(!suspends(1) && suspends(2) && suspends(3));
/// ```
#[must_use]
pub const fn suspends(upheld: u32) -> bool {
    upheld >= UPHELD_TO_SUSPEND
}
