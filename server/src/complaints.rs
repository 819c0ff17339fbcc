//! Complaints of residents about courses: a file of its own beside the enrolment, sealed under its key, so that the school,
//! which sees the enrolment, sees nothing of it.

pub mod act;
pub mod file;
pub mod verify;
pub mod view;
