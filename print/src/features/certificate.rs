//! A certificate on one sheet: what it says, what it is not, and how anybody checks it.

use account::{Failure, Place, use_session};
use api::{certificate::CertificateView, path};
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Button, Fetched, Loadable, Tone,
    element::{Element, IntoChild, el},
    link, notice, page_title,
};

use crate::table::{pair, table};

/// What the addresses of certificates begin with.
const ROOT: &str = "/print/certificates/";

/// The enrolment of an address such as `/print/certificates/7`.
pub(crate) fn parse(path: &str) -> Option<String> {
    let id = path.strip_prefix(ROOT)?.trim_end_matches('/');
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_id = (1..=64).contains(&id.len()) && id.bytes().all(is_part);
    is_id.then(|| id.to_owned())
}

/// Prints on A4.
#[component]
pub(crate) fn CertificatePage(id: String, resident: Resident) -> impl IntoView {
    let session = use_session();
    let asked = id.clone();
    let found = Fetched::new(move || {
        let id = asked.clone();
        async move {
            let found = resident.find_certificate(&id).await;
            found.map_err(Failure::from).inspect_err(|failure| {
                drop(session.watch(failure.clone()));
            })
        }
    });
    let show = Callback::new(move |certificate: CertificateView| sheet(&id, certificate));
    let back = view! { <BackLink href=Place::Courses.to_string() label=t::certificate::back() /> };
    vec![
        el("div")
            .class("no-print")
            .child(back.into_any())
            .into_child(),
        page_title(t::certificate::title()).into_child(),
        view! { <Loadable resource=found view=show /> }.into_any(),
    ]
    .into_any()
}

fn sheet(id: &str, certificate: CertificateView) -> AnyView {
    let press = Callback::new(|()| drop(window().print()));
    let button = view! { <Button on_press=press>{t::print::print()}</Button> };
    let loan = certificate.is_for_startup.then(|| {
        let link = link("/apply?product=startup_loan_individual").child(t::certificate::loan());
        el("p").child(link)
    });
    let how = el("div")
        .class("no-print")
        .child(button.into_any())
        .child(loan)
        .child(el("p").class("printed__how").child(t::print::how()));
    let sample = certificate.is_sample.then(|| {
        let words = el("p").child(t::certificate::sample());
        notice(Tone::Warning, Some(t::common::sample().into()), false).child(words)
    });
    let what = t::certificate::what(&certificate.name);
    let article = el("article")
        .class("printed")
        .child(sample)
        .child(el("p").child(what))
        .child(table(rows(&certificate)))
        .child(el("p").child(t::certificate::not_state()))
        .child(
            el("p")
                .class("printed__signature")
                .child(t::certificate::seal()),
        )
        .child(foot(id, &certificate));
    vec![how.into_child(), article.into_child()].into_any()
}

fn rows(certificate: &CertificateView) -> Vec<Element> {
    let (from, until) = (
        i18n::date(certificate.starts_on),
        i18n::date(certificate.ends_on),
    );
    let mut rows = vec![
        pair(t::certificate::name(), certificate.name.clone()),
        pair(t::certificate::course(), certificate.course.clone()),
        pair(t::certificate::provider(), certificate.provider.clone()),
        pair(
            t::certificate::days(),
            t::certificate::from_until(from, until),
        ),
        pair(
            t::certificate::hours(),
            t::certificate::hours_n(certificate.hours),
        ),
    ];
    rows.extend(certificate.level.map(|level| {
        let words = t::course_code::by_key(level.as_str()).unwrap_or_default();
        pair(t::certificate::level(), words)
    }));
    rows.push(pair(
        t::certificate::issued(),
        i18n::date(certificate.issued_on),
    ));
    rows.push(pair(t::certificate::number(), certificate.number.clone()));
    rows
}

fn foot(id: &str, certificate: &CertificateView) -> Element {
    let picture = el("img")
        .class("printed__picture")
        .attr("src", path::with_id(path::ENROLMENT_CERTIFICATE_QR, id))
        .attr("alt", t::certificate::picture())
        .attr("width", "120")
        .attr("height", "120");
    let code = certificate.check_code.clone().unwrap_or_default();
    let letters = el("strong").class("printed__code").child(code);
    let line = el("p")
        .child(t::certificate::code())
        .child("　")
        .child(letters);
    let words = el("div")
        .child(line)
        .child(el("p").child(t::certificate::ask()));
    let ask = el("div").class("printed__ask").child(picture).child(words);
    el("footer").class("printed__foot").child(ask)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_an_enrolment_is_an_address() {
        assert_eq!(parse("/print/certificates/a-_1"), Some("a-_1".to_owned()));
        for odd in [
            "/print/certificates/",
            "/print/certificates/a/b",
            "/print/certificates/a b",
            "/print/7/form",
        ] {
            assert_eq!(parse(odd), None, "{odd}");
        }
    }
}
