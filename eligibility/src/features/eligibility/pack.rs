//! The rules, fetched once for the life of the page.

use std::sync::{Arc, OnceLock};

use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use policy::Pack;
use ui::{Fetched, Loadable};

static PACK: OnceLock<Arc<Pack>> = OnceLock::new();

/// The rules in force.
pub(super) async fn fetch_pack() -> Result<Arc<Pack>, ClientError> {
    if let Some(pack) = PACK.get() {
        return Ok(Arc::clone(pack));
    }
    let text = Anonymous.find_policy_pack().await?;
    let pack = Pack::from_json(&text).map_err(|_| ClientError::Unreadable)?;
    Ok(Arc::clone(PACK.get_or_init(|| Arc::new(pack))))
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
        is_waiting.then(|| view! { <h1 class="page-title">{t::eligibility::title()}</h1> })
    };
    view! {
        {title}
        <Loadable resource=pack view=Callback::new(draw) />
    }
    .into_any()
}
