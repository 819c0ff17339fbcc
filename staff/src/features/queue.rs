//! The files an officer works through, the most urgent first.

mod export;
mod model;
mod page;
mod row;
mod search;
mod table;

pub(crate) use page::QueuePage;
