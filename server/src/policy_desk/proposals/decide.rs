//! Deciding on a proposal: once, by the right person, about exactly the pack that was shown.

use api::ProblemCode;
use api::policy_desk::{
    DecideProposalRequest, Decision, DraftState, MOST_REASON_CHARS, ProposalState,
};
use domain::Date;
use store::policy_drafts;
use store::policy_proposals::{self, Proposal, WAITING};
use store::policy_publications::{self, Publication};
use store::{Connection, Tx};

use super::super::events;
use super::super::officer::PolicyOfficer;
use crate::problem::ApiError;

/// The proposal, when it waits for an approval that needs its pack proved again; none when a proof would not change
/// the answer. Going back to a pack that was in force before needs none: the way out must stay open.
///
/// # Errors
/// When the store does not answer.
pub fn find_for_approval(
    connection: &Connection,
    id: &str,
    request: &DecideProposalRequest,
) -> Result<Option<Proposal>, ApiError> {
    let found = policy_proposals::find(connection, id)?;
    let Some(found) = found.filter(|proposal| {
        request.decision == Decision::Approve
            && proposal.state == WAITING
            && proposal.pack_hash == request.pack_hash
    }) else {
        return Ok(None);
    };
    let was_in_force = policy_publications::has_pack(connection, &found.pack_hash)?;
    Ok((!was_in_force).then_some(found))
}

/// Decides, and gives the proposal after it. An approval of rules that were never in force has been proved by the caller: `is_proved`.
///
/// # Errors
/// `not_found`; `stale` when it was decided already, or another pack was shown; `second_person_needed` for an approval
/// by who prepared it; `not_allowed` for a withdrawal by anybody else; what is wrong with the note or the day.
pub fn decide(
    tx: &Tx,
    officer: &PolicyOfficer,
    (id, request): (&str, &DecideProposalRequest),
    is_proved: bool,
    (today, now_ms): (Date, i64),
) -> Result<Proposal, ApiError> {
    let proposal = policy_proposals::find(tx, id)?.ok_or(ProblemCode::NotFound)?;
    let note = check_note(request)?;
    if proposal.state != WAITING || proposal.pack_hash != request.pack_hash {
        return Err(ProblemCode::Stale.into());
    }
    let is_own = proposal.prepared_by == officer.id;
    let (state, draft_state, action) = match request.decision {
        Decision::Approve | Decision::Reject if is_own => {
            return Err(ProblemCode::SecondPersonNeeded.into());
        }
        Decision::Withdraw if !is_own => return Err(ProblemCode::NotAllowed.into()),
        Decision::Approve => (ProposalState::Approved, DraftState::Published, "approve"),
        Decision::Reject => (ProposalState::Rejected, DraftState::Open, "reject"),
        Decision::Withdraw => (ProposalState::Withdrawn, DraftState::Open, "withdraw"),
    };
    if request.decision == Decision::Approve {
        if proposal.effective_on < today {
            return Err(ApiError::invalid_field("/effective_on", "in_the_past"));
        }
        if !is_proved && !policy_publications::has_pack(tx, &proposal.pack_hash)? {
            return Err(ProblemCode::Stale.into());
        }
        publish(tx, &proposal, officer, now_ms)?;
    }
    if let Some((draft, version)) = proposal.draft_id.as_deref().zip(proposal.draft_version) {
        policy_drafts::advance(tx, draft, version, draft_state.id(), now_ms)?
            .ok_or(ProblemCode::Stale)?;
    }
    let who = (officer.id.as_str(), now_ms);
    if !policy_proposals::decide(tx, id, state.id(), who, note.as_deref())? {
        return Err(ProblemCode::Stale.into());
    }
    let detail = format!("{} {}", proposal.pack_hash, note.unwrap_or_default());
    events::note(tx, officer, (action, id), detail.trim().to_owned(), now_ms)?;
    policy_proposals::find(tx, id)?.ok_or_else(|| ProblemCode::NotFound.into())
}

fn publish(
    tx: &Tx,
    proposal: &Proposal,
    officer: &PolicyOfficer,
    now_ms: i64,
) -> Result<(), ApiError> {
    policy_publications::append(
        tx,
        &Publication {
            seq: 0,
            kind: proposal.kind.clone(),
            pack_hash: proposal.pack_hash.clone(),
            effective_on: proposal.effective_on,
            proposal_id: Some(proposal.id.clone()),
            prepared_by: Some(proposal.prepared_by.clone()),
            approved_by: Some(officer.id.clone()),
            approved_ms: now_ms,
            reason: proposal.reason.clone(),
        },
    )?;
    Ok(())
}

fn check_note(request: &DecideProposalRequest) -> Result<Option<String>, ApiError> {
    let note = request.note.as_deref().map(str::trim);
    let note = note.filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > MOST_REASON_CHARS) {
        return Err(ApiError::invalid_field("/note", "length"));
    }
    if note.is_none() && request.decision == Decision::Reject {
        return Err(ApiError::invalid_field("/note", "required"));
    }
    Ok(note.map(str::to_owned))
}
