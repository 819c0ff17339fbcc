//! What of a form stays on this device until the server has it: `public/drafts.js` seals it, this asks.

use account::SignedIn;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(js_namespace = fuminDrafts)]
extern "C" {
    #[wasm_bindgen(js_name = begin)]
    fn ask_to_begin(secret: &str, mark: &str, until_ms: f64) -> Promise;
    #[wasm_bindgen(js_name = resume)]
    fn ask_to_resume() -> Promise;
    #[wasm_bindgen(js_name = lock)]
    fn ask_to_lock() -> Promise;
    #[wasm_bindgen(js_name = put)]
    fn ask_to_put(name: &str, text: &str) -> Promise;
    #[wasm_bindgen(js_name = all)]
    fn ask_for_all(prefix: &str) -> Promise;
    #[wasm_bindgen(js_name = drop)]
    fn ask_to_drop(name: &str) -> Promise;
    #[wasm_bindgen(js_name = clear)]
    fn ask_to_clear(prefix: &str) -> Promise;
}

async fn done(asked: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(asked).await
}

/// Takes up the key of the person signed in; false where the device keeps nothing.
pub(crate) async fn begin(person: &SignedIn) -> bool {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 are exact for 285,000 years"
    )]
    let until_ms = person.ends_ms as f64;
    done(ask_to_begin(
        &person.device_key,
        &person.device_mark,
        until_ms,
    ))
    .await
    .is_ok()
}

/// Without a line: whether the key of who was signed in is still here.
pub(crate) async fn resume() -> bool {
    done(ask_to_resume())
        .await
        .is_ok_and(|found| found.is_truthy())
}

/// The session is over: everything waits, sealed, for the same person.
pub(crate) async fn lock() {
    drop(done(ask_to_lock()).await);
}

/// Keeps a text under a name, in place of what was there; says whether that went well.
pub(crate) async fn put(name: &str, text: &str) -> bool {
    done(ask_to_put(name, text)).await.is_ok()
}

/// The texts whose names begin so.
pub(crate) async fn all(prefix: &str) -> Vec<String> {
    let Ok(found) = done(ask_for_all(prefix)).await else {
        return Vec::new();
    };
    let found = Array::from(&found);
    found.iter().filter_map(|text| text.as_string()).collect()
}

/// Forgets what is under a name, unless another window has kept something newer there.
pub(crate) async fn forget(name: &str) {
    drop(done(ask_to_drop(name)).await);
}

/// Forgets everything whose name begins so.
pub(crate) async fn clear(prefix: &str) {
    drop(done(ask_to_clear(prefix)).await);
}
