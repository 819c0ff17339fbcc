//! 办到哪了: where a file is, for whoever has its query code and the last four digits of the phone.

mod found;
mod model;
mod page;
mod words;

pub(crate) use page::TrackPage;
