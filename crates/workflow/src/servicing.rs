//! A loan after the money was paid out: states, actions, the table of moves, events, and the file they fold into.
//!
//! The application ends when the money is in the account. What follows has other people, other clocks and years of events, so
//! it is a file of its own, under the same id.

mod action;
mod books;
mod call;
mod change;
mod detail;
mod error;
mod extension;
mod extension_clock;
mod file;
mod paid;
mod quarter;
mod query;
mod read;
mod state;
mod stop_code;
mod subsidy;
mod subsidy_clock;
mod table;
mod write_off;

pub use action::ServicingAction;
pub use books::{BookedTerms, DayCounting, EarlyEffect, Regime, RepaymentMethod};
pub use call::{CallOutcome, CallRecord};
pub use change::{ChangeKind, ChangeRecord, TakenBack};
pub use detail::{
    BusinessChange, Call, ChangeAnswer, Extended, ExtensionRequest, Receipt, Reversal,
    ServicingDetail, SubsidyDecision, SubsidyPayment, SubsidyQuery, Sum,
};
pub use error::ServicingError;
pub use extension::{ExtensionOutcome, ExtensionRecord, ExtensionState};
pub use extension_clock::ExtensionClock;
pub use file::{PaymentRecord, ServicingFile, SubsidyRecord};
pub use paid::PaidRecord;
pub use quarter::Quarter;
pub use query::{QueryRecord, QueryTo};
pub use state::ServicingState;
pub use stop_code::StopCode;
pub use subsidy::QuarterShare;
pub use subsidy_clock::{SubsidyClock, SubsidyDays, SubsidyDuty};
pub use table::{MOVES, allowed, next};
pub use write_off::WriteOff;

/// One thing that happened to a loan.
pub type ServicingEvent = crate::Step<ServicingAction, ServicingDetail>;
