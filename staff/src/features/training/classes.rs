//! Classes with the people in them: who was there, who passed, who gets a certificate.

mod class_acts;
mod code;
mod days;
mod list;
mod list_kept;
mod model;
mod page;
mod person;
mod person_acts;
mod putting_off;
mod roster_kept;
mod ticks;
mod unsaved;

pub(super) use list::ClassesPage;
pub(super) use page::ClassPage;
pub(super) use ticks::provide_shelf;
