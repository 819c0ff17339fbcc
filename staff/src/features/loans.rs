//! Loans after the payout: those due first, one with its schedule and payments, and what the officer records in it.

mod act;
mod clock;
mod export;
mod extension;
mod form;
mod list;
mod loan;
mod model;
mod open;
mod page;
mod payment;
mod sheets;
mod subsidies;
mod told;

pub(crate) use page::{LoanPage, LoansPage};
pub(crate) use sheets::{PaymentSheetPage, PaymentsPage};
pub(crate) use subsidies::SubsidiesPage;
