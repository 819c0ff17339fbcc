//! The rules, fetched once for the life of the page: which pack is in force, then its rules and the words of one language.
//!
//! Rules and words are named by the pack's hash and never change, so the browser keeps them for good. What says which pack
//! is in force brings the first question along: it can be put before the rules are here.

use std::sync::{Arc, OnceLock};

use api::policy::{OpeningQuestion, PolicyPackPointer};
use client::{Anonymous, ClientError, both};
use gloo_timers::future::TimeoutFuture;
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

/// The rules in force, when they are here.
pub(super) fn pack_at_hand() -> Option<Arc<Pack>> {
    PACK.get().cloned()
}

/// The first question as a pack of this one fact, or the rules themselves where it did not come.
pub(super) async fn fetch_opening() -> Result<Arc<Pack>, ClientError> {
    let opening = pointer_at_hand().await.and_then(|pointer| pointer.opening);
    match opening.and_then(|opening| read_opening(&opening)) {
        Some(pack) => Ok(pack),
        None => fetch_pack().await,
    }
}

fn read_opening(opening: &OpeningQuestion) -> Option<Arc<Pack>> {
    let mut pack = Pack::from_parts(&opening.rules).ok()?;
    let language = language_of_words();
    let words = match language {
        "en" => &opening.words_en,
        _ => &opening.words_zh,
    };
    pack.add_words(language, words).ok()?;
    Some(Arc::new(pack))
}

/// The rules in force.
pub(super) async fn fetch_pack() -> Result<Arc<Pack>, ClientError> {
    if let Some(pack) = pack_at_hand() {
        return Ok(pack);
    }
    let hash = match pointer_at_hand().await {
        Some(pointer) => pointer.hash,
        None => find_hash().await?,
    };
    let language = language_of_words();
    let (rules, words) = both(
        Anonymous.find_policy_rules(&hash),
        Anonymous.find_policy_words(&hash, language),
    )
    .await;
    breathe().await;
    let mut pack = Pack::from_parts(&rules?).map_err(|_| ClientError::Unreadable)?;
    breathe().await;
    pack.add_words(language, &words?)
        .map_err(|_| ClientError::Unreadable)?;
    memory::remember_pack(&hash);
    breathe().await;
    Ok(Arc::clone(PACK.get_or_init(|| Arc::new(pack))))
}

/// Lets the browser answer whoever presses meanwhile: one after the other without a stop, reading the rules, reading the
/// words and reckoning by them keep a slow phone from that.
async fn breathe() {
    TimeoutFuture::new(0).await;
}

/// What boot.js asks for while the app is on its way.
async fn pointer_at_hand() -> Option<PolicyPackPointer> {
    let asked = js_sys::Reflect::get(&window(), &"fuminPack".into()).ok()?;
    let answer = JsFuture::from(asked.dyn_into::<Promise>().ok()?).await;
    json::from_str(&answer.ok()?.as_string()?).ok()
}

async fn find_hash() -> Result<String, ClientError> {
    match Anonymous.find_policy_pack_pointer().await {
        Ok(pointer) => Ok(pointer.hash),
        // Without a line the rules seen last are better than none, where the browser still has them.
        Err(ClientError::Offline) => memory::pack_seen_last().ok_or(ClientError::Offline),
        Err(error) => Err(error),
    }
}

/// A pack that is on its way.
pub(super) type Awaiting = Fetched<Result<Arc<Pack>, ClientError>>;

/// Draws with the rules, at once when they are at hand.
pub(super) fn with_pack(draw: impl Fn(Arc<Pack>) -> AnyView + Send + Sync + 'static) -> AnyView {
    match pack_at_hand() {
        Some(pack) => draw(pack),
        None => when_here(Fetched::new(fetch_pack), draw),
    }
}

/// Draws with a pack as soon as it is here.
pub(super) fn when_here(
    pack: Awaiting,
    draw: impl Fn(Arc<Pack>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    // The page's own title comes with the rules; until then there is one to read.
    let title = move || {
        let is_waiting = !matches!(pack.get(), Some(Ok(_)));
        is_waiting.then(|| el("h1").class("page-title").child(t::eligibility::title()))
    };
    let page = view! { <Loadable resource=pack view=Callback::new(draw) /> };
    vec![title.into_child(), page.into_any()].into_child()
}
