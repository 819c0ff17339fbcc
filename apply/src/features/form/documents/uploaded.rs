//! A paper that has arrived.

use crate::open::OpenApplication;
use account::{Failure, Intent, failure_line, words};
use api::{ProblemCode, application::DocumentView, path};
use i18n::t;
use leptos::prelude::*;
use ui::{Confirm, Doing, element::el};

/// Its picture, its size, and the way to take it back.
#[component]
pub(super) fn Uploaded(
    application: OpenApplication,
    paper: DocumentView,
    number: usize,
) -> impl IntoView {
    let address = path::with_document(
        path::APPLICATION_DOCUMENT,
        &application.open.id(),
        &paper.id,
    );
    let name = words::name(&account::paper(&paper.kind));
    let alt = t::apply::papers::picture(&name, number);
    let shown = if paper.media_type.starts_with("image/") {
        el("img")
            .class("documents__picture")
            .attr("src", address)
            .attr("alt", alt)
            .attr("loading", "lazy")
    } else {
        el("a")
            .attr("href", address)
            .attr("rel", "external")
            .attr("target", "_blank")
            .child(alt)
    };
    let failure = RwSignal::new(None::<Failure>);
    let intent = Intent::default();
    let document = paper.id.clone();
    let remove = Doing::new(move |()| {
        let document = document.clone();
        async move {
            let id = application.open.id();
            match intent.settle(
                application
                    .open
                    .resident
                    .remove_document(&id, &document, &intent.key())
                    .await,
            ) {
                Err(found) if !found.is(ProblemCode::NotFound) => {
                    failure.try_set(application.open.session.watch(found));
                }
                _ => {
                    application
                        .open
                        .file
                        .try_update(|file| file.documents.retain(|paper| paper.id != document));
                }
            }
        }
    });
    let confirm = Callback::new(move |()| remove.start(()));
    let arrived = t::apply::papers::arrived(
        kilobytes(paper.size_bytes),
        i18n::time_ms(paper.received_at_ms),
    );
    let doubtful = (!paper.doubts.is_empty()).then(|| el("p").child(t::apply::papers::doubtful()));
    let take_back = view! {
        <Confirm
            label=t::apply::papers::remove()
            question=t::apply::papers::remove_question()
            action=t::apply::papers::remove()
            pending=remove.pending()
            on_confirm=confirm
        />
    };
    el("li")
        .class("documents__item")
        .child(shown)
        .child(el("p").child(arrived))
        .child(doubtful)
        .child(take_back.into_any())
        .child(failure_line(failure))
        .into_any()
}

fn kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000)
}
