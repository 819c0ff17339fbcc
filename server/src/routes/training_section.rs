//! The desk of the training section.

use api::ProblemCode;
use api::training_section::{
    EligibilityRequests, EmploymentRates, MemberHistory, OpeningNotices, SpotCheckActionRequest,
    SpotCheckView, SpotChecksView, TrainingCalendar, TrainingYear,
};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use store::Connection;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::room::open_room;
use crate::organisations::Desk;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;
use crate::training_section::rates::rates;
use crate::training_section::{calendar, eligibility, history, opening, spot_checks, year};

/// The years a plan can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Which month.
#[derive(Debug, Deserialize)]
pub(crate) struct WhichMonth {
    /// `2026-11`; this month when none is named.
    month: Option<String>,
}

/// Which year.
#[derive(Debug, Deserialize)]
pub(crate) struct WhichYear {
    /// This year when none is named.
    year: Option<String>,
}

/// An account that was closed, or given other work, since it signed in sees nothing more.
pub(super) fn check_officer(
    connection: &Connection,
    session: &StaffSession,
) -> Result<(), ApiError> {
    match Desk::of_session(connection, session)? {
        Desk::Officer => Ok(()),
        Desk::Trainer(_) => Err(ProblemCode::NotAllowed.into()),
    }
}

/// What is taught in the next weeks, by township.
#[utoipa::path(get, path = api::path::STAFF_TRAINING_CALENDAR, operation_id = "find_training_calendar",
    tag = "training_section",
    responses((status = 200, description = "From the Monday of this week on.", body = TrainingCalendar)))]
pub(crate) async fn find_training_calendar(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<TrainingCalendar>, ApiError> {
    let today = state.clock.today();
    let parts = state.clone();
    let look = move || {
        parts.store.read(|connection| {
            check_officer(connection, &session)?;
            calendar::calendar(&parts, connection, today)
        })
    };
    Ok(Json(state.readers.run(look).await?))
}

/// The classes drawn by lot in a month.
#[utoipa::path(get, path = api::path::STAFF_SPOT_CHECKS, operation_id = "list_spot_checks", tag = "training_section",
    params(("month" = Option<String>, Query, description = "`2026-11`; this month when none is named")),
    responses((status = 200, description = "With what was found.", body = SpotChecksView),
        (status = 422, description = "No month.", body = api::Problem)))]
pub(crate) async fn list_spot_checks(
    State(state): State<AppState>,
    session: StaffSession,
    Query(query): Query<WhichMonth>,
) -> Result<Json<SpotChecksView>, ApiError> {
    let today = state.clock.today();
    let month = query.month.unwrap_or_else(|| spot_checks::month_of(today));
    if spot_checks::days_of(&month).is_none() {
        return Err(ApiError::invalid_field("/month", "date_unreadable"));
    }
    let found = state.store.read(|connection| {
        check_officer(connection, &session)?;
        spot_checks::view(&state, connection, &month, (&session.staff_id, today))
    })?;
    Ok(Json(found))
}

/// Notes what was found at a class, once.
#[utoipa::path(post, path = api::path::STAFF_SPOT_CHECK_ACTIONS, operation_id = "note_spot_check",
    tag = "training_section", params(("id" = String, Path, description = "Spot check id")),
    request_body = SpotCheckActionRequest,
    responses((status = 200, description = "Noted.", body = SpotCheckView),
        (status = 404, description = "No such spot check.", body = api::Problem),
        (status = 409, description = "Noted before, or the class has not begun.", body = api::Problem),
        (status = 422, description = "A fault without words, or too many.", body = api::Problem)))]
pub(crate) async fn note_spot_check(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SpotCheckActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("note_spot_check/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        check_officer(tx, &session)?;
        let view = spot_checks::note(tx, &parts, &actor, &id, &request)?;
        Ok((view, Vec::new()))
    })
    .await
}

