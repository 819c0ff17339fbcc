//! One choice of many.

use crate::{
    Bound, Choice, Text,
    element::{Element, el},
    field::Frame,
};
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
    let options = move || {
        let option = |choice: Choice| {
            let code = choice.value.clone();
            el("option")
                .attr("value", choice.value)
                .prop("selected", move || value.get() == code)
                .child(choice.label)
        };
        choices
            .get()
            .into_iter()
            .map(option)
            .collect::<Vec<Element>>()
    };
    let none = el("option")
        .attr("value", "")
        .prop("selected", move || value.get().is_empty())
        .child(empty.unwrap_or_else(|| t::common::choose().into()));
    let control = frame
        .control("select", "field__control")
        .on("change", move |event| value.set(event_target_value(&event)))
        .child(none)
        .child(options);
    frame.around(control)
}
