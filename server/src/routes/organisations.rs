//! Training organisations and invitations to their accounts.

use api::ProblemCode;
use api::organisation::{
    AcceptInvitationRequest, AcceptedInvitation, ChangeAccountRequest, InvitationView,
    InviteRequest, ListOrganisationsResponse, OrganisationRequest, OrganisationView,
    WithdrawInvitationRequest,
};
use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::response::Response;
use http::StatusCode;
use store::organisations as rows;
use store::staff::{self, StaffMember};
use store::{Connection, course_tokens, invitations, sessions};
use workflow::{Duty, Role};

use crate::applications::access;
use crate::idempotency::{self, IdempotencyKey};
use crate::listings::publish::name_in_catalogue;
use crate::middleware::client_address::ClientAddress;
use crate::organisations::invite::{self, accept, count_try, prepare};
use crate::organisations::save::save;
use crate::organisations::view::{summary, view, view_with_courses};
use crate::organisations::{Desk, Organisation};
use crate::problem::{ApiError, JsonBody};
use crate::second_factor::{self, By};
use crate::session::StaffSession;
use crate::state::AppState;

/// Makes the account one was invited to.
#[utoipa::path(post, path = api::path::INVITATIONS, operation_id = "accept_invitation", tag = "organisations",
    request_body = AcceptInvitationRequest,
    responses((status = 201, description = "The account is made; sign in with it.", body = AcceptedInvitation),
        (status = 422, description = "The code is unknown, used or has ended; the name is taken; the password is short.",
            body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn accept_invitation(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<AcceptInvitationRequest>,
) -> Result<Response, ApiError> {
    count_try(&state, from).await?;
    let hash = prepare(&state, &request).await?;
    let subject = "invitation".to_owned();
    let once = idempotency::Request::new(subject, key, "accept_invitation", &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        accept(tx, &request, &hash, now_ms)
    })
    .await
}

/// Training organisations; a trainer sees the own one.
#[utoipa::path(get, path = api::path::STAFF_ORGANISATIONS, operation_id = "list_organisations", tag = "organisations",
    responses((status = 200, description = "By name.", body = ListOrganisationsResponse)))]
pub(crate) async fn list_organisations(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListOrganisationsResponse>, ApiError> {
    let today = state.clock.today();
    let organisations = state.store.read(|connection| {
        let found = match Desk::of_session(connection, &session)? {
            Desk::Trainer(own) => vec![*own],
            Desk::Officer => rows::list(connection)?
                .into_iter()
                .map(Organisation::of)
                .collect::<Result<_, _>>()?,
        };
        let found = found.iter().map(|one| summary(connection, one, today));
        found.collect::<Result<_, ApiError>>()
    })?;
    Ok(Json(ListOrganisationsResponse { organisations }))
}

/// Enters an organisation.
#[utoipa::path(post, path = api::path::STAFF_ORGANISATIONS, operation_id = "add_organisation", tag = "organisations",
    request_body = OrganisationRequest,
    responses((status = 201, description = "Entered.", body = OrganisationView),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn add_organisation(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<OrganisationRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "add_organisation", &request)?;
    let status = StatusCode::CREATED;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let today = state.clock.today();
    idempotency::once(&state, once, status, move |tx| {
        Desk::of_session(tx, &session)?;
        let row = save(tx, &parts, None, &request, now_ms)?;
        view(tx, Organisation::of(row)?, today, now_ms)
    })
    .await
}

/// One training organisation.
#[utoipa::path(get, path = api::path::STAFF_ORGANISATION, operation_id = "find_organisation", tag = "organisations",
    params(("id" = String, Path, description = "Organisation id")),
    responses((status = 200, description = "With its people and who is invited.", body = OrganisationView),
        (status = 404, description = "No such organisation, or not mine.", body = api::Problem)))]
pub(crate) async fn find_organisation(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<OrganisationView>, ApiError> {
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    let found = state.store.read(|connection| {
        let desk = Desk::of_session(connection, &session)?;
        let organisation = desk.organisation(connection, &id)?;
        view_with_courses(&state, connection, organisation, today, now_ms)
    })?;
    let look = access::Access::staff(&session, "find_organisation", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Changes what is known of it.
#[utoipa::path(put, path = api::path::STAFF_ORGANISATION, operation_id = "change_organisation", tag = "organisations",
    params(("id" = String, Path, description = "Organisation id")), request_body = OrganisationRequest,
    responses((status = 200, description = "Changed.", body = OrganisationView),
        (status = 404, description = "No such organisation.", body = api::Problem),
        (status = 409, description = "Somebody was first.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn change_organisation(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<OrganisationRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("change_organisation/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let today = state.clock.today();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        Desk::of_session(tx, &session)?;
        let organisation = Organisation::of(save(tx, &parts, Some(&id), &request, now_ms)?)?;
        name_in_catalogue(tx, &organisation)?;
        view_with_courses(&parts, tx, organisation, today, now_ms)
    })
    .await
}

/// Invites somebody to an account; the code is shown this once, and an open one for the same name ends.
#[utoipa::path(post, path = api::path::STAFF_ORGANISATION_INVITATIONS, operation_id = "invite_trainer",
    tag = "organisations", params(("id" = String, Path, description = "Organisation id")), request_body = InviteRequest,
    responses((status = 201, description = "The code, and until when it is good.", body = InvitationView),
        (status = 404, description = "No such organisation.", body = api::Problem),
        (status = 422, description = "No name, or no duty.", body = api::Problem)))]
