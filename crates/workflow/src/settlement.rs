//! The settlement of a class: what is applied for its people once it is over, and what stands against it.
//!
//! Who qualifies is the policy engine's answer. Here are the moves of the sheet, its events with what they fold into, and
//! the evidence that no rule of a subsidy speaks of: cases that audits found elsewhere, each a rule of its own.

mod event;
mod evidence;
mod file;
mod school;
mod state;
mod table;

pub use event::{
    CameBack, GivenBack, HandedIn, PaidLine, PaidList, SetRate, Settled, SettlementDetail,
    SettlementEvent, Written,
};
pub use evidence::{Claimed, Evidence, Finding, FindingKind, Outside, find};
pub use file::{Payment, SettlementFile};
pub use school::{SchoolClass, SchoolSign, SignKind, Trainee, school_signs};
pub use state::{SettlementAction, SettlementState, UnpaidReason};
pub use table::{MOVES, allowed, next};
