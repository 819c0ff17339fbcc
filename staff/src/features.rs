//! One module for each task of these pages. Features do not import each other; what they share lies beside them or in `ui`.

pub(crate) mod colleagues;
pub(crate) mod file;
pub(crate) mod gallery;
pub(crate) mod join;
pub(crate) mod loans;
pub(crate) mod not_found;
pub(crate) mod policy;
pub(crate) mod queue;
pub(crate) mod quota;
pub(crate) mod re_reviews;
pub(crate) mod second_factor;
pub(crate) mod service_point;
pub(crate) mod sign_in;
pub(crate) mod templates;
pub(crate) mod training;
pub(crate) mod workload;
