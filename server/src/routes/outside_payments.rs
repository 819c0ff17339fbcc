//! Lists of subsidies that other systems paid, for the training section.

use api::outside_payment::{OutsidePaymentsTaken, OutsidePaymentsView};
use axum::Json;
use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;

use super::training_section::check_officer;
use crate::applications::access;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::session::StaffSession;
use crate::settlements::outside;
use crate::state::AppState;

/// How much of other systems is known.
#[utoipa::path(get, path = api::path::STAFF_OUTSIDE_PAYMENTS, operation_id = "find_outside_payments",
    tag = "settlements", responses((status = 200, description = "Counted; nobody is named.", body = OutsidePaymentsView)))]
pub(crate) async fn find_outside_payments(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<OutsidePaymentsView>, ApiError> {
    let (count, last_on) = state.store.read(|connection| {
        check_officer(connection, &session)?;
        outside::known(connection)
    })?;
    Ok(Json(OutsidePaymentsView { count, last_on }))
}

/// Takes a list in: the body is its bytes. Names are not kept.
#[utoipa::path(post, path = api::path::STAFF_OUTSIDE_PAYMENTS, operation_id = "add_outside_payments",
    tag = "settlements", request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Good rows are kept; bad ones are named.", body = OutsidePaymentsTaken),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "No sheet that is taken, or columns are missing.", body = api::Problem),
        (status = 503, description = "Others upload just now.", body = api::Problem)))]
pub(crate) async fn add_outside_payments(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    request: Request,
) -> Result<Response, ApiError> {
    state
        .store
        .read(|connection| check_officer(connection, &session))?;
    let bytes = read_body(request.into_body()).await?;
    let operation = "add_outside_payments";
    let once = idempotency::Request::of_bytes(session.subject(), key, operation, &bytes);
    let (parts, today, now_ms) = (state.clone(), state.clock.today(), state.clock.now_ms());
    let read = move || outside::read(&parts, &bytes, today, now_ms);
    let list = state.readers.run(read).await?;
    access::log(&state, access::Access::staff(&session, operation, None)).await?;
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        check_officer(tx, &session)?;
        outside::keep(tx, &list)
    })
    .await
}
