//! Up to three courses side by side.

use std::sync::Arc;

use catalogue::{Catalogue, CourseListing};
use course_words::for_whom;
use i18n::t;
use leptos::prelude::*;
use router::use_location;
use ui::{
    BackLink, Fetched, Loadable, PageTitle, Text,
    element::{Element, IntoChild as _, el},
    link, sample_mark,
};

use super::{
    DATA_LANGUAGE, LIST,
    changing::changing,
    compared, course_address,
    course_page::{Found, find},
    memory::{today, use_courses_memory},
    seats::seats,
    words::{code_words, price_words},
};

/// The courses that the address names, each a column.
#[component]
pub(crate) fn ComparePage() -> impl IntoView {
    let memory = use_courses_memory();
    let query = use_location().query;
    let ids = Memo::new(move |_| {
        query.with(|query| compared::read(query.get_str("ids").unwrap_or_default()))
    });
    // What the address names is what is chosen, so that the list shows the same.
    Effect::new(move |_| memory.compared().put(ids.get()));
    let view =
        move |catalogue: Arc<Catalogue>| changing(move || ids.with(|ids| draw(&catalogue, ids)));
    view! {
        <BackLink href=memory.list_address() label=t::courses::back_to_list() />
        <PageTitle title=t::courses::compare::title() />
        <Loadable
            resource=memory.catalogue()
            view=view
        />
    }
    .into_any()
}

/// A course and what only its page says, once that is here.
type Column<'a> = (&'a CourseListing, Fetched<Found>);

fn draw(catalogue: &Catalogue, ids: &[String]) -> AnyView {
    let memory = use_courses_memory();
    let columns: Vec<Column<'_>> = ids
        .iter()
        .filter_map(|id| catalogue.course(id))
        .map(|course| {
            let id = course.id.clone();
            (course, Fetched::new(move || find(memory, id.clone())))
        })
        .collect();
    if columns.is_empty() {
        return el("div")
            .child(el("p").child(t::courses::compare::none()))
            .child(link(LIST).class("button").child(t::courses::missing::all()))
            .into_any();
    }
    let gone = (columns.len() < ids.len())
        .then(|| el("p").child(t::courses::compare::gone(ids.len() - columns.len())));
    vec![gone.into_child(), table(catalogue, &columns).into_any()].into_child()
}

fn table(catalogue: &Catalogue, columns: &[Column<'_>]) -> Element {
    let heads: Vec<Element> = columns.iter().map(|(course, _)| head(course)).collect();
    let head = el("thead").child(el("tr").child(heads));
    let asked = |label: &'static str, cell: &dyn Fn(&Column<'_>) -> AnyView| {
        let cells: Vec<Element> = columns
            .iter()
            .map(|column| el("td").child(cell(column)))
            .collect();
        el("tbody")
            .child(
                el("tr").child(
                    el("th")
                        .attr("scope", "rowgroup")
                        .attr("colspan", columns.len().to_string())
                        .child(label),
                ),
            )
            .child(el("tr").child(cells))
    };
    let place = |course: &CourseListing| {
        let name = catalogue
            .division_name(&course.division)
            .unwrap_or_default();
        el("span")
            .attr("lang", DATA_LANGUAGE)
            .child(name.to_owned())
            .into_any()
    };
    let rows = vec![
        asked(t::courses::page::price(), &|(course, _)| {
            el("strong").child(price_words(course)).into_any()
        }),
        asked(t::courses::filter::subsidised(), &|(course, _)| {
            let words = if course.is_subsidised {
                t::courses::compare::yes()
            } else {
                t::courses::compare::not_said()
            };
            words.into_child()
        }),
        asked(t::courses::compare::next(), &|(course, _)| next(course)),
        asked(t::courses::page::place(), &|(course, _)| place(course)),
        asked(t::courses::page::mode(), &|(course, _)| {
            code_words(course.mode.code()).into_child()
        }),
        asked(t::courses::page::hours(), &|(_, found)| {
            later(*found, |found| {
                t::courses::page::hours_value(found.details.hours).into()
            })
        }),
        asked(t::courses::page::level(), &|(course, _)| {
            course
                .level
                .map_or(t::courses::compare::not_said(), |level| {
                    code_words(level.code())
                })
                .into_child()
        }),
        asked(t::courses::page::certificate(), &|(_, found)| {
            later(*found, |found| match &found.details.certificate {
                Some(text) => text.clone().into(),
                None => t::courses::compare::not_said().into(),
            })
        }),
        asked(t::courses::page::for_whom(), &|(course, _)| {
            for_whom(course).into_child()
        }),
        asked(t::courses::page::provider(), &|(course, _)| {
            el("span")
                .attr("lang", DATA_LANGUAGE)
                .child(course.provider.clone())
                .into_any()
        }),
    ];
    el("table")
        .class("course-compare")
        .child(
            el("caption")
                .class("visually-hidden")
                .child(t::courses::compare::title()),
        )
        .child(head)
        .child(rows)
}

/// The course's name, its way out of the comparison below it.
fn head(course: &CourseListing) -> Element {
    let name = link(course_address(&course.id))
        .attr("lang", DATA_LANGUAGE)
        .child(course.title.clone());
    let others: Vec<String> = use_courses_memory()
        .compared()
        .ids_untracked()
        .into_iter()
        .filter(|id| *id != course.id)
        .collect();
    let of = el("span")
        .class("visually-hidden")
        .attr("lang", DATA_LANGUAGE)
        .child(course.title.clone());
    let out = link(compared::address(&others))
        .class("course-compare__out")
        .child(t::courses::chip::remove())
        .child(of);
    el("th")
        .attr("scope", "col")
        .child(name)
        .child(course.is_sample.then(sample_mark))
        .child(out)
}

/// The next class, its time of day and its seats.
fn next(course: &CourseListing) -> AnyView {
    let today = today();
    let open = course.next_open_session(today);
    let Some(session) = open.or_else(|| course.next_session(today)) else {
        return t::courses::no_session().into_child();
    };
    vec![
        el("p").child(i18n::date_with_weekday(session.starts_on)),
        el("p").child(code_words(session.time_of_day.code())),
        seats(session, today),
    ]
    .into_child()
}

/// What only the course's own page says: on its way, here, or not to be had without a line.
fn later(found: Fetched<Found>, words: fn(&super::fetch::FoundCourse) -> Text) -> AnyView {
    changing(move || match found.get() {
        None => t::common::loading().into_child(),
        Some(Ok(Some(course))) => {
            let course: Arc<_> = course;
            words(&course).into_child()
        }
        Some(_) => t::courses::compare::needs_line().into_child(),
    })
}
