//! Whether the process answers.

use http::StatusCode;

/// Answers 204 while the process is able to.
#[utoipa::path(get, path = api::path::HEALTH, operation_id = "find_health", tag = "portal",
    responses((status = 204, description = "The portal answers.")))]
pub(crate) async fn find_health() -> StatusCode {
    StatusCode::NO_CONTENT
}
