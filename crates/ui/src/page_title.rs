//! A page's heading: the tab says it, and after a change of page the focus is on it.

use crate::Text;
use i18n::t;
use leptos::{html, prelude::*};
use std::sync::atomic::{AtomicBool, Ordering};

static HAS_SHOWN_A_PAGE: AtomicBool = AtomicBool::new(false);

/// The page's one `h1`. Every page begins with it; a screen reader then reads the new page's name.
#[component]
pub fn PageTitle(
    /// The page's name.
    #[prop(into)]
    title: Text,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    document().set_title(&t::common::page_title(&title));
    // The first page keeps the browser's own starting point.
    if HAS_SHOWN_A_PAGE.swap(true, Ordering::Relaxed) {
        Effect::new(move |_| {
            if let Some(heading) = heading.get() {
                let _ = heading.focus();
            }
        });
    }
    view! { <h1 class="page-title" tabindex="-1" node_ref=heading>{title}</h1> }.into_any()
}
