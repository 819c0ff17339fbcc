//! The one task of these pages.

pub(crate) mod calculator;
