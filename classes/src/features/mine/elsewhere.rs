//! Courses with a seat, for somebody whose class was given up or put off.

use api::{enrolment::EnrolmentView, resting::SimilarCourse};
use i18n::t;
use ui::{
    element::{Element, el},
    link,
};

use super::card::DATA_LANGUAGE;

/// Each with the way to its page, below the word that the class is not as it was.
pub(super) fn elsewhere(enrolment: &EnrolmentView) -> Option<Element> {
    if enrolment.alternatives.is_empty() {
        return None;
    }
    let rows: Vec<Element> = enrolment.alternatives.iter().map(row).collect();
    let title = el("h3").child(t::my_courses::elsewhere());
    Some(el("div").child(title).child(el("ul").child(rows)))
}

fn row(course: &SimilarCourse) -> Element {
    let title = link(["/courses/", &course.id].concat())
        .attr("lang", DATA_LANGUAGE)
        .child(course.title.clone());
    el("li")
        .child(title)
        .child(" ")
        .child(t::courses::starts(i18n::date(course.starts_on)))
}
