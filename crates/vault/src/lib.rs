//! Keys, sealing of personal fields, blind indexes. Native only.
//!
//! A `Keyring` is the one secret of a data folder. It seals personal columns, wraps the key of every file (so that
//! destroying a wrapped key erases the file's events and leaves the chain of hashes whole), and makes blind indexes,
//! by which an equal phone or ID number is found without being readable.
#![deny(missing_docs)]

mod cipher;
mod file_key;
mod keyring;
mod random;
mod signing;
mod token;

pub use cipher::OpenError;
pub use file_key::FileKey;
pub use keyring::{Keyring, KeyringError};
pub use random::{random_bytes, random_digits};
pub use signing::{SigningKey, is_signed};
pub use token::{Token, hash_token};
