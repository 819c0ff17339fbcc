//! The front ends, inside the binary: pre-compressed, with caching by name.

use axum::body::Body;
use axum::response::Response;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::representation::{Encoding, Representation, respond, respond_page};
use preview::Preview;

mod kind;
mod moved;
pub(crate) mod preview;
mod style;

#[derive(RustEmbed)]
#[folder = "../dist/residents/"]
#[allow_missing = true]
struct ResidentsDist;

#[derive(RustEmbed)]
#[folder = "../dist/eligibility/"]
#[allow_missing = true]
struct EligibilityDist;

#[derive(RustEmbed)]
#[folder = "../dist/calculator/"]
#[allow_missing = true]
struct CalculatorDist;

#[derive(RustEmbed)]
#[folder = "../dist/track/"]
#[allow_missing = true]
struct TrackDist;

#[derive(RustEmbed)]
#[folder = "../dist/my/"]
#[allow_missing = true]
struct MyDist;

#[derive(RustEmbed)]
#[folder = "../dist/classes/"]
#[allow_missing = true]
struct ClassesDist;

#[derive(RustEmbed)]
#[folder = "../dist/apply/"]
#[allow_missing = true]
struct ApplyDist;

#[derive(RustEmbed)]
#[folder = "../dist/print/"]
#[allow_missing = true]
struct PrintDist;

#[derive(RustEmbed)]
#[folder = "../dist/staff/"]
#[allow_missing = true]
struct StaffDist;

/// The service worker, which keeps the residents' pages on their devices.
const WORKER: &str = "sw.js";

const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

const WORKER_SCOPE: HeaderName = HeaderName::from_static("service-worker-allowed");

/// One front end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Bundle {
    Residents,
    Eligibility,
    Calculator,
    Track,
    My,
    Classes,
    Apply,
    Print,
    Staff,
}

impl Bundle {
    /// The bundle a path belongs to, and the rest of the path inside it.
    fn of(path: &str) -> (Self, &str) {
        let path = path.strip_prefix('/').unwrap_or(path);
        match path.split_once('/').unwrap_or((path, "")) {
            ("eligibility", rest) => (Self::Eligibility, rest),
            ("calculator", rest) => (Self::Calculator, rest),
            ("track", rest) => (Self::Track, rest),
            ("my", rest) => (Self::My, rest),
            ("classes", rest) => (Self::Classes, rest),
            ("apply", rest) => (Self::Apply, rest),
            ("print", rest) => (Self::Print, rest),
            ("staff", rest) => (Self::Staff, rest),
            _ => (Self::Residents, path),
        }
    }

    /// Whether a path inside it is a page's, not a file's. Files lie in the bundle's first level; below it a point belongs
    /// to a name, as that of a class does.
    fn is_page(self, path: &str) -> bool {
        match path.rsplit_once('/') {
            Some(_) if self != Self::Residents => true,
            Some((_, name)) => !name.contains('.'),
            None => !path.contains('.'),
        }
    }

    fn file(self, path: &str) -> Option<EmbeddedFile> {
        match self {
            Self::Residents => ResidentsDist::get(path),
            Self::Eligibility => EligibilityDist::get(path),
            Self::Calculator => CalculatorDist::get(path),
            Self::Track => TrackDist::get(path),
            Self::My => MyDist::get(path),
            Self::Classes => ClassesDist::get(path),
            Self::Apply => ApplyDist::get(path),
            Self::Print => PrintDist::get(path),
            Self::Staff => StaffDist::get(path),
        }
    }
}

/// Answers every path that is not the API: a file of a bundle, or the bundle's page, whose router knows its own 404.
pub(crate) fn find_asset(method: &Method, path: &str, headers: &HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let mut refused = plain(StatusCode::METHOD_NOT_ALLOWED, "method not allowed");
        let allow = HeaderValue::from_static("GET, HEAD");
        refused.headers_mut().insert(ALLOW, allow);
        return refused;
    }
    let (bundle, path) = Bundle::of(path);
    let is_page = bundle.is_page(path);
    let path = if is_page { "index.html" } else { path };
    let is_variant = [".br", ".gz"].iter().any(|end| path.ends_with(end));
    match bundle.file(path) {
        Some(file) if !is_variant => serve_file(bundle, path, &file, headers),
        _ if is_page => plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The front ends are not in this build. Run script/build, then start the portal again.",
        ),
        _ => plain(StatusCode::NOT_FOUND, "not found"),
    }
}

