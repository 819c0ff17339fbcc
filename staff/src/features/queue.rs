//! The files an officer works through, the most urgent first.

mod assign;
mod export;
mod model;
mod page;
mod row;
mod search;
mod table;
mod ticks;

pub(crate) use page::QueuePage;
