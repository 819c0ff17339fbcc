//! The catalogue: as snapshots for the browser, and course by course.

use api::ProblemCode;
use api::resting::RestingCourse;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{StoreError, courses};

use crate::catalogue::structured::address;
use crate::catalogue::{current, find_answered, find_resting};
use crate::problem::ApiError;
use crate::representation::{name_of, respond_uncompressed};
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

/// Courses in one answer.
const FEED_PAGE: u32 = 100;

/// Where a reader of the feed goes on.
#[derive(Debug, Deserialize)]
pub(crate) struct FeedQuery {
    /// The last course it has.
    after: Option<String>,
    /// How many it wants.
    limit: Option<u32>,
}

/// Every course, whole, with the seats of its classes as they are now and the address of its page; samples say that they are.
#[utoipa::path(get, path = api::path::COURSES_FEED, operation_id = "find_courses_feed", tag = "courses",
    params(("after" = Option<String>, Query, description = "Id of the last course of the part before."),
        ("limit" = Option<u32>, Query, description = "How many at most, 1 to 100.")),
    responses((status = 200, description = "`courses`, by id: each with `url` and `course`; `next`: the path of the next \
        part, null behind the last. With an ETag.", body = Object)))]
pub(crate) async fn find_courses_feed(
    State(state): State<AppState>,
    Query(query): Query<FeedQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let limit = query.limit.unwrap_or(FEED_PAGE).clamp(1, FEED_PAGE);
    let after = query.after.unwrap_or_default();
    // One more than are shown tells whether there is a next part.
    let mut ids = state.store.read::<_, StoreError>(|connection| {
        courses::list_ids(connection, &after, i64::from(limit) + 1)
    })?;
    let shown = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = ids.len() > shown;
    ids.truncate(shown);
    let next = ids.last().filter(|_| has_more);
    let next = next.map(|id| format!("{}?after={id}&limit={limit}", api::path::COURSES_FEED));
    let mut found = Vec::with_capacity(ids.len());
    for id in &ids {
        // Taken down a moment ago.
        let Some(answered) = find_answered(&state, id)? else {
            continue;
        };
        let course: Value = serde_json::from_slice(&answered.document)
            .map_err(|error| ApiError::internal("read a course for the feed", error))?;
        found.push(json!({ "url": address(&state.district, id), "course": course }));
    }
    let body = json!({ "courses": found, "next": next }).to_string();
    let etag = name_of(body.as_bytes());
    Ok(respond_uncompressed(&headers, body.into(), etag))
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

/// A course off the list: whether it may come back, and what to look at instead.
#[utoipa::path(get, path = api::path::COURSE_REST, operation_id = "find_resting_course", tag = "courses",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "Off the list.", body = RestingCourse),
        (status = 404, description = "No such course, or one that is on the list.", body = api::Problem)))]
pub(crate) async fn find_resting_course(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<RestingCourse>, ApiError> {
    let found = find_resting(&state, &id).await?;
    Ok(Json(found.ok_or(ProblemCode::NotFound)?))
}
