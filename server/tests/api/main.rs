//! The HTTP interface, through the real router, on a database of its own per test.

mod authorization;
mod catalogue;
mod contract;
mod front_end;
mod portal;
mod protection;
mod resident_session;
mod staff_session;
