//! What the portal survives, against the real server: a short count of each in `script/test`, long ones by `script/faults`.
#![cfg(test)]

mod attack;
mod client_gone;
mod clock;
mod disk_full;
mod fuzz;
mod harness;
mod io_errors;
mod killed;
mod overload;
mod promoted;
mod saved;
mod slow;
mod uploads;
