//! A paper that has arrived.

use crate::open::OpenApplication;
use account::{Failure, Intent, words};
use api::{ProblemCode, application::DocumentView, path};
use i18n::t;
use leptos::prelude::*;
use ui::{Confirm, Explain};

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
        view! { <img class="documents__picture" src=address alt=alt loading="lazy" /> }.into_any()
    } else {
        view! { <a href=address rel="external" target="_blank">{alt}</a> }.into_any()
    };
    let failure = RwSignal::new(None::<Failure>);
    let intent = Intent::default();
    let document = paper.id.clone();
    let remove = Action::new_local(move |(): &()| {
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
    let pending: Signal<bool> = remove.pending().into();
    let confirm = Callback::new(move |()| {
        remove.dispatch_local(());
    });
    view! {
        <li class="documents__item">
            {shown}
            <p>{t::apply::papers::arrived(kilobytes(paper.size_bytes), i18n::time_ms(paper.received_at_ms))}</p>
            <Confirm
                label=t::apply::papers::remove()
                question=t::apply::papers::remove_question()
                action=t::apply::papers::remove()
                pending=pending
                on_confirm=confirm
            />
            {move || failure.get().map(|failure| view! { <p role="alert">{failure.explain()}</p> })}
        </li>
    }
    .into_any()
}

fn kilobytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000)
}
