//! All answers by section, each with the way back to its question.

use crate::open::OpenApplication;
use account::{Part, Place, Way, paper, words};
use application::{Answers, Field, Section, documents_for, expected_month, sections};
use client::{FormView, Places};
use i18n::t;
use leptos::prelude::*;
use ui::{
    SummaryRow, Text,
    element::{Element, IntoChild, el},
    summary_list,
};

/// The sections and the papers.
pub(super) fn answer_summary(application: OpenApplication) -> AnyView {
    let draw = move || {
        // Names of places and banks come by themselves.
        let places = application.places.get().and_then(Result::ok);
        application.open.file.with_untracked(|file| {
            let mut parts = Vec::new();
            for (section, fields) in sections(file.product, &file.answers) {
                let rows = fields
                    .into_iter()
                    .map(|field| row(file, field, places.as_ref()))
                    .collect();
                parts.extend(part(words::section(section.id()), rows));
                if section == Section::Plan {
                    parts.extend(month(&file.answers));
                }
            }
            parts.extend(part(words::section("documents"), papers(application, file)));
            parts
        })
    };
    draw.into_child()
}

/// What the plan leaves in a month beside what the principal takes of it; nothing while a sum is missing.
fn month(answers: &Answers) -> Option<Element> {
    let month = expected_month(answers)?;
    let [left, due] = [month.left, month.principal?].map(i18n::money_in_words);
    let line = el("p").child(t::apply::check::month(left, due));
    Some(if month.is_enough() {
        line
    } else {
        line.child(" ").child(t::apply::check::month_short())
    })
}

fn part(title: Text, rows: Vec<SummaryRow>) -> [Element; 2] {
    [el("h2").child(title), summary_list(rows)]
}

fn row(file: &FormView, field: Field, places: Option<&Places>) -> SummaryRow {
    let value = words::answer(field, &file.answers, places);
    let value = if value.is_empty() && field.is_optional() {
        t::apply::check::left_out().into()
    } else {
        value
    };
    SummaryRow::new(words::name(field.id()), value)
        .with_change(Place::of(&file.id, Part::Question(field)).returning(Way::Check))
}

fn papers(application: OpenApplication, file: &FormView) -> Vec<SummaryRow> {
    let change = Place::of(&file.id, Part::Documents).returning(Way::Check);
    documents_for(file.product, &file.answers)
        .into_iter()
        .map(|kind| {
            let count = file
                .documents
                .iter()
                .filter(|paper| paper.kind == kind.id())
                .count();
            let here = application.photos_of(kind.id());
            let value: Text = match file.cannot_supply.get(kind.id()) {
                _ if here > 0 => t::apply::papers::count_here(here).into(),
                _ if count > 0 => t::apply::papers::count(count).into(),
                Some(reason) => t::apply::papers::explained(reason.clone().into_text()).into(),
                None => Text::default(),
            };
            let name = words::name(&paper(kind.id()));
            SummaryRow::new(name, value).with_change(change.clone())
        })
        .collect()
}
