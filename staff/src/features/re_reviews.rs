//! Decisions drawn by lot to be looked at again.

mod form;
mod page;

pub(crate) use page::ReReviewsPage;
