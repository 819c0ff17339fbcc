//! The files an officer works through, the most urgent first.

mod model;
mod page;
mod row;
mod search;
mod table;

pub(crate) use page::QueuePage;
