//! Ways to begin courses from others: templates, and the classes of next year.

use api::ProblemCode;
use api::listing::{
    ListListingTemplatesResponse, ListingTemplateSummary, RollOverRequest, RollOverResponse,
    SaveListingTemplateRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use store::listing_templates as rows;

use crate::applications::actor::Actor;
use crate::idempotency::{self, IdempotencyKey};
use crate::listings::{roll_over, template};
use crate::organisations::Desk;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Courses to begin others from.
#[utoipa::path(get, path = api::path::STAFF_LISTING_TEMPLATES, operation_id = "list_listing_templates", tag = "listings",
    responses((status = 200, description = "The organisation's, by name.", body = ListListingTemplatesResponse)))]
pub(crate) async fn list_listing_templates(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListListingTemplatesResponse>, ApiError> {
    let templates = state.store.read(|connection| {
        let own = Desk::of_session(connection, &session)?.own()?;
        template::list(connection, &own)
    })?;
    Ok(Json(ListListingTemplatesResponse { templates }))
}

/// Keeps a course to begin others from; that of the same name is written over where the request says so.
#[utoipa::path(post, path = api::path::STAFF_LISTING_TEMPLATES, operation_id = "save_listing_template", tag = "listings",
    request_body = SaveListingTemplateRequest,
    responses((status = 201, description = "Kept.", body = ListingTemplateSummary),
        (status = 422, description = "No name, one too many, or one that is there.", body = api::Problem)))]
pub(crate) async fn save_listing_template(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SaveListingTemplateRequest>,
) -> Result<Response, ApiError> {
    let operation = "save_listing_template";
    let once = idempotency::Request::new(session.subject(), key.clone(), operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        template::save(tx, &parts, &actor, &own, &request)
    })
    .await
}

/// Throws one away; what was begun from it stays.
#[utoipa::path(delete, path = api::path::STAFF_LISTING_TEMPLATE, operation_id = "delete_listing_template",
    tag = "listings", params(("id" = String, Path, description = "Template id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such template of mine.", body = api::Problem)))]
pub(crate) async fn delete_listing_template(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let work = move |tx: &store::Tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        if rows::delete(tx, &own.row.id, &id)? {
            Ok(())
        } else {
            Err(ApiError::from(ProblemCode::NotFound))
        }
    };
    state.store.write::<_, _, ApiError>(work).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts the classes of next year into drafts.
#[utoipa::path(post, path = api::path::STAFF_LISTING_ROLL_OVERS, operation_id = "roll_listings_over", tag = "listings",
    request_body = RollOverRequest,
    responses((status = 200, description = "What became of each.", body = RollOverResponse),
        (status = 404, description = "One is not there, or not mine; nothing was done.", body = api::Problem),
        (status = 422, description = "None, or too many.", body = api::Problem)))]
pub(crate) async fn roll_listings_over(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<RollOverRequest>,
) -> Result<Response, ApiError> {
    let operation = "roll_listings_over";
    let once = idempotency::Request::new(session.subject(), key.clone(), operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        let rolled = roll_over::all(tx, &parts, &actor, &own, &request)?;
        Ok::<_, ApiError>(RollOverResponse { rolled })
    })
    .await
}
