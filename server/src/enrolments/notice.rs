//! The short messages about classes.

pub use crate::sms::message::{Message as Notice, owe, tell};
use crate::sms::words;

impl Notice {
    /// A seat came free.
    #[must_use]
    pub fn offered(person_id: &str, until_ms: i64, is_sample: bool) -> Self {
        Self::new(person_id, words::seat_offered(until_ms, is_sample))
    }
}
