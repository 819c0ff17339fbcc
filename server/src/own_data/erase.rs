//! What of a resident's goes when the resident says so. What was handed in stays: no source says for how long it is kept.

use api::application::ResidentActionRequest;
use api::service_point::HelperAction;
use store::file_keys::{self, StoredFileKey};
use store::{
    Connection, StoreError, Tx, applications, consents, enrolments, idempotency, notices, persons,
    saved_searches,
};
use workflow::loan::{LoanAction, LoanState};

use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::applications::resident::act_as_resident;
use crate::enrolments::error::refused_update;
use crate::problem::ApiError;
use crate::searches::keep;
use crate::service_point::helpers;
use crate::session;
use crate::state::Parts;

/// What goes and what stays, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Drafts never handed in: they go.
    pub(crate) drafts: usize,
    /// Searches: they go.
    pub(crate) searches: usize,
    /// Consents to a helper that still hold: they end.
    pub(crate) helpers: usize,
    /// Files that were handed in: they stay.
    pub(crate) files: usize,
    /// Enrolments, with what belongs to them: they stay.
    pub(crate) enrolments: usize,
    /// Proofs of consents to a helper: they stay.
    pub(crate) consents: usize,
}

impl Plan {
    /// Reads it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) fn read(
        connection: &Connection,
        person_id: &str,
        now_ms: i64,
    ) -> Result<Self, StoreError> {
        let mut plan = Self::default();
        for row in applications::list_by_person(connection, person_id)? {
            let key = file_keys::find(connection, &row.id)?;
            if !matches!(key, Some(StoredFileKey::Wrapped(_))) {
                continue;
            }
            if row.acceptance_number.is_some() {
                plan.files += 1;
            } else if row.state == LoanState::Draft.as_str() {
                plan.drafts += 1;
            }
        }
        let enrolments = enrolments::list_by_person(connection, person_id)?;
        let there = enrolments.iter().filter(|row| row.wrapped_key.is_some());
        plan.enrolments = there.count();
        plan.searches = saved_searches::list_by_person(connection, person_id)?.len();
        let consents = consents::list_by_person(connection, person_id)?;
        let valid = consents
            .iter()
            .filter(|one| one.ended_ms.is_none() && one.expires_ms > now_ms);
        plan.helpers = valid.count();
        plan.consents = consents.len();
        Ok(plan)
    }

    /// Whether the account goes too: nothing is left for which the resident would have to sign in or be reached.
    pub(crate) const fn forgets_account(&self) -> bool {
        self.files == 0 && self.enrolments == 0
    }
}

/// Does it, and says what it came to. The papers' bytes go with the next
/// [`sweep`](crate::applications::papers::sweep); whoever is signed in anywhere is no longer.
///
/// # Errors
/// When something does not open, or the store does not answer: then nothing is done.
pub(crate) fn erase(tx: &Tx, parts: &Parts, actor: &Actor) -> Result<Plan, ApiError> {
    let (person_id, now_ms) = (actor.person_id(), actor.now_ms);
    let plan = Plan::read(tx, person_id, now_ms)?;
    for row in applications::list_by_person(tx, person_id)? {
        if row.acceptance_number.is_some() {
            continue;
        }
        if let Some(file) = ApplicationFile::open(parts, tx, row)? {
            erase_draft(tx, parts, actor, file)?;
        }
    }
    for search in saved_searches::list_by_person(tx, person_id)? {
        keep::remove(tx, person_id, &search.id)?;
    }
    for consent in consents::list_by_person(tx, person_id)? {
        if consent.ended_ms.is_none() && consent.expires_ms > now_ms {
            helpers::act(tx, person_id, &consent.id, HelperAction::Revoke, now_ms)?;
        }
    }
    session::end_all(tx, person_id, now_ms)?;
    // Answers given to this person may quote what was typed.
    idempotency::delete_of(tx, &session::subject_of(person_id))?;
    if plan.forgets_account() {
        notices::delete_of(tx, person_id)?;
        let nobody = vault::random_bytes::<32>();
        persons::forget(tx, person_id, &nobody)?;
    }
    Ok(plan)
}

/// Empties a draft, forgets by what it is found, and destroys its key: what is left is the chain of its events.
fn erase_draft(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    mut file: ApplicationFile,
) -> Result<(), ApiError> {
    if file.loan.state() == LoanState::Draft {
        let discard = ResidentActionRequest {
            version: file.loan.version(),
            action: LoanAction::Discard,
            declaration_version: None,
            field: None,
            reason: None,
            anticipated_receipt: None,
        };
        act_as_resident(tx, parts, &mut file, actor, &discard)?;
    }
    let row = applications::Application {
        id_number_index: None,
        phone_tail_index: None,
        sealed_draft: None,
        sealed_state: None,
        ..file.row
    };
    applications::update(tx, &row).map_err(refused_update)?;
    file_keys::destroy(tx, &row.id, actor.now_ms)?;
    Ok(())
}
