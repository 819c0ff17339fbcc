//! What every control has around it: label, hint, error, and the ids that tie them together.

use crate::{FormErrors, Text, use_form_errors};
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

    /// A single control under its label.
    pub(crate) fn around(self, control: AnyView) -> AnyView {
        let (hint, error) = self.notes();
        view! {
            <div class="field">
                <label class="field__label" for=self.id>
                    {self.label}
                </label>
                {hint}
                {error}
                {control}
            </div>
        }
        .into_any()
    }

    /// Several controls under one legend.
    pub(crate) fn around_group(self, controls: AnyView) -> AnyView {
        let (hint, error) = self.notes();
        let described_by = self.described_by();
        view! {
            <fieldset class="field" aria-describedby=move || described_by.get()>
                <legend class="field__label">{self.label}</legend>
                {hint}
                {error}
                {controls}
            </fieldset>
        }
        .into_any()
    }

    fn notes(&self) -> (AnyView, AnyView) {
        let id = &self.id;
        let hint_id = format!("{id}-hint");
        let hint = self
            .hint
            .clone()
            .map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })
            .into_any();
        let (errors, field, error_id) = (self.errors, id.clone(), format!("{id}-error"));
        let error = move || {
            let id = error_id.clone();
            errors
                .of(&field)
                .map(|message| view! { <p class="field__error" id=id>{message}</p> })
        };
        (hint, error.into_any())
    }
}
