//! What is around every page: header, the four tasks, the place for the page.

use crate::routes::Pages;
use leptos::prelude::*;
use router::{Router, use_location};
use ui::{BottomBar, Bundle, SiteHeader};

/// The pages with their shell.
#[component]
pub(crate) fn App() -> impl IntoView {
    view! {
        <Router base=Bundle::Eligibility.base()>
            <Shell />
        </Router>
    }
}

#[component]
fn Shell() -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <SiteHeader />
        <BottomBar path=path />
        <main class="page" id="main" tabindex="-1">
            <Pages />
        </main>
    }
}
