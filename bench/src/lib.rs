//! The long proofs and the benchmarks of the policy engine. Native; nothing of the portal depends on it.
//!
//! Each proof is one function that takes a count: the tests run it in seconds, `script/proof` at length.
#![deny(missing_docs)]

pub mod browser;
pub mod exhaustive;
mod fault;
pub mod interpreter;
pub mod people;
pub mod receipts;
pub mod repository;
pub mod table;
mod worker;

pub use fault::Fault;
