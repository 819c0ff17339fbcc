//! One page back, as a link with an address.

use crate::{IconName, Text, icon::icon, link::link};
use i18n::t;
use leptos::prelude::*;

/// Leads to the page above this one.
#[component]
pub fn BackLink(
    /// The page above.
    #[prop(into)]
    href: Text,
    /// Its name; without one, just "back".
    #[prop(into, optional)]
    label: Option<Text>,
) -> impl IntoView {
    link(href)
        .class("back-link")
        .child(icon(IconName::Back))
        .child(label.unwrap_or_else(|| t::common::back().into()))
        .into_any()
}
