//! Plain errors of a form under review that an officer puts right, and the resident's answer to it.
//!
//! Each correction is a chain of events of its own beside the file's, sealed under the file's key: the file's version and
//! the events that devices at home know stay as they are. The answers are the form as it was last handed in and what the
//! corrections since have written; [`verify`] holds the one against the other.

pub mod answer;
pub mod file;
pub mod make;
pub mod verify;
pub mod view;
