//! A course as residents will see it, while it is written.

use super::{super::words, controls::Choices, photo::picture};
use crate::clock::today;
use catalogue::{Course, CourseDetails, CourseListing, SessionDetails, SessionListing};
use course_words::{ClassLines, CoursePage};
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Ground, Naming};
use std::collections::{BTreeMap, BTreeSet};
use ui::{SampleMark, SummaryList, SummaryRow, Text};
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
    /// The listing's id.
    id: String,
) -> impl IntoView {
    let course = Memo::new(move |_| draft.with(|draft| course_of(draft, &choices, &organisation)));
    let shown = move || match course.get() {
        Some((course, place)) => drawn(&course, &place, &id),
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
        source: listing::SOURCE,
        is_sample: listing::is_sample(organisation),
    };
    let course = listing::course(draft, naming, &ground)?;
    let place = words::value(Field::Division, &course.division, &choices.divisions);
    Some((course, place))
}

/// The lines of the residents' page in its order, less what leads elsewhere.
fn drawn(course: &Course, place: &str, id: &str) -> AnyView {
    let (listing, details) = (CourseListing::from(course), CourseDetails::from(course));
    let CoursePage {
        kind,
        summary,
        // Nothing has been published of a draft.
        update: _,
        outline,
        bring,
        price,
        subsidy,
        facts,
    } = CoursePage::of(&listing, &details, place);
    let photo = details.photo.as_ref().map(|photo| picture(id, photo));
    let sample = listing.is_sample.then(|| view! { <SampleMark /> });
    let classes = listing.sessions.iter().zip(&details.sessions);
    let classes: Vec<AnyView> = classes
        .map(|(session, more)| class(session, more))
        .collect();
    let outline = list(t::courses::page::outline(), outline, |rows| {
        view! { <ol lang="zh-CN">{rows}</ol> }.into_any()
    });
    let bring = list(t::courses::page::bring(), bring, |rows| {
        view! { <ul lang="zh-CN">{rows}</ul> }.into_any()
    });
    let rows: Vec<SummaryRow> = facts
        .into_iter()
        .map(|fact| SummaryRow::new(fact.label, fact.value))
        .collect();
    view! {
        <h3>{listing.title.clone()}</h3>
        <p class="training__note">{kind} " " {sample}</p>
        {photo}
        <p lang="zh-CN">{summary}</p>
        <h4>{t::courses::session::title()}</h4>
        <ul>{classes}</ul>
        {outline}
        {bring}
        <h4>{t::courses::page::price()}</h4>
        <p class="money">{price}</p>
        <p>{subsidy}</p>
        <h4>{t::courses::page::facts()}</h4>
        <SummaryList rows=rows />
    }
    .into_any()
}

fn class(session: &SessionListing, more: &SessionDetails) -> AnyView {
    let ClassLines {
        first_day,
        until,
        time_of_day,
        schedule,
        enrol_by,
    } = ClassLines::of(session, more);
    let seats = t::courses::seats::left(session.seats_left(), session.seats);
    view! {
        <li>
            <strong>{first_day}</strong> " " {until} <br />
            {time_of_day} " " <span lang="zh-CN">{schedule}</span> <br />
            {seats} <br />
            {t::courses::session::enrol_by()} " " {enrol_by}
        </li>
    }
    .into_any()
}

/// A list under its title; nothing of an empty one.
fn list(
    title: &'static str,
    items: Vec<String>,
    around: fn(Vec<AnyView>) -> AnyView,
) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect();
    Some(view! { <h4>{title}</h4> {around(rows)} }.into_any())
}
