//! Requests that another site makes a browser send.

use api::ProblemCode;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::problem::ApiError;

/// Refuses unsafe methods from elsewhere, by `Sec-Fetch-Site` and `Origin`.
pub(crate) fn layer() -> CsrfLayer<fn(ProtectionError) -> Response<Body>> {
    CsrfLayer::new().with_rejection_response(refuse as fn(ProtectionError) -> Response<Body>)
}

fn refuse(_: ProtectionError) -> Response<Body> {
    ApiError::from(ProblemCode::CrossSite).into_response()
}
