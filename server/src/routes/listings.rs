//! Listings: a trainer's own, and what waits for the training section.

use api::ProblemCode;
use api::listing::{
    ListListingsResponse, ListingActionRequest, ListingSummary, ListingView, StartListingRequest,
    WriteListingRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Date;
use http::{HeaderMap, StatusCode};
use store::{Connection, StoreError, complaints, listings as rows, staff};
use workflow::Role;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::listings::act::act;
use crate::listings::photo;
use crate::listings::record::Record;
use crate::listings::template;
use crate::listings::view::{summary, view};
use crate::listings::write::{tidied, write};
use crate::organisations::{Desk, Organisation};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::{AppState, Parts};

/// The most listings of a kind in one answer.
const PAGE: i64 = 500;

/// A trainer's listings; for the training section, what waits for a review and what is live.
#[utoipa::path(get, path = api::path::STAFF_LISTINGS, operation_id = "list_listings", tag = "listings",
    responses((status = 200, description = "A trainer's by title; an officer's the longest waiting first.",
        body = ListListingsResponse)))]
pub(crate) async fn list_listings(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListListingsResponse>, ApiError> {
    let today = state.clock.today();
    let is_local_confirm = state.training_plan.clocks.is_local_confirm;
    let found = state.store.read(|connection| {
        Ok::<_, ApiError>(match Desk::of_session(connection, &session)? {
            Desk::Trainer(own) => ListListingsResponse {
                listings: own_listings(&state, &own, today, |id| {
                    rows::list_by_organisation(connection, id)
                })?,
                public: Vec::new(),
                ended: own_listings(&state, &own, today, |id| {
                    rows::list_ended_by_organisation(connection, id)
                })?,
                due_today: 0,
                overdue: 0,
                late_complaints: 0,
                is_local_confirm,
            },
            Desk::Officer => {
                let waiting = rows::list_handed_in(connection, PAGE)?;
                let public = rows::list_public(connection, PAGE)?;
                let listings = summaries(&state, connection, waiting, today)?;
                let count = |is: &dyn Fn(&ListingSummary) -> bool| {
                    let found = listings.iter().filter(|one| is(one)).count();
                    u32::try_from(found).unwrap_or(u32::MAX)
                };
                let late = count(&|one| one.is_overdue);
                let is_told = is_answerable(connection, &session)?;
                let late_complaints = complaints::count_late(connection, today)?;
                ListListingsResponse {
                    due_today: count(&|one| one.due_on == Some(today)),
                    overdue: if is_told { late } else { 0 },
                    late_complaints: u32::try_from(late_complaints).unwrap_or(u32::MAX),
                    is_local_confirm,
                    public: summaries(&state, connection, public, today)?,
                    ended: Vec::new(),
                    listings,
                }
            }
        })
    })?;
    Ok(Json(found))
}

/// Whether somebody is told of what the section is late with: its supervisors, and where there are none everybody.
fn is_answerable(connection: &Connection, session: &StaffSession) -> Result<bool, ApiError> {
    let mut has_supervisor = false;
    for member in staff::list_of_agency(connection, &session.agency_id)? {
        let is_of_section =
            member.role == Role::TrainingOfficer.as_str() && member.disabled_ms.is_none();
        if is_of_section && staff::is_supervisor(connection, &member.id)? {
            if member.id == session.staff_id {
                return Ok(true);
            }
            has_supervisor = true;
        }
    }
    Ok(!has_supervisor)
}

fn own_listings(
    parts: &Parts,
    own: &Organisation,
    today: Date,
    list: impl FnOnce(&str) -> Result<Vec<rows::Listing>, StoreError>,
) -> Result<Vec<ListingSummary>, ApiError> {
    let found = list(&own.row.id)?.into_iter();
    let line = |row| Ok(summary(parts, &Record::open(row)?, &own.row.name, today));
    found.map(line).collect()
}

fn summaries(
    parts: &Parts,
    connection: &Connection,
    found: Vec<rows::Listing>,
    today: Date,
) -> Result<Vec<ListingSummary>, ApiError> {
    let line = |row: rows::Listing| {
        let organisation = Organisation::find(connection, &row.organisation_id)?;
        let name = organisation.map(|one| one.row.name).unwrap_or_default();
        Ok(summary(parts, &Record::open(row)?, &name, today))
    };
    found.into_iter().map(line).collect()
}

/// Whether somebody may see a listing.
///
/// # Errors
/// `not_found`.
pub(super) fn may_read(
    _: &Parts,
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(), ApiError> {
    open_visible(connection, session, id).map(drop)
}

/// Whether a school may answer the suspension of a listing now.
///
/// # Errors
/// `not_found`, or `action_not_possible`.
pub(super) fn may_answer(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(), ApiError> {
    let (_, record) = open_visible(connection, session, id)?;
    if crate::listings::view::may_answer(parts, &record, parts.clock.today()) {
        Ok(())
    } else {
        Err(ProblemCode::ActionNotPossible.into())
    }
}

/// Opens a listing that whoever asks may see: a trainer's own, and of others what was handed in once.
///
/// # Errors
/// `not_found`.
pub(super) fn open_visible(
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(Organisation, Record), ApiError> {
    let desk = Desk::of_session(connection, session)?;
    let record = Record::find(connection, id)?.ok_or(ProblemCode::NotFound)?;
    let organisation = desk.organisation(connection, &record.row.organisation_id)?;
    let file = &record.file;
    let is_approved = record.live.is_some() || file.go_live_on().is_some();
    let is_seen = file.is_handed_in() || is_approved || file.returns() > 0;
    if session.role != Role::Trainer && !is_seen {
        return Err(ProblemCode::NotFound.into());
    }
    Ok((organisation, record))
}

/// Begins a listing.
#[utoipa::path(post, path = api::path::STAFF_LISTINGS, operation_id = "start_listing", tag = "listings",
    request_body = StartListingRequest,
    responses((status = 201, description = "Begun.", body = ListingView),
        (status = 404, description = "No such template of mine.", body = api::Problem),
        (status = 422, description = "Larger than a listing can be, or with a photo of another organisation.", body = api::Problem)))]
pub(crate) async fn start_listing(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<StartListingRequest>,
) -> Result<Response, ApiError> {
    let once =
        idempotency::Request::new(session.subject(), key.clone(), "start_listing", &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        let draft = match &request.template {
            Some(id) => template::begun(tx, &own, id, &request.draft)?,
            None => request.draft.clone(),
        };
        let draft = photo::measured(tx, &own.row.id, tidied(&parts, &draft)?)?;
        let record = Record::begin(tx, &parts, &actor, &own.row.id, draft)?;
        view(
            &parts,
            tx,
            &own,
            &record,
            (&session.staff_id, session.role),
            actor.today(),
        )
    })
    .await
}

/// One listing.
#[utoipa::path(get, path = api::path::STAFF_LISTING, operation_id = "find_listing", tag = "listings",
    params(("id" = String, Path, description = "Listing id")),
    responses((status = 200, description = "With what the check says of it.", body = ListingView),
        (status = 404, description = "No such listing, or not mine to see.", body = api::Problem)))]
