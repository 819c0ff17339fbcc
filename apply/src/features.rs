//! One module for each task of these pages. Features do not import each other; what they share lies beside them.

pub(crate) mod form;
pub(crate) mod start;
