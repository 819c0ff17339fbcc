//! All answers by section, each with the way back to its question.

use crate::open::OpenApplication;
use account::{Part, Place, Way, paper, words};
use api::application::ApplicationView;
use application::{Field, documents_for, sections};
use client::Places;
use i18n::t;
use leptos::prelude::*;
use ui::{SummaryList, SummaryRow, Text};

/// The sections and the papers.
#[component]
pub(super) fn AnswerSummary(application: OpenApplication) -> impl IntoView {
    move || {
        let places = application.places.get().and_then(Result::ok);
        application.open.file.with_untracked(|file| {
            let mut parts: Vec<AnyView> = sections(file.product, &file.answers)
                .into_iter()
                .map(|(section, fields)| {
                    let rows = fields
                        .into_iter()
                        .map(|field| row(file, field, places.as_ref()))
                        .collect();
                    part(words::section(section.id()), rows)
                })
                .collect();
            parts.push(part(words::section("documents"), papers(file)));
            parts.into_any()
        })
    }
}

fn part(title: Text, rows: Vec<SummaryRow>) -> AnyView {
    view! {
        <h2>{title}</h2>
        <SummaryList rows=rows />
    }
    .into_any()
}

fn row(file: &ApplicationView, field: Field, places: Option<&Places>) -> SummaryRow {
    let value = words::answer(field, &file.answers, places);
    let value = if value.is_empty() && field.is_optional() {
        t::apply::check::left_out().into()
    } else {
        value
    };
    SummaryRow::new(words::name(field.id()), value)
        .with_change(Place::of(&file.id, Part::Question(field)).returning(Way::Check))
}

fn papers(file: &ApplicationView) -> Vec<SummaryRow> {
    let change = Place::of(&file.id, Part::Documents).returning(Way::Check);
    documents_for(file.product, &file.answers)
        .into_iter()
        .map(|kind| {
            let count = file
                .documents
                .iter()
                .filter(|paper| paper.kind == kind.id())
                .count();
            let value: Text = match file.cannot_supply.get(kind.id()) {
                _ if count > 0 => t::apply::papers::count(count).into(),
                Some(reason) => t::apply::papers::explained(reason).into(),
                None => Text::default(),
            };
            let name = words::name(&paper(kind.id()));
            SummaryRow::new(name, value).with_change(change.clone())
        })
        .collect()
}
