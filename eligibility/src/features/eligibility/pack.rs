//! The rules, fetched once for the life of the page: which pack is in force, then its rules and the words of one language.
//!
//! Rules and words are named by the pack's hash and never change, so the browser keeps them for good.

use std::sync::{Arc, OnceLock};

use client::{Anonymous, ClientError};
use i18n::t;
use js_sys::Promise;
use leptos::prelude::*;
use policy::Pack;
use ui::{
    Fetched, Loadable,
    element::{IntoChild, el},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{memory, words::language_of_words};

static PACK: OnceLock<Arc<Pack>> = OnceLock::new();

/// The rules in force.
pub(super) async fn fetch_pack() -> Result<Arc<Pack>, ClientError> {
    if let Some(pack) = PACK.get() {
        return Ok(Arc::clone(pack));
    }
    let hash = match hash_at_hand().await {
        Some(hash) => hash,
        None => find_hash().await?,
    };
    let language = language_of_words();
    let rules = Anonymous.find_policy_rules(&hash).await?;
    let words = Anonymous.find_policy_words(&hash, language).await?;
    let mut pack = Pack::from_parts(&rules).map_err(|_| ClientError::Unreadable)?;
    pack.add_words(language, &words)
        .map_err(|_| ClientError::Unreadable)?;
    memory::remember_pack(&hash);
    Ok(Arc::clone(PACK.get_or_init(|| Arc::new(pack))))
}

/// The hash that boot.js asks for while the app is on its way.
async fn hash_at_hand() -> Option<String> {
    let asked = js_sys::Reflect::get(&window(), &"fuminPack".into()).ok()?;
    let answer = JsFuture::from(asked.dyn_into::<Promise>().ok()?).await;
    answer.ok()?.as_string()
}

async fn find_hash() -> Result<String, ClientError> {
    match Anonymous.find_policy_pack_pointer().await {
        Ok(pointer) => Ok(pointer.hash),
        // Without a line the rules seen last are better than none, where the browser still has them.
        Err(ClientError::Offline) => memory::pack_seen_last().ok_or(ClientError::Offline),
        Err(error) => Err(error),
    }
}

/// Draws with the rules, at once when they are at hand.
pub(super) fn with_pack(draw: impl Fn(Arc<Pack>) -> AnyView + Send + Sync + 'static) -> AnyView {
    if let Some(pack) = PACK.get() {
        return draw(Arc::clone(pack));
    }
    let pack = Fetched::new(fetch_pack);
    // The page's own title comes with the rules; until then there is one to read.
    let title = move || {
        let is_waiting = !matches!(pack.get(), Some(Ok(_)));
        is_waiting.then(|| el("h1").class("page-title").child(t::eligibility::title()))
    };
    let page = view! { <Loadable resource=pack view=Callback::new(draw) /> };
    vec![title.into_child(), page.into_any()].into_child()
}
