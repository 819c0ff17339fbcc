//! What a proof stops at.

use std::fmt::Display;

/// The first thing that is not as it must be, told so that it can be repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(String);

impl Fault {
    /// A fault in words.
    pub fn new(what: impl Display) -> Self {
        Self(what.to_string())
    }

    /// Nothing when it holds, else the fault in words.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn unless<T: Display>(holds: bool, what: impl FnOnce() -> T) -> Result<(), Self> {
        if holds {
            Ok(())
        } else {
            Err(Self::new(what()))
        }
    }
}
