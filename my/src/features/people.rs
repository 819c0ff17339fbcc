//! Whoever consents to an application beside the applicant: who is needed, who was asked, and asking.

mod ask;
mod card;
mod excuse;
mod page;

pub(crate) use page::PeoplePage;
