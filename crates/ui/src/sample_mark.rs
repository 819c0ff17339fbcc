//! The mark on everything made up for show.

use crate::element::{Element, el};
use i18n::t;
use leptos::prelude::*;

/// Says 示例 wherever sample data is shown; its title says what that means.
#[component]
pub fn SampleMark() -> impl IntoView {
    sample_mark().into_any()
}

/// The mark, where a page is written as data.
pub fn sample_mark() -> Element {
    el("span")
        .class("sample-mark")
        .attr("title", t::common::sample_note())
        .child(t::common::sample())
}
