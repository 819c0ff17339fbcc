//! The policy desk: one file a resource. Policy officers do, the auditor reads.

pub(crate) mod drafts;
pub(crate) mod history;
pub(crate) mod proposals;
pub(crate) mod reports;
pub(crate) mod sources;

use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::policy_desk::subject::Subject;
use crate::problem::ApiError;
use crate::state::AppState;

/// The desk's operations.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(history::list_policy_packs))
        .routes(routes!(
            drafts::list_policy_drafts,
            drafts::start_policy_draft
        ))
        .routes(routes!(drafts::find_policy_draft))
        .routes(routes!(drafts::discard_policy_draft))
        .routes(routes!(drafts::write_policy_source))
        .routes(routes!(drafts::edit_policy_draft))
        .routes(routes!(sources::list_policy_files))
        .routes(routes!(sources::find_policy_source))
        .routes(routes!(sources::find_policy_outline))
        .routes(routes!(reports::check_policy))
        .routes(routes!(reports::run_policy_cases))
        .routes(routes!(reports::diff_policy))
        .routes(routes!(reports::simulate_policy))
        .routes(routes!(
            proposals::list_policy_proposals,
            proposals::submit_policy_proposal
        ))
        .routes(routes!(proposals::decide_policy_proposal))
        .routes(routes!(history::list_policy_events))
        .routes(routes!(history::list_receipt_mismatches))
}

/// Whose rules, and what more a call asks.
#[derive(Debug, Deserialize)]
pub(crate) struct SubjectQuery {
    draft: Option<String>,
    pack: Option<String>,
    path: Option<String>,
    on: Option<String>,
    population: Option<String>,
    seed: Option<u32>,
}

impl SubjectQuery {
    fn load(&self, state: &AppState) -> Result<Subject, ApiError> {
        state.store.read(|connection| {
            Subject::load(
                connection,
                &state.packs,
                self.draft.as_deref(),
                self.pack.as_deref(),
            )
        })
    }
}
