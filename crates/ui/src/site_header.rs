//! The top of every page: the way past it, whose portal it is, large type, the other language.

use crate::{Text, element::el, link::link, skip_link::skip_link};
use i18n::{Language, language, t};
use leptos::prelude::*;

/// The header. boot.js acts on `data-set-lang` and `data-toggle-large`, so the two switches work before WebAssembly does.
#[component]
pub fn SiteHeader(
    /// Where the name leads.
    #[prop(default = "/")]
    home: &'static str,
    /// The name, where it is not the portal's own.
    #[prop(into, optional)]
    name: Option<Text>,
    /// More to show beside the switches, such as signing out.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (other, other_tag) = match language() {
        Language::Chinese => (t::common::other_language(), Language::English.tag()),
        Language::English => (t::common::other_language(), Language::Chinese.tag()),
    };
    let is_large = document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-large"));
    let switch = || {
        el("button")
            .class("site-header__switch")
            .attr("type", "button")
    };
    let large = switch()
        .attr("data-toggle-large", "")
        .attr("aria-pressed", is_large.to_string())
        .child(t::common::large_type());
    let language = switch()
        .attr("data-set-lang", other_tag)
        .attr("lang", other_tag)
        .child(other);
    let switches = el("div")
        .class("site-header__switches")
        .child(children.map(|children| children()))
        .child(large)
        .child(language);
    let name = link(home)
        .class("site-header__name")
        .child(name.unwrap_or_else(|| t::common::site().into()));
    el("header")
        .class("site-header")
        .child(skip_link())
        .child(name)
        .child(switches)
        .into_any()
}
