//! A sum in yuan.

use crate::{Bound, Text, element::el, field::Frame};
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
    let read_back = move || {
        Money::parse_yuan(value.get().trim())
            .ok()
            .map(i18n::money_in_words)
    };
    let control = frame
        .control(
            "input",
            "field__control field__control--short money-field__input",
        )
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .prop("value", move || value.get())
        .on("input", move |event| value.set(event_target_value(&event)));
    let unit = el("span")
        .attr("aria-hidden", "true")
        .child(t::common::money::unit());
    let words = el("output")
        .class("money-field__words")
        .attr("for", frame.id.clone())
        .child(read_back);
    frame.around(
        el("div")
            .class("money-field")
            .child(control)
            .child(unit)
            .child(words),
    )
}
