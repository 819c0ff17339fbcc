//! Sheets of courses: the template, uploading, repairing, taking in, undoing.

use api::ProblemCode;
use api::course_sheet::{
    ListSheetRowsResponse, ListSheetsResponse, RepairRowRequest, RepairedRow, RowState,
    SheetAction, SheetActionRequest, SheetDone, SheetState, SheetView,
};
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use listing::Draft;
use serde::Deserialize;
use store::uploads::{self, Upload};
use store::{Connection, Tx, listing_templates, listings};

use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::course_sheets::check::Known;
use crate::course_sheets::export::export;
use crate::course_sheets::reading::read;
use crate::course_sheets::repair::repair;
use crate::course_sheets::row::KnownRow;
use crate::course_sheets::take_in::take_in;
use crate::course_sheets::template::template;
use crate::course_sheets::undo::undo;
use crate::course_sheets::view::sheet_view;
use crate::idempotency::{self, IdempotencyKey};
use crate::ids;
use crate::listings::record::Record;
use crate::organisations::{Desk, Organisation};
use crate::problem::json::read_body;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Sheets in one answer.
const PAGE: i64 = 50;
/// Rows in one answer.
const ROWS: i64 = 100;
const MOST_NAME_CHARS: usize = 100;
const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The sheet to fill in, with lists to choose from and an example.
#[utoipa::path(get, path = api::path::STAFF_COURSE_TEMPLATE, operation_id = "find_course_template", tag = "course sheets",
    responses((status = 200, description = "A workbook.", body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn find_course_template(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Response, ApiError> {
    let own = state
        .store
        .read(|connection| Desk::of_session(connection, &session)?.own())?;
    let parts = state.clone();
    let make = move || template(&parts, &own).map_err(while_doing("make the template"));
    let bytes = state.readers.run(make).await?;
    Ok(attached("fumin-courses.xlsx", bytes))
}

fn attached(name: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    let head = [
        (CONTENT_TYPE, SHEET_TYPE.to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    (head, bytes).into_response()
}

/// Everything a trainer entered, as a sheet that can be uploaded again.
#[utoipa::path(get, path = api::path::STAFF_LISTINGS_SHEET, operation_id = "export_listings", tag = "course sheets",
    responses((status = 200, description = "One row for each class, in the columns of the template; what has ended on a page of its own.", body = String,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(crate) async fn export_listings(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Response, ApiError> {
    let (drafts, ended, templates) = state.store.read(|connection| {
        let own = Desk::of_session(connection, &session)?.own()?;
        let found = listings::list_by_organisation(connection, &own.row.id)?;
        let ended = listings::list_ended_by_organisation(connection, &own.row.id)?;
        let opened = |found: Vec<listings::Listing>| {
            let drafts = found.into_iter().map(|row| Ok(Record::open(row)?.draft));
            drafts.collect::<Result<Vec<_>, ApiError>>()
        };
        let kept = listing_templates::list(connection, &own.row.id)?;
        let kept = kept.iter().map(|row| serde_json::from_str(&row.draft));
        let templates: Vec<Draft> = kept
            .collect::<Result<_, _>>()
            .map_err(while_doing("read a template"))?;
        Ok::<_, ApiError>((opened(found)?, opened(ended)?, templates))
    })?;
    let parts = state.clone();
    let make =
        move || export(&parts, &drafts, &ended, &templates).map_err(while_doing("write a sheet"));
    let bytes = state.readers.run(make).await?;
    Ok(attached("fumin-my-courses.xlsx", bytes))
}

/// Sheets uploaded.
#[utoipa::path(get, path = api::path::STAFF_COURSE_SHEETS, operation_id = "list_course_sheets", tag = "course sheets",
    responses((status = 200, description = "The newest first.", body = ListSheetsResponse)))]
pub(crate) async fn list_course_sheets(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListSheetsResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let sheets = state.store.read(|connection| {
        let own = Desk::of_session(connection, &session)?.own()?;
        let found = uploads::list(connection, &own.row.id, PAGE)?.into_iter();
        let views = found.map(|sheet| sheet_view(connection, &sheet.id, now_ms));
        views.collect::<Result<_, ApiError>>()
    })?;
    Ok(Json(ListSheetsResponse { sheets }))
}

/// What comes with a sheet's bytes.
#[derive(Debug, Deserialize)]
pub(crate) struct AddSheetQuery {
    /// The name of the sender's file.
    #[serde(default)]
    name: String,
}

/// Uploads a sheet: the body is its bytes. Nothing of it is taken in yet.
#[utoipa::path(post, path = api::path::STAFF_COURSE_SHEETS, operation_id = "add_course_sheet", tag = "course sheets",
    params(("name" = Option<String>, Query, description = "Name of the sender's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Read and checked.", body = SheetView),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "No sheet that is taken, or columns are missing.", body = api::Problem),
        (status = 503, description = "Others upload just now.", body = api::Problem)))]
pub(crate) async fn add_course_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Query(query): Query<AddSheetQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    let own = state
        .store
        .read(|connection| Desk::of_session(connection, &session)?.own())?;
    let bytes = read_body(request.into_body()).await?;
    let once = idempotency::Request::of_bytes(session.subject(), key, "add_course_sheet", &bytes);
    let (parts, organisation) = (state.clone(), own.clone());
    let work = move || {
        let sheet = read(&bytes)?;
        let rows = sheet.rows.into_iter();
        let mut rows: Vec<_> = rows.map(|(row, notes)| KnownRow::new(row, notes)).collect();
        let today = parts.clock.today();
        let known = parts
            .store
            .read(|connection| Known::of(connection, &organisation, &rows, today))?;
        known.judge(&parts, &mut rows);
        let stored: Result<Vec<_>, _> = rows.iter().map(KnownRow::stored).collect();
        Ok((sheet.unknown_columns, stored?))
    };
    let (unknown, rows) = state.readers.run(work).await?;
    let now_ms = state.clock.now_ms();
    let upload = Upload {
        id: ids::fresh(),
        organisation_id: own.row.id,
        author_id: session.staff_id.clone(),
        name: query.name.chars().take(MOST_NAME_CHARS).collect(),
        unknown_columns: serde_json::to_string(&unknown).map_err(while_doing("write a sheet"))?,
        state: SheetState::Open.id().to_owned(),
        version: 1,
        created_ms: now_ms,
        taken_ms: None,
    };
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        Desk::of_session(tx, &session)?.own()?;
        uploads::insert(tx, &upload, &rows)?;
        sheet_view(tx, &upload.id, now_ms)
    })
    .await
}

