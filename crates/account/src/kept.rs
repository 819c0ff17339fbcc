//! What of a form stays on this device until the server has it: `public/drafts.js` seals it, this asks. Only the bundles
//! whose page brings that script may call anything here. What takes the key away where a session has ended is `public/boot.js`.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::SignedIn;

#[wasm_bindgen]
extern "C" {
    /// Asks the script one thing with up to three things said. One way in for all that can be asked: each of its own weighs a
    /// binding on both sides.
    #[wasm_bindgen(js_name = fuminDrafts)]
    pub fn ask(what: &str, first: &str, second: &str, third: &JsValue) -> Promise;
}

async fn asked(what: &str, first: &str, second: &str) -> Result<JsValue, JsValue> {
    JsFuture::from(ask(what, first, second, &JsValue::UNDEFINED)).await
}

/// Takes up the key of the person signed in; false where the device keeps nothing.
pub async fn begin(person: &SignedIn) -> bool {
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
pub async fn resume() -> bool {
    asked("resume", "", "")
        .await
        .is_ok_and(|found| found.is_truthy())
}

/// Keeps a text under a name, in place of what was there; says whether that went well.
pub async fn put(name: &str, text: &str) -> bool {
    asked("put", name, text).await.is_ok()
}

/// The texts whose names begin so.
pub async fn all(prefix: &str) -> Vec<String> {
    let Ok(found) = asked("all", prefix, "").await else {
        return Vec::new();
    };
    let found = Array::from(&found);
    found.iter().filter_map(|text| text.as_string()).collect()
}

/// Forgets what is under a name, unless another window has kept something newer there.
pub async fn forget(name: &str) {
    drop(asked("drop", name, "").await);
}

/// Forgets everything whose name begins so.
pub async fn clear(prefix: &str) {
    drop(asked("clear", prefix, "").await);
}
