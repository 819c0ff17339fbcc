//! The dated classes of a course. A table on a desktop, a block a class on a phone; the roles stay a table's, because
//! browsers forget them where CSS lays a table out otherwise.

use catalogue::{SessionDetails, SessionListing};
use domain::Date;
use i18n::t;
use ui::element::{Element, el};

use super::{
    DATA_LANGUAGE, fetch::FoundCourse, model::upcoming_sessions, seats::seats, spot::Spot,
    words::code_words,
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
        table(upcoming, today)
    };
    let mut parts = vec![title, body];
    if past > 0 {
        let words = t::courses::session::past(past);
        parts.push(el("p").class("session-table__past").child(words));
    }
    parts
}

fn table(sessions: Vec<(&SessionListing, &SessionDetails)>, today: Date) -> Element {
    let heads: Vec<Element> = [
        t::courses::session::dates(),
        t::courses::session::time(),
        t::courses::session::seats(),
        t::courses::session::enrol_by(),
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
    let rows: Vec<Element> = sessions
        .into_iter()
        .map(|(session, details)| row(session, details, today))
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

fn row(session: &SessionListing, details: &SessionDetails, today: Date) -> Element {
    let first = el("strong")
        .class("session-table__day")
        .child(i18n::date_with_weekday(session.starts_on));
    let dates = el("div")
        .child(first)
        .child(el("br"))
        .child(t::courses::session::until(i18n::date(details.ends_on)));
    let schedule = el("span")
        .attr("lang", DATA_LANGUAGE)
        .child(details.schedule.clone());
    let time = el("div")
        .child(code_words(session.time_of_day.code()))
        .child(el("br"))
        .child(schedule);
    let last = el("span")
        .class("session-table__day")
        .child(i18n::date(session.enrol_by));
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
