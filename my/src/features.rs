//! One module for each task of these pages. Features do not import each other; what they share lies beside them.

pub(crate) mod apply;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod not_found;
pub(crate) mod sign_in;
