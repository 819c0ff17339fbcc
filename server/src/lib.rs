//! The portal as a library: configuration, state, router, accept loop. The binary `fumin` only calls [`command::run`].

pub mod applications;
pub mod authorize;
pub mod backup;
pub mod clock;
pub mod command;
pub mod config;
pub mod demo;
pub mod district;
pub mod enrolments;
pub mod gates;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod listen;
pub mod login_code;
pub mod openapi;
pub mod packs;
pub mod password;
pub mod policy_desk;
pub mod problem;
pub mod rate_limit;
pub mod router;
pub mod routes;
pub mod session;
pub mod sms;
pub mod staff_account;
pub mod startup;
pub mod state;
pub mod tls;
pub mod uploads;
pub mod whole;

mod assets;
mod catalogue;
mod log;
mod middleware;
mod representation;
