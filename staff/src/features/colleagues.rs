//! Who of the office is away and who stands in.

mod form;
mod lost;
mod page;

pub(crate) use page::ColleaguesPage;
