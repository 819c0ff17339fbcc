//! The one table of addresses, relative to `/calculator`.

use crate::features::calculator::CalculatorPage;
use leptos::prelude::*;
use router::{Page, Routes};
use ui::NotFound;

const PAGES: &[Page] = &[("/", || view! { <CalculatorPage /> }.into_any())];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFound home="/" /> }.into_any() /> }
}
