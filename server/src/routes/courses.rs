//! The catalogue: as two snapshots for the browser, and course by course.

use api::ProblemCode;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use catalogue::{Course, CourseListing, CourseText};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde::Serialize;
use store::{StoreError, classes, courses};

use crate::enrolments::view::with_seats;
use crate::problem::ApiError;
use crate::representation::Snapshot;
use crate::state::AppState;

/// The catalogue as browsers get it, made anew when its content changes.
#[derive(Clone, Debug)]
pub(crate) struct CatalogueSnapshots {
    listings: Snapshot,
    texts: Snapshot,
}

/// The catalogue, as much of it as a list needs.
#[utoipa::path(get, path = api::path::COURSES, operation_id = "list_courses", tag = "courses",
    responses((status = 200, description = "Every course as a list has it, by id, with an ETag.", body = Vec<Object>)))]
pub(crate) async fn list_courses(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    Ok(snapshots(&state)?.listings.respond(&headers))
}

/// What a search reads of every course besides the list: twice as much, for those who search.
#[utoipa::path(get, path = api::path::COURSE_TEXTS, operation_id = "list_course_texts", tag = "courses",
    responses((status = 200, description = "Id, summary and outline of every course, by id, in lower case and half width, with an ETag.", body = Vec<Object>)))]
pub(crate) async fn list_course_texts(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    Ok(snapshots(&state)?.texts.respond(&headers))
}

/// One course, whole, with the seats of its classes as they are now.
#[utoipa::path(get, path = api::path::COURSE, operation_id = "find_course", tag = "courses",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "The course.", body = Object),
        (status = 404, description = "No such course.", body = api::Problem)))]
pub(crate) async fn find_course(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let (course, classes) = state.store.read::<_, StoreError>(|connection| {
        let course = courses::find(connection, &id)?;
        Ok((course, classes::list_by_course(connection, &id)?))
    })?;
    let document = with_seats(&course.ok_or(ProblemCode::NotFound)?.document, &classes)?;
    Ok((
        [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "no-cache"),
        ],
        document,
    )
        .into_response())
}

fn snapshots(state: &AppState) -> Result<CatalogueSnapshots, ApiError> {
    let version = state
        .store
        .read::<_, StoreError>(courses::content_version)?
        .unwrap_or_default();
    if let Some(known) = state.known_catalogue(&version) {
        return Ok(known);
    }
    let unreadable = |error| ApiError::internal("read a course of the catalogue", error);
    let courses = state
        .store
        .read::<_, StoreError>(courses::list)?
        .iter()
        .map(|course| serde_json::from_str(&course.document))
        .collect::<Result<Vec<Course>, _>>()
        .map_err(unreadable)?;
    let snapshots = CatalogueSnapshots {
        listings: snapshot(courses.iter().map(CourseListing::from))?,
        texts: snapshot(courses.iter().map(CourseText::from))?,
    };
    state.keep_catalogue(version, snapshots.clone());
    Ok(snapshots)
}

fn snapshot<T: Serialize>(parts: impl Iterator<Item = T>) -> Result<Snapshot, ApiError> {
    let parts: Vec<T> = parts.collect();
    serde_json::to_vec(&parts)
        .map(Snapshot::new)
        .map_err(|error| ApiError::internal("write the catalogue", error))
}
