//! The printed pages: what is around each, and what each says.

mod closing;
mod correction;
mod decided;
mod form;
mod page;
mod parties;
mod receipt;
mod schedule;
mod table;

pub(crate) use page::PrintedPage;
