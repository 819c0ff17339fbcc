//! A bank's file of payments: read, judged row by row, and taken in once confirmed. Bad rows wait.

pub mod judge;
pub mod missing;
pub mod read;
pub mod take_in;
pub mod view;
