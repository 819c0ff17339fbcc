//! A course in a list.

use catalogue::{Catalogue, CourseListing, SessionListing, TeachingMode};
use domain::Date;
use i18n::t;
use ui::{
    element::{Element, el},
    sample_mark,
};

use super::{
    DATA_LANGUAGE, compare_choice::compare_button, course_address, model::Row, seats::seats,
    sessions::later_open_session, words,
};

/// One row of a list; nothing when the course has gone since.
pub(super) fn card(catalogue: &Catalogue, row: &Row, today: Date) -> Option<Element> {
    let parts = card_parts(catalogue, row, today, None)?;
    Some(el("li").class("course-card").child(parts))
}

/// What stands in the row; the focus finds its link by the id given.
pub(super) fn card_parts(
    catalogue: &Catalogue,
    row: &Row,
    today: Date,
    link_id: Option<String>,
) -> Option<Vec<Element>> {
    let course = catalogue.course(&row.course_id)?;
    let place = catalogue
        .division_name(&course.division)
        .unwrap_or_default()
        .to_owned();
    let session = row.session.and_then(|place| course.sessions.get(place));
    let link = el("a")
        .class("course-card__link")
        .id(link_id)
        .attr("href", course_address(&course.id))
        .attr("lang", DATA_LANGUAGE)
        .child(course.title.clone());
    let title = el("h3")
        .class("course-card__title")
        .child(link)
        .child(course.is_sample.then(sample_mark));
    let mode = (course.mode != TeachingMode::InPerson)
        .then(|| el("span").child(words::code_words(course.mode.code())));
    let what = el("p")
        .class("course-card__what")
        .child(kind(course))
        .child(el("span").attr("lang", DATA_LANGUAGE).child(place))
        .child(mode);
    let note = course.is_subsidised.then(|| {
        el("span")
            .class("course-card__note")
            .child(t::courses::may_be_covered())
    });
    let price = el("p")
        .class("course-card__price")
        .child(el("strong").child(words::price_words(course)))
        .child(note);
    let mut parts = vec![title, what];
    parts.extend(when(course, session, today));
    parts.push(price);
    parts.push(compare_button(course.id.clone(), course.title.clone()));
    Some(parts)
}

/// What kind of course it is, as a tag.
pub(super) fn kind(course: &CourseListing) -> Element {
    el("span")
        .class("course-card__kind")
        .child(words::code_words(course.kind.code()))
}

/// The class the row is shown by, its seats, and the next one when it is full.
fn when(course: &CourseListing, session: Option<&SessionListing>, today: Date) -> Vec<Element> {
    let line = el("p").class("course-card__when");
    let Some(session) = session else {
        return vec![line.child(t::courses::no_session())];
    };
    let first = t::courses::starts(i18n::date_with_weekday(session.starts_on));
    let time = words::code_words(session.time_of_day.code());
    let line = line
        .child(el("span").child(first))
        .child(el("span").child(time));
    let mut lines = vec![line, seats(session, today)];
    if let Some(later) = later_open_session(course, session, today) {
        let words = t::courses::later(i18n::date(later.starts_on), later.seats_left());
        lines.push(el("p").class("course-card__note").child(words));
    }
    lines
}
