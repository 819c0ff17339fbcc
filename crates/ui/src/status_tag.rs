//! A state as word, icon and colour: never colour alone.

use crate::{Icon, IconName, Text, Tone};
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
    view! {
        <span class="status-tag" data-tone=tone.name()>
            <Icon name=icon.unwrap_or(tone.icon()) />
            {label}
        </span>
    }
    .into_any()
}
