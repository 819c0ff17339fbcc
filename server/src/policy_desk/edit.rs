//! Changes of a source text that leave everything else as it was written: comments, order, formatting.

mod condition;
mod parameter;

use api::FieldError;
use api::policy_desk::PolicyEdit;
use toml_edit::DocumentMut;

use crate::problem::ApiError;

/// The file an edit changes.
#[must_use]
pub fn path_of(edit: &PolicyEdit) -> &str {
    match edit {
        PolicyEdit::SetParameterValue { path, .. }
        | PolicyEdit::AddParameterValue { path, .. }
        | PolicyEdit::RemoveParameterValue { path, .. }
        | PolicyEdit::SetCondition { path, .. } => path,
    }
}

/// The text after the edit.
///
/// # Errors
/// `invalid_input` with what is wrong: no TOML, no such parameter, value or condition, a day that is none.
pub fn apply(source: &str, edit: &PolicyEdit) -> Result<String, ApiError> {
    let mut document: DocumentMut = source
        .parse()
        .map_err(|_| ApiError::invalid_field("/edit/path", "not_toml"))?;
    let root = document.as_table_mut();
    match edit {
        PolicyEdit::SetParameterValue {
            parameter,
            place,
            value,
            ..
        } => parameter::set(root, parameter, *place, value)?,
        PolicyEdit::AddParameterValue {
            parameter, value, ..
        } => parameter::add(root, parameter, value)?,
        PolicyEdit::RemoveParameterValue {
            parameter, place, ..
        } => parameter::remove(root, parameter, *place)?,
        PolicyEdit::SetCondition {
            condition,
            when,
            words,
            ..
        } => condition::set(root, condition, when.as_deref(), words.as_ref())?,
    }
    Ok(document.to_string())
}

/// Gathers what is wrong with an edit.
#[derive(Debug, Default)]
struct Problems(Vec<FieldError>);

impl Problems {
    fn add(&mut self, field: &str, code: &str) {
        self.0.push(FieldError {
            pointer: format!("/edit/{field}"),
            code: code.to_owned(),
        });
    }

    /// A text that must be there.
    fn need(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(field, "required");
        }
    }

    fn finish(self) -> Result<(), ApiError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(ApiError::invalid(self.0))
        }
    }
}

#[cfg(test)]
mod tests;