/// Answers a page with its own title and words in the shell it shares with others.
pub(crate) fn find_previewed(
    preview: &Preview,
    path: &str,
    headers: &HeaderMap,
) -> Option<Response> {
    find_filled(path, headers, |shell| preview.put_into(shell))
}

/// Answers whoever looks for a preview of a public page with its whole address in its shell.
pub(crate) fn find_placed(origin: &str, path: &str, headers: &HeaderMap) -> Option<Response> {
    // Every browser that runs the app says so in its requests, or loses nothing by the longer way.
    if headers.contains_key(FETCH_MODE) {
        return None;
    }
    let (bundle, rest) = Bundle::of(path);
    if !bundle.is_page(rest) {
        return None;
    }
    find_filled(path, headers, |shell| {
        preview::place_in(shell, path, origin)
    })
}

fn find_filled(
    path: &str,
    headers: &HeaderMap,
    fill: impl FnOnce(&str) -> Option<String>,
) -> Option<Response> {
    let (bundle, _) = Bundle::of(path);
    let shell = bundle.file("index.html")?;
    let page = fill(std::str::from_utf8(&shell.data).ok()?)?;
    let mut response = respond_page(headers, page);
    if let Some(policy) = style::policy(&shell.data) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    Some(response)
}

/// The answer that leads to where a page lives now, if it has moved.
pub(crate) fn find_moved(path: &str, query: Option<&str>) -> Option<Response> {
    moved::new_path(path).map(|address| moved_to(address, query))
}

/// The answer that leads to another path with the same query.
pub(crate) fn moved_to(mut address: String, query: Option<&str>) -> Response {
    if let Some(query) = query {
        address.push('?');
        address.push_str(query);
    }
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "moved");
    if let Ok(address) = HeaderValue::from_str(&address) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}

fn serve_file(bundle: Bundle, path: &str, file: &EmbeddedFile, headers: &HeaderMap) -> Response {
    let wanted = Encoding::accepted(headers);
    let variants = wanted.iter().filter_map(|&encoding| {
        let variant = bundle.file(&format!("{path}.{}", encoding.file_ending()))?;
        Some((Some(encoding), variant.data))
    });
    let (encoding, data) = variants
        .into_iter()
        .next()
        .unwrap_or_else(|| (None, file.data.clone()));
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let bytes = match data {
        std::borrow::Cow::Borrowed(bytes) => bytes::Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    };
    let mut response = respond(
        headers,
        Representation {
            bytes,
            encoding,
            etag: hash,
            content_type: kind::content_type(path),
            cache_control: if kind::is_hashed(path) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
        },
    );
    if path == WORKER {
        // Asked for beside any page, it answers for all of them; a browser looks for a newer one each time.
        response
            .headers_mut()
            .insert(WORKER_SCOPE, HeaderValue::from_static("/"));
    }
    if let Some(policy) = style::policy(&file.data) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn plain(status: StatusCode, words: &'static str) -> Response {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_a_name_makes_no_file() {
        let table = [
            ("/", true),
            ("/residents-1f3a9c0d.js", false),
            ("/courses/a.b", false),
            ("/staff/staff-1f3a9c0d.js", false),
            ("/staff/training/classes/c65d3ce22f1c.20261123-day", true),
            ("/my/applications/a.b/", true),
        ];
        for (path, is_page) in table {
            let (bundle, rest) = Bundle::of(path);
            assert_eq!(bundle.is_page(rest), is_page, "{path}");
        }
    }

    #[test]
    fn paths_belong_to_bundles() {
        let table = [
            ("/", Bundle::Residents, ""),
            ("/courses/a", Bundle::Residents, "courses/a"),
            ("/my", Bundle::My, ""),
            ("/my/files", Bundle::My, "files"),
            ("/classes/enrol", Bundle::Classes, "enrol"),
            ("/apply/x/check", Bundle::Apply, "x/check"),
            ("/applying", Bundle::Residents, "applying"),
            ("/mycology", Bundle::Residents, "mycology"),
            ("/eligibility/result", Bundle::Eligibility, "result"),
            ("/calculator", Bundle::Calculator, ""),
            ("/track", Bundle::Track, ""),
            ("/print/7/form", Bundle::Print, "7/form"),
            ("/staff/", Bundle::Staff, ""),
        ];
        for (path, bundle, rest) in table {
            assert_eq!(Bundle::of(path), (bundle, rest), "{path}");
        }
    }
}
