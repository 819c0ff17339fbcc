//! My applications: the list, and where each file is.

mod actions;
mod appeal;
mod extension;
mod file;
mod list;
mod loan;
mod model;
mod offer;
mod refusal;
mod submitted;
mod timeline;
mod to_fix;
mod verdict;

pub(crate) use file::FilePage;
pub(crate) use list::ListPage;
pub(crate) use submitted::SubmittedPage;
