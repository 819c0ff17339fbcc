//! The repository's own policy folder.

use std::path::PathBuf;

use domain::Date;
use policy::{
    Pack,
    compile::{self, CompileError, Sources},
};

use crate::Fault;

/// The root of the checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of the policy folder and of the district.
///
/// # Errors
/// When the folder cannot be read.
pub fn sources() -> Result<Sources, Fault> {
    Sources::read(&root().join("policies"), &root().join("districts/620602")).map_err(told)
}

/// The compiled pack.
///
/// # Errors
/// When the folder has mistakes.
pub fn pack(sources: &Sources) -> Result<Pack, Fault> {
    compile::compile(sources).map_err(told)
}

/// A day of the calendar.
///
/// # Errors
/// When there is no such day.
pub fn day(year: i32, month: i32, day: i32) -> Result<Date, Fault> {
    Date::new(year, month, day).ok_or_else(|| Fault::new(format!("no day {year}-{month}-{day}")))
}

pub(crate) fn told(errors: Vec<CompileError>) -> Fault {
    let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
    Fault::new(lines.join("\n"))
}
