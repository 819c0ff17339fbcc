//! The compiled rules, for the browser's own evaluation: a pointer that changes, and parts that never do.

use std::sync::Arc;

use api::ProblemCode;
use api::policy::PolicyPackPointer;
use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;

use crate::packs::KnownPack;
use crate::problem::ApiError;
use crate::representation::Snapshot;
use crate::state::AppState;

/// Which policy pack is in force.
#[utoipa::path(get, path = api::path::POLICY_PACK, operation_id = "find_policy_pack", tag = "portal",
    responses((status = 200, description = "The hash that its parts are fetched by, with an ETag.",
        body = PolicyPackPointer)))]
pub(crate) async fn find_policy_pack(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    state
        .store
        .read(|connection| state.packs.follow(connection, today))?;
    let found = state.packs.on(today);
    let pack = Arc::clone(&found.pack);
    let opening = tokio::task::spawn_blocking(move || pack.opening(today))
        .await
        .map_err(|source| ApiError::internal("find the first question", source))?;
    let pointer = PolicyPackPointer {
        hash: found.pack.pack().hash().to_string(),
        effective_from: found.effective_from.to_string(),
        published_ms: found.published_ms,
        opening,
    };
    let json = serde_json::to_vec(&pointer)
        .map_err(|source| ApiError::internal("write the pack's pointer", source))?;
    Ok(Snapshot::new(json).respond(&headers))
}

/// The rules of a published pack, without words.
#[utoipa::path(get, path = api::path::POLICY_PACK_RULES, operation_id = "find_policy_rules", tag = "portal",
    params(("id" = String, Path, description = "The pack's hash")),
    responses((status = 200, description = "The same for ever.", body = Object),
        (status = 404, description = "No published pack of this hash.", body = api::Problem)))]
pub(crate) async fn find_policy_rules(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(hash): Path<String>,
) -> Result<Response, ApiError> {
    part_of(&state, &hash, headers, |pack, headers| {
        Some(pack.rules()?.respond(headers))
    })
    .await
}

/// The words of a published pack in one language.
#[utoipa::path(get, path = api::path::POLICY_PACK_WORDS, operation_id = "find_policy_words", tag = "portal",
    params(("id" = String, Path, description = "The pack's hash"),
        ("language" = String, Path, description = "`zh` or `en`")),
    responses((status = 200, description = "The same for ever.", body = Object),
        (status = 404, description = "No published pack of this hash, or not in this language.",
            body = api::Problem)))]
pub(crate) async fn find_policy_words(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path((hash, language)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    part_of(&state, &hash, headers, move |pack, headers| {
        Some(pack.words(&language)?.respond(headers))
    })
    .await
}

/// Compressing a part for its first reader takes a moment, so it is not done on an async thread.
async fn part_of(
    state: &AppState,
    hash: &str,
    headers: HeaderMap,
    part: impl FnOnce(&KnownPack, &HeaderMap) -> Option<Response> + Send + 'static,
) -> Result<Response, ApiError> {
    let found: Option<Arc<KnownPack>> = state
        .store
        .read(|connection| state.packs.published(connection, hash))?;
    let pack = found.ok_or(ProblemCode::NotFound)?;
    tokio::task::spawn_blocking(move || part(&pack, &headers))
        .await
        .map_err(|source| ApiError::internal("give a part of a pack", source))?
        .ok_or_else(|| ProblemCode::NotFound.into())
}
