//! A second thought in place, without a dialog.

use crate::{
    Button, ButtonKind, Text,
    element::{IntoChild, el},
};
use i18n::t;
use leptos::prelude::*;

/// A secondary button that opens a question below it; only the answer there acts.
#[component]
pub fn Confirm(
    /// The first button.
    #[prop(into)]
    label: Text,
    /// What will happen.
    #[prop(into)]
    question: Text,
    /// The button that acts.
    #[prop(into)]
    action: Text,
    /// Whether the action is under way.
    #[prop(into, optional)]
    pending: Signal<bool>,
    /// Carries it out.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // The pressed button goes away, so the focus moves to what stands in its place.
    let was_drawn = StoredValue::new(false);
    let draw = move || {
        let takes_focus = was_drawn.get_value();
        was_drawn.set_value(true);
        let place = el("div").attr("tabindex", "-1").focused(takes_focus);
        if !is_open.get() {
            let label = label.clone();
            let open = view! { <Button kind=ButtonKind::Secondary on_press=move |()| is_open.set(true)>{label}</Button> };
            return place.child(open.into_any());
        }
        let action = action.clone();
        let buttons = view! {
            <Button kind=ButtonKind::Danger pending=pending on_press=on_confirm>{action}</Button>
            <Button kind=ButtonKind::Secondary on_press=move |()| is_open.set(false)>{t::common::cancel()}</Button>
        };
        place
            .class("confirm")
            .attr("role", "group")
            .child(el("p").attr("role", "status").child(question.clone()))
            .child(
                el("div")
                    .class("confirm__buttons")
                    .child(buttons.into_any()),
            )
    };
    draw.into_child()
}
