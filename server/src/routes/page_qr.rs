//! The address of a public page as a picture: shown to somebody beside, or pressed long in a phone's app and sent on.

use api::ProblemCode;
use axum::extract::{OriginalUri, Query, State};
use axum::response::Response;
use http::{HeaderMap, Uri};
use serde::Deserialize;

use crate::applications::qr::{draw_png, origin};
use crate::problem::ApiError;
use crate::representation::{Representation, name_of, respond};
use crate::state::AppState;

/// Path of the picture; `public/share.js` knows it.
pub(crate) const PAGE_QR_PATH: &str = "/api/page-qr.png";
/// A longer address makes a picture too fine for a cheap camera.
const LONGEST: usize = 300;

/// Which page.
#[derive(Debug, Deserialize)]
pub(crate) struct PageQrQuery {
    path: String,
}

/// A public page's address as a QR code.
#[utoipa::path(get, path = PAGE_QR_PATH, operation_id = "find_page_qr", tag = "portal",
    params(("path" = String, Query, description = "Path and query of the page on this portal; one that everybody may see.")),
    responses((status = 200, description = "The picture.", content_type = "image/png", body = [u8]),
        (status = 404, description = "No public page is called so.", body = api::Problem)))]
pub(crate) async fn find_page_qr(
    State(state): State<AppState>,
    Query(query): Query<PageQrQuery>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if !is_public_page(&query.path) {
        return Err(ProblemCode::NotFound.into());
    }
    let origin = origin(&headers, &uri, state.config.listening.is_https())?;
    let picture = draw_png(&[&origin, query.path.as_str()].concat())?;
    Ok(respond(
        &headers,
        Representation {
            etag: name_of(&picture),
            bytes: picture.into(),
            encoding: None,
            content_type: "image/png",
            cache_control: "no-cache",
        },
    ))
}

/// Pages about a person have no picture, and neither has another site.
fn is_public_page(address: &str) -> bool {
    if address.len() > LONGEST {
        return false;
    }
    let Ok(address) = address.parse::<Uri>() else {
        return false;
    };
    let (path, query) = (address.path(), address.query());
    let course = path.strip_prefix("/courses/").unwrap_or_default();
    let is_course = !course.is_empty()
        && course
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    address.authority().is_none()
        && match path {
            "/courses" | "/courses/compare" => true,
            "/" | "/eligibility" | "/calculator" | "/track" => query.is_none(),
            _ => is_course && query.is_none(),
        }
}

#[cfg(test)]
mod tests {
    use super::is_public_page;

    #[test]
    fn only_what_everybody_may_see() {
        for (address, expected) in [
            ("/", true),
            ("/courses?q=%E7%94%B5%E7%84%8A&seats=1", true),
            ("/courses/compare?ids=welder-5,cook", true),
            ("/courses/welder-5", true),
            ("/courses/welder-5?a=b", false),
            ("/courses/..%2Fmy", false),
            ("/track?code=ABC234", false),
            ("/my/", false),
            ("/apply/7", false),
            ("//elsewhere.example/", false),
            ("https://elsewhere.example/", false),
            ("courses", false),
            ("", false),
        ] {
            assert_eq!(is_public_page(address), expected, "{address}");
        }
        assert!(!is_public_page(&format!("/courses?q={}", "a".repeat(300))));
    }
}
