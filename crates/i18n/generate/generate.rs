//! From `locales/` to Rust and JSON. Compiled into the build script, and into the crate's tests.

pub(crate) mod catalogue;
pub(crate) mod emit;
pub(crate) mod template;
