//! Where a rule stands written, and how well that is known.

use i18n::t;
use leptos::prelude::*;
use policy::{Citation, Document, Pack, Status};

use super::words::words;

/// Policy texts are Chinese whatever language the page speaks.
pub(super) const TEXT_LANGUAGE: &str = "zh-CN";

/// The texts a sentence rests on, each once: their numbers at once, the clauses on opening.
pub(super) fn citations(pack: &Pack, citations: &[Citation]) -> Option<AnyView> {
    let (mut names, mut entries) = (Vec::new(), Vec::new());
    let mut rest: Vec<&Citation> = citations.iter().collect();
    while let Some(first) = rest.first().copied() {
        let (clauses, others): (Vec<&Citation>, Vec<&Citation>) = rest
            .into_iter()
            .partition(|citation| citation.document == first.document);
        names.push(name(pack, first));
        entries.push(entry(pack, first, &clauses));
        rest = others;
    }
    (!names.is_empty()).then(|| {
        let summary = t::eligibility::cite::by(names.join(t::eligibility::separator()));
        view! {
            <details class="eligibility__cite">
                <summary>{summary}</summary>
                {entries}
            </details>
        }
        .into_any()
    })
}

/// A text's number, or its title where it has none.
fn name(pack: &Pack, citation: &Citation) -> String {
    match pack.document(&citation.document) {
        Some(document) if !document.number.is_empty() => document.number.to_string(),
        _ => t::eligibility::cite::document(words(pack).document(&citation.document)),
    }
}

/// One text with its clauses; it is known as well as the least known of them.
fn entry(pack: &Pack, first: &Citation, clauses: &[&Citation]) -> AnyView {
    let document = pack.document(&first.document);
    let title = t::eligibility::cite::document(words(pack).document(&first.document));
    let named = |name: Option<String>| name.filter(|name| !name.is_empty());
    let number = named(document.map(|document| document.number.to_string()));
    let issuers = named(document.map(|document| document.issuers.to_string()));
    let known = clauses
        .iter()
        .map(|citation| citation.status)
        .max()
        .unwrap_or(first.status);
    let is_local = clauses.iter().any(|citation| citation.local_confirm);
    let quotes: Vec<AnyView> = clauses.iter().map(|citation| quote(citation)).collect();
    view! {
        <div class="eligibility__text">
            <p>
                <strong>{title}</strong>
                {number.map(|number| view! { " " <span lang=TEXT_LANGUAGE>{number}</span> })}
                {issuers.map(|issuers| view! { <br /> <span lang=TEXT_LANGUAGE>{issuers}</span> })}
            </p>
            {quotes}
            <p>{status(known)}</p>
            {is_local.then(|| view! { <p>{t::eligibility::cite::local_confirm()}</p> })}
            {document.map(seen)}
        </div>
    }
    .into_any()
}

fn quote(citation: &Citation) -> AnyView {
    let clause = citation.clause.to_string();
    view! { <blockquote class="eligibility__clause" lang=TEXT_LANGUAGE>{clause}</blockquote> }
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
