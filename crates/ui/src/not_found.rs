//! The answer to an address that leads nowhere.

use crate::{LinkButton, element::el, page_title::page_title};
use i18n::t;
use leptos::prelude::*;

/// Says that there is no such page, and leads home.
#[component]
pub fn NotFound(
    /// The first page.
    home: &'static str,
) -> impl IntoView {
    let way_out = view! { <LinkButton href=home>{t::common::not_found::home()}</LinkButton> };
    vec![
        page_title(t::common::not_found::title()).into_any(),
        el("p").child(t::common::not_found::detail()).into_any(),
        way_out.into_any(),
    ]
    .into_any()
}
