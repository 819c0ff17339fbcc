//! The pages of plain HTML.

use std::sync::Arc;

use api::ProblemCode;
use api::tracking::TrackRequest;
use application::Product;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use axum::{Extension, Form};
use catalogue::{CourseDetails, CourseListing};
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::tracking::find_tracked;
use crate::applications::pace::pace;
use crate::applications::posted::list_posted;
use crate::catalogue::{current, find_answered, find_resting};
use crate::middleware::client_address::ClientAddress;
use crate::plain::{
    self, Look, Typed, answer_page, answer_personal_page, course_page, courses_page, found_page,
    front_page, notices_page, pace_page, paper_page, resting_page, track_page,
};
use crate::problem::ApiError;
use crate::state::AppState;

/// What can be done without a newer browser, and where everything else is done.
#[utoipa::path(get, path = plain::FRONT, operation_id = "show_plain_front", tag = "plain",
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String)))]
pub(crate) async fn show_front(
    State(state): State<AppState>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let look = Look::of(&address);
    let page = i18n::speak(look.language, || front_page(look, &state.district));
    answer_page(&headers, page)
}

/// The courses asked for, fifty a page.
#[utoipa::path(get, path = plain::COURSES, operation_id = "show_plain_courses", tag = "plain",
    params(("q" = Option<String>, Query, description = "Words. The filter's other keys are those of the app's own addresses."),
        ("page" = Option<String>, Query, description = "Which fifty.")),
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String)))]
pub(crate) async fn show_courses(
    State(state): State<AppState>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let look = Look::of(&address);
    let (filter, page) = plain::asked(address.query().unwrap_or_default());
    let shelf = current(&state).await?;
    let catalogue = shelf.searchable(&state.district).await?;
    let texts = if filter.text.is_empty() {
        Arc::default()
    } else {
        shelf.texts(&state.store).await?
    };
    let today = state.clock.today();
    let page = i18n::speak(look.language, || {
        courses_page(look, &catalogue, &texts, (&filter, page), today)
    });
    Ok(answer_page(&headers, page))
}

/// One course.
#[utoipa::path(get, path = plain::COURSE, operation_id = "show_plain_course", tag = "plain",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String),
        (status = 404, description = "No such course, or one off the list, with courses like it.",
            content_type = "text/html", body = String)))]
pub(crate) async fn show_course(
    State(state): State<AppState>,
    Path(id): Path<String>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (look, today) = (Look::of(&address), state.clock.today());
    let Some(found) = find_answered(&state, &id)? else {
        let course = find_resting(&state, &id).await?;
        let course = course.ok_or(ProblemCode::NotFound)?;
        let page = i18n::speak(look.language, || resting_page(look, &id, &course));
        return Ok(answer_personal_page(&headers, StatusCode::NOT_FOUND, page));
    };
    let listing: CourseListing = read(&found.document)?;
    let details: CourseDetails = read(&found.document)?;
    let page = i18n::speak(look.language, || {
        course_page(look, &state.district, &listing, &details, today)
    });
    Ok(answer_page(&headers, page))
}

fn read<T: serde::de::DeserializeOwned>(document: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(document)
        .map_err(|error| ApiError::internal("read a course for its page", error))
}

/// The form of an application, blank, to print.
#[utoipa::path(get, path = plain::PAPER, operation_id = "show_plain_paper", tag = "plain",
    params(("id" = String, Path, description = "Product id")),
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String),
        (status = 404, description = "No such product.", content_type = "text/html", body = String)))]
pub(crate) async fn show_paper(
    State(state): State<AppState>,
    Path(id): Path<String>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let product = Product::from_id(&id).ok_or(ProblemCode::NotFound)?;
    let look = Look::of(&address);
    let page = i18n::speak(look.language, || paper_page(look, &state.district, product));
    Ok(answer_page(&headers, page))
}

/// Who was found to qualify, while the list is posted.
#[utoipa::path(get, path = plain::NOTICES, operation_id = "show_plain_notices", tag = "plain",
    responses((status = 200, description = "Masked names; kept nowhere and found by no search engine.",
            content_type = "text/html", body = String),
        (status = 404, description = "This district posts nothing.", content_type = "text/html", body = String)))]
pub(crate) async fn show_notices(
    State(state): State<AppState>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    let posted = state
        .store
        .read(|connection| list_posted(&state, connection, today))?
        .ok_or(ProblemCode::NotFound)?;
    let look = Look::of(&address);
    let page = i18n::speak(look.language, || {
        notices_page(look, &state.district, &posted)
    });
    let mut response = answer_personal_page(&headers, StatusCode::OK, page);
    let no_index = HeaderValue::from_static("noindex, nofollow, noarchive");
    response.headers_mut().insert("x-robots-tag", no_index);
    Ok(response)
}

/// How many files lie at each agency, and how many of them too long.
#[utoipa::path(get, path = plain::PACE, operation_id = "show_plain_pace", tag = "plain",
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String)))]
pub(crate) async fn show_pace(
    State(state): State<AppState>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (look, today) = (Look::of(&address), state.clock.today());
    let figures = state
        .store
        .read(|connection| pace(&state, connection, today))?;
    let page = i18n::speak(look.language, || pace_page(look, &figures, today));
    Ok(answer_page(&headers, page))
}

/// Asks for query code and digits.
#[utoipa::path(get, path = plain::TRACK, operation_id = "show_plain_tracking", tag = "plain",
    responses((status = 200, description = "A page, with an ETag.", content_type = "text/html", body = String)))]
pub(crate) async fn show_tracking(
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let look = Look::of(&address);
    // A query code is no name; it comes in the address from the QR code on the receipt.
    let query = address.query().unwrap_or_default();
    let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
    let is_code = |code: &&str| {
        code.len() <= 8
            && code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let code = code.filter(is_code).unwrap_or_default();
    let page = i18n::speak(look.language, || track_page(look, code, None, &[]));
    answer_page(&headers, page)
}

/// Where the file is. Changes nothing, so it carries no idempotency key, which a bare form could not send.
#[utoipa::path(post, path = plain::TRACK, operation_id = "track_plainly", tag = "plain",
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`query_code` and `phone_tail`."),
    responses((status = 200, description = "Where it is.", content_type = "text/html", body = String),
        (status = 404, description = "No such pair; which is wrong is not said.", content_type = "text/html", body = String),
        (status = 422, description = "No query code, or not four digits.", content_type = "text/html", body = String),
        (status = 429, description = "Too many tries.", content_type = "text/html", body = String)))]
pub(crate) async fn track_plainly(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, ApiError> {
    let look = Look::of(&address);
    let Typed {
        query_code,
        phone_tail,
    } = typed.map(|Form(typed)| typed).unwrap_or_default();
    let request = TrackRequest {
        query_code: query_code.clone(),
        phone_tail,
    };
    let refused = match find_tracked(&state, &from, &request).await {
        Ok(file) => {
            let page = i18n::speak(look.language, || found_page(look, &file));
            return Ok(answer_personal_page(&headers, StatusCode::OK, page));
        }
        Err(refused) => refused,
    };
    let problem = refused.problem();
    let is_about_what_was_typed = matches!(
        problem.code,
        ProblemCode::NotFound | ProblemCode::InvalidInput | ProblemCode::TooManyRequests
    );
    if !is_about_what_was_typed {
        return Err(refused);
    }
    let shown: String = query_code.chars().take(20).collect();
    let page = i18n::speak(look.language, || {
        track_page(look, &shown, Some(problem.code), &problem.errors)
    });
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = answer_personal_page(&headers, status, page);
    if let Some(seconds) = problem.retry_after_s {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}
