//! What a person presses, and the link that looks like it.

use crate::{Text, element::el, link::link};
use i18n::t;
use leptos::prelude::*;

/// How much a button asks for attention: one primary a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The next step.
    #[default]
    Primary,
    /// Everything else.
    Secondary,
    /// What cannot be undone.
    Danger,
    /// Looks like a link; for small things inside text.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Secondary => "button button--secondary",
            Self::Danger => "button button--danger",
            Self::Quiet => "button button--quiet",
        }
    }
}

/// A button. Without `on_press` it submits the form around it; while pending it says so and takes no second press.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether the last press is still being carried out.
    #[prop(into, optional)]
    pending: Signal<bool>,
    /// What a press does.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let press = move |event: web_sys::Event| {
        if pending.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let note = move || {
        pending.get().then(|| {
            el("span")
                .class("button__pending")
                .attr("role", "status")
                .child(t::common::sending())
        })
    };
    el("button")
        .class(kind.class())
        .attr(
            "type",
            if on_press.is_some() {
                "button"
            } else {
                "submit"
            },
        )
        .attr("aria-disabled", move || pending.get().then_some("true"))
        .on("click", press)
        .child(children())
        .child(note)
        .into_any()
}

/// A link that looks like a button: for going on to another page.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Text,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Its words.
    children: Children,
) -> impl IntoView {
    link(href).class(kind.class()).child(children()).into_any()
}
