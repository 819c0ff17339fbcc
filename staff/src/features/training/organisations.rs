//! Training organisations, as the training section keeps them.

mod form;
mod model;
mod page;

pub(super) use form::NewOrganisationPage;
pub(super) use page::{OrganisationPage, OrganisationsPage};
