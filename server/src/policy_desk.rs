//! The policy desk: drafts of rules, what they do and to whom, and putting them in force by two people.
//!
//! Routes extract and wrap; everything here takes a connection or a transaction, the portal's parts and plain values.
//! What takes longer than a read runs off the async threads, one of a kind at a time.

pub mod drafts;
pub mod edit;
pub mod events;
pub mod listing;
pub mod mismatches;
pub mod officer;
pub mod outline;
pub mod proposals;
pub mod reports;
pub mod subject;
pub mod workshop;

mod people;
mod toml_tree;
