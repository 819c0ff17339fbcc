//! JSON sealed under a file's key, and the places it is bound to: a value moved to another row or column does not open.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vault::FileKey;

use super::error::while_doing;
use crate::problem::ApiError;

/// Place of what the resident typed.
#[must_use]
pub fn draft_place(id: &str) -> String {
    format!("applications/{id}/sealed_draft")
}

/// Place of the folded state.
#[must_use]
pub fn state_place(id: &str) -> String {
    format!("applications/{id}/sealed_state")
}

/// Place of an event.
#[must_use]
pub fn event_place(id: &str, seq: i64) -> String {
    format!("events/{id}/{seq}")
}

/// Place of a frozen verdict.
#[must_use]
pub fn receipt_place(id: &str, version: i64) -> String {
    format!("receipts/{id}/{version}")
}

/// Place of a form as it was handed in.
#[must_use]
pub fn submission_place(id: &str, version: i64) -> String {
    format!("submissions/{id}/{version}")
}

/// Place of the words that a frozen verdict is shown with.
#[must_use]
pub fn receipt_view_place(id: &str, version: i64) -> String {
    format!("receipts/{id}/{version}/view")
}

/// Place of a browser's receipt that did not match.
#[must_use]
pub fn anticipated_place(id: &str, version: i64) -> String {
    format!("receipt_mismatches/{id}/{version}")
}

/// Place of the name a paper was sent under.
#[must_use]
pub fn document_name_place(document_id: &str) -> String {
    format!("documents/{document_id}/sealed_name")
}

/// Place of a paper's bytes.
#[must_use]
pub fn document_bytes_place(document_id: &str) -> String {
    format!("documents/{document_id}/bytes")
}

/// Place of the name that a paper on its way is sent under.
#[must_use]
pub fn upload_name_place(upload_id: &str) -> String {
    format!("paper_uploads/{upload_id}/sealed_name")
}

/// Place of a part of a paper on its way.
#[must_use]
pub fn upload_part_place(upload_id: &str, number: i64) -> String {
    format!("paper_uploads/{upload_id}/{number}")
}

/// Seals a value.
///
/// # Errors
/// Only if it cannot be written as JSON.
pub fn seal_json(key: &FileKey, place: &str, value: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    let json = serde_json::to_vec(value).map_err(while_doing("open a value to seal"))?;
    Ok(key.seal(place, &json))
}

/// Opens what [`seal_json`] made for the same place.
///
/// # Errors
/// When it does not open, or holds something else.
pub fn open_json<T: DeserializeOwned>(
    key: &FileKey,
    place: &str,
    sealed: &[u8],
) -> Result<T, ApiError> {
    let json = key
        .open(place, sealed)
        .map_err(while_doing("open a sealed value"))?;
    serde_json::from_slice(&json).map_err(while_doing("open a sealed value's JSON"))
}
