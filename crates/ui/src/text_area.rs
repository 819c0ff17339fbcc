//! Several lines of text.

use crate::{
    Bound, Text,
    element::{IntoChild, el},
    field::Frame,
};
use i18n::t;
use leptos::prelude::*;

/// A text area that counts down to its limit but lets people type past it: nothing typed is cut off.
#[component]
pub fn TextArea(
    /// The control's id, and its key among the form's errors.
    #[prop(into)]
    id: Text,
    /// The question.
    #[prop(into)]
    label: Text,
    /// How to fill it in.
    #[prop(into, optional)]
    hint: Option<Text>,
    /// What it shows and changes.
    #[prop(into)]
    value: Bound<String>,
    /// The most characters that will be accepted.
    #[prop(optional)]
    limit: Option<usize>,
    /// Lines shown.
    #[prop(default = 5)]
    rows: u32,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let count = move || {
        let limit = limit?;
        let typed = value.get().chars().count();
        let words = match limit.checked_sub(typed) {
            Some(left) => t::common::text::left(left),
            None => t::common::text::over(typed - limit),
        };
        Some(el("p").class("field__count").child(words))
    };
    let control = frame
        .control("textarea", "field__control")
        .attr("rows", rows)
        .prop("value", move || value.get())
        .on("input", move |event| value.set(event_target_value(&event)));
    frame.around(vec![control.into_child(), count.into_child()])
}
