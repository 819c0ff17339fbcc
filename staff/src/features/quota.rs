//! The files that wait for new quota, in the order they came, and the end of their wait.

mod model;
mod page;
mod waiting;

pub(crate) use page::QuotaPage;
