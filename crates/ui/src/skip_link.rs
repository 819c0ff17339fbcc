//! The first stop of the tab key.

use crate::element::el;
use i18n::t;
use leptos::prelude::*;

/// Leads past the header to `<main id="main">`.
#[component]
pub fn SkipLink() -> impl IntoView {
    el("a")
        .class("skip-link")
        .attr("href", "#main")
        .attr("rel", "external")
        .child(t::common::skip_link())
        .into_any()
}
