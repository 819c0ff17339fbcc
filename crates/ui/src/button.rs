//! What a person presses, and the link that looks like it.

use crate::Text;
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
    let press = move |event: leptos::ev::MouseEvent| {
        if pending.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class=kind.class()
            type=if on_press.is_some() { "button" } else { "submit" }
            aria-disabled=move || pending.get().then_some("true")
            on:click=press
        >
            {children()}
            {move || pending.get().then(|| view! { <span class="button__pending" role="status">{t::common::sending()}</span> })}
        </button>
    }
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
    view! {
        <a class=kind.class() rel=crate::rel(&href) href=href>
            {children()}
        </a>
    }
    .into_any()
}
