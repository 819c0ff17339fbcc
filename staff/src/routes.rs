//! The one table of addresses, relative to `/staff`.

use crate::features::home::HomePage;
use crate::features::not_found::NotFoundPage;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage />
        </FlatRoutes>
    }
}
