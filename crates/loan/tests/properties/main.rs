//! What holds for every loan: sums, no negative row, cheaper when paid early, and no panic anywhere.
#![cfg(test)]

mod early;
mod loans;
mod shares;
mod whole;
