//! Check, cases, difference, simulation: computed off the async threads, one of a kind at a time.

use api::ProblemCode;
use api::policy_desk::{
    CasesResponse, CheckResponse, DiffResponse, PopulationKind, SimulationResponse,
};
use axum::Json;
use axum::extract::{Query, State};
use domain::Date;

use super::SubjectQuery;
use crate::applications::access;
use crate::policy_desk::reports::{self, Before, People, read_filed};
use crate::policy_desk::workshop::Task;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// Compiles and checks.
#[utoipa::path(get, path = api::path::STAFF_POLICY_CHECK, operation_id = "check_policy", tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash.")),
    responses((status = 200, description = "Mistakes and findings as data.", body = CheckResponse),
        (status = 503, description = "Another check is running.", body = api::Problem)))]
pub(crate) async fn check_policy(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<CheckResponse>, ApiError> {
    let subject = query.load(&state)?;
    let shared = state.clone();
    let work = move || {
        let today = shared.clock.today();
        Ok(reports::check(&subject, &shared.workshop, today))
    };
    state.workshop.run(Task::Check, work).await.map(Json)
}

/// Runs the cases.
#[utoipa::path(get, path = api::path::STAFF_POLICY_CASES, operation_id = "run_policy_cases", tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash.")),
    responses((status = 200, description = "Those that fail first.", body = CasesResponse),
        (status = 503, description = "Other cases are running.", body = api::Problem)))]
pub(crate) async fn run_policy_cases(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<CasesResponse>, ApiError> {
    let subject = query.load(&state)?;
    let shared = state.clone();
    let work = move || Ok(reports::cases(&subject, &shared.workshop));
    state.workshop.run(Task::Cases, work).await.map(Json)
}

/// Compares with the pack in force.
#[utoipa::path(get, path = api::path::STAFF_POLICY_DIFF, operation_id = "diff_policy", tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash."),
        ("on" = Option<String>, Query, description = "Day the new rules are read for; today when absent.")),
    responses((status = 200, description = "Programmes that differ, with people who show it.", body = DiffResponse),
        (status = 503, description = "Another comparison is running.", body = api::Problem)))]
pub(crate) async fn diff_policy(
    State(state): State<AppState>,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<DiffResponse>, ApiError> {
    let (before, on) = compared(&state, &query)?;
    let subject = query.load(&state)?;
    let shared = state.clone();
    let work = move || Ok(reports::diff(&subject, &shared.workshop, &before, on));
    state.workshop.run(Task::Diff, work).await.map(Json)
}

/// Weighs on a population.
#[utoipa::path(get, path = api::path::STAFF_POLICY_SIMULATION, operation_id = "simulate_policy",
    tag = "policy desk",
    params(("draft" = Option<String>, Query, description = "Draft id; this or `pack`."),
        ("pack" = Option<String>, Query, description = "Pack hash."),
        ("population" = String, Query, description = "`synthetic` or `filed`."),
        ("seed" = Option<u32>, Query, description = "Of a synthetic population; 1 when absent."),
        ("on" = Option<String>, Query, description = "Day the new rules are read for; today when absent.")),
    responses((status = 200, description = "Counts, costs, made-up people; of filed ones masked numbers alone.",
        body = SimulationResponse),
        (status = 503, description = "Another simulation is running.", body = api::Problem)))]
pub(crate) async fn simulate_policy(
    State(state): State<AppState>,
    session: StaffSession,
    Query(query): Query<SubjectQuery>,
) -> Result<Json<SimulationResponse>, ApiError> {
    let kind = query.population.as_deref().unwrap_or_default();
    let kind = PopulationKind::from_id(kind).ok_or(ProblemCode::MalformedRequest)?;
    let (before, on) = compared(&state, &query)?;
    let subject = query.load(&state)?;
    if kind == PopulationKind::Filed {
        let look = access::Access::staff(&session, "simulate_filed", None);
        access::log(&state, look).await?;
    }
    let (shared, seed) = (state.clone(), query.seed.unwrap_or(1));
    let work = move || {
        let people = match kind {
            PopulationKind::Synthetic => People::Synthetic { seed },
            PopulationKind::Filed => People::Filed(read_filed(&shared)?),
        };
        let workshop = &shared.workshop;
        Ok(reports::simulate(&subject, workshop, &before, on, people))
    };
    state.workshop.run(Task::Simulate, work).await.map(Json)
}

/// The rules in force today, and the day the others are read for.
fn compared(state: &AppState, query: &SubjectQuery) -> Result<(Before, Date), ApiError> {
    let today = state.clock.today();
    let on = match query.on.as_deref() {
        Some(day) => Date::parse_iso(day).ok_or(ProblemCode::MalformedRequest)?,
        None => today,
    };
    state
        .store
        .read(|connection| state.packs.follow(connection, today))?;
    let before = Before {
        pack: state.packs.pack_on(today),
        day: today,
    };
    Ok((before, on))
}