/// A sheet of the trainer's own organisation; of another's nobody learns that it is there.
fn own_sheet(
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(Organisation, Upload), ApiError> {
    let own = Desk::of_session(connection, session)?.own()?;
    let sheet = uploads::find(connection, id)?;
    let sheet = sheet.filter(|sheet| sheet.organisation_id == own.row.id);
    Ok((own, sheet.ok_or(ProblemCode::NotFound)?))
}

/// The same for a change, on the version that was on screen.
fn seen_sheet(
    tx: &Tx,
    session: &StaffSession,
    id: &str,
    version: u32,
) -> Result<(Organisation, Upload), ApiError> {
    let (own, sheet) = own_sheet(tx, session, id)?;
    if sheet.version != i64::from(version) {
        return Err(ProblemCode::Stale.into());
    }
    Ok((own, sheet))
}

/// One sheet.
#[utoipa::path(get, path = api::path::STAFF_COURSE_SHEET, operation_id = "find_course_sheet", tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id")),
    responses((status = 200, description = "Without its rows.", body = SheetView),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem)))]
pub(crate) async fn find_course_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<SheetView>, ApiError> {
    let now_ms = state.clock.now_ms();
    let view = state.store.read(|connection| {
        own_sheet(connection, &session, &id)?;
        sheet_view(connection, &id, now_ms)
    })?;
    Ok(Json(view))
}

/// Which rows.
#[derive(Debug, Deserialize)]
pub(crate) struct RowsQuery {
    /// Those that stand there.
    state: String,
    /// Those behind this number.
    #[serde(default)]
    after: u32,
}

/// Rows of a sheet that stand in one way.
#[utoipa::path(get, path = api::path::STAFF_COURSE_SHEET_ROWS, operation_id = "list_course_sheet_rows",
    tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id"), ("state" = String, Query, description = "Where they stand."),
        ("after" = Option<u32>, Query, description = "Those behind this number.")),
    responses((status = 200, description = "In the order of the sheet.", body = ListSheetRowsResponse),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem)))]
pub(crate) async fn list_course_sheet_rows(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
    Query(query): Query<RowsQuery>,
) -> Result<Json<ListSheetRowsResponse>, ApiError> {
    let wanted = RowState::from_id(&query.state)
        .ok_or_else(|| ApiError::invalid_field("/state", "not_an_option"))?;
    let after = i64::from(query.after);
    let rows = state.store.read(|connection| {
        own_sheet(connection, &session, &id)?;
        let stored = uploads::list_rows(connection, &id, wanted.id(), after, ROWS)?;
        let rows = stored.iter().map(|row| Ok(KnownRow::read(row)?.view()));
        rows.collect::<Result<Vec<_>, ApiError>>()
    })?;
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == ROWS);
    let next_after = rows.last().filter(|_| is_full).map(|row| row.number);
    Ok(Json(ListSheetRowsResponse { rows, next_after }))
}

/// Puts a row right, or leaves it out.
#[utoipa::path(put, path = api::path::STAFF_COURSE_SHEET_ROW, operation_id = "repair_course_sheet_row",
    tag = "course sheets",
    params(("id" = String, Path, description = "Sheet id"), ("document" = String, Path, description = "Number of the row")),
    request_body = RepairRowRequest,
    responses((status = 200, description = "The row as it is judged now.", body = RepairedRow),
        (status = 404, description = "No such row that waits, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first.", body = api::Problem)))]
pub(crate) async fn repair_course_sheet_row(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path((id, number)): Path<(String, String)>,
    JsonBody(request): JsonBody<RepairRowRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("repair_course_sheet_row/{id}/{number}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let number: u32 = number.parse().map_err(|_| ProblemCode::NotFound)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let (own, sheet) = seen_sheet(tx, &session, &id, request.version)?;
        repair(tx, &parts, &own, &sheet, number, &request, now_ms)
    })
    .await
}

/// Takes the good rows in, or undoes that.
#[utoipa::path(post, path = api::path::STAFF_COURSE_SHEET_ACTIONS, operation_id = "act_on_course_sheet",
    tag = "course sheets", params(("id" = String, Path, description = "Sheet id")), request_body = SheetActionRequest,
    responses((status = 200, description = "Done.", body = SheetDone),
        (status = 404, description = "No such sheet, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, no row is good, or a day has passed.", body = api::Problem)))]
pub(crate) async fn act_on_course_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SheetActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_course_sheet/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let (own, sheet) = seen_sheet(tx, &session, &id, request.version)?;
        let done: SheetDone = match request.action {
            SheetAction::TakeIn => take_in(tx, &parts, &actor, &own, &sheet, request.is_handed_in)?,
            SheetAction::Undo => undo(tx, &parts, &actor, &own, &sheet)?,
        };
        Ok(done)
    })
    .await
}
