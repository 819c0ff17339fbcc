//! The answer to an address that leads nowhere.

use i18n::t;
use leptos::prelude::*;
use ui::{LinkButton, PageTitle};

/// Says that there is no such page, and leads home.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! {
        <PageTitle title=t::common::not_found::title() />
        <p>{t::common::not_found::detail()}</p>
        <LinkButton href="/my/">{t::common::not_found::home()}</LinkButton>
    }
    .into_any()
}
