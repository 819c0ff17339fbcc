//! The English words, fetched when somebody chooses English.

use std::sync::LazyLock;

use axum::response::Response;
use http::HeaderMap;

use crate::representation::Snapshot;

static ENGLISH: LazyLock<Snapshot> =
    LazyLock::new(|| Snapshot::new(i18n::EN_JSON.as_bytes().to_vec()));

/// Path of the table; the front ends know it from `i18n`.
pub(crate) const ENGLISH_PATH: &str = "/i18n/en.json";

/// The English message table.
#[utoipa::path(get, path = ENGLISH_PATH, operation_id = "find_english", tag = "portal",
    responses((status = 200, description = "Messages in the order of the compiled keys.", body = Vec<String>)))]
pub(crate) async fn find_english(headers: HeaderMap) -> Response {
    ENGLISH.respond(&headers)
}
