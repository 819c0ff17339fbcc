//! A state as word, icon and colour: never colour alone.

use crate::{
    IconName, Text, Tone,
    element::{Element, el},
    icon::icon,
};
use leptos::prelude::*;

/// A state in one word.
#[component]
pub fn StatusTag(
    /// How it stands.
    tone: Tone,
    /// The word.
    #[prop(into)]
    label: Text,
    /// Another drawing than the tone's own, such as a clock for waiting.
    #[prop(optional)]
    icon: Option<IconName>,
) -> impl IntoView {
    drawn(tone, label, icon.unwrap_or(tone.icon())).into_any()
}

/// The state with its tone's own drawing, where a page is written as data.
pub fn status_tag(tone: Tone, label: impl Into<Text>) -> Element {
    drawn(tone, label.into(), tone.icon())
}

fn drawn(tone: Tone, label: Text, name: IconName) -> Element {
    el("span")
        .class("status-tag")
        .attr("data-tone", tone.name())
        .child(icon(name))
        .child(label)
}
