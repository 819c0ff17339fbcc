//! A course that is off the list: that it rests or has ended, that seats already given stand, and where else to look.

use std::sync::Arc;

use api::ProblemCode;
use api::resting::{RestingCourse, SimilarCourse};
use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Fetched, Loadable,
    element::{Element, IntoChild as _, el},
    link, page_title,
};

use super::{DATA_LANGUAGE, LIST, course_address, model::is_course_id};

/// In place of a course that was not found.
pub(super) fn gone(id: String, has_heading: bool) -> AnyView {
    let found = Fetched::new(move || find(id.clone()));
    let view = move |found: Option<Arc<RestingCourse>>| match found {
        Some(course) => off_the_list(&course, has_heading).into_child(),
        None => no_such_course(has_heading).into_child(),
    };
    view! { <Loadable resource=found view=view /> }.into_any()
}

async fn find(id: String) -> Result<Option<Arc<RestingCourse>>, ClientError> {
    if !is_course_id(&id) {
        return Ok(None);
    }
    match Anonymous.find_resting_course(&id).await {
        Err(error) if error.is(ProblemCode::NotFound) => Ok(None),
        found => Ok(Some(Arc::new(found?))),
    }
}

fn no_such_course(has_heading: bool) -> Vec<Element> {
    let title = (!has_heading).then(|| page_title(t::courses::missing::title()));
    title
        .into_iter()
        .chain([el("p").child(t::courses::missing::detail()), all_courses()])
        .collect()
}

fn all_courses() -> Element {
    link(LIST).class("button").child(t::courses::missing::all())
}

fn off_the_list(course: &RestingCourse, has_heading: bool) -> Vec<Element> {
    let title = (!has_heading).then(|| page_title(course.title.clone()));
    let words = if course.is_paused {
        t::courses::resting::paused()
    } else {
        t::courses::resting::ended()
    };
    let mut parts: Vec<Element> = title.into_iter().collect();
    parts.push(el("p").child(words));
    parts.push(el("p").child(link("/classes/").child(t::courses::enrol::see_mine())));
    if !course.similar.is_empty() {
        let rows: Vec<Element> = course.similar.iter().map(row).collect();
        parts.push(el("h2").child(t::courses::resting::similar()));
        parts.push(el("ul").child(rows));
    }
    parts.push(all_courses());
    parts
}

fn row(course: &SimilarCourse) -> Element {
    let title = link(course_address(&course.id))
        .attr("lang", DATA_LANGUAGE)
        .child(course.title.clone());
    el("li")
        .child(title)
        .child(" ")
        .child(t::courses::starts(i18n::date(course.starts_on)))
}
