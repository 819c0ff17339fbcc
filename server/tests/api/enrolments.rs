//! Classes and enrolments over HTTP.

mod act;
mod ask;
mod chance;
mod rooms;
mod rush;
