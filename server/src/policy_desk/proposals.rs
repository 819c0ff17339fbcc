//! Putting a pack in force: one officer proposes, another approves exactly what was shown.

mod decide;
mod prove;
mod submit;

use api::policy_desk::{ListProposalsResponse, ProposalState, ProposalView, PublicationKind};
use store::policy_drafts;
use store::policy_proposals::{self, Proposal};
use store::{Connection, StoreError};

pub use self::decide::{decide, find_for_approval};
pub use self::prove::{Proof, prove_draft, prove_pack};
pub use self::submit::submit;

use super::people::People;
use crate::packs::Packs;

/// Most proposals given at once.
const PAGE: i64 = 100;

/// The waiting first.
///
/// # Errors
/// When the store does not answer.
pub fn list(
    connection: &Connection,
    packs: &Packs,
    viewer_id: &str,
) -> Result<ListProposalsResponse, StoreError> {
    let people = People::load(connection)?;
    let rows = policy_proposals::list(connection, PAGE)?.into_iter();
    let views = rows.map(|row| view_with(connection, packs, &people, row, viewer_id));
    Ok(ListProposalsResponse {
        proposals: views.collect::<Result<_, _>>()?,
    })
}

/// One.
///
/// # Errors
/// When the store does not answer.
pub fn view(
    connection: &Connection,
    packs: &Packs,
    row: Proposal,
    viewer_id: &str,
) -> Result<ProposalView, StoreError> {
    view_with(
        connection,
        packs,
        &People::load(connection)?,
        row,
        viewer_id,
    )
}

fn view_with(
    connection: &Connection,
    packs: &Packs,
    people: &People,
    row: Proposal,
    viewer_id: &str,
) -> Result<ProposalView, StoreError> {
    let draft = match &row.draft_id {
        Some(id) => policy_drafts::find(connection, id)?,
        None => None,
    };
    let state = ProposalState::from_id(&row.state).unwrap_or(ProposalState::Withdrawn);
    // What it would follow on its day, not what is in force now.
    let before = packs.pack_on(row.effective_on);
    let is_behind = state == ProposalState::Waiting
        && draft
            .as_ref()
            .is_some_and(|draft| *draft.based_on != **before.pack().hash());
    Ok(ProposalView {
        kind: PublicationKind::from_id(&row.kind).unwrap_or(PublicationKind::Publish),
        draft_title: draft.map(|draft| draft.title),
        draft: row.draft_id,
        pack_hash: row.pack_hash,
        is_behind,
        effective_on: row.effective_on.to_string(),
        reason: row.reason,
        prepared_by: people.name(Some(&row.prepared_by)),
        is_mine: row.prepared_by == viewer_id,
        prepared_at_ms: row.prepared_ms,
        state,
        decided_by: row
            .decided_by
            .map(|decided_by| people.name(Some(&decided_by))),
        decided_at_ms: row.decided_ms,
        note: row.note,
        id: row.id,
    })
}
