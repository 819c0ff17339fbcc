//! One module for each task of these pages. Features do not import each other; what they share lies beside them.

pub(crate) mod files;
pub(crate) mod helpers;
pub(crate) mod people;
pub(crate) mod sign_in;
