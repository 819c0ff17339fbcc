//! Officers who are close to an applicant and leave the file to colleagues.

use domain::Date;
use serde::{Deserialize, Serialize};

/// The most characters of a reason.
pub const MOST_REASON_CHARS: usize = 500;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConflictAction {
    /// I am a relative of the applicant, or have an interest in the file.
    Declare,
    /// What a colleague declared does not hold; by a supervisor, never by whoever declared it.
    Lift,
}

/// POST [`crate::path::STAFF_CONFLICTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConflictRequest {
    /// What to do.
    pub action: ConflictAction,
    /// With `lift`: account of whoever it is about.
    #[serde(default)]
    pub officer_id: Option<String>,
    /// With `lift`: why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A declaration that holds, or an officer who is recognised in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConflictView {
    /// Account of whoever it is about.
    pub officer_id: String,
    /// The name colleagues see.
    pub officer: String,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// Nobody declared it: the phone or ID number recorded of the officer is that of somebody of the file.
    #[serde(default)]
    pub is_recognised: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_needs_no_more_than_its_name() {
        let request: ConflictRequest = serde_json::from_str(r#"{"action":"declare"}"#).unwrap();
        assert_eq!(request.action, ConflictAction::Declare);
        assert_eq!((request.officer_id, request.reason), (None, None));
        assert!(serde_json::from_str::<ConflictRequest>(r#"{"action":"none"}"#).is_err());
    }
}
