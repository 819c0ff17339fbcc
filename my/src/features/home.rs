//! The first of the residents' own pages.

use i18n::t;
use leptos::prelude::*;
use ui::PageTitle;

/// The first page.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    view! { <PageTitle title=t::common::my_pages() /> }
}
