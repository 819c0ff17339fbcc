//! A correction: an officer puts a plain error of the form right himself, and the resident may object for some days.

mod event;
mod file;
mod state;
mod table;
mod window;

pub use event::{
    Change, Corrected, CorrectionDetail, CorrectionEvent, CorrectionReason, Objection,
};
pub use file::{CorrectionFile, Write};
pub use state::{CorrectionAction, CorrectionOutcome, CorrectionState};
pub use table::{MOVES, allowed, next};
pub use window::{is_refusal, objection_until, stage_to_correct};
