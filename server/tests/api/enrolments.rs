//! Classes and enrolments over HTTP.

mod act;
mod alternatives;
mod ask;
mod chance;
mod clock_jump;
mod eligibility;
mod live;
mod officer;
mod remind;
mod retold;
pub(crate) mod rooms;
mod rush;
mod word;
