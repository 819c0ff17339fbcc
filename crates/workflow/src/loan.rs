//! The startup loan application: states, actions, the table of transitions, events, and the file they fold into.

mod action;
mod appeal;
mod clocks;
mod condition;
mod desk_clock;
mod detail;
mod error;
mod event;
mod file;
mod hand_over;
mod stage;
mod state;
mod table;
mod wait;

pub use crate::table::Refused;
pub use action::LoanAction;
pub use appeal::{Appeal, AppealDecision, RefusedBy};
pub use clocks::{ClockView, LoanClocks, LoanRules, PerStage};
pub use condition::Condition;
pub use desk_clock::{DeskClock, DeskClockKind, Urgency};
pub use detail::{
    CannotSupply, Contract, Defect, DefectCode, Disbursement, EventDetail, Finding, LoanTerms, Met,
    Refusal, RepaymentTerms, ReturnDetail, Submission, Visit, WaiverAnswer,
};
pub use error::TransitionError;
pub use event::LoanEvent;
pub use file::{FoldError, LoanFile, Proposal};
pub use hand_over::{HandOverDecision, PackageState};
pub use stage::Stage;
pub use state::LoanState;
pub use table::{TRANSITIONS, Transition, allowed, next};
pub use wait::{Wait, WaitReason};
