//! The photo of a course: its trainer's upload, and what residents, trainer and reviewer see.

use api::ProblemCode;
use api::listing::ListingPhotoView;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, StatusCode};
use store::{StoreError, listing_photos};
use workflow::Role;

use super::listings::open_visible;
use super::office_papers::{AddOfficePaperQuery, receive};
use crate::idempotency::{self, IdempotencyKey};
use crate::listings::photo::{self, PHOTO};
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// A hash names its bytes for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// What one account may see another may not.
const FOR_ME: &str = "private, no-store";

/// Uploads a photo for a course: the body is its bytes. It is the course's once its draft names it.
#[utoipa::path(post, path = api::path::STAFF_LISTING_PHOTOS, operation_id = "add_listing_photo", tag = "listings",
    params(("id" = String, Path, description = "Listing id"),
        ("name" = Option<String>, Query, description = "Name of the sender's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Drawn anew and kept; a week without a draft that names it, and it goes.",
            body = ListingPhotoView),
        (status = 404, description = "No such listing, or not mine.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo, not readable, with a virus, or one too many.", body = api::Problem),
        (status = 503, description = "The virus scanner does not answer.", body = api::Problem)))]
pub(crate) async fn add_listing_photo(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Query(query): Query<AddOfficePaperQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    // Only whose listing it is; the rest is asked in the write, behind the answers given before.
    state
        .store
        .read::<_, ApiError>(|connection| open_visible(connection, &session, &id).map(drop))?;
    let upload = receive(&state, &session, (PHOTO, query.name), request).await?;
    let operation = format!("add_listing_photo/{id}");
    let once = idempotency::Request::of_bytes(session.subject(), key, &operation, &upload.bytes);
    let paper = photo::draw(&state, upload).await?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let (organisation, _) = open_visible(tx, &session, &id)?;
        photo::keep(tx, &organisation.row.id, &paper, now_ms)
    })
    .await
}

/// A photo that a course names or may name: a trainer's own; for a reviewer what the draft or residents' version has.
#[utoipa::path(get, path = api::path::STAFF_LISTING_PHOTO, operation_id = "find_listing_photo", tag = "listings",
    params(("id" = String, Path, description = "Listing id"),
        ("document" = String, Path, description = "SHA-256 of its bytes, in hexadecimal")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such photo, or not mine to see.", body = api::Problem)))]
pub(crate) async fn find_listing_photo(
    State(state): State<AppState>,
    session: StaffSession,
    Path((id, sha256)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let found = state.store.read::<_, ApiError>(|connection| {
        let (organisation, record) = open_visible(connection, &session, &id)?;
        let row = &record.row;
        let mut named = [&row.photo, &row.live_photo].into_iter().flatten();
        if session.role != Role::Trainer && !named.any(|named| *named == sha256) {
            return Ok(None);
        }
        let id = organisation.row.id.as_str();
        Ok(listing_photos::find_bytes(connection, id, &sha256)?)
    })?;
    Ok(picture(found.ok_or(ProblemCode::NotFound)?, FOR_ME))
}

/// A photo of a course that residents see now.
#[utoipa::path(get, path = api::path::COURSE_PHOTO, operation_id = "find_course_photo", tag = "courses",
    params(("id" = String, Path, description = "SHA-256 of its bytes, in hexadecimal")),
    responses((status = 200, description = "Its bytes; they never change.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No course that is live names it.", body = api::Problem)))]
pub(crate) async fn find_course_photo(
    State(state): State<AppState>,
    Path(sha256): Path<String>,
) -> Result<Response, ApiError> {
    let found = state.store.read::<_, StoreError>(|connection| {
        listing_photos::find_public_bytes(connection, &sha256)
    })?;
    Ok(picture(found.ok_or(ProblemCode::NotFound)?, FOR_EVER))
}

/// A picture on its way out: never run, never sniffed.
fn picture(bytes: Vec<u8>, cache: &'static str) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, cache),
        (CONTENT_DISPOSITION, "inline"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
