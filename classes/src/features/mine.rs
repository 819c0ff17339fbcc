//! My courses: enrolling in a class, the list of those I am in, and what I can do with each.

mod acting;
mod card;
mod claim;
mod elsewhere;
mod enrol;
mod enrol_form;
mod lessons;
mod list;
mod model;
mod offer;
mod payment_card;
mod place;
mod request;
mod subsidies;
mod unsent;
mod unsent_card;

pub(crate) use enrol::EnrolPage;
pub(crate) use list::CoursesPage;
