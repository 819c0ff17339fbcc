//! The one table of addresses, relative to `/eligibility`; `Address` writes the same.

use crate::features::eligibility::{
    EligibilityProgrammePage, EligibilityQuestionPage, EligibilityResultPage, EligibilityStartPage,
};
use leptos::prelude::*;
use router::{Page, Routes};
use ui::NotFound;

const PAGES: &[Page] = &[
    ("/", || view! { <EligibilityStartPage /> }.into_any()),
    ("/question/:fact", || {
        view! { <EligibilityQuestionPage /> }.into_any()
    }),
    ("/programme/:programme", || {
        view! { <EligibilityProgrammePage /> }.into_any()
    }),
    ("/result", || view! { <EligibilityResultPage /> }.into_any()),
];

/// The page of the address shown.
#[component]
pub(crate) fn Pages() -> impl IntoView {
    view! { <Routes pages=PAGES fallback=|| view! { <NotFound home="/" /> }.into_any() /> }
}
