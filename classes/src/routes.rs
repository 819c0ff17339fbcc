//! From the address to the page. The table of addresses is [`Place`].

use crate::features::{mine, searches::SearchesPage};
use crate::place::SEARCHES;
use account::{Place, Shell, SignedInOnly};
use leptos::prelude::*;
use router::use_location;
use ui::{Bundle, NotFound};

/// The pages with what is around each.
#[component]
pub(crate) fn App() -> impl IntoView {
    let pages = || view! { <Pages /> }.into_any();
    view! { <Shell bundle=Bundle::Classes pages=pages /> }
}

/// The page of the address shown.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let shown = Memo::new(move |_| path.with(|path| Place::parse(path)));
    move || match shown.get() {
        Place::Enrol => {
            let view = |resident| view! { <mine::EnrolPage resident=resident /> }.into_any();
            view! { <SignedInOnly view=view /> }.into_any()
        }
        Place::Courses => {
            let view = |resident| view! { <mine::CoursesPage resident=resident /> }.into_any();
            view! { <SignedInOnly view=view /> }.into_any()
        }
        // An address of this bundle alone: the others, which share the table, have no bytes for it.
        Place::Unknown if path.with(|path| path.trim_end_matches('/') == SEARCHES) => {
            let view = |resident| view! { <SearchesPage resident=resident /> }.into_any();
            view! { <SignedInOnly view=view /> }.into_any()
        }
        _ => view! { <NotFound home="/classes/" /> }.into_any(),
    }
}
