//! What is wrong with a listing on its way out.

use api::{FieldError, ProblemCode};
use listing::Finding;

use crate::problem::ApiError;

/// Whether something has to be put right first.
#[must_use]
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| !finding.is_note)
}

/// Refuses what has mistakes, with all of them.
///
/// # Errors
/// `invalid_input` with a pointer for each.
pub fn refuse_errors(findings: &[Finding]) -> Result<(), ApiError> {
    if !has_errors(findings) {
        return Ok(());
    }
    let errors = findings.iter().filter(|finding| !finding.is_note);
    let field = |finding: &Finding| FieldError {
        pointer: format!("/draft/{}", finding.at),
        code: finding.code.clone(),
    };
    Err(ApiError::invalid(errors.map(field).collect()))
}

/// What the action would need and does not find.
#[must_use]
pub fn not_possible(code: &str) -> ApiError {
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::ActionNotPossible, vec![error])
}
