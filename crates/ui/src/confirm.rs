//! A second thought in place, without a dialog.

use crate::{Button, ButtonKind, Text};
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
    move || {
        if !is_open.get() {
            let label = label.clone();
            return view! { <Button kind=ButtonKind::Secondary on_press=move |()| is_open.set(true)>{label}</Button> }.into_any();
        }
        let (question, action) = (question.clone(), action.clone());
        view! {
            <div class="confirm" role="group">
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
