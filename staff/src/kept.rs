//! What of a trainer's work stays on this device for when there is no line: `public/drafts.js` seals it, this asks.

use crate::storage;
use api::session::StaffSessionResponse;
use js_sys::{Array, Promise};
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fuminDrafts)]
    fn ask(what: &str, first: &str, second: &str, third: &JsValue) -> Promise;
}

thread_local! {
    /// Whether a key is taken up: without one the device is not asked at all.
    static KEEPS: Cell<bool> = const { Cell::new(false) };
}

/// What the names of ticks begin with.
pub(crate) const TICKS: &str = "ticks/";
/// Who was signed in, without the key.
const SESSION: &str = "session";

fn asked(what: &str, first: &str, second: &str) -> Option<JsFuture> {
    let keeps = KEEPS.get();
    keeps.then(|| JsFuture::from(ask(what, first, second, &JsValue::UNDEFINED)))
}

/// Takes up the key of a trainer who signed in, and keeps who that is.
pub(crate) fn begin(officer: &StaffSessionResponse) {
    let device = officer.device.as_ref();
    let Some(device) = device.filter(|_| !storage::is_shared()) else {
        // Whoever was here before is not to be seen without a line either.
        lock();
        return;
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of some hours are exact"
    )]
    let lasts_ms = device.lasts_ms as f64;
    // Asked before anything else can be: what is asked is done in turn.
    let begun = JsFuture::from(ask("begin", &device.key, &device.mark, &lasts_ms.into()));
    KEEPS.set(true);
    let known = StaffSessionResponse {
        device: None,
        ..officer.clone()
    };
    spawn_local(async move {
        if begun.await.is_err() {
            KEEPS.set(false);
        } else if let Ok(text) = serde_json::to_string(&known) {
            put(SESSION, &text).await;
        }
    });
}

/// Without a line: who was signed in, where the key is still here.
pub(crate) async fn resume() -> Option<StaffSessionResponse> {
    if storage::is_shared() {
        return None;
    }
    let found = JsFuture::from(ask("resume", "", "", &JsValue::UNDEFINED)).await;
    if !found.is_ok_and(|found| found.is_truthy()) {
        return None;
    }
    KEEPS.set(true);
    let found = all(SESSION).await;
    found
        .first()
        .and_then(|text| serde_json::from_str(text).ok())
}

/// The session is over: everything waits, sealed, for the same person.
pub(crate) fn lock() {
    KEEPS.set(false);
    let locked = JsFuture::from(ask("lock", "", "", &JsValue::UNDEFINED));
    spawn_local(async move { drop(locked.await) });
}

/// Keeps a text under a name, in place of what was there; says whether that went well.
pub(crate) async fn put(name: &str, text: &str) -> bool {
    match asked("put", name, text) {
        Some(put) => put.await.is_ok(),
        None => false,
    }
}

/// The texts whose names begin so.
pub(crate) async fn all(prefix: &str) -> Vec<String> {
    let Some(found) = asked("all", prefix, "") else {
        return Vec::new();
    };
    let Ok(found) = found.await else {
        return Vec::new();
    };
    let found = Array::from(&found);
    found.iter().filter_map(|text| text.as_string()).collect()
}

/// Whether ticks wait here that the server does not have yet, those of another trainer too: signing out takes away both,
/// whoever does it.
pub(crate) async fn has_unsent() -> bool {
    let found = JsFuture::from(ask("waits", "", "", &JsValue::UNDEFINED)).await;
    found.is_ok_and(|found| found.is_truthy())
}

/// Forgets what is kept under a name, unless another window has kept something newer there since it was read.
pub(crate) async fn forget(name: &str) {
    if let Some(dropped) = asked("drop", name, "") {
        drop(dropped.await);
    }
}

/// Forgets everything whose name begins so.
pub(crate) async fn clear(prefix: &str) {
    if let Some(cleared) = asked("clear", prefix, "") {
        drop(cleared.await);
    }
}

/// Lets the desk itself open without a line from now on.
pub(crate) async fn keep_desk() {
    if let Some(kept) = asked("desk", "", "") {
        drop(kept.await);
    }
}
