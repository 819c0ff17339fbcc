//! A course as residents will see it, while it is written.

use super::{super::words, controls::Choices};
use crate::clock::today;
use catalogue::Course;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Ground, Naming};
use std::collections::{BTreeMap, BTreeSet};
use ui::{SummaryList, SummaryRow, Text};
use workflow::WorkCalendar;

/// The panel; it follows what is typed.
#[component]
pub(super) fn Preview(
    /// What is written.
    draft: RwSignal<Draft>,
    /// Licence and places.
    choices: Choices,
    /// Who teaches.
    organisation: String,
) -> impl IntoView {
    let course = Memo::new(move |_| draft.with(|draft| course_of(draft, &choices, &organisation)));
    let shown = move || match course.get() {
        Some((course, place)) => drawn(&course, place),
        None => view! { <p class="training__note">{t::staff_training::edit::preview_empty()}</p> }
            .into_any(),
    };
    view! {
        <h2>{t::staff_training::edit::preview()}</h2>
        <div class="training__preview">{shown}</div>
    }
    .into_any()
}

/// The course and the name of its place; none while something required cannot be read.
fn course_of(draft: &Draft, choices: &Choices, organisation: &str) -> Option<(Course, Text)> {
    let calendar = WorkCalendar::from_parts([], [], Date::MAX);
    let (titles, open) = (BTreeSet::new(), BTreeMap::new());
    let ground = Ground {
        today: today(),
        calendar: &calendar,
        notice_working_days: 0,
        divisions: &choices.divisions,
        licence: &choices.licence,
        other_titles: &titles,
        catalogues: None,
        standards: &[],
        busy_seasons: &[],
        open: &open,
    };
    let naming = Naming {
        id: "preview",
        provider: organisation,
        source: "",
        is_sample: false,
    };
    let course = listing::course(draft, naming, &ground)?;
    let place = words::value(Field::Division, &course.division, &choices.divisions);
    Some((course, place))
}

fn drawn(course: &Course, place: Text) -> AnyView {
    let price = if course.price_fen.fen() == 0 {
        t::courses::free().into()
    } else {
        Text::from(i18n::money(course.price_fen))
    };
    let kind = t::course_code::by_key(course.kind.code()).unwrap_or_default();
    let mode = t::course_code::by_key(course.mode.code()).unwrap_or_default();
    let rows = vec![
        SummaryRow::new(t::courses::page::price(), price),
        SummaryRow::new(
            t::courses::page::place(),
            format!("{place} {}", course.venue),
        ),
        SummaryRow::new(
            t::courses::page::hours(),
            t::courses::page::hours_value(course.hours),
        ),
        SummaryRow::new(t::courses::page::mode(), mode),
        SummaryRow::new(t::courses::page::provider(), course.provider.clone()),
    ];
    let outline: Vec<AnyView> = course
        .outline
        .iter()
        .map(|item| view! { <li>{item.clone()}</li> }.into_any())
        .collect();
    let sessions: Vec<AnyView> = course
        .sessions
        .iter()
        .map(|session| {
            let dates = [
                i18n::date(session.starts_on),
                t::courses::session::until(i18n::date(session.ends_on)),
            ]
            .join(" ");
            let seats = t::courses::seats::left(session.seats, session.seats);
            view! { <li>{dates} " · " {session.schedule.clone()} " · " {seats}</li> }.into_any()
        })
        .collect();
    view! {
        <h3>{course.title.clone()}</h3>
        <p class="training__note">{kind}</p>
        <p>{course.summary.clone()}</p>
        <p>{t::courses::session::title()}</p>
        <ul>{sessions}</ul>
        <p>{t::courses::page::outline()}</p>
        <ol>{outline}</ol>
        <SummaryList rows=rows />
    }
    .into_any()
}
