//! The tasks of these pages.

pub(crate) mod certificate;
pub(crate) mod consent;
pub(crate) mod outcome;
pub(crate) mod track;
