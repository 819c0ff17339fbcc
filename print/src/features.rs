//! One module for each task of these pages.

pub(crate) mod certificate;
pub(crate) mod printed;
