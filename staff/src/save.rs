//! Saving what was fetched as a file.

use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Hands the bytes to the browser to save under a name; false where it does not take them.
pub(crate) fn save(bytes: &Blob, name: &str) -> bool {
    press_link(bytes, name).is_some()
}

fn press_link(bytes: &Blob, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let address = Url::create_object_url_with_blob(bytes).ok()?;
    let link = document.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has begun to save by then; what stayed behind would keep the bytes until the page ends.
    Url::revoke_object_url(&address).ok()
}
