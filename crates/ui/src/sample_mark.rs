//! The mark on everything made up for show.

use crate::element::el;
use i18n::t;
use leptos::prelude::*;

/// Says 示例 wherever sample data is shown; its title says what that means.
#[component]
pub fn SampleMark() -> impl IntoView {
    el("span")
        .class("sample-mark")
        .attr("title", t::common::sample_note())
        .child(t::common::sample())
        .into_any()
}
