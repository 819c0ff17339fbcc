//! One module for each task of these pages.

pub(crate) mod mine;
pub(crate) mod searches;
