//! Papers that officers put on files for what they are about to do.

use api::staff::OfficePaperView;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use vault::FileKey;

use super::documents::paper_response;
use super::kept_paper::keep_once;
use crate::applications::access;
use crate::applications::papers::{self, OFFICE_PAPER, Upload};
use crate::applications::staff::office_papers;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::session::StaffSession;
use crate::state::AppState;

/// What comes with a paper's bytes.
#[derive(Debug, Deserialize)]
pub(crate) struct AddOfficePaperQuery {
    /// The name of the officer's file.
    #[serde(default)]
    pub(super) name: String,
}

/// Adds a paper for what I am about to do: the body is its bytes. It stands on the file once an action names it.
#[utoipa::path(post, path = api::path::STAFF_DOCUMENTS, operation_id = "add_office_paper", tag = "staff",
    params(("id" = String, Path, description = "Application id"),
        ("name" = Option<String>, Query, description = "Name of the officer's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = OfficePaperView),
        (status = 403, description = "My own file, or an appeal that is left to others.", body = api::Problem),
        (status = 404, description = "No such file at my office.", body = api::Problem),
        (status = 409, description = "Nothing is mine to do on it now.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo nor a PDF, locked, not readable, with a virus, or one too many.",
            body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn add_office_paper(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Query(query): Query<AddOfficePaperQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    // Only whether the file is seen here; the rest is asked in the write, behind the answers given before.
    let file_key = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        Ok(open_visible(&state, connection, &id, &officer)?.key)
    })?;
    let upload = receive(&state, &session, (OFFICE_PAPER, query.name), request).await?;
    let operation = format!("add_office_paper/{id}");
    let once = idempotency::Request::of_bytes(session.subject(), key, &operation, &upload.bytes);
    // On its own, so that a browser that goes away between the bytes and their row leaves no bytes that nobody refers to.
    tokio::spawn(keep(state, session, id, file_key, upload, once))
        .await
        .map_err(|source| ApiError::internal("keep an officer's paper", source))?
}

/// The paper that somebody of the staff sends, counted among their uploads.
pub(super) async fn receive(
    state: &AppState,
    session: &StaffSession,
    (kind, name): (&'static str, String),
    request: Request,
) -> Result<Upload, ApiError> {
    let content_type = request.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_owned();
    papers::count_upload(state, &session.staff_id).await?;
    let bytes = read_body(request.into_body())
        .await
        .map_err(|refusal| papers::explain_size(kind, refusal))?;
    Ok(Upload {
        kind,
        staff_id: Some(session.staff_id.clone()),
        name,
        content_type,
        bytes,
    })
}

async fn keep(
    state: AppState,
    session: StaffSession,
    id: String,
    file_key: FileKey,
    upload: Upload,
    once: idempotency::Request,
) -> Result<Response, ApiError> {
    // Whoever puts it there has looked at it.
    let (document, _) = papers::put_down(&state, &id, &file_key, upload).await?;
    let storage_path = document.storage_path.clone();
    let (parts, today) = (state.clone(), state.clock.today());
    let look = access::Access::staff(&session, "add_office_paper", Some(&id));
    keep_once(&state, once, &storage_path, Some(look), move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let file = open_visible(&parts, tx, &id, &officer)?;
        office_papers::add(tx, &parts, (&file, &officer), (&document, today))
    })
    .await
}

/// One paper of a file, the resident's or an office's.
#[utoipa::path(get, path = api::path::STAFF_DOCUMENT, operation_id = "find_staff_document", tag = "staff",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Document id")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such paper at my office.", body = api::Problem),
        (status = 409, description = "A virus was found in it.", body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn find_staff_document(
    State(state): State<AppState>,
    session: StaffSession,
    Path((id, document)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let (file, document) = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let file = open_visible(&state, connection, &id, &officer)?;
        let document = office_papers::find(&file, &officer, &document)?;
        Ok((file, document))
    })?;
    let bytes = papers::read_document(&state, (&file.row.id, &file.key), &document).await?;
    let look = access::Access::staff(&session, "view_document", Some(&id));
    access::log(&state, look).await?;
    Ok(paper_response(&state, &document, bytes))
}

/// Takes a paper of mine back that no action came with yet.
#[utoipa::path(delete, path = api::path::STAFF_DOCUMENT, operation_id = "remove_office_paper", tag = "staff",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Document id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such paper of mine that waits.", body = api::Problem)))]
pub(crate) async fn remove_office_paper(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path((id, document)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let operation = format!("remove_office_paper/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &document)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let response = idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let file = open_visible(&parts, tx, &id, &officer)?;
        office_papers::take_back(tx, (&file, &officer), &document, now_ms)
    })
    .await?;
    papers::sweep(&state).await?;
    Ok(response)
}
