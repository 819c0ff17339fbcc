//! What happens to every request around its handler: log line, headers, problem body, panic, total deadline, client
//! address. One layer of all, not a layer each: axum boxes the service at every layer and clones the boxes for every
//! request.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use api::ProblemCode;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::FutureExt as _;
use ipnet::IpNet;
use tokio::time::timeout;

use crate::plain;
use crate::problem::ApiError;

mod access_log;
pub(crate) mod client_address;
pub(crate) mod cross_site;
mod panics;
mod problems;
pub(crate) mod security_headers;

/// Longer than the longest body deadline, so that a slow upload is told what was slow.
const TOTAL_DEADLINE: Duration = Duration::from_secs(200);

/// What the server knows of the line to its clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Whether browsers speak HTTPS to us.
    pub(crate) is_https: bool,
    /// The proxy that is believed.
    pub(crate) proxy: Option<IpNet>,
}

/// Surrounds a request.
pub(crate) async fn surround(
    State(line): State<Line>,
    mut request: Request,
    next: Next,
) -> Response {
    let log = access_log::Line::begin(&request);
    let is_api = request.uri().path().starts_with("/api");
    let path = request.uri().path();
    let plain = plain::is_plain(path).then(|| {
        let look = plain::Look::wanted(request.uri(), request.headers());
        (look, path.to_owned())
    });
    let method = request.method().clone();
    client_address::find_client_address(&mut request, line.proxy);
    let handled = AssertUnwindSafe(next.run(request)).catch_unwind();
    let mut response = match timeout(TOTAL_DEADLINE, handled).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => panics::answer_panic(),
        Err(_) => ApiError::from(ProblemCode::Overloaded).into_response(),
    };
    if let Some((look, path)) = plain {
        plain::write_refusal(&mut response, look, &method, &path);
        look.leave_when_alone(&mut response);
    }
    problems::write_problem(&mut response, is_api, &log.id);
    security_headers::add_security_headers(&mut response, is_api, line.is_https);
    log.end(&mut response);
    response
}
