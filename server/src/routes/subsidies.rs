//! The interest subsidy of a quarter, for the bureau.

use api::servicing::ListSubsidiesResponse;
use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use workflow::servicing::Quarter;

use crate::applications::access;
use crate::applications::staff::officer::Officer;
use crate::problem::ApiError;
use crate::servicing::subsidies;
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
