//! The repository's pack, compiled once.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test binary uses its own part"
)]

pub(crate) mod acts;
pub(crate) mod small;
pub(crate) mod vocabulary;

use std::{path::PathBuf, sync::OnceLock};

use domain::Date;
use policy::{Pack, compile::Sources};

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn sources() -> Sources {
    Sources::read(&root().join("policies"), &root().join("districts/620602")).unwrap()
}

pub(crate) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| match policy::compile::compile(&sources()) {
        Ok(pack) => pack,
        Err(errors) => panic!(
            "{}",
            errors
                .iter()
                .map(|error| format!("{error}\n"))
                .collect::<String>()
        ),
    })
}

pub(crate) fn day(year: i32, month: i32, day: i32) -> Date {
    Date::new(year, month, day).unwrap()
}
