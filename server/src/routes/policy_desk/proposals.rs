//! Proposals: submitted by one policy officer, decided by another.

use api::ProblemCode;
use api::policy_desk::{
    DecideProposalRequest, ListProposalsResponse, ProposalView, SubmitProposalRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use store::{policy_drafts, policy_sources};

use crate::idempotency::{self, IdempotencyKey};
use crate::policy_desk::officer::PolicyOfficer;
use crate::policy_desk::proposals::{self, Proof};
use crate::policy_desk::subject::Subject;
use crate::policy_desk::workshop::Task;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Proposals.
#[utoipa::path(get, path = api::path::STAFF_POLICY_PROPOSALS, operation_id = "list_policy_proposals",
    tag = "policy desk",
    responses((status = 200, description = "The waiting first.", body = ListProposalsResponse)))]
pub(crate) async fn list_policy_proposals(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListProposalsResponse>, ApiError> {
    let found = state
        .store
        .read(|connection| proposals::list(connection, &state.packs, &session.staff_id))?;
    Ok(Json(found))
}

/// Proposes to put a draft or a stored pack in force.
#[utoipa::path(post, path = api::path::STAFF_POLICY_PROPOSALS, operation_id = "submit_policy_proposal",
    tag = "policy desk", request_body = SubmitProposalRequest,
    responses((status = 201, description = "Waits for a second person.", body = ProposalView),
        (status = 403, description = "Somebody else's draft.", body = api::Problem),
        (status = 409, description = "Changed meanwhile, no longer open, or not ready.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn submit_policy_proposal(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<SubmitProposalRequest>,
) -> Result<Response, ApiError> {
    let once =
        idempotency::Request::new(session.subject(), key, "submit_policy_proposal", &request)?;
    let proof = proof_for(&state, &request).await?;
    let (shared, at) = (state.clone(), (state.clock.today(), state.clock.now_ms()));
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        let proposal = proposals::submit(tx, &officer, &request, proof.as_ref(), at)?;
        Ok(proposals::view(tx, &shared.packs, proposal, &officer.id)?)
    })
    .await
}

/// Compiles and proves what is proposed. A draft that is not at the version seen needs no proof: the write refuses it,
/// or gives the answer of before to a repeated request.
async fn proof_for(
    state: &AppState,
    request: &SubmitProposalRequest,
) -> Result<Option<Proof>, ApiError> {
    let Some(subject) = state.store.read(|connection| match &request.draft {
        Some(id) => {
            let draft = policy_drafts::find(connection, id)?
                .filter(|draft| request.draft_version.map(i64::from) == Some(draft.version));
            draft
                .map(|draft| Subject::of_draft(connection, draft))
                .transpose()
                .map_err(ApiError::from)
        }
        None => Subject::load(connection, &state.packs, None, request.pack.as_deref()).map(Some),
    })?
    else {
        return Ok(None);
    };
    let (shared, is_draft) = (state.clone(), request.draft.is_some());
    let work = move || proposals::prove_draft(&subject, &shared.workshop, shared.clock.today());
    match state.workshop.run(Task::Prove, work).await {
        // Whether a stored pack needs a proof is for the write to say.
        Err(ApiError::Refused(ProblemCode::PackNotReady)) if !is_draft => Ok(None),
        proof => proof.map(Some),
    }
}

/// Approves, rejects or withdraws a proposal.
#[utoipa::path(post, path = api::path::STAFF_POLICY_DECISION, operation_id = "decide_policy_proposal",
    tag = "policy desk", params(("id" = String, Path, description = "Proposal id")),
    request_body = DecideProposalRequest,
    responses((status = 200, description = "Decided; an approved pack comes into force on its day.",
            body = ProposalView),
        (status = 403, description = "Only who prepared it may withdraw it.", body = api::Problem),
        (status = 404, description = "No such proposal.", body = api::Problem),
        (status = 409, description = "Decided already, another pack was shown, a second person is needed, or the rules \
            are not ready.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn decide_policy_proposal(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<DecideProposalRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("decide_policy_proposal/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let is_proved = prove_again(&state, &id, &request).await?;
    let (shared, at) = (state.clone(), (state.clock.today(), state.clock.now_ms()));
    let response = idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        let proposal = proposals::decide(tx, &officer, (&id, &request), is_proved, at)?;
        Ok(proposals::view(tx, &shared.packs, proposal, &officer.id)?)
    })
    .await?;
    let today = state.clock.today();
    state
        .store
        .read(|connection| state.packs.refresh(connection, today))?;
    Ok(response)
}

/// Rules that were never in force are put to the test again before they are: the program may be a newer one now.
async fn prove_again(
    state: &AppState,
    id: &str,
    request: &DecideProposalRequest,
) -> Result<bool, ApiError> {
    let Some((pack, texts)) = state.store.read(|connection| {
        let Some(found) = proposals::find_for_approval(connection, id, request)? else {
            return Ok(None);
        };
        let pack = state
            .packs
            .stored(connection, &found.pack_hash)?
            .ok_or(ProblemCode::PackNotReady)?;
        Ok::<_, ApiError>(Some((
            pack,
            policy_sources::list(connection, &found.pack_hash)?,
        )))
    })?
    else {
        return Ok(false);
    };
    let today = state.clock.today();
    let work = move || proposals::prove_pack(pack, texts, today);
    state.workshop.run(Task::Prove, work).await.map(|_| true)
}
