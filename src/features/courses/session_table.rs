//! The dated classes of a course. A table on a desktop, a block a class on a phone; the roles stay a table's, because
//! browsers forget them where CSS lays a table out otherwise.

use catalogue::{Course, CourseSession};
use domain::Date;
use i18n::t;
use leptos::prelude::*;

use super::{DATA_LANGUAGE, model::upcoming_sessions, seats::seats, spot::Spot, words::code_words};

/// The classes still to come.
pub(super) fn session_table(course: &Course, today: Date) -> AnyView {
    let (upcoming, past) = upcoming_sessions(course, today);
    let past = (past > 0)
        .then(|| view! { <p class="session-table__past">{t::courses::session::past(past)}</p> });
    let body = if upcoming.is_empty() {
        view! { <p>{t::courses::session::none()}</p> }.into_any()
    } else {
        table(upcoming, today)
    };
    view! {
        <h2 id=Spot::Sessions.id()>{t::courses::session::title()}</h2>
        {body}
        {past}
    }
    .into_any()
}

fn table(sessions: Vec<&CourseSession>, today: Date) -> AnyView {
    let heads: Vec<AnyView> = [
        t::courses::session::dates(),
        t::courses::session::time(),
        t::courses::session::seats(),
        t::courses::session::enrol_by(),
    ]
    .into_iter()
    .map(|words| {
        view! { <th class="session-table__head" role="columnheader" scope="col">{words}</th> }
            .into_any()
    })
    .collect();
    let rows: Vec<AnyView> = sessions
        .into_iter()
        .map(|session| row(session, today))
        .collect();
    view! {
        <table class="session-table" role="table" aria-labelledby=Spot::Sessions.id()>
            <thead class="session-table__heads" role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(session: &CourseSession, today: Date) -> AnyView {
    let last = t::courses::session::until(i18n::date(session.ends_on));
    view! {
        <tr class="session-table__row" role="row">
            {cell(
                t::courses::session::dates(),
                view! {
                    <strong class="session-table__day">{i18n::date_with_weekday(session.starts_on)}</strong>
                    <br />
                    {last}
                }
                .into_any(),
            )}
            {cell(
                t::courses::session::time(),
                view! {
                    {code_words(session.time_of_day.code())}
                    <br />
                    <span lang=DATA_LANGUAGE>{session.schedule.clone()}</span>
                }
                .into_any(),
            )}
            {cell(t::courses::session::seats(), seats(session, today))}
            {cell(
                t::courses::session::enrol_by(),
                view! { <span class="session-table__day">{i18n::date(session.enrol_by)}</span> }.into_any(),
            )}
        </tr>
    }
    .into_any()
}

/// A cell with its heading, which a phone shows in front of it.
fn cell(heading: &'static str, content: AnyView) -> AnyView {
    view! {
        <td class="session-table__cell" role="cell">
            <span class="session-table__label" aria-hidden="true">{heading}</span>
            <div>{content}</div>
        </td>
    }
    .into_any()
}
