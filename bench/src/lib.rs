//! The long proofs and the benchmarks of the policy engine. Native; of the portal only the tests of
//! `policy` depend on it.
//!
//! Each proof is one function that takes a count: the tests run it in seconds, `script/proof` at length.
#![deny(missing_docs)]

mod acts;
pub mod browser;
pub mod exhaustive;
mod fault;
pub mod fuzz;
pub mod interpreter;
pub mod numbers;
pub mod people;
pub mod receipts;
pub mod repository;
pub mod speed;
pub mod table;
pub mod ways;
mod worker;

pub use fault::Fault;

/// A number as it is read, with commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
