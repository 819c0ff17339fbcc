//! What every plain page has around its matter, and how it goes out.

use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use http::{HeaderMap, HeaderValue, StatusCode};
use i18n::t;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::look::{Look, START_AGAIN};
use super::style::{POLICY, STYLE};
use super::{COURSES, FRONT, TRACK, alone, paper};
use crate::representation::respond_page;

/// A page without what is the same on all of them.
pub(super) struct Page<'a> {
    pub(super) look: Look,
    /// Its heading.
    pub(super) title: &'a str,
    /// Its own address, without the look: what the switches lead to.
    pub(super) here: &'a str,
    /// The page of the app that does the same, and more.
    pub(super) full: &'a str,
    pub(super) matter: Markup,
}

impl Page<'_> {
    /// The whole page.
    pub(super) fn write(self) -> String {
        let Self {
            look, title, here, ..
        } = self;
        let is_front = here == FRONT;
        let name = if is_front {
            t::plain::site().to_owned()
        } else {
            t::plain::page_title(title)
        };
        let body = html! {
            (menu(look, here))
            main.plain #main tabindex="-1" {
                h1.page-title { (title) }
                (self.matter)
                p.plain-links { a href=(full_address(look, self.full)) { (t::plain::full()) } }
            }
        };
        let about = t::plain::what();
        // What is shown of it where its address is sent on. Nothing of a file is in it: what is found is answered to a form.
        let head = html! {
            link rel="canonical" href=(self.full);
            meta name="description" content=(about);
            meta property="og:title" content=(name);
            meta property="og:description" content=(about);
            meta property="og:image" content="/preview.png";
        };
        shell(
            look,
            here,
            (&name, &head),
            (look.link(FRONT).as_str(), &body),
        )
    }
}

/// A page of one resident's own, which stands below the addresses of an app and leads back to it.
pub(super) struct OwnPage<'a> {
    pub(super) look: Look,
    /// Its heading.
    pub(super) title: &'a str,
    /// Its own address, without the look.
    pub(super) here: &'a str,
    /// Address and name of the page above.
    pub(super) back: (&'a str, &'a str),
    pub(super) matter: Markup,
}

impl OwnPage<'_> {
    /// The whole page.
    pub(super) fn write(self) -> String {
        let Self {
            look, title, here, ..
        } = self;
        let (above, name) = self.back;
        let body = html! {
            main.plain #main tabindex="-1" {
                p.plain-links { a href=(above) { (name) } }
                h1.page-title { (title) }
                (self.matter)
                p.plain-links { a href=(above) { (name) } }
            }
        };
        let name = t::plain::page_title(title);
        shell(look, here, (&name, &html! {}), ("/my/", &body))
    }
}

/// What is around every page; `home` is where the portal's name leads.
fn shell(
    look: Look,
    here: &str,
    (name, head): (&str, &Markup),
    (home, body): (&str, &Markup),
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(look.language.tag()) data-large[look.is_large] data-contrast[look.is_strong] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (name) }
                meta name="theme-color" content="#14524c";
                @if look.is_terminal {
                    noscript { meta http-equiv="refresh" content=(alone::WITHOUT_SCRIPT); }
                }
                (head)
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                style { (PreEscaped(STYLE.as_str())) }
            }
            body {
                header.site-header {
                    a.skip-link href="#main" { (t::common::skip_link()) }
                    a.site-header__name href=(home) { (t::common::site()) }
                    div { (switches(look, here)) }
                    @if look.is_terminal {
                        p { (t::plain::terminal()) }
                        noscript { p { (t::plain::terminal_without_script()) } }
                    }
                }
                (body)
                @if look.is_terminal { (alone::at_a_terminal()) }
            }
        }
    };
    page.into_string()
}

fn switches(look: Look, here: &str) -> Markup {
    let size = if look.is_large {
        t::plain::large_off()
    } else {
        t::plain::large_on()
    };
    let other = look.in_other_language();
    html! {
        a.plain-switch href=(look.in_other_size().link(here)) { (size) }
        a.plain-switch href=(other.link(here)) lang=(other.language.tag()) hreflang=(other.language.tag()) {
            (t::common::other_language())
        }
        @if look.is_terminal { a.plain-switch href=(START_AGAIN) { (t::kiosk::again()) } }
    }
}

fn menu(look: Look, here: &str) -> Markup {
    let forms = paper::first_address();
    let pages = [
        (FRONT, t::plain::name()),
        (COURSES, t::common::task::learn()),
        (TRACK, t::common::task::track()),
        (forms.as_str(), t::plain::form()),
    ];
    html! {
        nav.plain-menu aria-label=(t::plain::menu()) {
            @for (address, words) in pages {
                @let is_here = address == here.split('?').next().unwrap_or_default();
                a href=(look.link(address)) aria-current=[is_here.then_some("page")] { (words) }
            }
        }
    }
}

/// The app asks `?lang=` too, and remembers language, size and contrast by itself.
fn full_address(look: Look, address: &str) -> String {
    let spoken = Look {
        is_large: false,
        is_strong: false,
        ..look
    };
    spoken.link(address)
}

/// So many rows of a long list are on one page.
pub(super) const ROWS: usize = 50;

/// The page of a long list that a query asks for; it may be one too far.
pub(super) fn page_asked(query: &str) -> usize {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let page = pairs.find(|(key, _)| *key == "page");
    let page = page.and_then(|(_, number)| number.parse().ok());
    page.unwrap_or(1)
}

/// The way to the pages before and behind; nothing where there is one alone.
pub(super) fn way_on(link: impl Fn(usize) -> String, page: usize, pages: usize) -> Markup {
    html! {
        @if pages > 1 {
            nav aria-label=(t::plain::pages()) {
                p { (t::plain::page_of(page, pages)) }
                p.plain-links {
                    @if page > 1 { a rel="prev" href=(link(page - 1)) { (t::plain::earlier()) } }
                    @if page < pages { a rel="next" href=(link(page + 1)) { (t::plain::later()) } }
                }
            }
        }
    }
}

/// A page that says the same to everybody: kept by browsers, which ask each time whether it changed.
pub(crate) fn answer_page(request: &HeaderMap, page: String) -> Response {
    let mut response = respond_page(request, page);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, POLICY.clone());
    response
}

/// A page for one reader alone, or about one request: kept nowhere.
pub(crate) fn answer_personal_page(
    request: &HeaderMap,
    status: StatusCode,
    page: String,
) -> Response {
    let mut response = answer_page(request, page);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.remove(http::header::ETAG);
    response
}
