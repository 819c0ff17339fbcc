//! The page on which a resident looks at what an officer corrected, and says whether it is right.

use api::ProblemCode;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::applications::{self, Application};
use workflow::correction::CorrectionAction;

use super::own_form::OwnForm;
use super::own_pages::{OwnPage, fresh_key, see_other};
use crate::applications::actor::Actor;
use crate::applications::agency::office_of;
use crate::applications::own::open_own;
use crate::corrections::answer::{answer, is_over};
use crate::plain::{self, CorrectionsPage, Look, MadeCorrection, Objected, corrections_page};
use crate::problem::ApiError;
use crate::session::ResidentSession;
use crate::state::AppState;

/// What an officer corrected in my application: what it was, what it is now, why, and until when I can object.
#[utoipa::path(get, path = plain::CORRECTIONS, operation_id = "show_corrections", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 404, description = "No such application of mine.", content_type = "text/html", body = String)))]
pub(crate) async fn show_corrections(page: OwnPage) -> Result<Response, ApiError> {
    let drawn = as_it_is(&page, &Objected::default())?;
    page.seen("view_application", Some(&page.id), drawn).await
}

/// Leads to that page, by the id of the application or by its number: messages and the tracking page know the number, and
/// signing in comes back to here, because the app that signs in would look for the page among its own.
#[utoipa::path(get, path = plain::TO_CORRECTIONS, operation_id = "find_corrections", tag = "plain",
    params(("id" = String, Path, description = "Application id or acceptance number")),
    responses((status = 303, description = "To the page."),
        (status = 404, description = "No such application of mine.", content_type = "text/html", body = String)))]
pub(crate) async fn find_corrections(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let rows = state.store.read::<_, ApiError>(|connection| {
        Ok(applications::list_by_person(
            connection,
            &session.person_id,
        )?)
    })?;
    let is_meant =
        |row: &&Application| row.id == id || row.acceptance_number.as_deref() == Some(id.as_str());
    let row = rows.iter().find(is_meant).ok_or(ProblemCode::NotFound)?;
    let here = plain::CORRECTIONS.replace("{id}", &row.id);
    Ok(see_other(&Look::wanted(&address, &headers).link(&here)))
}

fn as_it_is(own: &OwnPage, objected: &Objected<'_>) -> Result<String, ApiError> {
    let (state, session, id) = (&own.state, &own.session, own.id.as_str());
    let today = state.clock.today();
    let file = state
        .store
        .read(|connection| open_own(state, connection, id, &session.person_id))?;
    let mut made: Vec<MadeCorrection<'_>> = file
        .current_corrections()
        .map(|one| {
            let office = one
                .file
                .corrected()
                .and_then(|of| office_of(&state.district, of.stage, &file));
            let office = office.map(|office| (office.name.clone(), office.is_sample));
            let until = one.file.until();
            MadeCorrection {
                id: &one.row.id,
                file: &one.file,
                office: office.unwrap_or_default(),
                made_ms: one.row.created_ms,
                is_provisional: until.is_some_and(|until| until > state.calendar.known_until()),
                key: fresh_key(),
            }
        })
        .collect();
    made.reverse();
    let page = CorrectionsPage {
        id,
        made: &made,
        is_over: is_over(&file),
        is_local_confirm: state.correction_plan.is_local_confirm,
        today,
    };
    Ok(i18n::speak(own.look.language, || {
        corrections_page(own.look, &page, objected)
    }))
}

/// What somebody pressed and typed, as the browser sends it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TypedAnswer {
    #[serde(default)]
    correction: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    text: String,
}

/// Says that a correction is right, or that it is not: then what stood there before stands there again.
#[utoipa::path(post, path = plain::CORRECTIONS, operation_id = "answer_correction", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`key`, `correction`, `answer` (`accept` or `object`) and `text`."),
    responses((status = 303, description = "Kept: the page shows it."),
        (status = 404, description = "No such application of mine, or no such correction of it.", content_type = "text/html", body = String),
        (status = 409, description = "Answered before, or the last day has passed; the page says which.", content_type = "text/html", body = String),
        (status = 422, description = "An objection without words, or with too many.", content_type = "text/html", body = String)))]
pub(crate) async fn answer_correction(form: OwnForm<TypedAnswer>) -> Result<Response, ApiError> {
    let action = match form.typed.answer.as_str() {
        "accept" => CorrectionAction::Accept,
        "object" => CorrectionAction::Object,
        _ => return Err(ProblemCode::MalformedRequest.into()),
    };
    let typed = form.typed.clone();
    let work = move |tx: &Tx, parts: &AppState, actor: &Actor, id: &str| {
        let mut file = open_own(parts, tx, id, actor.person_id())?;
        let said = (action, typed.text.as_str());
        answer(tx, parts, &mut file, actor, &typed.correction, said)?;
        Ok(())
    };
    let done = form.once("answer_correction", &form.typed, work).await;
    form.answer(plain::CORRECTIONS, done, |errors| {
        let objected = Objected {
            correction: &form.typed.correction,
            text: &form.typed.text,
            errors,
        };
        as_it_is(&form.page, &objected)
    })
}
