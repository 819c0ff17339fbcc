//! The application as a form on paper.

use account::{OpenFile, Part, paper, words};
use api::application::ApplicationView;
use application::{documents_for, sections};
use client::{Anonymous, Places};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Button, Fetched, Tone,
    element::{Element, IntoChild, el},
    notice, page_title,
};

/// Prints on A4; its layout is ours, the bureau's own form decides.
#[component]
pub(crate) fn PrintPage(open: OpenFile) -> impl IntoView {
    let places = Fetched::new(|| async { Anonymous.list_places().await.ok() });
    let print = Callback::new(|()| drop(window().print()));
    let table = move || {
        let places = places.get().flatten();
        open.file.with_untracked(|file| form(file, places.as_ref()))
    };
    let back = open.place(Part::Overview).to_string();
    let unofficial = el("p").child(t::files::form::unofficial());
    vec![
        el("div")
            .class("no-print")
            .child(view! { <BackLink href=back /> }.into_any())
            .into_child(),
        page_title(t::files::form::title()).into_child(),
        notice(Tone::Info, None, false)
            .child(unofficial)
            .into_child(),
        el("div")
            .class("no-print")
            .child(view! { <Button on_press=print>{t::files::print()}</Button> }.into_any())
            .into_child(),
        table.into_child(),
    ]
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
    let boxes: Vec<Element> = signatures.into_iter().map(signature).collect();
    vec![
        el("table")
            .class("print")
            .child(el("tbody").child(rows))
            .into_child(),
        el("div")
            .class("print__signatures")
            .child(boxes)
            .into_child(),
        el("p").child(t::files::form::provisional()).into_child(),
    ]
    .into_any()
}

fn heading(words: ui::Text) -> Element {
    let heading = el("th")
        .class("print__heading")
        .attr("colspan", "2")
        .attr("scope", "colgroup");
    el("tr").child(heading.child(words))
}

fn pair(label: impl Into<ui::Text>, value: String) -> Element {
    let label = el("th")
        .class("print__label")
        .attr("scope", "row")
        .child(label.into());
    el("tr").child(label).child(el("td").child(value))
}

fn signature(label: &'static str) -> Element {
    let date = el("p")
        .class("print__date")
        .child(t::files::form::sign::date());
    el("div")
        .class("print__signature")
        .child(el("p").child(label))
        .child(date)
}
