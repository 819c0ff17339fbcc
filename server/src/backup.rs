//! Backups. A backup is a folder: the database as of one moment, the papers it names, their list of hashes, and a manifest
//! that is written last. The keys are no part of it and lie apart.

mod database;
mod error;
mod files;
mod hold;
mod index;
mod make;
mod manifest;
mod moment;
mod papers;
mod programs;
mod restore;
pub mod schedule;
mod verify;

pub use error::BackupError;
pub(crate) use hold::hold_sweep;
pub use make::{Made, Wanted, make};
pub use manifest::{Dumped, Engine, Manifest};
pub use programs::ProgramsError;
pub use restore::{Restored, Source, restore};
pub use verify::{Checked, verify};
