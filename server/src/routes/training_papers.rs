//! Papers for what somebody is about to do to a file of training, and those that came with what was done.

use api::staff::OfficePaperView;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use http::StatusCode;
use store::Connection;

use super::documents::paper_response;
use super::kept_paper::keep_once;
use super::listings;
use super::office_papers::{AddOfficePaperQuery, receive};
use crate::applications::access;
use crate::applications::papers::{self, OFFICE_PAPER, Upload};
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::settlements::view;
use crate::state::{AppState, Parts};
use crate::training_papers::{self, FileKind};
use crate::training_section::spot_checks;

/// Whether somebody may do something with the file of an id.
type May = fn(&Parts, &Connection, &StaffSession, &str) -> Result<(), ApiError>;

/// Whether somebody may open a paper of the file of an id that came with an event, or waits.
type MayOpen = fn(&Parts, &Connection, &StaffSession, &str, Option<u32>) -> Result<(), ApiError>;

/// How the papers of one kind of file are come by.
#[derive(Clone, Copy)]
struct Door {
    kind: FileKind,
    /// Who may read the file.
    may_read: May,
    /// Who may open a paper of it.
    may_open: MayOpen,
    /// Who has something to do to it now.
    may_add: May,
}

const SPOT_CHECKS: Door = Door {
    kind: FileKind::SpotCheck,
    may_read: spot_checks::may_read,
    may_open: |parts, connection, session, id, _| {
        spot_checks::may_read(parts, connection, session, id)
    },
    may_add: spot_checks::may_note,
};

const SETTLEMENTS: Door = Door {
    kind: FileKind::Settlement,
    may_read: view::may_read,
    may_open: view::may_open,
    may_add: view::may_decide,
};

const LISTINGS: Door = Door {
    kind: FileKind::Listing,
    may_read: listings::may_read,
    may_open: |parts, connection, session, id, _| {
        listings::may_read(parts, connection, session, id)
    },
    may_add: listings::may_answer,
};

/// Who adds a paper, to the file of which id, and its name and bytes.
type Adding = (
    State<AppState>,
    StaffSession,
    IdempotencyKey,
    Path<String>,
    Query<AddOfficePaperQuery>,
    Request,
);

/// Who opens which paper of the file of which id.
type Finding = (State<AppState>, StaffSession, Path<(String, String)>);

/// Who takes which paper of the file of which id back.
type Removing = (
    State<AppState>,
    StaffSession,
    IdempotencyKey,
    Path<(String, String)>,
);

