//! What is around every page: header, the place for the page.

use crate::routes::Pages;
use i18n::t;
use leptos::prelude::*;
use leptos_router::components::Router;
use ui::{Bundle, SiteHeader, SkipLink};

/// The staff workspaces with their shell.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router base=Bundle::Staff.base()>
            <SkipLink />
            <SiteHeader home="/staff/" name=t::common::staff_site() />
            <main class="page page--wide" id="main" tabindex="-1">
                <Pages />
            </main>
        </Router>
    }
}
