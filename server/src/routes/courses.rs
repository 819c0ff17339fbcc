//! The catalogue: as one snapshot for the browser, and course by course.

use api::ProblemCode;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use store::{StoreError, courses};

use crate::problem::ApiError;
use crate::representation::Snapshot;
use crate::state::AppState;

/// The whole catalogue.
#[utoipa::path(get, path = api::path::COURSES, operation_id = "list_courses", tag = "courses",
    responses((status = 200, description = "Every course, with an ETag.", body = Vec<Object>)))]
pub(crate) async fn list_courses(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let version = state
        .store
        .read::<_, StoreError>(courses::content_version)?
        .unwrap_or_default();
    if let Some(snapshot) = state.known_catalogue(&version) {
        return Ok(snapshot.respond(&headers));
    }
    let documents = state.store.read::<_, StoreError>(courses::list)?;
    let documents: Vec<_> = documents
        .into_iter()
        .map(|course| course.document)
        .collect();
    let snapshot = Snapshot::new(format!("[{}]", documents.join(",")).into_bytes());
    state.keep_catalogue(version, snapshot.clone());
    Ok(snapshot.respond(&headers))
}

/// One course.
#[utoipa::path(get, path = api::path::COURSE, operation_id = "find_course", tag = "courses",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "The course.", body = Object),
        (status = 404, description = "No such course.", body = api::Problem)))]
pub(crate) async fn find_course(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let course = state
        .store
        .read::<_, StoreError>(|connection| courses::find(connection, &id))?;
    let document = course.ok_or(ProblemCode::NotFound)?.document;
    Ok((
        [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "no-cache"),
        ],
        document,
    )
        .into_response())
}
