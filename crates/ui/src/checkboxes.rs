//! Any of several choices.

use crate::{
    Bound, Choice, Text,
    element::{Element, el},
    field::Frame,
    radios::option,
};
use leptos::prelude::*;

/// Checkboxes under one question. An option named `none` excludes the others.
#[component]
pub fn Checkboxes(
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
    /// The codes ticked.
    #[prop(into)]
    value: Bound<Vec<String>>,
) -> impl IntoView {
    let frame = Frame::new(id, label, hint);
    let options: Vec<Element> = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let code = choice.value.clone();
            let is_chosen =
                Signal::derive(move || value.get().iter().any(|ticked| *ticked == code));
            let change = Callback::new(move |(code, is_ticked)| {
                value.set(ticked(value.get_untracked(), code, is_ticked))
            });
            option(&frame, at, choice, "checkbox", is_chosen, change)
        })
        .collect();
    frame.around_group(el("div").class("radios").child(options))
}

/// The codes after one box changed.
fn ticked(mut codes: Vec<String>, code: String, is_ticked: bool) -> Vec<String> {
    codes.retain(|known| *known != code && (!is_ticked || (known != "none" && code != "none")));
    if is_ticked {
        codes.push(code);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::ticked;

    #[test]
    fn none_excludes_the_others() {
        let table: [(&[&str], &str, bool, &[&str]); 5] = [
            (&[], "car", true, &["car"]),
            (&["car"], "car", true, &["car"]),
            (&["car", "housing"], "car", false, &["housing"]),
            (&["car", "housing"], "none", true, &["none"]),
            (&["none"], "car", true, &["car"]),
        ];
        for (before, code, is_ticked, expected) in table {
            let codes = before.iter().map(|code| (*code).to_owned()).collect();
            assert_eq!(
                ticked(codes, code.to_owned(), is_ticked),
                expected,
                "{before:?} {code}"
            );
        }
    }
}
