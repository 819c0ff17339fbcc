//! The whole HTTP surface: routes, the layers around them, the front ends behind them.

use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::authorize::authorize;
use crate::middleware::{
    access_log, client_address, cross_site, panics, problems, security_headers,
};
use crate::routes;
use crate::state::AppState;

/// Longer than the longest body deadline, so that a slow upload is told what was slow.
const TOTAL_DEADLINE: Duration = Duration::from_secs(200);

/// The portal as one service.
///
/// Layers, outermost first: log line, headers, problem body, panic, total deadline, cross-site check, client address;
/// then the access rule of the route, then its handler.
pub fn build(state: AppState) -> Router {
    let (routes, _) = routes::all().split_for_parts();
    let is_https = state.config.listening.is_https();
    let proxy = state.config.listening.behind_proxy;
    // One layer of all, not a layer each: axum boxes the service at every `layer` and clones the boxes for every request.
    let around = ServiceBuilder::new()
        .layer(from_fn(access_log::log_access))
        .layer(from_fn_with_state(
            is_https,
            security_headers::add_security_headers,
        ))
        .layer(from_fn(problems::write_problems))
        .layer(CatchPanicLayer::custom(panics::answer_panic))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TOTAL_DEADLINE,
        ))
        .layer(cross_site::layer())
        .layer(from_fn_with_state(
            proxy,
            client_address::find_client_address,
        ));
    routes
        .route_layer(from_fn_with_state(state.clone(), authorize))
        .fallback(routes::fallback::answer_unrouted)
        .layer(around)
        .with_state(state)
}

/// What the administrator's port answers: whether we live, what we speak, and how the backups are going.
pub fn admin(state: AppState) -> Router {
    use axum::routing::get;
    Router::new()
        .route("/backups", get(routes::backups::find_backups))
        .route(api::path::HEALTH, get(routes::health::find_health))
        .route("/openapi.json", get(crate::openapi::find_openapi))
        .with_state(state)
}
