//! Collects everything that is wrong with a request before any of it is refused.

use api::FieldError;

use crate::problem::ApiError;

/// What was found so far.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Notes a problem.
    pub fn refuse(&mut self, pointer: impl Into<String>, code: &str) {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code: code.to_owned(),
        });
    }

    /// Notes a problem unless the claim holds.
    pub fn holds(&mut self, is_so: bool, pointer: impl Into<String>, code: &str) {
        if !is_so {
            self.refuse(pointer, code);
        }
    }

    /// Text that must be there, without the space around it.
    pub fn text(&mut self, pointer: &str, text: &str, most_chars: usize) -> String {
        self.holds(!text.trim().is_empty(), pointer, "required");
        self.optional(pointer, text, most_chars)
    }

    /// Text that may be empty.
    pub fn optional(&mut self, pointer: &str, text: &str, most_chars: usize) -> String {
        let text = text.trim();
        self.holds(text.chars().count() <= most_chars, pointer, "too_long");
        text.to_owned()
    }

    /// A number between two bounds, both included.
    pub fn within<N: PartialOrd>(&mut self, pointer: &str, number: &N, least: &N, most: &N) {
        if number < least {
            self.refuse(pointer, "number_too_small");
        } else if number > most {
            self.refuse(pointer, "number_too_large");
        }
    }

    /// The result, if nothing was found.
    ///
    /// # Errors
    /// Everything that was found.
    pub fn finish<T>(self, result: T) -> Result<T, ApiError> {
        if self.errors.is_empty() {
            Ok(result)
        } else {
            Err(ApiError::invalid(self.errors))
        }
    }
}
