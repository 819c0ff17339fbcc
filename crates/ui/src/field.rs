//! What every control has around it: label, hint, error, and the ids that tie them together.

use crate::{
    FormErrors, Text,
    element::{Element, IntoChild, el},
    use_form_errors,
};
use leptos::prelude::*;

/// The frame of one control.
pub(crate) struct Frame {
    /// The control's id; the others derive from it.
    pub(crate) id: Text,
    /// Its words.
    pub(crate) label: Text,
    /// How to fill it in.
    pub(crate) hint: Option<Text>,
    errors: FormErrors,
}

impl Frame {
    pub(crate) fn new(id: Text, label: Text, hint: Option<Text>) -> Self {
        Self {
            id,
            label,
            hint,
            errors: use_form_errors(),
        }
    }

    /// `aria-invalid` of the control.
    pub(crate) fn invalid(&self) -> Signal<Option<&'static str>> {
        let (errors, id) = (self.errors, self.id.clone());
        Signal::derive(move || errors.of(&id).map(|_| "true"))
    }

    /// `aria-describedby` of the control: hint, then error.
    pub(crate) fn described_by(&self) -> Signal<Option<String>> {
        let (errors, id, has_hint) = (self.errors, self.id.clone(), self.hint.is_some());
        Signal::derive(move || match (has_hint, errors.of(&id).is_some()) {
            (true, true) => Some(format!("{id}-hint {id}-error")),
            (true, false) => Some(format!("{id}-hint")),
            (false, true) => Some(format!("{id}-error")),
            (false, false) => None,
        })
    }

    /// The control itself: its id, its name and what ties it to the notes around it.
    pub(crate) fn control(&self, tag: &'static str, class: &'static str) -> Element {
        let (invalid, described_by) = (self.invalid(), self.described_by());
        el(tag)
            .class(class)
            .id(self.id.clone())
            .attr("name", self.id.clone())
            .attr("aria-invalid", move || invalid.get())
            .attr("aria-describedby", move || described_by.get())
    }

    /// A single control under its label.
    pub(crate) fn around(self, control: impl IntoChild) -> AnyView {
        let (hint, error) = self.notes();
        let label = el("label")
            .class("field__label")
            .attr("for", self.id)
            .child(self.label);
        framed(el("div"), label, hint, error, control.into_child())
    }

    /// Several controls under one legend.
    pub(crate) fn around_group(self, controls: impl IntoChild) -> AnyView {
        let (hint, error) = self.notes();
        let described_by = self.described_by();
        let frame = el("fieldset").attr("aria-describedby", move || described_by.get());
        let legend = el("legend").class("field__label").child(self.label);
        framed(frame, legend, hint, error, controls.into_child())
    }

    fn notes(&self) -> (AnyView, AnyView) {
        let id = &self.id;
        let hint = self.hint.clone().map(|hint| {
            el("p")
                .class("field__hint")
                .id(format!("{id}-hint"))
                .child(hint)
        });
        let (errors, field, error_id) = (self.errors, id.clone(), format!("{id}-error"));
        let error = move || {
            errors.of(&field).map(|message| {
                el("p")
                    .class("field__error")
                    .id(error_id.clone())
                    .child(message)
            })
        };
        (hint.into_child(), error.into_child())
    }
}

fn framed(
    frame: Element,
    label: Element,
    hint: AnyView,
    error: AnyView,
    control: AnyView,
) -> AnyView {
    frame
        .class("field")
        .child(label)
        .child(hint)
        .child(error)
        .child(control)
        .into_any()
}
