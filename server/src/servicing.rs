//! Loans after the money was paid out: booked, paid back, late, paid by the guarantee agency, ended.
//!
//! Whoever moves money in one goes through [`Servicing::step`](file::Servicing::step) and then
//! [`Servicing::follow`](file::Servicing::follow), so that what follows from the payment is said in the same write.

pub mod act;
pub mod book;
pub mod error;
pub mod export;
pub(crate) mod extension;
pub mod file;
pub mod follow;
pub mod list;
pub mod notice;
pub mod pay;
pub mod payment_lines;
pub mod remind;
pub mod remind_extensions;
pub mod remind_subsidies;
pub(crate) mod retold;
pub mod sheets;
pub mod subsidies;
pub mod subsidy_view;
pub mod told;
pub mod verify;
mod verify_paid;
pub mod view;
pub mod visible;
