//! The papers of the resident's applications.

use api::application::DocumentView;
use application::DocumentKind;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use store::documents::Document;
use vault::FileKey;

use super::kept_paper::keep_once;
use crate::applications::access;
use crate::applications::own::open_own;
use crate::applications::papers::{self, Upload};
use crate::applications::view::document_view;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::session::ResidentSession;
use crate::state::AppState;

/// What comes with a paper's bytes.
#[derive(Debug, Deserialize)]
pub(crate) struct AddDocumentQuery {
    /// [`DocumentKind`] id.
    kind: String,
    /// The name of the sender's file.
    #[serde(default)]
    name: String,
}

/// Adds a paper: the body is its bytes.
#[utoipa::path(post, path = api::path::APPLICATION_DOCUMENTS, operation_id = "add_document", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("kind" = String, Query, description = "What it shows."),
        ("name" = Option<String>, Query, description = "Name of the sender's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = DocumentView),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo nor a PDF, locked, not readable, with a virus, or one too many.",
            body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn add_document(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    Query(query): Query<AddDocumentQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    let kind = DocumentKind::from_id(&query.kind)
        .ok_or_else(|| ApiError::invalid_field("/kind", "not_an_option"))?;
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let content_type = content_type.to_owned();
    // Only whose file it is; room is looked for in the write, behind the answers given before, so that a request
    // repeated after the last free place was taken is still answered as it was.
    let person_id = session.person_id.clone();
    let file_key = state
        .store
        .read(|connection| open_own(&state, connection, &id, &person_id))?
        .key;
    papers::count_upload(&state, &person_id).await?;
    let bytes = read_body(request.into_body())
        .await
        .map_err(|refusal| papers::explain_size(kind.id(), refusal))?;
    let operation = format!("add_document/{id}/{}", kind.id());
    let once = idempotency::Request::of_bytes(session.subject(), key, &operation, &bytes);
    let upload = Upload {
        kind: kind.id(),
        staff_id: None,
        name: query.name,
        content_type,
        bytes,
    };
    // On its own, so that a phone that goes away between the bytes and their row leaves no bytes that nobody refers to.
    tokio::spawn(keep(state, person_id, id, file_key, upload, once))
        .await
        .map_err(|source| ApiError::internal("keep a paper", source))?
}

/// Keeps the bytes, then writes the row that makes them count; without the row the bytes go again.
async fn keep(
    state: AppState,
    person_id: String,
    id: String,
    file_key: FileKey,
    upload: Upload,
    once: idempotency::Request,
) -> Result<Response, ApiError> {
    let (document, doubts) = papers::put_down(&state, &id, &file_key, upload).await?;
    let storage_path = document.storage_path.clone();
    let parts = state.clone();
    keep_once(&state, once, &storage_path, None, move |tx| {
        let mut file = open_own(&parts, tx, &id, &person_id)?;
        let view = document_view(&document, &doubts);
        papers::add(tx, &parts, &mut file, (document.clone(), doubts.clone()))?;
        Ok(view)
    })
    .await
}

/// One paper.
#[utoipa::path(get, path = api::path::APPLICATION_DOCUMENT, operation_id = "find_document", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Document id")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such paper of mine.", body = api::Problem),
        (status = 409, description = "A virus was found in it.", body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn find_document(
    State(state): State<AppState>,
    session: ResidentSession,
    Path((id, document)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let file = state
        .store
        .read(|connection| open_own(&state, connection, &id, &session.person_id))?;
    let (document, bytes) = papers::read(&state, &file, &document).await?;
    access::log(
        &state,
        access::Access::resident(&session, "view_document", Some(&id)),
    )
    .await?;
    Ok(paper_response(&state, &document, bytes))
}

/// Takes a paper back.
#[utoipa::path(delete, path = api::path::APPLICATION_DOCUMENT, operation_id = "remove_document", tag = "documents",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Document id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such paper of mine.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem)))]
pub(crate) async fn remove_document(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path((id, document)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let operation = format!("remove_document/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &document)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let response = idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let mut file = open_own(&parts, tx, &id, &session.person_id)?;
        papers::take_back(tx, &parts, &mut file, &document, now_ms)
    })
    .await?;
    papers::sweep(&state).await?;
    Ok(response)
}

/// How a PDF is saved where no scanner looked at it: 未扫描.pdf, so that the name says so wherever the file goes.
const UNSCANNED: &str =
    "attachment; filename=\"unscanned.pdf\"; filename*=UTF-8''%E6%9C%AA%E6%89%AB%E6%8F%8F.pdf";

/// A paper on its way out: never run, never sniffed, a PDF never opened inside the portal's own pages.
pub(crate) fn paper_response(state: &AppState, document: &Document, bytes: Vec<u8>) -> Response {
    let is_picture = document.mime.starts_with("image/");
    let disposition = if is_picture {
        "inline"
    } else if state.config.antivirus.clamd.is_some() {
        "attachment; filename=\"paper.pdf\""
    } else {
        UNSCANNED
    };
    let mut response = Body::from(bytes).into_response();
    let headers: &mut HeaderMap = response.headers_mut();
    if let Ok(mime) = HeaderValue::from_str(&document.mime) {
        headers.insert(CONTENT_TYPE, mime);
    }
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    response
}
