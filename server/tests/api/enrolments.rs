//! Classes and enrolments over HTTP.

mod act;
mod ask;
mod chance;
mod live;
mod officer;
mod remind;
pub(crate) mod rooms;
mod rush;
mod word;
