//! A refusal as a page: what the API says in a problem, in words.

use api::{Problem, ProblemCode};
use axum::response::Response;
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};
use i18n::t;
use maud::html;

use super::frame::{Page, answer_personal_page};
use super::look::Look;
use super::unsent::Unsent;
use super::{FRONT, own, words};

/// Turns a failure below `/plain` into a page.
pub(crate) fn write_refusal(
    response: &mut Response,
    look: Look,
    method: &http::Method,
    path: &str,
) {
    let problem = response.extensions_mut().remove::<Problem>();
    let is_bare = response.status() == StatusCode::BAD_REQUEST;
    let Some(problem) =
        problem.or_else(|| is_bare.then(|| Problem::new(ProblemCode::MalformedRequest)))
    else {
        return;
    };
    let unsent = response.extensions_mut().remove::<Unsent>();
    let page = i18n::speak(look.language, || {
        page(look, (&problem, unsent.as_ref()), path)
    });
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let allow = response.headers_mut().remove(http::header::ALLOW);
    let mut written = answer_personal_page(&HeaderMap::new(), status, page);
    if method == http::Method::HEAD {
        *written.body_mut() = axum::body::Body::empty();
    }
    let headers = written.headers_mut();
    if let Some(seconds) = problem.retry_after_s {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = allow {
        headers.insert(http::header::ALLOW, allow);
    }
    *response = written;
}

fn page(look: Look, (problem, unsent): (&Problem, Option<&Unsent>), path: &str) -> String {
    // Of the pages with a session, the one that is refused without it. What was typed in one is nowhere kept.
    let sign_in = problem.code == ProblemCode::SignInRequired && own::is_own(path);
    let (title, detail) = if sign_in {
        (t::common::failed::title(), t::plain::sign_in_first())
    } else if problem.code == ProblemCode::NotFound {
        (
            t::common::not_found::title(),
            t::common::not_found::detail(),
        )
    } else {
        (t::common::failed::title(), words::problem(problem.code))
    };
    Page {
        look,
        title,
        here: FRONT,
        full: "/",
        matter: html! {
            p { (detail) }
            @if let Some(unsent) = unsent { (unsent.show()) }
            @if sign_in { p { a.button href=(own::sign_in_address(path, look)) { (t::roster::sign_in()) } } }
            p.plain-links { a href=(look.link(FRONT)) { (t::plain::again()) } }
        },
    }
    .write()
}