pub(crate) async fn find_listing(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<ListingView>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let (organisation, record) = open_visible(connection, &session, &id)?;
        view(
            &state,
            connection,
            &organisation,
            &record,
            (&session.staff_id, session.role),
            today,
        )
    })?;
    let look = access::Access::staff(&session, "find_listing", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Writes a listing: everything as it is to be.
#[utoipa::path(put, path = api::path::STAFF_LISTING_DRAFT, operation_id = "write_listing", tag = "listings",
    params(("id" = String, Path, description = "Listing id")), request_body = WriteListingRequest,
    responses((status = 200, description = "Written; what the check says comes along.", body = ListingView),
        (status = 404, description = "No such listing, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or a reviewer has it.", body = api::Problem),
        (status = 422, description = "It would be live at once and has mistakes, or its photo is another organisation's.", body = api::Problem)))]
pub(crate) async fn write_listing(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<WriteListingRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("write_listing/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (organisation, mut record) = open_visible(tx, &session, &id)?;
        if record.file.version() != request.version {
            return Err(ProblemCode::Stale.into());
        }
        let draft = &request.draft;
        let notices = write(tx, &parts, &actor, &organisation, &mut record, draft)?;
        let today = actor.today();
        let who = (session.staff_id.as_str(), session.role);
        let view = view(&parts, tx, &organisation, &record, who, today)?;
        Ok((view, notices))
    })
    .await
}

/// Hands in, takes back, returns, approves, withdraws and so on.
#[utoipa::path(post, path = api::path::STAFF_LISTING_ACTIONS, operation_id = "act_on_listing", tag = "listings",
    params(("id" = String, Path, description = "Listing id")), request_body = ListingActionRequest,
    responses((status = 200, description = "Done.", body = ListingView),
        (status = 403, description = "Another role's action.", body = api::Problem),
        (status = 404, description = "No such listing, or not mine to see.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "It has mistakes, or a reason is missing.", body = api::Problem)))]
pub(crate) async fn act_on_listing(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ListingActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_listing/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (organisation, mut record) = open_visible(tx, &session, &id)?;
        if record.file.version() != request.version {
            return Err(ProblemCode::Stale.into());
        }
        let notices = act(tx, &parts, &actor, &organisation, &mut record, &request)?;
        let today = actor.today();
        let who = (session.staff_id.as_str(), session.role);
        let view = view(&parts, tx, &organisation, &record, who, today)?;
        Ok((view, notices))
    })
    .await
}
