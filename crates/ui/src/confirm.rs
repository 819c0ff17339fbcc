//! A second thought in place, without a dialog.

use crate::{Button, ButtonKind, Text};
use i18n::t;
use leptos::{html, prelude::*};

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
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |was_drawn: Option<bool>| {
        let drawn = place.get();
        if let (Some(true), Some(place)) = (was_drawn, &drawn) {
            let _ = place.focus();
        }
        was_drawn == Some(true) || drawn.is_some()
    });
    move || {
        if !is_open.get() {
            let label = label.clone();
            return view! {
                <div tabindex="-1" node_ref=place>
                    <Button kind=ButtonKind::Secondary on_press=move |()| is_open.set(true)>{label}</Button>
                </div>
            }
            .into_any();
        }
        let (question, action) = (question.clone(), action.clone());
        view! {
            <div class="confirm" role="group" tabindex="-1" node_ref=place>
                <p role="status">{question}</p>
                <div class="confirm__buttons">
                    <Button kind=ButtonKind::Danger pending=pending on_press=on_confirm>{action}</Button>
                    <Button kind=ButtonKind::Secondary on_press=move |()| is_open.set(false)>{t::common::cancel()}</Button>
                </div>
            </div>
        }
        .into_any()
    }
}
