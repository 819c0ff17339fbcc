//! Where a rule stands written, and how well that is known.

use i18n::t;
use leptos::prelude::*;
use policy::{Citation, Document, Pack, Status};

use super::words::words;

/// Policy texts are Chinese whatever language the page speaks.
pub(super) const TEXT_LANGUAGE: &str = "zh-CN";

/// The texts a sentence rests on: their numbers at once, the rest on opening.
pub(super) fn citations(pack: &Pack, citations: &[Citation]) -> Option<AnyView> {
    // Several clauses of one text are one text.
    let mut names: Vec<String> = Vec::new();
    for name in citations.iter().map(|citation| name(pack, citation)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return None;
    }
    let entries: Vec<AnyView> = citations
        .iter()
        .map(|citation| entry(pack, citation))
        .collect();
    let summary = t::eligibility::cite::by(names.join(t::eligibility::separator()));
    Some(
        view! {
            <details class="eligibility__cite">
                <summary>{summary}</summary>
                {entries}
            </details>
        }
        .into_any(),
    )
}

/// A text's number, or its title where it has none.
fn name(pack: &Pack, citation: &Citation) -> String {
    match pack.document(&citation.document) {
        Some(document) if !document.number.is_empty() => document.number.to_string(),
        _ => t::eligibility::cite::document(words(pack).document(&citation.document)),
    }
}

fn entry(pack: &Pack, citation: &Citation) -> AnyView {
    let document = pack.document(&citation.document);
    let title = t::eligibility::cite::document(words(pack).document(&citation.document));
    let number = document
        .map(|document| document.number.to_string())
        .filter(|number| !number.is_empty());
    let issuers = document
        .map(|document| document.issuers.to_string())
        .filter(|issuers| !issuers.is_empty());
    let local = citation
        .local_confirm
        .then(|| view! { <p>{t::eligibility::cite::local_confirm()}</p> });
    view! {
        <div class="eligibility__text">
            <p>
                <strong>{title}</strong>
                {number.map(|number| view! { " " <span lang=TEXT_LANGUAGE>{number}</span> })}
                {issuers.map(|issuers| view! { <br /> <span lang=TEXT_LANGUAGE>{issuers}</span> })}
            </p>
            <blockquote class="eligibility__clause" lang=TEXT_LANGUAGE>{citation.clause.to_string()}</blockquote>
            <p>{status(citation.status)}</p>
            {local}
            {document.map(seen)}
        </div>
    }
    .into_any()
}

/// When somebody looked, and where one can look oneself.
fn seen(document: &Document) -> AnyView {
    let checked = document
        .last_verified
        .map(|day| t::eligibility::cite::checked(i18n::date(day)));
    let link = (!document.link.is_empty()).then(|| {
        view! {
            " "
            <a href=document.link.to_string() rel="external noopener noreferrer" target="_blank">
                {t::eligibility::cite::link()}
            </a>
        }
    });
    view! { <p>{checked} {link}</p> }.into_any()
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Verified => t::eligibility::cite::verified(),
        Status::Secondary => t::eligibility::cite::secondary(),
        Status::Unconfirmed => t::eligibility::cite::unconfirmed(),
    }
}
