//! A re-review: a decision of an agency drawn by lot, at which somebody who had no part in it looks again. It never
//! changes the decision by itself; what follows from a finding is the office's to do.

mod event;
mod file;
mod state;
mod table;

pub use event::{Drawn, Finding, FindingCode, ReReviewDetail, ReReviewEvent};
pub use file::ReReviewFile;
pub use state::{ReReviewAction, ReReviewState};
pub use table::{MOVES, allowed, next};
