//! The mark on everything made up for show.

use i18n::t;
use leptos::prelude::*;

/// Says 示例 wherever sample data is shown; its title says what that means.
#[component]
pub fn SampleMark() -> impl IntoView {
    view! { <span class="sample-mark" title=t::common::sample_note()>{t::common::sample()}</span> }
        .into_any()
}
