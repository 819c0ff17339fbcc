//! The interest subsidy of a quarter, for the bureau.

use api::subsidy::{ListSubsidiesResponse, PaySubsidiesRequest, PaySubsidiesResponse};
use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use workflow::servicing::Quarter;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::enrolments::telling::do_and_tell_after;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::servicing::pay;
use crate::servicing::subsidies::{self, Waiting};
use crate::session::StaffSession;
use crate::state::AppState;

const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which quarter.
#[derive(Debug, Deserialize)]
pub(crate) struct WhichQuarter {
    /// `2026Q4`.
    #[serde(default)]
    quarter: String,
}

impl WhichQuarter {
    fn parse(&self) -> Result<Quarter, ApiError> {
        let quarter = self.quarter.parse::<Quarter>();
        quarter.map_err(|_| ApiError::invalid_field("/quarter", "quarter_unreadable"))
    }
}

/// Every loan that is subsidised in a quarter.
#[utoipa::path(get, path = api::path::STAFF_SUBSIDIES, operation_id = "list_subsidies", tag = "loans",
    params(("quarter" = String, Query, description = "`2026Q4`")),
    responses((status = 200, description = "By acceptance number; names are masked.", body = ListSubsidiesResponse),
        (status = 422, description = "No quarter.", body = api::Problem)))]
pub(crate) async fn list_subsidies(
    State(state): State<AppState>,
    session: StaffSession,
    Query(query): Query<WhichQuarter>,
) -> Result<Json<ListSubsidiesResponse>, ApiError> {
    let quarter = query.parse()?;
    let officer = state
        .store
        .read(|connection| Officer::of_session(connection, &session))?;
    let (parts, today) = (state.clone(), state.clock.today());
    let list = move || subsidies::list_subsidies(&parts, &officer, quarter, today);
    let found = state.readers.run(list).await?;
    let look = access::Access::staff(&session, "list_subsidies", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// What was approved of a quarter, as the list to pay by.
#[utoipa::path(get, path = api::path::STAFF_SUBSIDIES_SHEET, operation_id = "export_subsidies", tag = "loans",
    params(("quarter" = String, Query, description = "`2026Q4`")),
    responses((status = 200, description = "With names whole.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 422, description = "No quarter.", body = api::Problem)))]
pub(crate) async fn export_subsidies(
    State(state): State<AppState>,
    session: StaffSession,
    Query(query): Query<WhichQuarter>,
) -> Result<Response, ApiError> {
    let quarter = query.parse()?;
    let officer = state
        .store
        .read(|connection| Officer::of_session(connection, &session))?;
    let look = access::Access::staff(&session, "export_subsidies", None);
    access::log(&state, look).await?;
    let (parts, today) = (state.clone(), state.clock.today());
    let write = move || subsidies::payment_list(&parts, &officer, quarter, today);
    let sheet = state.readers.run(write).await?;
    let pieces = ReaderStream::new(tokio::fs::File::from_std(sheet));
    let mut response = Body::from_stream(pieces).into_response();
    let name = format!("attachment; filename=\"subsidy-{quarter}.xlsx\"");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(SHEET_TYPE));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Records that everything of a quarter that was approved and not paid yet is paid.
#[utoipa::path(post, path = api::path::STAFF_SUBSIDY_PAYMENTS, operation_id = "pay_subsidies", tag = "loans",
    request_body = PaySubsidiesRequest,
    responses((status = 200, description = "Recorded, and the borrowers are told.", body = PaySubsidiesResponse),
        (status = 409, description = "Not what the officer saw any more, or the officer approved some of it.",
            body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn pay_subsidies(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<PaySubsidiesRequest>,
) -> Result<Response, ApiError> {
    let once =
        idempotency::Request::new(session.subject(), key.clone(), "pay_subsidies", &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let today = actor.today();
    let payment = pay::check(&request, today)?;
    let (parts, looking, sent, quarter) = (
        state.clone(),
        session.clone(),
        once.clone(),
        payment.quarter,
    );
    // Which loans is looked up beside the writer; each is looked at again in the write.
    let look = move || {
        let officer = parts.store.read::<_, ApiError>(|connection| {
            // A press that comes twice is answered from its key, whatever waits by now.
            let is_known = sent.is_known(connection, &parts.keyring)?;
            let officer = Officer::of_session(connection, &looking)?;
            Ok((!is_known).then_some(officer))
        })?;
        match officer {
            Some(officer) => subsidies::waiting(&parts, &officer, quarter, today),
            None => Ok(Waiting::default()),
        }
    };
    let found = state.readers.run(look).await?;
    if found.is_approver {
        return Err(pay::second_person());
    }
    let parts = state.clone();
    do_and_tell_after(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        pay::pay(tx, &parts, (&officer, &actor), &payment, &found)
    })
    .await
}
