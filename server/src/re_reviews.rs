//! Decisions on loan files drawn by lot, at which somebody of the same agency without a part in them looks again.
//!
//! Each is a chain of events of its own beside the file's, sealed under the file's key: the file's version stays what the
//! resident saw, and the resident's view has no way to it.

pub mod act;
pub mod draw;
pub mod file;
pub mod verify;
pub mod view;
