//! What of a form stays on this device until the server has it: `public/drafts.js` seals it, this asks.

use account::SignedIn;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // One way in for all that can be asked: each of its own weighs a binding on both sides.
    #[wasm_bindgen(js_name = fuminDrafts)]
    fn ask(what: &str, first: &str, second: &str, until_ms: f64) -> Promise;
}

async fn asked(what: &str, first: &str, second: &str, until_ms: f64) -> Result<JsValue, JsValue> {
    JsFuture::from(ask(what, first, second, until_ms)).await
}

/// Takes up the key of the person signed in; false where the device keeps nothing.
pub(crate) async fn begin(person: &SignedIn) -> bool {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 are exact for 285,000 years"
    )]
    let until_ms = person.ends_ms as f64;
    let (key, mark) = (&person.device_key, &person.device_mark);
    asked("begin", key, mark, until_ms).await.is_ok()
}

/// Without a line: whether the key of who was signed in is still here.
pub(crate) async fn resume() -> bool {
    asked("resume", "", "", 0.0)
        .await
        .is_ok_and(|found| found.is_truthy())
}

/// The session is over: everything waits, sealed, for the same person.
pub(crate) async fn lock() {
    drop(asked("lock", "", "", 0.0).await);
}

/// Keeps a text under a name, in place of what was there; says whether that went well.
pub(crate) async fn put(name: &str, text: &str) -> bool {
    asked("put", name, text, 0.0).await.is_ok()
}

/// The texts whose names begin so.
pub(crate) async fn all(prefix: &str) -> Vec<String> {
    let Ok(found) = asked("all", prefix, "", 0.0).await else {
        return Vec::new();
    };
    let found = Array::from(&found);
    found.iter().filter_map(|text| text.as_string()).collect()
}

/// Forgets what is under a name, unless another window has kept something newer there.
pub(crate) async fn forget(name: &str) {
    drop(asked("drop", name, "", 0.0).await);
}

/// Forgets everything whose name begins so.
pub(crate) async fn clear(prefix: &str) {
    drop(asked("clear", prefix, "", 0.0).await);
}
