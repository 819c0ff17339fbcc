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

#[derive(Debug, Clone, Default)]
struct Shown {
    errors: Vec<FieldError>,
    /// They stood here before the form was drawn anew.
    is_kept: bool,
}

/// What a form has to complain about; controls inside look themselves up by id.
#[derive(Debug, Clone, Copy)]
pub struct FormErrors(RwSignal<Shown>);

/// Errors that outlive the form they are shown in, for one that is drawn anew.
#[derive(Debug, Clone, Default)]
pub struct KeptErrors(ArcRwSignal<Shown>);

impl KeptErrors {
    /// Installs them for the controls below, as they were left; the focus stays where it is.
    pub fn provide(&self) -> FormErrors {
        self.0.update(|shown| shown.is_kept = true);
        let errors = FormErrors(RwSignal::from(self.0.clone()));
        provide_context(errors);
        errors
    }

    /// Whether there is something to put right.
    pub fn is_any(&self) -> bool {
        self.0.with_untracked(|shown| !shown.errors.is_empty())
    }

    /// There is nothing to put right any more.
    pub fn clear(&self) {
        self.0.set(Shown::default());
    }
}

/// Installs an empty list of errors for the controls below.
pub fn provide_form_errors() -> FormErrors {
    let errors = FormErrors(RwSignal::default());
    provide_context(errors);
    errors
}

/// The errors of the form around; an empty list of its own where there is none.
pub fn use_form_errors() -> FormErrors {
    use_context().unwrap_or_else(|| FormErrors(RwSignal::default()))
}

impl FormErrors {
    /// Shows these; the summary takes focus when there are any. An empty list clears.
    pub fn show(&self, errors: Vec<FieldError>) {
        self.0.set(Shown {
            errors,
            is_kept: false,
        });
    }

    /// Whether there is nothing to put right.
    pub fn is_empty(&self) -> bool {
        self.0.with(|shown| shown.errors.is_empty())
    }

    /// Every error, tracked.
    pub fn all(&self) -> Vec<FieldError> {
        self.0.with(|shown| shown.errors.clone())
    }

    /// Whether they stood here before the form was drawn anew, tracked.
    pub fn is_kept(&self) -> bool {
        self.0.with(|shown| shown.is_kept)
    }

    /// The message of the control with this id, tracked.
    pub fn of(&self, field: &str) -> Option<Text> {
        self.0.with(|shown| {
            shown
                .errors
                .iter()
                .find(|error| error.field == field)
                .map(|error| error.message.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FieldError, KeptErrors, provide_form_errors};
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
        assert!(!errors.is_kept());
    }

    #[test]
    fn errors_that_are_kept_are_there_when_the_form_is_drawn_anew_and_take_no_focus() {
        let owner = Owner::new();
        owner.set();
        let kept = KeptErrors::default();
        let drawn = owner.child();
        drawn.with(|| {
            kept.provide()
                .show(vec![FieldError::new("name", "请填姓名")]);
        });
        drawn.cleanup();
        assert!(kept.is_any());
        let errors = kept.provide();
        assert_eq!(errors.of("name").as_deref(), Some("请填姓名"));
        assert!(errors.is_kept());
        errors.show(vec![FieldError::new("name", "太长")]);
        assert!(!errors.is_kept());
        kept.clear();
        assert!(errors.is_empty() && !kept.is_any());
    }
}
