//! The papers: photographed, made small, sent one by one.

mod paper;
mod uploaded;

use super::already_in::AlreadyIn;
use crate::{
    go::use_go,
    open::{SaveStatus, keep_saving, use_application},
    place::{Part, Way},
    words,
};
use application::documents_for;
use i18n::t;
use leptos::prelude::*;
use paper::Paper;
use router::use_location;
use ui::{BackLink, Button, PageTitle};

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
    let back = application
        .place(if way == Way::Check {
            Part::Check
        } else {
            Part::Overview
        })
        .to_string();
    let kinds = application
        .file
        .with_untracked(|file| documents_for(file.product, &file.answers));
    // Each paper is a closure, so that its errors are its own.
    let papers: Vec<AnyView> = kinds
        .into_iter()
        .map(|kind| {
            (move || view! { <Paper application=application kind=kind typed=typed /> }).into_any()
        })
        .collect();
    let ready = back.clone();
    let done = Callback::new(move |()| {
        application.save_now();
        go.to(&ready);
    });
    view! {
        <BackLink href=back />
        <PageTitle title=words::question("documents") />
        <p>{words::hint("documents")}</p>
        <p>{t::apply::papers::how()}</p>
        {papers}
        <SaveStatus />
        <Button on_press=done>{t::apply::papers::done()}</Button>
    }
    .into_any()
}
