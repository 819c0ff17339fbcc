//! The application as a form on paper.

use account::{OpenFile, Part, paper, words};
use api::application::ApplicationView;
use application::{documents_for, sections};
use client::{Anonymous, Places};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Button, Fetched, Notice, PageTitle};

/// Prints on A4; its layout is ours, the bureau's own form decides.
#[component]
pub(crate) fn PrintPage(open: OpenFile) -> impl IntoView {
    let places = Fetched::new(|| async { Anonymous.list_places().await.ok() });
    let print = Callback::new(|()| drop(window().print()));
    let table = move || {
        let places = places.get().flatten();
        open.file.with_untracked(|file| form(file, places.as_ref()))
    };
    view! {
        <div class="no-print">
            <BackLink href=open.place(Part::Overview).to_string() />
        </div>
        <PageTitle title=t::files::form::title() />
        <Notice>
            <p>{t::files::form::unofficial()}</p>
        </Notice>
        <div class="no-print">
            <Button on_press=print>{t::files::print()}</Button>
        </div>
        {table}
    }
    .into_any()
}

fn form(file: &ApplicationView, places: Option<&Places>) -> AnyView {
    let mut rows = vec![
        pair(
            t::files::form::product(),
            words::product(file.product).to_owned(),
        ),
        pair(
            t::files::form::number(),
            file.acceptance_number
                .clone()
                .unwrap_or_else(|| t::files::form::not_submitted().to_owned()),
        ),
    ];
    for (section, fields) in sections(file.product, &file.answers) {
        rows.push(heading(words::section(section.id())));
        rows.extend(fields.into_iter().map(|field| {
            pair(
                words::name(field.id()),
                words::answer(field, &file.answers, places).into_owned(),
            )
        }));
    }
    rows.push(heading(words::section("documents")));
    rows.extend(
        documents_for(file.product, &file.answers)
            .into_iter()
            .map(|kind| {
                let count = file
                    .documents
                    .iter()
                    .filter(|paper| paper.kind == kind.id())
                    .count();
                let value = match file.cannot_supply.get(kind.id()) {
                    _ if count > 0 => t::apply::papers::count(count),
                    Some(reason) => t::apply::papers::explained(reason),
                    None => String::new(),
                };
                pair(words::name(&paper(kind.id())), value)
            }),
    );
    let signatures = [
        t::files::form::sign::applicant(),
        t::files::form::sign::bureau(),
        t::files::form::sign::guarantor(),
        t::files::form::sign::bank(),
    ];
    let boxes: Vec<AnyView> = signatures.into_iter().map(signature).collect();
    view! {
        <table class="print">
            <tbody>{rows}</tbody>
        </table>
        <div class="print__signatures">{boxes}</div>
        <p>{t::files::form::provisional()}</p>
    }
    .into_any()
}

fn heading(words: ui::Text) -> AnyView {
    view! { <tr><th class="print__heading" colspan="2" scope="colgroup">{words}</th></tr> }
        .into_any()
}

fn pair(label: impl Into<ui::Text>, value: String) -> AnyView {
    let label: ui::Text = label.into();
    view! { <tr><th class="print__label" scope="row">{label}</th><td>{value}</td></tr> }.into_any()
}

fn signature(label: &'static str) -> AnyView {
    view! {
        <div class="print__signature">
            <p>{label}</p>
            <p class="print__date">{t::files::form::sign::date()}</p>
        </div>
    }
    .into_any()
}
