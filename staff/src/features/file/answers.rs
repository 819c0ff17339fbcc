//! What the resident wrote, section by section, each answer with its place for a pin.

use super::{
    corrections::corrected,
    month::month,
    open_file::{OpenFile, use_open_file},
    pin::{EarlierDefect, Pin},
};
use crate::words;
use application::{Answer, Answers, Field, Section, sections};
use i18n::t;
use leptos::prelude::*;
use ui::Text;

/// The answers.
#[component]
pub(super) fn Answers() -> impl IntoView {
    let open_file = use_open_file();
    let parts = move || {
        let (product, answers) = open_file
            .file
            .with(|file| (file.application.product, file.application.answers.clone()));
        sections(product, &answers)
            .into_iter()
            .map(|(section, fields)| {
                let rows: Vec<AnyView> = fields
                    .into_iter()
                    .map(|field| row(open_file, field))
                    .collect();
                let month = (section == Section::Plan)
                    .then(|| month(&answers))
                    .flatten();
                view! {
                    <h3>{words::section(section.id())}</h3>
                    <dl class="file__list">{rows}</dl>
                    {month}
                }
                .into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    view! { <h2 class="file__heading">{t::staff_file::answers::title()}</h2> {parts} }.into_any()
}

/// The answers to read beside a paper, without places for pins.
pub(super) fn plain_answers(open_file: OpenFile) -> AnyView {
    let (product, answers) = open_file
        .file
        .with_untracked(|file| (file.application.product, file.application.answers.clone()));
    let row = |field: Field| {
        view! {
            <div class="file__row">
                <dt class="file__label">{words::name(field.id())}</dt>
                <dd class="file__value">{value(open_file, field)}</dd>
            </div>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = sections(product, &answers)
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .map(row)
        .collect();
    view! { <dl class="file__list">{rows}</dl> }.into_any()
}

fn value(open_file: OpenFile, field: Field) -> impl Fn() -> Text + Copy + Send + 'static {
    move || {
        let district = open_file.district.get().flatten();
        let words = open_file
            .file
            .with(|file| words::answer(field, &file.application.answers, district.as_ref()));
        if words.is_empty() {
            t::common::not_answered().into()
        } else {
            words
        }
    }
}

/// What stood there before the file was last handed in, where that is something else.
fn before(
    open_file: OpenFile,
    field: Field,
) -> impl Fn() -> Option<AnyView> + Copy + Send + 'static {
    move || {
        let was = open_file.file.with(|file| {
            let mut changed = file.changes.iter().flat_map(|changes| &changes.answers);
            changed
                .find(|change| change.field == field.id())
                .map(|change| change.before.clone())
        })?;
        let mut answers = Answers::default();
        answers.set(field, was);
        let district = open_file.district.get().flatten();
        let words = words::answer(field, &answers, district.as_ref());
        let words = if words.is_empty() {
            t::staff_file::answers::before_nothing().to_owned()
        } else {
            t::staff_file::answers::before(words)
        };
        Some(view! { <p class="file__note">{words}</p> }.into_any())
    }
}

/// What an officer put right there.
fn by_officer(
    open_file: OpenFile,
    field: Field,
) -> impl Fn() -> Option<AnyView> + Copy + Send + 'static {
    move || {
        let district = open_file.district.get().flatten();
        open_file.file.with(|file| {
            let now = file.application.answers.get(field).map(Answer::as_seen);
            corrected(&file.corrections, field, &now?, district.as_ref())
        })
    }
}

fn row(open_file: OpenFile, field: Field) -> AnyView {
    let value = value(open_file, field);
    view! {
        <div class="file__row">
            <dt class="file__label">{words::name(field.id())}</dt>
            <dd class="file__value">{value} {before(open_file, field)} {by_officer(open_file, field)} <EarlierDefect field=field.id() /></dd>
            <Pin field=field.id() />
        </div>
    }
    .into_any()
}
