//! The officers' files and loans as sheets.

use std::fs::File;

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use tokio_util::io::ReaderStream;

use crate::applications::access;
use crate::applications::error::while_doing;
use crate::applications::staff::export::export as export_files;
use crate::applications::staff::officer::Officer;
use crate::problem::ApiError;
use crate::servicing::export;
use crate::session::StaffSession;
use crate::state::AppState;

/// Bytes read from the sheet at a time.
const PIECE_BYTES: usize = 64 * 1024;
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Every file the queue is about, as an Excel sheet.
#[utoipa::path(get, path = api::path::STAFF_APPLICATIONS_SHEET, operation_id = "export_staff_applications",
    tag = "staff",
    responses((status = 200, description = "In the order handed in; names are masked.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 503, description = "Others export just now.", body = api::Problem)))]
pub(crate) async fn export_staff_applications(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Response, ApiError> {
    let officer = state
        .store
        .read(|connection| Officer::of_session(connection, &session))?;
    let look = access::Access::staff(&session, "export_applications", None);
    access::log(&state, look).await?;
    let sheet = export_files(&state, officer, state.clock.now_ms()).await?;
    let name = format!("applications-{}.xlsx", state.clock.today());
    sheet_response(sheet, &name)
}

/// Every loan I may see, as an Excel sheet.
#[utoipa::path(get, path = api::path::STAFF_LOANS_SHEET, operation_id = "export_loans", tag = "loans",
    responses((status = 200, description = "One row a loan; names are masked.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 503, description = "Others export just now.", body = api::Problem)))]
pub(crate) async fn export_loans(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Response, ApiError> {
    let officer = state
        .store
        .read(|connection| Officer::of_session(connection, &session))?;
    let look = access::Access::staff(&session, "export_loans", None);
    access::log(&state, look).await?;
    let today = state.clock.today();
    let sheet = export::export_loans(&state, officer, today).await?;
    sheet_response(sheet, &format!("loans-{today}.xlsx"))
}

/// A sheet to be saved under a name.
fn sheet_response(sheet: File, name: &str) -> Result<Response, ApiError> {
    let length = sheet
        .metadata()
        .map_err(while_doing("measure a sheet"))?
        .len();
    let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(sheet), PIECE_BYTES);
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(SHEET_TYPE));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
