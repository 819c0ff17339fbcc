//! The papers: photos to look at in place, PDFs to download, and what is missing.

use super::{
    beside::use_beside,
    open_file::use_open_file,
    pin::{EarlierDefect, Pin},
};
use crate::papers::is_photo;
use crate::words;
use api::{
    application::{ApplicationView, DocumentView, doubt},
    path,
};
use application::{DocumentKind, documents_for};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Notice, StatusTag, Tone};

/// The papers asked for, then any others that were uploaded.
#[component]
pub(super) fn Papers() -> impl IntoView {
    let file = use_open_file().file;
    // Redrawn only when the papers change, so that a photo being looked at does not jump.
    let papers = Memo::new(move |_| {
        file.with(|file| {
            let ApplicationView {
                id,
                product,
                answers,
                documents,
                cannot_supply,
                ..
            } = &file.application;
            let mut kinds = documents_for(*product, answers);
            for kind in DocumentKind::ALL {
                let is_there = documents.iter().any(|paper| paper.kind == kind.id());
                if is_there && !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let of_kind = |kind: DocumentKind| {
                let papers = documents.iter().filter(|paper| paper.kind == kind.id());
                let papers: Vec<DocumentView> = papers.cloned().collect();
                // A reason given before the paper came says nothing any more; it is kept for the case that the paper goes.
                let reason = cannot_supply.get(kind.id());
                let reason = reason.filter(|_| papers.is_empty()).cloned();
                (kind, papers, reason)
            };
            (
                id.clone(),
                kinds.into_iter().map(of_kind).collect::<Vec<_>>(),
            )
        })
    });
    let rows = move || {
        let (id, papers) = papers.get();
        let proofs = file.with_untracked(|file| words::proofs(&file.application.answers));
        papers
            .into_iter()
            .map(|(kind, papers, reason)| {
                let proofs = (kind == DocumentKind::CategoryProof && !proofs.is_empty())
                    .then(|| proofs.clone());
                row(&id, kind, papers, (reason, proofs))
            })
            .collect::<Vec<AnyView>>()
    };
    view! {
        <h3>{t::staff_file::answers::papers()}</h3>
        <dl class="file__list">{rows}</dl>
    }
    .into_any()
}

/// One kind of paper; with it why there is none, and what it may be.
fn row(
    id: &str,
    kind: DocumentKind,
    papers: Vec<DocumentView>,
    (reason, proofs): (Option<String>, Option<String>),
) -> AnyView {
    let mut field = String::from("documents/");
    field.push_str(kind.id());
    let name = words::name(&field);
    let missing = papers.is_empty().then(|| {
        view! { <StatusTag tone=Tone::Warning label=t::staff_file::answers::paper_missing() /> }
    });
    let shown: Vec<AnyView> = papers
        .into_iter()
        .map(|paper| {
            view! { <Paper application=id.to_owned() paper=paper name=name.to_string() /> }
                .into_any()
        })
        .collect();
    let reason = reason.map(|reason| {
        view! { <p>{t::staff_file::answers::cannot_supply(reason)}</p> }
    });
    let proofs = proofs.map(|proofs| view! { <p class="file__note">{proofs}</p> });
    view! {
        <div class="file__row file__row--paper">
            <dt class="file__label">{name.clone()}</dt>
            <dd class="file__value">{proofs} {missing} {reason} {shown} <EarlierDefect field=field.clone() /></dd>
            <Pin field=field />
        </div>
    }
    .into_any()
}

/// Says that a photo did not come: a virus was found in it, or where papers are kept does not answer.
pub(super) fn not_shown(is_gone: RwSignal<bool>) -> impl Fn() -> Option<AnyView> {
    move || {
        is_gone.get().then(|| {
            view! { <Notice tone=Tone::Error><p>{t::staff_file::answers::not_shown()}</p></Notice> }
                .into_any()
        })
    }
}

/// What of a photo may be hard to read.
fn doubt_words(code: &str) -> Option<&'static str> {
    match code {
        doubt::SMALL => Some(t::staff_file::answers::doubt_small()),
        doubt::BLURRED => Some(t::staff_file::answers::doubt_blurred()),
        doubt::GLARE => Some(t::staff_file::answers::doubt_glare()),
        _ => None,
    }
}

/// One upload: a photo fills its column at a press; a PDF is downloaded.
#[component]
fn Paper(
    /// The application's id.
    application: String,
    /// The upload.
    paper: DocumentView,
    /// What it should show.
    name: String,
) -> impl IntoView {
    let href = path::with_document(path::STAFF_DOCUMENT, &application, &paper.id);
    let received = t::staff_file::answers::received(i18n::time_ms(paper.received_at_ms));
    let is_new = use_open_file().file.with_untracked(|file| {
        let mut changes = file.changes.iter();
        changes.any(|changes| changes.new_papers.contains(&paper.id))
    });
    let is_new = is_new.then(|| {
        view! { <StatusTag tone=Tone::Info label=t::staff_file::answers::new_paper() /> }
    });
    if !is_photo(&paper) {
        let size = words::size(paper.size_bytes);
        // A photo was drawn anew; a PDF is as it came.
        let is_scanned = use_open_file()
            .file
            .with_untracked(|file| file.papers_scanned);
        let unscanned = (!is_scanned).then(|| {
            view! { <StatusTag tone=Tone::Warning label=t::staff_file::answers::unscanned() /> }
        });
        return view! {
            <p>
                <a href=href rel="external" download="">{t::staff_file::answers::download(size)}</a>
                " "
                {unscanned}
                " "
                <span class="file__note">{received}</span>
                " "
                {is_new}
            </p>
        }
        .into_any();
    }
    let (is_large, is_gone) = (RwSignal::new(false), RwSignal::new(false));
    let toggle = Callback::new(move |()| is_large.update(|is_large| *is_large = !*is_large));
    let beside = use_beside();
    let doubts: Vec<AnyView> = paper
        .doubts
        .iter()
        .filter_map(|code| doubt_words(code))
        .map(|label| view! { <StatusTag tone=Tone::Warning label=label /> }.into_any())
        .collect();
    let id = paper.id;
    let compare = Callback::new(move |()| beside.show(id.clone()));
    let words = move || {
        if is_large.get() {
            t::staff_file::answers::shrink()
        } else {
            t::staff_file::answers::enlarge()
        }
    };
    view! {
        <figure class="file__photo" data-large=move || is_large.get().then_some("true")>
            <img
                class="file__image"
                src=href.clone()
                alt=t::staff_file::answers::paper_alt(name)
                loading="lazy"
                on:error=move |_| is_gone.set(true)
            />
            {not_shown(is_gone)}
            <figcaption class="file__caption">
                <Button kind=ButtonKind::Quiet on_press=toggle>{words}</Button>
                <Button kind=ButtonKind::Quiet on_press=compare>{t::staff_file::beside::open()}</Button>
                <a href=href target="_blank" rel="noopener external">{t::staff_file::answers::open()}</a>
                <span class="file__note">{received}</span>
                {is_new}
                {doubts}
            </figcaption>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_has_words() {
        for code in doubt::ALL {
            assert!(doubt_words(code).is_some(), "{code}");
        }
    }
}
