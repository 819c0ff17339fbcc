//! The errors of one form: stated once, shown at the top and beside each control.

use crate::Text;
use leptos::prelude::*;

/// One thing to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the control.
    pub field: Text,
    /// What to do about it.
    pub message: Text,
}

impl FieldError {
    /// What to do about the control with this id.
    pub fn new(field: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

/// What a form has to complain about; controls inside look themselves up by id.
#[derive(Debug, Clone, Copy)]
pub struct FormErrors(RwSignal<Vec<FieldError>>);

/// Installs an empty list of errors for the controls below.
pub fn provide_form_errors() -> FormErrors {
    let errors = FormErrors(RwSignal::new(Vec::new()));
    provide_context(errors);
    errors
}

/// The errors of the form around; an empty list of its own where there is none.
pub fn use_form_errors() -> FormErrors {
    use_context().unwrap_or_else(|| FormErrors(RwSignal::new(Vec::new())))
}

impl FormErrors {
    /// Shows these; the summary takes focus when there are any. An empty list clears.
    pub fn show(&self, errors: Vec<FieldError>) {
        self.0.set(errors);
    }

    /// Whether there is nothing to put right.
    pub fn is_empty(&self) -> bool {
        self.0.with(Vec::is_empty)
    }

    /// Every error, tracked.
    pub fn all(&self) -> Vec<FieldError> {
        self.0.get()
    }

    /// The message of the control with this id, tracked.
    pub fn of(&self, field: &str) -> Option<Text> {
        self.0.with(|errors| {
            errors
                .iter()
                .find(|error| error.field == field)
                .map(|error| error.message.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldError, provide_form_errors};
    use leptos::prelude::Owner;

    #[test]
    fn a_control_finds_its_own_message() {
        let owner = Owner::new();
        owner.set();
        let errors = provide_form_errors();
        assert!(errors.is_empty());
        errors.show(vec![
            FieldError::new("name", "请填姓名"),
            FieldError::new("phone", "请填手机号"),
        ]);
        assert_eq!(errors.of("phone").as_deref(), Some("请填手机号"));
        assert_eq!(errors.of("bank"), None);
    }
}
