//! One module for each task of a resident. Features do not import each other; what they share lives in `ui`.

pub(crate) mod courses;
pub(crate) mod home;
