//! Classes and enrolments over HTTP.

mod act;
mod ask;
mod rooms;
mod rush;
