//! A page's heading: the tab says it, and after a change of page the focus is on it.

use crate::{
    Text,
    element::{Element, el},
};
use i18n::t;
use leptos::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

static HAS_SHOWN_A_PAGE: AtomicBool = AtomicBool::new(false);

/// The page's one `h1`. Every page begins with it; a screen reader then reads the new page's name.
#[component]
pub fn PageTitle(
    /// The page's name.
    #[prop(into)]
    title: Text,
) -> impl IntoView {
    page_title(title).into_any()
}

/// The heading, where a page is written as data.
pub fn page_title(title: impl Into<Text>) -> Element {
    let title = title.into();
    document().set_title(&t::common::page_title(&title));
    // The first page keeps the browser's own starting point.
    let takes_focus = HAS_SHOWN_A_PAGE.swap(true, Ordering::Relaxed);
    el("h1")
        .class("page-title")
        .attr("tabindex", "-1")
        .focused(takes_focus)
        .child(title)
}

/// Puts the focus on the heading: for whoever pressed a button that is gone now.
pub fn focus_title() {
    let heading = document().query_selector("h1.page-title").ok().flatten();
    if let Some(heading) = heading.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}
