//! The resident's papers on their way in parts.

use api::application::{PaperUploadView, StartUploadRequest};
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use store::{Tx, paper_uploads};

use crate::applications::own::open_own;
use crate::applications::paper_parts;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::json::read_body;
use crate::problem::{ApiError, JsonBody};
use crate::session::ResidentSession;
use crate::state::AppState;

/// Where a part belongs.
#[derive(Debug, Deserialize)]
pub(crate) struct PartQuery {
    /// Bytes before it.
    offset: u64,
}

/// Begins to send a paper in parts.
#[utoipa::path(post, path = api::path::APPLICATION_UPLOADS, operation_id = "start_upload", tag = "documents",
    params(("id" = String, Path, description = "Application id")),
    request_body = StartUploadRequest,
    responses((status = 201, description = "Parts may come.", body = PaperUploadView),
        (status = 404, description = "No such application of mine.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Empty, or one too many.", body = api::Problem)))]
pub(crate) async fn start_upload(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<StartUploadRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("start_upload/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let file = open_own(&parts, tx, &id, &session.person_id)?;
        paper_parts::start(tx, &file, &request, now_ms)
    })
    .await
}

/// How far a paper has come.
#[utoipa::path(get, path = api::path::APPLICATION_UPLOAD, operation_id = "find_upload", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Upload id")),
    responses((status = 200, description = "Where to go on.", body = PaperUploadView),
        (status = 404, description = "None of mine, or given up.", body = api::Problem)))]
pub(crate) async fn find_upload(
    State(state): State<AppState>,
    session: ResidentSession,
    Path((id, upload)): Path<(String, String)>,
) -> Result<Json<PaperUploadView>, ApiError> {
    let found = state.store.read::<_, ApiError>(|connection| {
        let file = open_own(&state, connection, &id, &session.person_id)?;
        let upload = paper_parts::find(connection, &file, &upload)?;
        Ok(paper_parts::view(&file, &upload))
    })?;
    Ok(Json(found))
}

/// Sends the next part: the body is its bytes. One that was sent before changes nothing; the answer says where to go on.
#[utoipa::path(put, path = api::path::APPLICATION_UPLOAD, operation_id = "send_part", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Upload id"),
        ("offset" = u64, Query, description = "Bytes before it.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, description = "Durable; with the paper once it is whole.", body = PaperUploadView),
        (status = 404, description = "None of mine, or given up.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 413, description = "Longer than a part.", body = api::Problem),
        (status = 422, description = "Shorter than a part, or the whole is no paper.", body = api::Problem),
        (status = 503, description = "Where papers are kept does not answer.", body = api::Problem)))]
pub(crate) async fn send_part(
    State(state): State<AppState>,
    session: ResidentSession,
    Path((id, upload)): Path<(String, String)>,
    Query(query): Query<PartQuery>,
    request: Request,
) -> Result<Json<PaperUploadView>, ApiError> {
    let (file, upload) = state.store.read::<_, ApiError>(|connection| {
        let file = open_own(&state, connection, &id, &session.person_id)?;
        let upload = paper_parts::find(connection, &file, &upload)?;
        Ok((file, upload))
    })?;
    let part = read_body(request.into_body()).await?;
    // On its own, so that a phone that goes away in between leaves nothing half.
    let take = async move {
        let parts = state.clone();
        let reopen = move |tx: &Tx| open_own(&parts, tx, &id, &session.person_id);
        paper_parts::take(&state, &file, upload, query.offset, &part, reopen).await
    };
    let taken = tokio::spawn(take)
        .await
        .map_err(|source| ApiError::internal("take a part of a paper", source))?;
    taken.map(Json)
}

/// Gives up a paper that is on its way.
#[utoipa::path(delete, path = api::path::APPLICATION_UPLOAD, operation_id = "give_up_upload", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Upload id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "None of mine, given up already, or a paper by now.", body = api::Problem)))]
pub(crate) async fn give_up_upload(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path((id, upload)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let operation = format!("give_up_upload/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &upload)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let response = idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let file = open_own(&parts, tx, &id, &session.person_id)?;
        let upload = paper_parts::find(tx, &file, &upload)?;
        if !paper_uploads::give_up(tx, &upload.id, now_ms)? {
            return Err(api::ProblemCode::NotFound.into());
        }
        Ok(())
    })
    .await?;
    paper_parts::sweep(&state).await?;
    Ok(response)
}
