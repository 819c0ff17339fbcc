//! One choice of many.

use crate::{Bound, Choice, Text, field::Frame};
use i18n::t;
use leptos::prelude::*;

/// A list to choose one of: townships, banks. For fewer than seven, use radios.
#[component]
pub fn Select(
    /// The control's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to choose.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// The options, in order; may arrive later.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The code chosen; empty for none.
    #[prop(into)]
    value: Bound<String>,
    /// What the empty option says instead of "please choose".
    #[prop(into, optional)]
    empty: Option<Text>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let (invalid, described_by) = (frame.invalid(), frame.described_by());
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|choice| {
                let code = choice.value.clone();
                view! { <option value=choice.value prop:selected=move || value.get() == code>{choice.label}</option> }
            })
            .collect_view()
    };
    let control = view! {
        <select
            class="field__control"
            id=frame.id.clone()
            name=frame.id.clone()
            aria-invalid=move || invalid.get()
            aria-describedby=move || described_by.get()
            on:change=move |event| value.set(event_target_value(&event))
        >
            <option value="" prop:selected=move || value.get().is_empty()>
                {empty.unwrap_or_else(|| t::common::choose().into())}
            </option>
            {options}
        </select>
    };
    frame.around(control.into_any())
}
