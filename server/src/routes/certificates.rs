//! Certificates: the one named on it sees and prints it, anybody who has it in the hand checks it.

use api::certificate::{CertificateView, CheckCertificateRequest};
use api::{FieldError, ProblemCode};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use domain::QueryCode;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Uri};
use store::enrolments as rows;

use crate::applications::{access, qr};
use crate::lessons::certificate::{check, find_of, read_number};
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::rate_limit::{self, Limit};
use crate::session::ResidentSession;
use crate::state::AppState;

const HOUR_MS: i64 = 3_600_000;
/// Enough to look again, too few to guess six characters.
const PER_NUMBER: Limit = Limit {
    name: "certificate_number_hour",
    most: 20,
    window_ms: HOUR_MS,
};
/// An office that checks a pile of papers shares one address.
const PER_ADDRESS: Limit = Limit {
    name: "certificate_address_hour",
    most: 300,
    window_ms: HOUR_MS,
};

fn own(state: &AppState, session: &ResidentSession, id: &str) -> Result<CertificateView, ApiError> {
    state.store.read(|connection| {
        let row = rows::find(connection, id)?;
        let row = row.filter(|row| row.person_id == session.person_id);
        let row = row.ok_or(ProblemCode::NotFound)?;
        let found = find_of(state, connection, row)?;
        found.ok_or_else(|| ApiError::from(ProblemCode::NotFound))
    })
}

/// The certificate of a class I passed.
#[utoipa::path(get, path = api::path::ENROLMENT_CERTIFICATE, operation_id = "find_certificate", tag = "certificates",
    params(("id" = String, Path, description = "Enrolment id")),
    responses((status = 200, description = "Everything the paper says, with its check code.", body = CertificateView),
        (status = 404, description = "No such enrolment of mine, or no certificate.", body = api::Problem)))]
pub(crate) async fn find_certificate(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Json<CertificateView>, ApiError> {
    let found = own(&state, &session, &id)?;
    let look = access::Access::resident(&session, "find_certificate", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// The address at which anybody checks it, as a QR code.
#[utoipa::path(get, path = api::path::ENROLMENT_CERTIFICATE_QR, operation_id = "find_certificate_qr",
    tag = "certificates", params(("id" = String, Path, description = "Enrolment id")),
    responses((status = 200, description = "A picture.", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "No such enrolment of mine, or no certificate.", body = api::Problem)))]
pub(crate) async fn find_certificate_qr(
    State(state): State<AppState>,
    session: ResidentSession,
    headers: HeaderMap,
    uri: Uri,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let found = own(&state, &session, &id)?;
    let origin = qr::origin(&headers, &uri, state.config.listening.is_https())?;
    let (number, code) = (found.number, found.check_code.unwrap_or_default());
    // Behind the hash mark: a browser keeps that part to itself.
    let picture = qr::draw(&format!("{origin}/track/certificate#{number}/{code}"))?;
    let look = access::Access::resident(&session, "find_certificate", None);
    access::log(&state, look).await?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture).into_response())
}

/// Whether a certificate is real, by the number and the check code on it.
#[utoipa::path(post, path = api::path::CERTIFICATE_CHECKS, operation_id = "check_certificate", tag = "certificates",
    request_body = CheckCertificateRequest,
    responses((status = 200, description = "It is; no more than the paper says, the name masked.",
            body = CertificateView),
        (status = 404, description = "No such pair of number and code; which is wrong is not said.",
            body = api::Problem),
        (status = 422, description = "No number, or no check code.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn check_certificate(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    JsonBody(request): JsonBody<CheckCertificateRequest>,
) -> Result<Json<CertificateView>, ApiError> {
    let (number, code) = parse(&request)?;
    let buckets = [
        PER_NUMBER.of(&state.keyring, &number),
        PER_ADDRESS.of(&state.keyring, &from.bucket()),
    ];
    let now_ms = state.clock.now_ms();
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    let found = state
        .store
        .read(|connection| check(&state, connection, &number, &code))?;
    found.map(Json).ok_or_else(|| ProblemCode::NotFound.into())
}

fn parse(request: &CheckCertificateRequest) -> Result<(String, QueryCode), ApiError> {
    let number = read_number(&request.number);
    let code = QueryCode::parse(&request.check_code).ok();
    match (number, code) {
        (Some(number), Some(code)) => Ok((number, code)),
        (number, code) => {
            let error = |pointer: &str, code: &str| FieldError {
                pointer: pointer.into(),
                code: code.into(),
            };
            let mut errors = Vec::new();
            errors.extend(
                number
                    .is_none()
                    .then(|| error("/number", "certificate_number")),
            );
            errors.extend(
                code.is_none()
                    .then(|| error("/check_code", "query_code_format")),
            );
            Err(ApiError::invalid(errors))
        }
    }
}
