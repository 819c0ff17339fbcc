//! Training organisations, as the training section keeps them, and their people.

mod form;
mod model;
mod page;
mod people;

pub(super) use form::NewOrganisationPage;
pub(super) use page::{OrganisationPage, OrganisationsPage, PeoplePage};
