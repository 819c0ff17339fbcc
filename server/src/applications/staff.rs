//! What officers see of the files and do to them.

pub mod act;
pub mod check;
pub mod export;
pub mod notice;
pub mod officer;
pub mod own_file;
pub mod queue;
pub mod request;
pub mod templates;
pub mod view;
pub mod visible;
pub mod workload;
