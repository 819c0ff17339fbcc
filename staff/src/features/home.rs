//! The first of the staff workspaces.

use i18n::t;
use leptos::prelude::*;
use ui::PageTitle;

/// The first page.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    view! { <PageTitle title=t::common::staff_site() /> }
}
