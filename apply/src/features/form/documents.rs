//! The papers: photographed, made small, sent one by one.

mod paper;
mod uploaded;

use super::already_in::AlreadyIn;
use crate::{
    kept,
    open::{keep_saving, save_status, use_application},
};
use account::{Failure, Part, Way, failure_notice, use_go, words};
use application::documents_for;
use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use paper::Paper;
use router::use_location;
use ui::{
    BackLink, Button, Doing,
    element::{IntoChild, el},
    page_title,
};

/// Every paper this application needs, each with what is there and the way to add, remove or explain.
#[component]
pub(crate) fn DocumentsPage() -> impl IntoView {
    let application = use_application();
    if !application.is_editable() {
        return view! { <AlreadyIn title=words::question("documents") /> }.into_any();
    }
    let typed = keep_saving(application);
    let go = use_go();
    let way = Way::from_query(
        use_location()
            .query
            .with_untracked(|query| query.get("from"))
            .as_deref(),
    );
    let back = match way {
        Way::Check => application.open.place(Part::Check),
        Way::Onward | Way::Fix => application.home(),
    }
    .to_string();
    let kinds = application
        .open
        .file
        .with_untracked(|file| documents_for(file.product, &file.answers));
    // Each paper is a closure, so that its errors are its own.
    let papers: Vec<AnyView> = kinds
        .into_iter()
        .map(|kind| {
            (move || view! { <Paper application=application kind=kind typed=typed /> }).into_any()
        })
        .collect();
    let failure = RwSignal::new(None::<Failure>);
    let ready = back.clone();
    let leave = Doing::new(move |()| {
        let ready = ready.clone();
        async move {
            failure.set(None);
            if let Err(found) = application.go_on(go, &ready).await {
                failure.try_set(Some(found));
            }
        }
    });
    let id = application.open.id();
    spawn_local(async move { kept::show_photos(&id).await });
    let done = Callback::new(move |()| leave.start(()));
    vec![
        view! { <BackLink href=back /> }.into_any(),
        page_title(words::question("documents")).into_child(),
        el("p").child(words::hint("documents")).into_child(),
        el("p").child(t::apply::papers::how()).into_child(),
        papers.into_any(),
        save_status().into_child(),
        failure_notice(failure),
        view! { <Button pending=leave.pending() on_press=done>{t::apply::papers::done()}</Button> }
            .into_any(),
    ]
    .into_any()
}
