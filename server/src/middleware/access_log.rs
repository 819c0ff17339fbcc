//! One log line a request, without personal data: the path's template, never the path, the query or the body.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use rand::Rng as _;

/// Names the request in the log, in the answer's header and in a problem's body.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) Arc<str>);

impl RequestId {
    fn random() -> Self {
        Self(format!("{:016x}", rand::rng().random::<u64>()).into())
    }
}

/// Gives the request its id and writes the line when the answer is known.
pub(crate) async fn log_access(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::random();
    request.extensions_mut().insert(id.clone());
    let method = request.method().clone();
    let template = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    tracing::info!(
        target: "access",
        method = %method,
        route = template.as_ref().map_or("(front end)", MatchedPath::as_str),
        status = response.status().as_u16(),
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        request_id = %id.0,
        "request"
    );
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
