//! Every word the portal says, as functions generated from `locales/`.
//!
//! A namespace is two files, `locales/zh-CN/<namespace>.toml` and `locales/en/<namespace>.toml`; key `error.left` of `apply`
//! becomes `i18n::t::apply::error::left(n)`. A message without arguments is a `&'static str`, one with arguments a `String`.
//! `{n}` takes an argument, `{n#item|items}` chooses a form by it. A key or argument that only one language has fails the build.
//!
//! A file that begins with `lookup = true` also answers `i18n::t::<namespace>::by_key("code")`, for codes the server sends.
//!
//! Numbers, dates and money go through the formatters here, so that both languages write them their way.
#![deny(missing_docs)]

mod catalogue;
mod format;
mod language;
#[cfg(feature = "table")]
mod speak;

pub use format::{date, date_with_weekday, money, money_in_words, month, number, time_ms};
#[cfg(target_family = "wasm")]
pub use language::start;
#[cfg(not(target_family = "wasm"))]
pub use language::start_with;
pub use language::{Language, language};
#[cfg(feature = "table")]
pub use speak::speak;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The English table as boot.js fetches it from `/i18n/en.json`.
#[cfg(feature = "table")]
pub const EN_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/en.json"));

#[cfg(all(feature = "table", target_family = "wasm"))]
compile_error!("the English table is for the server; a browser fetches it");

#[cfg(test)]
#[path = "../generate/generate.rs"]
mod generate;
