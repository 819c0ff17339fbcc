//! The whole HTTP surface: routes, the layers around them, the front ends behind them.

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower::ServiceBuilder;

use crate::authorize::authorize;
use crate::middleware::{Line, cross_site, surround};
use crate::routes;
use crate::state::AppState;

/// The portal as one service: around everything what every request has, then the cross-site check, then the access rule
/// of the route, then its handler.
pub fn build(state: AppState) -> Router {
    let (routes, _) = routes::all().split_for_parts();
    let line = Line {
        is_https: state.config.listening.is_https(),
        proxy: state.config.listening.behind_proxy,
    };
    let around = ServiceBuilder::new()
        .layer(from_fn_with_state(line, surround))
        .layer(cross_site::layer());
    routes
        .route_layer(from_fn_with_state(state.clone(), authorize))
        .fallback(routes::fallback::answer_unrouted)
        .layer(around)
        .with_state(state)
}

/// What the administrator's port answers: whether we live, what we speak, how the backups are going, and the numbers.
pub fn admin(state: AppState) -> Router {
    use axum::routing::get;
    Router::new()
        .route("/backups", get(routes::backups::find_backups))
        .route(api::path::HEALTH, get(routes::health::find_health))
        .route("/metrics", get(routes::metrics::find_metrics))
        .route("/openapi.json", get(crate::openapi::find_openapi))
        .with_state(state)
}
