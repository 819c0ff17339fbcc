//! One course: a trainer writes it, a reviewer judges it.

mod acts;
mod controls;
mod copies;
mod editor;
mod history;
mod left;
mod page;
mod photo;
mod preview;
mod review;
mod start;
mod suspended;

pub(super) use controls::{control_id, typed_field};
pub(super) use page::ListingPage;
pub(super) use start::NewListingPage;