/// Of whom the section has still to say whether a subsidy pays.
#[utoipa::path(get, path = api::path::STAFF_ELIGIBILITY, operation_id = "list_eligibility_requests",
    tag = "training_section",
    responses((status = 200, description = "By the last day for an answer; everybody masked.",
        body = EligibilityRequests)))]
pub(crate) async fn list_eligibility_requests(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<EligibilityRequests>, ApiError> {
    let now_ms = state.clock.now_ms();
    let found = state.store.read(|connection| {
        check_officer(connection, &session)?;
        eligibility::requests(&state, connection, now_ms)
    })?;
    let look = access::Access::staff(&session, "list_eligibility_requests", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Which classes have to be filed by when, and which are late.
#[utoipa::path(get, path = api::path::STAFF_OPENING_NOTICES, operation_id = "list_opening_notices",
    tag = "training_section",
    responses((status = 200, description = "Those that wait for somebody first.", body = OpeningNotices)))]
pub(crate) async fn list_opening_notices(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<OpeningNotices>, ApiError> {
    let today = state.clock.today();
    let parts = state.clone();
    let look = move || {
        parts.store.read(|connection| {
            check_officer(connection, &session)?;
            opening::notices(&parts, connection, today)
        })
    };
    Ok(Json(state.readers.run(look).await?))
}

/// The targets of a year and what was reached.
#[utoipa::path(get, path = api::path::STAFF_TRAINING_YEAR, operation_id = "find_training_year",
    tag = "training_section",
    params(("year" = Option<String>, Query, description = "`2026`; this year when none is named")),
    responses((status = 200, description = "By quarter; a rate only of twenty or more.", body = TrainingYear),
        (status = 422, description = "No year.", body = api::Problem)))]
pub(crate) async fn find_training_year(
    State(state): State<AppState>,
    session: StaffSession,
    Query(query): Query<WhichYear>,
) -> Result<Json<TrainingYear>, ApiError> {
    let this_year = state.clock.today().year();
    let named = query.year.map_or(Some(this_year), |text| text.parse().ok());
    let number = named
        .filter(|number| YEARS.contains(number))
        .ok_or_else(|| ApiError::invalid_field("/year", "date_unreadable"))?;
    let parts = state.clone();
    let look = move || {
        parts.store.read(|connection| {
            check_officer(connection, &session)?;
            year::year(&parts, connection, number)
        })
    };
    Ok(Json(state.readers.run(look).await?))
}

/// Every class of the person behind an enrolment; each one shown is a look that is written down.
#[utoipa::path(get, path = api::path::STAFF_MEMBER_HISTORY, operation_id = "find_member_history",
    tag = "training_section",
    params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("document" = String, Path, description = "Enrolment id")),
    responses((status = 200, description = "The newest first, then those under other accounts; the name is masked.",
            body = MemberHistory),
        (status = 404, description = "No such class, or nobody of that id in it.", body = api::Problem)))]
pub(crate) async fn find_member_history(
    State(state): State<AppState>,
    session: StaffSession,
    Path((id, member)): Path<(String, String)>,
) -> Result<Json<MemberHistory>, ApiError> {
    let found = state.store.read(|connection| {
        check_officer(connection, &session)?;
        let room = open_room(&state, connection, &session, &id)?;
        history::history(&state, connection, &room, &member)
    })?;
    let looks = found
        .shown
        .iter()
        .map(|id| access::Access::staff(&session, "find_member_history", Some(id)));
    access::log_all(&state, looks.collect()).await?;
    Ok(Json(found.view))
}

/// How many of those who answered work, by school and by trade.
#[utoipa::path(get, path = api::path::STAFF_EMPLOYMENT_RATES, operation_id = "find_employment_rates",
    tag = "training_section", responses((status = 200, description = "Nothing is said under twenty answers.",
        body = EmploymentRates)))]
pub(crate) async fn find_employment_rates(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<EmploymentRates>, ApiError> {
    let found = state.store.read(|connection| {
        Desk::of_session(connection, &session)?;
        rates(connection)
    })?;
    Ok(Json(found))
}
