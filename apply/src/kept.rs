//! What of a form stays on this device until the server has it: what every form keeps, and here the photos of papers.

use account::kept::ask;
pub(crate) use account::kept::{all, begin, clear, forget, put, resume};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

fn asked(what: &str, first: &str) -> Promise {
    ask(what, first, "", &JsValue::UNDEFINED)
}

/// Keeps a photo of a paper, made small; empty once it is safe here or held by the page, else the code of why it is not
/// taken.
pub(crate) async fn take_photo(id: &str, kind: &str, file: &File) -> String {
    let taken = JsFuture::from(ask("photo", id, kind, file)).await;
    text_of(taken)
}

/// The kinds of papers of which photos wait here, one for each photo, with commas between.
pub(crate) async fn photo_kinds(id: &str) -> String {
    let found = JsFuture::from(asked("kinds", id)).await;
    found
        .ok()
        .and_then(|found| found.as_string())
        .unwrap_or_default()
}

/// Sends the photos of an application that wait; empty once none does any more, else why.
pub(crate) async fn send_photos(id: &str) -> String {
    text_of(JsFuture::from(asked("send", id)).await)
}

/// Shows them on a page of papers, and sends them.
pub(crate) async fn show_photos(id: &str) {
    drop(JsFuture::from(asked("show", id)).await);
}

/// What a script said; where it could not be fetched there is no line.
fn text_of(said: Result<JsValue, JsValue>) -> String {
    said.ok()
        .and_then(|said| said.as_string())
        .unwrap_or_else(|| "offline".into())
}
