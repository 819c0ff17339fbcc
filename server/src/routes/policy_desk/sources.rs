//! The texts of a draft or a pack.

use api::ProblemCode;
use api::policy_desk::{ListSourceFilesResponse, PolicyOutline, SourceFileView};
use axum::Json;
use axum::extract::{Query, State};

use super::SubjectQuery;
use crate::policy_desk::outline::outline;
use crate::problem::ApiError;
use crate::state::AppState;

/// The files of a draft or a pack.
#[utoipa::path(get, path = api::path::STAFF_POLICY_FILES, operation_id = "list_policy_files", tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash.")),
    responses((status = 200, description = "By path.", body = ListSourceFilesResponse),
        (status = 404, description = "No such draft or pack.", body = api::Problem)))]
pub(crate) async fn list_policy_files(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<ListSourceFilesResponse>, ApiError> {
    let subject = query.load(&state)?;
    let files = state.store.read(|connection| subject.files(connection))?;
    Ok(Json(files))
}

/// One file of a draft or a pack.
#[utoipa::path(get, path = api::path::STAFF_POLICY_SOURCE, operation_id = "find_policy_source", tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash."),
        ("path" = String, Query, description = "The file's path.")),
    responses((status = 200, description = "Its text.", body = SourceFileView),
        (status = 404, description = "No such draft, pack or file.", body = api::Problem)))]
pub(crate) async fn find_policy_source(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<SourceFileView>, ApiError> {
    let mut subject = query.load(&state)?;
    let path = query.path.unwrap_or_default();
    let text = subject.texts.remove(&path).ok_or(ProblemCode::NotFound)?;
    let version = subject.version();
    Ok(Json(SourceFileView {
        path,
        text,
        version,
    }))
}

/// Parameters, conditions and documents of a draft or a pack.
#[utoipa::path(get, path = api::path::STAFF_POLICY_OUTLINE, operation_id = "find_policy_outline",
    tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash.")),
    responses((status = 200, description = "Read as far as the files are TOML.", body = PolicyOutline),
        (status = 404, description = "No such draft or pack.", body = api::Problem)))]
pub(crate) async fn find_policy_outline(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<PolicyOutline>, ApiError> {
    Ok(Json(outline(&query.load(&state)?)))
}
