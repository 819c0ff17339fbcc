//! One log line a request, without personal data: the path's template, never the path, the query or the body.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::{HeaderValue, Method};
use rand::Rng as _;

use crate::metrics;

/// The line of a request that is under way.
#[derive(Debug)]
pub(super) struct Line {
    /// Names the request in the log, in the answer's header and in a problem's body.
    pub(super) id: String,
    started: Instant,
    method: Method,
    template: Option<MatchedPath>,
}

impl Line {
    /// Gives the request its id.
    pub(super) fn begin(request: &Request) -> Self {
        Self {
            id: format!("{:016x}", rand::rng().random::<u64>()),
            started: Instant::now(),
            method: request.method().clone(),
            template: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    /// Writes it, now that the answer is known.
    pub(super) fn end(self, response: &mut Response) {
        let took = self.started.elapsed();
        metrics::count(response.status(), took);
        tracing::info!(
            target: "access",
            method = self.method.as_str(),
            route = self.template.as_ref().map_or("(front end)", MatchedPath::as_str),
            status = response.status().as_u16(),
            duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            request_id = self.id.as_str(),
            "request"
        );
        if let Ok(value) = HeaderValue::from_str(&self.id) {
            response.headers_mut().insert("x-request-id", value);
        }
    }
}
