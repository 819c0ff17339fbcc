//! A bank's files of payments: uploading, looking, taking in.

use api::ProblemCode;
use api::payment_sheet::{
    AddedPaymentSheet, ListPaymentSheetsResponse, PaymentSheetView, TakeInRequest, TakenIn,
};
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use store::Connection;
use store::payment_sheets::{self, PaymentSheet};

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::enrolments::telling::do_and_tell_after;
use crate::idempotency::{self, IdempotencyKey};
use crate::ids;
use crate::problem::json::read_body;
use crate::problem::{ApiError, JsonBody};
use crate::servicing::sheets::judge::judge;
use crate::servicing::sheets::missing::missing;
use crate::servicing::sheets::read::read;
use crate::servicing::sheets::take_in::{choose, take_in};
use crate::servicing::sheets::view::{open, seal, sheet_view, summary};
use crate::session::StaffSession;
use crate::state::AppState;

/// Files in one answer.
const PAGE: i64 = 20;
const MOST_NAME_CHARS: usize = 100;

/// The files of my bank.
#[utoipa::path(get, path = api::path::STAFF_PAYMENT_SHEETS, operation_id = "list_payment_sheets", tag = "loans",
    responses((status = 200, description = "The newest first.", body = ListPaymentSheetsResponse)))]
pub(crate) async fn list_payment_sheets(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListPaymentSheetsResponse>, ApiError> {
    let sheets = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let found = payment_sheets::list(connection, &officer.agency_id, PAGE)?;
        let lines = found.iter();
        lines
            .map(|row| Ok(summary(row, &open(&state, row)?)))
            .collect()
    })?;
    Ok(Json(ListPaymentSheetsResponse { sheets }))
}

/// What comes with a file's bytes.
#[derive(Debug, Deserialize)]
pub(crate) struct AddQuery {
    /// The name of the sender's file.
    #[serde(default)]
    name: String,
}

/// Uploads a file: the body is its bytes. Nothing of it is taken in yet.
#[utoipa::path(post, path = api::path::STAFF_PAYMENT_SHEETS, operation_id = "add_payment_sheet", tag = "loans",
    params(("name" = Option<String>, Query, description = "Name of the sender's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Read; nothing is judged yet.", body = AddedPaymentSheet),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "No sheet that is taken, or columns are missing.", body = api::Problem),
        (status = 503, description = "Others upload just now.", body = api::Problem)))]
pub(crate) async fn add_payment_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Query(query): Query<AddQuery>,
    request: Request,
) -> Result<Response, ApiError> {
    let officer = state
        .store
        .read(|connection| Officer::of_session(connection, &session))?;
    let bytes = read_body(request.into_body()).await?;
    let once = idempotency::Request::of_bytes(session.subject(), key, "add_payment_sheet", &bytes);
    let name: String = query.name.chars().take(MOST_NAME_CHARS).collect();
    let stored = state.readers.run(move || read(&bytes, &name)).await?;
    let id = ids::fresh();
    let row = PaymentSheet {
        sealed_rows: seal(&state, &id, &stored)?,
        id,
        bank_id: officer.agency_id,
        staff_id: officer.id,
        version: 1,
        taken_ms: None,
        created_ms: state.clock.now_ms(),
    };
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        Officer::of_session(tx, &session)?;
        payment_sheets::insert(tx, &row)?;
        Ok(AddedPaymentSheet { id: row.id.clone() })
    })
    .await
}

/// One file, its rows judged as of now.
#[utoipa::path(get, path = api::path::STAFF_PAYMENT_SHEET, operation_id = "find_payment_sheet", tag = "loans",
    params(("id" = String, Path, description = "File id")),
    responses((status = 200, description = "With every row.", body = PaymentSheetView),
        (status = 404, description = "No such file of my bank.", body = api::Problem)))]
pub(crate) async fn find_payment_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<PaymentSheetView>, ApiError> {
    let (parts, today, looking) = (state.clone(), state.clock.today(), session.clone());
    // Off the async threads: every loan that is named is opened.
    let work = move || {
        parts.store.read::<_, ApiError>(|connection| {
            let officer = Officer::of_session(connection, &looking)?;
            let row = own_sheet(connection, &officer, &id)?;
            let stored = open(&parts, &row)?;
            let judgement = judge(&parts, connection, &officer, (&stored, None), today)?;
            let judged = (&stored, &judgement);
            let missing = missing(&parts, connection, &officer, judged, today)?;
            Ok(sheet_view(&row, &stored, &judgement, missing))
        })
    };
    let view = state.readers.run(work).await?;
    let look = access::Access::staff(&session, "view_payment_sheet", None);
    access::log(&state, look).await?;
    Ok(Json(view))
}

fn own_sheet(
    connection: &Connection,
    officer: &Officer,
    id: &str,
) -> Result<PaymentSheet, ApiError> {
    payment_sheets::find(connection, id)?
        .filter(|row| row.bank_id == officer.agency_id)
        .ok_or_else(|| ProblemCode::NotFound.into())
}

/// The same for a change, on the version that was on screen.
fn seen_sheet(
    connection: &Connection,
    officer: &Officer,
    id: &str,
    version: u32,
) -> Result<PaymentSheet, ApiError> {
    let row = own_sheet(connection, officer, id)?;
    if row.version != i64::from(version) {
        return Err(ProblemCode::Stale.into());
    }
    Ok(row)
}

/// Takes the good rows in.
#[utoipa::path(post, path = api::path::STAFF_PAYMENT_SHEET_ACTIONS, operation_id = "take_in_payment_sheet", tag = "loans",
    params(("id" = String, Path, description = "File id")), request_body = TakeInRequest,
    responses((status = 200, description = "Taken in, at most 200 rows; bad rows wait, and those of borrowers I was never asked about unless I say now to have nothing to do with them.",
            body = TakenIn),
        (status = 404, description = "No such file of my bank.", body = api::Problem),
        (status = 409, description = "Somebody was first, no row is good, or the control row says something else.",
            body = api::Problem),
        (status = 422, description = "Every good row waits for my word on its borrower.", body = api::Problem)))]
pub(crate) async fn take_in_payment_sheet(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<TakeInRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("take_in_payment_sheet/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let (version, today) = (request.version, actor.today());
    let no_conflict = request.no_conflict;
    let (parts, looking, sheet, sent) = (state.clone(), session.clone(), id.clone(), once.clone());
    let look = move || {
        parts.store.read::<_, ApiError>(|connection| {
            // A press that comes twice is answered from its key, whatever is good by now.
            if sent.is_known(connection, &parts.keyring)? {
                return Ok(Vec::new());
            }
            let officer = Officer::of_session(connection, &looking)?;
            let row = seen_sheet(connection, &officer, &sheet, version)?;
            let stored = open(&parts, &row)?;
            choose(&parts, connection, &officer, (&stored, no_conflict), today)
        })
    };
    let chosen = state.readers.run(look).await?;
    let parts = state.clone();
    do_and_tell_after(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let mut row = seen_sheet(tx, &officer, &id, version)?;
        let rows = (chosen.as_slice(), no_conflict);
        take_in(tx, &parts, (&officer, &actor), &mut row, rows)
    })
    .await
}
