//! The catalogue: as snapshots for the browser, and course by course.

use api::ProblemCode;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;

use crate::catalogue::{current, find_answered};
use crate::problem::ApiError;
use crate::representation::respond_uncompressed;
use crate::state::AppState;

/// What a browser says of the catalogue it has.
#[derive(Debug, Deserialize)]
pub(crate) struct CatalogueQuery {
    /// The version it has.
    since: Option<String>,
}

/// The catalogue for the residents' app: the same as the list, in columns, or only what changed.
#[utoipa::path(get, path = api::path::CATALOGUE, operation_id = "find_catalogue", tag = "courses",
    params(("since" = Option<String>, Query, description = "The version the reader has. When it is known and most of it still holds, \
        the answer is what changed since; else it is everything.")),
    responses((status = 200, description = "Every course as a list has it, column by column, with an ETag. `version` names the content; \
        `since` is there when this only completes that version.", body = Object)))]
pub(crate) async fn find_catalogue(
    State(state): State<AppState>,
    Query(query): Query<CatalogueQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let shelf = current(&state).await?;
    match query.since {
        Some(since) => shelf.respond_since(&state.store, &since, &headers),
        None => Ok(shelf.respond_whole(&headers)),
    }
}

/// The catalogue, as much of it as a list needs.
#[utoipa::path(get, path = api::path::COURSES, operation_id = "list_courses", tag = "courses",
    responses((status = 200, description = "Every course as a list has it, by id, with an ETag.", body = Vec<Object>)))]
pub(crate) async fn list_courses(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    current(&state).await?.respond_list(&headers).await
}

/// What a search reads of every course besides the list: twice as much, for those who search.
#[utoipa::path(get, path = api::path::COURSE_TEXTS, operation_id = "list_course_texts", tag = "courses",
    responses((status = 200, description = "Id, summary and outline of every course, by id, in lower case and half width, with an ETag.", body = Vec<Object>)))]
pub(crate) async fn list_course_texts(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let shelf = current(&state).await?;
    shelf.respond_texts(&state.store, &headers).await
}

/// One course, whole, with the seats of its classes as they are now.
#[utoipa::path(get, path = api::path::COURSE, operation_id = "find_course", tag = "courses",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "The course, with an ETag.", body = Object),
        (status = 404, description = "No such course.", body = api::Problem)))]
pub(crate) async fn find_course(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let found = find_answered(&state, &id)?.ok_or(ProblemCode::NotFound)?;
    Ok(respond_uncompressed(&headers, found.document, found.etag))
}
