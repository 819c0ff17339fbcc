//! Failures in plain words.

use crate::Text;
use client::ClientError;
use i18n::t;

/// A failure that can say in plain words what to do.
pub trait Explain {
    /// The words.
    fn explain(&self) -> Text;
}

impl Explain for Text {
    fn explain(&self) -> Text {
        self.clone()
    }
}

impl Explain for ClientError {
    fn explain(&self) -> Text {
        t::problem::by_key(self.code())
            .unwrap_or_else(t::common::failed::detail)
            .into()
    }
}
