//! What officers see of the files and do to them.

pub mod act;
pub mod appeal_unit;
pub mod assign;
pub mod attached;
pub mod check;
pub mod colleagues;
pub mod conflict;
pub mod desk_clocks;
pub mod export;
pub mod history;
pub mod identities;
pub mod notice;
pub mod office;
pub mod office_papers;
pub mod officer;
pub mod own_file;
pub mod passing;
pub mod queue;
pub mod quota_waits;
pub mod replay;
pub mod request;
pub mod seen;
pub mod templates;
pub mod view;
pub mod visible;
pub mod workload;
