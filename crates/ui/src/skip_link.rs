//! The first stop of the tab key.

use i18n::t;
use leptos::prelude::*;

/// Leads past the header to `<main id="main">`.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href="#main" rel="external">{t::common::skip_link()}</a> }
        .into_any()
}
