//! What is around every page: header, the four tasks, the place for the page.

use crate::features::courses::provide_courses_memory;
use crate::routes::Pages;
use leptos::prelude::*;
use router::{Router, use_location};
use ui::{BottomBar, SiteHeader};

/// The public pages with their shell.
#[component]
pub(crate) fn App() -> impl IntoView {
    provide_courses_memory();
    view! {
        <Router>
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
