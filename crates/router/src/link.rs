//! Which presses on links the app follows itself.

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use crate::pattern::below;

/// The address a press leads to, if it is a plain press on a link that stays inside the app.
///
/// A link to a part of the page shown is left to the browser, which also moves the focus there.
pub(crate) fn followed(event: &MouseEvent, base: &str) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key());
    if event.default_prevented() || !is_plain {
        return None;
    }
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = pressed.closest("a[href]").ok()??.dyn_into().ok()?;
    let is_foreign = !link.target().is_empty()
        || link.has_attribute("download")
        || link
            .rel()
            .split_ascii_whitespace()
            .any(|word| word == "external");
    let shown = web_sys::window()?.location();
    let path = link.pathname();
    if is_foreign || link.origin() != shown.origin().ok()? || below(base, &path).is_none() {
        return None;
    }
    let (search, hash) = (link.search(), link.hash());
    let is_same_page = shown.pathname().ok()? == path && shown.search().ok()? == search;
    if is_same_page && !hash.is_empty() {
        return None;
    }
    Some([path, search, hash].concat())
}