/// Adds a paper for what I am about to note at a spot check: the body is its bytes. It stands with what I note then.
#[utoipa::path(post, path = api::path::STAFF_SPOT_CHECK_PAPERS, operation_id = "add_spot_check_paper",
    tag = "training_section", params(("id" = String, Path, description = "Spot check id"),
        ("name" = Option<String>, Query, description = "Name of the officer's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = OfficePaperView),
        (status = 404, description = "No such spot check.", body = api::Problem),
        (status = 409, description = "Noted before, or the class has not begun.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo nor a PDF, locked, not readable, with a virus, or one too many.",
            body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn add_spot_check_paper(adding: Adding) -> Result<Response, ApiError> {
    add(SPOT_CHECKS, adding).await
}

/// One paper of a spot check.
#[utoipa::path(get, path = api::path::STAFF_SPOT_CHECK_PAPER, operation_id = "find_spot_check_paper",
    tag = "training_section", params(("id" = String, Path, description = "Spot check id"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such paper, or of a class that is not mine.", body = api::Problem),
        (status = 409, description = "A virus was found in it.", body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn find_spot_check_paper(finding: Finding) -> Result<Response, ApiError> {
    find(SPOT_CHECKS, finding).await
}

/// Takes a paper of mine back that nothing was noted with yet.
#[utoipa::path(delete, path = api::path::STAFF_SPOT_CHECK_PAPER, operation_id = "remove_spot_check_paper",
    tag = "training_section", params(("id" = String, Path, description = "Spot check id"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such paper of mine that waits.", body = api::Problem)))]
pub(crate) async fn remove_spot_check_paper(removing: Removing) -> Result<Response, ApiError> {
    remove(SPOT_CHECKS, removing).await
}

/// Adds a paper for what I am about to decide on a settlement: the body is its bytes. It stands with the decision.
#[utoipa::path(post, path = api::path::STAFF_SETTLEMENT_PAPERS, operation_id = "add_settlement_paper",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("name" = Option<String>, Query, description = "Name of the officer's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = OfficePaperView),
        (status = 404, description = "No such class.", body = api::Problem),
        (status = 409, description = "Nothing is to be decided on it now.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo nor a PDF, locked, not readable, with a virus, or one too many.",
            body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn add_settlement_paper(adding: Adding) -> Result<Response, ApiError> {
    add(SETTLEMENTS, adding).await
}

/// One paper of a settlement. The school opens what the sheet was given back with; the rest is the section's.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT_PAPER, operation_id = "find_settlement_paper",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such paper, or not mine to open.", body = api::Problem),
        (status = 409, description = "A virus was found in it.", body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn find_settlement_paper(finding: Finding) -> Result<Response, ApiError> {
    find(SETTLEMENTS, finding).await
}

/// Takes a paper of mine back that no decision came with yet.
#[utoipa::path(delete, path = api::path::STAFF_SETTLEMENT_PAPER, operation_id = "remove_settlement_paper",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such paper of mine that waits.", body = api::Problem)))]
pub(crate) async fn remove_settlement_paper(removing: Removing) -> Result<Response, ApiError> {
    remove(SETTLEMENTS, removing).await
}

/// Adds a paper for my answer to a suspension: the body is its bytes. It stands with the answer.
#[utoipa::path(post, path = api::path::STAFF_LISTING_PAPERS, operation_id = "add_listing_paper",
    tag = "listings", params(("id" = String, Path, description = "Listing id"),
        ("name" = Option<String>, Query, description = "Name of the sender's file.")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, description = "Kept.", body = OfficePaperView),
        (status = 404, description = "No such listing, or not mine.", body = api::Problem),
        (status = 409, description = "Nothing is to be answered now.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "Not a photo nor a PDF, locked, not readable, with a virus, or one too many.",
            body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn add_listing_paper(adding: Adding) -> Result<Response, ApiError> {
    add(LISTINGS, adding).await
}

/// One paper that came with an answer to a suspension.
#[utoipa::path(get, path = api::path::STAFF_LISTING_PAPER, operation_id = "find_listing_paper",
    tag = "listings", params(("id" = String, Path, description = "Listing id"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 200, description = "Its bytes.", body = String, content_type = "image/jpeg"),
        (status = 404, description = "No such paper, or not mine to open.", body = api::Problem),
        (status = 409, description = "A virus was found in it.", body = api::Problem),
        (status = 503, description = "Where papers are kept, or the virus scanner, does not answer.", body = api::Problem)))]
pub(crate) async fn find_listing_paper(finding: Finding) -> Result<Response, ApiError> {
    find(LISTINGS, finding).await
}

/// Takes a paper of mine back that no answer came with yet.
#[utoipa::path(delete, path = api::path::STAFF_LISTING_PAPER, operation_id = "remove_listing_paper",
    tag = "listings", params(("id" = String, Path, description = "Listing id"),
        ("document" = String, Path, description = "Paper id")),
    responses((status = 204, description = "Gone."),
        (status = 404, description = "No such paper of mine that waits.", body = api::Problem)))]
pub(crate) async fn remove_listing_paper(removing: Removing) -> Result<Response, ApiError> {
    remove(LISTINGS, removing).await
}

async fn add(
    door: Door,
    (State(state), session, key, Path(id), Query(query), request): Adding,
) -> Result<Response, ApiError> {
    // Only whether the file is seen here; the rest is asked in the write, behind the answers given before.
    state
        .store
        .read::<_, ApiError>(|connection| (door.may_read)(&state, connection, &session, &id))?;
    let upload = receive(&state, &session, (OFFICE_PAPER, query.name), request).await?;
    let operation = format!("add_training_paper/{}/{id}", door.kind.as_str());
    let once = idempotency::Request::of_bytes(session.subject(), key, &operation, &upload.bytes);
    // On its own, so that a browser that goes away between the bytes and their row leaves no bytes that nobody refers to.
    tokio::spawn(keep(door, state, session, id, upload, once))
        .await
        .map_err(|source| ApiError::internal("keep a paper of training", source))?
}

async fn keep(
    door: Door,
    state: AppState,
    session: StaffSession,
    id: String,
    upload: Upload,
    once: idempotency::Request,
) -> Result<Response, ApiError> {
    let kept = training_papers::put_down(&state, (door.kind, &id), upload).await?;
    let storage_path = kept.paper.storage_path.clone();
    let parts = state.clone();
    let look = access::Access::staff(&session, "add_training_paper", Some(&id));
    keep_once(&state, once, &storage_path, Some(look), move |tx| {
        (door.may_add)(&parts, tx, &session, &id)?;
        training_papers::add(tx, &parts, &kept, &session.staff_id)
    })
    .await
}

async fn find(
    door: Door,
    (State(state), session, Path((id, paper))): Finding,
) -> Result<Response, ApiError> {
    let found = state.store.read::<_, ApiError>(|connection| {
        let name = (door.kind, id.as_str());
        (door.may_read)(&state, connection, &session, &id)?;
        let found = training_papers::find(connection, name, &paper, &session.staff_id)?;
        let event = found.paper.event_seq;
        let event = event.and_then(|seq| u32::try_from(seq).ok());
        (door.may_open)(&state, connection, &session, &id, event)?;
        Ok(found)
    })?;
    let bytes = training_papers::read(&state, &found).await?;
    let look = access::Access::staff(&session, "view_training_paper", Some(&id));
    access::log(&state, look).await?;
    Ok(paper_response(&state, &found.paper, bytes))
}

async fn remove(
    door: Door,
    (State(state), session, key, Path((id, paper))): Removing,
) -> Result<Response, ApiError> {
    let operation = format!("remove_training_paper/{}/{id}", door.kind.as_str());
    let once = idempotency::Request::new(session.subject(), key, &operation, &paper)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let response = idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        (door.may_read)(&parts, tx, &session, &id)?;
        training_papers::take_back(tx, (door.kind, &id), &paper, &session.staff_id, now_ms)
    })
    .await?;
    papers::sweep(&state).await?;
    Ok(response)
}
