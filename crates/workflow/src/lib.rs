//! State machines as tables, and the working-day clock.
//!
//! A file is the fold of its events: [`loan::LoanFile::decide`] is the only way to a new state, and it accepts nothing
//! that is not a row of [`loan::TRANSITIONS`]. What happens to a loan once the money is paid out is the fold of its own
//! events, [`servicing`]. Nothing here reads a clock, a database or a request.
#![deny(missing_docs)]

mod names;

pub mod calendar;
pub mod class;
pub mod clock;
pub mod complaint;
pub mod consent;
pub mod correction;
pub mod duty;
pub mod enrolment;
pub mod listing;
pub mod loan;
pub mod opening;
pub mod re_review;
pub mod role;
#[cfg(test)]
mod runs;
pub mod servicing;
pub mod settlement;
pub mod spot_check;
pub mod step;
pub mod table;
pub mod target;
pub mod usual;

pub use calendar::{CalendarError, CalendarYear, DueDate, WorkCalendar};
pub use clock::StageClock;
pub use duty::Duty;
pub use names::UnknownName;
pub use role::{DeviceKind, Role};
pub use step::{BrokenLog, Step, StepError};
pub use table::{Move, Refused};
pub use usual::Usual;
