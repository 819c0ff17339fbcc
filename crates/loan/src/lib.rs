//! Loan arithmetic: schedules, interest, prepayment, subsidy split. Pure: no IO, no clock; fen and exact fractions.
//!
//! Money is whole fen ([`domain::Money`]), rates and parts of a year are exact fractions, and each row's interest is
//! rounded once: neither the daily rate nor the instalment formula is rounded first. The same functions run in the
//! resident's browser and on the server, so what was previewed is what is booked.
//!
//! ```
//! # use domain::{Date, Money};
//! use loan::{DayCount, Method, Rate, Rounding, Terms, Timing, plan};
//!
//! let terms = Terms {
//!     method: Method::EqualInstallment,
//!     principal: Money::from_yuan(200_000),
//!     annual_rate: Rate::parse_percent("4.60").unwrap(),
//!     start_date: Date::new(2024, 11, 8).unwrap(),
//!     timing: Timing::Every { months: 1, installments: 36 },
//!     day_count: DayCount::Month12,
//!     rounding: Rounding::HalfUp,
//!     grace_principal_installments: 0,
//!     round_installment_to: None,
//! };
//! let schedule = plan(&terms).unwrap();
//! assert_eq!(schedule.rows.len(), 36);
//! assert_eq!(schedule.total_interest(), Money::from_fen(1_449_978));
//! ```
#![deny(missing_docs)]

mod account;
mod agreed;
mod calendar;
mod contract_rate;
mod day_count;
mod level;
mod natural;
mod outlook;
mod payment;
mod period;
mod rate;
mod rounding;
mod run;
mod schedule;
mod subsidy;
mod terms;

#[cfg(feature = "cases")]
pub mod cases;

pub use account::{Account, ExtensionError, PaidRow, Purpose, ReceiveError, Received};
pub use agreed::{Agreement, Repayment};
pub use calendar::{CalendarEvent, calendar_text};
pub use contract_rate::{ContractRate, LprQuote, contract_rate, lpr_on};
pub use day_count::{DayCount, YearFraction};
pub use payment::{Payment, Prepayment};
pub use rate::{Rate, RateError};
pub use rounding::Rounding;
pub use schedule::{Row, RowKind, Schedule, plan, plan_with_payments};
pub use subsidy::{
    Regime, RegimePeriod, Subsidy, SubsidyError, SubsidyRow, lost_subsidy_of_a_day, regime_on,
    split,
};
pub use terms::{Cycle, LoanError, Method, Terms, Timing};

/// The version of these rules, shown with every result: it changes whenever a figure can come out otherwise.
pub const RULES_VERSION: &str = "2026-11";
