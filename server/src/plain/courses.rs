//! The list of courses, fifty a page, with what one asks of them in the address.

use catalogue::{
    Catalogue, CourseFilter, CourseListing, CourseTexts, SessionListing, TeachingMode,
};
use domain::Date;
use i18n::t;
use maud::{Markup, html};

use super::COURSES;
use super::filter_form::filter_form;
use super::frame::{Page, ROWS, page_asked, way_on};
use super::look::Look;
use super::words;

/// Words longer than this are no search.
const LONGEST_SEARCH: usize = 100;

/// What the address asks for: the filter, and which page of what it finds.
pub(crate) fn asked(query: &str) -> (CourseFilter, usize) {
    let mut filter = CourseFilter::from_query(query);
    filter.text = filter.text.trim().chars().take(LONGEST_SEARCH).collect();
    (filter, page_asked(query))
}

/// The page: the filter's form, the rows, and the way to the next.
pub(crate) fn courses_page(
    look: Look,
    catalogue: &Catalogue,
    texts: &CourseTexts,
    (filter, page): (&CourseFilter, usize),
    today: Date,
) -> String {
    let found = found(catalogue, texts, filter, today);
    let pages = found.len().div_ceil(ROWS).max(1);
    let page = page.clamp(1, pages);
    let rows = found.iter().skip((page - 1) * ROWS).take(ROWS);
    let matter = html! {
        (filter_form(look, catalogue, filter))
        p role="status" { (t::courses::found(found.len())) }
        @if catalogue.courses().is_empty() {
            p { (t::courses::no_courses()) }
        } @else if found.is_empty() {
            p { (t::courses::empty::other_words()) }
            p.plain-links { a href=(look.link(COURSES)) { (t::courses::empty::clear()) } }
        }
        ul.plain-courses { @for row in rows { (card(look, catalogue, row, today)) } }
        (way_on(|page| look.link(&address(filter, page)), page, pages))
    };
    let here = address(filter, page);
    let full = here.strip_prefix("/plain").unwrap_or(&here);
    Page {
        look,
        title: t::courses::title(),
        here: &here,
        full,
        matter,
    }
    .write()
}

/// A course and the first class of it that is asked for.
type Found<'a> = (&'a CourseListing, Option<&'a SessionListing>);

/// As the app lists them.
fn found<'a>(
    catalogue: &'a Catalogue,
    texts: &CourseTexts,
    filter: &CourseFilter,
    today: Date,
) -> Vec<Found<'a>> {
    let found = catalogue.find(filter, texts, today).into_iter();
    found
        .map(|course| (course, filter.shown_session(course, today)))
        .collect()
}

fn card(look: Look, catalogue: &Catalogue, (course, session): &Found<'_>, today: Date) -> Markup {
    let place = catalogue
        .division_name(&course.division)
        .unwrap_or_default();
    html! {
        li.plain-course {
            h2 {
                a href=(look.link(&format!("{COURSES}/{}", course.id))) lang="zh-CN" { (course.title) }
                @if course.is_sample { " " span.sample-mark { (t::common::sample()) } }
            }
            p {
                (words::course(course.kind.code())) " · " span lang="zh-CN" { (place) }
                @if course.mode != TeachingMode::InPerson { " · " (words::course(course.mode.code())) }
            }
            @if let Some(session) = session {
                p { (t::courses::starts(i18n::date_with_weekday(session.starts_on))) " · " (words::course(session.time_of_day.code())) }
                p { (seats(session, today)) }
            } @else {
                p { (t::courses::no_session()) }
            }
            p {
                strong { (words::price(course)) }
                @if course.is_subsidised { " · " (t::courses::may_be_covered()) }
            }
        }
    }
}

/// The seats of a class in words.
pub(super) fn seats(session: &SessionListing, today: Date) -> String {
    let left = session.seats_left();
    if left == 0 {
        t::courses::seats::full(session.seats)
    } else if session.is_open(today) {
        t::courses::seats::left(left, session.seats)
    } else {
        t::courses::seats::closed(i18n::date(session.enrol_by))
    }
}

/// The address of a page of what a filter finds.
fn address(filter: &CourseFilter, page: usize) -> String {
    let mut query = filter.to_query();
    if page > 1 {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&format!("page={page}"));
    }
    if query.is_empty() {
        COURSES.to_owned()
    } else {
        format!("{COURSES}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for query in [
            "",
            "q=%E7%94%B5%E7%84%8A",
            "kind=startup&seats=1&page=3",
            "page=2",
        ] {
            let (filter, page) = asked(query);
            let written = address(&filter, page);
            assert_eq!(
                written
                    .strip_prefix("/plain/courses")
                    .unwrap()
                    .trim_start_matches('?'),
                query
            );
        }
        for (query, page) in [
            ("page=0", 0),
            ("page=-1", 1),
            ("page=x", 1),
            ("page=99999999999999999999", 1),
        ] {
            assert_eq!(asked(query).1, page, "{query}");
        }
        assert_eq!(
            asked(&format!("q={}", "a".repeat(5_000))).0.text.len(),
            LONGEST_SEARCH
        );
    }
}
