//! What is typed is kept in the tab until it is saved: a reload or an ended session loses nothing.

use crate::storage::StorageKey;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// A draft of a form, kept under a key while it differs from what is saved.
pub(super) fn kept<T>(key: String, saved: Signal<T>) -> RwSignal<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let key = StorageKey::Policy(key);
    let found = key
        .read()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_else(|| saved.get_untracked());
    let typed = RwSignal::new(found);
    Effect::new(move |_| {
        let typed = typed.get();
        match serde_json::to_string(&typed) {
            Ok(text) if saved.with(|saved| *saved != typed) => key.write(&text),
            _ => key.remove(),
        }
    });
    typed
}
