//! Which language the page speaks. boot.js chooses, remembers and fetches; a switch reloads the page.

use crate::catalogue;

/// A language the portal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, compiled in.
    Chinese,
    /// English, fetched when chosen.
    English,
}

impl Language {
    /// What `<html lang>` says.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// The language in use.
#[must_use]
pub fn language() -> Language {
    if catalogue::is_english() {
        Language::English
    } else {
        Language::Chinese
    }
}

/// Takes over the English table that boot.js left in `globalThis.fuminMessages`, if it is of this build.
#[cfg(target_family = "wasm")]
pub fn start() {
    let found = js_sys::Reflect::get(
        &js_sys::global(),
        &wasm_bindgen::JsValue::from_str("fuminMessages"),
    );
    if let Ok(found) = found
        && js_sys::Array::is_array(&found)
    {
        catalogue::install(
            js_sys::Array::from(&found)
                .iter()
                .filter_map(|text| text.as_string())
                .collect(),
        );
    }
}

/// Puts an English table in place outside a browser, for tests.
#[cfg(not(target_family = "wasm"))]
pub fn start_with(table: Vec<String>) -> bool {
    catalogue::install(table)
}
