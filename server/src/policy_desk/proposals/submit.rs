//! Proposing: a draft as it was proved, or a stored pack.

use api::ProblemCode;
use api::policy_desk::{
    DraftState, MOST_REASON_CHARS, ProposalState, PublicationKind, SubmitProposalRequest,
};
use domain::Date;
use store::policy_packs::{self, PolicyPack};
use store::policy_proposals::{self, Proposal};
use store::{Tx, policy_publications};

use super::super::officer::PolicyOfficer;
use super::super::{drafts, events};
use super::prove::Proof;
use crate::ids;
use crate::problem::ApiError;

/// Writes the proposal. `proof` is of the draft's version that the request names; without one the draft has moved on.
///
/// # Errors
/// `stale`, `not_allowed`, `action_not_possible`, `not_found`, or what is wrong with the request.
pub fn submit(
    tx: &Tx,
    officer: &PolicyOfficer,
    request: &SubmitProposalRequest,
    proof: Option<&Proof>,
    (today, now_ms): (Date, i64),
) -> Result<Proposal, ApiError> {
    let (effective_on, reason) = check(request, today)?;
    let mut proposal = Proposal {
        id: ids::fresh(),
        kind: PublicationKind::Publish.id().to_owned(),
        draft_id: None,
        draft_version: None,
        pack_hash: String::new(),
        effective_on,
        reason,
        prepared_by: officer.id.clone(),
        prepared_ms: now_ms,
        state: ProposalState::Waiting.id().to_owned(),
        decided_by: None,
        decided_ms: None,
        note: None,
    };
    if let Some(id) = &request.draft {
        let draft = drafts::find_own(tx, officer, id)?;
        let seen = request.draft_version.unwrap_or_default();
        let saved = drafts::advance(tx, &draft, seen, DraftState::Proposed, now_ms)?;
        let proof = proof.ok_or(ProblemCode::Stale)?;
        proposal.draft_id = Some(id.clone());
        proposal.draft_version = Some(i64::from(saved.version));
        proposal.pack_hash = proof.pack.pack().hash().to_string();
        let pack = PolicyPack {
            hash: proposal.pack_hash.clone(),
            effective_from: effective_on,
            document: proof.pack.document().to_owned(),
            published_ms: now_ms,
        };
        policy_packs::keep(tx, &pack, &proof.texts)?;
    } else {
        let hash = request.pack.clone().unwrap_or_default();
        let is_listed = policy_packs::list(tx)?.iter().any(|pack| pack.hash == hash);
        if !is_listed {
            return Err(ProblemCode::NotFound.into());
        }
        if policy_publications::has_pack(tx, &hash)? {
            proposal.kind = PublicationKind::Rollback.id().to_owned();
        } else {
            proof.ok_or(ProblemCode::PackNotReady)?;
        }
        proposal.pack_hash = hash;
    }
    policy_proposals::insert(tx, &proposal)?;
    let detail = format!(
        "{} {} from {effective_on}: {}",
        proposal.kind, proposal.pack_hash, proposal.reason
    );
    events::note(tx, officer, ("propose", &proposal.id), detail, now_ms)?;
    Ok(proposal)
}

fn check(request: &SubmitProposalRequest, today: Date) -> Result<(Date, String), ApiError> {
    if request.draft.is_some() == request.pack.is_some() {
        return Err(ApiError::invalid_field("/draft", "one_of_draft_and_pack"));
    }
    let effective_on = Date::parse_iso(&request.effective_on)
        .ok_or_else(|| ApiError::invalid_field("/effective_on", "not_a_date"))?;
    if effective_on < today {
        return Err(ApiError::invalid_field("/effective_on", "in_the_past"));
    }
    let reason = request.reason.trim();
    if reason.is_empty() || reason.chars().count() > MOST_REASON_CHARS {
        return Err(ApiError::invalid_field("/reason", "length"));
    }
    Ok((effective_on, reason.to_owned()))
}
