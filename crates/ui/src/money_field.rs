//! A sum in yuan.

use crate::{Bound, Text, field::Frame};
use domain::Money;
use i18n::t;
use leptos::prelude::*;

/// A sum in yuan as typed, read back below the way people say it (20 万元) so that a zero too many is seen.
#[component]
pub fn MoneyField(
    /// The control's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to fill it in.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// The text typed.
    #[prop(into)]
    value: Bound<String>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let (invalid, described_by) = (frame.invalid(), frame.described_by());
    let read_back = move || {
        Money::parse_yuan(value.get().trim())
            .ok()
            .map(i18n::money_in_words)
    };
    let control = view! {
        <div class="money-field">
            <input
                class="field__control field__control--short money-field__input"
                id=frame.id.clone()
                name=frame.id.clone()
                inputmode="decimal"
                autocomplete="off"
                aria-invalid=move || invalid.get()
                aria-describedby=move || described_by.get()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <span aria-hidden="true">{t::common::money::unit()}</span>
            <output class="money-field__words" for=frame.id.clone()>{read_back}</output>
        </div>
    };
    frame.around(control.into_any())
}
