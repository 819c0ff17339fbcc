//! What of a form stays on this device until the server has it: `public/drafts.js` seals it, this asks.

use account::SignedIn;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    // One way in for all that can be asked: each of its own weighs a binding on both sides.
    #[wasm_bindgen(js_name = fuminDrafts)]
    fn ask(what: &str, first: &str, second: &str, third: &JsValue) -> Promise;
}

async fn asked(what: &str, first: &str, second: &str) -> Result<JsValue, JsValue> {
    JsFuture::from(ask(what, first, second, &JsValue::UNDEFINED)).await
}

/// Takes up the key of the person signed in; false where the device keeps nothing.
pub(crate) async fn begin(person: &SignedIn) -> bool {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of some hours are exact"
    )]
    let lasts_ms = person.lasts_ms as f64;
    let (key, mark) = (&person.device_key, &person.device_mark);
    JsFuture::from(ask("begin", key, mark, &lasts_ms.into()))
        .await
        .is_ok()
}

/// Without a line: whether the key of who was signed in is still here.
pub(crate) async fn resume() -> bool {
    asked("resume", "", "")
        .await
        .is_ok_and(|found| found.is_truthy())
}

/// The session is over: everything waits, sealed, for the same person.
pub(crate) async fn lock() {
    drop(asked("lock", "", "").await);
}

/// Keeps a text under a name, in place of what was there; says whether that went well.
pub(crate) async fn put(name: &str, text: &str) -> bool {
    asked("put", name, text).await.is_ok()
}

/// The texts whose names begin so.
pub(crate) async fn all(prefix: &str) -> Vec<String> {
    let Ok(found) = asked("all", prefix, "").await else {
        return Vec::new();
    };
    let found = Array::from(&found);
    found.iter().filter_map(|text| text.as_string()).collect()
}

/// Forgets what is under a name, unless another window has kept something newer there.
pub(crate) async fn forget(name: &str) {
    drop(asked("drop", name, "").await);
}

/// Forgets everything whose name begins so.
pub(crate) async fn clear(prefix: &str) {
    drop(asked("clear", prefix, "").await);
}

/// Keeps a photo of a paper, made small; empty once it is safe here or held by the page, else the code of why it is not
/// taken.
pub(crate) async fn take_photo(id: &str, kind: &str, file: &File) -> String {
    let taken = JsFuture::from(ask("photo", id, kind, file)).await;
    text_of(taken)
}

/// The kinds of papers of which photos wait here, one for each photo, with commas between.
pub(crate) async fn photo_kinds(id: &str) -> String {
    let found = asked("kinds", id, "").await;
    found
        .ok()
        .and_then(|found| found.as_string())
        .unwrap_or_default()
}

/// Sends the photos of an application that wait; empty once none does any more, else why.
pub(crate) async fn send_photos(id: &str) -> String {
    text_of(asked("send", id, "").await)
}

/// Shows them on a page of papers, and sends them.
pub(crate) async fn show_photos(id: &str) {
    drop(asked("show", id, "").await);
}

/// What a script said; where it could not be fetched there is no line.
fn text_of(said: Result<JsValue, JsValue>) -> String {
    said.ok()
        .and_then(|said| said.as_string())
        .unwrap_or_else(|| "offline".into())
}
