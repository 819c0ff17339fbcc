//! Courses of training organisations: trainers write them or upload sheets, the training section reviews them and keeps
//! the organisations.

mod classes;
mod frame;
mod listing;
mod listings;
mod organisations;
mod page;
mod place;
mod roll_over;
mod section;
mod settlements;
mod sheets;
mod words;

pub(crate) use page::TrainingPage;
