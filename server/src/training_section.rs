//! The desk of the training section: what is taught where, what is looked at, what is late, what was reached, and what
//! one person was in.

pub mod calendar;
pub mod eligibility;
pub mod history;
pub mod opening;
pub mod rates;
pub mod spot_checks;
pub mod year;
