//! An officer puts plain errors of a form right.

use api::correction::CorrectRequest;
use api::staff::StaffApplicationView;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::view::staff_application_view;
use crate::applications::staff::visible::open_visible;
use crate::corrections::make::correct;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Corrects answers of a file in my review; the applicant is told and can object for some days.
#[utoipa::path(post, path = api::path::STAFF_CORRECTIONS, operation_id = "correct_application", tag = "staff",
    params(("id" = String, Path, description = "Application id")), request_body = CorrectRequest,
    responses((status = 200, description = "Done.", body = StaffApplicationView),
        (status = 403, description = "Another agency's review, or my own file.", body = api::Problem),
        (status = 404, description = "No such file at my office.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn correct_application(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<CorrectRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("correct_application/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let mut file = open_visible(&parts, tx, &id, &officer)?;
        let notices = correct(tx, &parts, &mut file, &officer, &actor, &request)?;
        let view = staff_application_view(&parts, tx, &file, &officer, actor.today())?;
        Ok((view, notices))
    })
    .await
}
