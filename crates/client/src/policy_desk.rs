//! Calls of a signed-in policy officer.

use api::{
    path,
    policy_desk::{
        CasesResponse, CheckResponse, DecideProposalRequest, DiffResponse, DiscardDraftRequest,
        DraftView, EditDraftRequest, ListDraftsResponse, ListPacksResponse,
        ListPolicyEventsResponse, ListProposalsResponse, ListReceiptMismatchesResponse,
        ListSourceFilesResponse, PolicyOutline, PolicySubject, PopulationKind, ProposalView,
        SavedDraftResponse, SimulationResponse, SourceFileView, StartDraftRequest,
        SubmitProposalRequest, WriteSourceRequest,
    },
};
use domain::Date;
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// Packs and publications.
    pub async fn list_policy_packs(self) -> Result<ListPacksResponse, ClientError> {
        transport::get(path::STAFF_POLICY_PACKS).await
    }

    /// Drafts.
    pub async fn list_policy_drafts(self) -> Result<ListDraftsResponse, ClientError> {
        transport::get(path::STAFF_POLICY_DRAFTS).await
    }

    /// Begins a draft from a pack.
    pub async fn start_policy_draft(
        self,
        request: &StartDraftRequest,
        key: &IdempotencyKey,
    ) -> Result<DraftView, ClientError> {
        transport::write(Method::POST, path::STAFF_POLICY_DRAFTS, request, key).await
    }

    /// One draft.
    pub async fn find_policy_draft(self, id: &str) -> Result<DraftView, ClientError> {
        transport::get(&path::with_id(path::STAFF_POLICY_DRAFT, id)).await
    }

    /// Throws a draft away.
    pub async fn discard_policy_draft(
        self,
        id: &str,
        request: &DiscardDraftRequest,
        key: &IdempotencyKey,
    ) -> Result<DraftView, ClientError> {
        let path = path::with_id(path::STAFF_POLICY_DRAFT_DISCARD, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Replaces a file of a draft.
    pub async fn write_policy_source(
        self,
        id: &str,
        request: &WriteSourceRequest,
        key: &IdempotencyKey,
    ) -> Result<SavedDraftResponse, ClientError> {
        let path = path::with_id(path::STAFF_POLICY_DRAFT_SOURCE, id);
        transport::write(Method::PUT, &path, request, key).await
    }

    /// Changes a value or a condition of a draft.
    pub async fn edit_policy_draft(
        self,
        id: &str,
        request: &EditDraftRequest,
        key: &IdempotencyKey,
    ) -> Result<SavedDraftResponse, ClientError> {
        let path = path::with_id(path::STAFF_POLICY_DRAFT_EDITS, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// The files of a draft or a pack.
    pub async fn list_policy_files(
        self,
        of: PolicySubject<'_>,
    ) -> Result<ListSourceFilesResponse, ClientError> {
        transport::get(&asking(path::STAFF_POLICY_FILES, of)).await
    }

    /// One file of a draft or a pack.
    pub async fn find_policy_source(
        self,
        of: PolicySubject<'_>,
        file: &str,
    ) -> Result<SourceFileView, ClientError> {
        let path = format!("{}&path={file}", asking(path::STAFF_POLICY_SOURCE, of));
        transport::get(&path).await
    }

    /// Parameters, conditions and documents.
    pub async fn find_policy_outline(
        self,
        of: PolicySubject<'_>,
    ) -> Result<PolicyOutline, ClientError> {
        transport::get(&asking(path::STAFF_POLICY_OUTLINE, of)).await
    }

    /// Compiles and checks.
    pub async fn check_policy(self, of: PolicySubject<'_>) -> Result<CheckResponse, ClientError> {
        transport::get_computed(&asking(path::STAFF_POLICY_CHECK, of)).await
    }

    /// Runs the cases.
    pub async fn run_policy_cases(
        self,
        of: PolicySubject<'_>,
    ) -> Result<CasesResponse, ClientError> {
        transport::get_computed(&asking(path::STAFF_POLICY_CASES, of)).await
    }

    /// What differs from the pack in force, when the new rules are read for a day; today when none is given.
    pub async fn diff_policy(
        self,
        of: PolicySubject<'_>,
        on: Option<Date>,
    ) -> Result<DiffResponse, ClientError> {
        transport::get_computed(&on_day(asking(path::STAFF_POLICY_DIFF, of), on)).await
    }

    /// Who gains, who loses and what it costs.
    pub async fn simulate_policy(
        self,
        of: PolicySubject<'_>,
        population: PopulationKind,
        on: Option<Date>,
        seed: Option<u32>,
    ) -> Result<SimulationResponse, ClientError> {
        let mut path = on_day(asking(path::STAFF_POLICY_SIMULATION, of), on);
        path.push_str("&population=");
        path.push_str(population.id());
        if let Some(seed) = seed {
            path.push_str("&seed=");
            path.push_str(&seed.to_string());
        }
        transport::get_computed(&path).await
    }

    /// Proposals.
    pub async fn list_policy_proposals(self) -> Result<ListProposalsResponse, ClientError> {
        transport::get(path::STAFF_POLICY_PROPOSALS).await
    }

    /// Proposes to put a draft or a pack in force.
    pub async fn submit_policy_proposal(
        self,
        request: &SubmitProposalRequest,
        key: &IdempotencyKey,
    ) -> Result<ProposalView, ClientError> {
        transport::write(Method::POST, path::STAFF_POLICY_PROPOSALS, request, key).await
    }

    /// Approves, rejects or withdraws a proposal.
    pub async fn decide_policy_proposal(
        self,
        id: &str,
        request: &DecideProposalRequest,
        key: &IdempotencyKey,
    ) -> Result<ProposalView, ClientError> {
        let path = path::with_id(path::STAFF_POLICY_DECISION, id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// Who did what at the desk: the newest, or those before a number.
    pub async fn list_policy_events(
        self,
        before: Option<i64>,
    ) -> Result<ListPolicyEventsResponse, ClientError> {
        match before {
            None => transport::get(path::STAFF_POLICY_EVENTS).await,
            Some(seq) => {
                transport::get(&format!("{}?before={seq}", path::STAFF_POLICY_EVENTS)).await
            }
        }
    }

    /// Receipts of browsers that the server did not come to.
    pub async fn list_receipt_mismatches(
        self,
    ) -> Result<ListReceiptMismatchesResponse, ClientError> {
        transport::get(path::STAFF_POLICY_MISMATCHES).await
    }
}

fn asking(path: &str, of: PolicySubject<'_>) -> String {
    format!("{path}?{}", of.query())
}

fn on_day(path: String, on: Option<Date>) -> String {
    match on {
        Some(day) => format!("{path}&on={day}"),
        None => path,
    }
}
