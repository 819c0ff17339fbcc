//! The dated classes of a course. A table on a desktop, a block a class on a phone; the roles stay a table's, because
//! browsers forget them where CSS lays a table out otherwise.

use catalogue::{Entry, SessionDetails, SessionListing};
use course_words::ClassLines;
use domain::Date;
use i18n::t;
use ui::element::{Element, el};

use super::{
    DATA_LANGUAGE,
    enrol::{enrol_address, enrolled, is_mine, way_in},
    fetch::FoundCourse,
    seats::seats,
    sessions::upcoming_sessions,
    spot::Spot,
};

/// The classes still to come.
pub(super) fn session_table(course: &FoundCourse, today: Date) -> Vec<Element> {
    let (upcoming, past) = upcoming_sessions(&course.listing, &course.details, today);
    let title = el("h2")
        .id(Spot::Sessions.id())
        .child(t::courses::session::title());
    let body = if upcoming.is_empty() {
        el("p").child(t::courses::session::none())
    } else {
        table(course, upcoming, today)
    };
    let mut parts = vec![title, body];
    if past > 0 {
        let words = t::courses::session::past(past);
        parts.push(el("p").class("session-table__past").child(words));
    }
    parts
}

fn table(
    course: &FoundCourse,
    sessions: Vec<(&SessionListing, &SessionDetails)>,
    today: Date,
) -> Element {
    let heads: Vec<Element> = [
        t::courses::session::dates(),
        t::courses::session::time(),
        t::courses::session::seats(),
        t::courses::session::enrol_by(),
        t::courses::enrol::title(),
    ]
    .into_iter()
    .map(|words| {
        el("th")
            .class("session-table__head")
            .attr("role", "columnheader")
            .attr("scope", "col")
            .child(words)
    })
    .collect();
    // One main button a page: the first class with a seat.
    let mut has_main = false;
    let rows: Vec<Element> = sessions
        .into_iter()
        .map(|(session, details)| {
            let way = way(course, session, details, &mut has_main);
            row(session, details, today).child(way)
        })
        .collect();
    let head = el("thead")
        .class("session-table__heads")
        .attr("role", "rowgroup")
        .child(el("tr").attr("role", "row").child(heads));
    el("table")
        .class("session-table")
        .attr("role", "table")
        .attr("aria-labelledby", Spot::Sessions.id())
        .child(head)
        .child(el("tbody").attr("role", "rowgroup").child(rows))
}

/// The cell with the way into a class; of a class the portal does not know there is none.
fn way(
    course: &FoundCourse,
    session: &SessionListing,
    details: &SessionDetails,
    has_main: &mut bool,
) -> Element {
    let id = course.listing.id.as_str();
    let mut classes = course.details.classes.iter();
    let class = classes.find(|class| class.session == details.id);
    let way = class.map(|class| {
        if is_mine(id, &details.id) {
            return enrolled();
        }
        let entry = class.entry();
        let is_main = entry == Entry::Seat && !*has_main;
        *has_main |= is_main;
        let address = enrol_address(id, &details.id);
        way_in(
            entry,
            &address,
            t::courses::starts(i18n::date(session.starts_on)),
            is_main,
        )
    });
    let way = way.unwrap_or_else(|| el("div").child(t::courses::enrol::at_provider()));
    cell(t::courses::enrol::title(), way)
}

fn row(session: &SessionListing, details: &SessionDetails, today: Date) -> Element {
    let ClassLines {
        first_day,
        until,
        time_of_day,
        schedule,
        enrol_by,
    } = ClassLines::of(session, details);
    let first = el("strong").class("session-table__day").child(first_day);
    let dates = el("div").child(first).child(el("br")).child(until);
    let schedule = el("span").attr("lang", DATA_LANGUAGE).child(schedule);
    let time = el("div").child(time_of_day).child(el("br")).child(schedule);
    let last = el("span").class("session-table__day").child(enrol_by);
    el("tr")
        .class("session-table__row")
        .attr("role", "row")
        .child(cell(t::courses::session::dates(), dates))
        .child(cell(t::courses::session::time(), time))
        .child(cell(
            t::courses::session::seats(),
            el("div").child(seats(session, today)),
        ))
        .child(cell(t::courses::session::enrol_by(), el("div").child(last)))
}

/// A cell with its heading, which a phone shows in front of it.
fn cell(heading: &'static str, content: Element) -> Element {
    let label = el("span")
        .class("session-table__label")
        .attr("aria-hidden", "true")
        .child(heading);
    el("td")
        .class("session-table__cell")
        .attr("role", "cell")
        .child(label)
        .child(content)
}
