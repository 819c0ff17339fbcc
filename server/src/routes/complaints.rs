//! Complaints about courses: the resident's own page, and the desk of the training section.

use api::ProblemCode;
use api::complaint::{ComplaintActionRequest, ComplaintView, ListComplaintsResponse};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use store::Tx;
use workflow::complaint::ComplaintFile;
use workflow::enrolment::EnrolmentState;

use super::own_form::OwnForm;
use super::own_pages::{OwnPage, fresh_key};
use super::training_section::check_officer;
use crate::applications::access::{self, Access};
use crate::applications::actor::Actor;
use crate::complaints::act::{answer, file, own_member};
use crate::complaints::file::Opened;
use crate::complaints::view::list;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::find_course;
use crate::idempotency::{self, IdempotencyKey};
use crate::plain::{self, Complained, ComplaintPage, complaint_page};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Complaining about a class I was in: the form, or what came of it.
#[utoipa::path(get, path = plain::COMPLAINT, operation_id = "show_complaint", tag = "plain",
    params(("id" = String, Path, description = "Enrolment id")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 404, description = "No enrolment of mine, or one in which I never had a seat.", content_type = "text/html", body = String)))]
pub(crate) async fn show_complaint(page: OwnPage) -> Result<Response, ApiError> {
    let drawn = as_it_is(&page, &Complained::default())?;
    page.seen("view_complaint", None, drawn).await
}

fn as_it_is(own: &OwnPage, complained: &Complained<'_>) -> Result<String, ApiError> {
    let (state, session, id) = (&own.state, &own.session, own.id.as_str());
    let (course, starts_on, seat, kept) = state.store.read::<_, ApiError>(|connection| {
        let member = own_member(state, connection, id, &session.person_id)?;
        let class = store::classes::find(connection, &member.row.class_id)?;
        let class = class.ok_or(ProblemCode::NotFound)?.class;
        let course = find_course(connection, &class.course_id)?;
        let kept = Opened::find_of(connection, &member)?;
        let seat = member.file.state();
        Ok((course, class.starts_on, seat, kept.map(|kept| kept.file)))
    })?;
    let due_on = kept.as_ref().and_then(ComplaintFile::due_on);
    let today = state.clock.today();
    let key = fresh_key();
    let page = ComplaintPage {
        id,
        course: course.as_ref(),
        starts_on,
        has_seat: matches!(seat, EnrolmentState::Held | EnrolmentState::Attending),
        kept: kept.as_ref(),
        is_provisional: due_on.is_some_and(|due_on| due_on > state.calendar.known_until()),
        is_overdue: kept.as_ref().is_some_and(|kept| kept.is_overdue(today)),
        clocks: state.training_plan.clocks,
        key: &key,
    };
    Ok(i18n::speak(own.look.language, || {
        complaint_page(own.look, &page, complained)
    }))
}

/// What somebody typed, as the browser sends it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct TypedComplaint {
    #[serde(default)]
    text: String,
}

/// Complains about a class I was in.
#[utoipa::path(post, path = plain::COMPLAINT, operation_id = "file_complaint", tag = "plain",
    params(("id" = String, Path, description = "Enrolment id")),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded", description = "`key` and `text`."),
    responses((status = 303, description = "Handed in: the page shows it."),
        (status = 404, description = "No enrolment of mine, or one in which I never had a seat.", content_type = "text/html", body = String),
        (status = 409, description = "There is one already; the page shows it.", content_type = "text/html", body = String),
        (status = 422, description = "Nothing was written, or too much.", content_type = "text/html", body = String)))]
pub(crate) async fn file_complaint(form: OwnForm<TypedComplaint>) -> Result<Response, ApiError> {
    let text = form.typed.text.clone();
    let work = move |tx: &Tx, parts: &AppState, actor: &Actor, id: &str| {
        file(tx, parts, actor, id, &text)?;
        Ok(())
    };
    let done = form.once("file_complaint", &form.typed.text, work).await;
    form.answer(plain::COMPLAINT, done, |errors| {
        let complained = Complained {
            text: &form.typed.text,
            errors,
        };
        as_it_is(&form.page, &complained)
    })
}

/// Complaints about courses.
#[utoipa::path(get, path = api::path::STAFF_COMPLAINTS, operation_id = "list_complaints", tag = "training_section",
    responses((status = 200, description = "Those that wait by the last day for an answer; everybody masked.",
        body = ListComplaintsResponse)))]
pub(crate) async fn list_complaints(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListComplaintsResponse>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        check_officer(connection, &session)?;
        list(&state, connection, today)
    })?;
    let look = Access::staff(&session, "list_complaints", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Finds a complaint true or not.
#[utoipa::path(post, path = api::path::STAFF_COMPLAINT_ACTIONS, operation_id = "act_on_complaint",
    tag = "training_section", params(("id" = String, Path, description = "Complaint id")),
    request_body = ComplaintActionRequest,
    responses((status = 200, description = "Answered; the second one found true within a year takes the course off the list.",
            body = ComplaintView),
        (status = 404, description = "No such complaint.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it was answered before.", body = api::Problem),
        (status = 422, description = "The reason is missing or too long.", body = api::Problem)))]
pub(crate) async fn act_on_complaint(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ComplaintActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_complaint/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        check_officer(tx, &session)?;
        answer(tx, &parts, &actor, &id, &request)
    })
    .await
}
