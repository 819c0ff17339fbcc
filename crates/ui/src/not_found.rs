//! The answer to an address that leads nowhere.

use crate::{LinkButton, PageTitle};
use i18n::t;
use leptos::prelude::*;

/// Says that there is no such page, and leads home.
#[component]
pub fn NotFound(
    /// The first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <PageTitle title=t::common::not_found::title() />
        <p>{t::common::not_found::detail()}</p>
        <LinkButton href=home>{t::common::not_found::home()}</LinkButton>
    }
    .into_any()
}