pub(crate) async fn invite_trainer(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<InviteRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("invite_trainer/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        Desk::of_session(tx, &session)?.organisation(tx, &id)?;
        // The first of an organisation answers for it; an owner says what the others are to do.
        let duty = match (request.duty, session.role) {
            (Some(duty), _) => duty,
            (None, Role::Trainer) => return Err(ApiError::invalid_field("/duty", "required")),
            (None, _) => Duty::Owner,
        };
        let by = &session.staff_id;
        let who = (request.display_name.as_str(), duty);
        let made: InvitationView = invite::invite(tx, &id, who, by, now_ms)?;
        Ok(made)
    })
    .await
}

/// Ends an invitation that nobody took up: its code is good for nothing from then on, and who ended it is written down.
#[utoipa::path(post, path = api::path::STAFF_ORGANISATION_WITHDRAWN, operation_id = "withdraw_invitation",
    tag = "organisations", params(("id" = String, Path, description = "Organisation id")),
    request_body = WithdrawInvitationRequest,
    responses((status = 200, description = "Ended.", body = OrganisationView),
        (status = 404, description = "No such open invitation of it.", body = api::Problem)))]
pub(crate) async fn withdraw_invitation(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<WithdrawInvitationRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("withdraw_invitation/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let organisation = Desk::of_session(tx, &session)?.organisation(tx, &id)?;
        let which = (request.display_name.as_str(), request.expires_at_ms);
        if !invitations::withdraw(tx, &id, which, now_ms)? {
            return Err(ProblemCode::NotFound.into());
        }
        let done = access::Access::staff(&session, "withdraw_invitation", Some(&id));
        access::note(tx, done, now_ms)?;
        view(tx, organisation, today, now_ms)
    })
    .await
}

/// Changes what somebody of an organisation does there, from the next request on.
#[utoipa::path(put, path = api::path::STAFF_ORGANISATION_ACCOUNT, operation_id = "change_account",
    tag = "organisations", params(("id" = String, Path, description = "Organisation id"),
        ("document" = String, Path, description = "User name")), request_body = ChangeAccountRequest,
    responses((status = 200, description = "Changed.", body = OrganisationView),
        (status = 404, description = "No such open account of it.", body = api::Problem),
        (status = 409, description = "One's own.", body = api::Problem)))]
pub(crate) async fn change_account(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path((id, username)): Path<(String, String)>,
    JsonBody(request): JsonBody<ChangeAccountRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("change_account/{id}/{username}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let organisation = Desk::of_session(tx, &session)?.organisation(tx, &id)?;
        let member = open_account(tx, &session, &id, &username)?;
        staff::set_duty(tx, &member.id, request.duty.as_str())?;
        let done = access::Access::staff(&session, "change_account", Some(&member.id));
        access::note(tx, done, now_ms)?;
        view(tx, organisation, today, now_ms)
    })
    .await
}

/// An account of an organisation that is open and not one's own: without an owner nobody could be invited.
fn open_account(
    connection: &Connection,
    session: &StaffSession,
    id: &str,
    username: &str,
) -> Result<StaffMember, ApiError> {
    let found = staff::find_by_username(connection, username)?.filter(|member| {
        member.agency_id.as_deref() == Some(id)
            && member.role == Role::Trainer.as_str()
            && member.disabled_ms.is_none()
    });
    let member = found.ok_or(ProblemCode::NotFound)?;
    if member.id == session.staff_id {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    Ok(member)
}

/// Closes a trainer's account: its sessions end, and the tokens it made with it. What it wrote stays the organisation's.
#[utoipa::path(delete, path = api::path::STAFF_ORGANISATION_ACCOUNT, operation_id = "close_account",
    tag = "organisations", params(("id" = String, Path, description = "Organisation id"),
        ("document" = String, Path, description = "User name")),
    responses((status = 204, description = "Closed."),
        (status = 409, description = "One's own.", body = api::Problem),
        (status = 404, description = "No such open account of it.", body = api::Problem)))]
pub(crate) async fn close_account(
    State(state): State<AppState>,
    session: StaffSession,
    Path((id, username)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    let close = move |tx: &store::Tx| {
        Desk::of_session(tx, &session)?.organisation(tx, &id)?;
        let member = open_account(tx, &session, &id, &username)?;
        staff::set_disabled(tx, &member.id, Some(now_ms))?;
        sessions::revoke_all_of(tx, "staff", &member.id, now_ms)?;
        course_tokens::revoke_of_author(tx, &member.id, now_ms)?;
        let done = access::Access::staff(&session, "close_account", Some(&member.id));
        access::note(tx, done, now_ms)?;
        Ok::<_, ApiError>(())
    };
    state.store.write::<_, _, ApiError>(close).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the authenticator of an account away, which is lost. That one is signed out everywhere; the record of it is the
/// auditor's to read.
#[utoipa::path(delete, path = api::path::STAFF_ORGANISATION_SECOND_FACTOR,
    operation_id = "reset_trainer_second_factor", tag = "organisations",
    params(("id" = String, Path, description = "Organisation id"),
        ("document" = String, Path, description = "User name")),
    responses((status = 204, description = "The next sign-in leads to a new one."),
        (status = 409, description = "One's own, or there is none.", body = api::Problem),
        (status = 404, description = "No such open account of it.", body = api::Problem)))]
pub(crate) async fn reset_trainer_second_factor(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path((id, username)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let operation = format!("reset_trainer_second_factor/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &username)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        Desk::of_session(tx, &session)?.organisation(tx, &id)?;
        let member = open_account(tx, &session, &id, &username)?;
        let by = By {
            id: &session.staff_id,
            role: session.role,
        };
        if second_factor::reset(tx, &member, by, now_ms)? {
            Ok(())
        } else {
            Err(ProblemCode::ActionNotPossible.into())
        }
    })
    .await
}
