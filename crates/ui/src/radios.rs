//! One choice of a few.

use crate::{
    Bound, Choice, Text,
    element::{Element, el},
    field::Frame,
};
use leptos::prelude::*;

/// Radio buttons under one question. The first has the group's id, so that an error can lead there.
#[component]
pub fn Radios(
    /// The group's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to choose.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// The options, in order.
    choices: Vec<Choice>,
    /// The code chosen; empty for none.
    #[prop(into)]
    value: Bound<String>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let options: Vec<Element> = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let code = choice.value.clone();
            let is_chosen = Signal::derive(move || value.get() == code);
            option(
                &frame,
                at,
                choice,
                "radio",
                is_chosen,
                Callback::new(move |(code, _)| value.set(code)),
            )
        })
        .collect();
    frame.around_group(el("div").class("radios").child(options))
}

/// One option's control, label and second line; shared with checkboxes.
pub(crate) fn option(
    frame: &Frame,
    at: usize,
    choice: Choice,
    kind: &'static str,
    is_chosen: Signal<bool>,
    on_change: Callback<(String, bool)>,
) -> Element {
    let id = if at == 0 {
        frame.id.to_string()
    } else {
        format!("{}-{at}", frame.id)
    };
    let invalid = frame.invalid();
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-about"));
    let code = choice.value.to_string();
    let hint = choice.hint.map(|hint| {
        el("span")
            .class("radios__hint")
            .id(hint_id.clone())
            .child(hint)
    });
    let control = el("input")
        .class("radios__input")
        .id(id.clone())
        .attr("type", kind)
        .attr("name", frame.id.clone())
        .attr("value", choice.value)
        .attr("aria-describedby", hint_id.clone())
        .attr("aria-invalid", move || invalid.get())
        .prop("checked", move || is_chosen.get())
        .on("change", move |event| {
            on_change.run((code.clone(), event_target_checked(&event)))
        });
    let label = el("label")
        .class("radios__label")
        .attr("for", id)
        .child(choice.label);
    el("div")
        .class("radios__option")
        .child(control)
        .child(label)
        .child(hint)
}
