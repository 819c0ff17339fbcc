//! The description of the interface, OpenAPI 3.1, made from the handlers.

use axum::Json;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

mod complete;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "富民通 Fumin",
        description = "Every failure body is `application/problem+json`. Every call that changes something carries \
            the header `Idempotency-Key`, 16 to 64 characters of `[A-Za-z0-9-]`.",
    ),
    components(schemas(api::Problem, api::ProblemCode, api::FieldError))
)]
struct Base;

/// What the routes are added to.
pub(crate) fn base() -> OpenApi {
    Base::openapi()
}

/// The whole description.
#[must_use]
pub fn describe() -> OpenApi {
    let mut api = crate::routes::all().into_openapi();
    complete::complete(&mut api);
    api
}

/// The whole description as the committed snapshot spells it.
///
/// # Errors
/// When it cannot be written as JSON, which would be a defect of the schema library.
pub fn describe_json() -> Result<String, serde_json::Error> {
    describe().to_pretty_json().map(|json| json + "\n")
}

/// Serves it on the administrator's port.
pub(crate) async fn find_openapi() -> Json<OpenApi> {
    Json(describe())
}
