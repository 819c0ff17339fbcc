//! What became of the rows that a trainer's own system sent, as it is on screen: looked at, repaired, taken in, undone; and
//! the courses that they became, with what a reviewer pinned. The token's account sees everything of its organisation there,
//! and so does its system.

use api::course_sheet::{
    ListSheetRowsResponse, RepairRowRequest, RepairedRow, SheetActionRequest, SheetDone, SheetView,
};
use api::listing::{ListListingsResponse, ListingView};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::HeaderMap;

use super::course_sheets::{
    RowsQuery, act_on_course_sheet, find_course_sheet, list_course_sheet_rows,
    repair_course_sheet_row,
};
use super::listings::{find_listing, list_listings};
use crate::idempotency::IdempotencyKey;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// The courses of the token's organisation, whoever wrote them, and where each stands.
#[utoipa::path(get, path = api::path::TRAINER_COURSES, operation_id = "list_sent_courses", tag = "course sheets",
    responses((status = 200, description = "By title.", body = ListListingsResponse),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn list_sent_courses(
    state: State<AppState>,
    session: StaffSession,
) -> Result<Json<ListListingsResponse>, ApiError> {
    list_listings(state, session).await
}

/// One of them: what was entered, what residents see, and what is to be put right.
#[utoipa::path(get, path = api::path::TRAINER_COURSE, operation_id = "find_sent_course", tag = "course sheets",
    params(("id" = String, Path, description = "Listing id")),
    responses((status = 200, description = "With what the check says of it.", body = ListingView),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 404, description = "No such course, or not mine.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn find_sent_course(
    state: State<AppState>,
    session: StaffSession,
    id: Path<String>,
) -> Result<Json<ListingView>, ApiError> {
    find_listing(state, session, id).await
}

/// The sheet in which sent rows stand.
#[utoipa::path(get, path = api::path::TRAINER_COURSE_SHEET, operation_id = "find_sent_sheet", tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id")),
    responses((status = 200, description = "Without its rows.", body = SheetView),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn find_sent_sheet(
    state: State<AppState>,
    session: StaffSession,
    id: Path<String>,
) -> Result<Json<SheetView>, ApiError> {
    find_course_sheet(state, session, id).await
}

/// Its rows that stand in one way.
#[utoipa::path(get, path = api::path::TRAINER_COURSE_SHEET_ROWS, operation_id = "list_sent_rows", tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id"), ("state" = String, Query, description = "Where they stand."),
        ("after" = Option<u32>, Query, description = "Those behind this number.")),
    responses((status = 200, description = "In the order of the sheet.", body = ListSheetRowsResponse),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn list_sent_rows(
    state: State<AppState>,
    session: StaffSession,
    id: Path<String>,
    query: Query<RowsQuery>,
) -> Result<Json<ListSheetRowsResponse>, ApiError> {
    list_course_sheet_rows(state, session, id, query).await
}

/// Puts a row right, or leaves it out.
#[utoipa::path(put, path = api::path::TRAINER_COURSE_SHEET_ROW, operation_id = "repair_sent_row", tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id"), ("document" = String, Path, description = "Number of the row")),
    request_body = RepairRowRequest,
    responses((status = 200, description = "The row as it is judged now.", body = RepairedRow),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 404, description = "No such row that waits, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn repair_sent_row(
    state: State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    row: Path<(String, String)>,
    request: JsonBody<RepairRowRequest>,
) -> Result<Response, ApiError> {
    repair_course_sheet_row(state, session, key, row, request).await
}

/// Takes the good rows in, or undoes that.
#[utoipa::path(post, path = api::path::TRAINER_COURSE_SHEET_ACTIONS, operation_id = "act_on_sent_sheet",
    tag = "course sheets", params(("id" = String, Path, description = "Sheet id")), request_body = SheetActionRequest,
    responses((status = 200, description = "Done.", body = SheetDone),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, no row is good, or a day has passed.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn act_on_sent_sheet(
    state: State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    id: Path<String>,
    request: JsonBody<SheetActionRequest>,
) -> Result<Response, ApiError> {
    act_on_course_sheet(state, session, key, headers, id, request).await
}
